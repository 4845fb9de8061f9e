import { describe, expect, test } from 'vitest'
import { openDatabase } from '../open-database'

/** What stages make of the documents, which stand in the order given. */
async function run(documents: object[], stages: object[], others: object[] = []) {
  const { database } = openDatabase({ rows: [], others: [] })
  const numbered = documents.map((document, index) => ({ _id: index, ...document }))
  await database.add('rows', numbered)
  if (others.length > 0) await database.add('others', others as Record<string, unknown>[])
  return database.aggregate('rows', stages as never)
}

const withoutId = { $project: { _id: 0 } }

const ITEMS = [{ k: 1, v: 'a' }, 'x', { k: 2 }, [{ k: 3, v: 'c' }]]

describe('$project and $addFields', () => {
  const document = { n: 5, o: { p: 1, q: 2 }, items: ITEMS, nul: null }
  const cases: [string, object, object][] = [
    ['some fields', { $project: { n: 1, 'o.q': true } }, { _id: 0, n: 5, o: { q: 2 } }],
    ['some fields in an object', { $project: { o: { q: 1 } } }, { _id: 0, o: { q: 2 } }],
    ['without the id', { $project: { _id: 0, n: 1 } }, { n: 5 }],
    ['all but some', { $project: { items: 0, 'o.p': 0 } }, { _id: 0, n: 5, o: { q: 2 }, nul: null }],
    ['all but the id', { $project: { _id: 0 } }, document],
    [
      'a path into an array',
      { $project: { _id: 0, 'items.k': 1 } },
      { items: [{ k: 1 }, { k: 2 }, [{ k: 3 }]] },
    ],
    [
      'all but a path into an array',
      { $project: { items: { v: 0 }, n: 0, o: 0, nul: 0 } },
      { _id: 0, items: [{ k: 1 }, 'x', { k: 2 }, [{ k: 3 }]] },
    ],
    ['a computed field', { $project: { _id: 0, m: { $add: ['$n', 1] } } }, { m: 6 }],
    ['a list', { $project: { _id: 0, m: ['$n', '$gone'] } }, { m: [5, null] }],
    ['a text is a constant', { $project: { _id: 0, m: 'n' } }, { m: 'n' }],
    ['an absent field stays absent', { $project: { _id: 0, m: '$gone', n: 1 } }, { n: 5 }],
    ['null stays null', { $project: { _id: 0, m: '$nul' } }, { m: null }],
    ['a computed id', { $project: { _id: '$n' } }, { _id: 5 }],
    [
      'a field computed inside an object',
      { $project: { _id: 0, o: { r: '$n', p: 1 } } },
      { o: { p: 1, r: 5 } },
    ],
    ['a field computed inside a plain value', { $project: { _id: 0, n: { r: '$nul' } } }, { n: { r: null } }],
    [
      'a field computed in each element',
      { $project: { _id: 0, items: { r: '$n' } } },
      { items: [{ r: 5 }, { r: 5 }, [{ r: 5 }]] },
    ],
    ['an accumulator', { $project: { _id: 0, m: { $sum: ['$n', '$o.p', '$gone'] } } }, { m: 6 }],
    ['$addFields', { $addFields: { n: 6, 'o.p': '$n' } }, { ...document, _id: 0, n: 6, o: { p: 5, q: 2 } }],
    [
      '$addFields takes away',
      { $addFields: { n: '$$REMOVE', items: '$gone' } },
      { _id: 0, o: { p: 1, q: 2 }, nul: null },
    ],
    [
      '$addFields in each element',
      { $addFields: { items: { z: 1 } } },
      {
        ...document,
        _id: 0,
        items: [{ k: 1, v: 'a', z: 1 }, { z: 1 }, { k: 2, z: 1 }, [{ k: 3, v: 'c', z: 1 }]],
      },
    ],
    ['$replaceRoot', { $replaceRoot: { newRoot: '$o' } }, { p: 1, q: 2 }],
    ['$replaceRoot by an object', { $replaceRoot: { newRoot: { m: '$n' } } }, { m: 5 }],
  ]
  test.each(cases)('%s', async (_title, stage, wanted) => {
    expect(await run([document], [stage])).toEqual([wanted])
  })
})

