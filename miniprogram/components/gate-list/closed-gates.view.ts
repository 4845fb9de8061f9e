import type { BookingOptions } from '../../../contract'
import type { Validity } from '../../domain/values/validity'
import { isOnSome } from '../../domain/vehicle/traffic-control'
import { vehicleGates, type PurposeClass } from '../../domain/visit/purposes'
import { bookingFormWords } from '../../locales/booking-form'
import { formatMoment } from '../../locales/days'

/** Of some gates by car those that a traffic control closes on some days, from `now` on, and when (spec 5.5): a line each. */
export function closedLines(
  purposeClass: PurposeClass,
  days: Pick<Validity, 'firstDay' | 'lastDay' | 'hours'>,
  { gates, controls }: Pick<BookingOptions, 'gates' | 'controls'>,
  now: number,
): string {
  const usable = vehicleGates(purposeClass, gates)
  const lines = controls
    .filter((control) => control.until > now && isOnSome(control, days))
    .map(({ gateIds, from, until }) => ({
      names: usable.filter(({ id }) => gateIds.indexOf(id) >= 0).map(({ name }) => name),
      times: bookingFormWords().fromUntil(formatMoment(from, now), formatMoment(until, now)),
    }))
    .filter(({ names }) => names.length > 0)
    .map(({ names, times }) => bookingFormWords().closedGates(names, times))
  const more = lines.length - MAX_CLOSED
  return [...lines.slice(0, MAX_CLOSED), ...(more > 0 ? [bookingFormWords().moreClosed(more)] : [])].join(
    '\n',
  )
}

/** Who drives for weeks reads the next ones, and that there are more. */
const MAX_CLOSED = 3
