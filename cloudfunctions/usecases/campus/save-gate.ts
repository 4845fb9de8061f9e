import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadCampusIn, loadGateIn, saveGateIn } from '../../stores/campus'
import { requireMark } from '../as-seen'
import type { Caller } from '../caller'

/** Adds or changes a gate of a campus. NOT_FOUND: no such campus, or no name; as `requireMark`. */
export const saveGate = (caller: Caller, input: Input<'gate.save'>): Promise<Output<'gate.save'>> =>
  change(caller, async ({ tx }) => {
    const { gateId, name, seen, ...traits } = input
    const campus = await loadCampusIn(tx, input.campusId)
    if (campus === null || name.trim() === '') throw new DomainError('NOT_FOUND')
    requireMark(await loadGateIn(tx, gateId), seen)
    await saveGateIn(tx, { _id: gateId, name: name.trim(), ...traits })
    return { gateId }
  })
