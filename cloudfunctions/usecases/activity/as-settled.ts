import { stateByActivity } from '../../../miniprogram/domain/activity/activity'
import { endWaiting, isLive, isWaiting, revoke } from '../../../miniprogram/domain/visit/visit'
import { loadActivities, type Activity } from '../../stores/activities'
import type { Visit } from '../../stores/visits'
import { whyEnded } from '../notice/activity-notices'

/** Guests as what became of their activity leaves them: at once for whoever looks, whenever the timer writes it (settle.ts). */

const BY_SYSTEM = { name: '', role: 'system' } as const

/** The guest let go; null: comes, or waits, as before. */
export function endedGuest(activity: Activity, visit: Visit, now: number): Visit | null {
  if (!isLive(visit, now)) return null
  const state = stateByActivity(visit.state, activity.state)
  if (state === visit.state) return null
  if (isWaiting(visit)) return endWaiting(visit, whyEnded(activity), now)
  return visit.state === 'approved' ? revoke(visit, BY_SYSTEM, whyEnded(activity), now) : null
}

/** The visit as its activity has it; `activity` null: it is of none. */
export const asSettled = (activity: Activity | null, visit: Visit, now: number): Visit =>
  (activity === null ? null : endedGuest(activity, visit, now)) ?? visit

/** Visits as their activities have them. */
export async function allAsSettled(visits: readonly Visit[], now: number): Promise<Visit[]> {
  const ids = visits.flatMap((visit) => (isLive(visit, now) ? (visit.activityId ?? []) : []))
  if (ids.length === 0) return [...visits]
  const activities = new Map((await loadActivities([...new Set(ids)])).map((each) => [each._id, each]))
  return visits.map((visit) => asSettled(activities.get(visit.activityId ?? '') ?? null, visit, now))
}
