import type { FeeItem, FeeLine, FeePart } from '../../domain/parking/cap'
import { durationName, unitName } from './durations'
import { formatMinute } from '../../domain/values/days'
import { formatMoney } from '../../domain/values/money'
import {
  capOf,
  type ByTotal,
  type Cap,
  type DayNight,
  type Tariff,
  type UncappedRate,
  type UnitPrice,
} from '../../domain/parking/tariff'
import { feeClass } from '../../domain/parking/fees'
import type { FeeLines, FeeQuestion } from '../fee-question'

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
    `日间（${formatMinute(dayFrom)}–${formatMinute(nightFrom)}）${describeUnit(day)}`,
    `夜间（${formatMinute(nightFrom)}–${formatMinute(dayFrom)}）${describeUnit(night)}`,
    '跨日间和夜间的分段计费',
  ]
}

function describeUnit({ unitMinutes, fen }: UnitPrice): string {
  const price = `每${unitName(unitMinutes)}${formatMoney(fen)}`
  const unit = durationName(unitMinutes)
  return fen === 0 ? '免费' : `${price}，不足${unit}按${unit}计`
}

/**
 * What the form says about the fee before submitting (spec 2, Before submitting): all of the sentence comes from the
 * tariff in force, by which the fee is asked for on leaving.
 * `paysAfterDays`: an official visit pays from the end of its days on (spec 5.2).
 */
export function feePreview(visit: FeeQuestion): string {
  const { head, lines } = feeLines(visit)
  return lines.length === 0 ? head : `${head}：${lines.join('；')}`
}

export function feeLines(visit: FeeQuestion): FeeLines {
  const alone = (head: string): FeeLines => ({ head, lines: [] })
  if (!visit.driving) return alone('步行或骑车入校，不收费')
  if (feeClass(visit.purposeClass) === 'free') {
    return alone(
      visit.paysAfterDays === true
        ? '因公来访车辆，预约日期内免停车费，之后按因私来访收费'
        : '因公来访车辆，免停车费',
    )
  }
  return { head: '离校时收停车费', lines: describeTariff(visit.tariff) }
}

/** '每天最高¥15.00', '每24小时最高¥15.00'. */
const capName = ({ per, fen }: Cap): string =>
  `${per === 'calendarDay' ? '每天' : '每24小时'}最高${formatMoney(fen)}`

/** A line of a receipt: '¥2.00/小时 × 14（每天最高¥10.00）'. */
export const feeLineWords = ({ item, cappedBy }: Pick<FeeLine, 'item' | 'cappedBy'>): string =>
  itemWords(item) + (cappedBy === null ? '' : `（${capName(cappedBy)}）`)

function itemWords(item: FeeItem): string {
  switch (item.kind) {
    case 'official':
      return '因公来访，免费'
    case 'underOneSecond':
      return '不满1秒，不计费'
    case 'free':
      return item.mode === 'deducted'
        ? `前${durationName(item.minutes)}免费`
        : `${durationName(item.minutes)}以内免费`
    case 'entry':
      return '按次'
    case 'step':
      return `累计${durationName(item.upToMinutes)}以内`
    case 'units':
      return `${partWords(item.part)}${formatMoney(item.unitFen)}/${unitName(item.unitMinutes)} × ${item.units}`
  }
}

function partWords(part: FeePart): string {
  if (part === null) return ''
  if (typeof part === 'object') return `超过${durationName(part.beyondMinutes)}部分 `
  return part === 'day' ? '日间 ' : '夜间 '
}
