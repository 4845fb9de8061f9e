import { NO_TRIES, type SetupTries } from '../../miniprogram/domain/account/setup'
import { DAY_MS } from '../../miniprogram/domain/values/days'
import type { Stored, Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'setupCodes'

/** What became of one setup code, found by a hash of what the functions were given. */
interface SetupCode extends Stored, SetupTries {
  /** Epoch ms; remembered until then. */
  until: number
}

/** Longer than any code is worth something: one that is forgotten opens nothing again. */
const KEPT_MS = 30 * DAY_MS

const idOf = (variable: string): string => fixedHash('setup-code', variable)

export const loadSetupTriesIn = async (tx: Transaction, variable: string): Promise<SetupTries> =>
  (await tx.read<SetupCode>(COLLECTION, idOf(variable))) ?? NO_TRIES

export const saveSetupTriesIn = (
  tx: Transaction,
  variable: string,
  tries: SetupTries,
  now: number,
): Promise<void> => tx.write<SetupCode>(COLLECTION, { ...tries, _id: idOf(variable), until: now + KEPT_MS })

/** Removes codes of which nobody tried one for long, and who tried them, at most `limit`; returns how many. */
export const forgetSetupCodes = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
