import { count, find, readDocument, type Stored, type Transaction } from '../platform/database'

const COLLECTION = 'accounts'

interface Account extends Stored {
  openid: string
  name: string
  /** False while frozen or removed. */
  active: boolean
  rev: number
}

export interface ApproverAccount extends Account {
  role: 'approver'
  unitIds: string[]
  frozen: { reason: string; since: number } | null
  removed: boolean
}

export interface GuardAccount extends Account {
  role: 'guard'
  gateIds: string[]
}

/** One account per role and person, found without a search. */
export const accountId = (role: 'approver' | 'guard', openid: string): string => `${role}:${openid}`

/** The approver's account, frozen ones too; null when there is none or it was removed. */
export async function loadApprover(openid: string): Promise<ApproverAccount | null> {
  const account = await readDocument<ApproverAccount>(COLLECTION, accountId('approver', openid))
  return account === null || account.removed ? null : account
}

export async function loadGuard(openid: string): Promise<GuardAccount | null> {
  const account = await readDocument<GuardAccount>(COLLECTION, accountId('guard', openid))
  return account === null || !account.active ? null : account
}

/**
 * Reads the account again inside the transaction of a decision and writes it: freezing it at the same moment
 * collides with the decision, instead of slipping past it (design 7, write skew).
 */
export async function touchApproverIn(tx: Transaction, openid: string): Promise<ApproverAccount | null> {
  const account = await tx.read<ApproverAccount>(COLLECTION, accountId('approver', openid))
  if (account === null || account.removed) return null
  await tx.write(COLLECTION, { ...account, rev: account.rev + 1 })
  return account
}

const activeApprovers = (unitId: string): object => ({ role: 'approver', active: true, unitIds: unitId })
const MOST_APPROVERS = 50

/** openids of the unit's approvers who may decide now. */
export async function approversOf(unitId: string): Promise<string[]> {
  const found = await find<ApproverAccount>(
    COLLECTION,
    activeApprovers(unitId),
    ['unitIds', 'asc'],
    MOST_APPROVERS,
  )
  return found.map((account) => account.openid)
}

export const countApprovers = (unitId: string): Promise<number> => count(COLLECTION, activeApprovers(unitId))
