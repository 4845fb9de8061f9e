import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { selfApproval } from '../../../miniprogram/domain/visit/four-eyes'
import {
  approve,
  isStanding,
  returnForRevision,
  revoke,
  type Decider,
} from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change, type UnitOfWork } from '../../platform/unit-of-work'
import { loadSettings } from '../../stores/settings'
import { reserveShortCodeIn } from '../../stores/short-codes'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { settleCancelIn } from './ask-cancel'
import { moveUpSoon } from '../activity/move-up'
import { requireAsSeen } from '../as-seen'
import type { Caller } from '../caller'
import { saveVisitIn } from './save-visit'
import { releaseIn } from './hold-calendars'
import { requireApproverIn, touchApproverIn } from '../account/load-accounts'
import { approversOf } from '../account/approvers-of'
import { decisionNotice } from '../notice/visit-notices'

/** An approver's decisions on a booking of the own unit (spec 3). */

/**
 * What an approver decides on one booking; a reason where it is sent back or withdrawn. `seen`: epoch ms, when what they saw
 * was sent.
 */
export type Decision = { seen: number | undefined } & (
  { kind: 'approved' } | { kind: 'returned' | 'revoked'; reason: string }
)

export const approveVisit = (
  caller: Caller,
  { visitId, seen }: Input<'approval.approve'>,
): Promise<Output<'approval.approve'>> => decide(caller, visitId, { kind: 'approved', seen })

export const returnVisit = (
  caller: Caller,
  { visitId, reason, seen }: Input<'approval.return'>,
): Promise<Output<'approval.return'>> =>
  decide(caller, visitId, { kind: 'returned', reason: reason.trim(), seen })

export const revokeVisit = (
  caller: Caller,
  { visitId, reason, seen }: Input<'approval.revoke'>,
): Promise<Output<'approval.revoke'>> =>
  decide(caller, visitId, { kind: 'revoked', reason: reason.trim(), seen })

/** Of a standing pass the office decides, about all of its people (spec 4.4). */
function requireOwnDecision(visit: Visit): void {
  if (isStanding(visit)) throw new DomainError('NOT_ALLOWED')
}

/** Whether the caller may not approve this because they made it themself. */
export async function needsColleague(caller: Caller, visit: Visit): Promise<boolean> {
  try {
    await approvesOwn(caller, visit)
    return false
  } catch (thrown) {
    if (thrown instanceof DomainError && thrown.code === 'SELF_APPROVAL') return true
    throw thrown
  }
}

/**
 * Whether the approver made this themself: it needs somebody else where there is somebody (spec 3). Throws
 * SELF_APPROVAL.
 */
export async function approvesOwn(caller: Caller, visit: Visit): Promise<boolean> {
  if (!visit.makers.includes(caller.id)) return false
  const [approvers, settings] = await Promise.all([approversOf(visit.unitId, caller.today), loadSettings()])
  const openids = approvers.map(({ openid }) => openid)
  return selfApproval(visit.makers, caller.id, openids, settings.selfApproval)
}

/**
 * One decision: the account that decides is read and written in the same transaction, so is the visit; the visitor
 * is told afterwards. Of two approvers at the same moment one wins, the other gets ALREADY_DECIDED with who and when.
 */
async function decide(
  caller: Caller,
  visitId: string,
  decision: Decision,
): Promise<{ visitId: string; state: Visit['state'] }> {
  let freed: string | undefined
  // Each run asks for the next short code, should it be that which was taken.
  let runs = 0
  const reply = await change(caller, async (unit) => {
    const saved = await decideIn(unit, caller, visitId, decision, runs++, touchApproverIn)
    freed = saved.activityId
    return { visitId, state: saved.state }
  })
  await moveUpSoon(freed, caller)
  return reply
}

/**
 * The decision within a transaction. Throws why it can't be.
 * @param attempt which try at a free short code it is
 * @param accountIn reads the account that decides, as far as it may for a booking of the unit
 */
export async function decideIn(
  { tx, notify }: UnitOfWork,
  caller: Caller,
  visitId: string,
  decision: Decision,
  attempt: number,
  accountIn: typeof touchApproverIn,
): Promise<Visit> {
  const found = await loadVisitIn(tx, visitId)
  const account = await requireApproverIn(tx, caller, found?.unitId ?? null, accountIn)
  const visit = caller.scope.visit(found, account)
  const by: Decider = { name: account.name, role: 'approver' }
  const decided = await decidedIn(tx, caller, visit, decision, by, attempt)
  const saved = await saveVisitIn(tx, { ...decided, changedAt: caller.now })
  const reason = decision.kind === 'approved' ? null : decision.reason
  // Of each revision one decision is told.
  await notify({ ...decisionNotice(saved, decision.kind, reason, caller.today), isNew: true })
  return saved
}

/** Nobody answers for what they haven't seen: its visitor may have put in other people or days meanwhile. */
async function decidedIn(
  tx: Transaction,
  caller: Caller,
  visit: Visit,
  decision: Decision,
  by: Decider,
  attempt: number,
): Promise<Visit> {
  const { now } = caller
  if (decision.kind === 'approved') {
    const selfApproved = await approvesOwn(caller, visit)
    requireOwnDecision(visit)
    const approved = approve(visit, by, now)
    requireAsSeen(visit.submittedAt, decision.seen)
    // Its calendars hold it as they did: that it is approved stands in the visit alone (docs/decisions/0001).
    const shortCodeTry = approved.shortCodeTry ?? (await reserveShortCodeIn(tx, visit._id, attempt))
    return { ...approved, selfApproved, shortCodeTry }
  }
  const { kind, reason } = decision
  if (kind === 'returned') requireOwnDecision(visit)
  const ended =
    kind === 'returned' ? returnForRevision(visit, by, reason, now) : revoke(visit, by, reason, now)
  requireAsSeen(visit.submittedAt, decision.seen)
  await releaseIn(tx, ended, now)
  if (kind === 'revoked') await settleCancelIn(tx, visit, by, now)
  return ended
}
