import { mayJoin } from '../../../miniprogram/domain/activity/activity'
import type { Day } from '../../../miniprogram/domain/values/days'
import { blacklistRefusal, blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { SystemReason } from '../../../miniprogram/domain/visit/history'
import { endWaiting, isLive, isWaiting, revoke } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { log, traceOf } from '../../platform/log'
import { change, type Changer, type Notify } from '../../platform/unit-of-work'
import { loadActivity, type Activity } from '../../stores/activities'
import { calendarIds, loadCalendars, type Calendar } from '../../stores/calendars'
import { listFreeSlots } from '../../stores/place-slots'
import { firstWaiting, loadVisitIn, type Visit } from '../../stores/visits'
import { byTimer, type Caller } from '../caller'
import { movedUpNotice } from '../notice/activity-notices'
import { reasonInNotice } from '../notice/reason-words'
import { decisionNotice } from '../notice/visit-notices'
import { releaseIn } from '../visit/hold-calendars'
import { saveVisitIn } from '../visit/save-visit'
import { seatedIn, takePlaceIn } from './places'

/** Nobody moves others up: places that came free do. */
export const byMoveUp = (now: number): Changer => byTimer('moveUp', now)

/** Guests that one call moves up at most; the timer goes on. */
const MAX_MOVED = 50

/**
 * Gives places that are free to those who have waited longest, and tells them; returns how many moved up. `by`: who does
 * it, on nobody's request.
 */
export async function moveUp(activity: Activity, by: Changer, today: Day): Promise<number> {
  if (!mayJoin(activity, by.now)) return 0
  let moved = 0
  for (let tries = 0; tries < MAX_MOVED; tries++) {
    const [free, first] = await Promise.all([listFreeSlots(activity._id), firstWaiting(activity._id)])
    if (free.length === 0 || first === null) break
    if (await moveOneUp(activity._id, first._id, by, today)) moved++
  }
  return moved
}

function moveOneUp(activityId: string, visitId: string, by: Changer, today: Day): Promise<boolean> {
  let runs = 0
  return change(by, async ({ tx, notify }) => {
    const attempt = runs++
    const visit = await loadVisitIn(tx, visitId)
    if (visit === null || !isWaiting(visit) || !isLive(visit, by.now)) return false
    // Beside the transaction, as at a gate: a gate lets in nobody who is listed at this very moment.
    if (blacklistRefusal(await loadCalendars(calendarIds(visit)), visit) !== null) {
      await endInVainIn(tx, notify, visit, by.now, today)
      return false
    }
    const place = await takePlaceIn(tx, activityId)
    if (place === null) return false
    const saved = await saveVisitIn(tx, await seatedIn(tx, visit, [place], attempt, by.now))
    await notify(movedUpNotice(saved, today))
    return true
  })
}

/** Whether entries of the blacklist hold on every day that is left of a visit: no gate lets anybody in by it any more. */
export function isShutOut(calendars: readonly Pick<Calendar, 'blocks'>[], visit: Visit, today: Day): boolean {
  const firstDay = visit.firstDay > today ? visit.firstDay : today
  return calendars.some(({ blocks }) => blockedOn(blocks, firstDay) && blockedOn(blocks, visit.lastDay))
}

/** Who was blacklisted comes in vain, and keeps nobody from the place. They read what any refusal says. */
export async function endInVainIn(
  tx: Transaction,
  notify: Notify,
  visit: Visit,
  now: number,
  today: Day,
): Promise<void> {
  const reason: SystemReason = 'BLACKLISTED'
  await releaseIn(tx, visit, now)
  const ended = isWaiting(visit)
    ? endWaiting(visit, reason, now)
    : revoke(visit, { name: '', role: 'system' }, reason, now)
  const saved = await saveVisitIn(tx, { ...ended, changedAt: now })
  await notify(decisionNotice(saved, 'revoked', reasonInNotice(reason), today))
}

/**
 * After a place was given back, or somebody began to wait: moves up who can, and tells them at once as the call tells
 * others. What fails here is left to the timer, for what was asked for is done.
 */
export async function moveUpSoon(
  activityId: string | undefined,
  { now, today, afterCommit }: Pick<Caller, 'now' | 'today' | 'afterCommit'>,
): Promise<void> {
  if (activityId === undefined) return
  try {
    const activity = await loadActivity(activityId)
    if (activity !== null) await moveUp(activity, { ...byMoveUp(now), afterCommit }, today)
  } catch (error) {
    log('warn', 'activity.left', { activity: activityId, ...traceOf(error) })
  }
}
