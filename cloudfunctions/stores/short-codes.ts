import { createHmac } from 'node:crypto'
import { SHORT_CODE_ALPHABET, SHORT_CODE_LENGTH } from '../../miniprogram/domain/pass/pass'
import { readDocument, type Stored, type Transaction } from '../platform/database'
import { lookupKeyAt, writtenKey } from '../platform/keys'
import { lookupHash } from '../platform/lookup-hash'

const COLLECTION = 'shortCodes'

/** Which visit a short code opens; the code itself is not stored, only its hash. */
interface ShortCode extends Stored {
  visitId: string
}

/** Tries of one lookup key: a code stays what it is when the key is exchanged. */
const TRIES_OF_A_KEY = 1000

/** The short code of a visit: 40 bits of a keyed hash, so that nobody can make or guess one. */
export function shortCodeOf(visitId: string, shortCodeTry: number): string {
  const key = lookupKeyAt(Math.floor(shortCodeTry / TRIES_OF_A_KEY))
  const bytes = createHmac('sha256', key).update(`shortCode:${visitId}:${shortCodeTry}`).digest()
  let code = ''
  for (let index = 0; index < SHORT_CODE_LENGTH; index++)
    code += SHORT_CODE_ALPHABET.charAt((bytes[index] ?? 0) & 31)
  return code
}

const idOf = (code: string): string => lookupHash('shortCode', code)

/**
 * Reserves a code for a visit that has none; returns the try by which it is made. Of one that another visit has it fails with E11000, and
 * the transaction with it: whoever runs it again asks for the next one.
 */
export async function reserveShortCodeIn(tx: Transaction, visitId: string, attempt: number): Promise<number> {
  const shortCodeTry = writtenKey().link * TRIES_OF_A_KEY + attempt
  await tx.add<ShortCode>(COLLECTION, { _id: idOf(shortCodeOf(visitId, shortCodeTry)), visitId })
  return shortCodeTry
}

/** The code of the try `before` opens nothing any more; the visit has that of `attempt`, as `reserveShortCodeIn` gives it. */
export async function renewShortCodeIn(
  tx: Transaction,
  visitId: string,
  before: number,
  attempt: number,
): Promise<number> {
  await tx.remove(COLLECTION, idOf(shortCodeOf(visitId, before)))
  return reserveShortCodeIn(tx, visitId, attempt)
}

export async function visitOfShortCode(code: string): Promise<string | null> {
  return (await readDocument<ShortCode>(COLLECTION, idOf(code)))?.visitId ?? null
}

/** Lets the number of an emergency pass open its visit at the gates (spec 5.6). */
export const keepNumberIn = (tx: Transaction, _id: string, visitId: string): Promise<void> =>
  tx.write<ShortCode>(COLLECTION, { _id, visitId })

export async function visitOfNumber(id: string): Promise<string | null> {
  return (await readDocument<ShortCode>(COLLECTION, id))?.visitId ?? null
}
