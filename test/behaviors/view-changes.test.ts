import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewChanges } from '../../miniprogram/behaviors/view-changes'

/** Worth not being sent again. */
const LONG = 'as long as a sentence is'

test.each([
  ['nothing', { a: 1, rows: [{ id: 1 }] }, { a: 1, rows: [{ id: 1 }] }, {}],
  ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
  ['a value that came to be', {}, { a: null }, { a: null }],
  ['a part of an object', { a: { x: LONG, y: 2 } }, { a: { x: LONG, y: 3 } }, { 'a.y': 3 }],
  [
    'an object, whole where that is shorter',
    { a: { w: 0, x: 1, y: 2, z: 3 } },
    { a: { w: 1, x: 2, y: 3, z: 4 } },
    { a: { w: 1, x: 2, y: 3, z: 4 } },
  ],
  [
    'an object of another shape, whole',
    { a: { x: LONG } },
    { a: { x: LONG, y: 3 } },
    { a: { x: LONG, y: 3 } },
  ],
  [
    'an object with other keys, whole',
    { a: { x: LONG, 'y z': 1 } },
    { a: { x: LONG, 'y z': 2 } },
    { a: { x: LONG, 'y z': 2 } },
  ],
  [
    'what changed in a row',
    {
      rows: [
        { id: 1, x: LONG, on: false },
        { id: 2, x: LONG, on: false },
      ],
    },
    {
      rows: [
        { id: 1, x: LONG, on: false },
        { id: 2, x: LONG, on: true },
      ],
    },
    { 'rows[1].on': true },
  ],
  [
    'another row, whole',
    {
      rows: [
        { id: 1, x: LONG },
        { id: 2, x: LONG },
      ],
    },
    {
      rows: [
        { id: 1, x: LONG },
        { id: 3, x: LONG },
      ],
    },
    { 'rows[1]': { id: 3, x: LONG } },
  ],
  ['nothing for an empty list', { rows: [] }, { rows: [] }, {}],
  ['a row', { rows: [1, 2, 3] }, { rows: [1, 9, 3] }, { 'rows[1]': 9 }],
  ['rows at the end', { rows: [1] }, { rows: [1, 2, 3] }, { 'rows[1]': 2, 'rows[2]': 3 }],
  ['the first rows, whole', { rows: [] }, { rows: [1, 2] }, { rows: [1, 2] }],
  ['a shorter list, whole', { rows: [1, 2] }, { rows: [1] }, { rows: [1] }],
  ['a list that was none', { rows: null }, { rows: [1] }, { rows: [1] }],
])('sends %s', (_what, before, after, changes) => {
  expect(viewChanges(before, after)).toEqual(changes)
})

/** What setData does with the paths that are sent. */
function applied(data: Record<string, unknown>, changes: Record<string, unknown>): Record<string, unknown> {
  const result = structuredClone(data)
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.match(/\w+/g) ?? []
    const last = keys.pop() ?? ''
    let inner: any = result
    for (const key of keys) inner = inner[key]
    inner[last] = value
  }
  return result
}

test('the screen shows the view, whatever was shown before', () => {
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.integer({ min: 0, max: 3 }),
      fc.constantFrom(null, LONG),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.record(
        { id: fc.integer({ min: 0, max: 2 }), x: tie('value'), y: tie('value') },
        { requiredKeys: ['id'] },
      ),
    ),
  }))
  const view = fc.record({ a: value, b: value, rows: fc.array(value) })
  fc.assert(
    fc.property(view, view, (before, after) => {
      expect(applied(before, viewChanges(before, after))).toEqual(after)
    }),
  )
})
