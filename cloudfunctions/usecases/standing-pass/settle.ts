import { dayOf } from '../../../miniprogram/domain/values/days'
import { log, traceOf } from '../../platform/log'
import { change, changeEach, type Changer } from '../../platform/unit-of-work'
import {
  findDueStandingPasses,
  loadStandingPass,
  loadStandingPassIn,
  saveStandingPassIn,
  type StandingPass,
} from '../../stores/standing-passes'
import { findStanding, loadVisitIn } from '../../stores/visits'
import { byTimer, type Caller } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { alignIn } from './align'

/** People that one call brings in line at most, well within the function's seconds; the timer goes on every minute. */
const MAX_IN_CALL = 50
/** The same for one run of the timer, for all passes together. */
const MAX_IN_RUN = 300

/** Brings the people of all passes in line that were left to it. Missed or doubled runs do it once. Returns how many. */
export async function settleStandingPasses(now: number): Promise<number> {
  const due = await findDueStandingPasses(BATCH)
  const by = byTimer('settleStandingPasses', now)
  let done = 0
  await eachOf('settleStandingPasses', due, async ({ _id }) => {
    if (done < MAX_IN_RUN) done += await settle(by, _id, MAX_IN_RUN)
    return true
  })
  return done
}

/**
 * After a decision: gates know within seconds. What fails here, or is more than one call does, is left to the timer, for
 * the pass has been decided.
 */
export async function settleSoon(caller: Caller, passId: string): Promise<void> {
  try {
    await settle({ ...caller, requestId: '' }, passId, MAX_IN_CALL)
  } catch (error) {
    log('warn', 'standing.left', { pass: passId, ...traceOf(error) })
  }
}

/** At most `limit` people of one pass, in the order of their ids; returns how many were changed. */
async function settle(by: Changer, passId: string, limit: number): Promise<number> {
  const pass = await loadStandingPass(passId)
  if (pass?.due !== true) return 0
  const people = await findStanding(passId, pass.settledUpTo, limit)
  const today = dayOf(by.now)
  let attempt = 0
  const done = await changeEach(
    by,
    people,
    async ({ tx, notify }, { _id }) => {
      const [stored, visit] = [await loadStandingPassIn(tx, passId), await loadVisitIn(tx, _id)]
      if (stored === null || visit === null) return false
      return alignIn(tx, notify, stored, visit, { now: by.now, today }, attempt++)
    },
    (error, { _id }) => {
      log('error', 'standing.person', { pass: passId, visit: _id, ...traceOf(error) })
      return null
    },
  )
  // Who couldn't be brought in line is met again: the place stays until everybody before was.
  if (!done.includes(null)) await remember(by, pass, people[limit - 1]?._id ?? null)
  return done.filter((each) => each === true).length
}

/** How far it came; null: to the end. Decided anew meanwhile, it begins anew. */
const remember = (by: Changer, seen: StandingPass, upTo: string | null): Promise<void> =>
  change(by, async ({ tx }) => {
    const stored = await loadStandingPassIn(tx, seen._id)
    if (stored === null || stored.rev !== seen.rev) return
    const place = upTo === null ? { due: false, settledUpTo: '' } : { settledUpTo: upTo }
    await saveStandingPassIn(tx, { ...stored, ...place })
  })
