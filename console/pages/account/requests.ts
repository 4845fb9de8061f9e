import type { Output } from '../../../contract'
import {
  ACCOUNT_REQUEST_STATES,
  type AccountRequestState,
} from '../../../miniprogram/domain/account/accounts'
import { formatMoment } from '../../../miniprogram/locales/days'
import { adminRequestsWords } from '../../../miniprogram/locales/zh/pages/admin-requests'
import { accountRequestsWords } from '../../locales/zh/accounts'

export type AccountRequest = Output<'account.requests'>['rows'][number]

/** Which requests the address asks for; whatever isn't one means those that wait. */
export const requestState = (asked: unknown): AccountRequestState =>
  ACCOUNT_REQUEST_STATES.find((state) => state === asked) ?? 'open'

/** In the order of the choice above the list. */
export const REQUEST_LISTS: readonly { value: AccountRequestState; label: string; empty: string }[] = [
  { value: 'open', label: adminRequestsWords.tabsLabel, empty: adminRequestsWords.openSentence },
  { value: 'accepted', label: adminRequestsWords.opened, empty: adminRequestsWords.acceptedSentence },
  { value: 'refused', label: adminRequestsWords.notPassed, empty: adminRequestsWords.refusedSentence },
]

/** What an approver account is asked for with, beside the form. */
export function requestFacts(
  { unitName, reason, leaderName, askedAt, answer }: AccountRequest,
  now: number,
): { label: string; words: string }[] {
  return [
    { label: adminRequestsWords.factsOfLabel, words: unitName },
    { label: adminRequestsWords.requestReason, words: reason },
    { label: adminRequestsWords.leader, words: leaderName },
    { label: accountRequestsWords.asked, words: formatMoment(askedAt, now) },
    ...(answer === null ? [] : [{ label: adminRequestsWords.refusedReason, words: answer }]),
  ]
}
