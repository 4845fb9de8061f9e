import { createHash } from 'node:crypto'
import nacl from 'tweetnacl'
import type { Output } from '../../contract'
import { NOTHING_REMEMBERED } from '../../miniprogram/domain/gate/memory'
import {
  decideOffline,
  type OfflineAnswer,
  type OfflineCheck,
} from '../../miniprogram/domain/gate/snapshot/decide-offline'
import {
  applyDelta,
  verifySnapshot,
  type GateSnapshot,
} from '../../miniprogram/domain/gate/snapshot/snapshot'
import type { Person } from './campus'

/** The tools of a guard's phone, and of a gate device. */
export const phoneTools = {
  verify: (key: Uint8Array, message: Uint8Array, signature: Uint8Array) =>
    nacl.sign.detached.verify(message, signature, key),
  digest: (bytes: Uint8Array): Uint8Array => createHash('sha512').update(bytes).digest(),
}

/** Everything a guard's phone is sent on top of what it holds. */
export async function fetchPages(guard: Person, since: number | null): Promise<Output<'gate.snapshot'>[]> {
  const pages: Output<'gate.snapshot'>[] = []
  for (let cursor: string | null = null; ;) {
    const page: Output<'gate.snapshot'> = await guard.get('gate.snapshot', { since, cursor })
    pages.push(page)
    if (page.next === null) return pages
    cursor = page.next
  }
}

/** A snapshot as a phone brings it up to date. */
export async function fetchSnapshot(guard: Person, held: GateSnapshot | null = null): Promise<GateSnapshot> {
  const pages = await fetchPages(guard, held?.version ?? null)
  const read = pages.map((page) => {
    const verified = verifySnapshot(page, held?.keys ?? null, phoneTools.verify)
    if (verified === null) throw new Error('a page is not signed by the server')
    return verified
  })
  const snapshot = applyDelta(held, read)
  if (snapshot === null) throw new Error('the pages do not fit')
  return snapshot
}

export const decide = (snapshot: GateSnapshot, check: OfflineCheck, now: number): OfflineAnswer =>
  decideOffline(snapshot, check, now, NOTHING_REMEMBERED, phoneTools)
