import nacl from 'tweetnacl'
import type { Output } from '../../../../contract'
import { call } from '../../../cloud/call'
import { applyDelta, verifySnapshot, type GateSnapshot } from '../../../domain/gate-snapshot/snapshot'
import type { VerifySignature } from '../../../domain/pass'

/** Ed25519 on a phone; false for anything that isn't a signature of this key, malformed ones included. */
export const verify: VerifySignature = (key, message, signature) =>
  key.length === 32 && signature.length === 64 && nacl.sign.detached.verify(message, signature, key)

export const digest = (bytes: Uint8Array): Uint8Array => nacl.hash(bytes)

/**
 * The snapshot brought up to date. What doesn't fit the one that is held (another day, a lost page, a key that is
 * not known yet) is fetched whole. Throws a `Refusal` without a network.
 */
export async function fetchSnapshot(held: GateSnapshot | null): Promise<GateSnapshot> {
  const added = held === null ? null : joined(held, await pagesSince(held.version))
  if (added !== null) return added
  const whole = joined(null, await pagesSince(null))
  if (whole === null) throw new Error('the gate snapshot is not signed by the server')
  return whole
}

async function pagesSince(since: number | null): Promise<Output<'gate.snapshot'>[]> {
  const pages: Output<'gate.snapshot'>[] = []
  for (let cursor: string | null = null; ;) {
    const page: Output<'gate.snapshot'> = await call('gate.snapshot', { since, cursor })
    pages.push(page)
    if (page.next === null) return pages
    cursor = page.next
  }
}

function joined(held: GateSnapshot | null, pages: readonly Output<'gate.snapshot'>[]): GateSnapshot | null {
  const read = pages.map((page) => verifySnapshot(page, held === null ? null : held.keys, verify))
  const verified = read.flatMap((page) => (page === null ? [] : [page]))
  return verified.length < pages.length ? null : applyDelta(held, verified)
}
