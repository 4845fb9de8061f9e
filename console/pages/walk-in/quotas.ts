import type { Input, Output } from '../../../contract'
import { readCount } from '../../../miniprogram/domain/values/counts'
import { formatMinute } from '../../../miniprogram/domain/values/days'
import { checkQuota } from '../../../miniprogram/domain/walk-in/quota'
import { translate } from '../../../miniprogram/locales/errors'
import { quotasWords as words } from '../../locales/zh/walk-ins'

type Row = Output<'walkIn.quotas'>['rows'][number]
type Request = Input<'walkIn.saveQuota'>

const hourWords = (hour: number): string => formatMinute(hour * 60)
const hoursFrom = (first: number) =>
  Array.from({ length: 24 }, (_, index) => ({ value: first + index, label: hourWords(first + index) }))
export const FROM_HOURS = hoursFrom(0)
export const UNTIL_HOURS = hoursFrom(1)

/** What a gate lets in without a booking, as a row. */
export interface QuotaLine {
  row: Row
  state: string
  hours: string
  perHour: string
  perDay: string
  today: string
}

export const quotaLines = (rows: readonly Row[]): QuotaLine[] =>
  rows.map((row) => {
    const { open, fromHour, untilHour, perHour, perDay } = row.quota
    const whileOpen = (text: string): string => (open ? text : words.none)
    return {
      row,
      state: open ? words.isOpen : words.isClosed,
      hours: whileOpen(words.span(hourWords(fromHour), hourWords(untilHour))),
      perHour: whileOpen(String(perHour)),
      perDay: whileOpen(String(perDay)),
      today: whileOpen(String(row.today)),
    }
  })

/** The numbers of a gate while they are typed. */
export interface QuotaDraft {
  gateId: string
  gateName: string
  open: boolean
  fromHour: number
  untilHour: number
  perHour: string
  perDay: string
  seen: string
}

export const draftOfQuota = ({ gateId, gateName, quota, seen }: Row): QuotaDraft => ({
  ...{ gateId, gateName, open: quota.open, fromHour: quota.fromHour, untilHour: quota.untilHour },
  ...{ perHour: String(quota.perHour), perDay: String(quota.perDay), seen },
})

const requestOf = ({ gateId, seen, open, fromHour, untilHour, perHour, perDay }: QuotaDraft): Request => ({
  gateId,
  seen,
  quota: { open, fromHour, untilHour, perHour: readCount(perHour), perDay: readCount(perDay) },
})

/** What is wrong with it, by field, in the server's words. */
export function quotaFaults(draft: QuotaDraft): Partial<Record<string, string>> {
  const faults = checkQuota(requestOf(draft).quota)
  return Object.fromEntries(faults.map(({ field, code, details }) => [field, translate(code, details)]))
}

/** The draft as it is sent; null: something is wrong with it. */
export const quotaOf = (draft: QuotaDraft): Request | null =>
  Object.keys(quotaFaults(draft)).length === 0 ? requestOf(draft) : null
