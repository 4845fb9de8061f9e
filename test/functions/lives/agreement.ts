import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { lookupHash } from '../../../cloudfunctions/platform/lookup-hash'
import type { Calendar } from '../../../cloudfunctions/stores/calendars'
import { plateCalendarId } from '../../../cloudfunctions/stores/calendars'
import type { Notice } from '../../../cloudfunctions/platform/notices'
import type { Stay as StoredStay } from '../../../cloudfunctions/stores/stays'
import type { Visit as StoredVisit } from '../../../cloudfunctions/stores/visits'
import type { MemoryDatabase } from './memory-database'
import { blocks, type Entry, type Model, type Visit } from './model'
import type { board as Board } from './notice-board'
import { documentOf, phoneOf, plateOf } from './people'

/** What has to hold after every step, whatever happened. Throws a sentence that says what doesn't. */
export function agree(model: Model, database: MemoryDatabase, board: typeof Board): void {
  for (const visit of model.visits) visitAgrees(visit, database.read<StoredVisit>('visits', visit.id))
  same('how many bookings there are', database.all('visits').length, model.visits.length)
  calendarsAgree(model, database)
  nobodyTwice(model)
  staysAgree(model, database)
  // Nothing is sent twice: as many messages as people were told of something, in all this life.
  for (const { _id, recipients } of database.all<Notice>('outbox'))
    for (const { openid, outcome } of recipients) if (outcome === 'sent') board.told.add(`${_id} ${openid}`)
  same('messages sent', board.sent.length, board.told.size)
}

/** Every change of state is in the history, as a chain: each step begins where the last ended. */
function visitAgrees(visit: Visit, stored: StoredVisit | null): void {
  const history = stored?.history ?? []
  same(
    `history of ${visit.id}`,
    history.map(({ to }) => to),
    visit.path,
  )
  same(
    `chain of ${visit.id}`,
    history.map(({ from }) => from),
    [null, ...visit.path.slice(0, -1)],
  )
  same(
    `booking ${visit.id}`,
    stored && {
      state: stored.state,
      owner: stored.owner,
      days: [stored.firstDay, stored.lastDay],
      plate: stored.plate,
      entered: stored.firstEntryAt !== null,
      inside: stored.insideCampusId,
    },
    {
      state: visit.state,
      owner: visit.owner ?? '',
      days: [visit.first, visit.last],
      plate: visit.plate === null ? null : plateOf(visit.plate),
      entered: visit.entered,
      inside: visit.inside,
    },
  )
}

/** The calendars of four people and three plates: id → whom it is about. */
type Whom = { kind: 'document' | 'phone'; person: number } | { kind: 'plate'; plate: number }
let known: ReadonlyMap<string, Whom> | undefined
const calendars = (): ReadonlyMap<string, Whom> =>
  (known ??= new Map<string, Whom>([
    ...[0, 1, 2, 3].flatMap((person): [string, Whom][] => [
      [
        `document:${lookupHash('document', `mainlandId:${documentOf(person)}`)}`,
        { kind: 'document', person },
      ],
      [`phone:${lookupHash('phone', phoneOf(person))}`, { kind: 'phone', person }],
    ]),
    ...[0, 1, 2].map((plate): [string, Whom] => [
      plateCalendarId(normalisePlate(plateOf(plate))),
      { kind: 'plate', plate },
    ]),
  ]))

const holds = (visit: Visit, whom: Whom): boolean =>
  whom.kind === 'plate'
    ? visit.plate === whom.plate
    : (whom.kind === 'document' ? visit.person : visit.phone) === whom.person
const lists = (entry: Entry, whom: Whom): boolean =>
  blocks(entry) && (whom.kind === 'plate' ? entry.plate === whom.plate : entry.person === whom.person)

/** Calendars hold exactly the live bookings, the blacklist in force, and of vehicles who is inside and owes. */
function calendarsAgree(model: Model, database: MemoryDatabase): void {
  for (const [id, whom] of calendars()) {
    const calendar = database.read<Calendar>('calendars', id)
    const entries = (calendar?.entries ?? []).filter(({ lastDay }) => lastDay >= model.today)
    const live = model.visits.filter((visit) => model.isLive(visit) && holds(visit, whom))
    same(
      `calendar ${id}`,
      entries.map((entry) => [entry.visitId, entry.firstDay, entry.lastDay]).sort(),
      live.map((visit) => [visit.id, visit.first, visit.last]).sort(),
    )
    const listed = model.entries.filter((entry) => lists(entry, whom))
    same(
      `blacklist in ${id}`,
      (calendar?.blocks ?? []).map(({ blacklistId }) => blacklistId).sort(),
      listed.map((entry) => entry.id).sort(),
    )
    const stays = whom.kind === 'plate' ? model.stays.filter(({ plate }) => plate === whom.plate) : []
    same(
      `inside in ${id}`,
      calendar?.inside?.stayId ?? null,
      stays.find(({ state }) => state === 'inside')?.id ?? null,
    )
    same(
      `dues in ${id}`,
      (calendar?.dues ?? []).map(({ stayId, fen }) => [stayId, fen]).sort(),
      stays
        .filter(({ state }) => state === 'due')
        .map((stay) => [stay.id, stay.fen])
        .sort(),
    )
  }
}

/**
 * No two live bookings hold the same ID, phone or plate (by `overlap`: on the same days), but for one on its last day whose
 * visitor has left beside one for later days (spec 2).
 */
function nobodyTwice(model: Model): void {
  const live = model.visits.filter(model.isLive)
  for (const [at, one] of live.entries())
    for (const other of live.slice(at + 1)) {
      const shares =
        one.person === other.person ||
        one.phone === other.phone ||
        (one.plate !== null && one.plate === other.plate)
      const meets = model.rule === 'anyLive' || (one.first <= other.last && other.first <= one.last)
      const usedUp = (over: Visit, later: Visit): boolean =>
        over.hasLeft && over.last === model.today && later.first > model.today
      if (shares && meets && !usedUp(one, other) && !usedUp(other, one))
        throw new Error(`two live bookings of one: ${one.id} and ${other.id}`)
    }
}

function staysAgree(model: Model, database: MemoryDatabase): void {
  const stored = database.all<StoredStay>('stays')
  same(
    'stays',
    stored.map(({ _id, state, feeFen }) => [_id, state, state === 'inside' ? 0 : feeFen]).sort(),
    model.stays.map(({ id, state, fen }) => [id, state, fen]).sort(),
  )
  for (const plate of [0, 1, 2])
    if (model.stays.filter((stay) => stay.plate === plate && stay.state === 'inside').length > 1)
      throw new Error(`${plateOf(plate)} stands on campus twice`)
}

export function same(what: string, given: unknown, expected: unknown): void {
  const [left, right] = [JSON.stringify(given), JSON.stringify(expected)]
  if (left !== right) throw new Error(`${what}: ${left}, by the model ${right}`)
}
