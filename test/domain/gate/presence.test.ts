import { expect, it, test } from 'vitest'
import {
  headsAfter,
  whereabouts,
  withHeadMove,
  type HeadLog,
  type Presence,
} from '../../../miniprogram/domain/gate/presence'
import { frozen } from '../builders'

type Now = Omit<Presence, 'firstEntryAt'>
const told = (...passages: ['in' | 'out', number][]): Now => {
  const log = passages.reduce<HeadLog | undefined>(
    (before, [direction, at]) =>
      frozen(withHeadMove(before, { direction, campusId: 'yucai', at, heads: 1 }, 1)),
    undefined,
  )
  const { lastPassageAt, lastDirection, insideCampusId } = whereabouts(log as HeadLog, 1)
  return { lastPassageAt, lastDirection, insideCampusId }
}

test.each<[string, ['in' | 'out', number][], Now]>([
  ['in', [['in', 9]], { lastPassageAt: 9, lastDirection: 'in', insideCampusId: 'yucai' }],
  ['out only', [['out', 9]], { lastPassageAt: 9, lastDirection: 'out', insideCampusId: null }],
  [
    'an entry told after the exit that followed it',
    [
      ['out', 10],
      ['in', 9],
    ],
    { lastPassageAt: 10, lastDirection: 'out', insideCampusId: null },
  ],
  [
    'an exit told after the entry that followed it',
    [
      ['in', 9],
      ['in', 11],
      ['out', 10],
    ],
    { lastPassageAt: 11, lastDirection: 'in', insideCampusId: 'yucai' },
  ],
  [
    'of the same instant: what is told later counts',
    [
      ['in', 9],
      ['out', 9],
    ],
    { lastPassageAt: 9, lastDirection: 'out', insideCampusId: null },
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
