import { DomainError } from '../../../miniprogram/domain/errors'
import type { Transaction } from '../../platform/database'
import { loadStandingPassIn, type StandingPass, type StandingStep } from '../../stores/standing-passes'
import { requireApproverIn } from '../account/load-accounts'
import type { Caller } from '../caller'

/** Whose standing passes somebody may look after: approvers those of their units, the office all (spec 4.4). */

/** The pass, if the caller may look at it. Throws NOT_FOUND for others'. */
export function ownPass(caller: Caller, pass: StandingPass | null): StandingPass {
  const units = caller.scope.units()
  if (pass === null || (caller.office === null && !units.includes(pass.unitId)))
    throw new DomainError('NOT_FOUND')
  return pass
}

/** The name under which an approver acts for a unit: the account is read and written in the transaction (house rule 9). */
export async function actsForUnitIn(tx: Transaction, caller: Caller, unitId: string | null): Promise<string> {
  const account = await requireApproverIn(tx, caller, unitId)
  if (unitId === null || !caller.scope.units(account).includes(unitId)) throw new DomainError('NOT_FOUND')
  return account.name
}

/** Who acts on a pass, as its history tells. */
export interface ActingOn {
  pass: StandingPass
  byName: string
}

/** The pass for what its unit does. Throws NOT_FOUND, FROZEN, NOT_ALLOWED. */
export async function unitPassIn(tx: Transaction, caller: Caller, id: string): Promise<ActingOn> {
  const pass = await loadStandingPassIn(tx, id)
  const byName = await actsForUnitIn(tx, caller, pass?.unitId ?? null)
  if (pass === null) throw new DomainError('NOT_FOUND')
  return { pass, byName }
}

/** The pass for what its unit or the office does. */
export async function anyPassIn(tx: Transaction, caller: Caller, id: string): Promise<ActingOn> {
  if (caller.office === null) return unitPassIn(tx, caller, id)
  return { pass: ownPass(caller, await loadStandingPassIn(tx, id)), byName: caller.office.name }
}

/** More is on the audit trail. */
const MAX_STEPS = 60

/** The pass with one more step in its history. */
export const withStep = <P extends Pick<StandingPass, 'history'>>(
  pass: P,
  { now }: { now: number },
  byName: string,
  what: StandingStep['what'],
  note = '',
): P => ({
  ...pass,
  // The first one says when it was made.
  history: [
    ...pass.history.slice(0, 1),
    ...pass.history.slice(1).slice(2 - MAX_STEPS),
    { at: now, byName, what, note },
  ],
})

/** Its people are brought in line from the first one on. */
export const ANEW = { due: true, settledUpTo: '' } as const