describe('$group', () => {
  const rows = [
    { u: 'a', n: 3, at: new Date(5), o: { x: 1 } },
    { u: 'b', n: null, o: { y: 2 } },
    { u: 'a', n: '7', o: { x: 2 } },
    { n: 1 },
    { u: null, n: 1, o: null },
    { u: 'a', n: -1 },
  ]
  test('by a field, of which null and absent are one', async () => {
    const stages = [{ $group: { _id: '$u', n: { $sum: 1 } } }]
    expect(await run(rows, stages)).toEqual([
      { _id: 'a', n: 3 },
      { _id: 'b', n: 1 },
      { _id: null, n: 2 },
    ])
  })
  test('by an object', async () => {
    const stages = [{ $group: { _id: { u: '$u' }, n: { $sum: 1 } } }]
    expect(await run(rows.slice(3), stages)).toEqual([
      { _id: {}, n: 1 },
      { _id: { u: null }, n: 1 },
      { _id: { u: 'a' }, n: 1 },
    ])
  })
  const cases: [string, object, unknown][] = [
    ['$sum of numbers only', { $sum: '$n' }, 4],
    ['$sum of a constant', { $sum: 2 }, 12],
    ['$avg of numbers only', { $avg: '$n' }, 1],
    ['$avg of none', { $avg: '$u' }, null],
    ['$min over all types', { $min: '$n' }, -1],
    ['$max over all types', { $max: '$n' }, '7'],
    ['$max of none', { $max: '$gone' }, null],
    ['$first', { $first: '$n' }, 3],
    ['$first of an absent field', { $first: '$gone' }, null],
    ['$last', { $last: '$o' }, null],
    ['$push, without what is absent', { $push: '$o' }, [{ x: 1 }, { y: 2 }, { x: 2 }, null]],
    ['$push of objects', { $push: { k: '$at' } }, [{ k: new Date(5) }, {}, {}, {}, {}, {}]],
    ['$addToSet, without what is absent', { $addToSet: '$u' }, ['a', 'b', null]],
    ['$stdDevPop', { $stdDevPop: '$n' }, Math.sqrt(2)],
    ['$stdDevSamp of none', { $stdDevSamp: '$gone' }, null],
    ['$mergeObjects', { $mergeObjects: '$o' }, { x: 2, y: 2 }],
  ]
  test.each(cases)('%s', async (_title, accumulator, wanted) => {
    const [found] = (await run(rows, [{ $group: { _id: null, found: accumulator } }])) as [{ found: unknown }]
    if (typeof wanted === 'number') expect(found.found).toBeCloseTo(wanted, 10)
    else expect(found.found).toEqual(wanted)
  })
})

describe('$unwind', () => {
  const rows = [{ a: ['S', 'M'] }, { a: [] }, { a: null }, { b: 1 }, { a: '' }, { a: 0 }, { a: { b: ['x'] } }]
  const cases: [string, unknown, object[]][] = [
    [
      'each element, and what is no array',
      '$a',
      [{ a: 'S' }, { a: 'M' }, { a: '' }, { a: 0 }, { a: { b: ['x'] } }],
    ],
    [
      'with places',
      { path: '$a', includeArrayIndex: 'at' },
      [
        { a: 'S', at: 0 },
        { a: 'M', at: 1 },
        { a: '', at: null },
        { a: 0, at: null },
        { a: { b: ['x'] }, at: null },
      ],
    ],
    [
      'keeping what is empty',
      { path: '$a', preserveNullAndEmptyArrays: true },
      [{ a: 'S' }, { a: 'M' }, {}, { a: null }, { b: 1 }, { a: '' }, { a: 0 }, { a: { b: ['x'] } }],
    ],
    ['at a path', '$a.b', [{ a: { b: 'x' } }]],
  ]
  test.each(cases)('%s', async (_title, specification, wanted) => {
    expect(await run(rows, [{ $unwind: specification }, withoutId])).toEqual(wanted)
  })
})

