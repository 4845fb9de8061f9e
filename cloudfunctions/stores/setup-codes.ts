import { NO_TRIES, type SetupTries } from '../../miniprogram/domain/account/setup'
import type { Stored, Transaction } from '../platform/database'
import { fixedHash } from '../platform/sealing'

const COLLECTION = 'setupCodes'

/** What became of one setup code, found by a hash of what the functions were given. */
type SetupCode = Stored & SetupTries

const idOf = (variable: string): string => fixedHash('setup-code', variable)

export const loadSetupTriesIn = async (tx: Transaction, variable: string): Promise<SetupTries> =>
  (await tx.read<SetupCode>(COLLECTION, idOf(variable))) ?? NO_TRIES

export const saveSetupTriesIn = (tx: Transaction, variable: string, tries: SetupTries): Promise<void> =>
  tx.write<SetupCode>(COLLECTION, { ...tries, _id: idOf(variable) })
