import { DAY_MS, dayOf, endOfDay } from '../values/days'
import type { Charge } from './charges'
import { formatMoney } from '../values/money'
import type { Cap } from './tariff'

/** One line of a receipt: instants in epoch milliseconds, `to` exclusive. */
export interface FeeLine {
  from: number
  to: number
  fen: number
  label: string
}

/**
 * The charges as lines. With a cap, one line for each day of each charge: a unit belongs wholly to the day in
 * which it begins, also when it ends in the next, and a day's lines together never cost more than the cap.
 * `stayFrom` is where the 24 hours of a '24hours' cap are counted from.
 */
export function linesOf(charges: readonly Charge[], cap: Cap | null, stayFrom: number): FeeLine[] {
  const lines: FeeLine[] = []
  let dayEnds = -Infinity
  let left = Infinity
  for (const charge of charges) {
    for (let begins = charge.from; begins < charge.to;) {
      if (begins >= dayEnds) {
        dayEnds = cap === null ? Infinity : endOfCapDay(cap, begins, stayFrom)
        left = cap === null ? Infinity : cap.fen
      }
      const units = Math.ceil((Math.min(dayEnds, charge.to) - begins) / charge.unitMs)
      const ends = Math.min(begins + units * charge.unitMs, charge.to)
      const due = units * charge.unitFen
      const fen = Math.min(due, left)
      const note = cap !== null && fen < due ? `（${capName(cap)}）` : ''
      lines.push({ from: begins, to: ends, fen, label: charge.label(units) + note })
      left -= fen
      begins = ends
    }
  }
  return lines
}

/** '每天最高¥15.00', '每24小时最高¥15.00'. */
export function capName(cap: Cap): string {
  return `${cap.per === 'calendarDay' ? '每天' : '每24小时'}最高${formatMoney(cap.fen)}`
}

function endOfCapDay(cap: Cap, instant: number, stayFrom: number): number {
  if (cap.per === 'calendarDay') return endOfDay(dayOf(instant))
  return stayFrom + (Math.floor((instant - stayFrom) / DAY_MS) + 1) * DAY_MS
}
