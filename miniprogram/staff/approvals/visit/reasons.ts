import { sentenceOf } from '../../../locales/errors'
import { lengthOf } from '../../../domain/values/text'
import { MAX_REASON_LENGTH } from '../../../domain/visit/visit'

/** The decisions that need a reason (spec 3): sending back for changes, and taking an approval back. */
export type ReasonedDecision = 'return' | 'revoke'

/** Reasons one picks instead of typing them; the visitor reads them as they stand. */
export const REASONS: Readonly<Record<ReasonedDecision, readonly string[]>> = {
  return: ['来访事由不清楚', '被访人未确认', '日期需调整', '车牌信息有误', '证件信息有误'],
  revoke: ['来访安排已取消', '被访人不再接待', '来访信息与实际不符', '学校安全管理需要'],
}

/** One reason from what was picked and typed, in the order of the list. */
export function composeReason(picked: readonly string[], typed: string): string {
  const words = typed.trim()
  return [...picked, ...(words === '' ? [] : [words])].join('；')
}

/** What is wrong with a reason, in the words with which the server would refuse it; empty: nothing. */
export function reasonFieldError(reason: string): string {
  if (reason === '') return sentenceOf('REASON_REQUIRED')
  return lengthOf(reason) > MAX_REASON_LENGTH ? sentenceOf('REASON_TOO_LONG') : ''
}
