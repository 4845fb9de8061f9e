import type { GateReason } from '../../../miniprogram/domain/gate/reasons'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { blockedOn } from '../../../miniprogram/domain/visit/booking-refusals'
import type { Activity } from '../../../cloudfunctions/stores/activities'
import { calendarIds, type Calendar } from '../../../cloudfunctions/stores/calendars'
import type { Passage } from '../../../cloudfunctions/stores/passages'
import type { StandingPass } from '../../../cloudfunctions/stores/standing-passes'
import type { StoredControl } from '../../../cloudfunctions/stores/traffic-controls'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { GATES } from '../../functions/lives/gate-model'
import { allOf, oneOf, type Crossing, type Invariant } from './invariant'
import { Lately } from './lately'
import { endsAt, wrongMoment } from './right'

/** What hardly changes is kept by instances for some seconds, and a call may wait for its turn. */
const CACHED_MS = 60_000

/** What a refusal is held against: everything that stood at some moment while it was decided. */
interface Around {
  crossing: Crossing
  visits: readonly Visit[]
  /** Of document, phone and plate. */
  calendars: readonly Calendar[]
  plates: readonly Calendar[]
  controls: readonly StoredControl[]
}

/** Whether a reason is so, for a pass that was shown while it was live; null: it never is. */
const IS_SO: Readonly<Record<GateReason, ((around: Around) => boolean) | null>> = {
  ...{ OK: null, OVERRIDE: null, NOT_FOUND: null, BAD_SIGNATURE: null, STALE_CODE: null, REPLAYED: null },
  ...{ CODE_USED: null, OTHER_PHONE: null, LOW_CONFIDENCE: null, GUARD_ONLY: null, COMPANION_REFUSED: null },
  ...{ ENTRY_ONLY: null, EXIT_ONLY: null, NOT_INSIDE: null },
  PENDING: inState('pending'),
  RETURNED: inState('returned'),
  REVOKED: (around) => inState('revoked')(around) || isLetGo(around),
  CANCELLED: inState('cancelled'),
  EXPIRED: (around) =>
    inState('expired', 'finished')(around) ||
    around.visits.some((visit) => around.crossing.at >= endsAt(visit)),
  NOT_YET: atWrongMoment,
  OUTSIDE_HOURS: atWrongMoment,
  PAPERS_EXPIRED: atWrongMoment,
  NO_ENTRIES_LEFT: ({ visits, crossing }) =>
    visits.some(({ right }) => right?.entries !== undefined && timesIn(crossing.visitId) >= right.entries),
  BLACKLIST: ({ calendars, crossing }) =>
    calendars.some(
      ({ blocks }) => blockedOn(blocks, dayOf(crossing.at)) || blockedOn(blocks, dayOf(crossing.began)),
    ),
  WRONG_GATE: ({ visits, crossing }) => visits.some((visit) => isClosedTo(visit, crossing)),
  NO_VEHICLE: ({ visits }) => visits.some(({ plate }) => plate === null),
  FEE_DUE: ({ plates }) => plates.some(({ dues }) => dues.length > 0),
  ALREADY_INSIDE: ({ plates }) => plates.some(({ inside }) => inside !== null),
  TRAFFIC_CONTROL: ({ controls, crossing: { gateId, began, at } }) =>
    controls.some(
      ({ gateIds, from, until }) => gateIds.includes(gateId) && from <= at && until >= began - CACHED_MS,
    ),
}

function inState(...states: readonly Visit['state'][]) {
  return ({ visits }: Around): boolean => visits.some(({ state }) => states.includes(state))
}

/** What they come by has ended, and it is still to be written to them. */
const isLetGo = ({ visits }: Pick<Around, 'visits'>): boolean =>
  visits.some(
    ({ activityId = '', standingPassId = '' }) =>
      oneOf<Activity>('activities', activityId)?.state === 'cancelled' ||
      ['withdrawn', 'ended'].includes(oneOf<StandingPass>('standingPasses', standingPassId)?.state ?? ''),
  )

