import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { answerRelease } from '../../../miniprogram/domain/visit/release-request'
import { isLive, returnForRevision, revoke, type Decider } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { touchApproverIn, type ApproverAccount } from '../../stores/accounts'
import { releaseIn } from '../../stores/calendars'
import { mergePages } from '../../stores/pages'
import {
  listReleases,
  loadReleaseIn,
  releaseId as idOf,
  saveReleaseIn,
  type ReleaseRequest,
} from '../../stores/release-requests'
import { loadVisit, loadVisitIn, saveVisitIn, type Visit } from '../../stores/visits'
import type { Context } from '../context'
import {
  cancelKeptNotice,
  decisionNotice,
  releaseAnsweredNotice,
  releaseAskedNotice,
} from '../notice/notices'
import { onceTelling, type Tell } from '../once-telling'
import { rowOf } from './views'

const REASONS = { cancel: '应访客本人的请求取消', others: '应其他访客的请求让出' }

/** Asks the unit of the booking in the way to let it go; asking again while it's open changes nothing. */
export async function askRelease(
  context: Context,
  input: Input<'release.ask'>,
): Promise<Output<'release.ask'>> {
  const _id = idOf(input.visitId, context.openid)
  return onceTelling(context, async (tx, tell) => {
    const visit = await loadVisitIn(tx, input.visitId)
    if (visit === null || !isLive(visit, context.today)) throw new DomainError('RELEASE_NOT_NEEDED')
    const earlier = await loadReleaseIn(tx, _id)
    if (earlier?.state === 'open') return { releaseId: _id, state: earlier.state }
    await tell(releaseAskedNotice(visit, input.field, context.now, context.today))
    await saveReleaseIn(tx, requestOf(context, input, visit))
    return { releaseId: _id, state: 'open' as const }
  })
}

/** Open requests to the caller's units. */
export async function listReleaseRequests(
  context: Context,
  { cursor }: Input<'release.list'>,
): Promise<Output<'release.list'>> {
  const pages = await Promise.all(
    (context.approver?.unitIds ?? []).map((unitId) => listReleases(unitId, cursor)),
  )
  const page = mergePages(pages, 'desc')
  const rows = await Promise.all(page.rows.map((request) => viewOf(context, request)))
  return { rows: rows.flatMap((row) => (row === null ? [] : [row])), next: page.next }
}

/** One tap: lets the booking go, or keeps it; the asker is told either way. */
export async function answerReleaseRequest(
  context: Context,
  { releaseId, release }: Input<'release.answer'>,
): Promise<Output<'release.answer'>> {
  return onceTelling(context, async (tx, tell) => {
    const account = await touchApproverIn(tx, context.openid, context.today)
    if (account === null) throw new DomainError('NOT_ALLOWED')
    if (account.frozen !== null) throw new DomainError('FROZEN', { ...account.frozen })
    const request = ownRequest(account, await loadReleaseIn(tx, releaseId))
    const answered = answerRelease(request, account.name, release, context.now)
    await saveReleaseIn(tx, answered)
    const visit = await loadVisitIn(tx, request.visitId)
    const by: Decider = { name: account.name, role: 'approver' }
    const own = request.field === 'cancel'
    if (release && visit !== null)
      await endVisit(tx, tell, context, visit, by, own ? REASONS.cancel : REASONS.others)
    // Whose own booking was cancelled is told so by the decision itself.
    if (!own) await tell(releaseAnsweredNotice(answered, context.today))
    else if (!release && visit !== null) await tell(cancelKeptNotice(visit, context.now, context.today))
    return { releaseId, state: answered.state }
  })
}

/** Ends the booking that was asked for, and tells its visitor; one that ended meanwhile is left as it is. */
async function endVisit(
  tx: Transaction,
  tell: Tell,
  context: Context,
  visit: Visit,
  by: Decider,
  reason: string,
): Promise<void> {
  if (!isLive(visit, context.today)) return
  const decision = visit.state === 'approved' ? 'revoked' : 'returned'
  const ended =
    decision === 'revoked'
      ? revoke(visit, by, reason, context.now, context.today)
      : returnForRevision(visit, by, reason, context.now)
  await releaseIn(tx, ended, context.today)
  const saved = await saveVisitIn(tx, { ...ended, changedAt: context.now })
  await tell(decisionNotice(saved, decision, reason, context.today))
}

function ownRequest(account: ApproverAccount, request: ReleaseRequest | null): ReleaseRequest {
  if (request === null || !account.unitIds.includes(request.unitId)) throw new DomainError('NOT_FOUND')
  return request
}

function requestOf(
  context: Context,
  input: Input<'release.ask'>,
  visit: Visit,
): Omit<ReleaseRequest, 'sort'> {
  return {
    _id: idOf(visit._id, context.openid),
    state: 'open',
    field: input.field,
    answeredAt: null,
    answeredBy: null,
    visitId: visit._id,
    unitId: visit.unitId,
    askedBy: context.openid,
    askedAt: context.now,
    wantedFirstDay: input.firstDay,
    wantedLastDay: input.lastDay,
    reason: null,
  }
}

async function viewOf(
  context: Context,
  request: ReleaseRequest,
): Promise<Output<'release.list'>['rows'][number] | null> {
  const visit = await loadVisit(request.visitId)
  if (visit === null) return null
  const { _id, field, askedAt, wantedFirstDay, wantedLastDay, reason } = request
  // Days have passed over a wish to cancel: nobody waits for the answer.
  if (field === 'cancel' && !isLive(visit, context.today)) return null
  return {
    id: _id,
    field,
    askedAt,
    wantedFirstDay,
    wantedLastDay,
    reason,
    visit: rowOf(visit, context.today, 'masked'),
  }
}
