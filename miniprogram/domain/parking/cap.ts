import { DAY_MS, dayOf, endOfDay } from '../values/days'
import type { Charge } from './charges'
import type { Cap, FreeMode } from './tariff'

/** Which part of a stay a price of units is for: beyond so many minutes, by day, by night; null: all of it. */
export type FeePart = { beyondMinutes: number } | 'day' | 'night' | null

/** What a line of a receipt counts; locales/<language>/parking.ts says it in words. */
export type FeeItem =
  | { kind: 'official' }
  | { kind: 'underOneSecond' }
  | { kind: 'free'; minutes: number; mode: FreeMode }
  | { kind: 'entry' }
  | { kind: 'step'; upToMinutes: number }
  | { kind: 'units'; part: FeePart; unitMinutes: number; unitFen: number; units: number }

/** One line of a receipt: instants in epoch milliseconds, `to` exclusive. */
export interface FeeLine {
  from: number
  to: number
  fen: number
  item: FeeItem
  /** The cap that cut the line's price; null where none did. */
  cappedBy: Cap | null
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
      lines.push({
        from: begins,
        to: ends,
        fen,
        item: charge.item(units),
        cappedBy: fen < due ? cap : null,
      })
      left -= fen
      begins = ends
    }
  }
  return lines
}

function endOfCapDay(cap: Cap, instant: number, stayFrom: number): number {
  if (cap.per === 'calendarDay') return endOfDay(dayOf(instant))
  return stayFrom + (Math.floor((instant - stayFrom) / DAY_MS) + 1) * DAY_MS
}
