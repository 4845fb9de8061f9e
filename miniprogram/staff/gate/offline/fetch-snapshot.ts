import nacl from 'tweetnacl'
import type { Output } from '../../../../contract'
import { call } from '../../../api/call'
import {
  applyDelta,
  verifySnapshot,
  type GateSnapshot,
  type SnapshotPage,
} from '../../../domain/gate/snapshot/snapshot'
import type { VerifySignature } from '../../../domain/pass/pass'

/** Ed25519 on a phone; false for anything that isn't a signature of this key, malformed ones included. */
export const verify: VerifySignature = (key, message, signature) =>
  key.length === 32 && signature.length === 64 && nacl.sign.detached.verify(message, signature, key)

export const digest = (bytes: Uint8Array): Uint8Array => nacl.hash(bytes)

/**
 * The snapshot brought up to date. What doesn't fit the one that is held (another day, a lost page, a key that is
 * not known yet) is fetched whole. Throws an `ApiError` without a network.
 */
export async function fetchSnapshot(held: GateSnapshot | null): Promise<GateSnapshot> {
  const added = held === null ? null : await fetched(held, held)
  const snapshot = added ?? (await fetched(null, held))
  if (snapshot === null)
    throw new Error('the gate snapshot is not signed by the server, or older than the one held')
  return snapshot
}

/**
 * What was changed since `onto`, or the whole for null; never older than `held`. Each page is verified as it comes: all
 * of them at once would hold up a slow phone for seconds.
 */
async function fetched(onto: GateSnapshot | null, held: GateSnapshot | null): Promise<GateSnapshot | null> {
  const since = onto === null ? null : onto.version
  const pages: SnapshotPage[] = []
  for (let cursor: string | null = null; ;) {
    const signed: Output<'gate.snapshot'> = await call('gate.snapshot', { since, cursor })
    const page = verifySnapshot(signed, onto === null ? null : onto.keys, verify)
    if (page === null) return null
    pages.push(page)
    if (signed.next === null) return applyDelta(held, pages)
    cursor = signed.next
  }
}
