import { describe, expect, it, test } from 'vitest'
import { decideAtGate } from '../../../miniprogram/domain/gate/decide'
import type { BookingFacts, GateContext, GateFacts } from '../../../miniprogram/domain/gate/facts'
import { GATE_REASONS, type GateReason } from '../../../miniprogram/domain/gate/reasons'
import { known, UNKNOWN } from '../../../miniprogram/domain/values/known'
import { addDays } from '../../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../builders'

/** A companion who is on the blacklist. */
const ZHANG = { maskedName: '张**', documentEnd: '123X' }

const GATE = 'west'
const BOOKING: BookingFacts = {
  ...{ state: 'approved', firstDay: TODAY, lastDay: TODAY, purposeClass: 'private', hasVehicle: true },
  gateIds: known(null),
  ...{ entriesMade: known(0), headCount: 1, headsInside: known(0) },
}
const FACTS: GateFacts = {
  ...{ unread: null, booking: BOOKING, blocked: false, refusedCompanions: known([]) },
  vehicle: { inside: known(false), due: known(false) },
  ...{
    inVehicle: true,
    lastDirection: known(null),
    used: known(false),
    byShortCode: false,
    otherPhone: known(false),
  },
  ...{ clockOff: false, outdated: false },
}
const CONTEXT: GateContext = {
  gateId: GATE,
  gate: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
  ...{ closed: false, direction: 'in', opens: 'both', attended: true, now: NOW },
}
interface World {
  facts: GateFacts
  context: GateContext
}
const FINE: World = { facts: FACTS, context: CONTEXT }
const at = ({ facts, context }: World) => decideAtGate(facts, context)

const facts =
  (changes: Partial<GateFacts>) =>
  (world: World): World => ({ ...world, facts: { ...world.facts, ...changes } })
const booking =
  (changes: Partial<BookingFacts>) =>
  (world: World): World =>
    world.facts.booking === null ? world : facts({ booking: { ...world.facts.booking, ...changes } })(world)
const context =
  (changes: Partial<GateContext>) =>
  (world: World): World => ({ ...world, context: { ...world.context, ...changes } })
const vehicle =
  (changes: Partial<NonNullable<GateFacts['vehicle']>>) =>
  (world: World): World =>
    facts({ vehicle: world.facts.vehicle && { ...world.facts.vehicle, ...changes } })(world)

const tomorrow = addDays(TODAY, 1)
/** What keeps a vehicle out, the first to be told first. */
const ORDER: [reason: GateReason, cause: (world: World) => World][] = [
  ['EXIT_ONLY', context({ opens: 'out' })],
  ['BLACKLIST', facts({ blocked: true })],
  ['STALE_CODE', facts({ unread: 'STALE_CODE' })],
  ['NOT_FOUND', facts({ booking: null })],
  ['WRONG_GATE', booking({ gateIds: known(['east']) })],
  ['REVOKED', booking({ state: 'revoked' })],
  ['NOT_YET', booking({ firstDay: tomorrow, lastDay: tomorrow })],
  ['OUTSIDE_HOURS', booking({ hours: { from: 1380, until: 1440 } })],
  ['PAPERS_EXPIRED', booking({ papersUntil: addDays(TODAY, -1) })],
  ['NO_ENTRIES_LEFT', booking({ entries: 1, entriesMade: known(1) })],
  ['NO_VEHICLE', booking({ hasVehicle: false })],
  ['WRONG_GATE', (world) => context({ gate: { ...world.context.gate, privateVehicles: 'none' } })(world)],
  ['TRAFFIC_CONTROL', context({ closed: true })],
  ['FEE_DUE', vehicle({ due: known(true) })],
  ['ALREADY_INSIDE', vehicle({ inside: known(true) })],
  ['OTHER_PHONE', facts({ otherPhone: known(true) })],
  ['COMPANION_REFUSED', facts({ refusedCompanions: known([ZHANG]) })],
  ['REPLAYED', facts({ used: known(true) })],
  ['ALREADY_INSIDE', (world) => context({ attended: false })(booking({ headsInside: known(1) })(world))],
]

describe('the order of reasons on entry', () => {
  test.each(ORDER)('%s alone', (reason, cause) =>
    expect(at(cause(FINE)).answer).toMatchObject({ allowed: false, reason }),
  )

  ORDER.forEach(([reason, cause], index) =>
    test.each(ORDER.slice(index + 1))(`${reason} before %s`, (_, later) =>
      expect(at(later(cause(FINE))).answer.reason).toBe(reason),
    ),
  )

  it('everything at once is told one by one, as it is put right', () => {
    for (let first = 0; first < ORDER.length; first++) {
      const world = ORDER.slice(first).reduce((before, [, cause]) => cause(before), FINE)
      // What makes the booking unknown makes everything about it unknown.
      if (first > 3) expect(at(world).answer.reason).toBe(ORDER[first]?.[0])
    }
    expect(at(FINE)).toMatchObject({ answer: { allowed: true, reason: 'OK' }, doubt: null })
  })

  test.each<[BookingFacts['state'], GateReason]>([
    ['pending', 'PENDING'],
    ['returned', 'RETURNED'],
    ['cancelled', 'CANCELLED'],
    ['expired', 'EXPIRED'],
    ['finished', 'EXPIRED'],
  ])('%s is %s, and before a day that has not come', (state, reason) =>
    expect(at(booking({ state, firstDay: tomorrow, lastDay: tomorrow })(FINE)).answer.reason).toBe(reason),
  )
})

