import type { Input, Output } from '../../../contract'
import {
  accountReason,
  fitsAccount,
  freeze,
  remove,
  unfreeze,
} from '../../../miniprogram/domain/account/accounts'
import { DAY_MS } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { temporaryUrls } from '../../platform/files'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import {
  listAccountRequests,
  loadAccountRequest,
  loadAccountRequestIn,
  saveAccountRequestIn,
  type AccountRequest,
} from '../../stores/account-requests'
import {
  accountId,
  listApprovers,
  loadApproverIn,
  saveAccountIn,
  type ApproverAccount,
} from '../../stores/accounts'
import { listUnits, loadUnit, type Unit } from '../../stores/campus'
import { deleteFileLater, keepFileIn } from '../../stores/kept-files'
import { loadSettings } from '../../stores/settings'
import { loadStaffIn, saveStaffIn } from '../../stores/staff'
import type { Caller } from '../caller'
import { accountAnsweredNotice } from '../notice/notices'
import { endDeputyshipsIn } from './namings'

/** Approver accounts (spec 1): asked for by staff with the stamped form, created, frozen and removed by the office. */

export async function askAccount(
  caller: Caller,
  input: Input<'account.ask'>,
): Promise<Output<'account.ask'>> {
  const { staff } = caller
  const unit = await loadUnit(input.unitId)
  const reason = accountReason(input.reason)
  const leaderName = normaliseName(input.leaderName)
  if (staff === null) throw new DomainError('NOT_ALLOWED')
  if (unit === null) throw new DomainError('UNIT_REQUIRED')
  if (leaderName === '') throw new DomainError('LEADER_REQUIRED')
  return change(caller, async ({ tx }) => {
    const account = await loadApproverIn(tx, caller.id)
    if (account !== null && !account.removed && account.unitIds.includes(unit._id))
      throw new DomainError('ACCOUNT_EXISTS')
    const earlier = await loadAccountRequestIn(tx, caller.id)
    if (earlier?.state === 'open') throw new DomainError('ACCOUNT_ASKED')
    await keepFileIn(tx, input.form, retentionReason(caller.id))
    await saveAccountRequestIn(tx, {
      _id: caller.id,
      openid: caller.id,
      staffId: staff._id,
      name: staff.name,
      unitId: unit._id,
      unitName: unit.name,
      reason,
      leaderName,
      form: input.form,
      state: 'open',
      answer: null,
      answeredBy: null,
      askedAt: caller.now,
    })
    return { requestId: caller.id, state: 'open' as const }
  })
}

/** The caller's own latest request. */
export async function readAskedAccount(caller: Caller): Promise<Output<'account.asked'>> {
  const request = await loadAccountRequest(caller.id)
  return { request: request === null ? null : requestView(request) }
}

export async function listAskedAccounts(
  _caller: Caller,
  { state, cursor }: Input<'account.requests'>,
): Promise<Output<'account.requests'>> {
  const page = await listAccountRequests(state, cursor)
  const urls = await temporaryUrls(page.rows.map((request) => request.form))
  const rows = shownRows(page.rows, (request, index) => ({
    ...requestView(request),
    formUrl: urls[index] ?? null,
  }))
  return { rows, next: page.next }
}

/** The office creates the account, or says why not; the one who asked is told. */
export async function answerAskedAccount(
  caller: Caller,
  { accountRequestId, accept, reason }: Input<'account.answer'>,
): Promise<Output<'account.answer'>> {
  const byName = officeName(caller)
  const answer = accept ? null : accountReason(reason)
  const { keepFormDays } = await loadSettings()
  return change(caller, async ({ tx, notify }) => {
    const request = await loadAccountRequestIn(tx, accountRequestId)
    if (request === null) throw new DomainError('NOT_FOUND')
    // Four eyes (spec 1): nobody answers their own request.
    if (request.openid === caller.id) throw new DomainError('OWN_REQUEST')
    if (request.state !== 'open') throw new DomainError('ACCOUNT_ANSWERED')
    const state = accept ? ('accepted' as const) : ('refused' as const)
    const answered = { ...request, state, answer, answeredBy: byName }
    await saveAccountRequestIn(tx, answered)
    const formDue = caller.now + keepFormDays * DAY_MS
    await deleteFileLater(tx, request.form, formDue, retentionReason(accountRequestId))
    if (accept) await grantIn(tx, answered, byName, caller.now)
    await notify(accountAnsweredNotice(answered))
    return { requestId: accountRequestId, state }
  })
}

/** Why the stamped form is kept: for the latest request of this person. */
const retentionReason = (openid: string): string => `accountRequest:${openid}`

