import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import { answerRelease } from '../../../miniprogram/domain/visit/release-request'
import { isLive, returnForRevision, revoke, type Decider } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change, changeEach, type Changer, type Notify } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import {
  listReleases,
  loadReleaseIn,
  openReleasesOf,
  releaseId as idOf,
  saveReleaseIn,
  type ReleaseRequest,
} from '../../stores/release-requests'
import { loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import {
  cancelKeptNotice,
  decisionNotice,
  releaseAnsweredNotice,
  releaseAskedNotice,
} from '../notice/notices'
import { rowOf } from './views'
import { releaseWords } from '../../../miniprogram/locales/zh/release'
import { saveVisitIn } from './save-visit'
import { releaseIn } from './hold-calendars'
import { touchApproverIn } from '../account/load-accounts'

const REASONS = { cancel: releaseWords.cancel, others: releaseWords.others }

/** Asks the unit of the booking in the way to let it go; asking again while it's open changes nothing. */
export async function askRelease(
  caller: Caller,
  input: Input<'release.ask'>,
): Promise<Output<'release.ask'>> {
  const _id = idOf(input.visitId, caller.id)
  return change(caller, async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, input.visitId)
    if (visit === null || !isLive(visit, caller.today)) throw new DomainError('RELEASE_NOT_NEEDED')
    const earlier = await loadReleaseIn(tx, _id)
    if (earlier?.state === 'open' && earlier.unitId === visit.unitId)
      return { releaseId: _id, state: earlier.state }
    await notify(releaseAskedNotice(visit, input.field, caller.now, caller.today))
    await saveReleaseIn(tx, requestOf(caller, input, visit))
    return { releaseId: _id, state: 'open' as const }
  })
}

/** Open requests to the caller's units. */
export async function listReleaseRequests(
  caller: Caller,
  { cursor }: Input<'release.list'>,
): Promise<Output<'release.list'>> {
  const units = caller.scope.units()
  const page = await listReleases(units, cursor)
  const visits = await loadVisits(page.rows.map(({ visitId }) => visitId))
  const rows = shownRows(page.rows, (request) =>
    viewOf(caller, units, request, visits.get(request.visitId) ?? null),
  )
  return { rows, next: page.next }
}

/** One tap: lets the booking go, or keeps it; the asker is told either way. */
export async function answerReleaseRequest(
  caller: Caller,
  { releaseId, release }: Input<'release.answer'>,
): Promise<Output<'release.answer'>> {
  return change(caller, async ({ tx, notify }) => {
    const request = await loadReleaseIn(tx, releaseId)
    const visit = request === null ? null : await loadVisitIn(tx, request.visitId)
    const account = await touchApproverIn(tx, caller.id, caller.today, visit?.unitId ?? null)
    if (account === null) throw new DomainError('NOT_ALLOWED')
    if (account.frozen !== null) throw new DomainError('FROZEN', { ...account.frozen })
    if (request === null || visit === null || !caller.scope.units(account).includes(visit.unitId))
      throw new DomainError('NOT_FOUND')
    const answered = { ...answerRelease(request, account.name, release, caller.now), unitId: visit.unitId }
    await saveReleaseIn(tx, answered)
    const by: Decider = { name: account.name, role: 'approver' }
    const own = request.field === 'cancel'
    if (release) await endVisit(tx, notify, caller, visit, by, own ? REASONS.cancel : REASONS.others)
    // Whose own booking was cancelled is told so by the decision itself.
    if (!own) await notify(releaseAnsweredNotice(answered, caller.today))
    else if (!release) await notify(cancelKeptNotice(visit, caller.now, caller.today))
    return { releaseId, state: answered.state }
  })
}

/** Ends the booking that was asked for, and tells its visitor; one that ended meanwhile is left as it is. */
async function endVisit(
  tx: Transaction,
  notify: Notify,
  caller: Caller,
  visit: Visit,
  by: Decider,
  reason: string,
): Promise<void> {
  if (!isLive(visit, caller.today)) return
  const decision = visit.state === 'approved' ? 'revoked' : 'returned'
  const ended =
    decision === 'revoked'
      ? revoke(visit, by, reason, caller.now, caller.today)
      : returnForRevision(visit, by, reason, caller.now)
  await releaseIn(tx, ended, caller.today)
  const saved = await saveVisitIn(tx, { ...ended, changedAt: caller.now })
  await notify(decisionNotice(saved, decision, reason, caller.today))
}

/**
 * Requests follow a booking to its present unit, whose approvers are told; the old one sees and answers them no more
 * (spec 2, Conflict card).
 */
export async function moveReleaseRequests(caller: Changer & { today: Day }, visitId: string): Promise<void> {
  const open = await openReleasesOf(visitId)
  if (open.length === 0) return
  await changeEach(
    caller,
    open,
    async ({ tx, notify }, { _id }) => {
      const [request, visit] = [await loadReleaseIn(tx, _id), await loadVisitIn(tx, visitId)]
      if (request === null || visit === null || request.state !== 'open' || request.unitId === visit.unitId)
        return
      await saveReleaseIn(tx, { ...request, unitId: visit.unitId })
      if (request.field !== 'cancel')
        await notify(releaseAskedNotice(visit, request.field, caller.now, caller.today))
    },
    (error) => {
      throw error
    },
  )
}

function requestOf(caller: Caller, input: Input<'release.ask'>, visit: Visit): Omit<ReleaseRequest, 'sort'> {
  return {
    _id: idOf(visit._id, caller.id),
    state: 'open',
    field: input.field,
    answeredAt: null,
    answeredBy: null,
    visitId: visit._id,
    unitId: visit.unitId,
    askedBy: caller.id,
    askedAt: caller.now,
    wantedFirstDay: input.firstDay,
    wantedLastDay: input.lastDay,
    reason: null,
  }
}

function viewOf(
  caller: Caller,
  units: readonly string[],
  request: ReleaseRequest,
  visit: Visit | null,
): Output<'release.list'>['rows'][number] | null {
  // One that moved to another unit is that unit's.
  if (visit === null || !units.includes(visit.unitId)) return null
  const { _id, field, askedAt, wantedFirstDay, wantedLastDay, reason } = request
  // Days have passed over a wish to cancel: nobody waits for the answer.
  if (field === 'cancel' && !isLive(visit, caller.today)) return null
  return {
    id: _id,
    field,
    askedAt,
    wantedFirstDay,
    wantedLastDay,
    reason,
    visit: rowOf(visit, caller.today, 'masked'),
  }
}