describe('$lookup', () => {
  const others = [
    { _id: 'a', k: 1 },
    { _id: 'b', k: [1, 2] },
    { _id: 'c', k: null },
    { _id: 'd' },
    { _id: 'e', k: '1' },
  ]
  const cases: [string, object, string][] = [
    ['a value, also in an array', { n: 1 }, 'ab'],
    ['any element', { n: [2, '1', 9] }, 'be'],
    ['null, absent fields', { n: null }, 'cd'],
    ['an absent field', {}, 'cd'],
    ['an empty array', { n: [] }, 'cd'],
    ['nothing', { n: 7 }, ''],
  ]
  test.each(cases)('%s', async (_title, document, wanted) => {
    const join = { from: 'others', localField: 'n', foreignField: 'k', as: 'found' }
    const [row] = (await run([document], [{ $lookup: join }], others)) as [{ found: { _id: string }[] }]
    expect(row.found.map(({ _id }) => _id).join('')).toBe(wanted)
  })
  test('stages with variables', async () => {
    const pipeline = [
      { $match: { $expr: { $and: [{ $eq: ['$k', '$$n'] }, { $ne: ['$_id', '$$skipped'] }] } } },
      { $project: { k: 1, twice: { $multiply: ['$k', 2] } } },
    ]
    const join = { from: 'others', let: { n: '$n', skipped: 'z' }, pipeline, as: 'o.found' }
    expect(await run([{ n: 1, o: { p: 1 } }, { n: 5 }], [{ $lookup: join }, withoutId], others)).toEqual([
      { n: 1, o: { p: 1, found: [{ _id: 'a', k: 1, twice: 2 }] } },
      { n: 5, o: { found: [] } },
    ])
  })
})

describe('buckets, counts, order', () => {
  const rows = [{ n: 5 }, { n: 1 }, { n: 3 }, { n: 3 }, { n: 10 }, { n: 'x' }, {}]
  const bucket = (specification: object) => [{ $bucket: { groupBy: '$n', ...specification } }]
  const auto = (buckets: number) => [
    { $match: { n: { $gt: 0 } } },
    { $bucketAuto: { groupBy: '$n', buckets } },
  ]
  const cases: [string, object[], object[]][] = [
    [
      '$bucket',
      bucket({ boundaries: [0, 3, 11], default: 'other' }),
      [
        { _id: 0, count: 1 },
        { _id: 3, count: 4 },
        { _id: 'other', count: 2 },
      ],
    ],
    [
      '$bucketAuto',
      auto(2),
      [
        { _id: { min: 1, max: 5 }, count: 3 },
        { _id: { min: 5, max: 10 }, count: 2 },
      ],
    ],
    [
      '$bucketAuto of more than there are',
      auto(9),
      [
        { _id: { min: 1, max: 3 }, count: 1 },
        { _id: { min: 3, max: 5 }, count: 2 },
        { _id: { min: 5, max: 10 }, count: 1 },
        { _id: { min: 10, max: 10 }, count: 1 },
      ],
    ],
    [
      '$sortByCount',
      [{ $match: { n: { $lte: 3 } } }, { $sortByCount: '$n' }],
      [
        { _id: 3, count: 2 },
        { _id: 1, count: 1 },
      ],
    ],
    ['$count', [{ $count: 'total' }], [{ total: 7 }]],
    ['$count of none', [{ $match: { n: -1 } }, { $count: 'total' }], []],
    [
      '$sort over all types',
      [withoutId, { $sort: { n: 1 } }],
      [{}, { n: 1 }, { n: 3 }, { n: 3 }, { n: 5 }, { n: 10 }, { n: 'x' }],
    ],
    [
      '$sort, $skip, $limit',
      [withoutId, { $sort: { n: -1 } }, { $skip: 1 }, { $limit: 2 }],
      [{ n: 10 }, { n: 5 }],
    ],
    [
      '$match after others',
      [{ $addFields: { m: '$n' } }, { $match: { m: { $lte: null } } }, { $project: { _id: 0 } }],
      [{}],
    ],
    [
      '$match by an expression',
      [{ $match: { $expr: { $gt: ['$n', 3] } } }, withoutId],
      [{ n: 5 }, { n: 10 }, { n: 'x' }],
    ],
  ]
  test.each(cases)('%s', async (_title, stages, wanted) => {
    expect(await run(rows, stages)).toEqual(wanted)
  })
  test('$sample takes every document once', async () => {
    const some = (await run(rows, [{ $sample: { size: 5 } }])) as { _id: number }[]
    expect(new Set(some.map(({ _id }) => _id)).size).toBe(5)
    expect(await run(rows, [{ $sample: { size: 50 } }])).toHaveLength(7)
  })
})

