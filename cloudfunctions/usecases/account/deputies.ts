import type { Input, Output } from '../../../contract'
import { checkDeputyDays } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import {
  accountId,
  deputyOf,
  endDeputyIn,
  loadApproverIn,
  loadDeputyIn,
  saveAccountIn,
  type DeputyAccount,
} from '../../stores/accounts'
import { loadStaff } from '../../stores/staff'
import type { Caller } from '../caller'

/** An approver on leave names a deputy of the unit for some days (spec 3); null ends it. */
export async function setDeputy(caller: Caller, input: Input<'deputy.set'>): Promise<Output<'deputy.set'>> {
  const before = await deputyOf(caller.id)
  const named = input === null ? null : await fitDeputy(caller, input.staffId)
  const days = input === null ? null : checkDeputyDays(input, caller.today)
  return change(caller, async ({ tx }) => {
    const account = await loadApproverIn(tx, caller.id)
    if (account === null || account.removed) throw new DomainError('NOT_ALLOWED')
    if (before !== null) await endDeputyIn(tx, before.openid, caller.id)
    if (named === null || days === null) return { deputy: null }

    const earlier = await loadDeputyIn(tx, named.openid)
    await saveAccountIn<DeputyAccount>(tx, {
      _id: accountId('deputy', named.openid),
      openid: named.openid,
      name: named.name,
      role: 'deputy',
      active: true,
      unitIds: account.unitIds,
      principalId: caller.id,
      ...days,
      rev: earlier?.rev ?? 0,
    })
    return { deputy: { name: named.name, ...days } }
  })
}

export async function readDeputy(caller: Caller): Promise<Output<'deputy.get'>> {
  const deputy = await deputyOf(caller.id)
  if (deputy === null || !deputy.active || deputy.lastDay < caller.today) return { deputy: null }
  return { deputy: { name: deputy.name, firstDay: deputy.firstDay, lastDay: deputy.lastDay } }
}

/** Somebody else of one of the caller's units who has bound WeChat: without that nobody could tell them. */
async function fitDeputy(caller: Caller, staffId: string): Promise<{ openid: string; name: string }> {
  const staff = await loadStaff(staffId)
  const ofUnit = staff !== null && staff.active && caller.approver?.unitIds.includes(staff.unitId) === true
  if (!ofUnit || staff.openid === null || staff.openid === caller.id) throw new DomainError('DEPUTY_UNFIT')
  return { openid: staff.openid, name: staff.name }
}
