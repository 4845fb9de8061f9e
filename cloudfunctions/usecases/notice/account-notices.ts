import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { AccountRequest } from '../../stores/account-requests'

/** To the one who asked for an approver account. */
export function accountAnsweredNotice(request: Omit<AccountRequest, 'sort'>): NewNotice {
  const accepted = request.state === 'accepted'
  return {
    _id: noticeId(request._id, 'accountAnswered', request.askedAt),
    use: 'decision',
    to: { openid: request.openid },
    page: 'pages/mine/account/account',
    fields: {
      phrase1: accepted ? noticesWords.opened : noticesWords.notPassed,
      thing2: request.unitName,
      thing3: noticesWords.accountRequest,
      thing4: request.answer ?? noticesWords.mayApproveNow,
    },
  }
}
