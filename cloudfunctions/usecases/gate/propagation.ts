import type { Output } from '../../../contract'
import { propagationOf } from '../../../miniprogram/domain/gate/propagation'
import { stateToday } from '../../../miniprogram/domain/visit/visit'
import type { Day } from '../../../miniprogram/domain/values/days'
import { knowledgeByGate } from '../../stores/devices'
import type { Visit } from '../../stores/visits'

/** Whether each gate that an approved visit may use knows of it (spec 3); nothing for others. */
export async function propagationAt(
  visit: Visit,
  gates: readonly { id: string; name: string }[],
  { now, today }: { now: number; today: Day },
): Promise<Output<'visit.get'>['delivery']> {
  if (stateToday(visit, today) !== 'approved') return []
  const knowledge = await knowledgeByGate()
  return gates.map(({ id, name }) => ({
    gateId: id,
    gateName: name,
    state: propagationOf(visit.changedAt, knowledge.get(id) ?? [], now),
  }))
}
