import { call } from '../../../cloud/call'
import { clockOffset, serverNow } from '../../../cloud/clock'
import { intent } from '../../../cloud/intent'
import { toBase64Url } from '../../../domain/bytes'
import { mayBeClock, type Sighting } from '../../../domain/clock-skew'
import {
  decideOffline,
  replayKey,
  type OfflineAnswer,
  type OfflineCheck,
} from '../../../domain/gate-snapshot/decide-offline'
import { isExpired, type GateSnapshot } from '../../../domain/gate-snapshot/snapshot'
import { fromBase64UrlOrEmpty, tokenOf } from '../../../domain/gate-snapshot/records'
import { stepOf } from '../../../domain/pass'
import type { Direction } from '../../../domain/purposes'
import { digest, fetchSnapshot, verify } from './fetch-snapshot'
import { keepSnapshot, recallSnapshot } from './kept-snapshot'
import { PassageQueue, type Deliver, type OfflinePassage } from './passage-queue'

/** A snapshot is written to the disk so often; what changed in between is fetched again after a restart. */
const KEEP_EVERY_MS = 5 * 60_000
/** Pauses after deliveries that failed. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 5 * 60_000
/** Codes out of time are compared with those of the last while only. */
const SIGHTING_LIFE_MS = 15 * 60_000

/** What the guard's page shows of it. */
export interface PostState {
  /** Server time when the snapshot was true; null: there is none. */
  snapshotAt: number | null
  expired: boolean
  /** Passages that the server doesn't have yet, and those it would not take. */
  undelivered: number
  rejected: number
  sightings: readonly Sighting[]
}

/**
 * A guard's phone as a gate without a network (docs/decisions/0008): holds the snapshot, decides by it, remembers what
 * it saw, and delivers what it decided.
 */
export class OfflinePost {
  private readonly used = new Set<string>()
  /** Which way each plate last went, and the same by tokens under the snapshot's salt. */
  private readonly moves = new Map<string, Direction>()
  private vehicles: { salt: string; byToken: Map<string, Direction> } = { salt: '', byToken: new Map() }
  private sightings: Sighting[] = []
  private keptAt = 0
  private failures = 0
  private notBefore = 0
  private delivering = false
  private refreshing = false

  private constructor(
    private snapshot: GateSnapshot | null,
    private readonly queue: PassageQueue,
  ) {
    queue.passages().forEach((passage) => this.remember(passage))
  }

  /** With what an earlier start of the program left on the phone. */
  static async open(): Promise<OfflinePost> {
    return new OfflinePost(await recallSnapshot(), await PassageQueue.open())
  }

  state(now = serverNow()): PostState {
    return {
      snapshotAt: this.snapshot === null ? null : this.snapshot.version,
      expired: this.snapshot !== null && isExpired(this.snapshot, now),
      undelivered: this.queue.length,
      rejected: this.queue.rejectedCount,
      sightings: this.sightings,
    }
  }

  /** Null when no snapshot was ever fetched. */
  decide(check: OfflineCheck, now = serverNow()): OfflineAnswer | null {
    if (this.snapshot === null) return null
    const seen = {
      used: this.used,
      sightings: this.sightings,
      vehicles: this.vehiclesUnder(this.snapshot.salt),
    }
    const decided = decideOffline(this.snapshot, check, now, seen, { verify, digest })
    this.see(decided, now)
    return decided
  }

  /** Keeps a passage until the server has it. Resolves when it is on the disk; throws when the phone is full. */
  async record(passage: OfflinePassage): Promise<void> {
    this.remember(passage)
    await this.queue.add(passage)
  }

  /** Brings the snapshot up to date. Throws a `Refusal` without a network. */
  async refresh(): Promise<void> {
    if (this.refreshing) return
    this.refreshing = true
    try {
      this.snapshot = await fetchSnapshot(this.snapshot)
      if (Math.abs(this.snapshot.version - this.keptAt) < KEEP_EVERY_MS) return
      await keepSnapshot(this.snapshot)
      this.keptAt = this.snapshot.version
    } finally {
      this.refreshing = false
    }
  }

  /** Delivers everything that waits, oldest first; gives up at the first failure and pauses longer each time. */
  async deliver(now = serverNow(), send: Deliver = deliverToServer): Promise<void> {
    if (this.delivering || now < this.notBefore) return
    this.delivering = true
    try {
      while (await this.queue.deliverNext(send));
      this.failures = 0
    } catch (failure) {
      this.notBefore = now + Math.min(FIRST_PAUSE_MS * 2 ** this.failures++, LONGEST_PAUSE_MS)
      throw failure
    } finally {
      this.delivering = false
    }
  }

  /** The network is back: nothing to wait for. */
  hurry(): void {
    this.notBefore = 0
    this.failures = 0
  }

  private see({ visitId, skewMs, step, answer }: OfflineAnswer, now: number): void {
    this.sightings = this.sightings.filter(({ at }) => now - at < SIGHTING_LIFE_MS)
    if (visitId === null || skewMs === null) return
    const seen = { visitId, step: step ?? stepOf(now + skewMs), at: now }
    if (answer.reason === 'STALE_CODE' || mayBeClock(seen)) this.sightings.push(seen)
  }

  private remember({ allowed, visitId, step, direction, plate }: OfflinePassage): void {
    if (!allowed) return
    if (visitId !== null && step !== null) this.used.add(replayKey(visitId, direction, step))
    if (plate === null) return
    this.moves.set(plate, direction)
    this.vehicles.byToken.set(tokenText(plate, this.vehicles.salt), direction)
  }

  /** Tokens are of a day: under a new salt they are made anew. */
  private vehiclesUnder(salt: string): ReadonlyMap<string, Direction> {
    if (this.vehicles.salt !== salt) {
      const byToken = new Map<string, Direction>()
      this.moves.forEach((direction, plate) => byToken.set(tokenText(plate, salt), direction))
      this.vehicles = { salt, byToken }
    }
    return this.vehicles.byToken
  }
}

const tokenText = (plate: string, salt: string): string =>
  toBase64Url(tokenOf(digest, fromBase64UrlOrEmpty(salt), 'plate', plate))

let opened: Promise<OfflinePost> | null = null

/** The one of this start of the program. */
export const offlinePost = (): Promise<OfflinePost> => (opened ??= OfflinePost.open())

const wish = intent()
const deliverToServer: Deliver = async (events) =>
  (await call('gate.deliver', { sentAt: Date.now(), events }, { intent: wish, onRetry: () => undefined }))
    .rows

/** The clock of a passage, as the contract wants it: this phone's, and how much the server's is ahead. */
export const phoneTime = (): { at: number; offset: number } => ({ at: Date.now(), offset: clockOffset() })
