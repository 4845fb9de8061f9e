import type { WalkInTicket } from '../../miniprogram/domain/walk-in/walk-in'
import { readDocument, removeIf, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'

const COLLECTION = 'walkInTickets'

/**
 * The latest ticket of a WeChat user, by the openid, and the latest visit that one of theirs became: one at a time
 * (spec 4.3). Written with every form, so of several at once one stands.
 */
export interface StoredTicket extends Stored, WalkInTicket {
  visitId: string | null
  /** Epoch ms after which nobody asks for it any more. */
  forgetAt: number
}

/** Outside a transaction, for looking; null: has read no code of late. */
export const loadTicket = (openid: string): Promise<StoredTicket | null> =>
  readDocument<StoredTicket>(COLLECTION, openid)

export const loadTicketIn = (tx: Transaction, openid: string): Promise<StoredTicket | null> =>
  tx.read<StoredTicket>(COLLECTION, openid)

export const saveTicketIn = (tx: Transaction, ticket: StoredTicket): Promise<void> =>
  tx.write<StoredTicket>(COLLECTION, ticket)

/** Removes tickets that nobody asks for any more, at most `limit`; returns how many. */
export const forgetTickets = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'forgetAt', now, limit)

/** Forgets the ticket of one user. */
export async function forgetTicket(openid: string): Promise<void> {
  await removeIf(COLLECTION, [{ _id: openid }])
}
