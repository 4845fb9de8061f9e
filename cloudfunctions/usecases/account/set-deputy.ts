import type { Input, Output } from '../../../contract'
import { checkDeputyDays, withinUnits, type DeputyDays } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { loadApproverIn, saveAccountIn, type ApproverAccount } from '../../stores/accounts'
import { loadStaffIn, saveStaffIn } from '../../stores/staff'
import type { Caller } from '../caller'
import { endNamingIn, nameDeputyIn } from './namings'

/** An approver on leave names a deputy for some days, for the units both belong to (spec 3); null ends it. */
export async function setDeputy(caller: Caller, input: Input<'deputy.set'>): Promise<Output<'deputy.set'>> {
  const days = input === null ? null : checkDeputyDays(input, caller.today)
  return change(caller, async ({ tx }) => {
    const account = await loadApproverIn(tx, caller.id)
    if (account === null || account.removed) throw new DomainError('NOT_ALLOWED')
    if (account.frozen !== null) throw new DomainError('FROZEN', { ...account.frozen })
    const fit = input === null ? null : await fitDeputyIn(tx, account, input.staffId)
    const before = account.deputyId ?? null
    if (before !== null && before !== fit?.openid) await endNamingIn(tx, before, caller.id)
    // Written also to collide with the office, which may freeze or remove the account at this moment.
    await saveAccountIn<ApproverAccount>(tx, { ...account, deputyId: fit?.openid ?? null })
    if (fit === null || days === null) return { deputy: null }
    const { firstDay, lastDay }: DeputyDays = days
    await nameDeputyIn(tx, fit, { principalId: caller.id, unitIds: fit.unitIds, firstDay, lastDay })
    return { deputy: { name: fit.name, firstDay, lastDay } }
  })
}

/**
 * Somebody else of one of the approver's units who has bound WeChat: without that nobody could tell them. Neither a
 * removed nor a frozen approver (spec 1). DEPUTY_UNFIT otherwise.
 */
async function fitDeputyIn(
  tx: Transaction,
  principal: ApproverAccount,
  staffId: string,
): Promise<{ openid: string; name: string; unitIds: string[] }> {
  const staff = await loadStaffIn(tx, staffId)
  if (staff === null || !staff.active || staff.openid === null || staff.openid === principal.openid)
    throw new DomainError('DEPUTY_UNFIT')
  const own = await loadApproverIn(tx, staff.openid)
  if (own !== null && !own.active) throw new DomainError('DEPUTY_UNFIT')
  const whole = { principalId: principal.openid, unitIds: principal.unitIds, firstDay: '', lastDay: '' }
  const [shared] = withinUnits([whole], [staff.unitId, ...(own?.unitIds ?? [])])
  if (shared === undefined) throw new DomainError('DEPUTY_UNFIT')
  // Who is unbound or frozen at this moment collides with this, instead of becoming a deputy behind it (house rule 9).
  await saveStaffIn(tx, staff)
  if (own !== null) await saveAccountIn(tx, own)
  return { openid: staff.openid, name: staff.name, unitIds: shared.unitIds }
}
