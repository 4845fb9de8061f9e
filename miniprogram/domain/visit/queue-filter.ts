import type { Day } from '../values/days'
import type { HostConfirmation } from './host-confirmation'
import type { PurposeClass } from './purposes'

/** What an approver narrows the queue to (spec 8); all that is set has to fit. */
export interface QueueFilter {
  /** Only who comes today: today is one of the days. */
  today: boolean
  /** Null: with and without a vehicle. */
  driving: boolean | null
  /** Null: both classes. */
  purposeClass: PurposeClass | null
  /** Only official visits without the host's 确有预约 (spec 3). */
  unconfirmed: boolean
}

export const WHOLE_QUEUE: QueueFilter = {
  today: false,
  driving: null,
  purposeClass: null,
  unconfirmed: false,
}

export function fitsQueue(
  visit: {
    firstDay: Day
    lastDay: Day
    plate: string | null
    purposeClass: PurposeClass
    hostConfirmation: HostConfirmation
  },
  filter: QueueFilter,
  today: Day,
): boolean {
  if (filter.today && (visit.firstDay > today || visit.lastDay < today)) return false
  if (filter.driving !== null && filter.driving !== (visit.plate !== null)) return false
  if (filter.purposeClass !== null && filter.purposeClass !== visit.purposeClass) return false
  return !filter.unconfirmed || (visit.purposeClass === 'official' && visit.hostConfirmation !== 'confirmed')
}
