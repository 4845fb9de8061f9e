import type { Input, Output } from '../../../contract'
import { accountReason } from '../../../miniprogram/domain/account/accounts'
import { DAY_MS } from '../../../miniprogram/domain/values/days'
import { DomainError } from '../../../miniprogram/domain/errors'
import { temporaryUrls } from '../../platform/files'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { countsOf } from '../../platform/pages'
import { shownRows } from '../../platform/shown-rows'
import {
  countOpenRequests,
  listAccountRequests,
  loadAccountRequestIn,
  saveAccountRequestIn,
  type AccountRequest,
} from '../../stores/account-requests'
import { accountId, loadApproverIn, saveAccountIn, type ApproverAccount } from '../../stores/accounts'
import { deleteFileLater } from '../../stores/kept-files'
import { loadSettings } from '../../stores/settings'
import { loadStaffIn, saveStaffIn } from '../../stores/staff'
import { requireAsSeen } from '../as-seen'
import type { Caller } from '../caller'
import { requestView, retentionReason } from './ask-account'
import type { DirectoryChange } from './staff-directory'
import { accountAnsweredNotice } from '../notice/account-notices'

export async function listAskedAccounts(
  _caller: Caller,
  { state, cursor }: Input<'account.requests'>,
): Promise<Output<'account.requests'>> {
  const [page, counts] = await Promise.all([
    listAccountRequests(state, cursor),
    countsOf(cursor, { open: countOpenRequests }),
  ])
  const urls = await temporaryUrls(page.rows.map((request) => request.form))
  const rows = shownRows(page.rows, (request, index) => ({
    ...requestView(request),
    formUrl: urls[index] ?? null,
  }))
  return { rows, next: page.next, counts }
}

/** The office creates the account, or says why not; the one who asked is told. */
export async function answerAskedAccount(
  caller: Caller,
  { accountRequestId, accept, reason, seen }: Input<'account.answer'>,
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
    // A colleague may have refused it meanwhile, and the same person have asked anew for another unit.
    if (accept) requireAsSeen(request.askedAt, seen)
    const state = accept ? ('accepted' as const) : ('refused' as const)
    const answered = { ...request, state, answer, answeredBy: byName }
    await saveAccountRequestIn(tx, answered)
    const formDue = caller.now + keepFormDays * DAY_MS
    await deleteFileLater(tx, request.form, formDue, retentionReason(accountRequestId))
    if (accept) await grantIn(tx, answered, { id: caller.id, byName, at: caller.now })
    await notify(accountAnsweredNotice(answered))
    return { requestId: accountRequestId, state }
  })
}

/**
 * Creates the account, or adds the unit to the one there is; a removed one starts anew, its history kept. OWN_REQUEST: nobody
 * gives it to themself, by whichever way (spec 1). ACCOUNT_LEFT: the row is theirs no more.
 */
export async function grantIn(
  tx: Transaction,
  request: Pick<AccountRequest, 'openid' | 'staffId' | 'name' | 'unitId'>,
  { id, byName, at }: DirectoryChange,
): Promise<void> {
  const { openid, staffId, name, unitId } = request
  if (openid === id) throw new DomainError('OWN_REQUEST')
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

export function officeName(caller: Caller): string {
  if (caller.office === null) throw new DomainError('NOT_ALLOWED')
  return caller.office.name
}
