import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { keptEndOf } from '../../../miniprogram/domain/values/validity'
import {
  beatenBy,
  endingBefore,
  findConflict,
  hold,
  isOver,
  liveEntries,
  mayBookAgain,
  release,
  type CalendarEntry,
  type Days,
  type DuplicateRule,
  type IdentityKind,
  type Wanted,
} from '../../../miniprogram/domain/visit/duplicates'
import { frozen, NOW, TODAY } from '../builders'

const day = (offset: number): string => addDays(TODAY, offset)

const entryOf = (changes: Partial<CalendarEntry> = {}): CalendarEntry => ({
  visitId: 'visit-1',
  firstDay: TODAY,
  lastDay: day(2),
  unitId: 'unit-1',
  unitName: '图书馆',
  ...changes,
})

/** Wanted by somebody who proved nothing and has no booking of their own. */
const asked = ({ firstDay, lastDay }: Days, changes: Partial<Wanted> = {}): Wanted => ({
  ...{ firstDay, lastDay, visitId: null, proved: false, own: [], over: [] },
  ...changes,
})

const conflictOn = (
  kind: IdentityKind,
  entry: CalendarEntry,
  wanted: [first: number, last: number],
  rule: DuplicateRule = 'anyLive',
) =>
  findConflict(
    [{ kind, entries: [entry] }],
    asked({ firstDay: day(wanted[0]), lastDay: day(wanted[1]) }),
    NOW,
    rule,
  )

describe('one live booking at a time', () => {
  test.each<[string, [number, number]]>([
    ['the same days', [0, 2]],
    ['days before it ends', [1, 9]],
    ['days long after it', [30, 31]],
  ])('refuses %s', (_, wanted) => expect(conflictOn('phone', entryOf(), wanted)).not.toBeNull())

  it('forgets a booking on the day after its last', () => {
    expect(conflictOn('phone', entryOf({ firstDay: day(-3), lastDay: day(0) }), [0, 0])).not.toBeNull()
    expect(conflictOn('phone', entryOf({ firstDay: day(-3), lastDay: day(-1) }), [0, 0])).toBeNull()
  })
})

describe('by the rule "overlap" only shared days collide', () => {
  const booked = entryOf({ firstDay: day(5), lastDay: day(7) })
  test.each<[[number, number], boolean]>([
    [[3, 4], false],
    [[4, 5], true],
    [[6, 6], true],
    [[7, 8], true],
    [[8, 9], false],
    [[0, 14], true],
  ])('days %j: %s', (wanted, collides) =>
    expect(conflictOn('plate', booked, wanted, 'overlap') !== null).toBe(collides),
  )
})

describe('what the visitor is told', () => {
  it('names all that matched, the days, the unit and the booking’s id, and nothing that tells who', () => {
    expect(conflictOn('plate', entryOf(), [0, 0])).toEqual({
      fields: ['plate'],
      visitId: 'visit-1',
      unitId: 'unit-1',
      firstDay: TODAY,
      lastDay: day(2),
      unitName: '图书馆',
      mayStillPass: true,
    })
  })

  test.each<[string, IdentityKind, Partial<CalendarEntry>, [number, number], boolean]>([
    ['the own ID, within the booking', 'document', {}, [0, 2], true],
    ['the own ID, one day longer', 'document', {}, [0, 3], false],
    ['the own ID, one day earlier', 'document', { firstDay: day(1) }, [0, 2], false],
    ['a shared phone', 'phone', {}, [0, 2], false],
    ['a shared car, which passes by its plate', 'plate', {}, [0, 2], true],
    ['a shared car, one day longer', 'plate', {}, [0, 3], false],
  ])('may still pass, once it is approved? %s', (_, kind, changes, wanted, may) =>
    expect(conflictOn(kind, entryOf(changes), wanted)?.mayStillPass).toBe(may),
  )

  it.each<[string, IdentityKind, DuplicateRule]>([
    ['of the same ID', 'document', 'anyLive'],
    ['of the car', 'plate', 'overlap'],
  ])('names the booking that lets pass, also when another is in the way before it: %s', (_, kind, rule) => {
    const calendars = [
      { kind: 'document' as const, entries: [entryOf({ visitId: 'before' })] },
      { kind, entries: [entryOf({ visitId: 'then', firstDay: day(1), lastDay: day(9) })] },
    ]
    const found = findConflict(calendars, asked({ firstDay: day(2), lastDay: day(3) }), NOW, rule)
    expect(found).toMatchObject({
      visitId: 'then',
      mayStillPass: true,
      fields: ['document', kind].slice(0, kind === 'plate' ? 2 : 1),
    })
  })

  it('comes in the order ID, phone, plate', () => {
    const calendars = (['plate', 'phone', 'document'] as const).map((kind) => ({
      kind,
      entries: [entryOf()],
    }))
    const fields = (left: typeof calendars) => findConflict(left, asked(entryOf()), NOW, 'anyLive')?.fields
    expect(fields(calendars)).toEqual(['document', 'phone', 'plate'])
    expect(fields(calendars.slice(0, 2))).toEqual(['phone', 'plate'])
    expect(fields(calendars.slice(0, 1))).toEqual(['plate'])
  })
})

