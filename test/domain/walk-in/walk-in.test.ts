import { describe, expect, it, test } from 'vitest'
import { endOfRight, invalidityAt } from '../../../miniprogram/domain/values/validity'
import {
  CODE_STEP_MS,
  codeChangesAt,
  codeStepOf,
  stepsTaken,
} from '../../../miniprogram/domain/walk-in/code-steps'
import {
  checkWalkIn,
  isTicketGood,
  TICKET_MS,
  walkInPurposes,
  walkInRight,
  walkInVisitForm,
  type WalkInForm,
} from '../../../miniprogram/domain/walk-in/walk-in'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import { mainlandId, NOW, TODAY } from '../builders'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'

const MINUTE = 60_000
const at = (time: string, day = TODAY): number => Date.parse(`${day}T${time}+08:00`)

describe('the right of a walk-in', () => {
  test.each([
    ['in the afternoon', at('14:00:00'), 4, at('18:00:00')],
    ['within a minute', at('14:00:59.999'), 4, at('18:00:00')],
    ['until midnight', at('20:00:00'), 4, at('00:00:00', '2026-05-24')],
    ['over midnight', at('22:30:00'), 4, at('02:30:00', '2026-05-24')],
    ['in the last minute of the day', at('23:59:59.999'), 1, at('00:59:00', '2026-05-24')],
    ['in the first minute of the day', at('00:00:00'), 12, at('12:00:00')],
  ])('given %s holds from its minute on for its hours, and ends then', (_, now, hours, end) => {
    const { right, endsAt } = walkInRight(now, hours)
    const validity = { firstDay: TODAY, lastDay: TODAY, ...right }
    expect(endsAt).toBe(end)
    expect(endOfRight(validity)).toBe(end)
    expect(invalidityAt(validity, now)).toBeNull()
    expect(invalidityAt(validity, end - 1)).toBeNull()
    expect(invalidityAt(validity, end)).not.toBeNull()
    expect(invalidityAt(validity, Math.floor(now / MINUTE) * MINUTE - 1)).not.toBeNull()
    expect(invalidityAt(validity, now, 1)).toBe('noEntriesLeft')
    // Not again at the same time of the next day.
    expect(invalidityAt(validity, now + 24 * 60 * MINUTE)).toBe('over')
  })
})

describe('the code', () => {
  test.each([0, 1, CODE_STEP_MS - 1])('changes when its step ends, %i ms after it began', (later) => {
    const began = codeStepOf(NOW) * CODE_STEP_MS
    expect(codeChangesAt(began + later)).toBe(began + CODE_STEP_MS)
    expect(codeStepOf(began + later)).toBe(codeStepOf(began))
  })

  it('is taken for its own step and one before and after', () => {
    const own = codeStepOf(NOW)
    const takenAfter = (steps: number) => stepsTaken(NOW + steps * CODE_STEP_MS).includes(own)
    expect([-2, -1, 0, 1, 2].map(takenAfter)).toEqual([false, true, true, true, false])
  })
})

test.each([
  ['at once', {}, 0, true],
  ['in the last millisecond', {}, TICKET_MS - 1, true],
  ['when its time is over', {}, TICKET_MS, false],
  ['when it was spent', { spent: true }, 0, false],
])('a ticket is good %s: …', (_, changes, later, good) => {
  expect(isTicketGood({ spent: false, until: NOW + TICKET_MS, ...changes }, NOW + later)).toBe(good)
})

describe('the form', () => {
  const PURPOSES = walkInPurposes(SHIPPED_PURPOSES)
  const GATE = { pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' } as const
  const form = (changes: Partial<WalkInForm> = {}): WalkInForm => ({
    ...{ purpose: 'private', name: '韦小宝', phoneKind: 'mainland', phone: '13800138000' },
    ...{ documentKind: 'mainlandId', document: mainlandId(1), plate: '', note: '' },
    privacy: tickedAt(0),
    ...changes,
  })
  const errorsOf = (changes: Partial<WalkInForm>) =>
    checkWalkIn(walkInVisitForm(form(changes), GATE, TODAY), TODAY, PURPOSES).map(({ field }) => field)

  test.each([
    ['in order', {}, []],
    ['in order, by car', { plate: '桂C12345' }, []],
    ['for something else, said', { purpose: 'other', note: '取快递' }, []],
    ['for something else, not said', { purpose: 'other' }, ['note']],
    ['official', { purpose: 'official' }, ['purpose']],
    ['for nothing', { purpose: '' }, ['purpose']],
    ['with a plate that is none', { plate: '桂C1' }, ['plate']],
    ['without a number', { phone: '' }, ['phone']],
    ['with another check character', { document: mainlandId(1).slice(0, 17) + 'A' }, ['document']],
  ] as const)('%s', (_, changes, fields) => {
    expect(errorsOf(changes)).toEqual(fields)
  })

  test.each([
    ['cars both ways', { privateVehicles: 'both' }, '桂C12345'],
    ['cars in', { privateVehicles: 'entryOnly' }, '桂C12345'],
    ['no cars of private visits', { privateVehicles: 'none' }, ''],
    ['people on foot', { vehicleBarrier: false }, ''],
  ] as const)('at a gate for %s', (_, gate, plate) => {
    const made = walkInVisitForm(form({ plate: '桂C12345' }), { ...GATE, ...gate }, TODAY)
    expect(made).toMatchObject({ plate, driving: plate !== '', firstDay: TODAY, lastDay: TODAY, hostId: '' })
  })

  it('is for what needs no host', () => {
    expect(PURPOSES.map(({ id }) => id)).toEqual(['private', 'household', 'other'])
    const without = SHIPPED_PURPOSES.map((each) => ({ ...each, offered: each.id !== 'other' }))
    expect(walkInPurposes(without).map(({ id }) => id)).toEqual(['private', 'household'])
  })
})
