import { feeClass } from './fees'
import type { PurposeClass } from '../visit/purposes'
import { linesOf, type FeeItem, type FeeLine } from './cap'
import { chargesOf } from './charges'
import { capOf, type Tariff } from './tariff'
import { checkTariff } from './tariff-check'

/** One vehicle from one entry to the exit that follows it. Instants in epoch milliseconds. */
export interface Stay {
  entryAt: number
  exitAt: number
  /** Of the visit at entry. */
  purposeClass: PurposeClass
  /** End of an official visit's days, from which it pays as a private one; null where the office lets it stay free. */
  officialUntil: number | null
  /** The version in force at entry (`tariffAt`). */
  tariff: Tariff
}

export interface ParkingFee {
  /** Whole 分, the sum of the lines. */
  fen: number
  /** Nothing is due. */
  free: boolean
  /** In order, without a gap, from the entry on. */
  lines: FeeLine[]
}

/**
 * The fee of one stay (spec 5.2). Each stay stands alone: two entries on one day have their free minutes, and
 * their cap, twice.
 *
 * Only whole seconds of the time that counts are counted, a part of a second is the visitor's: 30:00.999 is
 * 30:00. The time of an official visit after its days counts like a private stay that begins there, free minutes
 * included, at the tariff of the real entry.
 *
 * Throws RangeError for an exit before the entry, an instant that is none, and a tariff that checkTariff field errors.
 */
export function parkingFee(stay: Stay): ParkingFee {
  refuseImpossible(stay)
  const { entryAt, exitAt, tariff } = stay
  const paysFrom = startOfPaying(stay)
  const official = freeLine(entryAt, paysFrom, { kind: 'official' })
  if (feeClass(stay.purposeClass) === 'free' && paysFrom === exitAt) return receipt([official])

  const paysUntil = paysFrom + Math.floor((exitAt - paysFrom) / 1000) * 1000
  const paid = paidLines(tariff, paysFrom, paysUntil)
  return receipt(paysFrom > entryAt ? [official, ...paid] : paid)
}

/** When the time that may cost something begins; the exit when none of it does. */
function startOfPaying({ entryAt, exitAt, purposeClass, officialUntil }: Stay): number {
  if (feeClass(purposeClass) === 'parking') return entryAt
  if (officialUntil === null) return exitAt
  return Math.min(Math.max(entryAt, officialUntil), exitAt)
}

function paidLines(tariff: Tariff, from: number, to: number): FeeLine[] {
  const freeUntil = from + tariff.freeMinutes * 60_000
  if (to <= freeUntil) return [freeLine(from, to, freeItem(tariff))]

  const { rate, cap } = capOf(tariff.rate)
  const deducts = tariff.freeMode === 'deducted' && tariff.freeMinutes > 0
  const free = deducts ? [freeLine(from, freeUntil, freeItem(tariff))] : []
  return [...free, ...linesOf(chargesOf(rate, deducts ? freeUntil : from, to), cap, from)]
}

const freeLine = (from: number, to: number, item: FeeItem): FeeLine => ({
  from,
  to,
  fen: 0,
  item,
  cappedBy: null,
})

const freeItem = ({ freeMinutes, freeMode }: Tariff): FeeItem =>
  freeMinutes === 0 ? { kind: 'underOneSecond' } : { kind: 'free', minutes: freeMinutes, mode: freeMode }

function receipt(lines: FeeLine[]): ParkingFee {
  const fen = lines.reduce((sum, line) => sum + line.fen, 0)
  return { fen, free: fen === 0, lines }
}

function refuseImpossible({ entryAt, exitAt, officialUntil, tariff }: Stay): void {
  for (const instant of [entryAt, exitAt, officialUntil ?? 0]) {
    if (!Number.isSafeInteger(instant)) throw new RangeError(`not an instant: ${instant}`)
  }
  if (exitAt < entryAt) throw new RangeError(`exit ${exitAt} before entry ${entryAt}`)
  const [fieldError] = checkTariff(tariff)
  if (fieldError !== undefined)
    throw new RangeError(`tariff ${tariff.id}, ${fieldError.field}: ${fieldError.code}`)
}
