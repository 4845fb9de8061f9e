import type { Day } from '../../miniprogram/domain/values/days'
import { findByIds, readDocument, type Stored, type Transaction } from '../platform/database'

const COLLECTION = 'standingConfirmations'

/** When a unit last answered for all people of its standing passes (spec 4.4); by the unit's id. */
export interface StandingConfirmation extends Stored {
  confirmedOn: Day
  at: number
  byName: string
}

export const loadConfirmation = (unitId: string): Promise<StandingConfirmation | null> =>
  readDocument<StandingConfirmation>(COLLECTION, unitId)

/** Those of some units, by unit. */
export const loadConfirmations = async (
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, StandingConfirmation>> =>
  new Map((await findByIds<StandingConfirmation>(COLLECTION, unitIds)).map((each) => [each._id, each]))

export const loadConfirmationIn = (tx: Transaction, unitId: string): Promise<StandingConfirmation | null> =>
  tx.read<StandingConfirmation>(COLLECTION, unitId)

export const saveConfirmationIn = (tx: Transaction, confirmation: StandingConfirmation): Promise<void> =>
  tx.write(COLLECTION, confirmation)
