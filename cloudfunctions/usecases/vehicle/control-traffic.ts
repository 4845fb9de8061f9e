import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkControl } from '../../../miniprogram/domain/vehicle/traffic-control'
import { change } from '../../platform/unit-of-work'
import { listGates } from '../../stores/campus'
import { recordId } from '../../platform/replies'
import { controlsNow, EVERYBODY_TOLD, loadControlIn, saveControlIn } from '../../stores/traffic-controls'
import type { Caller } from '../caller'

/** Traffic control (spec 5.5): the office closes gates to vehicles for a time; who is affected is told. */

export async function closeGates(
  caller: Caller,
  input: Input<'traffic.close'>,
): Promise<Output<'traffic.close'>> {
  const { gateIds, from, until } = input
  checkControl({ gateIds, from, until }, caller.now)
  const gates = (await listGates()).filter((gate) => gateIds.includes(gate._id) && gate.vehicleBarrier)
  if (gates.length === 0) throw new DomainError('GATES_REQUIRED')
  const _id = recordId(caller, caller.requestId)
  return change(caller, async ({ tx }) => {
    await saveControlIn(tx, {
      _id,
      gateIds: gates.map((gate) => gate._id),
      gateNames: gates.map((gate) => gate.name),
      // It held for nobody before it was ordered.
      from: Math.max(from, caller.now),
      until,
      reason: input.reason.trim(),
      byName: caller.office?.name ?? '',
      at: caller.now,
      toldUpTo: '',
    })
    return { controlId: _id }
  })
}

export const openGates = (
  caller: Caller,
  { controlId }: Input<'traffic.open'>,
): Promise<Output<'traffic.open'>> =>
  change(caller, async ({ tx }) => {
    const control = await loadControlIn(tx, controlId)
    if (control === null) throw new DomainError('NOT_FOUND')
    await saveControlIn(tx, { ...control, until: Math.min(control.until, caller.now) })
    return { controlId }
  })

export async function listControls(caller: Caller): Promise<Output<'traffic.list'>> {
  const controls = await controlsNow(caller.now)
  return {
    controls: controls.map(({ _id, gateNames, from, until, reason, told = 0, toldUpTo }) => ({
      ...{ id: _id, gateNames, from, until, reason, told },
      toldAll: toldUpTo === EVERYBODY_TOLD,
    })),
  }
}
