import type { Output } from '../../../contract'
import { loadNaming } from '../../stores/accounts'
import type { Caller } from '../caller'

/** The deputy named by the caller, as long as the days last. */
export async function readDeputy(caller: Caller): Promise<Output<'deputy.get'>> {
  const deputyId = caller.approver?.deputyId ?? null
  const named = deputyId === null ? null : await loadNaming(deputyId, caller.id)
  if (named === null || named.naming.lastDay < caller.today) return { deputy: null }
  const { firstDay, lastDay } = named.naming
  return { deputy: { name: named.name, firstDay, lastDay } }
}
