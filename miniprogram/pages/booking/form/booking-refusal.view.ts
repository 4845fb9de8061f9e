import type { BookingOptions } from '../../../../contract'
import { ApiError } from '../../../api/api-error'
import type { RefusalCardView } from '../../../components/refusal-card/refusal-card.view'
import type { HelpTopic } from '../../../config/help-topics'
import { isDay, type Day } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import { DUPLICATE_RULES, type DuplicateRule } from '../../../domain/visit/duplicates'
import { formatMoney } from '../../../domain/values/money'

/** What the card's button does; form.ts carries it out. */
export type WayOut = 'records' | 'retry' | 'reload' | 'askCheck'

const FIELD_NAMES: Readonly<Record<string, string>> = { document: '证件号码', phone: '手机号', plate: '车牌' }

/** Which way out a refusal of a booking offers with its button. */
export function wayOut(code: string): WayOut | null {
  if (code === 'DUPLICATE' || code === 'NOT_REVISABLE' || code === 'ALREADY_ENTERED') return 'records'
  if (code === 'CHANGED_MEANWHILE') return 'reload'
  if (code === 'VEHICLE_INSIDE') return 'askCheck'
  return code === 'NETWORK' || code === 'BUSY' || code === 'INTERNAL' ? 'retry' : null
}

/** Which common question explains a refusal; null: none does. */
export function helpTopicFor(code: string): HelpTopic | null {
  if (code === 'DUPLICATE') return 'duplicate'
  if (code === 'VEHICLE_INSIDE') return 'inside'
  if (code === 'FEE_DUE') return 'fee'
  return code === 'NO_APPROVER' ? 'waiting' : null
}

const WORDS: Readonly<Record<WayOut, string>> = {
  records: '查看我的预约',
  retry: '再试一次',
  reload: '刷新',
  askCheck: '请求核查',
}

/** A refused booking as a card with its ways out (spec 2, What refuses a booking). */
export function bookingRefusal(refusal: ApiError, options: BookingOptions): RefusalCardView {
  const { contacts, today } = options
  const { code, message, details } = refusal
  const way = wayOut(code)
  return {
    title: message,
    lines: code === 'DUPLICATE' ? conflictLines(details, today) : [],
    advice: adviceFor(code, details, options.duplicateRule),
    // Without an answer from the server there is nobody to call about it.
    calls:
      way === 'retry' || way === 'reload'
        ? []
        : (deskOf(details) ?? [...unitOf(details), ...contactsOf(contacts)]),
    action: way === null || details.checkAsked === true ? '' : WORDS[way],
    second: mayAskRelease(refusal) ? '请求让出' : '',
    help: helpTopicFor(code) === null ? '' : '为什么会这样？',
  }
}

const contactsOf = (contacts: BookingOptions['contacts']): RefusalCardView['calls'] =>
  contacts.map(({ name, phone }) => ({ name, phone }))

/** The desk of the campus that the refusal is about; null when it names none. */
function deskOf({ campusName, deskPhone }: ApiError['details']): RefusalCardView['calls'] | null {
  if (typeof campusName !== 'string' || typeof deskPhone !== 'string') return null
  return [{ name: `${campusName}110指挥中心`, phone: deskPhone }]
}

/** The unit of the booking in the way, if it has a number. */
function unitOf({ unitName, unitPhone }: ApiError['details']): RefusalCardView['calls'] {
  if (typeof unitName !== 'string' || typeof unitPhone !== 'string') return []
  return [{ name: unitName, phone: unitPhone }]
}

/** The same refusal once the check was asked for. */
export const withCheckAsked = ({ code, details }: ApiError): ApiError =>
  new ApiError(code, { ...details, checkAsked: true })

/** Somebody else's unit can be asked to let its booking go, unless one may pass with it anyway. */
export const mayAskRelease = ({ code, details }: ApiError): boolean =>
  code === 'DUPLICATE' &&
  typeof details.visitId === 'string' &&
  details.mayStillPass !== true &&
  details.releaseAsked !== true

/** The same refusal once the release was asked for. */
export const withReleaseAsked = ({ code, details }: ApiError): ApiError =>
  new ApiError(code, { ...details, releaseAsked: true })

/** The conflict card: which field matched, the booked days, the unit; never a name or number. */
function conflictLines(details: ApiError['details'], today: Day): RefusalCardView['lines'] {
  const { field, firstDay, lastDay, unitName } = details
  const lines: RefusalCardView['lines'] = []
  if (typeof field === 'string') lines.push({ label: '相同的内容', words: FIELD_NAMES[field] ?? field })
  if (isDay(firstDay) && isDay(lastDay))
    lines.push({ label: '已约日期', words: formatRange(firstDay, lastDay, today) })
  if (typeof unitName === 'string') lines.push({ label: '被访单位', words: unitName })
  return lines
}

function adviceFor(code: string, details: ApiError['details'], rule: DuplicateRule): string {
  switch (code) {
    case 'DUPLICATE':
      if (details.releaseAsked === true)
        return '已请原预约的单位让出。结果会通过消息告诉您，填写的内容都还在；让出后再提交即可。'
      return details.mayStillPass === true
        ? '您要来的日期已有通过的预约，可继续通行，不必再约。'
        : `${DUPLICATE_RULES[rule]}可以取消原来的预约，或等它结束后再约；若是别人的预约，可以请求让出。`
    case 'VEHICLE_INSIDE':
      return details.checkAsked === true
        ? '已请求核查。结果会通过消息告诉您，填写的内容都还在；核销后再提交即可。'
        : '车辆驶出后即可预约。若车辆早已离校，请致电或请求核查。'
    case 'FEE_DUE':
      return typeof details.fen === 'number'
        ? `未缴停车费${formatMoney(details.fen)}，请向指挥中心缴清，缴清后即可提交。`
        : '请向指挥中心缴清，缴清后即可提交。'
    case 'NETWORK':
      return '填写的内容都还在。重试不会重复提交。'
    case 'CHANGED_MEANWHILE':
      return '您填写的内容会保留。'
    default:
      return ''
  }
}
