import { emergencyKey } from '../../miniprogram/domain/emergency/emergency'
import type { Block } from '../../miniprogram/domain/visit/booking-refusals'
import { addDays, dayOf, type Day } from '../../miniprogram/domain/values/days'
import type { PurposeClass } from '../../miniprogram/domain/visit/purposes'
import type { VisitState } from '../../miniprogram/domain/visit/visit'
import { command, find, removeIf, type Stored, type Transaction } from '../platform/database'
import type { Calendar } from './calendars'
import { momentSort } from './pages'
import type { Visit } from './visits'

const COLLECTION = 'gateFacts'

/**
 * What gates have to know without asking (docs/decisions/0008): one small document per visit that was ever approved,
 * and per ID, phone or plate that something is held against. Written in the transaction of the change itself, so a
 * snapshot is read from these alone. Every document is the latest word on its subject: read twice, it says the same.
 */
export interface GateFact extends Stored {
  /** Place in time: each change writes the document's own, so changes never wait for each other. */
  seq: string
  /** Place among those that still matter: by `until`. */
  sortKey: string
  /** After this day no gate needs it. */
  until: Day
  visit: VisitFact | null
  identity: IdentityFact | null
  /** The visit has or had a photo that gates tell its visitor by. */
  faced?: true
  /** That photo; null: not any more. */
  face?: { photoId: string; file: string } | null
}

export interface VisitFact {
  visitId: string
  state: VisitState
  firstDay: Day
  lastDay: Day
  purposeClass: PurposeClass
  headCount: number
  shortCodeTry: number
  plate: string | null
  documentHash: string
  phoneHash: string
  gateIds: string[] | null
  /** Of an emergency pass: the key of number and name that finds it; null mostly. */
  number: string | null
  /** What narrows its days; absent: nothing. */
  right?: Visit['right']
  /** Public key of the phone that holds the pass, base64url; null: none yet. */
  holderKey: string | null
}

export interface IdentityFact {
  /** Id of the calendar; of a plate the plate itself, because gates read plates. */
  calendarId: string
  plate: string | null
  blocks: Block[]
  inside: boolean
  due: boolean
}

const FOR_GOOD: Day = '9999-12-31'
/** What is taken back has to reach those who know it: by then they have fetched the whole anew. */
const KEPT_AFTER_DAYS = 2

/** What gates have been told of a visit. */
export type GateKnowledge = Pick<Visit, 'gateState' | 'gatesHaveFace' | 'gateHolderAt'>

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
  const before = known ? await tx.read<GateFact>(COLLECTION, _id) : null
  // A pass that was issued for more days stays known for as long as its signature says.
  const until = before !== null && before.until > visit.lastDay ? before.until : visit.lastDay
  const { firstDay, lastDay, purposeClass, plate, documentHash, phoneHash, gateIds } = visit
  const number = visit.number === undefined ? null : emergencyKey(visit.number, visit.name)
  const headCount = 1 + visit.companions.length
  const faced = face !== null || before?.faced === true
  await tx.write<GateFact>(COLLECTION, {
    _id,
    seq: momentSort(at, _id),
    sortKey: `${until}:${_id}`,
    until,
    visit: {
      ...{ visitId, state, firstDay, lastDay, purposeClass, headCount, shortCodeTry, plate, documentHash },
      ...{ phoneHash, gateIds, number, holderKey: visit.holder?.key ?? null },
      ...(visit.right === undefined ? {} : { right: visit.right }),
    },
    identity: null,
    ...(faced ? { faced, face } : {}),
  })
  const told = { gateState: state, gatesHaveFace: face !== null }
  return visit.holder === undefined ? told : { ...told, gateHolderAt: visit.holder.at }
}

const photoOf = ({ state, face }: Visit): { photoId: string; file: string } | null =>
  state === 'approved' && face?.file != null ? { photoId: face.photoId, file: face.file } : null

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
  await tx.write<GateFact>(COLLECTION, {
    _id,
    seq: momentSort(now, _id),
    sortKey: `${until}:${_id}`,
    until,
    visit: null,
    identity: { calendarId: _id, plate, blocks, inside, due },
  })
}

/** Facts that matter on `today` or later, from a sort key on. */
export const factsFrom = (today: Day, after: string | null, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { sortKey: command().gt(after ?? today) }, ['sortKey', 'asc'], limit)

/** Facts told after a sort key in time. */
export const factsSince = (seq: string, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { seq: command().gt(seq) }, ['seq', 'asc'], limit)

/** Those of visits that have or had a photo, in the same two orders. */
export const facesFrom = (today: Day, after: string | null, limit: number): Promise<GateFact[]> =>
  find<GateFact>(
    COLLECTION,
    { faced: true, sortKey: command().gt(after ?? today) },
    ['sortKey', 'asc'],
    limit,
  )

export const facesSince = (seq: string, limit: number): Promise<GateFact[]> =>
  find<GateFact>(COLLECTION, { faced: true, seq: command().gt(seq) }, ['seq', 'asc'], limit)

/** Removes facts that no gate needs any more; one that was told anew meanwhile stays. Returns how many. */
export async function forgetFacts(before: Day, limit: number): Promise<number> {
  const past = { sortKey: command().lt(before) }
  return removeIf(COLLECTION, await find<GateFact>(COLLECTION, past, ['sortKey', 'asc'], limit), past)
}
