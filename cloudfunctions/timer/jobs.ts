import { dayOf, type Day } from '../../miniprogram/domain/values/days'
import { log, traceOf } from '../platform/log'
import { dropPastNonces } from '../stores/devices'
import { anonymiseOldVisits } from '../usecases/visit/anonymise'
import { checkCalendars } from '../usecases/visit/check-calendars'
import { deleteDueFiles } from '../usecases/campus/delete-files'
import { deliverDue } from '../usecases/notice/deliver'
import { removeExpired } from '../usecases/campus/remove-expired'
import { endOverdueVisits } from '../usecases/visit/expire'
import { remindOfNear, sendDigests } from '../usecases/notice/remind-approvers'
import { tellAffected } from '../usecases/vehicle/traffic'

/** One thing the timer does; returns how much it did. It may be missed, repeated, cut off, or run twice at once. */
export type Job = (now: number, today: Day) => Promise<number>

/** What each trigger of config.json (UTC+8) does, in this order. */
export const JOBS: Readonly<Record<string, Readonly<Record<string, Job>>>> = {
  notices: {
    tellAffected: (now) => tellAffected(now),
    remindOfNear: (now) => remindOfNear(now),
    sendDigests: (now) => sendDigests(now),
    deliverDue: (now) => deliverDue(now),
    dropPastNonces: (now) => dropPastNonces(now),
  },
  days: {
    endOverdueVisits,
    checkCalendars: (now) => checkCalendars(now),
    anonymiseOldVisits,
    removeExpired: (now) => removeExpired(now),
  },
  photos: { deleteDueFiles },
}

/** Runs a trigger's jobs, each by itself: one that fails is logged and doesn't keep the next from its turn. */
export async function runJobs(trigger: string, now: number): Promise<{ done: number; failed: string[] }> {
  let done = 0
  const failed: string[] = []
  for (const [name, job] of Object.entries(JOBS[trigger] ?? {})) {
    try {
      done += await job(now, dayOf(now))
    } catch (error) {
      failed.push(name)
      log('error', 'timer.failed', { job: name, ...traceOf(error) })
    }
  }
  if (done > 0) log('info', 'timer', { trigger, done })
  return { done, failed }
}