it('a visit is never in its own way, though others are', () => {
  const own = entryOf({ visitId: 'own' })
  const among = (entries: CalendarEntry[]) =>
    findConflict([{ kind: 'phone', entries }], asked(own, { visitId: 'own' }), NOW, 'anyLive')
  expect(among([own])).toBeNull()
  expect(among([own, entryOf({ visitId: 'other' })])).not.toBeNull()
})

describe('a proved phone number', () => {
  const typed = entryOf({ visitId: 'typed' })
  const proved = entryOf({ visitId: 'proved', proved: true })
  const rows: [IdentityKind, CalendarEntry, Partial<Wanted>, 'refused' | 'beaten'][] = [
    ['phone', typed, { proved: true }, 'beaten'],
    ['phone', typed, { proved: false }, 'refused'],
    ['phone', proved, { proved: true }, 'refused'],
    ['phone', typed, { proved: true, own: ['typed'] }, 'refused'],
    ['document', typed, { proved: true }, 'refused'],
    ['plate', typed, { proved: true }, 'refused'],
  ]
  test.each(rows)('%s of %j for %j: %s', (kind, entry, changes, outcome) => {
    const calendars = [{ kind, entries: [entry] }]
    const by = asked(entry, changes)
    expect(findConflict(calendars, by, NOW, 'anyLive') !== null).toBe(outcome === 'refused')
    expect(beatenBy(calendars, by, NOW, 'anyLive')).toEqual(outcome === 'beaten' ? [entry.visitId] : [])
  })

  it('takes nothing from a booking that isn’t in the way', () => {
    const calendars = [{ kind: 'phone' as const, entries: [typed] }]
    const later = { firstDay: day(5), lastDay: day(5), proved: true }
    expect(beatenBy(calendars, asked(later, later), NOW, 'overlap')).toEqual([])
    expect(beatenBy(calendars, asked(typed, { proved: true, visitId: 'typed' }), NOW, 'anyLive')).toEqual([])
  })
})

describe('against a model that looks at every booking and every day', () => {
  const entry = fc
    .record({
      visitId: fc.constantFrom('a', 'b', 'c', 'd'),
      from: fc.integer({ min: -6, max: 8 }),
      long: fc.nat({ max: 4 }),
    })
    .map(({ visitId, from, long }) => entryOf({ visitId, firstDay: day(from), lastDay: day(from + long) }))
  const wantedDays = fc
    .tuple(fc.nat({ max: 8 }), fc.nat({ max: 4 }))
    .map(([from, long]) => ({ firstDay: day(from), lastDay: day(from + long) }))

  const daysOf = ({ firstDay, lastDay }: { firstDay: string; lastDay: string }): string[] => {
    const days: string[] = []
    for (let index = firstDay; index <= lastDay; index = addDays(index, 1)) days.push(index)
    return days
  }

  it('a booking is refused exactly when the model finds another in its way', () => {
    const calendars = fc.array(
      fc.record({
        kind: fc.constantFrom<IdentityKind>('document', 'phone', 'plate'),
        entries: fc.array(entry, { maxLength: 5 }),
      }),
      { maxLength: 3 },
    )
    const rule = fc.constantFrom<DuplicateRule>('anyLive', 'overlap')
    fc.assert(
      fc.property(calendars, wantedDays, rule, fc.constantFrom(null, 'a'), (each, wanted, by, except) => {
        const inTheWay = each.some(({ entries }) =>
          entries.some((other) => {
            if (other.visitId === except || daysOf(other).every((at) => at < TODAY)) return false
            return by === 'anyLive' || daysOf(other).some((at) => daysOf(wanted).includes(at))
          }),
        )
        const conflict = findConflict(frozen(each), asked(wanted, { visitId: except }), NOW, by)
        expect(conflict !== null).toBe(inTheWay)
      }),
      { numRuns: 1000 },
    )
  })

  it('holding keeps one entry a visit, releasing leaves none, and neither touches the others’ live ones', () => {
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 6 }), entry, (before, added) => {
        frozen(before)
        const others = liveEntries(before, NOW).filter((each) => each.visitId !== added.visitId)
        const held = hold(before, added, NOW)
        expect(held).toEqual([...others, added])
        expect(hold(held, added, NOW).filter((each) => each.visitId === added.visitId)).toEqual([added])
        expect(release(held, added.visitId, NOW)).toEqual(others)
      }),
    )
  })
})

