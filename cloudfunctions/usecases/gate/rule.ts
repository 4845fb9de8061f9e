import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { Day } from '../../../miniprogram/domain/values/days'
import {
  answerAtGate,
  refused,
  withoutRefusedCompanions,
  type GateAnswer,
} from '../../../miniprogram/domain/gate/rules'
import { maskDocument, maskName } from '../../../miniprogram/domain/values/masking'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { answerVehicleAtGate } from '../../../miniprogram/domain/vehicle/vehicle-rules'
import type { Transaction } from '../../platform/database'
import {
  calendarIds,
  companionCalendarIds,
  loadCalendarIn,
  loadCalendarsIn,
  plateCalendarId,
  type Calendar,
} from '../../stores/calendars'
import type { Gate } from '../../stores/campus'
import { loadVisitIn, unsealForm, type StoredCompanion, type Visit } from '../../stores/visits'
import type { Presented, ReadCode } from './read-code'

/** What the records say, read inside the transaction that decides. */
export interface Known {
  visit: Visit | null
  /** Who passes, when it isn't the visitor. */
  companion: StoredCompanion | null
  /** The ID, the phone, or the plate that passes is on the blacklist today. */
  blocked: boolean
  /** Companions who are on the blacklist today, by masked name and end of document; looked up on entry alone. */
  refusedCompanions: string[]
  /** Of the plate that passes; null on foot. */
  vehicle: { plate: string; calendar: Calendar } | null
}

export async function knownIn(
  tx: Transaction,
  code: Pick<ReadCode, 'visitId' | 'plate' | 'shownBy' | 'companion'>,
  { inVehicle, direction }: Pick<Presented, 'inVehicle' | 'direction'>,
  today: Day,
): Promise<Known> {
  const visit = code.visitId === null ? null : await loadVisitIn(tx, code.visitId)
  // A code too old to go by still says who shows it: enough to keep somebody on the blacklist out.
  const shownBy = code.shownBy === undefined ? visit : await loadVisitIn(tx, code.shownBy)
  const calendars = shownBy === null ? [] : await loadCalendarsIn(tx, calendarIds(shownBy))
  const plate = inVehicle === true ? (code.plate ?? visit?.plate ?? null) : code.plate
  const vehicle = plate === null ? null : { plate, calendar: await calendarOf(tx, plate, calendars) }
  const companion = companionOf(visit, code)
  const concerned = [
    ...calendars,
    ...(vehicle === null ? [] : [vehicle.calendar]),
    ...(companion === null ? [] : [await loadCalendarIn(tx, `document:${companion.documentHash}`)]),
  ]
  const blocked = concerned.some((calendar) => blockedOn(calendar.blocks, today))
  // Companions who come by themselves are looked at themselves.
  const together = direction === 'in' && companion === null
  const refusedCompanions = together && visit !== null ? await refusedCompanionsIn(tx, visit, today) : []
  return { visit, companion, blocked, refusedCompanions, vehicle }
}

function companionOf(
  visit: Visit | null,
  { companion: known }: Pick<ReadCode, 'companion'>,
): StoredCompanion | null {
  if (visit === null || known === undefined) return null
  return visit.companions.find((each) => each[known.field] === known.hash) ?? null
}

async function refusedCompanionsIn(tx: Transaction, visit: Visit, today: Day): Promise<string[]> {
  const ids = companionCalendarIds(visit)
  const calendars = await loadCalendarsIn(tx, ids)
  const blocked = new Set(calendars.filter(({ blocks }) => blockedOn(blocks, today)).map(({ _id }) => _id))
  if (blocked.size === 0) return []
  const companions = unsealForm(visit).companions.filter((_, index) => blocked.has(ids[index] ?? ''))
  // Families share a name: the end of the document, as far as it is ever shown, tells them apart.
  return companions.map(
    ({ name, document }) => `${maskName(name)}（证件尾号${maskDocument(document).split('*').pop() ?? ''}）`,
  )
}

/** Mostly the plate is that of the booking, whose calendars are read already. */
async function calendarOf(tx: Transaction, plate: string, read: readonly Calendar[]): Promise<Calendar> {
  const id = plateCalendarId(plate)
  return read.find(({ _id }) => _id === id) ?? loadCalendarIn(tx, id)
}

/** Where and when somebody wants to pass. */
export interface GateContext {
  gate: Gate & { closed: boolean }
  direction: Direction
  /** Which way the lane goes. */
  opens: Direction | 'both'
  today: Day
}

/** What the rules say to what is known, before a guard's override and apart from a code that was used before. */
export function ruleAt(
  gateContext: GateContext,
  code: ReadCode,
  known: Known,
  asksInVehicle: boolean,
): GateAnswer {
  return withoutRefusedCompanions(
    visitRuleAt(gateContext, code, known, asksInVehicle),
    known.refusedCompanions,
  )
}

function visitRuleAt(
  gateContext: GateContext,
  code: ReadCode,
  known: Known,
  asksInVehicle: boolean,
): GateAnswer {
  const { gate, direction, opens, today } = gateContext
  const visit = known.visit === null ? null : { ...known.visit, blocked: known.blocked }
  const inVehicle = known.vehicle !== null || asksInVehicle
  if (opens !== 'both' && opens !== direction) return refused(opens === 'in' ? 'ENTRY_ONLY' : 'EXIT_ONLY')
  if (known.blocked && direction === 'in') return refused('BLACKLIST')
  if (code.visitId === null && code.reason !== 'NOT_FOUND') return refused(code.reason)
  // A known plate goes out without a booking; who can't be told apart from anybody isn't let out unseen.
  if (visit === null && !(known.vehicle !== null && direction === 'out')) return refused('NOT_FOUND')

  // A pass given by phone names its gates (spec 5.6); leaving is free everywhere.
  if (visit?.gateIds && direction === 'in' && !visit.gateIds.includes(gate._id)) return refused('WRONG_GATE')
  if (inVehicle)
    return answerVehicleAtGate(
      { visit, inside: known.vehicle?.calendar.inside ?? null, dues: known.vehicle?.calendar.dues ?? [] },
      gate,
      direction,
      today,
    )
  if (visit === null) return refused('NOT_FOUND')
  // Where a companion is, nobody keeps.
  const hint = known.companion === null ? presenceHint(visit, direction) : null
  return { ...answerAtGate(visit, gate, direction, today), hint }
}

/** For people no more than a hint: somebody may have left unseen (spec 5.1). */
const presenceHint = (visit: Visit, direction: Direction): GateAnswer['hint'] =>
  direction === 'in'
    ? visit.lastDirection === 'in'
      ? 'ALREADY_INSIDE'
      : null
    : visit.lastDirection === 'in'
      ? null
      : 'NOT_INSIDE'
