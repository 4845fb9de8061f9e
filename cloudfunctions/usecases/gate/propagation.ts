import { opensGates } from '../../../miniprogram/domain/face/photo-at-gates'
import type { Output } from '../../../contract'
import { propagationByWay } from '../../../miniprogram/domain/gate/propagation'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { waysOfPassing, type Way } from '../../../miniprogram/domain/visit/purposes'
import { knowledgeByGate } from '../../stores/devices'
import type { Visit } from '../../stores/visits'
import { photoChangedAt } from './publish'

/** Whether each gate that an approved visit may use knows of it, by its ways of passing (spec 3); nothing for others. */
export async function propagationAt(
  visit: Visit,
  gates: readonly { id: string; name: string }[],
  now: number,
): Promise<Output<'visit.get'>['delivery']> {
  if (stateNow(visit, now) !== 'approved') return []
  const [knowledge, ways] = [await knowledgeByGate(), waysOf(visit)]
  const changedAt = (way: Way): number => (way === 'face' ? photoChangedAt(visit) : visit.changedAt)
  return gates.flatMap(({ id, name }) =>
    propagationByWay(changedAt, knowledge.get(id) ?? [], ways, now).map((known) => ({
      gateId: id,
      gateName: name,
      ...known,
    })),
  )
}

/** How gates can know a visit as it is approved. */
export const waysOf = ({ face, plate, documentKind }: Visit): Way[] =>
  waysOfPassing({ hasPhoto: opensGates(face), hasPlate: plate !== null, documentKind })
