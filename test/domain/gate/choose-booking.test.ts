import { describe, expect, it, test } from 'vitest'
import {
  chooseBooking,
  letsPass,
  type AtGate,
  type Candidate,
} from '../../../miniprogram/domain/gate/choose-booking'
import type { BookingFacts, GateContext } from '../../../miniprogram/domain/gate/facts'
import { addDays } from '../../../miniprogram/domain/values/days'
import { known, UNKNOWN } from '../../../miniprogram/domain/values/known'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { TODAY } from '../builders'
import { atGate, bookingFacts, GATE } from './builders'

type Facts = Partial<BookingFacts>

/** It is 14:00. */
const candidate = (
  visitId: string,
  facts: Facts | null = {},
  changes: Partial<Candidate> = {},
): Candidate => ({
  ...{ visitId, booking: facts === null ? null : bookingFacts(facts), inside: false, asCompanion: false },
  ...changes,
})
const companion = (visitId: string, facts: Facts = {}) => candidate(visitId, facts, { asCompanion: true })
const onFoot = (direction: Direction, changes: Partial<GateContext> = {}): AtGate => ({
  ...{ context: atGate(direction, changes), inVehicle: false },
})
const byCar = (direction: Direction, changes: Partial<GateContext> = {}): AtGate => ({
  ...{ context: atGate(direction, changes), inVehicle: true },
})
const chosen = (candidates: readonly Candidate[], at: AtGate) => chooseBooking(candidates, at)?.visitId

const day = (days: number): Facts => ({ firstDay: addDays(TODAY, days), lastDay: addDays(TODAY, days) })
const past: Facts = { firstDay: addDays(TODAY, -2), lastDay: addDays(TODAY, -1) }
const hours = (from: number, until: number): Facts => ({ hours: { from: from * 60, until: until * 60 } })
const elsewhere: Facts = { gateIds: known(['east']) }
const here: Facts = { gateIds: known([GATE]) }
const used: Facts = { entries: 1, entriesMade: known(1) }

/** Each before all that follow, coming in. */
const ORDER: Candidate[] = [
  candidate('approved for today'),
  companion('approved for today, named as a companion'),
  candidate('which gates it is for isn’t known', { gateIds: UNKNOWN }),
  candidate('approved for today at another gate', elsewhere),
  companion('for another gate, named as a companion', elsewhere),
  candidate('approved for today, at another hour', hours(15, 20)),
  candidate('waits for approval today', { state: 'pending' }),
  candidate('to come', day(2)),
  candidate('its entries are used', used),
  candidate('ended', { state: 'cancelled' }),
  companion('at another hour, named as a companion', hours(15, 20)),
  companion('waits, named as a companion', { state: 'pending' }),
  companion('to come, named as a companion', day(2)),
  companion('over, named as a companion', past),
]
const both = (a: Candidate, b: Candidate) => [
  [a, b],
  [b, a],
]

test.each(ORDER.map((each, index) => [each.visitId, each, ORDER.slice(index + 1)] as const))(
  '%s before all that follow',
  (visitId, each, others) => {
    for (const other of others)
      for (const order of both(each, other)) expect(chosen(order, onFoot('in'))).toBe(visitId)
  },
)

/** Two rights of one person, whichever was given first; `at`: the gate. */
const RIGHTS: readonly (readonly [string, Facts, Facts, AtGate, 'first' | 'second'])[] = [
  ['a pass for another gate, and a visit', elsewhere, {}, byCar('in'), 'second'],
  ['the same on foot', elsewhere, {}, onFoot('in'), 'second'],
  ['a pass for this gate, and a visit for another', here, elsewhere, onFoot('in'), 'first'],
  [
    'a private visit, and a pass where no private vehicle comes in',
    { purposeClass: 'private' },
    {},
    byCar('in', { gate: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'none' } }),
    'second',
  ],
  ['a walk-in that was used, and a pass that holds', used, hours(13, 20), onFoot('in'), 'second'],
  ['a walk-in that was used, and a pass for later', used, hours(15, 20), onFoot('in'), 'second'],
  ['a pass of this hour elsewhere, and one for later here', elsewhere, hours(15, 20), onFoot('in'), 'first'],
  ['both open it: what costs nothing', { purposeClass: 'private' }, {}, byCar('in'), 'second'],
  ['both open it: what is used up by it last', { entries: 1 }, {}, onFoot('in'), 'second'],
  ['the fee before the entry', { purposeClass: 'private' }, { entries: 1 }, byCar('in'), 'second'],
  [
    'its people are inside, where nobody looks',
    { headsInside: known(1) },
    {},
    onFoot('in', { attended: false }),
    'second',
  ],
  ['papers that are over, and a visit', { papersUntil: addDays(TODAY, -1) }, {}, onFoot('in'), 'second'],
  [
    'leaving by car, what opens the barrier',
    { purposeClass: 'private' },
    {},
    byCar('out', { gate: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'entryOnly' } }),
    'second',
  ],
]

