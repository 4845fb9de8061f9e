import { unitsStoodFor } from '../../../miniprogram/domain/account/accounts'
import type { Day } from '../../../miniprogram/domain/values/days'
import { findDeciders, type Recipient } from '../../stores/accounts'

/** Whether somebody isn't, or isn't any more, among those who may decide for the unit today. */
export const isNoApproverOf = async (unitId: string, openid: string, today: Day): Promise<boolean> =>
  (await approversOf(unitId, today)).every((approver) => approver.openid !== openid)

/** Who may decide for the unit today: its approvers and who stands in for them. */
export async function approversOf(unitId: string, today: Day): Promise<Recipient[]> {
  const found = await findDeciders(unitId)
  const approvers = found.filter((account) => account.role === 'approver')
  const deputies = found.filter(
    (account) => account.role === 'deputy' && unitsStoodFor(account.namings, today).includes(unitId),
  )
  const byOpenid = new Map([...approvers, ...deputies].map(({ openid, name }) => [openid, { openid, name }]))
  return [...byOpenid.values()]
}
