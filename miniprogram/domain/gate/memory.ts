import { toBase64Url } from '../values/bytes'
import { stepOf } from '../pass/pass'
import type { Direction } from '../visit/purposes'
import { mayBeClock, type Sighting } from './clock-skew'
import type { GateReason } from './reasons'
import type { PassageWay } from './ways'
import { saltOf, tokenOf, type Digest } from './snapshot/records'

/** Which way a vehicle went and when, epoch milliseconds. */
export interface Move {
  direction: Direction
  at: number
}

/** What a gate remembers of what it saw since it last had a network, as a decision reads it. */
export interface Remembered {
  /** `replayKey` of every code that was let pass. */
  used: ReadonlySet<string>
  /** Codes that were out of time. */
  sightings: readonly Sighting[]
  /** How a vehicle last went, by the token of its plate and by its booking. */
  vehicles: ReadonlyMap<string, Move>
  /** How many went in with a booking and didn't come out again, as far as this gate saw. */
  heads: ReadonlyMap<string, number>
  /** How often somebody went in with a booking, as far as this gate saw: not less than that is used. */
  entries: ReadonlyMap<string, number>
}

export const NOTHING_REMEMBERED: Remembered = {
  ...{ used: new Set(), sightings: [], vehicles: new Map(), heads: new Map() },
  entries: new Map(),
}

/** What lets in once and out once: a step of a pass, or a short code. */
export type OnceOnly = number | 'shortCode'

/** What this passage uses up; null: nothing. */
export const onceOf = (way: PassageWay, step: number | null): OnceOnly | null =>
  way === 'shortCode' ? way : step

export const replayKey = (visitId: string, direction: Direction, step: OnceOnly): string =>
  `${visitId}:${direction}:${step}`

/**
 * A vehicle is seen by its plate, or by the code of who drives it: the latest counts.
 *
 * @param names the token of its plate, and each of its bookings
 */
export function lastMove({ vehicles }: Remembered, names: readonly string[]): Move | null {
  let last: Move | null = null
  for (const name of names) {
    const move = vehicles.get(name)
    if (move !== undefined && (last === null || move.at > last.at)) last = move
  }
  return last
}

/** Codes out of time are compared with those of the last while only. */
const SIGHTING_LIFE_MS = 15 * 60_000

/** What of a passage a gate remembers. */
export interface PassageSeen {
  way: PassageWay
  allowed: boolean
  visitId: string | null
  step: number | null
  direction: Direction
  plate: string | null
  inVehicle?: boolean | undefined
  at: number
}

/** What a decision tells of a code that was out of time. */
export interface CodeSeen {
  visitId: string | null
  skewMs: number | null
  step: number | null
  answer: { reason: GateReason }
}

/** The memory of one gate without a network: a guard's phone or a lane. */
export class GateMemory {
  private readonly used = new Set<string>()
  private readonly plates = new Map<string, Move>()
  private readonly bookings = new Map<string, Move>()
  /** Both as `Remembered.vehicles` under one salt; made when it is asked for. */
  private vehicles: { salt: string; seen: Map<string, Move> } | null = null
  private readonly heads = new Map<string, number>()
  private readonly entries = new Map<string, number>()
  private seen: Sighting[] = []

  constructor(private readonly digest: Digest) {}

  get sightings(): readonly Sighting[] {
    return this.seen
  }

  /** As a decision under a snapshot's salt reads it. Tokens are of a day: under a new salt they are made anew. */
  under(salt: string): Remembered {
    if (this.vehicles === null || this.vehicles.salt !== salt) {
      const seen = new Map(this.bookings)
      this.plates.forEach((move, plate) => seen.set(this.tokenText(plate, salt), move))
      this.vehicles = { salt, seen }
    }
    const { used, seen: sightings, heads, entries } = this
    return { used, sightings, vehicles: this.vehicles.seen, heads, entries }
  }

  /** Somebody passed, now or before a restart. */
  pass({ way, allowed, visitId, step, direction, plate, inVehicle, at }: PassageSeen): void {
    if (!allowed) return
    const once = onceOf(way, step)
    if (visitId !== null && once !== null) this.used.add(replayKey(visitId, direction, once))
    if (visitId !== null) {
      const heads = (this.heads.get(visitId) ?? 0) + (direction === 'in' ? 1 : -1)
      this.heads.set(visitId, Math.max(heads, 0))
      if (direction === 'in') this.entries.set(visitId, (this.entries.get(visitId) ?? 0) + 1)
    }
    if (plate === null && inVehicle !== true) return
    const move = { direction, at }
    if (plate !== null) this.plates.set(plate, move)
    if (visitId !== null) this.bookings.set(visitId, move)
    if (this.vehicles === null) return
    if (plate !== null) this.vehicles.seen.set(this.tokenText(plate, this.vehicles.salt), move)
    if (visitId !== null) this.vehicles.seen.set(visitId, move)
  }

  /** A code was looked at. One out of time is kept, to be told from a picture at the next look. */
  see({ visitId, skewMs, step, answer }: CodeSeen, now: number): void {
    this.seen = this.seen.filter(({ at }) => now - at < SIGHTING_LIFE_MS)
    if (visitId === null || skewMs === null) return
    const sighting = { visitId, step: step ?? stepOf(now + skewMs), at: now }
    if (answer.reason === 'STALE_CODE' || mayBeClock(sighting)) this.seen = [...this.seen, sighting]
  }

  /** The server knows every passage: a snapshot tells from now on where vehicles are. Of codes and entries used it tells nothing. */
  forgetMoves(): void {
    this.plates.clear()
    this.bookings.clear()
    this.heads.clear()
    this.vehicles = null
  }

  private tokenText(plate: string, salt: string): string {
    return toBase64Url(tokenOf(this.digest, saltOf({ salt }), 'plate', plate))
  }
}
