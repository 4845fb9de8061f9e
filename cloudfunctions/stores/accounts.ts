import { isActiveOn, type ApproverLife, type DeputyDays } from '../../miniprogram/domain/account/accounts'
import type { Day } from '../../miniprogram/domain/values/days'
import { command, find, findByIds, type Stored, type Transaction } from '../platform/database'
import { beyond, PAGE_SIZE, pageOf, type Page } from './pages'
import { staffOf, type Staff } from './staff'

const COLLECTION = 'accounts'

interface Account extends Stored {
  openid: string
  name: string
  /** False while frozen or removed. */
  active: boolean
  rev: number
}

export interface ApproverAccount extends Account, ApproverLife {
  role: 'approver'
  unitIds: string[]
  /** Place in the office's list: name, then openid. */
  sort: string
}

/** Stands in for an approver's units on some days (spec 3). One per deputy; the latest naming counts. */
export interface DeputyAccount extends Account, DeputyDays {
  role: 'deputy'
  unitIds: string[]
  /** openid of the approver on leave. */
  principalId: string
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

const ROLES = ['approver', 'deputy', 'guard', 'desk', 'office'] as const
type AccountRole = (typeof ROLES)[number]

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
export async function loadAccounts(openid: string, wanted: readonly string[], today: Day): Promise<Accounts> {
  const roles = ROLES.filter((role) => wanted.includes(role === 'deputy' ? 'approver' : role))
  const [staff, found] = await Promise.all([
    wanted.includes('staff') ? staffOf(openid) : null,
    findByIds<Account>(
      COLLECTION,
      roles.map((role) => accountId(role, openid)),
    ),
  ])
  const accountOf = <T extends Account>(role: AccountRole): T | null =>
    (found.find(({ _id }) => _id === accountId(role, openid)) as T | undefined) ?? null
  const active = <T extends Account>(account: T | null): T | null =>
    account?.active === true ? account : null
  return {
    staff,
    approver: asApprover(accountOf('approver'), accountOf('deputy'), today),
    guard: active(accountOf<GuardAccount>('guard')),
    desk: active(accountOf<DeskAccount>('desk')),
    office: active(accountOf<OfficeAccount>('office')),
  }
}

/** What somebody may approve today: the own units, and those stood in for. */
function asApprover(
  account: ApproverAccount | null,
  deputy: DeputyAccount | null,
  today: Day,
): ApproverAccount | null {
  const own = account === null || account.removed ? null : account
  const extra = deputy !== null && deputy.active && isActiveOn(deputy, today) ? deputy : null
  if (extra === null) return own
  if (own === null) return { ...extra, role: 'approver', frozen: null, removed: false, history: [], sort: '' }
  return { ...own, unitIds: [...new Set([...own.unitIds, ...extra.unitIds])] }
}

/**
 * Reads the accounts again inside the transaction of a decision and writes them: freezing one at the same moment
 * collides with the decision, instead of slipping past it (house rule 9, write skew).
 */
export async function touchApproverIn(
  tx: Transaction,
  openid: string,
  today: Day,
): Promise<ApproverAccount | null> {
  const account = await tx.read<ApproverAccount>(COLLECTION, accountId('approver', openid))
  const deputy = await tx.read<DeputyAccount>(COLLECTION, accountId('deputy', openid))
  for (const read of [account, deputy]) if (read !== null) await saveAccountIn(tx, read)
  return asApprover(account, deputy, today)
}

export const loadApproverIn = (tx: Transaction, openid: string): Promise<ApproverAccount | null> =>
  tx.read<ApproverAccount>(COLLECTION, accountId('approver', openid))

export const loadDeputyIn = (tx: Transaction, openid: string): Promise<DeputyAccount | null> =>
  tx.read<DeputyAccount>(COLLECTION, accountId('deputy', openid))

/** Ends a deputyship for `principalId`; one that now serves somebody else stays. */
export async function endDeputyIn(tx: Transaction, deputy: string, principalId: string): Promise<void> {
  const account = await loadDeputyIn(tx, deputy)
  if (account?.principalId === principalId) await saveAccountIn(tx, { ...account, active: false })
}

/** Writes an account with its revision counted. */
export const saveAccountIn = <T extends Account>(tx: Transaction, account: T): Promise<void> =>
  tx.write<T>(COLLECTION, { ...account, rev: account.rev + 1 })

/** Approver accounts that weren't removed, by name. */
export async function listApprovers(cursor: string | null, size = PAGE_SIZE): Promise<Page<ApproverAccount>> {
  const condition = {
    role: 'approver',
    removed: false,
    ...beyond(cursor, 'asc'),
  }
  return pageOf(await find<ApproverAccount>(COLLECTION, condition, ['sort', 'asc'], size + 1), size)
}

/** Whom `openid` has named as deputy; null when nobody. */
export async function deputyOf(openid: string): Promise<DeputyAccount | null> {
  const [named] = await find<DeputyAccount>(
    COLLECTION,
    { principalId: openid, active: true },
    ['principalId', 'asc'],
    1,
  )
  return named ?? null
}

const MAX_APPROVERS = 100

/** Somebody a notice goes to. */
export interface Recipient {
  openid: string
  name: string
}

/** Who may decide for the unit today: its approvers and who stands in for them. */
export async function approversOf(unitId: string, today: Day): Promise<Recipient[]> {
  const role = command().in(['approver', 'deputy'])
  const condition = { role, active: true, unitIds: unitId }
  const found = await find<ApproverAccount | DeputyAccount>(
    COLLECTION,
    condition,
    ['openid', 'asc'],
    MAX_APPROVERS,
  )
  const approvers = found.filter((account) => account.role === 'approver')
  const deputies = found.filter((account) => account.role === 'deputy' && isActiveOn(account, today))
  const byOpenid = new Map([...approvers, ...deputies].map(({ openid, name }) => [openid, { openid, name }]))
  return [...byOpenid.values()]
}
