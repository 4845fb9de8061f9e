import { addDays, DAY_MS, dayOf, endOfDay, type Day } from '../../../miniprogram/domain/values/days'
import type { Form, Life } from './steps'

/**
 * The rules of the specification over plain objects, a few lines each, written from its chapters and not from the
 * program. People and plates are numbers; units are 0 (two approvers: 0 and 1) and 1 (one approver: 2).
 */
export type State = 'pending' | 'approved' | 'returned' | 'cancelled' | 'expired' | 'revoked' | 'finished'

export interface Visit {
  id: string
  /** openid; null once the person was taken out. */
  owner: string | null
  person: number
  phone: number
  plate: number | null
  first: Day
  last: Day
  official: boolean
  unit: number
  /** As written: days may have passed that no timer has written yet. */
  state: State
  /** Every state it was in. */
  path: State[]
  entered: boolean
  /** Campus; null when outside. */
  inside: string | null
  /** Went out by the last passage. */
  left: boolean
  /** Went out once. */
  hasLeft: boolean
  /** Approver who invited, whatever became of it since: they don't approve it. */
  inviter: number | null
  submittedAt: number
  changedAt: number
  /** Grows whenever it takes (again) its place in the calendars. */
  held: number
}

export interface Stay {
  id: string
  plate: number
  campus: string
  visit: string
  official: boolean
  freeUntil: number | null
  enteredAt: number
  state: 'inside' | 'left' | 'cleared' | 'due' | 'paid'
  fen: number
}

export interface Entry {
  id: string
  person: number | null
  plate: number | null
  from: Day
  until: Day | null
  state: 'proposed' | 'rejected' | 'active' | 'liftAsked' | 'lifted'
  askedBy: number
}

export interface Card {
  id: string
  kind: 'claim' | 'fill'
  state: 'open' | 'used' | 'closed'
  by: number
  unit: number
  first: Day
  last: Day
  official: boolean
  visit: string | null
}

export class Model {
  now: number
  visits: Visit[] = []
  stays: Stay[] = []
  entries: Entry[] = []
  cards: Card[] = []
  /** Answered by the unit at which the booking is by then; of the phone that it came with. */
  releases: { id: string; visit: string; by: number; phone: number; open: boolean }[] = []
  controls: { id: string; gate: string; until: number; ended: boolean }[] = []
  frozen = [false, false, false]
  /** Steps of a code that opened a gate: visit, direction and step. */
  used = new Set<string>()
  private places = 0

  constructor(
    readonly rule: Life['rule'],
    start: number,
  ) {
    this.now = start
  }

  get today(): Day {
    return dayOf(this.now)
  }

  readonly unitOf = (approver: number): number => (approver === 2 ? 1 : 0)
  activeApprovers(unit: number): number[] {
    return [0, 1, 2].filter((each) => this.unitOf(each) === unit && this.frozen[each] !== true)
  }

  /** The state as it is today. */
  stateOf(visit: Visit): State {
    if (visit.last >= this.today) return visit.state
    return visit.state === 'pending' ? 'expired' : visit.state === 'approved' ? 'finished' : visit.state
  }
  isLive = (visit: Visit): boolean => ['pending', 'approved'].includes(this.stateOf(visit))

  daysOf({ first, days }: Pick<Form, 'first' | 'days'>): { first: Day; last: Day } {
    return { first: addDays(this.today, first), last: addDays(this.today, first + days - 1) }
  }

  /** Spec 2, what refuses a booking, in this order; null when nothing does. */
  refusal(
    wanted: Pick<Visit, 'person' | 'phone' | 'plate' | 'first' | 'last'>,
    except: string | null,
  ): string | null {
    const listed = this.entries.some(
      (entry) =>
        blocks(entry) &&
        concerns(entry, wanted) &&
        entry.from <= wanted.last &&
        (entry.until === null || entry.until >= wanted.first),
    )
    if (listed) return 'BLACKLISTED'
    const stays = this.stays.filter(({ plate }) => plate === wanted.plate)
    if (stays.some(({ state }) => state === 'inside')) return 'VEHICLE_INSIDE'
    if (stays.some(({ state }) => state === 'due')) return 'FEE_DUE'
    const inTheWay = this.visits.some(
      (other) =>
        other.id !== except &&
        this.isLive(other) &&
        !this.isOver(other, wanted) &&
        (other.person === wanted.person ||
          other.phone === wanted.phone ||
          (other.plate !== null && other.plate === wanted.plate)) &&
        (this.rule === 'anyLive' || (other.first <= wanted.last && wanted.first <= other.last)),
    )
    return inTheWay ? 'DUPLICATE' : null
  }

