import type { Model, Visit } from './model'

/** Spec 2 and 5.1, what gates let through and what they answer. */
type Rights = 'both' | 'in' | 'none'
export const GATES: readonly { id: string; campus: string; foot: boolean; official: Rights; own: Rights }[] =
  [
    { id: 'yucai-west', campus: 'yucai', foot: true, official: 'both', own: 'both' },
    { id: 'yucai-east', campus: 'yucai', foot: true, official: 'both', own: 'none' },
    { id: 'yucai-north', campus: 'yucai', foot: false, official: 'both', own: 'none' },
    { id: 'yucai-south', campus: 'yucai', foot: true, official: 'none', own: 'none' },
    { id: 'yanshan-east', campus: 'yanshan', foot: true, official: 'both', own: 'both' },
    { id: 'yanshan-west', campus: 'yanshan', foot: true, official: 'both', own: 'in' },
    { id: 'yanshan-south', campus: 'yanshan', foot: true, official: 'both', own: 'none' },
    { id: 'yanshan-north', campus: 'yanshan', foot: true, official: 'none', own: 'none' },
  ]
type Gate = (typeof GATES)[number]

export interface AtGate {
  gate: Gate
  direction: 'in' | 'out'
  visit: Visit | null
  /** The plate that passes; null on foot. */
  plate: number | null
  inVehicle: boolean
  /** A code shown too late: it says who, and lets nobody in. */
  old: boolean
}

/** Whether who comes in is on the blacklist, as far as the gate knows who comes. */
export const isListed = (model: Model, { visit, plate }: AtGate): boolean =>
  (visit !== null && visit.owner !== null && model.listedToday(visit)) ||
  (plate !== null && model.listedToday({ person: -1, phone: -1, plate }))

const lets = (rights: Rights, direction: 'in' | 'out'): boolean =>
  rights === 'both' || (rights === 'in' && direction === 'in')

/** The reason code before any override; OK lets pass. */
export function reasonAt(model: Model, at: AtGate): string {
  const { gate, direction, visit, plate, inVehicle } = at
  if (direction === 'in' && isListed(model, at)) return 'BLACKLIST'
  if (at.old && direction === 'in') return 'STALE_CODE'
  if (visit === null && !(plate !== null && direction === 'out')) return 'NOT_FOUND'
  const inside = model.stays.some((stay) => stay.plate === plate && stay.state === 'inside')
  // Who was let in without a booking leaves by every barrier that opens outwards.
  const letIn = direction === 'out' && visit === null && inside
  const rights = letIn || visit?.official === true ? gate.official : gate.own
  if (direction === 'out') {
    if (!inVehicle || lets(rights, 'out')) return 'OK'
    return gate.own === 'in' ? 'ENTRY_ONLY' : 'WRONG_GATE'
  }
  const why = visit === null ? 'NOT_FOUND' : entryRefusal(model, visit)
  if (visit === null || why !== null) return why ?? 'NOT_FOUND'
  if (!inVehicle) return gate.foot || (visit.plate !== null && lets(rights, 'in')) ? 'OK' : 'WRONG_GATE'
  if (visit.plate === null) return 'NO_VEHICLE'
  if (!lets(rights, 'in')) return 'WRONG_GATE'
  if (isClosed(model, gate)) return 'TRAFFIC_CONTROL'
  if (model.stays.some((stay) => stay.plate === plate && stay.state === 'due')) return 'FEE_DUE'
  return inside ? 'ALREADY_INSIDE' : 'OK'
}

const isClosed = (model: Model, { id }: Gate): boolean =>
  model.controls.some((control) => control.gate === id && !control.ended && model.now < control.until)

function entryRefusal(model: Model, visit: Visit): string | null {
  const state = model.stateOf(visit)
  if (state === 'expired' || state === 'finished') return 'EXPIRED'
  if (state !== 'approved') return state.toUpperCase()
  return visit.first > model.today ? 'NOT_YET' : null
}

type Where = Pick<AtGate, 'gate' | 'direction' | 'inVehicle'>

/** Spec 5.1: which booking a plate or a person stands for: one that lets pass here, else the nearest to it. */
export function visitOfPlate(model: Model, plate: number, where: Where): Visit | null {
  const enteredWith = model.visits.find(({ id }) => id === model.insideStay(plate)?.visit) ?? null
  if (where.direction === 'out' && enteredWith !== null) return enteredWith
  const live = model.visits.filter((visit) => visit.plate === plate && model.isLive(visit))
  live.sort((a, b) => a.held - b.held)
  const chosen = (visits: readonly Visit[]): Visit | null => {
    const today = visits.filter(({ first }) => first <= model.today)
    return today.find(({ state }) => state === 'approved') ?? today[0] ?? soonest(visits)
  }
  return chosen(opening(model, live, where)) ?? chosen(live) ?? enteredWith
}

export function visitOfPerson(model: Model, person: number, where: Where): Visit | null {
  const own = model.visits.filter((visit) => visit.person === person && visit.owner !== null)
  own.sort((a, b) => (placeOf(a) < placeOf(b) ? 1 : -1))
  const inside = own.find((visit) => visit.inside !== null)
  if (where.direction === 'out' && inside !== undefined) return inside
  const chosen = (visits: readonly Visit[]): Visit | null => {
    const valid = visits.find((visit) => model.stateOf(visit) === 'approved' && visit.first <= model.today)
    const live = visits.filter((visit) => model.isLive(visit))
    const waiting = live.find((visit) => visit.state === 'pending' && visit.first <= model.today)
    return valid ?? waiting ?? soonest(live.filter(({ first }) => first > model.today)) ?? visits[0] ?? null
  }
  return chosen(opening(model, own, where)) ?? chosen(own)
}

/** Those by which the gate lets pass, the vehicle that pays nothing first. */
function opening(
  model: Model,
  visits: readonly Visit[],
  { gate, direction, inVehicle }: Where,
): readonly Visit[] {
  const drives = (visit: Visit): boolean => inVehicle || (!gate.foot && visit.plate !== null)
  const rights = (visit: Visit): Rights => (visit.official ? gate.official : gate.own)
  if (direction === 'out') return visits.filter((visit) => !drives(visit) || lets(rights(visit), 'out'))
  const opens = (visit: Visit): boolean =>
    entryRefusal(model, visit) === null &&
    (drives(visit) ? visit.plate !== null && lets(rights(visit), 'in') && !isClosed(model, gate) : gate.foot)
  const pays = (visit: Visit): number => (drives(visit) && !visit.official ? 1 : 0)
  return visits.filter(opens).sort((a, b) => pays(a) - pays(b))
}

/** Of those to come the one that begins first; of equals the first. */
const soonest = (visits: readonly Visit[]): Visit | null =>
  visits.reduce<Visit | null>(
    (best, visit) => (best === null || visit.first < best.first ? visit : best),
    null,
  )

/** Who waits comes first, by first day; then the last change. */
const placeOf = ({ state, first, submittedAt, changedAt, id }: Visit): string =>
  state === 'pending' ? `1:${first}:${submittedAt}:${id}` : `0:${changedAt}:${id}`
