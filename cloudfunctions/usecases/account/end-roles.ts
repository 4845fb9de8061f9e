import { remove } from '../../../miniprogram/domain/account/accounts'
import type { Transaction } from '../../platform/database'
import { deputyOf, listDuties, loadApproverIn, saveAccountIn } from '../../stores/accounts'
import { endSessionsIn } from './console-sessions'
import { endDutiesIn } from './end-duty'
import { endDeputyshipsIn } from './namings'

/** Somebody whose roles may have to end: what a transaction can't look up, looked up before it. */
export interface RoleHolder {
  openid: string
  /** openid of the deputy whom this person had named then; null: nobody. */
  named: string | null
  /** Others who had an account of the office then. */
  offices: string[]
}

export async function roleHolderOf(openid: string): Promise<RoleHolder> {
  const [named, offices] = await Promise.all([deputyOf(openid), listDuties('office')])
  return { openid, named, offices: offices.map((each) => each.openid).filter((other) => other !== openid) }
}

/**
 * Ends every role that rests on the directory (spec 1), in the transaction that takes its row away: the approver's account,
 * the own deputyships, that of the deputy whom this person has named, and accounts of guards, desks and the office. Up to eight
 * writes; one who has no role costs one, by which what stands open at a console ends. `reason` stands in the approver's history.
 * As `endDutiesIn`.
 */
export async function endRolesIn(
  tx: Transaction,
  holder: RoleHolder,
  by: { id: string; byName: string; reason: string; at: number },
): Promise<void> {
  const { openid, named } = holder
  await endDutiesIn(tx, holder, by)
  const approver = await loadApproverIn(tx, openid)
  if (approver !== null && !approver.removed)
    await saveAccountIn(tx, remove(approver, by.byName, by.reason, by.at))
  await endDeputyshipsIn(tx, openid, approver?.deputyId ?? named)
  await endSessionsIn(tx, openid, by.at)
}
