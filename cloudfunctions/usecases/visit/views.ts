import type { Gate as GateView, VisitRow } from '../../../contract'
import { maskName } from '../../../miniprogram/domain/values/masking'
import type { RightLimits } from '../../../miniprogram/domain/values/validity'
import { isOnSome } from '../../../miniprogram/domain/vehicle/traffic-control'
import {
  purposeOf,
  gatesOfRight,
  vehicleGates,
  type Purpose,
  type PurposeWords,
} from '../../../miniprogram/domain/visit/purposes'
import { isStanding, isWaiting, stateNow } from '../../../miniprogram/domain/visit/visit'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import type { Gate } from '../../stores/campus'
import { currentControls, type StoredControl } from '../../stores/traffic-controls'
import type { Passage } from '../../stores/passages'
import type { Visit } from '../../stores/visits'

/** Stored records as the contract shows them. */

/** The visitor's name; empty once the person was taken out, also on a record that holds a word in its place. */
export const nameOf = ({ anonymous, name }: Visit): string => (anonymous ? '' : name)

/** What its purpose was called when it was booked. */
export const wordsOfPurpose = ({ purpose, purposeWords }: Visit): PurposeWords => {
  const { name, nameEn } = purposeWords ?? purposeOf(SHIPPED_PURPOSES, purpose)
  return { name, nameEn }
}

/** A purpose that a form offers. */
export const purposeView = ({ id, class: purposeClass, name, nameEn }: Purpose) => ({
  ...{ id, class: purposeClass, name, nameEn },
})

/** `clear` for the visitor, the approvers of the unit and the host; everybody else sees the masked name (spec 9). */
export function rowOf(visit: Visit, now: number, name: 'clear' | 'masked'): VisitRow {
  const last = visit.history[visit.history.length - 1]
  return {
    id: visit._id,
    state: stateNow(visit, now),
    name: name === 'clear' ? nameOf(visit) : maskName(nameOf(visit)),
    hostName: visit.hostName,
    unitName: visit.unitName,
    purpose: visit.purpose,
    purposeWords: wordsOfPurpose(visit),
    firstDay: visit.firstDay,
    lastDay: visit.lastDay,
    plate: visit.plate,
    companions: visit.companions.length,
    submittedAt: visit.submittedAt,
    changedAt: visit.changedAt,
    reason: last?.reason ?? null,
    ...(visit.activityTitle === undefined
      ? {}
      : { activity: { title: visit.activityTitle, waiting: isWaiting(visit) } }),
    ...(isStanding(visit) ? { standing: true as const } : {}),
    ...(visit.walkIn === undefined ? {} : { walkIn: visit.walkIn }),
    ...(visit.right === undefined ? {} : { right: rightView(visit.right, visit.entriesMade ?? 0) }),
  }
}

export const rightView = (
  { hours, weekdays, papersUntil, entries }: RightLimits,
  entriesMade: number,
): VisitRow['right'] => ({
  ...(hours === undefined ? {} : { hours }),
  ...(weekdays === undefined ? {} : { weekdays: [...weekdays] }),
  ...(papersUntil === undefined ? {} : { papersUntil }),
  ...(entries === undefined ? {} : { entries, entriesMade }),
})

export const gateView = (gate: Gate): GateView => ({
  id: gate._id,
  name: gate.name,
  campusName: gate.campusName,
  pedestrian: gate.pedestrian,
  vehicleBarrier: gate.vehicleBarrier,
  privateVehicles: gate.privateVehicles,
  ...(gate.location === undefined ? {} : { location: gate.location }),
})

/**
 * Gates a visit may use in some direction: on foot any pedestrian gate, by car those of its class (spec 2); of one for some
 * gates only those.
 */
export function gatesOf(
  visit: Pick<Visit, 'plate' | 'purposeClass' | 'gateIds'>,
  all: readonly Gate[],
): GateView[] {
  const { plate, purposeClass, gateIds } = visit
  const gates = gatesOfRight(all, gateIds)
  const byCar = new Set(plate === null ? [] : vehicleGates(purposeClass, gates))
  return gates.filter((gate) => gate.pedestrian || byCar.has(gate)).map(gateView)
}

export const controlView = ({ gateIds, from, until }: StoredControl) => ({ gateIds, from, until })

/** The controls that are on, or to come, on its days; on foot none concerns it. */
export const controlsOf = async (visit: Visit, now: number): Promise<ReturnType<typeof controlView>[]> =>
  visit.plate === null
    ? []
    : (await currentControls(now))
        .filter((control) => isOnSome(control, { ...visit.right, ...daysOf(visit) }))
        .map(controlView)

const daysOf = ({ firstDay, lastDay }: Visit) => ({ firstDay, lastDay })

export const passageView = (passage: Passage) => ({
  id: passage._id,
  at: passage.at,
  gateName: passage.gateName,
  direction: passage.direction,
  way: passage.way,
  allowed: passage.allowed,
  reason: passage.reason as string,
})
