import type { Day } from '../../miniprogram/domain/values/days'
import type { ClaimLife, ClaimProof } from '../../miniprogram/domain/invitation/claim'
import type { PurposeId } from '../../miniprogram/domain/visit/purposes'
import { find, readDocument, updateDocument, type Stored, type Transaction } from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'invitations'

/** A card that an approver shares with a guest. Its id can't be guessed: whoever holds it may open it. */
export interface Invitation extends Stored, ClaimLife {
  inviter: string
  inviterName: string
  hostId: string
  hostName: string
  unitId: string
  unitName: string
  purpose: PurposeId
  firstDay: Day
  vip: boolean
  /** The booking: from the beginning for `claim`, once filled in for `fill`. */
  visitId: string | null
  /** openid of who took the card. */
  guest: string | null
  /** When and by which proof a card filled in for a guest was taken; `name`: of a staff member who took it. */
  taken?: { at: number; proof: ClaimProof; name: string | null }
  madeAt: number
  sort: string
}

export const loadInvitation = (id: string): Promise<Invitation | null> =>
  readDocument<Invitation>(COLLECTION, id)

export const loadInvitationIn = (tx: Transaction, id: string): Promise<Invitation | null> =>
  tx.read<Invitation>(COLLECTION, id)

export const saveInvitationIn = (tx: Transaction, invitation: Omit<Invitation, 'sort'>): Promise<void> =>
  tx.write<Invitation>(COLLECTION, { ...invitation, sort: momentSort(invitation.madeAt, invitation._id) })

/** An inviter's cards, latest first. */
export async function listInvitations(inviter: string, cursor: string | null): Promise<Page<Invitation>> {
  const condition = { inviter, ...beyond(cursor, 'desc') }
  return pageOf(await find<Invitation>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Takes out of the cards of a booking who took them, and who had to give them back. Nobody can take them again. */
export async function forgetGuestsOf(visitId: string): Promise<void> {
  for (const { _id, taken } of await find<Invitation>(COLLECTION, { visitId }, ['sort', 'desc'], PAGE_SIZE)) {
    const nameless = taken === undefined ? {} : { taken: { ...taken, name: null } }
    await updateDocument(COLLECTION, _id, { guest: '', undoneFor: [], ...nameless })
  }
}
