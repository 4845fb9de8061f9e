import { describe, expect, it, test } from 'vitest'
import type { Gate } from '../../../contract'
import { gateWays, waysOfVisit, waysToAll } from '../../../miniprogram/components/gate-ways/gate-ways.view'
import { detailOf, formOf, gateOf } from './builders'

/** The way to the gates of a visit: those that have a place on the map, each once. */
const at = (latitude: number, address = '') => ({ location: { latitude, longitude: 110.3, address } })
const GATES: Gate[] = [
  gateOf('步行门', '育才校区', 'none', { vehicleBarrier: false, ...at(25.1, '公交站旁') }),
  gateOf('东门', '育才校区', 'none', at(25.2)),
  gateOf('西门', '育才校区', 'both', at(25.3, '育才路')),
  gateOf('车行门', '育才校区', 'none', { pedestrian: false, ...at(25.4) }),
  gateOf('北门', '雁山校区', 'both'),
]
const said = (ways: ReturnType<typeof gateWays>) => ways.map(({ name, note }) => [name, note])

test.each<['official' | 'private', boolean, string[][]]>([
  [
    'official',
    true,
    [
      ['东门', ''],
      ['西门', '育才路'],
      ['车行门', ''],
      ['步行门', '仅步行或骑车，公交站旁'],
    ],
  ],
  [
    'private',
    true,
    [
      ['西门', '育才路'],
      ['步行门', '仅步行或骑车，公交站旁'],
      ['东门', '仅步行或骑车'],
    ],
  ],
  [
    'private',
    false,
    [
      ['步行门', '公交站旁'],
      ['东门', ''],
      ['西门', '育才路'],
    ],
  ],
])('%s, driving %s', (purposeClass, driving, ways) => {
  expect(said(gateWays(GATES, purposeClass, driving))).toEqual(ways)
})

it('has what the map needs, and is read out with the name', () => {
  const [west] = gateWays(GATES, 'private', true)
  expect(west).toEqual({
    ...{ id: '西门', name: '西门', note: '育才路', label: '导航到西门' },
    ...{ latitude: 25.3, longitude: 110.3, address: '育才路' },
  })
})

it('of every gate says which only walkers use', () => {
  expect(said(waysToAll(GATES))).toEqual([
    ['步行门', '仅步行或骑车，公交站旁'],
    ['东门', ''],
    ['西门', '育才路'],
    ['车行门', ''],
  ])
})

describe('of a booking, while somebody may be on the way', () => {
  test.each([
    ['pending', 4],
    ['approved', 4],
    ['returned', 0],
    ['cancelled', 0],
    ['revoked', 0],
    ['expired', 0],
    ['finished', 0],
  ] as const)('%s: %i', (state, count) => {
    const detail = detailOf(
      { state },
      { gates: GATES, purposeClass: 'official', form: formOf({ driving: true }) },
    )
    expect(waysOfVisit(detail)).toHaveLength(count)
  })
})
