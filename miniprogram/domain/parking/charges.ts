import { DAY_MS, dayOf, startOfDay } from '../values/days'
import type { FeeItem, FeePart } from './cap'
import type { ByTotal, DayNight, UncappedRate, UnitPrice } from './tariff'

const MINUTE_MS = 60_000

/**
 * A run of units at one price, each begun when the one before it ends; the end of the run may cut the last.
 * All instants are epoch milliseconds, `from` before `to`.
 */
export interface Charge {
  from: number
  to: number
  unitMs: number
  unitFen: number
  /** What the line on the receipt counts for `units` of them. */
  item: (units: number) => FeeItem
}

/** What a form charges for the counted time, before any cap, in order and without a gap. */
export function chargesOf(rate: UncappedRate, from: number, to: number): Charge[] {
  switch (rate.form) {
    case 'period':
      return [priced(rate, from, to)]
    case 'entry':
      return [once(rate.fen, from, to, { kind: 'entry' })]
    case 'total':
      return stepCharges(rate, from, to)
    case 'dayNight':
      return clockCharges(rate, from, to)
  }
}

/** Each step that the stay reaches adds what it costs more than the step before. */
function stepCharges({ steps, beyond }: ByTotal, from: number, to: number): Charge[] {
  const charges: Charge[] = []
  let begins = from
  let paid = 0
  let reached = 0
  for (const { upToMinutes, fen } of steps) {
    if (begins >= to) return charges
    const ends = from + upToMinutes * MINUTE_MS
    reached = upToMinutes
    charges.push(once(fen - paid, begins, Math.min(ends, to), { kind: 'step', upToMinutes }))
    begins = ends
    paid = fen
  }
  if (begins < to) charges.push(priced(beyond, begins, to, { beyondMinutes: reached }))
  return charges
}

/** Day and night in turn; the units of each begin anew with it. */
function clockCharges(rate: DayNight, from: number, to: number): Charge[] {
  const charges: Charge[] = []
  for (let begins = from; begins < to;) {
    const untilDay = untilClock(begins, rate.dayFrom)
    const untilNight = untilClock(begins, rate.nightFrom)
    const isNight = untilDay < untilNight
    const ends = Math.min(begins + Math.min(untilDay, untilNight), to)
    charges.push(isNight ? priced(rate.night, begins, ends, 'night') : priced(rate.day, begins, ends, 'day'))
    begins = ends
  }
  return charges
}

/** Milliseconds until the clock in Shanghai next shows the minute of the day: a whole day when it does now. */
function untilClock(instant: number, minuteOfDay: number): number {
  const sinceMidnight = instant - startOfDay(dayOf(instant))
  const ahead = minuteOfDay * MINUTE_MS - sinceMidnight
  return ahead > 0 ? ahead : ahead + DAY_MS
}

function priced({ unitMinutes, fen }: UnitPrice, from: number, to: number, part: FeePart = null): Charge {
  return {
    from,
    to,
    unitMs: unitMinutes * MINUTE_MS,
    unitFen: fen,
    item: (units) => ({ kind: 'units', part, unitMinutes, unitFen: fen, units }),
  }
}

const once = (fen: number, from: number, to: number, item: FeeItem): Charge => ({
  from,
  to,
  unitMs: to - from,
  unitFen: fen,
  item: () => item,
})
