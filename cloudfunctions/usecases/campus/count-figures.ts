import { activityEvent, standingEvent } from '../../../miniprogram/domain/campus/applications'
import {
  countApplication,
  countPassage,
  countStep,
  type DayFigures,
} from '../../../miniprogram/domain/campus/figures'
import { addDays, dayOf, startOfDay, type Day } from '../../../miniprogram/domain/values/days'
import type { AuditedChange, AuditRow } from '../../platform/audit'
import { readAuditRows } from '../../platform/audit-shape'
import { withReply } from '../../platform/replies'
import { loadActivities } from '../../stores/activities'
import { findSealed } from '../../stores/audit'
import { placesAfter } from '../../stores/audit-seals'
import { addFigures, countedSeal, loadFigures, saveNoticeFigures } from '../../stores/figures'
import { settledBetween } from '../../stores/outbox'
import { loadPassages, passagesOfAll } from '../../stores/passages'
import { loadStandingPasses } from '../../stores/standing-passes'
import { loadVisits } from '../../stores/visits'

/** Seals one tick counts. */
const SEALS_A_TICK = 20

/**
 * Counts what the audit trail tells, seal by seal, each once (spec 10): no query goes over all records, and nobody
 * but the timer writes a counter. Returns how many rows were counted.
 */
export async function countFigures(_now: number): Promise<number> {
  let done = 0
  const { places } = await placesAfter(await countedSeal(), SEALS_A_TICK)
  for (const { seq } of places) {
    const rows = readAuditRows(await findSealed(seq))
    const { days, count } = await counterOf(rows)
    if (!(await addFigures(seq, days, count))) break
    done += rows.length
  }
  return done
}

/**
 * What adds these rows to the figures of a day, and of which days: a step of a booking is of the day when it was made, a passage
 * of that when somebody passed, for gates without a network tell it later. It may run several times: each begins with the
 * figures as they stand.
 */
async function counterOf(
  rows: readonly AuditRow[],
): Promise<{ days: Day[]; count: (day: Day, figures: DayFigures) => void }> {
  const changes = rows.flatMap(stepsOf)
  const steps = changes.filter(({ collection, to }) => collection === 'visits' && to !== null)
  const tries = changes.filter(
    ({ collection, from, to }) => collection === 'passages' && from === null && to !== null,
  )
  const [visits, passages, applications] = await Promise.all([
    loadVisits(steps.map(({ id }) => id)),
    loadPassages(tries.map(({ id }) => id)),
    applicationsOf(rows),
  ])
  const others = await passagesOfAll([...new Set(passages.flatMap(({ visitId }) => visitId || []))])
  const days = new Set([...steps, ...passages, ...applications.steps].map(({ at }) => dayOf(at)))
  const count = (day: Day, figures: DayFigures): void => {
    for (const { id, from, to, at } of steps) {
      const visit = visits.get(id)
      if (visit !== undefined && dayOf(at) === day) countStep(figures, visit, { from, to, at })
    }
    applications.count(day, figures)
    for (const passage of passages)
      if (dayOf(passage.at) === day)
        countPassage(
          figures,
          passage,
          others.filter(({ visitId }) => visitId === passage.visitId),
        )
  }
  return { days: [...days], count }
}

interface Step extends AuditedChange {
  rowId: string
  action: string
  at: number
}

const stepsOf = ({ _id: rowId, action, at, changes }: AuditRow): Step[] =>
  changes.map((change) => ({ ...change, rowId, action, at }))

/** The same for what units applied for: standing passes and activities. */
async function applicationsOf(
  rows: readonly AuditRow[],
): Promise<{ steps: Step[]; count: (day: Day, figures: DayFigures) => void }> {
  const of = (collection: string): Step[] =>
    rows.flatMap(stepsOf).filter((step) => step.collection === collection && step.to !== null)
  const [ofPasses, ofActivities] = [of('standingPasses'), of('activities')]
  const idsOf = (steps: readonly Step[]): string[] => [...new Set(steps.map(({ id }) => id))]
  // A call that answers goes on with the people of the pass, in rows of the same name and moment.
  const isAnswer = ({ action }: Step): boolean => action === 'standing.answer'
  const [passes, activities, answering] = await Promise.all([
    loadStandingPasses(idsOf(ofPasses)),
    loadActivities(idsOf(ofActivities)),
    withReply(ofPasses.filter(isAnswer).map(({ rowId }) => rowId)),
  ])
  const steps = [...ofPasses.filter((step) => !isAnswer(step) || answering.has(step.rowId)), ...ofActivities]
  const count = (day: Day, figures: DayFigures): void => {
    for (const step of steps) {
      if (dayOf(step.at) !== day) continue
      const pass = passes.find(({ _id }) => _id === step.id)
      const activity = activities.find(({ _id }) => _id === step.id)
      const standing = pass === undefined ? null : standingEvent(pass, step)
      const ofActivity = activity === undefined ? null : activityEvent(activity, step)
      if (pass !== undefined && standing !== null)
        countApplication(figures, pass.unitId, 'standing', standing)
      if (activity !== undefined && ofActivity !== null)
        countApplication(figures, activity.unitId, 'activity', ofActivity)
    }
  }
  return { steps, count }
}

/** Days back that are looked at again: a night may be missed. */
const DAYS_BACK = 3

/** Counts the notices of days that are over, each day once. Returns how many days. */
export async function countNotices(_now: number, today: Day): Promise<number> {
  const days = Array.from({ length: DAYS_BACK }, (_, index) => addDays(today, -1 - index))
  let done = 0
  for (const { day, notices } of await loadFigures(days)) {
    if (notices !== null) continue
    let [settled, reachedNobody] = [0, 0]
    for await (const { recipients } of settledBetween(startOfDay(day), startOfDay(addDays(day, 1)))) {
      settled++
      if (!recipients.some(({ outcome }) => REACHED.includes(outcome))) reachedNobody++
    }
    await saveNoticeFigures(day, { settled, reachedNobody })
    done++
  }
  return done
}

/** `sending` that a crash left counts as sent; who was spared a repeat had the first. */
const REACHED: readonly string[] = ['sent', 'sending', 'spared']
