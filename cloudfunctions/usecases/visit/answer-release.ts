import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import { answerRelease, isOwnRequest } from '../../../miniprogram/domain/visit/release-request'
import {
  endWaiting,
  isLive,
  isWaiting,
  returnForRevision,
  revoke,
  type Decider,
} from '../../../miniprogram/domain/visit/visit'
import { releaseWords } from '../../../miniprogram/locales/zh/release'
import type { Transaction } from '../../platform/database'
import { change, changeEach, type Changer, type Notify } from '../../platform/unit-of-work'
import { loadReleaseIn, openReleasesOf, saveReleaseIn } from '../../stores/release-requests'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { requireAsSeen } from '../as-seen'
import type { Caller } from '../caller'
import { moveUpSoon } from '../activity/move-up'
import { requireApproverIn } from '../account/load-accounts'
import { changeAsAskedIn } from './ask-change'
import { approvesOwn } from './decide'
import { saveVisitIn } from './save-visit'
import { releaseIn } from './hold-calendars'
import { isInTheWay } from './in-the-way'
import { decisionNotice } from '../notice/visit-notices'
import {
  cancelKeptNotice,
  changeAnsweredNotice,
  releaseAnsweredNotice,
  releaseAskedNotice,
} from '../notice/release-notices'

const REASONS = { cancel: releaseWords.cancel, others: releaseWords.others }

/** One tap: lets the booking go, or keeps it; the asker is told either way. */
export async function answerReleaseRequest(
  caller: Caller,
  { releaseId, release, seen }: Input<'release.answer'>,
): Promise<Output<'release.answer'>> {
  let freed: string | undefined
  const reply = await change(caller, async ({ tx, notify }) => {
    const request = await loadReleaseIn(tx, releaseId)
    const visit = request === null ? null : await loadVisitIn(tx, request.visitId)
    const account = await requireApproverIn(tx, caller, visit?.unitId ?? null)
    if (request === null || visit === null || !caller.scope.units(account).includes(visit.unitId))
      throw new DomainError('NOT_FOUND')
    const own = isOwnRequest(request.field)
    // What is free by now is free, whatever the approver would have it, and no booking has to go for it.
    const inTheWay = own || isInTheWay(visit, request, caller.now)
    const free = release || !inTheWay
    const answered = { ...answerRelease(request, account.name, free, caller.now), unitId: visit.unitId }
    // Nobody agrees to what they haven't seen: its visitor may have asked for something else meanwhile (spec 3).
    if (release) requireAsSeen(request.askedAt, seen)
    await saveReleaseIn(tx, answered)
    const by: Decider = { name: account.name, role: 'approver' }
    if (request.field === 'change') {
      const changed = release
        ? await changeAsAskedIn(tx, caller, visit, request, by, await approvesOwn(caller, visit))
        : visit
      await notify(changeAnsweredNotice(changed, release, caller.now, caller.today))
      return { releaseId, state: answered.state }
    }
    const ends = release && inTheWay
    freed = ends ? visit.activityId : undefined
    if (ends) await endVisit(tx, notify, caller, visit, by, own ? REASONS.cancel : REASONS.others)
    // Whose own booking was cancelled is told so by the decision itself.
    if (!own) await notify(releaseAnsweredNotice(answered, caller.today))
    else if (!release) await notify(cancelKeptNotice(visit, caller.now, caller.today))
    return { releaseId, state: answered.state }
  })
  await moveUpSoon(freed, caller)
  return reply
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
  if (!isLive(visit, caller.now)) return
  const { now, today } = caller
  // Who waits for a place of an activity has nothing to change and send again.
  const returned = visit.state !== 'approved' && !isWaiting(visit)
  const ended = returned
    ? returnForRevision(visit, by, reason, now)
    : isWaiting(visit)
      ? endWaiting(visit, reason, now)
      : revoke(visit, by, reason, now)
  await releaseIn(tx, ended, now)
  const saved = await saveVisitIn(tx, { ...ended, changedAt: now })
  await notify(decisionNotice(saved, returned ? 'returned' : 'revoked', reason, today))
}

/**
 * Requests follow a booking to its present unit, whose approvers are told; the old one sees and answers them no more
 * (spec 2, Conflict card).
 */
export async function moveReleaseRequests(caller: Changer & { today: Day }, visitId: string): Promise<void> {
  const open = await openReleasesOf(visitId)
  if (open.length === 0) return
  await changeEach(caller, open, async ({ tx, notify }, { _id }) => {
    const visit = await loadVisitIn(tx, visitId)
    if (visit !== null) await moveReleaseIn(tx, notify, caller, _id, visit)
  })
}

/** One of them, in the transaction that moves the booking or after it; one that is answered or there already stays. */
export async function moveReleaseIn(
  tx: Transaction,
  notify: Notify,
  { now, today }: Pick<Caller, 'now' | 'today'>,
  releaseId: string,
  visit: Visit,
): Promise<void> {
  const request = await loadReleaseIn(tx, releaseId)
  if (request === null || request.state !== 'open' || request.unitId === visit.unitId) return
  await saveReleaseIn(tx, { ...request, unitId: visit.unitId })
  if (!isOwnRequest(request.field)) await notify(releaseAskedNotice(visit, request.field, now, today))
}
