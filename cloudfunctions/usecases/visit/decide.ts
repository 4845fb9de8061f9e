import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { selfApproval } from '../../../miniprogram/domain/invitation/invitation'
import { approve, returnForRevision, revoke, type Decider } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { approversOf, touchApproverIn } from '../../stores/accounts'
import { calendarIds, holdIn, loadCalendarsIn, releaseIn } from '../../stores/calendars'
import { loadSettings } from '../../stores/settings'
import { reserveShortCodeIn } from '../../stores/short-codes'
import { loadVisitIn, saveVisitIn, type Visit } from '../../stores/visits'
import { settleCancelIn } from './ask-cancel'
import { owned, type Context } from '../context'
import { decisionNotice } from '../notice/notices'
import { onceTelling } from '../once-telling'

/** An approver's decisions on a booking of the own unit (spec 3). */

export const approveVisit = (
  context: Context,
  { visitId }: Input<'approval.approve'>,
): Promise<Output<'approval.approve'>> =>
  decide(context, visitId, 'approved', null, async (tx, visit, by) => {
    const selfApproved = await approvesOwn(context, visit)
    const approved = { ...approve(visit, by, context.now, context.today), selfApproved }
    const calendars = await loadCalendarsIn(tx, calendarIds(approved))
    await holdIn(tx, calendars, approved, context.today)
    return { ...approved, shortCodeTry: approved.shortCodeTry ?? (await reserveShortCodeIn(tx, visit._id)) }
  })

export const returnVisit = (
  context: Context,
  { visitId, reason }: Input<'approval.return'>,
): Promise<Output<'approval.return'>> =>
  decide(context, visitId, 'returned', reason.trim(), async (tx, visit, by) => {
    const returned = returnForRevision(visit, by, reason, context.now)
    await releaseIn(tx, returned, context.today)
    return returned
  })

export const revokeVisit = (
  context: Context,
  { visitId, reason }: Input<'approval.revoke'>,
): Promise<Output<'approval.revoke'>> =>
  decide(context, visitId, 'revoked', reason.trim(), async (tx, visit, by) => {
    const revoked = revoke(visit, by, reason, context.now, context.today)
    await releaseIn(tx, revoked, context.today)
    await settleCancelIn(tx, visit, by, context.now)
    return revoked
  })

/** Whether the caller may not approve this because they invited the guest themself. */
export async function needsColleague(context: Context, visit: Visit): Promise<boolean> {
  try {
    await approvesOwn(context, visit)
    return false
  } catch (thrown) {
    if (thrown instanceof DomainError && thrown.code === 'SELF_APPROVAL') return true
    throw thrown
  }
}

/** Whether this is the approver's own invitation, which needs somebody else where there is somebody (spec 3). */
async function approvesOwn(context: Context, visit: Visit): Promise<boolean> {
  if (visit.inviter?.openid !== context.openid) return false
  const [approvers, settings] = await Promise.all([approversOf(visit.unitId, context.today), loadSettings()])
  const others = approvers.filter(({ openid }) => openid !== context.openid).length
  return selfApproval(visit.inviter.openid, context.openid, others, settings.selfApproval)
}

/**
 * One decision: the account that decides is read and written in the same transaction, so is the visit; the visitor
 * is told afterwards. Of two approvers at the same moment one wins, the other gets ALREADY_DECIDED with who and when.
 */
async function decide(
  context: Context,
  visitId: string,
  decision: 'approved' | 'returned' | 'revoked',
  reason: string | null,
  work: (tx: Transaction, visit: Visit, by: Decider) => Promise<Visit>,
): Promise<{ visitId: string; state: Visit['state'] }> {
  return onceTelling(context, async (tx, tell) => {
    const account = await touchApproverIn(tx, context.openid, context.today)
    if (account === null) throw new DomainError('NOT_ALLOWED')
    if (account.frozen !== null) throw new DomainError('FROZEN', { ...account.frozen })
    const visit = owned({ ...context, approver: account }, await loadVisitIn(tx, visitId))
    const decided = await work(tx, visit, { name: account.name, role: 'approver' })
    const saved = await saveVisitIn(tx, { ...decided, changedAt: context.now })
    await tell(decisionNotice(saved, decision, reason, context.today))
    return { visitId, state: saved.state }
  })
}
