import { hasLeftBy } from '../../../miniprogram/domain/gate/presence'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import type { Transaction } from '../../platform/database'
import { loadCalendarIn, plateCalendarId, type Calendar } from '../../stores/calendars'
import type { Gate } from '../../stores/campus'
import { addPassageIn, type Conflict, type Passage } from '../../stores/passages'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { isEndedIn, vehicleTurnedBackIn } from '../parking/parking'
import { notPassed, saveAfterPassageIn } from './passed'
import { offlineMark, type LatePassage, type Upload, type UploadedPassage } from './late-passage'

/**
 * The server let somebody in and its answer was lost; the gate decided alone and turned them away. They stand outside, with the
 * entry they still have, and their car is on no campus: what was written for it is taken back, and the passage says what the
 * gate did. Null, and nothing is written, where they have left since: they came in all the same.
 *
 * @param conflict under which the office finds it
 */
export async function turnBackIn(
  tx: Transaction,
  upload: Upload,
  latePassage: LatePassage,
  gate: Gate,
  passage: Passage,
  conflict: Conflict,
): Promise<UploadedPassage | null> {
  const { call, settings } = upload
  const { event } = latePassage
  const { _id, at, visitId } = passage
  const plate = passage.plate as PlateNumber | null
  const visit = visitId === '' ? null : await loadVisitIn(tx, visitId)
  const calendar = plate === null ? null : await loadCalendarIn(tx, plateCalendarId(plate))
  const car = plate === null || calendar === null || !hasMoved(calendar, _id) ? null : { plate, calendar }
  if (car !== null && (await isEndedIn(tx, car.calendar, _id))) return null
  if (visit !== null && leftSince(visit, at)) return null
  if (car !== null) {
    const movement = {
      at,
      direction: 'in' as const,
      passageId: _id,
      gateName: gate.name,
      byName: call.actor.name,
    }
    const pass = { plate: car.plate, visit, gate, movement, toldAt: call.now, reason: '' }
    await vehicleTurnedBackIn(tx, car.calendar, pass, settings)
  }
  if (visit !== null) await saveAfterPassageIn(tx, notPassed(visit, at), call.now)
  const turned = { allowed: false, reason: event.reason, override: null, conflict }
  await addPassageIn(tx, { ...passage, ...turned, offline: offlineMark(call, latePassage) })
  return { eventId: event.eventId, passageId: _id, conflict, refusal: null }
}

const hasMoved = ({ movements }: Calendar, id: string): boolean =>
  movements.some(({ passageId }) => passageId === id)

const leftSince = ({ headLog, companions }: Visit, at: number): boolean =>
  headLog !== undefined && hasLeftBy(headLog, { at, direction: 'in' }, 1 + companions.length)
