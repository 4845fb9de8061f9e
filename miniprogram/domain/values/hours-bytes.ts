import type { Weekday } from './days'
import type { Validity } from './validity'

const WEEKDAYS: readonly Weekday[] = [0, 1, 2, 3, 4, 5, 6]

/**
 * Hours and weekdays of a right in four bytes, as passes and snapshots carry them: 11 bits from, 11 bits until, 7 bits
 * weekdays with Sunday first, 3 spare ones. Nothing set: at every hour of every day.
 * @throws RangeError for hours that are none, and for weekdays of which none is left: they would be read as every day
 */
export function writeHours({ hours, weekdays }: Pick<Validity, 'hours' | 'weekdays'>): Uint8Array {
  const { from, until } = hours ?? { from: 0, until: 0 }
  const fits = Number.isInteger(from) && Number.isInteger(until) && from >= 0 && from < 1440
  if (!fits || until > 1440 || (hours !== undefined && until < 1)) throw new RangeError('hours of no day')
  if (weekdays?.length === 0) throw new RangeError('no weekday')
  const days = WEEKDAYS.reduce<number>(
    (bits, day) => (bits << 1) | (weekdays?.includes(day) === true ? 1 : 0),
    0,
  )
  const value = from * 2 ** 21 + until * 2 ** 10 + days * 2 ** 3
  return Uint8Array.of(Math.floor(value / 2 ** 24), (value >>> 16) & 255, (value >>> 8) & 255, value & 255)
}

export function readHours(bytes: Uint8Array, offset: number): Pick<Validity, 'hours' | 'weekdays'> {
  const byte = (index: number): number => bytes[offset + index] ?? 0
  const from = (byte(0) << 3) | (byte(1) >> 5)
  const until = ((byte(1) & 31) << 6) | (byte(2) >> 2)
  const days = ((byte(2) & 3) << 5) | (byte(3) >> 3)
  return {
    ...(until === 0 ? {} : { hours: { from, until } }),
    ...(days === 0 ? {} : { weekdays: WEEKDAYS.filter((day) => (days & (64 >> day)) !== 0) }),
  }
}
