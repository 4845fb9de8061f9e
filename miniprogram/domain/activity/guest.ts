import { fieldError, type FieldError } from '../errors'
import type { Day } from '../values/days'
import type { DocumentKind } from '../values/documents'
import type { PhoneKind } from '../values/phones'
import { readLine } from '../values/text'
import type { CheckOne } from '../standing-pass/person'
import { BLANK_FORM, type VisitForm } from '../visit/form-fields'
import { checkForm, normaliseForm } from '../visit/visit-form'
import type { PrivacyTick } from '../visit/privacy'
import type { PurposeId } from '../visit/purposes'
import type { VisitState } from '../visit/visit-state'

/** What a guest of an activity fills in (spec 4.2). */
export interface GuestForm {
  name: string
  phoneKind: PhoneKind
  phone: string
  documentKind: DocumentKind
  document: string
  /** Empty: on foot. */
  plate: string
  answer: string
  privacy?: PrivacyTick | undefined
}

/** What an activity gives a guest's booking. */
interface Inviting {
  hostId: string
  purpose: PurposeId
  firstDay: Day
  lastDay: Day
  asksPlate: boolean
  question: string
}

/**
 * The booking form that a guest's is: of days that have begun, what is left of them.
 * @param day the one that counts (dayOfActivity)
 */
export const guestVisitForm = (activity: Inviting, form: GuestForm, day: Day): VisitForm => {
  const { hostId, purpose, firstDay, lastDay, asksPlate } = activity
  const { answer, ...typed } = form
  const plate = asksPlate ? typed.plate : ''
  const whole = {
    ...BLANK_FORM,
    ...typed,
    ...{ hostId, purpose, lastDay, firstDay: firstDay < day ? day : firstDay, plate },
    ...{ driving: plate.trim() !== '', note: answer },
  }
  return normaliseForm(whole)
}

/** The activity's own fields aren't the guest's to mend: its organiser may be in no directory, its night has begun yesterday. */
const OF_ACTIVITY = ['hostId', 'purpose', 'firstDay', 'lastDay']
const isGuests = ({ field }: FieldError): boolean => OF_ACTIVITY.indexOf(field) < 0

/** All that is wrong with it at once, each beside the field of the guest's own form. */
export function checkGuest(activity: Inviting, typed: GuestForm, form: VisitForm, today: Day): FieldError[] {
  const fieldErrors = checkForm(form, { today, latestFirstDay: null, purposes: null })
    .filter(isGuests)
    .map((each) => (each.field === 'note' ? { ...each, field: 'answer' } : each))
  const unanswered = activity.question !== '' && readLine(typed.answer) === ''
  return unanswered ? [...fieldErrors, fieldError('answer', 'ACTIVITY_ANSWER_REQUIRED')] : fieldErrors
}

/** Somebody on the organiser's list (spec 4.2): known by the document. The phone, if any, takes the pass over later. */
export type ListedGuest = Omit<GuestForm, 'answer' | 'privacy'>

/** The booking form of somebody on a list: the organiser answers no question for them. */
export const listedVisitForm = (activity: Inviting, person: ListedGuest, day: Day): VisitForm =>
  guestVisitForm(activity, { ...person, answer: '' }, day)

/** All that is wrong with one person of a list, each beside its field, before it is sent and when it comes. */
export const checkOnList =
  (plan: Omit<Inviting, 'hostId'>): CheckOne =>
  (person, today) =>
    checkForm(listedVisitForm({ ...plan, hostId: '' }, person, today), {
      ...{ today, latestFirstDay: null, purposes: null, vouched: true },
    }).filter((error) => isGuests(error) && error.code !== 'PHONE_REQUIRED')

/** Why somebody of the organiser's list can't be taken in. */
export const GUEST_REFUSALS = [
  'BLACKLISTED',
  'VEHICLE_INSIDE',
  'FEE_DUE',
  'DUPLICATE',
  'ON_LIST',
  'ACTIVITY_FULL',
] as const

/** The lists of an activity's guests. */
export const GUEST_LISTS = ['approved', 'waiting', 'ended'] as const
export type GuestList = (typeof GUEST_LISTS)[number]

/** Who had a place to the end stands with those who have one: who takes the list along afterwards wants to know who came. */
export const listOfGuest = (state: VisitState): GuestList =>
  state === 'approved' || state === 'finished' ? 'approved' : state === 'pending' ? 'waiting' : 'ended'

/** Those of all guests who stand in these lists, list after list, each by when they asked. */
export const guestsOfLists = <Guest extends { state: VisitState; joinedAt: number }>(
  all: readonly Guest[],
  lists: readonly GuestList[],
): Guest[] =>
  lists.reduce<Guest[]>(
    (guests, list) =>
      guests.concat(
        all
          .filter(({ state }) => listOfGuest(state) === list)
          .sort((one, other) => one.joinedAt - other.joinedAt),
      ),
    [],
  )
