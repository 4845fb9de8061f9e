import type { Output } from '../../../contract'
import { DomainError, type FieldError } from '../../../miniprogram/domain/errors'
import {
  comesBy,
  noWayIn,
  type PERSON_REFUSALS,
  personVisitForm,
  type PersonForm,
} from '../../../miniprogram/domain/standing-pass/person'
import { MAX_PEOPLE, requireOpenToChange } from '../../../miniprogram/domain/standing-pass/standing-pass'
import type { ChosenGate, ComesBy } from '../../../miniprogram/domain/visit/ways-in'
import { submitted } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { calendarIds, loadCalendars, loadCalendarsIn } from '../../stores/calendars'
import { loadStandingPassIn, saveStandingPassIn, type StandingPass } from '../../stores/standing-passes'
import type { Settings } from '../../stores/settings'
import { countStanding, findAllStanding, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import {
  asListedIn,
  countTold,
  isTelling,
  ofOwnUnit,
  takeInList,
  type ListRefusal,
  type TakenIn,
} from '../visit/take-in-list'
import { holdIn } from '../visit/hold-calendars'
import { newVisit } from '../visit/new-visit'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { nameOf } from '../visit/views'
import { asPassSays, partsOfPass, purposeOfPass, standingRefusal } from './align'

type NotTaken = ListRefusal<(typeof PERSON_REFUSALS)[number]>

/** Takes people in as visits that wait for the pass. */
export async function takeIn(
  caller: Caller,
  passId: string,
  people: readonly PersonForm[],
  settings: Settings,
): Promise<TakenIn<NotTaken['code']>> {
  const there = await countStanding(passId)
  return takeInList(caller, people, async (tx, _id, person, index): Promise<NotTaken | null> => {
    const pass = await loadStandingPassIn(tx, passId)
    if (pass === null) throw new DomainError('NOT_FOUND')
    requireOpenToChange(pass)
    if (there + index >= MAX_PEOPLE) return { code: 'STANDING_FULL', unitName: '' }
    // What the office has answered by now has no room for whom it didn't see: one of both meets the other.
    await saveStandingPassIn(tx, pass)
    return takeOneIn(tx, caller, pass, _id, person, settings)
  })
}

/** Throws FORM with all that is wrong. */
export function requireNoErrors(fieldErrors: readonly FieldError[]): void {
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
}

/** Somebody on a pass, and how they come by what it has of them. */
export const onPass = (visit: Visit): ComesBy & { name: string } => ({
  name: nameOf(visit),
  ...comesBy({ document: visit.documentHash, phone: visit.phoneHash, plate: visit.plate ?? '' }),
})

/**
 * Of those who are on a pass, who can't be on it as it is now to be, by name; `remaining`: how many can. Who can't is let go
 * when its people are brought in line (align.ts).
 */
export async function refusedByChange(
  caller: Caller,
  pass: StandingPass,
  settings: Settings,
  gates: readonly ChosenGate[],
): Promise<{ remaining: number; refused: Output<'standing.revise'>['refused'] }> {
  const people = (await findAllStanding(pass._id)).map((visit) => asPassSays(pass, visit))
  const calendars = new Map(
    (await loadCalendars(people.flatMap(calendarIds))).map((each) => [each._id, each]),
  )
  const [left, refused]: [Visit[], Output<'standing.revise'>['refused']] = [[], []]
  let telling = 0
  for (const visit of people) {
    const own = calendarIds(visit).flatMap((id) => calendars.get(id) ?? [])
    const found = standingRefusal(own, visit, caller.now, settings)
    if (found === null) {
      left.push(visit)
      continue
    }
    const { refusal, conflict } = found
    refused.push({ name: nameOf(visit), ...refusal })
    if (conflict === null || isTelling(ofOwnUnit(caller, refusal, conflict))) telling++
  }
  requireNoErrors(noWayIn(left.map(onPass), pass.gateIds, gates))
  for (let told = 0; told < telling; told++) await countTold(caller)
  return { remaining: left.length, refused }
}

async function takeOneIn(
  tx: Transaction,
  caller: Caller,
  pass: StandingPass,
  _id: string,
  person: PersonForm,
  settings: Settings,
): Promise<NotTaken | null> {
  const form = personVisitForm(pass, person)
  const { gateIds, right } = partsOfPass(pass)
  const visit: Visit = newVisit({
    ...{ _id, owner: '', kind: 'standing', vip: false, inviter: null, standingPassId: pass._id },
    ...{
      form: sealForm(form, _id),
      purpose: purposeOfPass(pass),
      hostName: pass.applicantName,
      unitId: pass.unitId,
      unitName: pass.unitName,
    },
    madeBy: pass.makers,
    opening: submitted({ name: pass.unitName, role: 'approver' }, caller.now),
    ...(gateIds === null ? {} : { gateIds }),
    ...(right === undefined ? {} : { right }),
  })
  const calendars = await loadCalendarsIn(tx, calendarIds(visit))
  const found = standingRefusal(calendars, visit, caller.now, settings)
  if (found !== null) {
    const isOnList = ({ standingPassId }: Visit): boolean => standingPassId === pass._id
    return asListedIn(tx, caller, found.refusal, found.conflict, isOnList)
  }
  await holdIn(tx, calendars, visit, caller.now)
  await saveVisitIn(tx, withKeys(visit, form))
  return null
}