describe('refused', () => {
  const cases: [string, object, string][] = [
    ['an unknown stage', { $out: 'rows' }, 'unsupported aggregation stage: $out'],
    [
      'an unknown stage inside $lookup',
      { $lookup: { from: 'others', pipeline: [{ $merge: 'rows' }], as: 'x' } },
      'unsupported aggregation stage: $merge',
    ],
    ['two stages in one', { $skip: 1, $limit: 1 }, 'unsupported aggregation stage: $skip'],
    ['an empty $project', { $project: {} }, 'at least one field'],
    ['fields asked for and left out', { $project: { n: 1, m: 0 } }, 'both asked for and left out'],
    ['a field computed, another left out', { $project: { n: 0, m: '$n' } }, 'both asked for and left out'],
    ['a path and what it lies in', { $project: { o: 1, 'o.p': 1 } }, 'path collision'],
    ['a path after what it lies in', { $addFields: { 'o.p': 1, o: 1 } }, 'path collision'],
    ['an unknown operator', { $project: { n: { $dateTrunc: {} } } }, 'unsupported expression operator'],
    ['a group without an id', { $group: { n: { $sum: 1 } } }, "must include an '_id'"],
    ['a field that is no accumulator', { $group: { _id: null, n: '$n' } }, 'must be an accumulator'],
    ['an unknown accumulator', { $group: { _id: null, n: { $top: 1 } } }, 'must be an accumulator'],
    ['a path without its sign', { $unwind: 'a' }, "must begin with '$'"],
    ['an unknown option of $unwind', { $unwind: { path: '$a', index: 'i' } }, '$unwind needs a path'],
    ['a root that is no object', { $replaceRoot: { newRoot: '$n' } }, 'an object, not number'],
    ['no limit', { $limit: 0 }, '$limit must be positive'],
    ['a negative skip', { $skip: -1 }, '$skip must be non-negative'],
    ['an order that is none', { $sort: { n: 2 } }, '$sort needs fields'],
    ['an order by text search', { $sort: { n: { $meta: 'textScore' } } }, '$sort needs fields'],
    ['a count without a name', { $count: '' }, '$count needs the name'],
    ['a count at a path', { $count: 'a.b' }, '$count needs the name'],
    ['$sortByCount of a constant', { $sortByCount: 'n' }, '$sortByCount needs a field'],
    ['boundaries upside down', { $bucket: { groupBy: '$n', boundaries: [3, 1] } }, 'ascending order'],
    [
      'a value outside of the boundaries',
      { $bucket: { groupBy: '$n', boundaries: [10, 20] } },
      'outside of its boundaries',
    ],
    [
      'a granularity',
      { $bucketAuto: { groupBy: '$n', buckets: 2, granularity: 'R5' } },
      'not supported here',
    ],
    [
      '$lookup by both',
      { $lookup: { from: 'others', localField: 'n', foreignField: 'k', pipeline: [], as: 'x' } },
      '$lookup needs localField',
    ],
    ['$lookup of nothing', { $lookup: { from: 'others', as: 'x' } }, '$lookup needs localField'],
    ['an unknown operator of queries', { $match: { n: { $near: 1 } } }, 'unsupported query operator'],
  ]
  test.each(cases)('%s', async (_title, stage, text) => {
    await expect(run([{ n: 5 }], [stage])).rejects.toThrow(text)
  })
})
