import { emergencyKey } from '../../../miniprogram/domain/emergency/emergency'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { lastDateOf } from '../../../miniprogram/domain/values/validity'
import type { Transaction } from '../../platform/database'
import type { Calendar } from '../../stores/calendars'
import { loadFactIn, saveFactIn } from '../../stores/gate-facts'
import { writeVisitIn, type Visit } from '../../stores/visits'

/** What gates are told of visits and of what is held against somebody (docs/decisions/0008). */

/** What gates have been told of a visit. */
type GateKnowledge = Pick<Visit, 'gateState' | 'gatesHaveFace' | 'gateHolderAt'>

/** Gates should know of this visit and don't, know another state or phone of it, or not its photo or that it is gone. */
export function needsGateUpdate(visit: Visit): boolean {
  const { state, gateState, gatesHaveFace, gateHolderAt, holder, anonymous, shortCodeTry } = visit
  if (anonymous || shortCodeTry === null) return false
  return (
    (state !== gateState && (state === 'approved' || gateState !== undefined)) ||
    (state === 'approved' && gateHolderAt !== holder?.at) ||
    (gatesHaveFace === true) !== (photoOf(visit) !== null)
  )
}

const photoOf = ({ state, face }: Visit): { photoId: string; file: string } | null =>
  state === 'approved' && face?.file != null ? { photoId: face.photoId, file: face.file } : null

/**
 * Tells gates of a visit whose state they don't know yet, or whose photo they must forget; answers what they know from
 * now on. What else a gate needs changes with the state only: a booking changed after approval is pending again. `at`:
 * the sort key in time at which it is told.
 */
export async function keepVisitFactIn(
  tx: Transaction,
  visit: Visit,
  at = Math.max(visit.changedAt, visit.face?.goneAt ?? 0, visit.holder?.at ?? 0),
): Promise<GateKnowledge> {
  const { state, shortCodeTry, _id: visitId } = visit
  if (!needsGateUpdate(visit) || shortCodeTry === null) return {}
  const face = photoOf(visit)
  const _id = `visit:${visitId}`
  const known = visit.gateState !== undefined || visit.gatesHaveFace !== undefined
  const before = known ? await loadFactIn(tx, _id) : null
  // A pass that was issued for more days stays known for as long as its signature says.
  const ends = lastDateOf({ ...visit.right, lastDay: visit.lastDay })
  const until = before !== null && before.until > ends ? before.until : ends
  const { firstDay, lastDay, purposeClass, plate, documentHash, phoneHash, gateIds } = visit
  const number = visit.number === undefined ? null : emergencyKey(visit.number, visit.name)
  const headCount = 1 + visit.companions.length
  const faced = face !== null || before?.faced === true
  const fact = {
    _id,
    until,
    visit: {
      ...{ visitId, state, firstDay, lastDay, purposeClass, headCount, shortCodeTry, plate, documentHash },
      ...{ phoneHash, gateIds, number, holderKey: visit.holder?.key ?? null },
      ...(visit.right === undefined ? {} : { right: visit.right }),
    },
    identity: null,
    ...(faced ? { faced, face } : {}),
  }
  await saveFactIn(tx, fact, at, !known)
  const told = { gateState: state, gatesHaveFace: face !== null }
  return visit.holder === undefined ? told : { ...told, gateHolderAt: visit.holder.at }
}

/** The same visit as one that gates have to be told of: its days, hours or papers changed while it stays approved. */
export function untold(visit: Visit): Visit {
  const { gateState: _, ...rest } = visit
  // What they know of its photo says that they were told before.
  return { ...rest, gatesHaveFace: visit.gatesHaveFace ?? false }
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
