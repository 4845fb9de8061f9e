import { formatTime } from '../values/days'
import type { Way } from '../visit/purposes'
import { DEVICE_READS, type DeviceKind, type PassageWay } from './ways'

/**
 * Whether the gates know of a visit: 下发中 / 已生效 / 失败 (spec 3, Passable within seconds). A device knows what
 * changed up to a moment: it asked the server then, or confirmed that it holds the snapshot of then. So the state of a
 * visit follows from a comparison, and nothing is kept per visit. Instants in epoch milliseconds.
 */
export const PROPAGATION_STATES = ['delivering', 'effective', 'failed'] as const
export type PropagationState = (typeof PROPAGATION_STATES)[number]

export interface DeviceKnowledge {
  /** When it last called. */
  seenAt: number
  /** Every change up to then is known to it. */
  knowsUpTo: number
}

export interface GateDevice extends DeviceKnowledge {
  kind: DeviceKind
}

/** Ways of passing of which a gate knows as much. */
export interface WaysInState {
  state: PropagationState
  /** Empty: all of the visit that something here reads. */
  ways: Way[]
}

/** A device that polls does so several times within this; later something is broken. */
export const PROPAGATED_WITHIN_MS = 3 * 60_000

/** Bookings are approved and people come by day; by night what changes can wait a minute. Hours in Shanghai. */
const POLLS = { fromHour: 6, untilHour: 23, byDayMs: 10_000, byNightMs: 60_000 }

/** How long a device that holds the list waits before it asks again: an approval is at its gate within seconds by day. */
export function pollsAfterMs(now: number): number {
  const hour = Number(formatTime(now).slice(0, 2))
  return hour >= POLLS.fromHour && hour < POLLS.untilHour ? POLLS.byDayMs : POLLS.byNightMs
}

/**
 * For a visit last changed at `changedAt`, at a gate with these devices. A gate with none has a guard, whose phone asks
 * the server. Of several devices the slowest counts: the visitor may come to any of them.
 */
export function propagationOf(
  changedAt: number,
  devices: readonly DeviceKnowledge[],
  now: number,
): PropagationState {
  const behind = devices.filter(({ knowsUpTo }) => knowsUpTo < changedAt)
  if (behind.length === 0) return 'effective'
  const late = now - changedAt > PROPAGATED_WITHIN_MS
  const silent = behind.some(({ seenAt }) => now - seenAt > PROPAGATED_WITHIN_MS)
  return late || silent ? 'failed' : 'delivering'
}

/** As a passage names the ways of a visit. */
const READ_AS: Readonly<Record<Way, PassageWay>> = {
  qr: 'qr',
  shortCode: 'shortCode',
  face: 'face',
  plate: 'plate',
  idCard: 'document',
}

/**
 * The same by way (spec 3): each of `ways` that a device here reads, those of one state together. What only a guard reads
 * here isn't waited for.
 * @param changedAt when the visit last changed for a way: a photo may come to it later than the rest
 */
export function propagationByWay(
  changedAt: (way: Way) => number,
  devices: readonly GateDevice[],
  ways: readonly Way[],
  now: number,
): WaysInState[] {
  const byState = new Map<PropagationState, Way[]>()
  for (const way of ways) {
    const reading = devices.filter(({ kind }) => DEVICE_READS[kind].includes(READ_AS[way]))
    if (reading.length === 0) continue
    const state = propagationOf(changedAt(way), reading, now)
    byState.set(state, [...(byState.get(state) ?? []), way])
  }
  if (byState.size > 1) return [...byState].map(([state, ways]) => ({ state, ways }))
  const [state = 'effective'] = byState.keys()
  return [{ state, ways: [] }]
}
