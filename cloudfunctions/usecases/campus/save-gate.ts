import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadCampusIn } from '../../stores/campus'
import type { Caller } from '../caller'
import { changeGateIn } from './change-gate'

/** Adds or changes a gate of a campus. NOT_FOUND: no such campus, or no name; as `changeGateIn`. */
export const saveGate = (caller: Caller, input: Input<'gate.save'>): Promise<Output<'gate.save'>> =>
  change(caller, async ({ tx }) => {
    const { gateId, name, seen, ...traits } = input
    const campus = await loadCampusIn(tx, input.campusId)
    if (campus === null || name.trim() === '') throw new DomainError('NOT_FOUND')
    const by = { now: caller.now, byName: caller.office?.name ?? '' }
    await changeGateIn(tx, by, { _id: gateId, name: name.trim(), ...traits }, seen)
    return { gateId }
  })
