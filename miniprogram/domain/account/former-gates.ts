/** A gate where a guard or a device stood until then (epoch ms). */
export interface FormerGate {
  gateId: string
  until: number
}

/**
 * So long after a guard left a gate the server takes what their phone decided there before. Longer, it would be a way to
 * write the past for whoever was dismissed; a phone is hardly ever away from a network for days.
 */
const TAKEN_MS = 7 * 24 * 3_600_000

/** Where stood before who stands at `gateIds` from `now` on, earliest first; what is of no use any more is left out. */
export function formerGates(
  { gateIds: before, former = [] }: { gateIds: readonly string[]; former?: readonly FormerGate[] },
  gateIds: readonly string[],
  now: number,
): FormerGate[] {
  const left = before.filter((id) => gateIds.indexOf(id) < 0).map((gateId) => ({ gateId, until: now }))
  return [...former.filter(({ until }) => until > now - TAKEN_MS), ...left]
}

/** Whether a passage of `at` that is told now may be theirs, although they don't stand at the gate any more (spec 5.1). */
export const stoodThen = (former: readonly FormerGate[], gateId: string, at: number, now: number): boolean =>
  former.some((gate) => gate.gateId === gateId && at <= gate.until && now <= gate.until + TAKEN_MS)

/** The gate at which a device stood at a time. */
export const gateThen = (
  { gateId, former = [] }: { gateId: string; former?: readonly FormerGate[] },
  at: number,
): string => former.find(({ until }) => at <= until)?.gateId ?? gateId
