import { emergencyKey } from '../../../miniprogram/domain/emergency/emergency'
import { opensGates } from '../../../miniprogram/domain/face/photo-at-gates'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { lastDateOf } from '../../../miniprogram/domain/values/validity'
import { canonicalJson, contentOf } from '../../platform/canonical'
import type { Transaction } from '../../platform/database'
import type { Calendar } from '../../stores/calendars'
import { loadFactIn, saveFactIn, type VisitFact } from '../../stores/gate-facts'
import { writeVisitIn, type Visit } from '../../stores/visits'

/** What gates are told of visits and of what is held against somebody (docs/decisions/0008). */

/** What gates have been told of a visit. */
type GateKnowledge = Pick<Visit, 'gateState' | 'gateDigest'>

/**
 * Gates should know of this visit and don't, or were told something else of it. Compared is all that they are told, so
 * whoever changes a visit needn't know what concerns a gate.
 */
export function needsGateUpdate(visit: Visit): boolean {
  const told = publishedOf(visit)
  return told !== null && digestOf(told) !== visit.gateDigest
}

const digestOf = (told: Published): string => contentOf('gateFact', told)

const photoOf = ({ state, face }: Visit): { photoId: string; file: string } | null =>
  state === 'approved' && opensGates(face) ? { photoId: face.photoId, file: face.file } : null

/** When gates could last learn something of its photo, epoch ms: with the visit, or since. */
export const photoChangedAt = ({ changedAt, face }: Visit): number =>
  Math.max(changedAt, face?.takenAt ?? 0, face?.goneAt ?? 0)

interface Published {
  visit: VisitFact
  face: ReturnType<typeof photoOf>
}

/** What gates should be told of it; null: nothing. */
function publishedOf(visit: Visit): Published | null {
  const { state, gateState, anonymous, shortCodeTry, _id: visitId } = visit
  if (anonymous || shortCodeTry === null || (state !== 'approved' && gateState === undefined)) return null
  const { firstDay, lastDay, purposeClass, plate, documentHash, phoneHash, gateIds } = visit
  const number = visit.number === undefined ? null : emergencyKey(visit.number, visit.name)
  const headCount = 1 + visit.companions.length
  return {
    visit: {
      ...{ visitId, state, firstDay, lastDay, purposeClass, headCount, shortCodeTry, plate, documentHash },
      ...{ phoneHash, gateIds, number, holderKey: visit.holder?.key ?? null },
      ...(visit.right === undefined ? {} : { right: visit.right }),
      ...(visit.activityId === undefined ? {} : { activityId: visit.activityId }),
      ...(visit.standingPassId === undefined ? {} : { standingPassId: visit.standingPassId }),
    },
    face: photoOf(visit),
  }
}

/**
 * Tells gates of a visit what they don't know of it yet, or must forget; answers what they know from now on.
 * @param at the sort key in time at which it is told
 */
export async function keepVisitFactIn(
  tx: Transaction,
  visit: Visit,
  at = Math.max(photoChangedAt(visit), visit.holder?.at ?? 0),
): Promise<GateKnowledge> {
  const told = publishedOf(visit)
  if (told === null) return {}
  const gateDigest = digestOf(told)
  if (gateDigest === visit.gateDigest) return {}
  const _id = `visit:${visit._id}`
  const known = visit.gateState !== undefined
  const before = known ? await loadFactIn(tx, _id) : null
  // A pass that was issued for more days stays known for as long as its signature says.
  const ends = lastDateOf({ ...visit.right, lastDay: visit.lastDay })
  const until = before !== null && before.until > ends ? before.until : ends
  const { firstDay } = told.visit
  const from = before?.from !== undefined && before.from < firstDay ? before.from : firstDay
  const rerouted =
    before?.rerouted === true || (before?.visit != null && routeOf(before.visit) !== routeOf(told.visit))
  const faced = told.face !== null || before?.faced === true
  const fact = {
    ...{ _id, from, until, visit: told.visit, identity: null },
    ...(rerouted ? { rerouted } : {}),
    ...(faced ? { faced, face: told.face } : {}),
  }
  await saveFactIn(tx, fact, at, !known)
  return { gateState: visit.state, gateDigest }
}

/** All that says by which gates it may come. */
const routeOf = ({ gateIds, purposeClass, plate }: VisitFact): string =>
  canonicalJson({ gateIds, purposeClass, driving: plate !== null })

/** Takes the person out of what gates know of a visit; that it lets nobody in stays with them until its days have passed. */
export async function anonymiseVisitFactIn(tx: Transaction, visitId: string, now: number): Promise<void> {
  const fact = await loadFactIn(tx, `visit:${visitId}`)
  if (fact?.visit == null) return
  const nobody = { plate: null, documentHash: '', phoneHash: '', number: null, holderKey: null }
  await saveFactIn(tx, { ...fact, visit: { ...fact.visit, ...nobody } }, now)
}

/** Tells gates of a visit that they should have been told of; false when they were. */
export async function publishToGates(tx: Transaction, visit: Visit, now: number): Promise<boolean> {
  if (!needsGateUpdate(visit)) return false
  const told = await keepVisitFactIn(tx, visit, now)
  await writeVisitIn(tx, { ...visit, ...told })
  return true
}

const FOR_GOOD: Day = '9999-12-31'

/** What is taken back has to reach those who know it: by then they have fetched the whole anew. */
const KEPT_AFTER_DAYS = 2

/** Tells gates what is held against an ID, phone or plate, or that nothing is any more. `plate`: of a plate's calendar. */
export async function keepIdentityFactIn(
  tx: Transaction,
  calendar: Pick<Calendar, '_id' | 'blocks' | 'inside' | 'dues'>,
  plate: string | null,
  now: number,
): Promise<void> {
  const { _id, blocks } = calendar
  const [inside, due] = [calendar.inside !== null, calendar.dues.length > 0]
  const ends = blocks.map((block) => block.until ?? FOR_GOOD)
  const until = [addDays(dayOf(now), KEPT_AFTER_DAYS), ...ends, ...(inside || due ? [FOR_GOOD] : [])].reduce(
    (latest, end) => (end > latest ? end : latest),
  )
  const identity = { calendarId: _id, plate, blocks, inside, due }
  await saveFactIn(tx, { _id, until, visit: null, identity }, now)
}
