import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkLocation } from '../../../miniprogram/domain/gate/location'
import { change } from '../../platform/unit-of-work'
import { loadCampusIn, loadGateIn } from '../../stores/campus'
import type { Caller } from '../caller'
import { changeGateIn } from './change-gate'

/**
 * Adds or changes a gate of a campus. NOT_FOUND: no such campus, or no name; GATE_LOCATION: it can't stand there; as
 * `changeGateIn`.
 */
export async function saveGate(caller: Caller, input: Input<'gate.save'>): Promise<Output<'gate.save'>> {
  const { gateId, name, seen, location: given, ...traits } = input
  const error = given == null ? null : checkLocation(given)
  if (error !== null) throw new DomainError('GATE_LOCATION', { error })
  return change(caller, async ({ tx }) => {
    const campus = await loadCampusIn(tx, input.campusId)
    if (campus === null || name.trim() === '') throw new DomainError('NOT_FOUND')
    const by = { now: caller.now, byName: caller.office?.name ?? '' }
    // A page that was opened before gates had one says nothing of it.
    const location = given === undefined ? (await loadGateIn(tx, gateId))?.location : given
    const gate = { _id: gateId, name: name.trim(), ...traits }
    await changeGateIn(tx, by, location == null ? gate : { ...gate, location }, seen)
    return { gateId }
  })
}
