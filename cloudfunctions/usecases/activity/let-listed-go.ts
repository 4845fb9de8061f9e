import { liveEntries } from '../../../miniprogram/domain/visit/duplicates'
import { log, traceOf } from '../../platform/log'
import { change } from '../../platform/unit-of-work'
import { calendarIds, loadCalendars } from '../../stores/calendars'
import { firstWaiting, loadVisitIn, loadVisits, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { byMoveUp, endInVainIn, isShutOut, moveUpSoon } from './move-up'

/**
 * After an entry of the blacklist began: guests whom it names and who haven't come in keep no place from those who wait.
 * Nobody waiting, they keep it: the entry may be lifted before. What fails here is only logged, for the entry holds.
 * @param listed ids of the calendars of what the entry names
 */
export async function letListedGuestsGo(caller: Caller, listed: readonly string[]): Promise<void> {
  try {
    const entries = (await loadCalendars(listed)).flatMap(({ entries }) => liveEntries(entries, caller.now))
    const visits = await loadVisits([...new Set(entries.map(({ visitId }) => visitId))])
    for (const visit of visits.values())
      if (keepsPlace(visit) && (await firstWaiting(visit.activityId ?? '')) !== null)
        await letGo(caller, visit)
  } catch (error) {
    log('warn', 'activity.listed', traceOf(error))
  }
}

const keepsPlace = ({ activityId, state, firstEntryAt }: Visit): boolean =>
  activityId !== undefined && state === 'approved' && firstEntryAt === null

async function letGo({ now, today, afterCommit }: Caller, { _id, activityId }: Visit): Promise<void> {
  await change({ ...byMoveUp(now), afterCommit }, async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, _id)
    if (visit === null || !keepsPlace(visit)) return
    // On a day before the entry begins, or after it ends, a gate still lets them in.
    if (!isShutOut(await loadCalendars(calendarIds(visit)), visit, today)) return
    await endInVainIn(tx, notify, visit, now, today)
  })
  await moveUpSoon(activityId, { now, today, afterCommit })
}