test('every reason has its cause in the order, or is told by another rule', () => {
  const byState = ['PENDING', 'RETURNED', 'CANCELLED', 'EXPIRED']
  const byCredential = ['BAD_SIGNATURE', 'LOW_CONFIDENCE', 'GUARD_ONLY']
  const hintsAndWays = ['OK', 'OVERRIDE', 'NOT_INSIDE', 'CODE_USED', 'ENTRY_ONLY']
  const elsewhere: string[] = [...byState, ...byCredential, ...hintsAndWays]
  const caused = ORDER.map(([reason]) => reason)
  expect(GATE_REASONS.filter((reason) => !caused.includes(reason) && !elsewhere.includes(reason))).toEqual([])
})

test.each<[string, string[] | null, boolean, GateReason]>([
  ['named, a guard’s', [GATE], true, 'OK'],
  ['named, a lane', [GATE], false, 'WRONG_GATE'],
  ['another is named', ['east'], true, 'WRONG_GATE'],
  ['none is named', null, true, 'WRONG_GATE'],
])('on foot at a gate for vehicles alone, %s', (_, gateIds, attended, reason) => {
  const onFoot = facts({ vehicle: null, inVehicle: false })
  const gate = { pedestrian: false, vehicleBarrier: true, privateVehicles: 'none' as const }
  const walker = booking({ hasVehicle: false, gateIds: known(gateIds) })(onFoot(FINE))
  expect(at(context({ gate, attended })(walker)).answer.reason).toBe(reason)
})

describe('leaving', () => {
  const out = context({ direction: 'out' })
  const KEEPS_NOBODY = ORDER.filter(
    ([reason, cause]) =>
      !['EXIT_ONLY', 'STALE_CODE', 'REPLAYED'].includes(reason) &&
      // A gate that this car can't use is closed to it both ways.
      cause(FINE).context.gate.privateVehicles !== 'none',
  )
  test.each(KEEPS_NOBODY)('%s keeps nobody in', (_, cause) =>
    expect(at(out(cause(FINE)))).toMatchObject({ answer: { allowed: true, reason: 'OK' }, doubt: null }),
  )

  test.each([true, false])('a right for one gate leaves by every other; in a vehicle: %s', (inVehicle) => {
    const limited = booking({ gateIds: known(['east']) })(facts({ inVehicle })(FINE))
    expect(at(limited).answer.reason).toBe('WRONG_GATE')
    expect(at(out(limited)).answer).toMatchObject({ allowed: true, reason: 'OK' })
  })

  it('a list too old, a clock that is off and gates that aren’t known keep nobody in', () => {
    const doubtful = booking({ gateIds: UNKNOWN })(facts({ outdated: true, clockOff: true })(FINE))
    expect(at(doubtful).doubt).toBe('clock')
    expect(at(out(doubtful))).toMatchObject({ answer: { allowed: true }, doubt: null })
  })

  it('nobody is named who would have to stay outside', () => {
    const group = facts({ refusedCompanions: known([ZHANG]) })(FINE)
    expect(at(out(group)).answer.refusedCompanions).toBeUndefined()
  })

  it('a lane that goes in only is told before anything else', () =>
    expect(at(context({ opens: 'in' })(out(FINE))).answer.reason).toBe('ENTRY_ONLY'))
})

describe('an old list', () => {
  const old = facts({ outdated: true })
  test.each([
    ['on the only day', TODAY, TODAY],
    ['on the last day', addDays(TODAY, -3), TODAY],
    ['on the first day', TODAY, addDays(TODAY, 3)],
    ['in the middle', addDays(TODAY, -1), addDays(TODAY, 1)],
  ])('%s it vouches for nobody', (_, firstDay, lastDay) =>
    expect(at(old(booking({ firstDay, lastDay })(FINE)))).toMatchObject({
      answer: { allowed: true },
      doubt: 'snapshotExpired',
    }),
  )

  it('still refuses what it refused', () =>
    expect(at(old(booking({ state: 'revoked' })(FINE)))).toMatchObject({
      answer: { allowed: false, reason: 'REVOKED' },
      doubt: null,
    }))
})

