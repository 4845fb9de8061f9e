import { capName } from './cap'
import { durationName, unitName } from './durations'
import { formatMoney } from '../values/money'
import { capOf, type ByTotal, type DayNight, type Tariff, type UncappedRate, type UnitPrice } from './tariff'

/**
 * A tariff in short sentences without a full stop, for the booking form, help and passes: free minutes, price,
 * cap, and what the office calls it. Several stand as items of a list, or joined by '；'.
 */
export function describeTariff(tariff: Tariff): string[] {
  const { rate, cap } = capOf(tariff.rate)
  return [
    ...describeFree(tariff),
    ...describeRate(rate),
    ...(cap === null ? [] : [cap.per === 'calendarDay' ? capName(cap) : `${capName(cap)}，从入校时起算`]),
    `收费标准：${tariff.label}`,
  ]
}

function describeFree({ freeMinutes, freeMode, rate }: Tariff): string[] {
  if (freeMinutes === 0) return []
  const free = durationName(freeMinutes)
  // Where the length of the stay has no price, nothing is left to count.
  if (capOf(rate).rate.form === 'entry') return [`${free}以内免费`]
  return freeMode === 'deducted'
    ? [`前${free}免费，只计超出的时间`]
    : [`${free}以内免费，超过后从入校时起计费`]
}

function describeRate(rate: UncappedRate): string[] {
  switch (rate.form) {
    case 'period':
      return [describeUnit(rate)]
    case 'entry':
      return [`每次入校${formatMoney(rate.fen)}，不限时长`]
    case 'total':
      return describeSteps(rate)
    case 'dayNight':
      return describeClock(rate)
  }
}

function describeSteps({ steps, beyond }: ByTotal): string[] {
  const longest = steps[steps.length - 1]?.upToMinutes ?? 0
  return [
    ...steps.map(({ upToMinutes, fen }) => `累计${durationName(upToMinutes)}以内${formatMoney(fen)}`),
    beyond.fen === 0
      ? `超过${durationName(longest)}不再加收`
      : `超过${durationName(longest)}的部分，${describeUnit(beyond)}`,
  ]
}

function describeClock({ dayFrom, nightFrom, day, night }: DayNight): string[] {
  return [
    `日间（${clock(dayFrom)}–${clock(nightFrom)}）${describeUnit(day)}`,
    `夜间（${clock(nightFrom)}–${clock(dayFrom)}）${describeUnit(night)}`,
    '跨日间和夜间的分段计费',
  ]
}

function describeUnit({ unitMinutes, fen }: UnitPrice): string {
  const price = `每${unitName(unitMinutes)}${formatMoney(fen)}`
  const unit = durationName(unitMinutes)
  return fen === 0 ? '免费' : `${price}，不足${unit}按${unit}计`
}

const clock = (minuteOfDay: number): string =>
  [Math.floor(minuteOfDay / 60), minuteOfDay % 60].map((part) => String(part).padStart(2, '0')).join(':')
