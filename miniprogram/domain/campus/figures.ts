import type { HostConfirmation } from '../visit/host-confirmation'
import { formatTime } from '../values/days'
import type { Direction, PurposeClass, PurposeId } from '../visit/purposes'
import type { HistoryEntry } from '../visit/visit'
import { inertText } from '../values/inert-text'
import {
  addApplication,
  sumApplications,
  type ApplicationEvent,
  type ApplicationFigures,
  type ApplicationKind,
} from './applications'
import { addDecision, noDecisions, sumDecisions, type Decisions } from './decisions'

/** Figures for the office (spec 10): counted as things happen, one set a day, never by going through all records. */

/** Decisions are those on bookings. */
export interface UnitFigures extends Decisions {
  /** Bookings by purpose, when they were made. */
  purposes: Record<PurposeId, number>
  /** Of the decisions: sent back. */
  returned: number
  /** Official bookings that were approved, and those of them without the host's word. */
  official: number
  unconfirmed: number
  /** What it applied for. Absent: nothing, or the figures are of before that was counted. */
  standing?: ApplicationFigures
  activity?: ApplicationFigures
}

export interface GateFigures {
  /** People let in, those of them who had been refused there within ten minutes before, and how long they waited. */
  entries: number
  waited: number
  waitMs: number
  /** Tries that were refused, by reason. */
  refused: Record<string, number>
  /** By the hour of the day in Shanghai; hours without a try are missing. */
  hours: Record<string, HourFigures>
}

/** Tries of one hour: let in, let out, refused. */
interface HourFigures {
  in: number
  out: number
  refused: number
}

export interface DayFigures {
  units: Record<string, UnitFigures>
  gates: Record<string, GateFigures>
  /** Notices that were done with that day, and those of them that reached nobody; null: not counted yet. */
  notices: { settled: number; reachedNobody: number } | null
}

export const noFigures = (): DayFigures => ({ units: {}, gates: {}, notices: null })

const noUnit = (): UnitFigures => ({
  ...noDecisions(),
  ...{ purposes: {}, returned: 0, official: 0, unconfirmed: 0 },
})
const hourOf = (at: number): number => Number(formatTime(at).slice(0, 2))
const noHour = (): HourFigures => ({ in: 0, out: 0, refused: 0 })
const noGate = (): GateFigures => ({ entries: 0, waited: 0, waitMs: 0, refused: {}, hours: {} })

/** What a step of a booking is counted by. */
export interface CountedVisit {
  unitId: string
  purpose: PurposeId
  purposeClass: PurposeClass
  kind: 'booking' | 'invitation' | 'activity' | 'walkIn' | 'emergency' | 'standing'
  hostConfirmation: HostConfirmation
  history: readonly HistoryEntry[]
}

/** Counts one step of a booking, from one state to another, at `at`; `from` null: it was made. */
export function countStep(
  figures: DayFigures,
  visit: CountedVisit,
  { from, to, at }: { from: string | null; to: string | null; at: number },
): void {
  // A phone report is no booking, for nobody decides it; of a standing pass the application is counted, not each of its people.
  if (visit.kind === 'emergency' || visit.kind === 'standing') return
  const unit = (figures.units[visit.unitId] ??= noUnit())
  if (from === null) unit.purposes[visit.purpose] = (unit.purposes[visit.purpose] ?? 0) + 1
  if (from !== 'pending' || (to !== 'approved' && to !== 'returned')) return
  if (isByItself(visit.history, to, at)) return
  addDecision(unit, at - sentAt(visit.history, at))
  if (to === 'returned') unit.returned++
  else if (visit.purposeClass === 'official') {
    unit.official++
    if (visit.hostConfirmation !== 'confirmed') unit.unconfirmed++
  }
}

/** Counts what happened to something that a unit applied for. */
export function countApplication(
  figures: DayFigures,
  unitId: string,
  kind: ApplicationKind,
  event: ApplicationEvent,
): void {
  const unit = (figures.units[unitId] ??= noUnit())
  addApplication((unit[kind] ??= sumApplications()), event)
}

/** Whether nobody decided it: a place came free for who had waited for one (spec 4.2). */
const isByItself = (history: readonly HistoryEntry[], to: string, at: number): boolean =>
  history.filter((entry) => entry.at <= at && entry.to === to).pop()?.byRole === 'system'

/** When the booking that was decided at `at` had been sent, the first time or again. */
function sentAt(history: readonly HistoryEntry[], at: number): number {
  const sent = history.filter(
    (step) => step.at <= at && (step.action === 'submitted' || step.action === 'revised'),
  )
  return sent[sent.length - 1]?.at ?? at
}