function atWrongMoment({ visits, crossing: { began, at } }: Around): boolean {
  return visits.some((visit) => wrongMoment(visit, began) !== null || wrongMoment(visit, at) !== null)
}

const timesIn = (visitId: string): number =>
  allOf<Passage>('passages').filter(
    (each) => each.visitId === visitId && each.allowed && each.direction === 'in',
  ).length

function isClosedTo({ gateIds, purposeClass, plate }: Visit, { gateId, byCar }: Crossing): boolean {
  if (gateIds !== null) return !gateIds.includes(gateId)
  const gate = GATES.find(({ id }) => id === gateId)
  // The office opens this one to private vehicles, and shuts it again.
  const closed = gate === undefined || gate[purposeClass === 'official' ? 'official' : 'own'] === 'none'
  return byCar ? closed : gate?.foot !== true && (closed || plate === null)
}

/** Reasons that one right may have and another not. */
const OF_A_RIGHT: readonly string[] = [
  ...['PENDING', 'RETURNED', 'REVOKED', 'CANCELLED', 'EXPIRED', 'NOT_YET', 'OUTSIDE_HOURS'],
  ...['PAPERS_EXPIRED', 'NO_ENTRIES_LEFT', 'WRONG_GATE', 'NO_VEHICLE'],
]

/** Another right of who was refused that had let them in here all the while; undefined: there is none. */
function otherRight(lately: Lately, crossing: Crossing): Visit | undefined {
  const { visitId, knownBy, began, at, byCar } = crossing
  const own = oneOf<Visit>('visits', visitId)
  if (own === null || knownBy === null) return undefined
  const isTheirs = ({ documentHash, plate, number }: Visit): boolean =>
    knownBy === 'document'
      ? documentHash !== '' && documentHash === own.documentHash
      : plate !== null && plate === own.plate && number === undefined
  const letsIn = (visit: Visit): boolean =>
    visit.state === 'approved' &&
    wrongMoment(visit, began) === null &&
    wrongMoment(visit, at) === null &&
    (visit.right?.entries === undefined || timesIn(visit._id) < visit.right.entries) &&
    (!byCar || visit.plate !== null) &&
    !isClosedTo(visit, crossing)
  return allOf<Visit>('visits').find(
    (visit) =>
      isTheirs(visit) &&
      !isLetGo({ visits: [visit] }) &&
      lately
        .of<Visit>('visits', visit._id, began - CACHED_MS)
        .every((each) => isTheirs(each) && letsIn(each)),
  )
}

export const refusedForWhatIsSo = (): Invariant => {
  const lately = new Lately(['visits', 'calendars', 'trafficControls'])
  return {
    rule:
      'Who has a right comes in: whom a gate refuses by a live pass, it refuses for what is so, ' +
      'and whom it knows, only where none of their rights lets them in (spec 5.1)',
    committed: (commit) => lately.note(commit),
    crossed(crossing) {
      const { direction, allowed, offline, byLivePass, visitId, reason, gateId, told, began } = crossing
      if (direction === 'out' || allowed || offline !== null) return
      const other = OF_A_RIGHT.includes(reason) ? otherRight(lately, crossing) : undefined
      if (other !== undefined)
        throw new Error(`${visitId} is refused at ${gateId}: ${reason}, ${told}; ${other._id} lets in`)
      if (!byLivePass) return
      const since = began - CACHED_MS
      const visits = lately.of<Visit>('visits', visitId, since)
      const calendars = visits
        .flatMap(calendarIds)
        .flatMap((id) => lately.of<Calendar>('calendars', id, since))
      const plates = calendars.filter(({ kind }) => kind === 'plate')
      const controls = lately.all<StoredControl>('trafficControls', since)
      if (IS_SO[reason as GateReason]?.({ crossing, visits, calendars, plates, controls }) !== true)
        throw new Error(`${visitId} is refused at ${gateId}: ${reason}, ${told}`)
    },
  }
}
