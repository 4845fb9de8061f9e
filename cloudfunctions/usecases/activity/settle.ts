import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import { change } from '../../platform/unit-of-work'
import {
  findDueActivities,
  loadActivity,
  loadActivityIn,
  saveActivityIn,
  type Activity,
} from '../../stores/activities'
import { findGuests, firstWaiting, loadVisitIn } from '../../stores/visits'
import { byTimer } from '../caller'
import { BATCH, eachOf } from '../in-batches'
import { activityEndedNotice, activityMessageNotice } from '../notice/activity-notices'
import { notifyOnceIn } from '../notice/once'
import { releaseIn } from '../visit/hold-calendars'
import { saveVisitIn } from '../visit/save-visit'
import { endedGuest } from './as-settled'
import { byMoveUp, moveUp } from './move-up'
import { closeQuota } from './places'

/** Batches of guests that one run goes through for all activities together; the next minute's run goes on. */
const BATCHES_A_RUN = 4

/**
 * What activities leave to be done with their guests, run by the timer: who can moves up; of one that was closed those who
 * wait are let go, of one that was cancelled everybody; what the organiser says is told to all. Missed or doubled runs do
 * it once. Returns how much it did.
 */
export async function settleActivities(now: number): Promise<number> {
  const today = dayOf(now)
  const left = { batches: BATCHES_A_RUN }
  let [after, read, done] = ['', BATCH, 0]
  const work = async (activity: Activity): Promise<boolean> => {
    done += await settle(activity, now, today, left)
    return true
  }
  // All of them: one whose guests wait for a place stays due as long as they do, and keeps no other from its turn.
  while (read === BATCH) {
    const due = await findDueActivities(after, BATCH)
    await eachOf('settleActivities', due, work)
    read = due.length
    after = due[read - 1]?._id ?? ''
  }
  return done
}

async function settle(found: Activity, now: number, today: Day, left: { batches: number }): Promise<number> {
  // Who took a place before this is among the guests then, also when what ended it broke off before closing them.
  if (isEnded(found) && found.settledUpTo === '')
    await closeQuota(byTimer('settleActivities', now), found._id)
  let done = await moveUp(found, byMoveUp(now), today)
  let activity = found
  while (hasGuestsToSettle(activity)) {
    if (left.batches-- <= 0) return done
    const guests = await findGuests(activity._id, activity.settledUpTo, BATCH)
    const settled = await eachOf('settleActivities', guests, ({ _id }) =>
      settleGuest(activity, _id, now, today),
    )
    done += settled.done
    // Who couldn't be settled now is met again: the place stays until everybody of the batch was.
    if (settled.failed > 0) return done
    const last = guests[BATCH - 1]
    const next = await remember(activity, last === undefined ? EVERYBODY : last._id, now)
    if (next === null) return done
    activity = next
  }
  await rest(activity, now)
  return done
}

/** After the last guest. */
const EVERYBODY = '~'

const hasGuestsToSettle = (activity: Activity): boolean =>
  activity.settledUpTo !== EVERYBODY && (isEnded(activity) || messageToTell(activity) !== null)

/** What guests are still to be told; null: nothing. The outbox forgets whom it told, so what went round once is over. */
const messageToTell = ({ message }: Activity): Activity['message'] =>
  message === null || message.wentRound === true ? null : message

/** Nobody joins any more. */
const isEnded = ({ state }: Activity): boolean => state === 'cancelled' || state === 'closed'

/** One guest: let go, or told what the organiser says. */
const settleGuest = (activity: Activity, visitId: string, now: number, today: Day): Promise<boolean> =>
  change(byTimer('settleActivities', now), async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, visitId)
    if (visit === null || !isLive(visit, now)) return false
    const ended = endedGuest(activity, visit, now)
    if (ended !== null) {
      await releaseIn(tx, visit, now)
      const saved = await saveVisitIn(tx, { ...ended, changedAt: now })
      await notify(activityEndedNotice(saved, activity, today))
      return true
    }
    const message = messageToTell(activity)
    if (message === null) return false
    return notifyOnceIn(tx, notify, activityMessageNotice(visit, message, today))
  })

/** Null: something was decided meanwhile, and the next run begins anew. */
const remember = (activity: Activity, settledUpTo: string, now: number): Promise<Activity | null> =>
  change(byTimer('settleActivities', now), async ({ tx }) => {
    const stored = await loadActivityIn(tx, activity._id)
    if (stored === null || stored.settledUpTo !== activity.settledUpTo || stored.state !== activity.state)
      return null
    if (stored.message?.at !== activity.message?.at) return null
    const { message: said } = stored
    const message = said !== null && settledUpTo === EVERYBODY ? { ...said, wentRound: true as const } : said
    const settled = { ...stored, message, settledUpTo }
    await saveActivityIn(tx, settled)
    return { ...settled, rev: stored.rev + 1 }
  })

/** Nothing is left to do while nobody waits: those who begin to wait at this moment are seen by one of both. */
async function rest(activity: Activity, now: number): Promise<void> {
  if ((await firstWaiting(activity._id)) !== null && activity.state === 'open') return
  await change(byTimer('settleActivities', now), async ({ tx }) => {
    const stored = await loadActivityIn(tx, activity._id)
    if (stored === null || stored.rev !== activity.rev) return {}
    await saveActivityIn(tx, { ...stored, due: false })
    return {}
  })
  const [waiting, after] = await Promise.all([firstWaiting(activity._id), loadActivity(activity._id)])
  if (waiting !== null && after?.due === false) await beginAnew(activity._id, now)
}

/** Who waits although nobody joins any more came while it was closed: the guests are gone through again. */
const beginAnew = (id: string, now: number): Promise<void> =>
  change(byTimer('settleActivities', now), async ({ tx }) => {
    const stored = await loadActivityIn(tx, id)
    if (stored !== null) await saveActivityIn(tx, { ...stored, due: true, settledUpTo: '' })
  })
