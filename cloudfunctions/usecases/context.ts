import type { Action, ActionTraits } from '../../miniprogram/actions'
import type { Day } from '../../miniprogram/domain/values/days'
import { DomainError } from '../../miniprogram/domain/errors'
import type { Transaction } from '../platform/database'
import { transact } from '../platform/transaction'
import type { Accounts } from '../stores/accounts'
import { earlierReplyIn, keepReplyIn, loadEarlierReply, requestKey } from '../stores/requests'
import type { Visit } from '../stores/visits'

/** Who calls what, and when: everything a use case may know about the call besides its input. */
export interface Context extends Accounts {
  action: Action
  access: ActionTraits
  openid: string
  /** Present for actions that change something. */
  requestId: string
  /** Epoch milliseconds, and the day it is in Asia/Shanghai. */
  now: number
  today: Day
}

/**
 * The visit if this caller may touch it under the action's row of the access table, else NOT_FOUND: who may not
 * see a booking doesn't learn that it exists.
 */
export function owned(context: Context, visit: Visit | null): Visit {
  if (visit === null) throw new DomainError('NOT_FOUND')
  const allowed =
    context.access.scope === 'ownVisit'
      ? visit.owner === context.openid
      : context.access.scope === 'hostedVisit'
        ? context.staff !== null && visit.hostId === context.staff._id
        : context.access.scope === 'unitVisit' &&
          context.approver !== null &&
          context.approver.unitIds.includes(visit.unitId)
  if (!allowed) throw new DomainError('NOT_FOUND')
  return visit
}

/**
 * Runs a change once per request id: its work and its reply are kept in one transaction, and the same request gets
 * the same reply again. `work` may run several times (transaction.ts).
 */
export const once = <R extends object>(context: Context, work: (tx: Transaction) => Promise<R>): Promise<R> =>
  onceUnder(requestKey(context.openid, context.requestId), context, work)

/** The same for whoever has no account, under a key of their own; one key belongs to one action. */
export function onceUnder<R extends object>(
  key: string,
  { action, now }: { action: string; now: number },
  work: (tx: Transaction) => Promise<R>,
): Promise<R> {
  return transact(async (tx) => {
    const earlier = await earlierReplyIn(tx, key)
    if (earlier !== null) {
      if (earlier.action !== action) throw new DomainError('BAD_REQUEST')
      return earlier.reply as R
    }
    const reply = await work(tx)
    await keepReplyIn(tx, key, action, reply, now)
    return reply
  })
}

/** What this request was answered before; null when it wasn't yet. For work that doesn't fit into one transaction. */
export async function answeredBefore<R extends object>(context: Context): Promise<R | null> {
  const earlier = await loadEarlierReply(requestKey(context.openid, context.requestId))
  return earlier !== null && earlier.action === context.action ? (earlier.reply as R) : null
}