/** A try at a gate, as it is counted. */
export interface CountedPassage {
  visitId: string
  gateId: string
  direction: Direction
  at: number
  allowed: boolean
  reason: string
}

const WAIT_MS = 10 * 60_000

/** Counts one try at a gate. `others`: tries of the same booking, in any order, itself among them or not. */
export function countPassage(
  figures: DayFigures,
  passage: CountedPassage,
  others: readonly CountedPassage[],
): void {
  const gate = (figures.gates[passage.gateId] ??= noGate())
  const hour = (gate.hours[hourOf(passage.at)] ??= noHour())
  hour[passage.allowed ? passage.direction : 'refused']++
  if (!passage.allowed) gate.refused[passage.reason] = (gate.refused[passage.reason] ?? 0) + 1
  else if (passage.direction === 'in') {
    gate.entries++
    const wait = passage.at - firstTry(passage, others)
    if (wait > 0) gate.waited++
    gate.waitMs += wait
  }
}

/** The first refused try there, within ten minutes and since they were let through last. */
function firstTry(passage: CountedPassage, others: readonly CountedPassage[]): number {
  const before = others
    .filter(
      ({ visitId, gateId, direction, at }) =>
        visitId !== '' &&
        gateId === passage.gateId &&
        direction === 'in' &&
        at < passage.at &&
        at >= passage.at - WAIT_MS,
    )
    .sort((a, b) => b.at - a.at)
  let first = passage.at
  for (const each of before) {
    if (each.allowed) break
    first = each.at
  }
  return first
}

/** Several days as one. */
export function sumFigures(days: readonly DayFigures[]): DayFigures {
  const sum = noFigures()
  for (const { units, gates, notices } of days) {
    for (const [id, each] of Object.entries(units)) sum.units[id] = addUnits(sum.units[id] ?? noUnit(), each)
    for (const [id, each] of Object.entries(gates)) sum.gates[id] = addGates(sum.gates[id] ?? noGate(), each)
    if (notices !== null)
      sum.notices = {
        settled: (sum.notices?.settled ?? 0) + notices.settled,
        reachedNobody: (sum.notices?.reachedNobody ?? 0) + notices.reachedNobody,
      }
  }
  return sum
}

const addUnits = (a: UnitFigures, b: UnitFigures): UnitFigures => ({
  purposes: addCounts(a.purposes, b.purposes),
  ...sumDecisions(a, b),
  standing: sumApplications(a.standing, b.standing),
  activity: sumApplications(a.activity, b.activity),
  returned: a.returned + b.returned,
  official: a.official + b.official,
  unconfirmed: a.unconfirmed + b.unconfirmed,
})

const addGates = (a: GateFigures, b: GateFigures): GateFigures => ({
  ...{ entries: a.entries + b.entries, waited: a.waited + b.waited, waitMs: a.waitMs + b.waitMs },
  refused: addCounts(a.refused, b.refused),
  hours: sumHours([a.hours, b.hours]),
})

/** Hours of several gates or days as those of one. */
function sumHours(all: readonly Readonly<Record<string, HourFigures>>[]): Record<string, HourFigures> {
  const sum: Record<string, HourFigures> = {}
  for (const hours of all)
    for (const [hour, each] of Object.entries(hours)) {
      const { in: entries, out, refused } = sum[hour] ?? noHour()
      sum[hour] = { in: entries + each.in, out: out + each.out, refused: refused + each.refused }
    }
  return sum
}

function addCounts(
  a: Readonly<Record<string, number | undefined>>,
  b: Readonly<Record<string, number | undefined>>,
): Record<string, number> {
  const sum: Record<string, number> = {}
  for (const key of [...Object.keys(a), ...Object.keys(b)]) sum[key] = (a[key] ?? 0) + (b[key] ?? 0)
  return sum
}

/** A cell of a CSV file that no spreadsheet takes for a formula, whatever somebody has named a unit or a gate. */
export function inertCell(value: string | number): string {
  if (typeof value === 'number') return String(value)
  const inert = inertText(value)
  return /[",;']/.test(inert) ? `"${inert.replace(/"/g, '""')}"` : inert
}

/** Lines of cells as a CSV file, with the mark by which spreadsheets read Chinese. */
export const csvOf = (lines: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${lines.map((cells) => cells.map(inertCell).join(',')).join('\r\n')}\r\n`
