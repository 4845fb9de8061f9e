import { readDocument, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'consoleSignIns'

/**
 * A code that a console's page shows, until somebody has said yes to it or its time is over; or a browser that went `away` to
 * sign in by the campus's provider.
 */
export interface SignIn extends Stored {
  state: 'open' | 'confirmed' | 'away'
  /** Keyed hash of what the browser holds that shows it. */
  secretHash: string
  digits: string
  browser: string
  /** Keyed hash of all that the browser calls itself by. */
  agent: string
  address: string
  beganAt: number
  endsAt: number
  /** openid of whom it signs in; null: nobody has said yes. */
  openid: string | null
}

/** The code stands on a screen: only a keyed hash of it is kept. */
export const signInId = (code: string): string => fixedHash('console-code', code)

export const loadSignIn = (id: string): Promise<SignIn | null> => readDocument<SignIn>(COLLECTION, id)

export const loadSignInIn = (tx: Transaction, id: string): Promise<SignIn | null> =>
  tx.read<SignIn>(COLLECTION, id)

export const saveSignInIn = (tx: Transaction, signIn: SignIn): Promise<void> => tx.write(COLLECTION, signIn)

export const removeSignInIn = (tx: Transaction, id: string): Promise<void> => tx.remove(COLLECTION, id)

/** Removes those whose time is over, at most `limit`; returns how many. */
export const forgetSignIns = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'endsAt', now, limit)
