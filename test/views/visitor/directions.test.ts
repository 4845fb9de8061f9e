import { describe, expect, it, test } from 'vitest'
import { ApiError, failureOf } from '../../../miniprogram/api/api-error'
import {
  directionsView,
  initialDirections,
  type Directions,
} from '../../../miniprogram/guest/directions/directions.view'
import { addDays, startOfDay } from '../../../miniprogram/domain/values/days'
import { GATES, NOW, TODAY } from './builders'

/** The card for the driver: when and where, and what it says once it doesn't lead there any more. */
type Visit = NonNullable<Directions['visit']>
const located = GATES.map((gate, index) =>
  index === 0 ? { ...gate, location: { latitude: 25.2736, longitude: 110.2907, address: '公交站旁' } } : gate,
)
const visitOf = (changes: Partial<Visit> = {}): Visit => ({
  ...{
    firstDay: TODAY,
    lastDay: TODAY,
    purposeClass: 'private',
    driving: true,
    gates: located,
    controls: [],
  },
  ...changes,
})
const open = (changes: Partial<Visit> = {}): Directions => ({ state: 'open', visit: visitOf(changes) })
const view = (directions: Directions | null, changes = {}) =>
  directionsView({ ...initialDirections(), directions, loading: false, now: NOW, ...changes })
const facts = (directions: Directions) => view(directions).facts.map(({ label, words }) => [label, words])

describe('a card that leads there', () => {
  it('shows days, how, gates and the way to those on the map', () => {
    const shown = view(open())
    expect(shown).toMatchObject({ stage: 'open', title: '今日可入校' })
    expect(facts(open())).toEqual([
      ['来访日期', '5月23日 周六'],
      ['入校方式', '驾车'],
    ])
    expect(shown.gates.map(({ means }) => means)).toEqual(['vehicle', 'foot'])
    expect(shown.ways).toMatchObject([{ name: '育才西门', note: '公交站旁', latitude: 25.2736 }])
  })

  test.each<[Partial<Visit>, string[][]]>([
    [
      { driving: false },
      [
        ['来访日期', '5月23日 周六'],
        ['入校方式', '步行或骑车'],
      ],
    ],
    [
      { hours: { from: 480, until: 1080 } },
      [
        ['来访日期', '5月23日 周六'],
        ['入校时间', '每天 08:00–18:00'],
        ['入校方式', '驾车'],
      ],
    ],
    [
      { endsAt: NOW + 2 * 3_600_000, hours: { from: 0, until: 960 } },
      [
        ['来访日期', '5月23日 周六 16:00前有效'],
        ['入校方式', '驾车'],
      ],
    ],
  ])('%j', (changes, said) => expect(facts(open(changes))).toEqual(said))

  it('says from when on it is, and which gates are closed to cars', () => {
    const firstDay = addDays(TODAY, 1)
    expect(view(open({ firstDay, lastDay: firstDay })).title).toContain('起可入校')
    const controls = [{ gateIds: ['育才西门'], from: NOW, until: startOfDay(addDays(TODAY, 1)) }]
    expect(view(open({ controls })).closed).toContain('育才西门')
    expect(view(open({ controls, driving: false })).closed).toBe('')
  })
})

test.each([
  ['over', '这次来访已结束'],
  ['off', '这次来访现在不能入校'],
] as const)('%s says so, and nothing else', (state, sentence) => {
  expect(view({ state, visit: null })).toMatchObject({
    ...{ stage: 'closed', sentence, title: '', facts: [], gates: [], ways: [] },
  })
})

describe('what was read', () => {
  const failure = (code: string) => ({ failure: failureOf(new ApiError(code, {})) })
  it('stays when the network is lost on the way', () =>
    expect(view(open(), failure('NETWORK'))).toMatchObject({ stage: 'open', title: '今日可入校' }))
  it('doesn’t when the card is nobody’s any more', () =>
    expect(view(open(), failure('NOT_FOUND')).stage).toBe('failed'))
  it('was never there', () => expect(view(null, failure('NETWORK')).stage).toBe('failed'))
})
