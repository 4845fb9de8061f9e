import { count, find, readDocument, type Stored, type Transaction } from '../platform/database'
import { staffOf, type Staff } from './staff'

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

/** 110指挥中心 of one or more campuses. */
export interface DeskAccount extends Account {
  role: 'desk'
  campusIds: string[]
}

/** 保卫处. */
export interface OfficeAccount extends Account {
  role: 'office'
}

type AccountRole = 'approver' | 'guard' | 'desk' | 'office'

/** One account per role and person, found without a search. */
export const accountId = (role: AccountRole, openid: string): string => `${role}:${openid}`

/** Everything one person may be; null where the person isn't, or where it wasn't asked for. */
export interface Accounts {
  staff: Staff | null
  approver: ApproverAccount | null
  guard: GuardAccount | null
  desk: DeskAccount | null
  office: OfficeAccount | null
}

export const ALL_ROLES = ['staff', 'approver', 'guard', 'desk', 'office'] as const

/** The accounts a call needs. A frozen approver's account comes too: looking is allowed, deciding isn't (spec 1). */
export async function loadAccounts(openid: string, wanted: readonly string[]): Promise<Accounts> {
  const read = <T extends Account>(role: AccountRole, usable: (account: T) => boolean): Promise<T | null> =>
    wanted.includes(role) ? usableAccount<T>(role, openid, usable) : Promise.resolve(null)
  const [staff, approver, guard, desk, office] = await Promise.all([
    wanted.includes('staff') ? staffOf(openid) : null,
    read<ApproverAccount>('approver', (account) => !account.removed),
    read<GuardAccount>('guard', (account) => account.active),
    read<DeskAccount>('desk', (account) => account.active),
    read<OfficeAccount>('office', (account) => account.active),
  ])
  return { staff, approver, guard, desk, office }
}

async function usableAccount<T extends Account>(
  role: AccountRole,
  openid: string,
  usable: (account: T) => boolean,
): Promise<T | null> {
  const account = await readDocument<T>(COLLECTION, accountId(role, openid))
  return account !== null && usable(account) ? account : null
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
