import type { Gate as GateView } from '../../../contract'
import {
  gatesOfRight,
  pedestrianGates,
  vehicleGates,
  type PurposeClass,
} from '../../../miniprogram/domain/visit/purposes'
import type { Activity } from '../../stores/activities'
import type { Gate } from '../../stores/campus'
import { gateView } from '../visit/views'

/** Gates by which guests of an activity may come, in some way that it allows. */
export function gatesOfActivity(
  { gateIds, asksPlate }: Pick<Activity, 'gateIds' | 'asksPlate'>,
  purposeClass: PurposeClass,
  all: readonly Gate[],
): GateView[] {
  const gates = gatesOfRight(all, gateIds.length === 0 ? null : gateIds)
  const byCar = asksPlate ? vehicleGates(purposeClass, gates) : []
  const onFoot = pedestrianGates(gates)
  return gates.filter((gate) => onFoot.includes(gate) || byCar.includes(gate)).map(gateView)
}