/** Creates the account, or adds the unit to the one there is; a removed one starts anew, its history kept. */
export async function grantIn(
  tx: Transaction,
  request: Pick<AccountRequest, 'openid' | 'staffId' | 'name' | 'unitId'>,
  byName: string,
  at: number,
): Promise<void> {
  const { openid, staffId, name, unitId } = request
  const staff = await loadStaffIn(tx, staffId)
  if (staff === null || !staff.active || staff.openid !== openid) throw new DomainError('ACCOUNT_LEFT')
  // Who leaves at this moment collides with this, instead of being made an approver behind it (house rule 9).
  await saveStaffIn(tx, staff)
  const account = await loadApproverIn(tx, openid)
  const kept = account !== null && !account.removed ? account : null
  const action = kept === null ? ('created' as const) : ('unitAdded' as const)
  await saveAccountIn<ApproverAccount>(tx, {
    _id: accountId('approver', openid),
    openid,
    name,
    role: 'approver',
    unitIds: [...new Set([...(kept?.unitIds ?? []), unitId])],
    frozen: kept?.frozen ?? null,
    removed: false,
    active: kept === null ? true : kept.active,
    history: [...(account?.history ?? []), { at, action, byName, reason: null }],
    rev: account?.rev ?? 0,
    deputyId: kept?.deputyId ?? null,
    sort: `${name}:${openid}`,
  })
}

export async function listAccounts(
  _caller: Caller,
  { cursor, text = '' }: Input<'account.list'>,
): Promise<Output<'account.list'>> {
  const names = new Map((await listUnits()).map((unit) => [unit._id, unit.name]))
  const rows: Output<'account.list'>['rows'] = []
  let next = cursor
  // A campus has some hundreds of accounts: a search reads through them in a query or two, in the list's own order.
  for (let pages = 0; pages < MAX_PAGES_READ; pages++) {
    const page = await listApprovers(next, text === '' ? undefined : SEARCHED_PAGE)
    const read = shownRows(page.rows, (account) => accountView(account, names))
    rows.push(...read.filter((row) => fits(row, text)))
    next = page.next
    if (text === '' || next === null || rows.length > 0) break
  }
  return { rows, next }
}

const SEARCHED_PAGE = 200
const MAX_PAGES_READ = 5

const fits = ({ name, units }: Output<'account.list'>['rows'][number], text: string): boolean =>
  fitsAccount(
    text,
    name,
    units.map((unit) => unit.name),
  )

const accountView = (account: ApproverAccount, unitNames: ReadonlyMap<string, string>) => ({
  id: account.openid,
  name: account.name,
  units: account.unitIds.map((id) => ({ id, name: unitNames.get(id) ?? '' })),
  frozen: account.frozen,
  removed: account.removed,
})

export const freezeAccount = (
  caller: Caller,
  input: Input<'account.freeze'>,
): Promise<Output<'account.freeze'>> =>
  changeAccount(caller, input.accountId, (account, byName) =>
    freeze(account, byName, input.reason, caller.now),
  )

export const unfreezeAccount = (
  caller: Caller,
  input: Input<'account.unfreeze'>,
): Promise<Output<'account.unfreeze'>> =>
  changeAccount(caller, input.accountId, (account, byName) => {
    if (account.openid === caller.id) throw new DomainError('OWN_REQUEST')
    return unfreeze(account, byName, caller.now)
  })

export const removeAccount = (
  caller: Caller,
  input: Input<'account.remove'>,
): Promise<Output<'account.remove'>> =>
  changeAccount(caller, input.accountId, (account, byName) =>
    remove(account, byName, input.reason, caller.now),
  )

export async function listAllUnits(): Promise<Output<'unit.list'>> {
  const units = await listUnits()
  return {
    units: units.map(({ _id, name, campusName, hasGates, phone }: Unit) => ({
      id: _id,
      name,
      campusName,
      hasGates,
      phone,
    })),
  }
}

async function changeAccount(
  caller: Caller,
  openid: string,
  step: (account: ApproverAccount, byName: string) => ApproverAccount,
): Promise<{ accountId: string }> {
  const byName = officeName(caller)
  return change(caller, async ({ tx }) => {
    const account = await loadApproverIn(tx, openid)
    if (account === null) throw new DomainError('NOT_FOUND')
    const changed = step(account, byName)
    await saveAccountIn(tx, changed)
    // Nobody stands in for somebody who may not decide themself, nor the other way round (spec 1).
    if (!changed.active) await endDeputyshipsIn(tx, openid, changed.deputyId)
    return { accountId: openid }
  })
}

function officeName(caller: Caller): string {
  if (caller.office === null) throw new DomainError('NOT_ALLOWED')
  return caller.office.name
}

const requestView = ({
  _id,
  state,
  name,
  unitId,
  unitName,
  reason,
  leaderName,
  askedAt,
  answer,
}: AccountRequest) => ({
  id: _id,
  state,
  name,
  unitId,
  unitName,
  reason,
  leaderName,
  askedAt,
  answer,
})
