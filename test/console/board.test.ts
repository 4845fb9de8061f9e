import { describe, expect, it, test } from 'vitest'
import { piecesOf, scaleOf } from '../../console/chart/bars'
import { boardView, campusAsked, type Board } from '../../console/pages/campus/board'

const bar = (tries: Partial<{ in: number; out: number; refused: number }> = {}, hour = 8) => ({
  ...{ hour, in: 0, out: 0, refused: 0, ...tries },
})
const board: Board = {
  at: 0,
  campuses: [
    { id: 'yucai', name: '育才校区', expected: 5, inside: 2, pending: 1 },
    { id: 'yanshan', name: '雁山校区', expected: 7, inside: 3, pending: 0 },
  ],
  gates: [
    {
      ...{ id: 'west', name: '育才西门', campusId: 'yucai', refused: { PENDING: 1, BLACKLIST: 3 } },
      hours: [bar({ in: 4, refused: 4 }, 8), bar({ out: 2 }, 9)],
    },
    { id: 'east', name: '雁山东门', campusId: 'yanshan', refused: {}, hours: [bar({ in: 1 }, 8)] },
  ],
}
const counts = (campusId: string | null) =>
  Object.fromEntries(boardView(board, campusId).sums.map(({ key, count }) => [key, count]))

describe('today', () => {
  test.each([
    [null, { expected: 12, inside: 5, pending: 1, entries: 5, refused: 4 }],
    ['yucai', { expected: 5, inside: 2, pending: 1, entries: 4, refused: 4 }],
    ['yanshan', { expected: 7, inside: 3, pending: 0, entries: 1, refused: 0 }],
  ])('of campus %s', (campusId, expected) => expect(counts(campusId)).toEqual(expected))

  it('has every hour of the day, with what all gates saw in it', () => {
    const { hours } = boardView(board, null)
    expect(hours.map(({ hour }) => hour)).toEqual(Array.from({ length: 24 }, (_, hour) => hour))
    expect(hours[8]).toEqual(bar({ in: 5, refused: 4 }, 8))
    expect(hours[9]).toEqual(bar({ out: 2 }, 9))
  })

  it('names what most were refused for at a gate', () => {
    const [west, east] = boardView(board, null).gates
    expect(west?.reason).toMatch(/ 3 次$/)
    expect(east?.reason).toBe('—')
  })

  test.each([
    ['yucai', 'yucai'],
    ['nowhere', null],
    [undefined, null],
    [['yucai'], null],
  ])('the address asks for %j', (asked, campusId) =>
    expect(campusAsked(asked, board.campuses)).toBe(campusId),
  )
})

describe('a chart of the hours', () => {
  test.each([
    [0, 2],
    [1, 2],
    [3, 4],
    [5, 10],
    [11, 20],
    [99, 100],
    [101, 200],
  ])('with %i at most goes up to %i', (most, scale) =>
    expect(scaleOf([bar({ in: most }), bar()])).toBe(scale),
  )

  it('puts the pieces of a bar one above the other, from the ground', () =>
    expect(piecesOf(bar({ in: 2, refused: 1 }), 4, 100)).toEqual([
      { kind: 'in', y: 50, height: 50 },
      { kind: 'refused', y: 25, height: 25 },
    ]))
})
