import type { BookingOptions } from '../../../../contract'
import type { Refusal } from '../../../cloud/refusal'
import type { RefusalCardView } from '../../../components/refusal-card/refusal-card.view'
import { formatRange, isDay, type Day } from '../../../domain/days'

/** What the card's button does; form.ts carries it out. */
export type WayOut = 'records' | 'retry' | 'reload'

const FIELD_NAMES: Readonly<Record<string, string>> = { document: '证件号码', phone: '手机号', plate: '车牌' }

/** Which way out a refusal of a booking offers with its button. */
export function wayOut(code: string): WayOut | null {
  if (code === 'DUPLICATE' || code === 'NOT_REVISABLE' || code === 'ALREADY_ENTERED') return 'records'
  if (code === 'CHANGED_MEANWHILE') return 'reload'
  return code === 'NETWORK' || code === 'BUSY' || code === 'INTERNAL' ? 'retry' : null
}

const WORDS: Readonly<Record<WayOut, string>> = {
  records: '查看我的预约',
  retry: '再试一次',
  reload: '刷新',
}

/** A refused booking as a card with its ways out (spec 2, What refuses a booking). */
export function bookingRefusal(refusal: Refusal, { contacts, today }: BookingOptions): RefusalCardView {
  const { code, message, details } = refusal
  const way = wayOut(code)
  return {
    title: message,
    lines: code === 'DUPLICATE' ? conflictLines(details, today) : [],
    advice: adviceFor(code, details),
    // Without an answer from the server there is nobody to call about it.
    calls: way === 'retry' || way === 'reload' ? [] : contacts.map(({ name, phone }) => ({ name, phone })),
    action: way === null ? '' : WORDS[way],
  }
}

/** The conflict card: which field matched, the booked days, the unit; never a name or number. */
function conflictLines(details: Refusal['details'], today: Day): RefusalCardView['lines'] {
  const { field, firstDay, lastDay, unitName } = details
  const lines: RefusalCardView['lines'] = []
  if (typeof field === 'string') lines.push({ label: '相同的内容', words: FIELD_NAMES[field] ?? field })
  if (isDay(firstDay) && isDay(lastDay))
    lines.push({ label: '已约日期', words: formatRange(firstDay, lastDay, today) })
  if (typeof unitName === 'string') lines.push({ label: '被访单位', words: unitName })
  return lines
}

function adviceFor(code: string, details: Refusal['details']): string {
  switch (code) {
    case 'DUPLICATE':
      return details.mayStillPass === true
        ? '您要来的日期已有通过的预约，可继续通行，不必再约。'
        : '同一证件、手机号或车牌，同时只能有一条有效预约。可以取消原来的预约，或等它结束后再约。'
    case 'VEHICLE_INSIDE':
      return '车辆驶出后即可预约。若车辆早已离校，请致电核查。'
    case 'NETWORK':
      return '填写的内容都还在。重试不会重复提交。'
    case 'CHANGED_MEANWHILE':
      return '您填写的内容会保留。'
    default:
      return ''
  }
}
