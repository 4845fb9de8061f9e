import { describe, expect, it, test } from 'vitest'
import { hourFigure } from '../../console/chart/hours'
import { optionOf } from '../../console/chart/option'
import { boardView, campusAsked, type Board } from '../../console/pages/campus/board'
import { dayFigure } from '../../console/pages/campus/figures'

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
    expect(west?.reason).toMatch(/ 3次$/)
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

describe('a chart', () => {
  const drawn = (figure: Parameters<typeof optionOf>[0]) => optionOf(figure, (name) => `value of ${name}`)
  const hours = [bar({ in: 2, refused: 1 }, 8), bar({ out: 4 }, 9)]
  const days = [
    { day: '2026-05-22', bookings: 3, entries: 0 },
    { day: '2026-05-23', bookings: 1, entries: 2 },
  ]

  it('of the hours has what came in, went out and was refused one above the other', () =>
    expect(drawn(hourFigure(hours)).series).toMatchObject([
      { type: 'bar', stack: 'all', name: '入校', data: [2, 0] },
      { type: 'bar', stack: 'all', name: '离校', data: [0, 4] },
      { type: 'bar', stack: 'all', name: '未放行', data: [1, 0] },
    ]))

  it('of the days has bookings and entries as lines', () =>
    expect(drawn(dayFigure(days))).toMatchObject({
      xAxis: { data: ['5月22日', '5月23日'] },
      series: [
        { type: 'line', name: '预约', data: [3, 1] },
        { type: 'line', name: '入校', data: [0, 2] },
      ],
    }))

  test.each([
    [hourFigure(hours), '今天各时段通行：入校2次，离校4次，未放行1次'],
    [dayFigure(days), '2天：预约4条，入校2次'],
  ])('says to who can’t see it what it shows', (figure, summary) => {
    expect(figure.summary).toBe(summary)
    expect(drawn(figure).aria).toMatchObject({ label: { description: summary } })
  })

  it('writes its notes on the drawing: the page’s policy refuses styles in markup', () =>
    expect(drawn(hourFigure(hours)).tooltip).toMatchObject({ renderMode: 'richText' }))

  it('takes every colour from the page’s styles', () => {
    const colours = JSON.stringify(drawn(hourFigure(hours))).match(/"(?:color|fontFamily)":"[^"]*"/g) ?? []
    expect(colours.length).toBeGreaterThan(5)
    expect(colours.filter((each) => !each.includes('value of --'))).toEqual([])
  })
})
