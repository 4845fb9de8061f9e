import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  blocksOf,
  drawingAnew,
  drawingAt,
  drawingAtFirst,
  type BlockPlace,
  type Drawing,
} from '../../miniprogram/behaviors/row-blocks'

const SCREEN = 600
const rows = (count: number): number[] => Array.from({ length: count }, (_, index) => index)
const drawn = (count: number, drawing: Drawing): number[] =>
  blocksOf(rows(count), drawing).flatMap((block) => block.rows)

/**
 * Where the blocks of so many rows stand when each row is so high and the page is scrolled so far, which is never beyond
 * its end: a page that gets shorter is moved by the browser.
 */
function placesOf(
  count: number,
  drawing: Drawing,
  height: (row: number) => number,
  scrolled: number,
): BlockPlace[] {
  const heights = blocksOf(rows(count), drawing).map(({ rows: own, style }) => {
    const given = /\d+/.exec(style)
    return given === null ? own.reduce((sum, row) => sum + height(row), 0) : Number(given[0])
  })
  const length = heights.reduce((sum, each) => sum + each, 0)
  let top = -Math.min(scrolled, Math.max(0, length - SCREEN))
  return heights.map((each, at) => {
    const place = { at, top, bottom: top + each }
    top = place.bottom
    return place
  })
}

/** What is drawn from look to look until nothing changes any more, as on a page. */
function looks(
  count: number,
  before: Drawing,
  height: (row: number) => number,
  scrolled: number,
): [Drawing, ...Drawing[]] {
  const seen: [Drawing, ...Drawing[]] = [before]
  while (seen.length < 200) {
    const drawing = seen.at(-1) ?? before
    const next = drawingAt(drawing, placesOf(count, drawing, height, scrolled), SCREEN)
    if (next === drawing) return seen
    seen.push(next)
  }
  throw new Error('the page never comes to rest')
}

const settled = (...asked: Parameters<typeof looks>): Drawing => looks(...asked).at(-1) ?? asked[1]

test.each([
  [0, []],
  [1, [0]],
  [3, [0, 1, 2]],
  [4, [0, 1, 2, 3]],
  [100, rows(6)],
])('of %i rows these are drawn before anything is known of their height', (count, expected) => {
  expect(drawn(count, drawingAtFirst())).toEqual(expected)
})

test('a block that is not drawn keeps the height it had, or the usual one', () => {
  const drawing = { first: 1, last: 1, heights: { 0: 300, 1: 500 }, usual: 400 }
  expect(blocksOf(rows(6), drawing).map(({ style }) => style)).toEqual(['height: 300px', '', 'height: 400px'])
})

test.each([
  ['at the beginning', 100, 0, 0, 9],
  ['in the middle', 100, 5_000, 46, 59],
  ['at the end', 100, 9_400, 90, 99],
])('%s, rows of half a screen around it are drawn', (_where, height, scrolled, first, last) => {
  const all = drawn(
    100,
    settled(100, drawingAtFirst(), () => height, scrolled),
  )
  expect([all[0], all.at(-1)]).toEqual([first, last])
})

test('the usual height is that of the blocks seen first, and stays', () => {
  const seen = settled(100, drawingAtFirst(), () => 100, 2_000)
  expect(seen.usual).toBe(200)
  expect(settled(100, seen, (row) => (row < 40 ? 100 : 300), 6_000).usual).toBe(200)
})

test.each([0, 400, 3_000, 20_000])(
  'scrolled to %i before anything is known, high rows are never drawn beyond two screens',
  (scrolled) => {
    const most = looks(100, drawingAtFirst(), () => 250, scrolled).map(({ first, last }) => last - first + 1)
    expect(Math.max(...most)).toBeLessThanOrEqual(Math.ceil((2 * SCREEN) / 500) + 1)
  },
)

test.each([
  ['nothing known', null, 5],
  ['low rows', 60, 5],
  ['rows of a third of a screen', 400, 3],
  ['rows higher than the screen', 2_000, 1],
])('another list begins with a screen of rows: %s', (_what, usual, last) => {
  const before = { ...drawingAtFirst(), first: 9, last: 12, heights: { 9: 300 }, usual }
  expect(drawn(100, drawingAnew(before, SCREEN))).toEqual(rows(last + 1))
})

test('nothing changes on a page that is not shown', () => {
  const drawing = drawingAtFirst()
  const nowhere = [0, 1, 2].map((at) => ({ at, top: 0, bottom: 0 }))
  expect(drawingAt(drawing, nowhere, SCREEN)).toBe(drawing)
})

test('whatever the heights and however far it is scrolled, what is seen is drawn, and nothing far from it', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 60, max: 500 }), { minLength: 1, maxLength: 100 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 5 }),
      (heights, scrolls) => {
        const height = (row: number): number => heights[row] ?? 0
        let drawing = drawingAtFirst()
        for (const share of scrolls) {
          const length = placesOf(heights.length, drawing, height, 0).at(-1)?.bottom ?? 0
          const scrolled = share * Math.max(0, length - SCREEN)
          drawing = settled(heights.length, drawing, height, scrolled)
          const places = placesOf(heights.length, drawing, height, scrolled)
          for (const { at, top, bottom } of places)
            if (bottom > 0 && top < SCREEN) expect(at >= drawing.first && at <= drawing.last).toBe(true)
          const far = places.filter(({ bottom, top }) => bottom < -SCREEN || top > 2 * SCREEN)
          expect(far.filter(({ at }) => at >= drawing.first && at <= drawing.last)).toEqual([])
        }
      },
    ),
  )
})
