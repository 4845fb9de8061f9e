import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile, type Condition } from '../../../../local/cloud/database/condition'
import type { IndexDeclaration } from '../../../../local/cloud/database/indexes'
import { plan } from '../../../../local/cloud/database/planner'
import { sortDocuments, type Order } from '../../../../local/cloud/database/sort'
import { openDatabase } from './open-database'

const byUnitStateTime: IndexDeclaration = {
  name: 'by_unit_state_time',
  keys: [
    ['unit', 1],
    ['state', 1],
    ['time', -1],
  ],
}
const byTime: IndexDeclaration = { name: 'by_time', keys: [['time', 1]] }
const byName: IndexDeclaration = { name: 'by_name', keys: [['name', 1]] }
const byList: IndexDeclaration = {
  name: 'by_list',
  keys: [
    ['list', 1],
    ['_id', 1],
  ],
}
const all = [byUnitStateTime, byTime, byName, byList]

describe('which index serves', () => {
  const cases: [string, object, Order, string, boolean][] = [
    ['the document id', { _id: 'a', unit: 'u' }, {}, '_id_', true],
    [
      'equalities and the order after them',
      { unit: 'u', state: 's' },
      { time: -1 },
      'by_unit_state_time',
      true,
    ],
    ['the same order backwards', { unit: 'u', state: 's' }, { time: 1 }, 'by_unit_state_time', true],
    [
      'an order that names the fixed fields too',
      { unit: 'u', state: 's' },
      { state: 1, time: -1 },
      'by_unit_state_time',
      true,
    ],
    [
      '_id after the last field is sorted in memory: equal keys stand in the order of insertion',
      { unit: 'u', state: 's' },
      { time: -1, _id: 1 },
      'by_unit_state_time',
      false,
    ],
    ['_id where the index ends with it', { list: 'l' }, { _id: -1 }, 'by_list', true],
    [
      'several values, each in order',
      { unit: 'u', state: { $in: ['s', 't'] } },
      { time: -1 },
      'by_unit_state_time',
      true,
    ],
    [
      'a range inside $and',
      { $and: [{ time: { $gte: 1 } }, { time: { $lt: 5 } }] },
      { time: 1 },
      'by_time',
      true,
    ],
    ['an order alone', {}, { time: -1 }, 'by_time', true],
    ['the beginning of a text', { name: /^zhang/ }, {}, 'by_name', true],
    [
      'the skipped field leaves the order to memory',
      { unit: 'u' },
      { time: -1 },
      'by_unit_state_time',
      false,
    ],
  ]
  test.each(cases)('%s', (_title, condition, order, index, sorted) => {
    const chosen = plan(condition as never, order, all)
    expect({ index: chosen.index.name, sorted: chosen.sorted, scan: chosen.scan }).toEqual({
      index,
      sorted,
      scan: false,
    })
  })

  const scans: [string, object, Order][] = [
    ['no condition', {}, {}],
    ['a field without an index', { other: 1 }, {}],
    ['the second field of an index only', { state: 's' }, {}],
    ['a pattern that begins nowhere', { name: /zhang/ }, {}],
    ['a pattern whatever the case', { name: /^zhang/i }, {}],
    ['either of two fields', { $or: [{ unit: 'u' }, { time: 1 }] }, {}],
  ]
  test.each(scans)('none for %s', (_title, condition, order) => {
    expect(plan(condition as never, order, all).scan).toBe(true)
  })
})

test('whatever the plan, the answer is that of reading everything', async () => {
  const indexes = [
    {
      name: 'ab',
      keys: [
        ['a', 1],
        ['b', -1],
      ],
    },
    { name: 'b', keys: [['b', 1]] },
    {
      name: 'tags',
      keys: [
        ['tags', 1],
        ['a', -1],
      ],
    },
  ] as IndexDeclaration[]
  const { database } = openDatabase({ rows: indexes })
  const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constantFrom('x', 'y', null, true, new Date(3)))
  const row = fc.record(
    { a: value, b: value, tags: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 3 }) },
    { requiredKeys: [], noNullPrototype: true },
  )
  const rows = fc
    .sample(row, { numRuns: 120, seed: 7 })
    .map((fields, index) => ({ ...fields, _id: `r${index}` }))
  await database.add('rows', rows)

  const demand = fc.oneof(
    value,
    fc.record({ $in: fc.array(value, { minLength: 1, maxLength: 3 }) }, { noNullPrototype: true }),
    fc.record({ $gte: fc.integer({ min: 0, max: 4 }) }, { noNullPrototype: true }),
    fc.record(
      { $gt: fc.integer({ min: 0, max: 2 }), $lte: fc.integer({ min: 1, max: 4 }) },
      { noNullPrototype: true },
    ),
    fc.record({ $ne: value }, { noNullPrototype: true }),
  )
  const condition = fc.record(
    { a: demand, b: demand, tags: demand },
    { requiredKeys: [], noNullPrototype: true },
  )
  const order = fc.constantFrom<Order>(
    {},
    { a: 1, b: -1 },
    { a: -1, b: 1 },
    { b: 1 },
    { b: -1, _id: -1 },
    { tags: 1 },
  )
  fc.assert(
    fc.property(condition, order, (wanted, sorted) => {
      const found = database.get({ condition: wanted, order: sorted, limit: 1000 }, 'rows') as {
        _id: string
      }[]
      const expected = rows.filter(compile(wanted))
      expect(found.map(({ _id }) => _id).sort()).toEqual(expected.map(({ _id }) => _id).sort())
      expect(sortDocuments(found, sorted)).toEqual(found)
      const some = database.get({ condition: wanted, order: sorted, limit: 5, skip: 2 }, 'rows') as {
        _id: string
      }[]
      expect(sortDocuments(some, sorted)).toEqual(some)
      expect(some).toHaveLength(Math.min(5, Math.max(0, expected.length - 2)))
    }),
    { numRuns: 300 },
  )
})

