import { expect, it, test } from 'vitest'
import { applyPassage, headsAfter, type Presence } from '../../../miniprogram/domain/gate/presence'
import { frozen } from '../builders'

const nowhere: Presence = frozen({
  firstEntryAt: null,
  lastPassageAt: null,
  lastDirection: null,
  insideCampusId: null,
})
const told = (...passages: ['in' | 'out', number][]): Presence =>
  passages.reduce(
    (before, [direction, at]) => frozen(applyPassage(before, { direction, campusId: 'yucai', at })),
    nowhere,
  )

test.each<[string, ['in' | 'out', number][], Presence]>([
  ['in', [['in', 9]], { firstEntryAt: 9, lastPassageAt: 9, lastDirection: 'in', insideCampusId: 'yucai' }],
  [
    'out only',
    [['out', 9]],
    { firstEntryAt: null, lastPassageAt: 9, lastDirection: 'out', insideCampusId: null },
  ],
  [
    'an entry told after the exit that followed it',
    [
      ['out', 10],
      ['in', 9],
    ],
    { firstEntryAt: 9, lastPassageAt: 10, lastDirection: 'out', insideCampusId: null },
  ],
  [
    'an exit told after the entry that followed it',
    [
      ['in', 9],
      ['in', 11],
      ['out', 10],
    ],
    { firstEntryAt: 9, lastPassageAt: 11, lastDirection: 'in', insideCampusId: 'yucai' },
  ],
  [
    'of the same instant: what is told later counts',
    [
      ['in', 9],
      ['out', 9],
    ],
    { firstEntryAt: 9, lastPassageAt: 9, lastDirection: 'out', insideCampusId: null },
  ],
])('%s', (_, passages, presence) => expect(told(...passages)).toEqual(presence))

it('in any order the same comes out', () => {
  const passages: ['in' | 'out', number][] = [
    ['in', 9],
    ['out', 10],
    ['in', 11],
  ]
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ]
  for (const order of orders)
    expect(told(...order.map((at) => passages[at] as ['in' | 'out', number]))).toEqual(told(...passages))
})

test.each<[inside: number, headCount: number, direction: 'in' | 'out', heads: number, after: number]>([
  [0, 3, 'in', 1, 1],
  [1, 3, 'in', 2, 3],
  [2, 3, 'in', 2, 3],
  [3, 3, 'out', 1, 2],
  [2, 3, 'out', 2, 0],
  [1, 3, 'out', 2, 0],
])('%i of %i inside, %s go %i: %i', (inside, headCount, direction, heads, after) =>
  expect(headsAfter({ inside, headCount }, direction, heads)).toBe(after),
)
