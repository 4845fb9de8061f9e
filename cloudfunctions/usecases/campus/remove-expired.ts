import { addDays, DAY_MS, dayOf } from '../../../miniprogram/domain/values/days'
import { forgetGuests } from '../../stores/activity-guests'
import { forgetBookers } from '../../stores/bookers'
import { forgetUnusedConsents } from '../../stores/consents'
import { forgetSessions } from '../../stores/console-sessions'
import { forgetSignIns } from '../../stores/console-sign-ins'
import { forgetErasures } from '../../stores/erasures'
import { forgetExports } from '../../stores/exports'
import { forgetFacts } from '../../stores/gate-facts'
import { forgetSettled } from '../../stores/outbox'
import { forgetSlots } from '../../stores/place-slots'
import { forgetReplies, forgetVisitors } from '../../stores/audit'
import { forgetTries } from '../../stores/refused-tries'
import { forgetWindows } from '../../stores/search-limits'
import { forgetUploads } from '../../stores/uploads'
import { loadSettings } from '../../stores/settings'
import { forgetSetupCodes } from '../../stores/setup-codes'
import { forgetTickets } from '../../stores/walk-in-tickets'
import { BATCH } from '../in-batches'

/** Batches of each kind that one run removes; the next run goes on. */
const BATCHES_A_RUN = 10

/**
 * Removes what only a while has use for: replies kept for a request that comes again, notices that were sent,
 * counts of searches and refused tries of times gone by, who hasn't booked or been written to for half a year, old setup codes, places of quotas and
 * sign-ins to the console that are over, lists of uploads whose day is over, requests to erase that are done, which visitor a row of the audit trail tells of,
 * and what gates had to know of days gone by. Passages stay: they are the record that the law asks for. Returns how much
 * it removed.
 */
export async function removeExpired(now: number): Promise<number> {
  const { keepRepliesDays, anonymiseAfterDays } = await loadSettings()
  const yesterday = addDays(dayOf(now), -1)
  // A reply may name a car or a masked name: it never outlives what it tells of.
  const before = now - Math.min(keepRepliesDays, anonymiseAfterDays) * DAY_MS
  return (
    (await inBatches(() => forgetReplies(before, BATCH))) +
    (await inBatches(() => forgetVisitors(now, BATCH))) +
    (await inBatches(() => forgetErasures(before, BATCH))) +
    (await inBatches(() => forgetExports(before, BATCH))) +
    (await inBatches(() => forgetSettled(before, BATCH))) +
    (await inBatches(() => forgetWindows(now, BATCH))) +
    (await inBatches(() => forgetBookers(now, BATCH))) +
    (await inBatches(() => forgetUnusedConsents(now, BATCH))) +
    (await inBatches(() => forgetSetupCodes(now, BATCH))) +
    (await inBatches(() => forgetTries(now, BATCH))) +
    (await inBatches(() => forgetSignIns(now, BATCH))) +
    (await inBatches(() => forgetSessions(now, BATCH))) +
    (await inBatches(() => forgetFacts(yesterday, BATCH))) +
    (await inBatches(() => forgetSlots(now, BATCH))) +
    (await inBatches(() => forgetUploads(now, BATCH))) +
    (await inBatches(() => forgetGuests(now, BATCH))) +
    (await inBatches(() => forgetTickets(now, BATCH)))
  )
}

async function inBatches(remove: () => Promise<number>): Promise<number> {
  let removed = 0
  for (let batch = 0; batch < BATCHES_A_RUN; batch++) {
    const some = await remove()
    removed += some
    if (some < BATCH) break
  }
  return removed
}
