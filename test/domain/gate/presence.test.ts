import { expect, it, test } from 'vitest'
import { applyPassage, type Presence } from '../../../miniprogram/domain/gate/presence'
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
