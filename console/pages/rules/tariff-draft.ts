import { checkStart, checkTariff, type TariffError } from '../../../miniprogram/domain/parking/tariff-check'
import {
  capOf,
  type Cap,
  type FreeMode,
  type Tariff,
  type UncappedRate,
  type UnitPrice,
} from '../../../miniprogram/domain/parking/tariff'
import { clockWords, minuteOfClock } from '../../values/clock'
import { instantOf, localMoment } from '../../values/local-moment'
import { fenOf, yuanOf } from '../../values/yuan'

/** A price of a unit as it is typed. */
export interface PriceDraft {
  minutes: string
  yuan: string
}

/** A version as it is typed: what was typed for one form is there again when it is chosen again. */
export interface TariffDraft {
  label: string
  /** As `<input type="datetime-local">` has it, in Shanghai. */
  from: string
  freeMinutes: string
  freeMode: FreeMode
  form: UncappedRate['form']
  period: PriceDraft
  entryYuan: string
  steps: PriceDraft[]
  beyond: PriceDraft
  dayFrom: string
  nightFrom: string
  day: PriceDraft
  night: PriceDraft
  capped: boolean
  capYuan: string
  capPer: Cap['per']
}

const price = (unitMinutes: number, fen: number): PriceDraft => ({
  ...{ minutes: String(unitMinutes), yuan: yuanOf(fen) },
})

/** A new version that begins as `tariff` is, from `from` on. */
export function draftOf(tariff: Tariff, from: number): TariffDraft {
  const { rate, cap } = capOf(tariff.rate)
  const draft: TariffDraft = {
    ...{ label: '', from: localMoment(from), freeMinutes: String(tariff.freeMinutes) },
    ...{ freeMode: tariff.freeMode, form: rate.form, period: price(60, 200), entryYuan: '5' },
    ...{ steps: [price(60, 300), price(180, 600)], beyond: price(60, 200) },
    ...{ dayFrom: '07:00', nightFrom: '22:00', day: price(60, 200), night: price(60, 100) },
    ...{ capped: cap !== null, capYuan: yuanOf(cap?.fen ?? 1500), capPer: cap?.per ?? 'calendarDay' },
  }
  const unit = ({ unitMinutes, fen }: UnitPrice): PriceDraft => price(unitMinutes, fen)
  switch (rate.form) {
    case 'period':
      return { ...draft, period: unit(rate) }
    case 'entry':
      return { ...draft, entryYuan: yuanOf(rate.fen) }
    case 'total':
      return {
        ...{ ...draft, beyond: unit(rate.beyond) },
        steps: rate.steps.map(({ upToMinutes, fen }) => price(upToMinutes, fen)),
      }
    case 'dayNight':
      return {
        ...{ ...draft, dayFrom: clockWords(rate.dayFrom), nightFrom: clockWords(rate.nightFrom) },
        ...{ day: unit(rate.day), night: unit(rate.night) },
      }
  }
}

const wholeOf = (text: string): number => (/^\d{1,7}$/.test(text.trim()) ? Number(text) : Number.NaN)
const unitOf = ({ minutes, yuan }: PriceDraft): UnitPrice => ({
  ...{ unitMinutes: wholeOf(minutes), fen: fenOf(yuan) },
})

/** What is typed as a tariff; NaN where it is no number. */
export function tariffOf(draft: TariffDraft): Tariff {
  const of = rateOf(draft)
  return {
    ...{ id: 'draft', label: draft.label.trim(), effectiveFrom: instantOf(draft.from) },
    ...{ freeMinutes: wholeOf(draft.freeMinutes), freeMode: draft.freeMode },
    rate: draft.capped ? { form: 'capped', cap: { fen: fenOf(draft.capYuan), per: draft.capPer }, of } : of,
  }
}

function rateOf(draft: TariffDraft): UncappedRate {
  switch (draft.form) {
    case 'period':
      return { form: 'period', ...unitOf(draft.period) }
    case 'entry':
      return { form: 'entry', fen: fenOf(draft.entryYuan) }
    case 'total':
      return {
        form: 'total',
        steps: draft.steps.map(({ minutes, yuan }) => ({ upToMinutes: wholeOf(minutes), fen: fenOf(yuan) })),
        beyond: unitOf(draft.beyond),
      }
    case 'dayNight':
      return {
        ...{ form: 'dayNight', day: unitOf(draft.day), night: unitOf(draft.night) },
        ...{ dayFrom: minuteOfClock(draft.dayFrom) ?? Number.NaN },
        ...{ nightFrom: minuteOfClock(draft.nightFrom) ?? Number.NaN },
      }
  }
}

/** Everything that keeps the draft from being saved; a field's name is without the cap around the rate. */
export const draftErrors = (draft: TariffDraft, now: number): TariffError[] => {
  const tariff = tariffOf(draft)
  return [...checkTariff(tariff), ...checkStart(tariff.effectiveFrom, now)].map((error) => ({
    ...error,
    field: error.field.replace(/^rate\.of\./, 'rate.'),
  }))
}
