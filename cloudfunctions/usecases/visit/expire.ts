import { dayOf } from '../../../miniprogram/domain/values/days'
import { expire, isWaiting } from '../../../miniprogram/domain/visit/visit'
import type { Day } from '../../../miniprogram/domain/values/days'
import { change } from '../../platform/unit-of-work'
import { findBefore, findHoursOver, LIVE_LISTS, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { drain } from '../in-batches'
import { waitedInVainNotice } from '../notice/activity-notices'
import { saveVisitIn } from './save-visit'
import { releaseCalendarsIn } from './hold-calendars'

/**
 * Ends what the calendar has ended: pending and waiting → expired, approved → finished (spec 3). What one run leaves the next one
 * finds, so missed runs are made up for; run twice or twice at once it changes each visit once. Returns how many it
 * ended.
 */
export async function endOverdueVisits(now: number, today: Day): Promise<number> {
  let ended = 0
  for (const list of LIVE_LISTS)
    ended += await drain(
      'endOverdueVisits',
      (limit) => findBefore(list, today, limit),
      ({ _id }) => endVisit(_id, now),
    )
  return ended
}

/** Ends what has hours when the last of them are over, within the minute: ID, phone and plate are free again. */
export const endPastHours = (now: number): Promise<number> =>
  drain(
    'endPastHours',
    (limit) => findHoursOver(now, limit),
    ({ _id }) => endVisit(_id, now),
  )

const endVisit = (id: string, now: number): Promise<boolean> =>
  change(byTimer('endOverdueVisits', now), async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, id)
    const ended = visit === null ? null : expire(visit, now)
    if (ended === null) return false
    await releaseCalendarsIn(tx, ended, now)
    const saved = await saveVisitIn(tx, { ...ended, changedAt: now })
    if (visit !== null && isWaiting(visit)) await notify(waitedInVainNotice(saved, dayOf(now)))
    return true
  })
