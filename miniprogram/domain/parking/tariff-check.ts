import { lengthOf } from '../values/text'
import { capOf, type ByTotal, type DayNight, type Tariff, type UncappedRate, type UnitPrice } from './tariff'

/** What can be wrong with a tariff: code → its details. The office reads a sentence of locales/. */
export interface TariffErrorDetails {
  ID_REQUIRED: null
  START_REQUIRED: null
  LABEL_REQUIRED: null
  LABEL_TOO_LONG: { longest: number }
  FREE_MINUTES: { most: number }
  CAP: null
  START_PAST: null
  NO_STEPS: null
  STEP_MINUTES: { step: number }
  STEP_NOT_LONGER: { step: number }
  STEP_CHEAPER: { step: number }
  DAY_START: null
  NIGHT_START: null
  SAME_STARTS: null
  UNIT_MINUTES: null
  PRICE: null
}

/** One thing wrong with a tariff: where ('rate.steps.1.fen') and what. */
export interface TariffError {
  field: string
  code: keyof TariffErrorDetails
  details: Readonly<Record<string, unknown>>
}

const DAY_MINUTES = 1440
const YEAR_MINUTES = 366 * DAY_MINUTES
const LONGEST_LABEL = 40
/** Of a tariff by steps of the whole stay. */
export const MAX_STEPS = 20
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
    ...when(tariff.id.trim() === '', 'id', 'ID_REQUIRED'),
    ...when(!Number.isSafeInteger(tariff.effectiveFrom), 'effectiveFrom', 'START_REQUIRED'),
    ...when(tariff.label.trim() === '', 'label', 'LABEL_REQUIRED'),
    ...when(lengthOf(tariff.label) > LONGEST_LABEL, 'label', 'LABEL_TOO_LONG', { longest: LONGEST_LABEL }),
    ...when(!isWhole(tariff.freeMinutes, 0, DAY_MINUTES), 'freeMinutes', 'FREE_MINUTES', {
      most: DAY_MINUTES,
    }),
    ...checkRate(rate, at),
    ...when(cap !== null && !isWhole(cap.fen, 1, HIGHEST_PRICE), 'rate.cap.fen', 'CAP'),
  ]
}

/** A new version starts now or later: one in the past would change what vehicles inside were told they pay. */
export const checkStart = (effectiveFrom: number, now: number): TariffError[] =>
  when(effectiveFrom < now, 'effectiveFrom', 'START_PAST')

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
    ...when(steps.length === 0, `${at}.steps`, 'NO_STEPS'),
    ...steps.flatMap(({ upToMinutes, fen }, index) => {
      const before = steps[index - 1]
      return [
        ...when(!isWhole(upToMinutes, 1, YEAR_MINUTES), `${at}.steps.${index}.upToMinutes`, 'STEP_MINUTES', {
          step: index + 1,
        }),
        ...when(
          before !== undefined && upToMinutes <= before.upToMinutes,
          `${at}.steps.${index}.upToMinutes`,
          'STEP_NOT_LONGER',
          { step: index + 1 },
        ),
        ...checkPrice(fen, `${at}.steps.${index}.fen`),
        ...when(before !== undefined && fen < before.fen, `${at}.steps.${index}.fen`, 'STEP_CHEAPER', {
          step: index + 1,
        }),
      ]
    }),
    ...checkUnit(beyond, `${at}.beyond`),
  ]
}

function checkClock({ dayFrom, nightFrom, day, night }: DayNight, at: string): TariffError[] {
  const isClock = (minute: number): boolean => isWhole(minute, 0, DAY_MINUTES - 1)
  return [
    ...when(!isClock(dayFrom), `${at}.dayFrom`, 'DAY_START'),
    ...when(!isClock(nightFrom), `${at}.nightFrom`, 'NIGHT_START'),
    ...when(dayFrom === nightFrom, `${at}.nightFrom`, 'SAME_STARTS'),
    ...checkUnit(day, `${at}.day`),
    ...checkUnit(night, `${at}.night`),
  ]
}

function checkUnit({ unitMinutes, fen }: UnitPrice, at: string): TariffError[] {
  return [
    ...when(!isWhole(unitMinutes, 1, YEAR_MINUTES), `${at}.unitMinutes`, 'UNIT_MINUTES'),
    ...checkPrice(fen, `${at}.fen`),
  ]
}

const checkPrice = (fen: number, field: string): TariffError[] =>
  when(!isWhole(fen, 0, HIGHEST_PRICE), field, 'PRICE')

const when = <C extends keyof TariffErrorDetails>(
  wrong: boolean,
  field: string,
  code: C,
  ...[details]: TariffErrorDetails[C] extends null ? [] : [details: TariffErrorDetails[C]]
): TariffError[] => (wrong ? [{ field, code, details: { ...details } }] : [])

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isSafeInteger(value) && value >= least && value <= most
