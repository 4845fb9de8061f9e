import { fromBase64Url, toBase64Url } from '../../../domain/bytes'
import type { GateSnapshot } from '../../../domain/gate-snapshot/snapshot'
import { read, remove, write } from './sealed-storage'

/**
 * The snapshot on the phone. Its lists may be larger than a key of the storage takes, so they lie in pieces named
 * after the version; the head is written last and names the pieces, so a phone that dies meanwhile still has the last.
 */
const HEAD = 'gate-snapshot'
const PIECE_LENGTH = 400_000

interface Head extends Omit<GateSnapshot, 'visits' | 'identities'> {
  pieces: { visits: number; identities: number }
}

type List = 'visits' | 'identities'
const keyOf = (version: number, list: List, piece: number): string => `${HEAD}:${version}:${list}:${piece}`

export async function keepSnapshot(snapshot: GateSnapshot): Promise<void> {
  const before = await read<Head>(HEAD)
  const { visits, identities, ...head } = snapshot
  const pieces = {
    visits: await writePieces(snapshot.version, 'visits', visits),
    identities: await writePieces(snapshot.version, 'identities', identities),
  }
  await write(HEAD, { ...head, pieces })
  if (before !== null && before.version !== snapshot.version) await removePieces(before)
}

/** Null when none is kept, or a piece of it is missing. */
export async function recallSnapshot(): Promise<GateSnapshot | null> {
  const head = await read<Head>(HEAD)
  if (head === null) return null
  const { pieces, ...rest } = head
  const visits = await readPieces(head.version, 'visits', pieces.visits)
  const identities = await readPieces(head.version, 'identities', pieces.identities)
  return visits === null || identities === null ? null : { ...rest, visits, identities }
}

async function writePieces(version: number, list: List, bytes: Uint8Array): Promise<number> {
  const text = toBase64Url(bytes)
  let piece = 0
  for (; piece * PIECE_LENGTH < text.length; piece++)
    await write(keyOf(version, list, piece), text.slice(piece * PIECE_LENGTH, (piece + 1) * PIECE_LENGTH))
  return piece
}

async function readPieces(version: number, list: List, pieces: number): Promise<Uint8Array | null> {
  let text = ''
  for (let piece = 0; piece < pieces; piece++) {
    const part = await read<string>(keyOf(version, list, piece))
    if (part === null) return null
    text += part
  }
  return fromBase64Url(text)
}

async function removePieces({ version, pieces }: Head): Promise<void> {
  for (const list of ['visits', 'identities'] as const)
    for (let piece = 0; piece < pieces[list]; piece++) await remove(keyOf(version, list, piece))
}
