/** How long decisions took, as figures keep it: in all, and how many within each of some ranges. */

/** Upper ends of the ranges of times to a decision, minutes; the last range has none. */
export const DECISION_LIMITS = [10, 30, 60, 120, 240, 1440] as const

export interface Decisions {
  /** Decisions, the milliseconds they took in all, and how many within each of `DECISION_LIMITS`; one more at the end. */
  decided: number
  decisionMs: number
  decisionRanges: number[]
}

export const noDecisions = (): Decisions => ({
  ...{ decided: 0, decisionMs: 0, decisionRanges: [...DECISION_LIMITS, 0].map(() => 0) },
})

/** Counts one decision that took so many milliseconds. */
export function addDecision(decisions: Decisions, ms: number): void {
  const took = Math.max(0, ms)
  const range = DECISION_LIMITS.findIndex((minutes) => took <= minutes * 60_000)
  const index = range < 0 ? DECISION_LIMITS.length : range
  decisions.decided++
  decisions.decisionMs += took
  decisions.decisionRanges[index] = (decisions.decisionRanges[index] ?? 0) + 1
}

export const sumDecisions = (a: Decisions, b: Decisions): Decisions => ({
  decided: a.decided + b.decided,
  decisionMs: a.decisionMs + b.decisionMs,
  decisionRanges: a.decisionRanges.map((count, index) => count + (b.decisionRanges[index] ?? 0)),
})
