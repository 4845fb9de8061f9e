import {
  ACCOUNT_ROLES,
  type ApproverLife,
  type DutyRole,
  type Naming,
} from '../../miniprogram/domain/account/accounts'
import type { FormerGate } from '../../miniprogram/domain/account/former-gates'
import { command, find, findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { beyond, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'accounts'

export interface Account extends Stored {
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
  /** Where they stood before; absent: nowhere of late. */
  former?: FormerGate[]
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

export const ROLES = ACCOUNT_ROLES
export type AccountRole = (typeof ROLES)[number]

/** One account per role and person, found without a search. */
export const accountId = (role: AccountRole, openid: string): string => `${role}:${openid}`

export const loadApproverIn = (tx: Transaction, openid: string): Promise<ApproverAccount | null> =>
  tx.read<ApproverAccount>(COLLECTION, accountId('approver', openid))

export const loadDeputyIn = (tx: Transaction, openid: string): Promise<DeputyAccount | null> =>
  tx.read<DeputyAccount>(COLLECTION, accountId('deputy', openid))

export type DutyAccount = GuardAccount | DeskAccount | OfficeAccount

export const loadDutyIn = (tx: Transaction, role: DutyRole, openid: string): Promise<DutyAccount | null> =>
  tx.read<DutyAccount>(COLLECTION, accountId(role, openid))

/** Guards of every gate of a large campus, in shifts. */
const MAX_DUTIES = 1000

/** Accounts of one kind that work: a few hundred at most. */
export const listDuties = (role: DutyRole): Promise<DutyAccount[]> =>
  find<DutyAccount>(COLLECTION, { role, active: true }, ['openid', 'asc'], MAX_DUTIES)

/** Accounts that work, of several people. */
export const loadAccountsOfAll = async (openids: readonly string[]): Promise<Account[]> => {
  const ids = openids.flatMap((openid) => ROLES.map((role) => accountId(role, openid)))
  return (await findByIds<Account>(COLLECTION, ids)).filter(({ active }) => active)
}

/** Writes an account with its revision counted. */
export const saveAccountIn = <T extends Account>(tx: Transaction, account: T): Promise<void> =>
  tx.write<T>(COLLECTION, { ...account, rev: account.rev + 1 })

/** Approver accounts that were removed, or that weren't, by name. */
export async function listApprovers(
  removed: boolean,
  cursor: string | null,
  size = PAGE_SIZE,
): Promise<Page<ApproverAccount>> {
  const condition = { role: 'approver', removed, ...beyond(cursor, 'asc') }
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

const MAX_DECIDERS = 100

/** Those of the accounts of one person that exist, of these roles. */
export const loadAccountsOf = (openid: string, roles: readonly AccountRole[]): Promise<Account[]> =>
  findByIds<Account>(
    COLLECTION,
    roles.map((role) => accountId(role, openid)),
  )

/** Active accounts of approvers and deputies of a unit, by openid. */
export const findDeciders = (unitId: string): Promise<(ApproverAccount | DeputyAccount)[]> =>
  find<ApproverAccount | DeputyAccount>(
    COLLECTION,
    { role: command().in(['approver', 'deputy']), active: true, unitIds: unitId },
    ['openid', 'asc'],
    MAX_DECIDERS,
  )

/** Somebody a notice goes to. */
export interface Recipient {
  openid: string
  name: string
}

/** Names of accounts by their id (`role:openid`), for those of them that exist. */
export async function loadAccountNames(
  accounts: readonly { role: AccountRole; openid: string }[],
): Promise<ReadonlyMap<string, string>> {
  const found = await findByIds<Account>(
    COLLECTION,
    accounts.map(({ role, openid }) => accountId(role, openid)),
  )
  return new Map(found.map(({ _id, name }) => [_id, name]))
}
