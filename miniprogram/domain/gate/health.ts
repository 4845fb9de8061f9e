import { PROPAGATED_WITHIN_MS } from './propagation'

/** How a device is: out of use, never heard of, with faults, not heard of for too long, well. */
export type Health = 'off' | 'new' | 'faulty' | 'silent' | 'well'

/** Hardware that can't sign has no heartbeat either: it is heard when somebody passes. */
const UNSIGNED_SILENT_MS = 24 * 3_600_000

/** How a device is, at the server time `now` (epoch milliseconds); `seenAt` null: it was never heard of. */
export function healthOf(
  device: { active: boolean; seenAt: number | null; faults: readonly string[]; unsigned: boolean },
  now: number,
): Health {
  const { active, seenAt, faults, unsigned } = device
  if (!active) return 'off'
  if (seenAt === null) return 'new'
  if (now - seenAt > (unsigned ? UNSIGNED_SILENT_MS : PROPAGATED_WITHIN_MS)) return 'silent'
  return faults.length > 0 ? 'faulty' : 'well'
}
