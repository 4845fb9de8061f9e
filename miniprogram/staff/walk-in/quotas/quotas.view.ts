import { readCount } from '../../../domain/values/counts'
import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import { formatMinute } from '../../../domain/values/days'
import { checkQuota, type WalkInQuota } from '../../../domain/walk-in/quota'
import { translate } from '../../../locales/errors'
import { walkInStaffWords as words } from '../../locales/walk-in'

type Quotas = Output<'walkIn.quotas'>

/** One gate's numbers as they are being typed. */
export interface Draft {
  gateId: string
  open: boolean
  fromHour: number
  untilHour: number
  perHour: string
  perDay: string
  seen: string
}

export interface QuotasState {
  quotas: Quotas | null
  failure: LoadFailure | null
  draft: Draft | null
  tried: boolean
  sending: 'no' | 'sending' | 'confirming'
  refused: string
}

export const initialQuotas = (): QuotasState => ({
  ...{ quotas: null, failure: null, draft: null, tried: false, sending: 'no', refused: '' },
})

export interface QuotasView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  hours: string
  rows: Array<{
    gateId: string
    title: string
    open: boolean
    plan: string
    today: string
    editing: boolean
  }>
  open: boolean
  from: string
  until: string
  /** Times to choose from, by their hour; the second begins with 1. */
  fromTimes: string[]
  untilTimes: string[]
  fromIndex: number
  untilIndex: number
  perHour: string
  perDay: string
  fieldErrors: Readonly<Record<string, string>>
  refused: string
  sending: boolean
  waitingWords: string
}

const timeOf = (hour: number): string => formatMinute(hour * 60)
const FROM_TIMES = Array.from({ length: 24 }, (_, hour) => timeOf(hour))
const UNTIL_TIMES = Array.from({ length: 24 }, (_, hour) => timeOf(hour + 1))

/** What each gate lets in without a booking, and the one that the office is changing (spec 4.3). */
export function quotasView(state: QuotasState): QuotasView {
  const { quotas, failure, draft, sending } = state
  return {
    stage: quotas !== null ? 'ready' : failure === null ? 'loading' : 'failed',
    failure,
    hours: quotas === null ? '' : words.hours(quotas.hours),
    rows: (quotas?.rows ?? []).map(({ gateId, gateName, campusName, quota, today }) => ({
      gateId,
      title: `${gateName} · ${campusName}`,
      open: quota.open,
      plan: quota.open
        ? words.plan(timeOf(quota.fromHour), timeOf(quota.untilHour), quota.perHour, quota.perDay)
        : words.isClosed,
      today: quota.open ? words.today(today) : '',
      editing: draft !== null && draft.gateId === gateId,
    })),
    open: draft?.open === true,
    from: timeOf(draft?.fromHour ?? 0),
    until: timeOf(draft?.untilHour ?? 0),
    fromTimes: FROM_TIMES,
    untilTimes: UNTIL_TIMES,
    fromIndex: draft?.fromHour ?? 0,
    untilIndex: (draft?.untilHour ?? 1) - 1,
    perHour: draft?.perHour ?? '',
    perDay: draft?.perDay ?? '',
    fieldErrors: state.tried && draft !== null ? draftErrors(draft) : {},
    refused: state.refused,
    sending: sending !== 'no',
    waitingWords: sending === 'confirming' ? words.confirming : words.saving,
  }
}

/** The numbers of a gate, ready to be changed; null: there is no such gate. */
export function draftOf({ quotas }: QuotasState, gateId: string): Draft | null {
  const row = quotas?.rows.find((each) => each.gateId === gateId)
  if (row === undefined) return null
  const { perHour, perDay, ...rest } = row.quota
  return { gateId, ...rest, perHour: String(perHour), perDay: String(perDay), seen: row.seen }
}

/** The quota as the server takes it. */
export const quotaOf = ({ open, fromHour, untilHour, perHour, perDay }: Draft): WalkInQuota => ({
  ...{ open, fromHour, untilHour, perHour: readCount(perHour), perDay: readCount(perDay) },
})

/** What is wrong with it, by field, in the server's words. */
export function draftErrors(draft: Draft): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { field, code, details } of checkQuota(quotaOf(draft))) errors[field] = translate(code, details)
  return errors
}