describe('of two rights', () => {
  test.each(RIGHTS)('%s', (_, first, second, at, right) => {
    const rights = [first, second].map((facts, index) =>
      candidate(index === 0 ? 'first' : 'second', { hasVehicle: true, ...facts }),
    ) as [Candidate, Candidate]
    for (const order of both(...rights)) expect(chosen(order, at)).toBe(right)
  })
})

test.each([
  ['out', 'came in with'],
  ['in', 'approved for today'],
] as const)('%s: %s', (direction, visitId) => {
  const inside = candidate('came in with', null, { inside: true })
  for (const order of both(candidate('approved for today'), inside))
    for (const at of [onFoot(direction), byCar(direction)]) {
      const candidates = order.map((each) =>
        each.booking === null ? each : { ...each, booking: { ...each.booking, hasVehicle: true } },
      )
      expect(chosen(candidates, at)).toBe(visitId)
    }
})

it('leaving on foot, what holds now before what doesn’t, and that at any gate', () => {
  for (const [near, far] of [
    [candidate('near', elsewhere), candidate('far', hours(15, 20))],
    [candidate('near', hours(15, 20)), candidate('far', { state: 'pending' })],
    [candidate('near'), companion('far')],
  ] as const)
    for (const order of both(near, far)) expect(chosen(order, onFoot('out'))).toBe('near')
})

it('lets pass who holds a right here and now, or leaves by what they came in with', () => {
  expect(letsPass(candidate('a'), onFoot('in'))).toBe(true)
  expect(letsPass(candidate('a', elsewhere), onFoot('in'))).toBe(false)
  expect(letsPass(candidate('a', hours(15, 20)), onFoot('out'))).toBe(false)
  expect(letsPass(candidate('a', null, { inside: true }), onFoot('out'))).toBe(true)
  expect(letsPass(candidate('a', null, { inside: true }), onFoot('in'))).toBe(false)
})

it('of those to come the first, of others the latest told', () => {
  const later = candidate('later', day(5))
  expect(chosen([later, candidate('sooner', day(2))], onFoot('in'))).toBe('sooner')
  expect(chosen([candidate('sooner', day(2)), later], onFoot('in'))).toBe('sooner')
  const sameDay = ['latest', 'before'].map((visitId) => candidate(visitId, day(2)))
  expect(chosen(sameDay, onFoot('in'))).toBe('latest')
  for (const days of [-1, 0, 3]) {
    const ended = [days, days - 4].map((each, index) =>
      candidate(index === 0 ? 'latest' : 'before', { state: 'revoked', ...day(each) }),
    )
    expect(chosen(ended, onFoot('in'))).toBe('latest')
  }
  expect(chosen([candidate('latest'), candidate('before')], onFoot('in'))).toBe('latest')
})

it('an approved one whose day is over lets nobody pass; of none there is none', () => {
  const waits = candidate('waits', { state: 'pending' })
  expect(chosen([candidate('over', past), waits], onFoot('in'))).toBe('waits')
  expect(chosen([candidate('over', { ...hours(8, 12) }), candidate('to come', day(1))], onFoot('in'))).toBe(
    'to come',
  )
  expect(chooseBooking([], onFoot('in'))).toBeNull()
})
