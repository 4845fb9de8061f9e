import { ACTING_ROLES } from '../../../miniprogram/domain/account/accounts'
import { unitsStoodFor } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { Transaction } from '../../platform/database'
import {
  accountId,
  loadAccountsOf,
  loadApproverIn,
  loadDeputyIn,
  ROLES,
  saveAccountIn,
  type Account,
  type AccountRole,
  type ApproverAccount,
  type DeputyAccount,
  type DeskAccount,
  type GuardAccount,
  type OfficeAccount,
} from '../../stores/accounts'
import { staffOf, type Staff } from '../../stores/staff'

/** Everything one person may be; null where the person isn't, or where it wasn't asked for. */
export interface Accounts {
  staff: Staff | null
  approver: ApproverAccount | null
  guard: GuardAccount | null
  desk: DeskAccount | null
  office: OfficeAccount | null
}

export const ALL_ROLES = ['staff', ...ACTING_ROLES] as const

/**
 * The accounts a call needs. A frozen approver's account comes too: looking is allowed, deciding isn't (spec 1).
 * `afterEnd`: so does that of a guard which has ended, with no gate any more.
 */
export async function loadAccounts(
  openid: string,
  wanted: readonly string[],
  today: Day,
  afterEnd = false,
): Promise<Accounts> {
  const roles = ROLES.filter((role) => wanted.includes(role === 'deputy' ? 'approver' : role))
  const [staff, found] = await Promise.all([
    wanted.includes('staff') ? staffOf(openid) : null,
    loadAccountsOf(openid, roles),
  ])
  const accountOf = <T extends Account>(role: AccountRole): T | null =>
    (found.find(({ _id }) => _id === accountId(role, openid)) as T | undefined) ?? null
  const active = <T extends Account>(account: T | null): T | null =>
    account?.active === true ? account : null
  const guard = accountOf<GuardAccount>('guard')
  return {
    staff,
    approver: asApprover(accountOf('approver'), accountOf('deputy'), today),
    guard: afterEnd && guard?.active === false ? { ...guard, gateIds: [] } : active(guard),
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
  const { approver, read } = await approverIn(tx, openid, today, unitId)
  for (const account of read) await saveAccountIn(tx, account)
  return approver
}

/**
 * Reads the accounts inside the transaction, and leaves them: transactions of one approver side by side don't meet there. A
 * decision that began before a freeze may stand just after it (docs/decisions/0032).
 */
export const readApproverIn: typeof touchApproverIn = async (tx, openid, today, unitId) =>
  (await approverIn(tx, openid, today, unitId)).approver

/**
 * The account by which the caller acts for the unit, as it stands inside the transaction of what they do. Throws NOT_ALLOWED for
 * who is no approver any more, FROZEN for who is kept from it.
 */
export async function requireApproverIn(
  tx: Transaction,
  caller: { id: string; today: Day },
  unitId: string | null,
  accountIn: typeof touchApproverIn = touchApproverIn,
): Promise<ApproverAccount> {
  const account = await accountIn(tx, caller.id, caller.today, unitId)
  if (account === null) throw new DomainError('NOT_ALLOWED')
  if (account.frozen !== null) throw new DomainError('FROZEN', { ...account.frozen })
  return account
}

async function approverIn(
  tx: Transaction,
  openid: string,
  today: Day,
  unitId: string | null,
): Promise<{ approver: ApproverAccount | null; read: (ApproverAccount | DeputyAccount)[] }> {
  const account = await loadApproverIn(tx, openid)
  if (account !== null && !account.removed && unitId !== null && account.unitIds.includes(unitId))
    return { approver: account, read: [account] }
  const deputy = await loadDeputyIn(tx, openid)
  return {
    approver: asApprover(account, deputy, today),
    read: [account, deputy].filter((each) => each !== null),
  }
}
