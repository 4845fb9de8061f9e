import { tabOf } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { loadGate, loadUnit } from '../../stores/campus'
import { writeVisitIn, type Visit } from '../../stores/visits'
import { dropFaceIn } from '../face/face-files'
import { keepVisitFactIn } from '../gate/publish'

/**
 * The one way to write a visit: gates are told its state, and with its life, however it ends, ends that of its photo
 * (spec 9).
 */
export async function saveVisitIn(tx: Transaction, visit: Visit): Promise<Visit> {
  const face = visit.face && hasEnded(visit) ? await dropFaceIn(tx, visit.face, visit.changedAt) : visit.face
  const known = await keepVisitFactIn(tx, { ...visit, face })
  return writeVisitIn(tx, { ...visit, ...known, face, campusId: await campusOf(visit) })
}

/** The campus of the visited unit; of somebody whom no unit expects that of the gates. */
async function campusOf({ unitId, gateIds, campusId }: Visit): Promise<string> {
  if (unitId !== '') return (await loadUnit(unitId))?.campusId ?? campusId
  const [gateId] = gateIds ?? []
  return gateId === undefined ? campusId : ((await loadGate(gateId))?.campusId ?? campusId)
}

/** Nobody can come in by it: also one that was returned, which is sent again with a new photo. */
function hasEnded(visit: Visit): boolean {
  const tab = tabOf(visit.state)
  return visit.anonymous || (tab !== 'pending' && tab !== 'approved')
}
