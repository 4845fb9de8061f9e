import type { Input, Output } from '../../../contract'
import { change } from '../../platform/unit-of-work'
import { saveStandingPassIn } from '../../stores/standing-passes'
import type { Caller } from '../caller'
import { anyPassIn, withStep } from './own-pass'

/** Kept in the history of the pass, and so on the audit trail, before its people are read for a file (spec 9). */
export function exportStandingPeople(
  caller: Caller,
  { passId }: Input<'standing.export'>,
): Promise<Output<'standing.export'>> {
  return change(caller, async ({ tx }) => {
    const { pass, byName } = await anyPassIn(tx, caller, passId)
    await saveStandingPassIn(tx, withStep(pass, caller, byName, 'exported'))
    return { passId, state: pass.state }
  })
}
