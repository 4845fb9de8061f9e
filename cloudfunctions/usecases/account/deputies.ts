import type { Input, Output } from '../../../contract'
import { checkDeputyDays } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
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
import { once, type Context } from '../context'

/** An approver on leave names a deputy of the unit for some days (spec 3); null ends it. */
export async function setDeputy(context: Context, input: Input<'deputy.set'>): Promise<Output<'deputy.set'>> {
  const before = await deputyOf(context.openid)
  const named = input === null ? null : await fitDeputy(context, input.staffId)
  const days = input === null ? null : checkDeputyDays(input, context.today)
  return once(context, async (tx) => {
    const account = await loadApproverIn(tx, context.openid)
    if (account === null || account.removed) throw new DomainError('NOT_ALLOWED')
    if (before !== null) await endDeputyIn(tx, before.openid, context.openid)
    if (named === null || days === null) return { deputy: null }

    const earlier = await loadDeputyIn(tx, named.openid)
    await saveAccountIn<DeputyAccount>(tx, {
      _id: accountId('deputy', named.openid),
      openid: named.openid,
      name: named.name,
      role: 'deputy',
      active: true,
      unitIds: account.unitIds,
      principalId: context.openid,
      ...days,
      rev: earlier?.rev ?? 0,
    })
    return { deputy: { name: named.name, ...days } }
  })
}

export async function readDeputy(context: Context): Promise<Output<'deputy.get'>> {
  const deputy = await deputyOf(context.openid)
  if (deputy === null || !deputy.active || deputy.lastDay < context.today) return { deputy: null }
  return { deputy: { name: deputy.name, firstDay: deputy.firstDay, lastDay: deputy.lastDay } }
}

/** Somebody else of one of the caller's units who has bound WeChat: without that nobody could tell them. */
async function fitDeputy(context: Context, staffId: string): Promise<{ openid: string; name: string }> {
  const staff = await loadStaff(staffId)
  const ofUnit = staff !== null && staff.active && context.approver?.unitIds.includes(staff.unitId) === true
  if (!ofUnit || staff.openid === null || staff.openid === context.openid)
    throw new DomainError('DEPUTY_UNFIT')
  return { openid: staff.openid, name: staff.name }
}
