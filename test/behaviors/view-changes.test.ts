import fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewChanges } from '../../miniprogram/behaviors/view-changes'

test.each([
  ['nothing', { a: 1, rows: [{ id: 1 }] }, { a: 1, rows: [{ id: 1 }] }, {}],
  ['a value', { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 3 }],
  ['a value that came to be', {}, { a: null }, { a: null }],
  ['an object, whole', { a: { x: 1, y: 2 } }, { a: { x: 1, y: 3 } }, { a: { x: 1, y: 3 } }],
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
    const [, key = '', index] = /^(\w+)(?:\[(\d+)\])?$/.exec(path) ?? []
    if (index === undefined) result[key] = value
    else (result[key] as unknown[])[Number(index)] = value
  }
  return result
}

test('the screen shows the view, whatever was shown before', () => {
  const value = fc.oneof(fc.integer(), fc.constant(null), fc.array(fc.integer({ max: 3 }), { maxLength: 4 }))
  const view = fc.record({ a: value, b: value, rows: fc.array(fc.record({ id: fc.integer() })) })
  fc.assert(
    fc.property(view, view, (before, after) => {
      expect(applied(before, viewChanges(before, after))).toEqual(after)
    }),
  )
})
