import type { ActivityState } from '../../../miniprogram/domain/activity/activity-state'
import type { StandingState } from '../../../miniprogram/domain/standing-pass/standing-state'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { Day } from '../../../miniprogram/domain/values/days'
import { isInVehicle, type GateFacts } from '../../../miniprogram/domain/gate/facts'
import type { RefusedCompanion } from '../../../miniprogram/domain/gate/rules'
import { known, UNKNOWN } from '../../../miniprogram/domain/values/known'
import { maskDocument, maskName } from '../../../miniprogram/domain/values/masking'
import type { Direction, GateRights } from '../../../miniprogram/domain/visit/purposes'
import type { Transaction } from '../../platform/database'
import {
  calendarIds,
  companionCalendarIds,
  documentCalendarId,
  loadCalendarIn,
  loadCalendars,
  plateCalendarId,
  type Calendar,
} from '../../stores/calendars'
import { openingIn, passageOfStep, passagesOf } from '../../stores/passages'
import { loadActivity } from '../../stores/activities'
import { loadStandingPass } from '../../stores/standing-passes'
import { loadVisitIn, type StoredCompanion, type Visit } from '../../stores/visits'
import { unsealForm } from '../visit/sealed-form'
import { bookingOf } from './booking-facts'
import type { LookUp } from './calendars-ahead'
import type { ReadCode } from './read-code'

/** What the records say in the transaction that decides. */
export interface Records {
  visit: Visit | null
  /** Who passes, when it isn't the visitor. */
  companion: StoredCompanion | null
  /** Of everybody and everything that passes: the blacklist is looked up in them. */
  concerned: readonly Calendar[]
  /** Companions who are on the blacklist today; looked up on entry alone. */
  refusedCompanions: readonly RefusedCompanion[]
  /** Of the plate that passes; null on foot. */
  vehicle: { plate: PlateNumber; calendar: Calendar } | null
  inVehicle: boolean
  /** The step of the pass has let somebody through this way. */
  used: boolean
  /** Id of the passage that the step opens; null: it isn't a pass's. */
  opens: string | null
  /** Where the standing pass stands that somebody comes in by; null: they don't. */
  standing: StandingState | null
  /** The same of the activity whose guest comes in. */
  activity: ActivityState | null
}

/** How somebody wants to pass. */
export interface Passing {
  gate: GateRights
  direction: Direction
  inVehicle: boolean
  /** Somebody lets pass whatever the rules say. */
  overridden?: boolean
}

/**
 * The visit, the vehicle and the step are read in the transaction, which writes them. The blacklist of the persons is
 * looked up in their calendars by one query beside it: no passage writes these (docs/decisions/0009), so it is as if
 * somebody listed at this very moment had passed before.
 *
 * @param look calendars of people by id, outside the transaction
 * @param passages those of a visit, latest first, outside the transaction
 */
export async function recordsIn(
  tx: Transaction,
  code: ReadCode,
  { gate, direction, inVehicle: asked, overridden = false }: Passing,
  today: Day,
  look: LookUp = loadCalendars,
  passages: typeof passagesOf = passagesOf,
): Promise<Records> {
  const read = code.visitId === null ? null : await loadVisitIn(tx, code.visitId)
  // A code too old to go by still says who shows it: enough to keep out who is on the blacklist, and, where somebody lets
  // pass by it all the same, to know who is inside.
  const shownBy = code.shownBy === undefined ? read : await loadVisitIn(tx, code.shownBy)
  const visit = overridden ? shownBy : read
  const inVehicle = code.plate !== null || isInVehicle(asked, gate, visit !== null && visit.plate !== null)
  const plate = inVehicle ? (code.plate ?? visit?.plate ?? null) : null
  const companion = companionOf(visit, code)
  // Companions who come by themselves are looked at themselves.
  const group = direction === 'in' && companion === null ? shownBy : null
  const passing = [
    ...(shownBy === null ? [] : calendarIds(shownBy)),
    ...(companion === null ? [] : [documentCalendarId(companion.documentHash)]),
    ...(code.credentialIds ?? []),
  ]
  // That of the vehicle is read in the transaction.
  const vehicleId = plate === null ? null : plateCalendarId(plate)
  const unread = direction === 'out' && inVehicle && code.plate === null ? visit : null
  const others = group === null ? [] : companionCalendarIds(group)
  const ids = [...new Set([...passing, ...others])].filter((id) => id !== vehicleId)
  // Beside the transaction likewise: a passage that a withdrawal meets at this very moment came before it.
  const passId = direction === 'in' ? visit?.standingPassId : undefined
  const activityId = direction === 'in' ? visit?.activityId : undefined
  const [seen, { vehicle, used, opens }, pass, activity] = await Promise.all([
    ids.length === 0 ? [] : look(ids),
    writtenIn(tx, plate, unread === null ? null : { visit: unread, passages }, stepOf(code, direction)),
    passId === undefined ? null : loadStandingPass(passId),
    activityId === undefined ? null : loadActivity(activityId),
  ])
  const concerned = [
    ...seen.filter(({ _id }) => passing.includes(_id)),
    ...(vehicle === null ? [] : [vehicle.calendar]),
  ]
  const refusedCompanions = group === null ? [] : refusedAmong(group, seen, today)
  const by = { standing: pass?.state ?? null, activity: activity?.state ?? null }
  return { visit, companion, concerned, refusedCompanions, vehicle, inVehicle, used, opens, ...by }
}

