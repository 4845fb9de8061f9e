import type { Input } from '../../contract'
import { addDays } from '../../miniprogram/domain/values/days'
import type { PersonForm } from '../../miniprogram/domain/standing-pass/person'
import type { StandingPlan } from '../../miniprogram/domain/standing-pass/standing-pass'
import { TODAY } from '../domain/builders'
import type { Campus, Person } from './campus'
import { approversOf, identityOf } from './visitors'

/** A standing pass in order: from today for 100 days, all week and all day, at the gates of its purpose. */
export const standingPlan = (changes: Partial<StandingPlan> = {}): StandingPlan => ({
  why: '食堂劳务',
  firstDay: TODAY,
  lastDay: addDays(TODAY, 99),
  weekdays: [],
  hours: null,
  gateIds: [],
  fee: 'free',
  ...changes,
})

/** The person with that number, on foot. */
export const standingPerson = (number: number, changes: Partial<PersonForm> = {}): PersonForm => ({
  ...{ name: '工人甲', phoneKind: 'mainland', phone: identityOf(number).phone },
  ...{ documentKind: 'mainlandId', document: identityOf(number).document, plate: '' },
  ...changes,
})

export interface AskedPass {
  passId: string
  unit: Person
  office: Person
}

type Applied = Partial<Pick<Input<'standing.apply'>, 'people' | 'papers' | 'unitId'>>

/** Applied for by an approver of 计算机学院; the office hasn't answered. */
export async function askedPass(
  campus: Campus,
  people: PersonForm[],
  changes: Partial<StandingPlan> = {},
  more: Applied = {},
): Promise<AskedPass> {
  const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  const { passId } = await unit.get('standing.apply', {
    ...{ plan: standingPlan(changes), people, papers: [], unitId: 'computing' },
    ...more,
  })
  return { passId, unit, office }
}

/** The same, approved by the office. */
export async function approvedPass(
  campus: Campus,
  people: PersonForm[],
  changes: Partial<StandingPlan> = {},
  more: Applied = {},
): Promise<AskedPass> {
  const asked = await askedPass(campus, people, changes, more)
  await asked.office.get('standing.answer', { passId: asked.passId, accept: true, reason: '' })
  return asked
}

/** Everybody on it, by name. */
export const peopleOf = async ({ passId, unit }: AskedPass) =>
  (await unit.get('standing.people', { passId, cursor: null })).rows
