import { concatBytes, fromBase64Url, toBase64Url } from '../../../domain/values/bytes'
import type { GateSnapshot } from '../../../domain/gate/snapshot/snapshot'
import { read, remove, write } from './encrypted-storage'

/**
 * The snapshot on the phone. Its lists are larger than a key of the storage takes and only grow while they begin with
 * the same whole, so they lie in pieces, and what changed rewrites the last piece alone. Another whole is written to the
 * other slot. The head is written last and says how much of the pieces counts: a phone that dies meanwhile has the last.
 */
const HEAD = 'gate-list'
/** As text a third longer: a key takes 0.7 MB. */
const PIECE_BYTES = 300_000
/** More than the storage takes in all. */
const MAX_PIECES = 24
const LISTS = ['visits', 'identities'] as const
type List = (typeof LISTS)[number]
type Slot = 'a' | 'b'

interface Head extends Omit<GateSnapshot, List> {
  slot: Slot
  /** In bytes. */
  lengths: Record<List, number>
}

const keyOf = (slot: Slot, list: List, piece: number): string => `${HEAD}:${slot}:${list}:${piece}`

/** False when the phone has no room for it: then it is not kept at all. */
export async function saveSnapshot(snapshot: GateSnapshot): Promise<boolean> {
  const before = await headOrNull()
  if (await written(snapshot, before)) return true
  // No room for two beside what else is kept: the old one goes first.
  await removeSnapshot()
  if (before !== null && (await written(snapshot, null))) return true
  await removeSnapshot()
  return false
}

async function written(snapshot: GateSnapshot, before: Head | null): Promise<boolean> {
  const grown = before !== null && before.base === snapshot.base
  const slot = before === null ? 'a' : grown ? before.slot : before.slot === 'a' ? 'b' : 'a'
  const { visits, identities, ...head } = snapshot
  try {
    await writePieces(slot, 'visits', visits, grown ? before.lengths.visits : 0)
    await writePieces(slot, 'identities', identities, grown ? before.lengths.identities : 0)
    const lengths = { visits: visits.length, identities: identities.length }
    await write(HEAD, { ...head, slot, lengths })
  } catch (full) {
    console.warn('the gate snapshot was not kept', full)
    return false
  }
  if (before !== null && !grown)
    for (const list of LISTS) await removePieces(before.slot, list, before.lengths[list])
  return true
}

/** Null when none is kept, or a piece of it is missing. */
export async function loadSnapshot(): Promise<GateSnapshot | null> {
  const head = await headOrNull()
  if (head === null) return null
  const { slot, lengths, ...rest } = head
  const visits = await readPieces(slot, 'visits', lengths.visits)
  const identities = await readPieces(slot, 'identities', lengths.identities)
  return visits === null || identities === null ? null : { ...rest, visits, identities }
}

/** Makes room: the list can be fetched again. */
export async function removeSnapshot(): Promise<void> {
  await remove(HEAD)
  for (const slot of ['a', 'b'] as const)
    for (const list of LISTS) await removePieces(slot, list, MAX_PIECES * PIECE_BYTES)
}

async function headOrNull(): Promise<Head | null> {
  try {
    return await read<Head>(HEAD)
  } catch (failure) {
    console.warn('the kept gate snapshot can’t be read', failure)
    return null
  }
}

/** Those that aren't as they should be from `from` on. */
async function writePieces(slot: Slot, list: List, bytes: Uint8Array, from: number): Promise<void> {
  for (let index = Math.floor(from / PIECE_BYTES); index * PIECE_BYTES < bytes.length; index++)
    await write(
      keyOf(slot, list, index),
      toBase64Url(bytes.subarray(index * PIECE_BYTES, (index + 1) * PIECE_BYTES)),
    )
}

async function readPieces(slot: Slot, list: List, length: number): Promise<Uint8Array | null> {
  const numbers = Array.from({ length: Math.ceil(length / PIECE_BYTES) }, (_, index) => index)
  try {
    const texts = await Promise.all(numbers.map((at) => read<string>(keyOf(slot, list, at))))
    const bytes = concatBytes(...texts.map((text) => fromBase64Url(text ?? '') ?? new Uint8Array()))
    return bytes.length < length ? null : bytes.slice(0, length)
  } catch (failure) {
    console.warn('a piece of the kept gate snapshot can’t be read', failure)
    return null
  }
}

async function removePieces(slot: Slot, list: List, length: number): Promise<void> {
  for (let index = 0; index * PIECE_BYTES < length; index++) await remove(keyOf(slot, list, index))
}
