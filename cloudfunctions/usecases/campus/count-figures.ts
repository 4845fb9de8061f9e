import { countPassage, countStep, type DayFigures } from '../../../miniprogram/domain/campus/figures'
import { addDays, dayOf, startOfDay, type Day } from '../../../miniprogram/domain/values/days'
import type { AuditRow } from '../../platform/audit'
import { readAuditRows } from '../../platform/audit-shape'
import { findSealed } from '../../stores/audit'
import { placesAfter } from '../../stores/audit-seals'
import { addFigures, countedSeal, loadFigures, saveNoticeFigures } from '../../stores/figures'
import { settledBetween } from '../../stores/outbox'
import { loadPassages, passagesOfAll } from '../../stores/passages'
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
  const changes = rows.flatMap(({ at, changes: each }) => each.map((change) => ({ ...change, at })))
  const steps = changes.filter(({ collection, to }) => collection === 'visits' && to !== null)
  const tries = changes.filter(
    ({ collection, from, to }) => collection === 'passages' && from === null && to !== null,
  )
  const [visits, passages] = await Promise.all([
    loadVisits(steps.map(({ id }) => id)),
    loadPassages(tries.map(({ id }) => id)),
  ])
  const others = await passagesOfAll([...new Set(passages.flatMap(({ visitId }) => visitId || []))])
  const days = new Set([...steps, ...passages].map(({ at }) => dayOf(at)))
  const count = (day: Day, figures: DayFigures): void => {
    for (const { id, from, to, at } of steps) {
      const visit = visits.get(id)
      if (visit !== undefined && dayOf(at) === day) countStep(figures, visit, { from, to, at })
    }
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
