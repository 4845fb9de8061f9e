import { dayOf } from '../../../miniprogram/domain/values/days'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { AccountRequest } from '../../stores/account-requests'
import { on } from './notice-days'

/** To the one who asked for an approver account. */
export function accountAnsweredNotice(request: Omit<AccountRequest, 'sort'>): NewNotice {
  const accepted = request.state === 'accepted'
  return {
    _id: noticeId(request._id, 'accountAnswered', request.askedAt),
    use: 'decision',
    to: { openid: request.openid },
    page: 'pages/mine/account/account',
    parts: {
      result: accepted ? noticesWords.opened : noticesWords.notPassed,
      unit: request.unitName,
      when: on(noticesWords.accountRequest, dayOf(request.askedAt)),
      note: request.answer ?? noticesWords.mayApproveNow,
    },
  }
}
