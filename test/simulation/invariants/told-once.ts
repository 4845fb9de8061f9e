import type { Notice } from '../../../cloudfunctions/platform/notices'
import type { SubscribeMessage } from '../../../cloudfunctions/platform/subscribe-messages'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { pageFor } from '../../../cloudfunctions/usecases/notice/deliver'
import { board } from '../../functions/lives/notice-board'
import { allOf, changedIn, type Invariant } from './invariant'

const messageKey = ({ touser, page }: Pick<SubscribeMessage, 'touser' | 'page'>): string =>
  JSON.stringify([touser, page])

const count = (keys: readonly string[]): Map<string, number> =>
  keys.reduce((counts, key) => counts.set(key, (counts.get(key) ?? 0) + 1), new Map<string, number>())

export const toldOnce = (): Invariant => ({
  rule: 'Every decision is told to the visitor, and nothing is told twice (spec 7)',
  committed(commit) {
    const notices = changedIn<Notice>(commit, 'outbox').flatMap(({ before, after }) =>
      before === null ? after?._id : [],
    )
    for (const { before, after } of changedIn<Visit>(commit, 'visits')) {
      const steps = (after?.history ?? []).slice(before?.history.length ?? 0)
      // Who is only on a list can't be told. Of a standing pass the unit is told what the office decided, and its people
      // when it ends.
      const listed = after?.owner === '' || (after?.kind === 'standing' && after.state === 'approved')
      const decided = !listed && steps.some(({ byRole, from }) => byRole === 'approver' && from !== null)
      if (decided && !notices.some((id) => id?.startsWith(`${after?._id}:`)))
        throw new Error(`${after?._id} is ${after?.state}, and nobody is told`)
    }
  },
  settled() {
    const to = (outcomes: readonly string[]): Map<string, number> =>
      count(
        allOf<Notice>('outbox').flatMap((notice) =>
          notice.recipients
            .filter(({ outcome }) => outcomes.includes(outcome))
            .map((who) => messageKey({ touser: who.openid, page: pageFor(notice, who) })),
        ),
      )
    // One that was cut off while it was sent may have gone out.
    const [sent, most, least] = [count(board.sent.map(messageKey)), to(['sent', 'sending']), to(['sent'])]
    for (const [key, times] of sent)
      if (times > (most.get(key) ?? 0))
        throw new Error(`told ${times} times, meant ${most.get(key) ?? 0}: ${key}`)
    for (const [key, times] of least)
      if (times > (sent.get(key) ?? 0)) throw new Error(`written as sent ${times} times: ${key}`)
  },
})
