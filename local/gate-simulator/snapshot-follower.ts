import { setTimeout as pause } from 'node:timers/promises'
import nacl from 'tweetnacl'
import type { EndpointOutput } from '../../contract/gate/device-api'
import {
  applyDelta,
  verifySnapshot,
  type GateSnapshot,
} from '../../miniprogram/domain/gate/snapshot/snapshot'
import type { VerifySignature } from '../../miniprogram/domain/pass/pass'
import type { GateClient } from './client'

/** Ed25519; false for anything that isn't a signature of this key. */
export const verify: VerifySignature = (key, message, signature) =>
  key.length === 32 && signature.length === 64 && nacl.sign.detached.verify(message, signature, key)

type Page = EndpointOutput<'snapshot'>

export interface Synced {
  version: number
  pages: number
  /** When the server wants to be asked again, milliseconds. */
  nextAfterMs: number
}

export interface Follow {
  /** Pause between two syncs, milliseconds; absent: as long as the server says. */
  everyMs?: number
  signal: AbortSignal
  synced: (synced: Synced) => void
  /** The server refused or can't be reached: tried again after the pause. */
  failed: (error: Error) => void
}

/** The server didn't say how long. */
const AFTER_FAILURE_MS = 5000

/**
 * A device that holds the gate snapshot (docs/decisions/0008): the whole once, then what changed. Asking since a version
 * and the heartbeat after it tell the server what is held, and so the visitor that a booking is in effect here.
 */
export class SnapshotFollower {
  held: GateSnapshot | null = null

  constructor(
    private readonly client: GateClient,
    /** What the heartbeat reports. */
    private readonly faults: () => string[] = () => [],
  ) {}

  /** Brings the snapshot up to date and confirms it. Throws what the server refused, or that it can't be reached. */
  async sync(): Promise<Synced> {
    let pages = await this.pagesSince(this.held?.version)
    let snapshot = joined(this.held, pages, this.held?.keys ?? null)
    if (snapshot === null) {
      // Another day, a lost page, a key that isn't known yet.
      pages = await this.pagesSince(undefined)
      snapshot = joined(this.held, pages, null)
    }
    if (snapshot === null)
      throw new Error('the gate snapshot is not signed by the server, or older than the one held')
    this.held = snapshot
    const { version } = snapshot
    const beat = await this.client.call('heartbeat', { version, faults: this.faults() })
    if (!beat.ok) throw new Error(`${beat.code}: ${beat.message}`)
    return { version, pages: pages.length, nextAfterMs: pages.at(-1)?.nextAfterMs ?? 0 }
  }

  /** Syncs again and again until the signal. */
  async follow({ everyMs, signal, synced, failed }: Follow): Promise<void> {
    while (!signal.aborted) {
      let pauseMs = everyMs ?? AFTER_FAILURE_MS
      try {
        const done = await this.sync()
        pauseMs = everyMs ?? done.nextAfterMs
        synced(done)
      } catch (error) {
        if (!signal.aborted) failed(error as Error)
      }
      // Rejects at the signal: then there is nothing to wait for.
      await pause(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  private async pagesSince(since: number | undefined): Promise<Page[]> {
    const pages: Page[] = []
    for (let cursor: string | undefined; ;) {
      const reply = await this.client.call('snapshot', { since, cursor })
      if (!reply.ok) throw new Error(`${reply.code}: ${reply.message}`)
      pages.push(reply.data)
      if (reply.data.next === null) return pages
      cursor = reply.data.next
    }
  }
}

/** Null when a page isn't signed by a key that is trusted, or the pages don't fit what is held. */
function joined(
  held: GateSnapshot | null,
  pages: readonly Page[],
  trusted: GateSnapshot['keys'] | null,
): GateSnapshot | null {
  const read = pages.flatMap((page) => verifySnapshot(page, trusted, verify) ?? [])
  return read.length < pages.length ? null : applyDelta(held, read)
}