describe('what isn’t known refuses nobody', () => {
  const UNKNOWNS: [string, (world: World) => World, string | null][] = [
    ['companions', facts({ refusedCompanions: UNKNOWN }), null],
    ['whether a code was used elsewhere', facts({ used: UNKNOWN }), null],
    ['where the vehicle is', vehicle({ inside: UNKNOWN }), null],
    ['what it owes', vehicle({ due: UNKNOWN }), null],
    ['where a walker is', facts({ lastDirection: UNKNOWN }), null],
    ['for which gates', booking({ gateIds: UNKNOWN }), 'gatesUnknown'],
    ['how often it was used', booking({ entries: 2, entriesMade: UNKNOWN }), 'entriesUnknown'],
    ['how often, where nothing counts', booking({ entriesMade: UNKNOWN }), null],
  ]
  test.each(UNKNOWNS)('%s', (_, cause, doubt) =>
    expect(at(cause(FINE))).toMatchObject({ answer: { allowed: true, reason: 'OK' }, doubt }),
  )

  it('and gives no hint', () => {
    const walker = facts({ inVehicle: false, vehicle: null, lastDirection: UNKNOWN })(FINE)
    for (const direction of ['in', 'out'] as const)
      expect(at(context({ direction })(walker)).answer.hint).toBeNull()
    const unseen = vehicle({ inside: UNKNOWN })(FINE)
    expect(at(context({ direction: 'out' })(unseen)).answer.hint).toBeNull()
  })
})

describe('hints', () => {
  test.each([
    ['in', null, null],
    ['in', 'in', 'ALREADY_INSIDE'],
    ['in', 'out', null],
    ['out', null, 'NOT_INSIDE'],
    ['out', 'in', null],
    ['out', 'out', 'NOT_INSIDE'],
  ] as const)('a walker goes %s, last seen %s: %s', (direction, last, hint) => {
    const walker = facts({ inVehicle: false, vehicle: null, lastDirection: known(last) })(FINE)
    expect(at(context({ direction })(walker)).answer).toMatchObject({ allowed: true, hint })
  })
})

it('whoever must stay outside is named with every refusal of the group', () => {
  const group = facts({ refusedCompanions: known([ZHANG]) })(FINE)
  for (const [reason, cause] of ORDER.slice(1, -2))
    expect(at(cause(group)).answer).toMatchObject({ reason, refusedCompanions: [ZHANG] })
})

describe('a short code', () => {
  const usedUp = facts({ used: known(true), byShortCode: true })
  it('lets in once, and out again with a hint', () => {
    expect(at(usedUp(FINE)).answer).toMatchObject({ allowed: false, reason: 'CODE_USED' })
    expect(at(context({ direction: 'out' })(usedUp(FINE))).answer).toMatchObject({
      ...{ allowed: true, hint: 'CODE_USED' },
    })
  })
})

describe('heads', () => {
  const inside = (heads: number, attended: boolean) =>
    at(context({ attended })(booking({ headCount: 3, headsInside: known(heads) })(FINE))).answer.reason
  test.each([
    [0, false, 'OK'],
    [2, false, 'OK'],
    [3, false, 'ALREADY_INSIDE'],
    [3, true, 'OK'],
  ])('%i of three inside, attended %s: %s', (heads, attended, reason) =>
    expect(inside(heads, attended)).toBe(reason),
  )
})

describe('where nothing is booked', () => {
  const out = context({ direction: 'out' })
  const nothing = facts({ booking: null })(FINE)
  it('a car whose plate is known leaves', () => expect(at(out(nothing)).answer.allowed).toBe(true))
  it('it doesn’t come in', () => expect(at(nothing).answer).toMatchObject({ reason: 'NOT_FOUND' }))
  test.each([true, false])(
    'who can’t be told apart from anybody doesn’t leave; in a vehicle: %s',
    (inVehicle) =>
      expect(at(out(facts({ vehicle: null, inVehicle })(nothing))).answer).toMatchObject({
        ...{ allowed: false, reason: 'NOT_FOUND' },
      }),
  )
})

test.each([
  ['in', 'in', 'OK'],
  ['out', 'out', 'OK'],
  ['in', 'out', 'ENTRY_ONLY'],
  ['out', 'in', 'EXIT_ONLY'],
] as const)('a lane that goes %s, on the way %s: %s', (opens, direction, reason) =>
  expect(at(context({ opens, direction })(FINE)).answer.reason).toBe(reason),
)

it('a gate that the right names is opened to its vehicle, whatever it comes for', () => {
  const closed = context({ gate: { pedestrian: true, vehicleBarrier: true, privateVehicles: 'none' } })(FINE)
  expect(at(closed).answer.reason).toBe('WRONG_GATE')
  expect(at(booking({ gateIds: known([GATE, 'east']) })(closed)).answer.reason).toBe('OK')
})

test.each([
  ['outside', known(false), 'NOT_INSIDE'],
  ['inside', known(true), null],
  // Nobody can say that it wasn't.
  ['not known to be anywhere', UNKNOWN, null],
])('of a car that is %s and leaves the guard is told %j %s', (_, inside, hint) =>
  expect(at(context({ direction: 'out' })(vehicle({ inside })(FINE))).answer.hint).toBe(hint),
)
