import type { WalkInQuota } from '../../miniprogram/domain/walk-in/quota'
import { findByIds, readDocument, type Stored, type Transaction } from '../platform/database'

const COLLECTION = 'walkInQuotas'

/** What the office said of a gate, by the gate's id (spec 4.3). Read each time: what it closes is closed at once. */
interface StoredQuota extends Stored, WalkInQuota {
  changedAt: number
  /** Who of the office did. */
  byName: string
}

/** Null: the office has said nothing of this gate. */
export const loadWalkInQuota = (gateId: string): Promise<WalkInQuota | null> =>
  readDocument<StoredQuota>(COLLECTION, gateId)

export const loadWalkInQuotaIn = (tx: Transaction, gateId: string): Promise<WalkInQuota | null> =>
  tx.read<StoredQuota>(COLLECTION, gateId)

/** Those of some gates, by the gate's id. */
export const loadWalkInQuotas = async (
  gateIds: readonly string[],
): Promise<ReadonlyMap<string, WalkInQuota>> =>
  new Map((await findByIds<StoredQuota>(COLLECTION, gateIds)).map((quota) => [quota._id, quota]))

export const saveWalkInQuotaIn = (tx: Transaction, quota: StoredQuota): Promise<void> =>
  tx.write<StoredQuota>(COLLECTION, quota)
