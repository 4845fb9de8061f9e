import { command, readDocument, removeIf, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'

const COLLECTION = 'activityGuests'

/**
 * Which visit one WeChat user has in an activity: one place each. Written with every place that is asked for, so of
 * several at once one stands.
 */
interface ActivityGuest extends Stored {
  visitId: string
  /** Epoch ms after which nobody asks for it any more. */
  until: number
}

const idOf = (activityId: string, openid: string): string => `${activityId}:${openid}`

/** The visit of a user in an activity, outside a transaction, for looking; null: none. */
export const loadGuestVisit = async (activityId: string, openid: string): Promise<string | null> =>
  (await readDocument<ActivityGuest>(COLLECTION, idOf(activityId, openid)))?.visitId ?? null

export const loadGuestVisitIn = async (
  tx: Transaction,
  activityId: string,
  openid: string,
): Promise<string | null> =>
  (await tx.read<ActivityGuest>(COLLECTION, idOf(activityId, openid)))?.visitId ?? null

export const saveGuestIn = (
  tx: Transaction,
  activityId: string,
  openid: string,
  visit: Omit<ActivityGuest, '_id'>,
): Promise<void> => tx.write<ActivityGuest>(COLLECTION, { _id: idOf(activityId, openid), ...visit })

/** Forgets that a user was a guest of activities by visits that are gone; who has joined again since is one. */
export async function forgetGuestOf(
  openid: string,
  visits: readonly { activityId: string; visitId: string }[],
): Promise<void> {
  await removeIf(
    COLLECTION,
    visits.map(({ activityId }) => ({ _id: idOf(activityId, openid) })),
    { visitId: command().in(visits.map(({ visitId }) => visitId)) },
  )
}

/** Removes guests of activities that are over, at most `limit`; returns how many. */
export const forgetGuests = (now: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'until', now, limit)
