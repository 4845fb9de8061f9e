import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { accountId, listDuties, loadDutyIn, saveAccountIn, type DutyAccount } from '../../stores/accounts'
import { loadCampuses, loadGates } from '../../stores/campus'
import { loadStaff, loadStaffIn, saveStaffIn } from '../../stores/staff'
import { markOf, requireMark } from '../as-seen'
import type { Caller } from '../caller'
import { endDutyIn, leaving } from './end-duty'

/** Accounts of guards, desks and the office (spec 1): the office makes, changes and ends them, and nobody their own. */

/** Those that work, by name. */
export async function listDutyAccounts(
  caller: Caller,
  { role }: Input<'duty.list'>,
): Promise<Output<'duty.list'>> {
  const accounts = await listDuties(role)
  const rows = accounts.map((account) => ({
    ...{ accountId: account.openid, name: account.name },
    gateIds: account.role === 'guard' ? account.gateIds : [],
    campusIds: account.role === 'desk' ? account.campusIds : [],
    seen: markOf(shownOf(account)),
  }))
  return { rows: rows.sort((one, other) => one.name.localeCompare(other.name, 'zh')), own: caller.id }
}

/**
 * Makes an account, or changes what it is for. STAFF_UNBOUND: nobody's WeChat is bound to the row; OWN_REQUEST: it is the
 * caller's own; GATES_REQUIRED, CAMPUS_REQUIRED: there is none of those named; NOT_FOUND: it has ended; as `requireMark`.
 */
export async function saveDuty(caller: Caller, input: Input<'duty.save'>): Promise<Output<'duty.save'>> {
  const { openid, name } = await personOf(input)
  if (openid === caller.id) throw new DomainError('OWN_REQUEST')
  const what = await whatFor(input)
  return change(caller, async ({ tx }) => {
    await touchOwnIn(tx, caller)
    if (input.staffId !== null) await touchStaffIn(tx, input.staffId, openid)
    const before = await loadDutyIn(tx, input.role, openid)
    const works = before?.active === true ? before : null
    // What a colleague has ended is given anew, to a person of the directory, and doesn't come back by a change.
    if (works === null && name === null) throw new DomainError('NOT_FOUND')
    requireMark(works === null ? null : shownOf(works), input.seen)
    const account = {
      ...leaving(before, what.gateIds ?? [], caller.now),
      ...{ _id: accountId(input.role, openid), openid, name: name ?? before?.name ?? '' },
      ...{ active: true, rev: before?.rev ?? 0, role: input.role, ...what },
    }
    await saveAccountIn(tx, account as DutyAccount)
    return { accountId: openid }
  })
}

/** What a page shows of an account that works. */
const shownOf = (account: DutyAccount) => ({
  name: account.name,
  places: account.role === 'guard' ? account.gateIds : account.role === 'desk' ? account.campusIds : [],
})

async function personOf({ staffId, accountId: openid }: Input<'duty.save'>): Promise<{
  openid: string
  /** Null: as the account has it. */
  name: string | null
}> {
  if (staffId === null) return { openid: openid ?? '', name: null }
  const staff = await loadStaff(staffId)
  if (staff === null || !staff.active) throw new DomainError('STAFF_NOT_FOUND')
  if (staff.openid === null) throw new DomainError('STAFF_UNBOUND')
  return { openid: staff.openid, name: staff.name }
}

/** Who leaves the directory at this moment collides with this, instead of getting an account behind it (house rule 9). */
async function touchStaffIn(tx: Transaction, staffId: string, openid: string): Promise<void> {
  const staff = await loadStaffIn(tx, staffId)
  if (staff === null || !staff.active || staff.openid !== openid) throw new DomainError('STAFF_UNBOUND')
  await saveStaffIn(tx, staff)
}

async function whatFor({
  role,
  gateIds,
  campusIds,
}: Input<'duty.save'>): Promise<{ gateIds?: string[]; campusIds?: string[] }> {
  if (role === 'office') return {}
  if (role === 'guard') {
    const known = (await loadGates(gateIds)).map(({ _id }) => _id)
    if (known.length === 0) throw new DomainError('GATES_REQUIRED')
    return { gateIds: known }
  }
  const known = (await loadCampuses(campusIds)).map(({ _id }) => _id)
  if (known.length === 0) throw new DomainError('CAMPUS_REQUIRED')
  return { campusIds: known }
}

/** Ends an account from the next call on. OWN_REQUEST: nobody ends their own, so one of the office is always left. */
export async function endDuty(
  caller: Caller,
  { role, accountId: openid }: Input<'duty.end'>,
): Promise<Output<'duty.end'>> {
  if (openid === caller.id) throw new DomainError('OWN_REQUEST')
  return change(caller, async ({ tx }) => {
    await touchOwnIn(tx, caller)
    const account = await loadDutyIn(tx, role, openid)
    if (account === null || !account.active) throw new DomainError('NOT_FOUND')
    await endDutyIn(tx, account, caller.now)
    return { accountId: openid }
  })
}

/**
 * Writes the own office account along: of two of the office who end each other at once, the transactions collide and one is
 * refused (house rule 9, write skew).
 */
async function touchOwnIn(tx: Transaction, caller: Caller): Promise<void> {
  const own = await loadDutyIn(tx, 'office', caller.id)
  if (own === null || !own.active) throw new DomainError('NOT_ALLOWED')
  await saveAccountIn(tx, own)
}
