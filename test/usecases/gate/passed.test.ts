import { describe, expect, it, test } from 'vitest'
import { passed } from '../../../cloudfunctions/usecases/gate/passed'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import type { Direction } from '../../../miniprogram/domain/visit/purposes'
import { NOW } from '../../domain/builders'

/** What a passage makes of a booking for three (spec 5.1). */
type Passer = 'guard' | 'lane' | 'companion'
type Passage = [Direction, by: Passer, at: number]
const nowhere = { firstEntryAt: null, lastPassageAt: null, lastDirection: null, insideCampusId: null }
const booking = { companions: [{}, {}], ...nowhere } as unknown as Visit
const told = (passages: readonly Passage[], visit = booking): Visit =>
  passages.reduce(
    (visit, [direction, by, at]) =>
      passed(
        visit,
        { direction, campusId: 'yucai', at: NOW + at },
        { group: by === 'guard', companion: by === 'companion' },
      ),
    visit,
  )
const after = (...passages: [Direction, by: Passer][]) =>
  told(passages.map(([direction, by], index) => [direction, by, index]))

it('a guard sees a group through at once, a lane one of them at a time', () => {
  const letIn = ['in', 'guard'] as const
  expect(after([...letIn])).toMatchObject({ headsInside: 3, insideCampusId: 'yucai' })
  expect(after([...letIn], ['out', 'lane'])).toMatchObject({ headsInside: 2, insideCampusId: 'yucai' })
  const all = Array.from({ length: 3 }, (): [Direction, 'lane'] => ['out', 'lane'])
  expect(after([...letIn], ...all)).toMatchObject({ headsInside: 0, insideCampusId: null })
  expect(after([...letIn], ['out', 'lane'], ['out', 'guard'])).toMatchObject({ insideCampusId: null })
})

describe('a companion by their own document', () => {
  it('who came alone and left is on no list', () => {
    expect(after(['in', 'companion'])).toMatchObject({ headsInside: 1, insideCampusId: 'yucai' })
    const left = after(['in', 'companion'], ['out', 'companion'])
    expect(left).toMatchObject({ headsInside: 0, insideCampusId: null, lastDirection: 'out' })
  })

  it('doesn’t take the visitor off it, who may have come with others by one code', () => {
    expect(after(['in', 'lane'], ['out', 'companion'])).toMatchObject({ insideCampusId: 'yucai' })
    const both = after(['in', 'lane'], ['in', 'companion'], ['out', 'lane'])
    expect(both).toMatchObject({ headsInside: 1, insideCampusId: 'yucai' })
    expect(after(['in', 'lane'], ['in', 'companion'], ['out', 'lane'], ['out', 'companion'])).toMatchObject({
      headsInside: 0,
      insideCampusId: null,
    })
  })
})

describe('what is told late counts at its time, in whatever order it comes', () => {
  test.each<[string, Passage[], Partial<Visit>]>([
    [
      'out at noon, back at two',
      [
        ['in', 'guard', 9],
        ['out', 'guard', 12],
        ['in', 'guard', 14],
      ],
      { headsInside: 3, insideCampusId: 'yucai' },
    ],
    [
      'in at nine, out at noon',
      [
        ['in', 'lane', 9],
        ['out', 'lane', 12],
      ],
      { headsInside: 0, insideCampusId: null },
    ],
    [
      'a second one came in before the first left',
      [
        ['in', 'lane', 9],
        ['in', 'lane', 10],
        ['out', 'lane', 11],
      ],
      { headsInside: 1, insideCampusId: 'yucai' },
    ],
    [
      'twice in and out',
      [
        ['in', 'lane', 9],
        ['out', 'lane', 10],
        ['in', 'companion', 11],
        ['out', 'companion', 12],
      ],
      { headsInside: 0, insideCampusId: null },
    ],
  ])('%s', (_, passages, expected) => {
    for (const order of permutations(passages)) {
      const { firstEntryAt, headsInside, insideCampusId, lastDirection, lastPassageAt } = told(order)
      expect({ headsInside, insideCampusId }).toEqual(expected)
      const { headsInside: _, insideCampusId: __, ...inTurn } = told(passages)
      expect({ firstEntryAt, lastDirection, lastPassageAt }).toEqual({
        firstEntryAt: inTurn.firstEntryAt,
        lastDirection: inTurn.lastDirection,
        lastPassageAt: inTurn.lastPassageAt,
      })
    }
  })

  it('of many days only the last passages are kept by themselves', () => {
    const days = Array.from({ length: 60 }, (_, day): Passage[] => [
      ['in', 'lane', day * 10],
      ['out', 'lane', day * 10 + 5],
    ]).flat()
    const visit = told(days)
    expect(visit).toMatchObject({ headsInside: 0, insideCampusId: null, firstEntryAt: NOW })
    expect(visit.headLog?.moves.length).toBeLessThan(30)
    expect(told([['out', 'lane', 3]], visit)).toMatchObject({ headsInside: 0, lastPassageAt: NOW + 595 })
  })
})

function permutations<T>(of: readonly T[]): T[][] {
  if (of.length < 2) return [[...of]]
  return of.flatMap((each, index) =>
    permutations(of.filter((_, other) => other !== index)).map((rest) => [each, ...rest]),
  )
}
