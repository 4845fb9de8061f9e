import type { Output } from '../../../contract'
import { parkingFee } from '../../../miniprogram/domain/parking/fee'
import { tariffAt, type Tariff } from '../../../miniprogram/domain/parking/tariff'
import { checkTariff, type TariffError } from '../../../miniprogram/domain/parking/tariff-check'
import { dayOf, DAY_MS, startOfDay } from '../../../miniprogram/domain/values/days'
import { formatMoney } from '../../../miniprogram/domain/values/money'
import { formatFullDay } from '../../../miniprogram/locales/days'
import { describeTariff, feeLineWords } from '../../../miniprogram/locales/zh/parking'
import { tariffErrorSentences } from '../../../miniprogram/locales/zh/tariff-errors'
import { settingsWords } from '../../locales/zh/settings'
import { tariffWords as words } from '../../locales/zh/tariff'
import { clockWords } from '../../values/clock'

type RulesNow = Pick<Output<'rules.get'>, 'tariffs' | 'history'>

/** One version as a row, the latest start first. */
export interface VersionLine {
  tariff: Tariff
  from: string
  terms: string[]
  state: keyof typeof words.states
  by: string
}

export function versionLines({ tariffs, history }: RulesNow, now: number): VersionLine[] {
  const current = tariffAt(tariffs, now)
  return [...tariffs]
    .sort((one, other) => other.effectiveFrom - one.effectiveFrom)
    .map((tariff) => ({
      ...{ tariff, from: startWords(tariff.effectiveFrom), by: addedBy(history, tariff.id) },
      terms: describeTariff(tariff).slice(0, -1),
      state: tariff.id === current?.id ? 'current' : tariff.effectiveFrom > now ? 'coming' : 'past',
    }))
}

/** The day and the minute; the version that a campus starts with holds since ever. */
export const startWords = (instant: number): string =>
  instant === 0
    ? words.since
    : `${formatFullDay(dayOf(instant))} ${clockWords((instant - startOfDay(dayOf(instant))) / MINUTE_MS)}`

function addedBy(history: RulesNow['history'], id: string): string {
  const change = history.find(({ rule, to }) => rule === 'tariffs' && (to as Tariff[]).at(-1)?.id === id)
  return change === undefined ? words.shippedBy : change.byName || settingsWords.colleague
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const STAYS = [
  ['twenty', 20 * MINUTE_MS],
  ['free', 30 * MINUTE_MS],
  ['justOver', 30 * MINUTE_MS + 1000],
  ['hour', HOUR_MS],
  ['three', 3 * HOUR_MS],
  ['half', 12 * HOUR_MS],
  ['day', 25 * HOUR_MS],
  ['days', 3 * DAY_MS],
] as const

/** What a stay of some length would cost. */
export interface ExampleLine {
  stay: string
  fee: string
  feeNow: string
  how: string
}

/**
 * @param draft null: it isn't complete yet
 * @param current the version in force, to compare with
 * @param entryMinute when the vehicle enters, minutes after midnight of a day in Shanghai
 */
export function exampleLines(
  draft: Tariff | null,
  current: Tariff | null,
  entryMinute: number | null,
  now: number,
): ExampleLine[] {
  if (entryMinute === null) return []
  const entryAt = startOfDay(dayOf(now)) + entryMinute * MINUTE_MS
  return STAYS.map(([stay, ms]) => {
    const at = { entryAt, exitAt: entryAt + ms, purposeClass: 'private' as const, officialUntil: null }
    const fee = draft === null ? null : parkingFee({ ...at, tariff: draft })
    return {
      stay: words.stays[stay],
      fee: fee === null ? '' : formatMoney(fee.fen),
      feeNow: current === null ? '' : formatMoney(parkingFee({ ...at, tariff: current }).fen),
      how:
        fee === null
          ? ''
          : fee.lines.map((line) => `${feeLineWords(line)}：${formatMoney(line.fen)}`).join(words.plus),
    }
  })
}

/** The draft as far as it can be reckoned with: neither its name nor its start matters for that. */
export const reckonable = (tariff: Tariff): Tariff | null => {
  const named = { ...tariff, label: tariff.label || words.fee, effectiveFrom: 0 }
  return checkTariff(named).length === 0 ? named : null
}

/** What is wrong with one field, as a sentence; empty: nothing. */
export function faultAt(errors: readonly TariffError[], field: string): string {
  const error = errors.find((each) => each.field === field)
  if (error === undefined) return ''
  const sentence = tariffErrorSentences[error.code] as string | ((details: object) => string)
  return typeof sentence === 'string' ? sentence : sentence(error.details)
}
