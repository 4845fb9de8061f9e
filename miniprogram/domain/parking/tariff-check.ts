import { lengthOf } from '../values/text'
import { capOf, type ByTotal, type DayNight, type Tariff, type UncappedRate, type UnitPrice } from './tariff'

/** One thing wrong with a tariff: where ('rate.steps.1.fen') and what, in words for the office. */
export interface TariffError {
  field: string
  sentence: string
}

const DAY_MINUTES = 1440
const YEAR_MINUTES = 366 * DAY_MINUTES
const LONGEST_LABEL = 40
/** ¥10,000. High enough for any price, and every sum of a stay of centuries is still an exact integer. */
const HIGHEST_PRICE = 1_000_000

/**
 * Everything wrong with a tariff, none for a sound one. A sound tariff never charges less for a longer stay.
 * The shape itself (fields, types, form) is the contract's to check.
 */
export function checkTariff(tariff: Tariff): TariffError[] {
  const { rate, cap } = capOf(tariff.rate)
  const at = cap === null ? 'rate' : 'rate.of'
  return [
    ...when(tariff.id.trim() === '', 'id', '缺少版本编号'),
    ...when(!Number.isSafeInteger(tariff.effectiveFrom), 'effectiveFrom', '请选择生效时间'),
    ...when(tariff.label.trim() === '', 'label', '请填写收费标准的名称'),
    ...when(lengthOf(tariff.label) > LONGEST_LABEL, 'label', `名称最多${LONGEST_LABEL}个字`),
    ...when(
      !isWhole(tariff.freeMinutes, 0, DAY_MINUTES),
      'freeMinutes',
      `免费时长为0至${DAY_MINUTES}的整数分钟`,
    ),
    ...checkRate(rate, at),
    ...when(
      cap !== null && !isWhole(cap.fen, 1, HIGHEST_PRICE),
      'rate.cap.fen',
      '封顶金额须大于0，不超过10000元，精确到分',
    ),
  ]
}

/** A new version starts now or later: one in the past would change what vehicles inside were told they pay. */
export const checkStart = (effectiveFrom: number, now: number): TariffError[] =>
  when(effectiveFrom < now, 'effectiveFrom', '生效时间不能早于现在')

function checkRate(rate: UncappedRate, at: string): TariffError[] {
  switch (rate.form) {
    case 'period':
      return checkUnit(rate, at)
    case 'entry':
      return checkPrice(rate.fen, `${at}.fen`)
    case 'total':
      return checkSteps(rate, at)
    case 'dayNight':
      return checkClock(rate, at)
  }
}

function checkSteps({ steps, beyond }: ByTotal, at: string): TariffError[] {
  return [
    ...when(steps.length === 0, `${at}.steps`, '累计阶梯至少要有一档'),
    ...steps.flatMap(({ upToMinutes, fen }, index) => {
      const before = steps[index - 1]
      const step = `第${index + 1}档`
      return [
        ...when(
          !isWhole(upToMinutes, 1, YEAR_MINUTES),
          `${at}.steps.${index}.upToMinutes`,
          `${step}的时长须为整数分钟，至少1分钟`,
        ),
        ...when(
          before !== undefined && upToMinutes <= before.upToMinutes,
          `${at}.steps.${index}.upToMinutes`,
          `${step}的时长须比上一档长`,
        ),
        ...checkPrice(fen, `${at}.steps.${index}.fen`),
        ...when(
          before !== undefined && fen < before.fen,
          `${at}.steps.${index}.fen`,
          `${step}的金额不能低于上一档`,
        ),
      ]
    }),
    ...checkUnit(beyond, `${at}.beyond`),
  ]
}

function checkClock({ dayFrom, nightFrom, day, night }: DayNight, at: string): TariffError[] {
  const isClock = (minute: number): boolean => isWhole(minute, 0, DAY_MINUTES - 1)
  return [
    ...when(!isClock(dayFrom), `${at}.dayFrom`, '日间开始时间须在00:00至23:59之间'),
    ...when(!isClock(nightFrom), `${at}.nightFrom`, '夜间开始时间须在00:00至23:59之间'),
    ...when(dayFrom === nightFrom, `${at}.nightFrom`, '日间和夜间的开始时间不能相同'),
    ...checkUnit(day, `${at}.day`),
    ...checkUnit(night, `${at}.night`),
  ]
}

function checkUnit({ unitMinutes, fen }: UnitPrice, at: string): TariffError[] {
  return [
    ...when(!isWhole(unitMinutes, 1, YEAR_MINUTES), `${at}.unitMinutes`, '计费单位须为整数分钟，至少1分钟'),
    ...checkPrice(fen, `${at}.fen`),
  ]
}

const checkPrice = (fen: number, field: string): TariffError[] =>
  when(!isWhole(fen, 0, HIGHEST_PRICE), field, '金额须为0至10000元，精确到分')

const when = (wrong: boolean, field: string, sentence: string): TariffError[] =>
  wrong ? [{ field, sentence }] : []

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most
