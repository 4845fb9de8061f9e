import type { Input } from '../../contract'
import type { ActivityPlan } from '../../miniprogram/domain/activity/activity'
import { TODAY } from '../domain/builders'
import type { Campus, Person } from './campus'
import { approversOf, identityOf } from './visitors'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/** An activity in order: one day, all day, twenty places, at the gates of its purpose. */
export const planFor = (changes: Partial<ActivityPlan> = {}): ActivityPlan => ({
  title: '计算机学院学术年会',
  purpose: 'official',
  firstDay: TODAY,
  lastDay: TODAY,
  hours: null,
  gateIds: [],
  quota: 20,
  asksPlate: true,
  question: '',
  ...changes,
})

/** Somebody on the list of an organiser. */
export const listedGuest = (
  number: number,
  changes: Partial<Input<'activity.addGuests'>['people'][number]> = {},
): Input<'activity.addGuests'>['people'][number] => {
  const { answer: _answer, privacy: _privacy, ...person } = guestForm(number)
  return { ...person, ...changes }
}

/** What the person with that number fills in to join: on foot. */
export const guestForm = (
  number: number,
  changes: Partial<Input<'activity.join'>['form']> = {},
): Input<'activity.join'>['form'] => ({
  name: '参会人甲',
  phoneKind: 'mainland',
  phone: identityOf(number).phone,
  documentKind: 'mainlandId',
  document: identityOf(number).document,
  plate: '',
  answer: '',
  privacy: tickedAt(0),
  ...changes,
})

export interface OpenActivity {
  activityId: string
  organiser: Person
  office: Person
}

/** Applied for by an approver of 计算机学院; the office hasn't answered. */
export async function askedActivity(
  campus: Campus,
  changes: Partial<ActivityPlan> = {},
): Promise<OpenActivity> {
  const organiser = campus.person(approversOf(campus, 'computing')[0] ?? '')
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  const { activityId } = await organiser.get('activity.apply', { plan: planFor(changes) })
  return { activityId, organiser, office }
}

/** The same, approved by the office. */
export async function openActivityOf(
  campus: Campus,
  changes: Partial<ActivityPlan> = {},
): Promise<OpenActivity> {
  const asked = await askedActivity(campus, changes)
  await asked.office.get('activity.answer', { activityId: asked.activityId, accept: true, reason: '' })
  return asked
}

/** The person with that number joins. */
export async function join(campus: Campus, activityId: string, number: number) {
  const guest = campus.person(`guest-${number}`)
  return { guest, ...(await guest.get('activity.join', { activityId, form: guestForm(number) })) }
}
