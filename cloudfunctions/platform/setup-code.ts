import { createHmac, timingSafeEqual } from 'node:crypto'
import { dropBlanks, dropSeparators, upperCaseLatin } from '../../miniprogram/domain/values/text'

/**
 * The one-time code by which the very first office account is made (spec 1). A deployment prints it and gives the
 * functions the moment when it ends and its keyed hash, so that neither the environment's variables nor the database hold
 * the code.
 */
export const SETUP_CODE_VARIABLE = 'CAMPUS_SETUP_CODE'

/** Without what is easily taken for something else: I, L, O, U. */
export const SETUP_CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixty bits: nobody guesses it within its tries. */
export const SETUP_CODE_LENGTH = 12

/** Long enough to set a campus up on the day it is deployed; a printed code that lies about is soon worth nothing. */
export const SETUP_CODE_LASTS_MS = 24 * 3_600_000

/** As typed: what stands between groups doesn't count, nor does the case; look-alikes are read as what they are. */
const plain = (typed: string): string =>
  upperCaseLatin(dropSeparators(dropBlanks(typed)))
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1')

const hashOf = (code: string, until: string, lookupKey: Uint8Array): Buffer =>
  createHmac('sha256', lookupKey)
    .update(`setup-code:${until}:${plain(code)}`)
    .digest()

/**
 * What the functions are given: `<end in epoch ms>:<hash>`.
 *
 * @param until epoch ms
 * @param lookupKey 32 bytes
 */
export const setupVariable = (code: string, until: number, lookupKey: Uint8Array): string =>
  `${until}:${hashOf(code, String(until), lookupKey).toString('base64url')}`

/** `right` and `late` tell only those who have the code apart. */
export type SetupCodeCheck = 'right' | 'late' | 'wrong'

/** Compares in constant time; without a variable every code is wrong. */
export function checkSetupCode(
  typed: string,
  variable: string,
  now: number,
  lookupKey: Uint8Array,
): SetupCodeCheck {
  const [until = '', hash = ''] = variable.split(':')
  const [wanted, given] = [Buffer.from(hash, 'base64url'), hashOf(typed, until, lookupKey)]
  if (wanted.length !== given.length || !timingSafeEqual(wanted, given)) return 'wrong'
  return isSetupOpen(variable, now) ? 'right' : 'late'
}

/** A code was made and hasn't ended; whether it was used isn't asked. */
export const isSetupOpen = (variable: string, now: number): boolean =>
  now < Number(variable.split(':')[0] ?? '')

export const setupCodeVariable = (): string => process.env[SETUP_CODE_VARIABLE] ?? ''
