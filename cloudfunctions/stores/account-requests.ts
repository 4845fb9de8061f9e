import type { AccountRequestState } from '../../miniprogram/domain/account/accounts'
import { count, find, readDocument, type Stored, type Transaction } from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'accountRequests'

/** Somebody of the staff asks for an approver account (spec 1). One open request per person. */
export interface AccountRequest extends Stored {
  openid: string
  /** Their row of the directory, on which the account rests. */
  staffId: string
  name: string
  unitId: string
  unitName: string
  reason: string
  leaderName: string
  /** Photo of the stamped form. */
  form: string
  state: AccountRequestState
  answer: string | null
  answeredBy: string | null
  askedAt: number
  sort: string
}

/** The person's latest request; asking again replaces an answered one. */
const accountRequestId = (openid: string): string => openid

export const loadAccountRequest = (openid: string): Promise<AccountRequest | null> =>
  readDocument<AccountRequest>(COLLECTION, accountRequestId(openid))

export const loadAccountRequestIn = (tx: Transaction, id: string): Promise<AccountRequest | null> =>
  tx.read<AccountRequest>(COLLECTION, id)

export const saveAccountRequestIn = (tx: Transaction, request: Omit<AccountRequest, 'sort'>): Promise<void> =>
  tx.write<AccountRequest>(COLLECTION, { ...request, sort: momentSort(request.askedAt, request._id) })

/** Requests in one state, latest first. */
export async function listAccountRequests(
  state: AccountRequest['state'],
  cursor: string | null,
): Promise<Page<AccountRequest>> {
  const condition = { state, ...beyond(cursor, 'desc') }
  return pageOf(await find<AccountRequest>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** How many wait for the office: one per person at most. */
export const countOpenRequests = (): Promise<number> => count(COLLECTION, { state: 'open' })
