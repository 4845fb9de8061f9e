import { expect, it, test } from 'vitest'
import {
  movedPurpose,
  purposeDrafts,
  purposeFaults,
  purposesOf,
  withNewPurpose,
} from '../../console/pages/places/purposes'
import { lastChangeOf } from '../../console/pages/rules/use-rule-list'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { NOW } from '../domain/builders'

const shipped = purposeDrafts(SHIPPED_PURPOSES)

test('what is stored comes out again as it was', () => {
  expect(purposesOf(shipped)).toEqual(SHIPPED_PURPOSES)
  expect(purposeFaults(shipped)).toEqual({ rows: shipped.map(() => ''), whole: '' })
})

it('a new one waits for its name, beside its row', () => {
  const drafts = withNewPurpose(shipped, 'private')
  expect(drafts.at(-1)).toMatchObject({ id: '', class: 'private', offered: true })
  const { rows, whole } = purposeFaults(drafts)
  expect(rows.slice(0, -1).every((fault) => fault === '')).toBe(true)
  expect(rows.at(-1)).not.toBe('')
  expect(whole).toBe('')
})

it('the last one of a class can’t be taken out of offer', () => {
  const drafts = shipped.map((each) => ({ ...each, offered: each.class === 'private' }))
  expect(purposeFaults(drafts).whole).not.toBe('')
})

test.each([
  [1, -1, [1, 0]],
  [0, 1, [1, 0]],
  [0, -1, [0, 1]],
] as const)('row %i moved by %i', (index, by, order) => {
  const ids = movedPurpose(shipped, index, by).map(({ id }) => id)
  expect(ids.slice(0, 2)).toEqual(order.map((at) => shipped[at]?.id))
  expect(ids.slice(2)).toEqual(shipped.slice(2).map(({ id }) => id))
})

it('says who changed a list last, and when', () => {
  const change = { rule: 'purposes' as const, byName: '秦立新', at: NOW, from: [], to: [] }
  const history = [{ ...change, rule: 'contacts' as const, byName: '覃海燕' }, change]
  expect(lastChangeOf({ history } as never, 'purposes', NOW)).toContain('秦立新')
  expect(lastChangeOf({ history: [] }, 'purposes', NOW)).toBe('')
})
