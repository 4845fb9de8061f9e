import type { FeeItem, FeeLine, FeePart } from '../../domain/parking/cap'
import { feeClass } from '../../domain/parking/fees'
import { capOf, type Cap, type Tariff, type UncappedRate, type UnitPrice } from '../../domain/parking/tariff'
import { formatMinute } from '../../domain/values/days'
import { formatMoney } from '../../domain/values/money'
import type { FeeLines, FeeQuestion } from '../fee-question'
import { durationName } from './durations'

/** A tariff in short sentences without a full stop. */
function describeTariff(tariff: Tariff): string[] {
  const { rate, cap } = capOf(tariff.rate)
  return [
    ...describeFree(tariff),
    ...describeRate(rate),
    ...(cap === null ? [] : [describeCap(cap)]),
    `Tariff: ${tariff.label}`,
  ]
}

/** What the form says about the fee before submitting (spec 2, Before submitting). */
export function feeLines(visit: FeeQuestion): FeeLines {
  const alone = (head: string): FeeLines => ({ head, lines: [] })
  if (!visit.driving) return alone('No fee on foot or by bicycle')
  if (feeClass(visit.purposeClass) === 'free')
    return alone(
      visit.paysAfterDays === true
        ? 'Vehicles on official visits park free on the booked days; after them, the fee of a private visit is due'
        : 'Vehicles on official visits park free',
    )
  return { head: 'A parking fee is due on leaving', lines: describeTariff(visit.tariff) }
}

function describeFree({ freeMinutes, freeMode, rate }: Tariff): string[] {
  if (freeMinutes === 0) return []
  const free = durationName(freeMinutes)
  // Where the length of the stay has no price, nothing is left to count.
  if (capOf(rate).rate.form === 'entry') return [`Free up to ${free}`]
  return freeMode === 'deducted'
    ? [`First ${free} free; only the time after that counts`]
    : [`Free up to ${free}; beyond that, the time counts from entry`]
}

function describeRate(rate: UncappedRate): string[] {
  switch (rate.form) {
    case 'period':
      return [perUnit(rate)]
    case 'entry':
      return [`${formatMoney(rate.fen)} per entry, however long`]
    case 'total': {
      const longest = durationName(rate.steps[rate.steps.length - 1]?.upToMinutes ?? 0)
      return [
        ...rate.steps.map(
          ({ upToMinutes, fen }) => `Up to ${durationName(upToMinutes)} in all: ${formatMoney(fen)}`,
        ),
        rate.beyond.fen === 0
          ? `Nothing more is due beyond ${longest}`
          : `Beyond ${longest}: ${perUnit(rate.beyond)}`,
      ]
    }
    case 'dayNight':
      return [
        `By day (${formatMinute(rate.dayFrom)}–${formatMinute(rate.nightFrom)}): ${perUnit(rate.day)}`,
        `By night (${formatMinute(rate.nightFrom)}–${formatMinute(rate.dayFrom)}): ${perUnit(rate.night)}`,
        'Day and night are counted separately',
      ]
  }
}

const describeCap = ({ fen, per }: Cap): string =>
  per === 'calendarDay'
    ? `${formatMoney(fen)} a day at most`
    : `${formatMoney(fen)} per 24 hours at most, counted from entry`

/** A line of a receipt: '¥2.00/hour × 14 (¥10.00 a day at most)'. */
export const feeLineWords = ({ item, cappedBy }: Pick<FeeLine, 'item' | 'cappedBy'>): string =>
  itemWords(item) +
  (cappedBy === null
    ? ''
    : ` (${formatMoney(cappedBy.fen)} ${cappedBy.per === 'calendarDay' ? 'a day' : 'per 24 hours'} at most)`)

function itemWords(item: FeeItem): string {
  switch (item.kind) {
    case 'official':
      return 'Official visit, free'
    case 'underOneSecond':
      return 'Under a second, not counted'
    case 'free':
      return item.mode === 'deducted'
        ? `First ${durationName(item.minutes)} free`
        : `Free up to ${durationName(item.minutes)}`
    case 'entry':
      return 'Per entry'
    case 'step':
      return `Up to ${durationName(item.upToMinutes)} in all`
    case 'units':
      return `${partWords(item.part)}${formatMoney(item.unitFen)}/${unitName(item.unitMinutes)} × ${item.units}`
  }
}

function partWords(part: FeePart): string {
  if (part === null) return ''
  if (typeof part === 'object') return `Beyond ${durationName(part.beyondMinutes)}: `
  return part === 'day' ? 'By day: ' : 'By night: '
}

const unitName = (minutes: number): string =>
  minutes === 60 ? 'hour' : minutes === 1 ? 'minute' : durationName(minutes)

function perUnit({ unitMinutes, fen }: UnitPrice): string {
  if (fen === 0) return 'free'
  return `${formatMoney(fen)} per ${unitMinutes === 60 ? 'hour' : durationName(unitMinutes)}, any part counts as a whole one`
}
