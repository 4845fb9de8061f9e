import { DUTY_ROLES } from '../../../miniprogram/domain/account/accounts'
import { formerGates } from '../../../miniprogram/domain/account/former-gates'
import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { loadDutyIn, saveAccountIn, type DutyAccount, type GuardAccount } from '../../stores/accounts'
import { endSessionsIn } from './console-sessions'

/** A guard who leaves a gate, or all: what their phone decided there before is still taken for a while. */
export const leaving = (
  account: DutyAccount | null,
  gateIds: readonly string[],
  now: number,
): Pick<GuardAccount, 'former'> =>
  account?.role === 'guard' ? { former: formerGates(account, gateIds, now) } : {}

/** Ends an account of a guard, a desk or the office, and what stands open of its person. */
export async function endDutyIn(tx: Transaction, account: DutyAccount, now: number): Promise<void> {
  await saveAccountIn(tx, { ...account, ...leaving(account, [], now), active: false })
  await endSessionsIn(tx, account.openid, now)
}

/**
 * Ends all of them that somebody has. OWN_REQUEST: nobody ends their own account of the office; LAST_OFFICE: nobody would be left
 * there.
 * @param offices others who had an account of the office when it was looked up
 */
export async function endDutiesIn(
  tx: Transaction,
  { openid, offices }: { openid: string; offices: readonly string[] },
  by: { id: string; at: number },
): Promise<void> {
  const accounts = await Promise.all(DUTY_ROLES.map((role) => loadDutyIn(tx, role, openid)))
  for (const account of accounts) {
    if (account === null || !account.active) continue
    if (account.role === 'office' && by.id === openid) throw new DomainError('OWN_REQUEST')
    if (account.role === 'office') await touchOneIn(tx, offices)
    await endDutyIn(tx, account, by.at)
  }
}

/** Writes one that stays along: of two who are ended at once, the transactions collide (house rule 9, write skew). */
async function touchOneIn(tx: Transaction, offices: readonly string[]): Promise<void> {
  for (const openid of offices) {
    const other = await loadDutyIn(tx, 'office', openid)
    if (other?.active === true) return saveAccountIn(tx, other)
  }
  throw new DomainError('LAST_OFFICE')
}
