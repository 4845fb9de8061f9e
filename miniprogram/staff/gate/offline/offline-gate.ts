import { call } from '../../../api/call'
import { clockOffset, serverNow } from '../../../api/clock'
import { idempotencyKey } from '../../../api/idempotency-key'
import type { Sighting } from '../../../domain/gate/clock-skew'
import { GateMemory } from '../../../domain/gate/memory'
import {
  decideOffline,
  type OfflineAnswer,
  type OfflineCheck,
} from '../../../domain/gate/snapshot/decide-offline'
import { isExpired, type GateSnapshot } from '../../../domain/gate/snapshot/snapshot'
import { digest, fetchSnapshot, verify } from './fetch-snapshot'
import { removeSnapshot, saveSnapshot, loadSnapshot } from './saved-snapshot'
import { PassageQueue, type Upload } from './passage-queue'
import type { OfflinePassage } from './passage-row'

/** A snapshot is written to the disk so often; what changed in between is fetched again after a restart. */
const KEEP_EVERY_MS = 5 * 60_000
/** Pauses after deliveries that failed. */
const FIRST_PAUSE_MS = 5_000
const LONGEST_PAUSE_MS = 5 * 60_000

/** What the guard's page shows of it. */
export interface OfflineGateState {
  /** Server time when the snapshot was true; null: there is none. */
  snapshotAt: number | null
  expired: boolean
  /** False: the phone has no room for it, and after a restart it has to be fetched again. */
  kept: boolean
  /** Passages that the server doesn't have yet, and those it would not take. */
  notUploaded: number
  rejected: number
  sightings: readonly Sighting[]
}

/**
 * A guard's phone as a gate without a network (docs/decisions/0008): holds the snapshot, decides by it, remembers what
 * it saw, and delivers what it decided.
 */
export class OfflineGate {
  private readonly memory = new GateMemory(digest)
  private keptAt = 0
  /** Base of the snapshot for which the phone has no room; null: the one in use is saved. */
  private unsavedBase: number | null = null
  private failures = 0
  private notBefore = 0
  private uploading = false
  private refreshing = false

  private constructor(
    private snapshot: GateSnapshot | null,
    private readonly queue: PassageQueue,
  ) {
    queue.passages().forEach((passage) => this.memory.pass(passage))
  }

  /** With what an earlier start of the program left on the phone. */
  static async open(): Promise<OfflineGate> {
    return new OfflineGate(await loadSnapshot(), await PassageQueue.open())
  }

  state(now = serverNow()): OfflineGateState {
    return {
      snapshotAt: this.snapshot === null ? null : this.snapshot.version,
      expired: this.snapshot !== null && isExpired(this.snapshot, now),
      kept: this.snapshot === null || this.snapshot.base !== this.unsavedBase,
      notUploaded: this.queue.length,
      rejected: this.queue.rejectedCount,
      sightings: this.memory.sightings,
    }
  }

  /** Null when no snapshot was ever fetched. */
  decide(check: OfflineCheck, now = serverNow()): OfflineAnswer | null {
    if (this.snapshot === null) return null
    const remembered = this.memory.under(this.snapshot.salt)
    const decided = decideOffline(this.snapshot, check, now, remembered, { verify, digest })
    this.memory.see(decided, now)
    return decided
  }

  /** Keeps a passage until the server has it. Resolves when it is on the disk; throws when the phone is full. */
  async record(passage: OfflinePassage): Promise<void> {
    this.memory.pass(passage)
    try {
      await this.queue.add(passage)
    } catch (full) {
      if (this.snapshot === null || this.unsavedBase === this.snapshot.base) throw full
      // A list can be fetched again, a passage can't.
      this.unsavedBase = this.snapshot.base
      await removeSnapshot()
      await this.queue.add(passage)
    }
  }

  /** Brings the snapshot up to date. Throws an `ApiError` without a network. */
  async refresh(): Promise<void> {
    if (this.refreshing) return
    this.refreshing = true
    const uploaded = this.queue.length === 0
    try {
      this.snapshot = await fetchSnapshot(this.snapshot)
      // What the server knew before it answered stands in the list; what other gates saw since does as well.
      if (uploaded && this.queue.length === 0) this.memory.forgetMoves()
      await this.keep(this.snapshot)
    } finally {
      this.refreshing = false
    }
  }

  private async keep(snapshot: GateSnapshot): Promise<void> {
    if (this.unsavedBase === snapshot.base) return
    if (Math.abs(snapshot.version - this.keptAt) < KEEP_EVERY_MS) return
    this.unsavedBase = (await saveSnapshot(snapshot)) ? null : snapshot.base
    this.keptAt = snapshot.version
  }

  /** Delivers everything that waits, oldest first; gives up at the first failure and pauses longer each time. */
  async uploadPassages(now = serverNow(), send: Upload = uploadToServer): Promise<void> {
    if (this.uploading || now < this.notBefore) return
    this.uploading = true
    try {
      while (await this.queue.uploadNext(send));
      this.failures = 0
    } catch (failure) {
      this.notBefore = now + Math.min(FIRST_PAUSE_MS * 2 ** this.failures++, LONGEST_PAUSE_MS)
      throw failure
    } finally {
      this.uploading = false
    }
  }

  /** The network is back: nothing to wait for. */
  endPause(): void {
    this.notBefore = 0
    this.failures = 0
  }
}

let opened: Promise<OfflineGate> | null = null

/** The one of this start of the program. Rejects while the storage can't be read, and then tries again. */
export function offlineGate(): Promise<OfflineGate> {
  opened ??= OfflineGate.open().catch((failure: unknown) => {
    opened = null
    throw failure
  })
  return opened
}

const key = idempotencyKey()
const uploadToServer: Upload = async (events) =>
  (
    await call(
      'gate.uploadPassages',
      { sentAt: Date.now(), events },
      { idempotencyKey: key, onRetry: () => undefined },
    )
  ).rows

/** The clock of a passage, as the contract wants it: this phone's, and how much the server's is ahead. */
export const phoneTime = (): { at: number; offset: number } => ({ at: Date.now(), offset: clockOffset() })
