import type { Input, Output } from '../../../contract'
import { accountReason } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { change } from '../../platform/unit-of-work'
import {
  loadAccountRequest,
  loadAccountRequestIn,
  saveAccountRequestIn,
  type AccountRequest,
} from '../../stores/account-requests'
import { loadApproverIn } from '../../stores/accounts'
import { loadUnit } from '../../stores/campus'
import type { Caller } from '../caller'
import { loadAccounts } from './load-accounts'
import { takeFilesIn } from '../file/uploads'

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
    const [form] = await takeFilesIn(tx, caller, 'accountForm', [input.form], retentionReason(caller.id))
    if (form === undefined) throw new DomainError('PHOTO_GONE')
    await saveAccountRequestIn(tx, {
      _id: caller.id,
      openid: caller.id,
      staffId: staff._id,
      name: staff.name,
      unitId: unit._id,
      unitName: unit.name,
      reason,
      leaderName,
      form: form.file,
      state: 'open',
      answer: null,
      answeredBy: null,
      askedAt: caller.now,
    })
    return { requestId: caller.id, state: 'open' as const }
  })
}

/** The caller's own latest request. One that was granted is over with its account: it can be asked for anew. */
export async function readAskedAccount(caller: Caller): Promise<Output<'account.asked'>> {
  const [request, { approver }] = await Promise.all([
    loadAccountRequest(caller.id),
    loadAccounts(caller.id, ['approver'], caller.today),
  ])
  const isOver = request?.state === 'accepted' && approver?.unitIds.includes(request.unitId) !== true
  return { request: request === null || isOver ? null : requestView(request) }
}

/** Why the stamped form is kept: for the latest request of this person. */
export const retentionReason = (openid: string): string => `accountRequest:${openid}`

export const requestView = ({
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
