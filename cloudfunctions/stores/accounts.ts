import {
  unitsStoodFor,
  withinUnits,
  type ApproverLife,
  type Naming,
} from '../../miniprogram/domain/account/accounts'
import type { Day } from '../../miniprogram/domain/values/days'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
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
  /** openid of the deputy they named last; absent or null: nobody. */
  deputyId?: string | null
  /** Place in the office's list: name, then openid. */
  sort: string
}

/** Stands in for approvers on some days (spec 3): one account a deputy, whoever named them. */
export interface DeputyAccount extends Account {
  role: 'deputy'
  namings: Naming[]
  /** Units of all namings, by which the account is found. */
  unitIds: string[]
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
  // A removed approver is nobody's deputy either (spec 1).
  if (account?.removed === true) return null
  const extra = deputy === null ? [] : unitsStoodFor(deputy.namings, today)
  if (account !== null) return { ...account, unitIds: [...new Set([...account.unitIds, ...extra])] }
  if (deputy === null || extra.length === 0) return null
  const { _id, openid, name, active, rev } = deputy
  const life = { frozen: null, removed: false, history: [] }
  return { _id, openid, name, active, rev, role: 'approver', unitIds: extra, ...life, sort: '' }
}

/**
 * Reads the accounts again inside the transaction of a decision and writes them: freezing one at the same moment
 * collides with the decision, instead of slipping past it (house rule 9, write skew). Where the own account does for
 * `unitId`, the decision doesn't depend on that of a deputy, which is left alone then.
 */
export async function touchApproverIn(
  tx: Transaction,
  openid: string,
  today: Day,
  unitId: string | null,
): Promise<ApproverAccount | null> {
  const account = await loadApproverIn(tx, openid)
  if (account !== null && !account.removed && unitId !== null && account.unitIds.includes(unitId)) {
    await saveAccountIn(tx, account)
    return account
  }
  const deputy = await loadDeputyIn(tx, openid)
  for (const read of [account, deputy]) if (read !== null) await saveAccountIn(tx, read)
  return asApprover(account, deputy, today)
}

export const loadApproverIn = (tx: Transaction, openid: string): Promise<ApproverAccount | null> =>
  tx.read<ApproverAccount>(COLLECTION, accountId('approver', openid))

const loadDeputyIn = (tx: Transaction, openid: string): Promise<DeputyAccount | null> =>
  tx.read<DeputyAccount>(COLLECTION, accountId('deputy', openid))

/** Names a deputy for `naming`, in the place of what the same approver said before; others' namings stay. */
export async function nameDeputyIn(
  tx: Transaction,
  { openid, name }: Recipient,
  naming: Naming,
): Promise<void> {
  const earlier = await loadDeputyIn(tx, openid)
  const others = (earlier?.namings ?? []).filter(({ principalId }) => principalId !== naming.principalId)
  const account = { _id: accountId('deputy', openid), openid, name, role: 'deputy' as const, active: true }
  await saveNamingsIn(tx, { ...account, unitIds: [], namings: [], rev: earlier?.rev ?? 0 }, [
    ...others,
    naming,
  ])
}

/** Ends what `principalId` named this deputy for; what others named them for stays. */
export async function endNamingIn(tx: Transaction, deputy: string, principalId: string): Promise<void> {
  const account = await loadDeputyIn(tx, deputy)
  if (account === null) return
  const others = account.namings.filter((naming) => naming.principalId !== principalId)
  if (others.length < account.namings.length) await saveNamingsIn(tx, account, others)
}

const saveNamingsIn = (tx: Transaction, account: DeputyAccount, namings: Naming[]): Promise<void> =>
  saveAccountIn<DeputyAccount>(tx, {
    ...account,
    namings,
    unitIds: [...new Set(namings.flatMap(({ unitIds }) => unitIds))],
    active: namings.length > 0,
  })

/** Ends every deputyship in which an approver who may not decide any more stands: as deputy and as the one on leave. */
export async function endDeputyshipsIn(
  tx: Transaction,
  openid: string,
  named: string | null | undefined,
): Promise<void> {
  const own = await loadDeputyIn(tx, openid)
  if (own !== null && own.namings.length > 0) await saveNamingsIn(tx, own, [])
  if (named) await endNamingIn(tx, named, openid)
}

/** A deputy who moved to another unit keeps the namings for units they still belong to. */
export async function cutNamingsIn(tx: Transaction, openid: string, unitId: string): Promise<void> {
  const deputy = await loadDeputyIn(tx, openid)
  if (deputy === null || deputy.namings.length === 0) return
  const account = await loadApproverIn(tx, openid)
  await saveNamingsIn(tx, deputy, withinUnits(deputy.namings, [unitId, ...(account?.unitIds ?? [])]))
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

/** openid of the deputy whom `openid` has named; null: nobody. */
export async function deputyOf(openid: string): Promise<string | null> {
  const account = await readDocument<ApproverAccount>(COLLECTION, accountId('approver', openid))
  return account?.deputyId ?? null
}

/** What `principalId` named this deputy for, and who it is; null when it was ended. */
export async function loadNaming(
  deputy: string,
  principalId: string,
): Promise<{ name: string; naming: Naming } | null> {
  const account = await readDocument<DeputyAccount>(COLLECTION, accountId('deputy', deputy))
  const naming = account?.namings.find((each) => each.principalId === principalId)
  return account === null || naming === undefined ? null : { name: account.name, naming }
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
  const deputies = found.filter(
    (account) => account.role === 'deputy' && unitsStoodFor(account.namings, today).includes(unitId),
  )
  const byOpenid = new Map([...approvers, ...deputies].map(({ openid, name }) => [openid, { openid, name }]))
  return [...byOpenid.values()]
}