test('an unserved query is remembered with its shape, not with its values', async () => {
  const { database } = openDatabase({ rows: [byTime] })
  await database.add('rows', [{ phone: '13800000000', time: 1 }])
  database.get({ condition: { time: { $gte: 0 } }, order: { time: 1 } }, 'rows')
  expect(database.queries.slow).toEqual([])
  database.get({ condition: { phone: '13800000000' } }, 'rows')
  database.get({ condition: { time: 1 }, order: { phone: 1 } }, 'rows')
  expect(database.queries.slow.map(({ reason }) => reason)).toEqual(['scan', 'sort'])
  expect(JSON.stringify(database.queries)).not.toContain('13800000000')
})

test('an index declared anew is filled from what is stored', async () => {
  const { database, reopen } = openDatabase({ rows: [] })
  await database.add('rows', [{ time: 2 }, { time: 1 }])
  const again = reopen({ rows: [byTime] })
  expect(again.get({ condition: { time: { $lt: 2 } } }, 'rows')).toMatchObject([{ time: 1 }])
  expect(again.queries.recent.at(-1)).toMatchObject({ index: 'by_time', examined: 2 })
})

test('a key of more than 1024 bytes is refused', async () => {
  const { database } = openDatabase({ rows: [byName] })
  await expect(database.add('rows', [{ name: 'x'.repeat(1025) }])).rejects.toThrow('key too large to index')
  expect(database.count('rows', {})).toBe(0)
})

test('a document of more than 16 MB is refused', async () => {
  const { database } = openDatabase({ rows: [] })
  await expect(database.add('rows', [{ text: 'x'.repeat(16 * 1024 * 1024) }])).rejects.toThrow('16MB')
})

describe('rows without an order', () => {
  const RANDOM_IDS = ['k3', 'a9', 'z1', 'c4', 'b7']

  test('come in the order of insertion, also equal ones of an index', async () => {
    const { database, reopen } = openDatabase({ rows: [byTime] })
    for (const _id of RANDOM_IDS) await database.add('rows', [{ _id, time: 1 }])
    const ids =
      (found = database) =>
      (condition: Condition, order = {}) =>
        found.get({ condition, order }, 'rows').map((row) => (row as { _id: string })._id)
    for (const condition of [{}, { time: 1 }, { time: { $gte: 0 } }, { other: null }])
      expect(ids()(condition), JSON.stringify(condition)).toEqual(RANDOM_IDS)
    // Sorted in memory and by an index, backwards too.
    expect(ids()({}, { other: 1 })).toEqual(RANDOM_IDS)
    expect(ids()({}, { time: 1 })).toEqual(RANDOM_IDS)
    expect(ids()({}, { time: -1 })).toEqual([...RANDOM_IDS].reverse())
    expect(ids(reopen())({})).toEqual(RANDOM_IDS)
  })

  test('keep their place when they change, and lose it when they are removed', async () => {
    const { database } = openDatabase({ rows: [byTime] })
    for (const _id of RANDOM_IDS) await database.add('rows', [{ _id, time: 1 }])
    await database.update('rows', { _id: 'a9' }, { $set: { time: 1, n: 1 } }, false)
    await database.set('rows', 'z1', { time: 1 })
    await database.remove('rows', { _id: 'k3' }, false)
    await database.add('rows', [{ _id: 'k3', time: 1 }])
    const wanted = ['a9', 'z1', 'c4', 'b7', 'k3']
    for (const condition of [{}, { time: 1 }])
      expect(database.get({ condition }, 'rows').map((row: any) => row._id)).toEqual(wanted)
  })

  test('come by the index where one is used', async () => {
    const { database } = openDatabase({ rows: [byTime] })
    await database.add(
      'rows',
      [3, 1, 2].map((time) => ({ _id: `t${time}`, time })),
    )
    const times = (condition: Condition) => database.get({ condition }, 'rows').map((row: any) => row.time)
    expect(times({ time: { $gt: 0 } })).toEqual([1, 2, 3])
    expect(times({ time: { $in: [3, 1] } })).toEqual([1, 3])
    expect(times({ _id: { $in: ['t3', 't1'] } })).toEqual([1, 3])
  })
})
