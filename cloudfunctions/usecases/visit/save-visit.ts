import { endOfRight } from '../../../miniprogram/domain/values/validity'
import { tabOf } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { loadGate, loadUnit } from '../../stores/campus'
import { writeVisitIn, type Visit, type VisitFace } from '../../stores/visits'
import { dateFaceIn, dropFaceIn } from '../face/face-files'
import { keepVisitFactIn } from '../gate/publish'

/**
 * The one way to write a visit: gates are told its state, and with its life, however it ends, ends that of its photo
 * (spec 9).
 */
export async function saveVisitIn(tx: Transaction, visit: Visit): Promise<Visit> {
  const face = visit.face === null ? null : await faceInLifeIn(tx, visit, visit.face)
  const known = await keepVisitFactIn(tx, { ...visit, face })
  return writeVisitIn(tx, { ...visit, ...known, face, campusId: await campusOf(visit) })
}

/** The photo goes when nobody comes in any more, and has a day until then (spec 9). */
const faceInLifeIn = (tx: Transaction, visit: Visit, face: VisitFace): Promise<VisitFace> =>
  hasEnded(visit)
    ? dropFaceIn(tx, face, visit.changedAt)
    : dateFaceIn(tx, face, endOfRight({ ...visit.right, lastDay: visit.lastDay }))

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
