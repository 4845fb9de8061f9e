import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { loadActivityIn, type Activity } from '../../stores/activities'
import { requireApproverIn } from '../account/load-accounts'
import type { Caller } from '../caller'

/** Whose activities somebody may look after: approvers those of their units, the office all (spec 4.2). */

/** The activity, if the caller may look at it. Throws NOT_FOUND for others'. */
export function ownActivity(caller: Caller, activity: Activity | null): Activity {
  const units = caller.scope.units()
  if (activity === null || (caller.office === null && !units.includes(activity.unitId)))
    throw new DomainError('NOT_FOUND')
  return activity
}

/** Who acts on an activity, as its history and the guests read it. */
export interface ActingOn {
  activity: Activity
  byName: string
}

/**
 * The activity for a decision on it: the approver's account is read and written in the same transaction, so that freezing
 * it at this moment collides (house rule 9). Throws NOT_FOUND, FROZEN.
 */
export async function activityToChangeIn(tx: Transaction, caller: Caller, id: string): Promise<ActingOn> {
  const found = await loadActivityIn(tx, id)
  if (caller.office !== null) return { activity: ownActivity(caller, found), byName: caller.office.name }
  const account = await requireApproverIn(tx, caller, found?.unitId ?? null)
  if (found === null || !caller.scope.units(account).includes(found.unitId))
    throw new DomainError('NOT_FOUND')
  return { activity: found, byName: account.name }
}
