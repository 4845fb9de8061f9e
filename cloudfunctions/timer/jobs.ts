import { dayOf, type Day } from '../../miniprogram/domain/values/days'
import { isSameKeys, keyMarks, type KeyMarks } from '../platform/key-marks'
import { log, traceOf } from '../platform/log'
import { dropPastNonces } from '../stores/devices'
import { loadTickState, saveCompletedRun, saveFunctionKeys } from '../stores/progress'
import { endEmergencyPasses } from '../usecases/emergency/end-passes'
import { eraseAsked } from '../usecases/account/erase'
import { anonymiseOldVisits, anonymiseStrays } from '../usecases/visit/anonymise'
import { forgetListed } from '../usecases/blacklist/forget'
import { checkCalendars } from '../usecases/visit/check-calendars'
import { sealAudit } from '../usecases/audit/seal'
import { tellAuditHead } from '../usecases/audit/tell-head'
import { auditTries } from '../usecases/campus/audit-tries'
import { forgetReasons } from '../usecases/campus/forget-reasons'
import { deleteDueFiles } from '../usecases/campus/delete-files'
import { settleActivities } from '../usecases/activity/settle'
import { noteTemplates } from '../usecases/notice/account-templates'
import { deliverDue } from '../usecases/notice/deliver'
import { tellAskers } from '../usecases/notice/tell-askers'
import { tellFreed } from '../usecases/notice/tell-freed'
import { tellHosts } from '../usecases/notice/tell-hosts'
import { countBoard } from '../usecases/campus/board'
import { countFigures, countNotices } from '../usecases/campus/count-figures'
import { removeExpired } from '../usecases/campus/remove-expired'
import { endOverdueVisits, endPastHours } from '../usecases/visit/expire'
import { remindOfNear, sendDigests } from '../usecases/notice/remind-approvers'
import { lookAfterStandingPasses } from '../usecases/standing-pass/look'
import { settleStandingPasses } from '../usecases/standing-pass/settle'
import { latestDue, type Schedule } from './schedule'
import { tellAffected } from '../usecases/vehicle/tell-affected'

/** One thing the timer does; returns how much it did. It may be missed, repeated, cut off, or run twice at once. */
export type Job = (now: number, today: Day) => Promise<number>

/** What is done together, in this order. */
export const JOBS: Readonly<Record<string, Readonly<Record<string, Job>>>> = {
  notices: {
    tellAffected: (now) => tellAffected(now),
    tellHosts: (now) => tellHosts(now),
    tellAskers: (now) => tellAskers(now),
    tellFreed,
    endEmergencyPasses: (now) => endEmergencyPasses(now),
    settleActivities,
    settleStandingPasses: (now) => settleStandingPasses(now),
    endPastHours: (now) => endPastHours(now),
    remindOfNear: (now) => remindOfNear(now),
    sendDigests: (now) => sendDigests(now),
    tellAuditHead: (now) => tellAuditHead(now),
    deliverDue: (now) => deliverDue(now),
    dropPastNonces: (now) => dropPastNonces(now),
    auditTries: (now) => auditTries(now),
    noteTemplates: uncounted(noteTemplates),
  },
  days: {
    endOverdueVisits,
    lookAfterStandingPasses,
    checkCalendars: (now) => checkCalendars(now),
    eraseAsked: (now) => eraseAsked(now),
    forgetListed: (now) => forgetListed(now),
    anonymiseOldVisits,
    anonymiseStrays: (now) => anonymiseStrays(now),
    forgetReasons,
    countNotices: uncounted(countNotices),
    removeExpired: (now) => removeExpired(now),
  },
  photos: { deleteDueFiles },
  audit: {
    sealAudit: uncounted(sealAudit),
    countFigures: uncounted(countFigures),
    countBoard: uncounted(countBoard),
  },
}

/** What follows every change, or is looked at each time, is no work of its own: a tick that only did this did nothing. */
function uncounted(job: (now: number, today: Day) => Promise<unknown>): Job {
  return async (now, today) => {
    await job(now, today)
    return 0
  }
}

/**
 * When each group is due. A function has one timer trigger, so it ticks every minute and chooses by this table; what has
 * no line here is due at every tick.
 */
const SCHEDULES: Readonly<Record<string, Schedule>> = {
  // by night, in pieces that fit into the time limit
  days: { everyMinutes: 10, atMinute: 1, fromHour: 0, untilHour: 6 },
  photos: { everyMinutes: 60, atMinute: 20, fromHour: 0, untilHour: 24 },
}

/** A tick begins no further group after half of the function's time limit (config.json). */
const MAX_TICK_MS = 30_000

/** Notes which keys the functions have, where they are others than those that are noted; null: none are. */
export async function noteKeys(noted: KeyMarks | null): Promise<void> {
  if (noted === null || !isSameKeys(noted, keyMarks())) await saveFunctionKeys(keyMarks())
}

/**
 * One tick: every group whose time came since it last ran to its end. One that was missed, cut off or failed is due again
 * at the next tick. Nothing while a backup is written back: of half of the records no job decides rightly.
 * @param clock epoch ms of this moment, for the tick's own length
 */
export async function tick(now: number, clock: () => number): Promise<{ done: number; failed: string[] }> {
  const { completed, isBeingRestored, keys } = await loadTickState(Object.keys(SCHEDULES))
  await noteKeys(keys)
  const sum = { done: 0, failed: [] as string[] }
  if (isBeingRestored) {
    log('warn', 'timer.restoring', {})
    return sum
  }
  for (const group of inTurn(Object.keys(JOBS), now)) {
    const schedule = SCHEDULES[group]
    if (schedule !== undefined && (completed.get(group) ?? 0) >= latestDue(schedule, now)) continue
    if (clock() - now > MAX_TICK_MS) break
    const { done, failed } = await runJobs(group, now)
    if (schedule !== undefined && failed.length === 0) await saveCompletedRun(group, now)
    sum.done += done
    sum.failed.push(...failed)
  }
  return sum
}

/** Each minute another group begins, so that one that takes all the time there is, or is cut off, keeps none from its turn. */
function inTurn(groups: readonly string[], now: number): string[] {
  const first = Math.floor(now / 60_000) % groups.length
  return [...groups.slice(first), ...groups.slice(0, first)]
}

/** Runs a group's jobs, each by itself: one that fails is logged and doesn't keep the next from its turn. */
export async function runJobs(group: string, now: number): Promise<{ done: number; failed: string[] }> {
  let done = 0
  const failed: string[] = []
  for (const [name, job] of Object.entries(JOBS[group] ?? {})) {
    try {
      done += await job(now, dayOf(now))
    } catch (error) {
      failed.push(name)
      log('error', 'timer.failed', { job: name, ...traceOf(error) })
    }
  }
  if (done > 0) log('info', 'timer', { group, done })
  return { done, failed }
}
