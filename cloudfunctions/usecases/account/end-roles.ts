import { remove } from '../../../miniprogram/domain/account/accounts'
import type { Transaction } from '../../platform/database'
import { deputyOf, loadApproverIn, saveAccountIn } from '../../stores/accounts'
import { endDeputyshipsIn } from './namings'

/** Somebody whose roles may have to end: what a transaction can't look up, looked up before it. */
export interface RoleHolder {
  openid: string
  /** openid of the deputy whom this person had named then; null: nobody. */
  named: string | null
}

export async function roleHolderOf(openid: string): Promise<RoleHolder> {
  return { openid, named: await deputyOf(openid) }
}

/**
 * Ends every role that rests on the directory (spec 1), in the transaction that takes its row away: the approver's account,
 * the own deputyships, and that of the deputy whom this person has named. Up to three writes; one who has no role costs none.
 * `reason` stands in the account's history.
 */
export async function endRolesIn(
  tx: Transaction,
  { openid, named }: RoleHolder,
  { byName, reason, at }: { byName: string; reason: string; at: number },
): Promise<void> {
  const approver = await loadApproverIn(tx, openid)
  if (approver !== null && !approver.removed) await saveAccountIn(tx, remove(approver, byName, reason, at))
  await endDeputyshipsIn(tx, openid, approver?.deputyId ?? named)
}
