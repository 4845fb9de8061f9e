import { addDays, DAY_MS, daysInclusive, type Day } from '../values/days'
import type { HostConfirmation } from './host-confirmation'
import type { PurposeClass } from './purposes'
import type { VisitState } from './visit'

/** What an approver should look at twice (spec 3). Hints never decide. */
export type RiskHint =
  'long' | 'farAhead' | 'officialByPrivateCar' | 'officialCarAgain' | 'officialUnconfirmed'

/** From the third official booking with one plate within a month on, a company's car is no exception any more. */
const REPEATED_CAR = { times: 3, withinDays: 30 }

/** A booking as far as it counts for how often a car comes. */
export interface CarBooking {
  _id: string
  plate: string | null
  purposeClass: PurposeClass
  submittedAt: number
  state: VisitState
}

/** How many official `bookings` other than `own` came with its plate lately; withdrawn and returned ones don't count. */
export const countEarlierWithCar = (
  own: Pick<CarBooking, '_id' | 'plate' | 'submittedAt'>,
  bookings: readonly CarBooking[],
): number =>
  bookings.filter(
    ({ _id, plate, purposeClass, submittedAt, state }) =>
      _id !== own._id &&
      plate === own.plate &&
      purposeClass === 'official' &&
      submittedAt >= own.submittedAt - REPEATED_CAR.withinDays * DAY_MS &&
      state !== 'cancelled' &&
      state !== 'returned',
  ).length

/**
 * Hints for one booking. `submittedOn` is the day it was last sent; `earlierWithCar`: how many other official bookings
 * of the unit within `REPEATED_CAR.withinDays` before that came with its plate.
 */
export function riskHints(
  visit: {
    firstDay: Day
    lastDay: Day
    purposeClass: PurposeClass
    plate: string | null
    hostConfirmation: HostConfirmation
  },
  submittedOn: Day,
  rules: { adviseAheadDays: number; adviseLongDays: number },
  earlierWithCar = 0,
): RiskHint[] {
  const hints: RiskHint[] = []
  if (daysInclusive(visit.firstDay, visit.lastDay) > rules.adviseLongDays) hints.push('long')
  if (visit.firstDay > addDays(submittedOn, rules.adviseAheadDays)) hints.push('farAhead')
  if (visit.purposeClass !== 'official') return hints
  if (visit.plate !== null)
    hints.push(earlierWithCar + 1 >= REPEATED_CAR.times ? 'officialCarAgain' : 'officialByPrivateCar')
  if (visit.hostConfirmation === 'none') hints.push('officialUnconfirmed')
  return hints
}
