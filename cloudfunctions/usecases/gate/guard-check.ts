import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { addPassageIn, loadPassageIn } from '../../stores/passages'
import type { Caller } from '../caller'
import { guardCall, guardOf, ownGate } from './actor'
import { recordLatePassages } from './record-late-passages'
import { checkAtGate } from './check'
import type { CheckAsked } from './read-code'

/** A guard checks a visitor at an own gate; the answer is recorded, allowed or not (spec 5.1). */
export const admit = (caller: Caller, input: Input<'gate.check'>): Promise<Output<'gate.check'>> =>
  checkAtGate(guardCall(caller), asked(input))

/** Exactly one of the three stands there (contract). */
function asked({ code = '', name, plate, person, ...check }: Input<'gate.check'>): CheckAsked {
  const coded = name === undefined ? { code } : { code, name }
  const credential = plate !== undefined ? { plate } : person !== undefined ? { person } : coded
  return { ...check, credential }
}

/** Passages that a guard's phone decided without a network. */
export const uploadPassages = async (
  caller: Caller,
  { sentAt, events }: Input<'gate.uploadPassages'>,
): Promise<Output<'gate.uploadPassages'>> => ({
  rows: await recordLatePassages(guardCall(caller), sentAt, events),
})

/** A guard marks that what they saw doesn't fit the purpose; the office finds it with the passage (spec 1). */
export async function markPurposeMismatch(
  caller: Caller,
  { gateId, passageId }: Input<'gate.markPurposeMismatch'>,
): Promise<Output<'gate.markPurposeMismatch'>> {
  const gate = await ownGate(guardOf(caller), gateId)
  return change(caller, async ({ tx }) => {
    const passage = await loadPassageIn(tx, passageId)
    if (passage === null || passage.gateId !== gate._id) throw new DomainError('NOT_FOUND')
    await addPassageIn(tx, { ...passage, purposeMismatch: true })
    return { passageId }
  })
}
