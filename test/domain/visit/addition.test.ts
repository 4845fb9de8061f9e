import { describe, expect, it, test } from 'vitest'
import { add, addedFields, askAddition, mayAskAddition } from '../../../miniprogram/domain/visit/addition'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { addDays } from '../../../miniprogram/domain/values/days'
import type { Decider, VisitState } from '../../../miniprogram/domain/visit/visit'
import { formOf, frozen, NOW, refusalOf, TODAY, visitIn } from '../builders'

/** What a visitor who has come in may ask for besides: more days, another plate (spec 3). */
const plate = (letters: string): PlateNumber => letters as PlateNumber
const day = (offset: number): string => addDays(TODAY, offset)
const approver: Decider = { name: '覃主任', role: 'approver' }

const inside = (changes: object = {}) =>
  frozen({
    ...visitIn('approved', { lastDay: day(1), firstEntryAt: NOW, unitId: 'computing' }),
    ...{ unitId: 'computing', plate: null as PlateNumber | null },
    ...changes,
  })

test.each<[string, object, boolean]>([
  ['approved, and its visitor has come in', {}, true],
  ['whose visitor hasn’t come yet', { firstEntryAt: null }, false],
  ['for an activity', { places: ['slot'] }, false],
  ['that waits for a place', { places: null }, false],
  ['without a unit', { unitId: '' }, false],
  ['of a standing pass', { standingPassId: 'pass' }, false],
  ['on its last day', { lastDay: TODAY }, true],
  ['whose days are over', { lastDay: day(-1) }, false],
  ...(['pending', 'returned', 'cancelled', 'revoked', 'expired', 'finished'] as VisitState[]).map(
    (state): [string, object, boolean] => [state, { state }, false],
  ),
])('a booking %s: %o may be added to: %s', (_, changes, may) => {
  const visit = inside(changes)
  expect(mayAskAddition(visit, NOW)).toBe(may)
  const form = formOf({ lastDay: visit.lastDay })
  const refusals = [
    refusalOf(() => askAddition(visit, form, { lastDay: day(2), plate: null }, NOW)),
    refusalOf(() => add(visit, { lastDay: day(2), plate: null }, approver, NOW)),
  ]
  const state = visit.state === 'approved' && visit.lastDay < TODAY ? 'finished' : visit.state
  const refused = { code: 'NOT_REVISABLE', details: { state } }
  for (const refusal of refusals) {
    if (may) expect(refusal).toBeNull()
    else expect(refusal).toMatchObject(refused)
  }
})

describe('what is asked for', () => {
  const ask = (wanted: { lastDay: string; plate: PlateNumber | null }, changes: object = {}) => {
    const visit = inside(changes)
    return askAddition(visit, formOf({ lastDay: visit.lastDay }), wanted, NOW)
  }
  test.each([
    ['a later day', { lastDay: day(2), plate: null }, { lastDay: day(2), plate: null }, ['lastDay']],
    [
      'a plate',
      { lastDay: day(1), plate: plate('桂C12345') },
      { lastDay: day(1), plate: '桂C12345' },
      ['plate'],
    ],
    [
      'both',
      { lastDay: day(3), plate: plate('桂C12345') },
      { lastDay: day(3), plate: '桂C12345' },
      ['lastDay', 'plate'],
    ],
  ])('%s', (_, wanted, asked, fields) => {
    expect(ask(wanted)).toEqual(asked)
    expect(addedFields(inside(), wanted)).toEqual(fields)
  })

  it('an earlier last day takes none away, and no plate keeps the one that stands there', () => {
    const changes = { plate: plate('桂C12345') }
    expect(ask({ lastDay: TODAY, plate: plate('桂C54321') }, changes)).toEqual({
      lastDay: day(1),
      plate: '桂C54321',
    })
    expect(ask({ lastDay: day(2), plate: null }, changes)).toEqual({ lastDay: day(2), plate: '桂C12345' })
  })

  test.each<[string, { lastDay: string; plate: PlateNumber | null }]>([
    ['the same day', { lastDay: day(1), plate: null }],
    ['an earlier day', { lastDay: TODAY, plate: null }],
    ['the plate that stands there', { lastDay: day(1), plate: plate('桂C12345') }],
  ])('%s adds nothing', (_, wanted) => {
    const refusal = refusalOf(() => ask(wanted, { plate: plate('桂C12345') }))
    expect(refusal?.code).toBe('NOTHING_ADDED')
  })

  it('is checked as the form is, counted from the first day; of other fields nothing is said', () => {
    const visit = inside({ firstDay: day(-3), lastDay: day(1) })
    const form = formOf({ firstDay: day(-3), lastDay: day(1), name: '' })
    const outcome = (lastDay: string, letters: PlateNumber | null = null) =>
      refusalOf(() => askAddition(visit, form, { lastDay, plate: letters }, NOW))
    expect(outcome(day(11))).toBeNull()
    expect(outcome(day(12))).toMatchObject({ code: 'FORM', details: { fieldErrors: [{ field: 'lastDay' }] } })
    expect(outcome(day(1), plate('桂C1'))).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'plate' }] },
    })
  })
})

it('what an approver agrees to stands on the booking, which is approved as before', () => {
  const visit = inside()
  const added = add(visit, { lastDay: day(2), plate: plate('桂C12345') }, approver, NOW)
  expect(added).toMatchObject({ state: 'approved', lastDay: day(2), plate: '桂C12345', firstEntryAt: NOW })
  expect(added.history.slice(visit.history.length)).toMatchObject([
    {
      at: NOW,
      action: 'extended',
      byName: '覃主任',
      byRole: 'approver',
      from: 'approved',
      to: 'approved',
      reason: null,
    },
  ])
})
