import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import type { Transaction } from '../../platform/database'
import { loadCalendarIn, plateCalendarId } from '../../stores/calendars'
import type { Gate } from '../../stores/campus'
import { addPassageIn, type Passage } from '../../stores/passages'
import { loadVisitIn } from '../../stores/visits'
import { vehicleTurnedBackIn } from '../parking/parking'
import { notPassed, saveAfterPassageIn } from './passed'
import { offlineMark, type LatePassage, type Upload, type UploadedPassage } from './late-passage'

/**
 * The server let somebody in and its answer was lost; the gate decided alone and turned them away. They stand outside, with the
 * entry they still have, and their car is on no campus: what was written for it is taken back, and the passage says what the
 * gate did.
 */
export async function turnBackIn(
  tx: Transaction,
  upload: Upload,
  latePassage: LatePassage,
  gate: Gate,
  passage: Passage,
): Promise<UploadedPassage> {
  const { call, settings } = upload
  const { event } = latePassage
  const { _id, at, visitId } = passage
  const plate = passage.plate as PlateNumber | null
  const visit = visitId === '' ? null : await loadVisitIn(tx, visitId)
  const calendar = plate === null ? null : await loadCalendarIn(tx, plateCalendarId(plate))
  if (plate !== null && calendar?.movements.some(({ passageId }) => passageId === _id) === true) {
    const movement = {
      at,
      direction: 'in' as const,
      passageId: _id,
      gateName: gate.name,
      byName: call.actor.name,
    }
    const pass = { plate, visit, gate, movement, toldAt: call.now, reason: '' }
    await vehicleTurnedBackIn(tx, calendar, pass, settings)
  }
  if (visit !== null) await saveAfterPassageIn(tx, notPassed(visit, at), call.now)
  const turned = { allowed: false, reason: event.reason, override: null }
  await addPassageIn(tx, { ...passage, ...turned, offline: offlineMark(call, latePassage) })
  return { eventId: event.eventId, passageId: _id, conflict: null, refusal: null }
}