describe('a booking whose visitor has come and left', () => {
  const left = { state: 'approved', lastDay: TODAY, insideCampusId: null, lastDirection: 'out' } as const
  test.each<[string, Partial<Parameters<typeof isOver>[0]>, boolean]>([
    ['on its last day', {}, true],
    ['before its last day', { lastDay: day(1) }, false],
    ['and came in again', { insideCampusId: 'yucai', lastDirection: 'in' }, false],
    ['in a car that is still inside', { insideCampusId: 'yucai' }, false],
    ['by no gate that it knows of', { lastDirection: null }, false],
    ['and was revoked since', { state: 'revoked' }, false],
  ])('%s is used up: %s', (_, changes, over) => {
    expect(isOver({ ...left, ...changes }, NOW)).toBe(over)
    const live = (changes.state ?? left.state) === 'approved'
    expect(mayBookAgain({ ...left, ...changes }, NOW, 'anyLive')).toBe(over || !live)
    expect(mayBookAgain({ ...left, ...changes }, NOW, 'overlap')).toBe(true)
  })

  it('holds nothing for later days, and this day still', () => {
    const entries = [
      entryOf({ visitId: 'today', lastDay: TODAY }),
      entryOf({ visitId: 'tomorrow', lastDay: day(1) }),
      entryOf({ visitId: 'yesterday', firstDay: day(-2), lastDay: day(-1) }),
    ]
    const calendars = [{ entries }, { entries: entries.slice(0, 1) }]
    expect(endingBefore(calendars, { firstDay: day(1), lastDay: day(1) }, NOW)).toEqual(['today'])
    expect(endingBefore(calendars, { firstDay: TODAY, lastDay: day(1) }, NOW)).toEqual([])
    expect(endingBefore([], { firstDay: day(1), lastDay: day(1) }, NOW)).toEqual([])
    const wanted = asked({ firstDay: day(1), lastDay: day(1) })
    const calendar = [{ kind: 'document' as const, entries: entries.slice(0, 1) }]
    expect(findConflict(calendar, wanted, NOW, 'anyLive')?.visitId).toBe('today')
    expect(findConflict(calendar, { ...wanted, over: ['today'] }, NOW, 'anyLive')).toBeNull()
  })
})

describe('of a night that goes on until six', () => {
  const midnight = startOfDay(day(1))
  const hours = { from: 22 * 60, until: 6 * 60 }
  const night = entryOf({ ...keptEndOf({ lastDay: TODAY, hours }), visitId: 'night' })
  const calendar = [{ kind: 'document' as const, entries: [night] }]
  const nextDay = { firstDay: day(1), lastDay: day(1) }
  test.each([
    ['before midnight', midnight - 1, true],
    ['after it', midnight, true],
    ['a moment before the end', midnight + 6 * 3_600_000 - 1, true],
    ['at the end', midnight + 6 * 3_600_000, false],
  ])('%s the entry holds: %s', (_, now, holds) => {
    expect(liveEntries([night], now)).toEqual(holds ? [night] : [])
    expect(findConflict(calendar, asked(nextDay), now, 'anyLive')?.visitId).toBe(holds ? 'night' : undefined)
    expect(endingBefore(calendar, nextDay, now)).toEqual(holds ? ['night'] : [])
    const left = { state: 'approved', lastDay: TODAY, insideCampusId: null, lastDirection: 'out' } as const
    expect(isOver({ ...left, right: { hours } }, now)).toBe(holds)
    expect(hold([night], entryOf(), now)).toHaveLength(holds ? 2 : 1)
  })
})

describe('bookings and standing passes', () => {
  const booking = entryOf()
  const standing = entryOf({ visitId: 'standing-1', standing: true })
  const blocked = (
    entry: CalendarEntry,
    changes: Partial<Wanted>,
    days = { firstDay: TODAY, lastDay: TODAY },
  ) => findConflict([{ kind: 'document', entries: [entry] }], asked(days, changes), NOW, 'anyLive') !== null
  test.each<[string, CalendarEntry, Partial<Wanted>, boolean]>([
    ['a booking in a booking’s way', booking, {}, true],
    ['a standing pass in a booking’s', standing, {}, false],
    ['a standing pass in a booking’s, where the office wants it', standing, { standingBlocks: true }, true],
    ['a booking in a standing pass’s', booking, { standing: true }, false],
    [
      'a booking in a standing pass’s, where the office wants it',
      booking,
      { standing: true, standingBlocks: true },
      true,
    ],
    ['a standing pass in another’s of the same days', standing, { standing: true }, true],
  ])('%s: %s', (_, entry, changes, expected) => expect(blocked(entry, changes)).toBe(expected))

  it('one standing pass follows another', () =>
    expect(blocked(standing, { standing: true }, { firstDay: day(3), lastDay: day(9) })).toBe(false))
})
