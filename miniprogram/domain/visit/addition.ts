import { DomainError } from '../errors'
import type { Day } from '../values/days'
import type { PlateNumber } from '../values/plates'
import { extend, isStanding, stateNow, type Decider, type VisitLife } from './visit'
import { checkForm, type VisitForm } from './visit-form'

/** What a visitor who has come in wants of the booking besides: a later last day, another plate, or both (spec 3). */
export interface Addition {
  lastDay: Day
  /** Null: none, as before. */
  plate: PlateNumber | null
}

type Extensible = VisitLife & Addition & { unitId: string }

/** Which fields an addition changes. */
export const addedFields = (visit: Addition, { lastDay, plate }: Addition): ('lastDay' | 'plate')[] => [
  ...(lastDay > visit.lastDay ? (['lastDay'] as const) : []),
  ...(plate !== null && plate !== visit.plate ? (['plate'] as const) : []),
]

/**
 * Whether it may be asked for: an approved booking whose visitor has come in. Days of an activity are the activity's, those
 * of a standing pass the pass's, and a walk-in has no unit to ask.
 */
export const mayAskAddition = (visit: VisitLife & { unitId: string }, now: number): boolean =>
  stateNow(visit, now) === 'approved' &&
  visit.firstEntryAt !== null &&
  visit.places === undefined &&
  visit.unitId !== '' &&
  !isStanding(visit)

/**
 * What is asked for, checked as the form it makes of the booking is. Throws NOT_REVISABLE, NOTHING_ADDED, FORM with the errors
 * of these two fields.
 */
export function askAddition(visit: Extensible, form: VisitForm, wanted: Addition, now: number): Addition {
  if (!mayAskAddition(visit, now)) throw new DomainError('NOT_REVISABLE', { state: stateNow(visit, now) })
  const lastDay = wanted.lastDay > visit.lastDay ? wanted.lastDay : visit.lastDay
  const plate = wanted.plate ?? visit.plate
  if (addedFields(visit, { lastDay, plate }).length === 0) throw new DomainError('NOTHING_ADDED')
  // Its first day has passed and stays as it is.
  const rules = { today: visit.firstDay, latestFirstDay: null, purposes: null }
  const changed = { ...form, lastDay, driving: plate !== null, plate: plate ?? '' }
  const fieldErrors = checkForm(changed, rules).filter(
    ({ field }) => field === 'lastDay' || field === 'plate',
  )
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  return { lastDay, plate }
}

/** The booking with what was asked for, by the approver who agreed: it is approved as before. Throws NOT_REVISABLE. */
export function add<V extends Extensible>(
  visit: V,
  { lastDay, plate }: Addition,
  by: Decider,
  now: number,
): V {
  if (!mayAskAddition(visit, now)) throw new DomainError('NOT_REVISABLE', { state: stateNow(visit, now) })
  return extend(visit, { lastDay, plate } as Partial<V>, by, now)
}
