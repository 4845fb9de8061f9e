import { createHmac } from 'node:crypto'

/**
 * The one-time code by which the very first office account is made (spec 1). A deployment prints it and gives the
 * functions its keyed hash, so that neither the environment's variables nor the database hold it.
 */
export const SETUP_CODE_VARIABLE = 'CAMPUS_SETUP_CODE'

/** Without what is easily taken for something else: I, L, O, U. */
export const SETUP_CODE_LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** Sixty bits: nobody guesses it within its tries. */
export const SETUP_CODE_LENGTH = 12

/** As typed: blanks and dashes between groups don't count, nor does the case; look-alikes are read as what they are. */
const plain = (typed: string): string =>
  typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')

/** What the functions are given. @param lookupKey 32 bytes */
export const setupCodeHash = (code: string, lookupKey: Uint8Array): string =>
  createHmac('sha256', lookupKey)
    .update(`setup-code:${plain(code)}`)
    .digest('base64url')