  /** Spec 2: a booking on its last day whose visitor has left holds nothing for later days. */
  private isOver = (other: Visit, wanted: Pick<Visit, 'first'>): boolean =>
    other.state === 'approved' && other.left && other.last === this.today && wanted.first > this.today

  /** Spec 5.4: whether any of it is on the blacklist today. */
  listedToday(who: Pick<Visit, 'person' | 'phone' | 'plate'>): boolean {
    return this.entries.some(
      (entry) =>
        blocks(entry) &&
        concerns(entry, who) &&
        entry.from <= this.today &&
        (entry.until === null || entry.until >= this.today),
    )
  }

  add(
    visit: Omit<
      Visit,
      'path' | 'state' | 'entered' | 'inside' | 'left' | 'hasLeft' | 'submittedAt' | 'changedAt' | 'held'
    >,
  ): void {
    const { now } = this
    const fresh = {
      state: 'pending' as const,
      path: ['pending' as const],
      entered: false,
      inside: null,
      left: false,
      hasLeft: false,
    }
    this.visits.push({ ...visit, ...fresh, submittedAt: now, changedAt: now, held: ++this.places })
  }

  go(visit: Visit, state: State): void {
    visit.state = state
    visit.path.push(state)
    visit.changedAt = this.now
    visit.held = ++this.places
  }

  insideStay = (plate: number | null): Stay | null =>
    this.stays.find((stay) => stay.plate === plate && stay.state === 'inside') ?? null

  /** Spec 5.2 with the shipped tariff: half an hour free, then 2 yuan each started hour, 15 yuan a day at most. */
  fee({ official, freeUntil, enteredAt }: Stay, exitAt: number): number {
    if (official && (freeUntil === null || exitAt <= freeUntil)) return 0
    const from = official && freeUntil !== null ? Math.max(enteredAt, freeUntil) : enteredAt
    const seconds = Math.floor((exitAt - from) / 1000)
    if (seconds <= 30 * 60) return 0
    const byDay = new Map<Day, number>()
    for (let hour = 0; hour * 3600 < seconds; hour++) {
      const day = dayOf(from + hour * 3_600_000)
      byDay.set(day, Math.min(1500, (byDay.get(day) ?? 0) + 200))
    }
    return [...byDay.values()].reduce((sum, fen) => sum + fen, 0)
  }

  /** Whether the booking is still there, with the phone that was asked about. */
  isInTheWay = (asked: { visit: string; phone: number }): boolean =>
    this.visits.some((visit) => visit.id === asked.visit && visit.phone === asked.phone && this.isLive(visit))

  /** What nobody has to answer any more, because the booking has ended or comes with another phone. */
  settleReleases(): void {
    for (const asked of this.releases) if (!this.isInTheWay(asked)) asked.open = false
  }

  /** What the nightly timer writes: states that days have brought, and the person out of what ended long ago. */
  night(): void {
    for (const visit of this.visits) {
      const state = this.stateOf(visit)
      if (state !== visit.state) this.go(visit, state)
      if (!['pending', 'approved'].includes(state) && visit.last < addDays(this.today, -180)) {
        visit.owner = null
        visit.plate = null
      }
    }
    for (const entry of this.entries) {
      if (entry.until === null || endOfDay(entry.until) + KEPT_MS >= this.now) continue
      if (blocks(entry)) entry.state = 'lifted'
      if (entry.state === 'proposed') entry.state = 'rejected'
    }
  }

  freeUntil = (visit: Visit): number => endOfDay(visit.last)
}

/** How long whom an entry names is kept after its term; then nobody is named, and nothing blocked. */
const KEPT_MS = 180 * DAY_MS

/** In force, also while somebody asks for it to be lifted. */
export const blocks = ({ state }: Entry): boolean => state === 'active' || state === 'liftAsked'

const concerns = (entry: Entry, who: Pick<Visit, 'person' | 'phone' | 'plate'>): boolean =>
  (entry.person !== null && (entry.person === who.person || entry.person === who.phone)) ||
  (entry.plate !== null && entry.plate === who.plate)