interface Unread {
  visit: Visit
  passages: typeof passagesOf
}

/**
 * What passing writes besides the visit; a transaction takes one operation at a time.
 *
 * @param unread whose car leaves without its plate having been read; null: nobody's
 */
async function writtenIn(
  tx: Transaction,
  plate: PlateNumber | null,
  unread: Unread | null,
  step: string | null,
): Promise<Pick<Records, 'vehicle' | 'used' | 'opens'>> {
  const calendar = plate === null ? null : await loadCalendarIn(tx, plateCalendarId(plate))
  const booked = plate === null || calendar === null ? null : { plate, calendar }
  const other = unread === null || isInsideBy(booked, unread.visit) ? null : await otherCarIn(tx, unread)
  const opening = step === null ? null : await openingIn(tx, step)
  return { vehicle: other ?? booked, used: opening?.used ?? false, opens: opening?.id ?? null }
}

const isInsideBy = (vehicle: Records['vehicle'], { _id }: Visit): boolean =>
  vehicle !== null && vehicle.calendar.inside?.visitId === _id

/** The car that came in by the booking and is inside, where another stands on it since (spec 3); null: none. */
async function otherCarIn(tx: Transaction, { visit, passages }: Unread): Promise<Records['vehicle']> {
  const entries = (await passages(visit._id)).filter(({ direction }) => direction === 'in')
  const plates = new Set(entries.flatMap(({ plate }) => (plate === null ? [] : [plate as PlateNumber])))
  for (const plate of plates) {
    const vehicle = { plate, calendar: await loadCalendarIn(tx, plateCalendarId(plate)) }
    if (isInsideBy(vehicle, visit)) return vehicle
  }
  return null
}

/**
 * Id of the passage that a step of a pass opens, at whichever gate, so that two gates at the same moment collide in the
 * database and the second finds it used; null for what has no step.
 */
const stepOf = (code: ReadCode, direction: Direction): string | null =>
  code.visitId !== null && code.step !== null ? passageOfStep(code.visitId, code.step, direction) : null

/** The facts that the records give to decide by: everything is known but where a companion is, whom nobody keeps. */
export function factsOfRecords(records: Records, code: ReadCode, today: Day): GateFacts {
  const { visit, companion, concerned, refusedCompanions, vehicle, inVehicle, used } = records
  return {
    unread: code.visitId === null ? code.reason : null,
    booking: visit === null ? null : bookingOf(visit, records),
    blocked: concerned.some(({ blocks }) => blockedOn(blocks, today)),
    refusedCompanions: known(refusedCompanions),
    vehicle:
      vehicle === null
        ? null
        : { inside: known(vehicle.calendar.inside !== null), due: known(vehicle.calendar.dues.length > 0) },
    inVehicle,
    lastDirection: visit === null || companion !== null ? UNKNOWN : known(visit.lastDirection),
    used: known(used),
    otherPhone: known(isOtherPhone(visit, code)),
    byShortCode: code.way === 'shortCode',
    clockOff: false,
    outdated: false,
  }
}

/** The pass was shown on another phone since. */
const isOtherPhone = (visit: Visit | null, { holderKey }: ReadCode): boolean =>
  visit?.holder !== undefined && holderKey !== undefined && visit.holder.key !== holderKey

/** Who of a booking was read, if not its visitor. */
export function companionOf(
  visit: Visit | null,
  { companion: as }: Pick<ReadCode, 'companion'>,
): StoredCompanion | null {
  if (visit === null || as === undefined) return null
  const isKnown = (hash: string): boolean => as.hashes.includes(hash)
  return visit.companions.find((each) => [each[as.field]].flat().some(isKnown)) ?? null
}

function refusedAmong(visit: Visit, calendars: readonly Calendar[], today: Day): RefusedCompanion[] {
  const ids = companionCalendarIds(visit)
  const blocked = new Set(calendars.filter(({ blocks }) => blockedOn(blocks, today)).map(({ _id }) => _id))
  if (blocked.size === 0) return []
  const companions = unsealForm(visit).companions.filter((_, index) => blocked.has(ids[index] ?? ''))
  return companions.map(({ name, document }) => ({
    maskedName: maskName(name),
    documentEnd: maskDocument(document).split('*').pop() ?? '',
  }))
}
