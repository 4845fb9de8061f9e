import { describe, expect, test } from 'vitest'
import { applyUpdate, type Update } from '../../../../local/cloud/database/update'

const ITEMS = [{ k: 1, v: 'Go' }, 'Go', 3, null, { k: 2 }, ['Go', 9], { k: [1, 7] }]
const DATE = new Date(5)

const changed = (fields: object, update: object) => {
  const { _id, ...rest } = applyUpdate({ _id: 'x', ...fields }, update as Update)
  return rest
}

describe('$pull takes what is the same, what meets operators, or objects that meet a condition', () => {
  const cases: [string, unknown, unknown[]][] = [
    ['a value', 'Go', [ITEMS[0], 3, null, ITEMS[4], ITEMS[5], ITEMS[6]]],
    ['null', null, [ITEMS[0], 'Go', 3, ITEMS[4], ITEMS[5], ITEMS[6]]],
    ['a whole array', ['Go', 9], [ITEMS[0], 'Go', 3, null, ITEMS[4], ITEMS[6]]],
    ['a field, of objects only', { v: 'Go' }, [...ITEMS.slice(1)]],
    ['a field that is absent', { v: null }, [ITEMS[0], 'Go', 3, null, ITEMS[5]]],
    ['a field with an operator', { k: { $gte: 2 } }, [ITEMS[0], 'Go', 3, null, ITEMS[5]]],
    ['either of two fields', { $or: [{ k: 1 }, { v: 'C#' }] }, ['Go', 3, null, ITEMS[4], ITEMS[5]]],
    ['any object', {}, ['Go', 3, null, ITEMS[5]]],
    ['an operator, also of a nested array', { $gte: 3 }, [ITEMS[0], 'Go', null, ITEMS[4], ITEMS[6]]],
    ['one of some values', { $in: ['Go', null] }, [ITEMS[0], 3, ITEMS[4], ITEMS[6]]],
    ['a pattern', /^G/, [ITEMS[0], 3, null, ITEMS[4], ITEMS[6]]],
    ['an element of a nested array', { $elemMatch: { $gt: 3 } }, [...ITEMS.slice(0, 5), ITEMS[6]]],
  ]
  test.each(cases)('%s', (_title, pulled, left) => {
    expect(changed({ a: ITEMS }, { $pull: { a: pulled } })).toEqual({ a: left })
  })
})

describe('an absent field', () => {
  const cases: [string, object, object][] = [
    ['$set', { $set: { a: 1 } }, { a: 1 }],
    ['$set at a path', { $set: { 'a.b': 1 } }, { a: { b: 1 } }],
    ['$unset', { $unset: { a: '' } }, {}],
    ['$inc', { $inc: { a: 2 } }, { a: 2 }],
    ['$mul', { $mul: { a: 2 } }, { a: 0 }],
    ['$min', { $min: { a: 2 } }, { a: 2 }],
    ['$max', { $max: { a: null } }, { a: null }],
    ['$rename', { $rename: { a: 'b' } }, {}],
    ['$push', { $push: { a: { $each: [1, 2] } } }, { a: [1, 2] }],
    ['$push of nothing', { $push: { a: { $each: [] } } }, { a: [] }],
    ['$addToSet', { $addToSet: { a: 1 } }, { a: [1] }],
    ['$pop', { $pop: { a: 1 } }, {}],
    ['$pull', { $pull: { a: 1 } }, {}],
    ['$pullAll', { $pullAll: { a: [1] } }, {}],
  ]
  test.each(cases)('%s', (_title, update, after) => {
    expect(changed({}, update)).toEqual(after)
  })
})

describe('null', () => {
  const cases: [string, object, object | string][] = [
    ['$set', { $set: { a: 1 } }, { a: 1 }],
    ['$set at a path', { $set: { 'a.b': 1 } }, "Cannot create field 'b'"],
    ['$unset', { $unset: { a: '' } }, {}],
    ['$inc', { $inc: { a: 2 } }, 'Cannot apply $inc to a value of non-numeric type'],
    ['$mul', { $mul: { a: 2 } }, 'Cannot apply $mul to a value of non-numeric type'],
    ['$min', { $min: { a: 2 } }, { a: null }],
    ['$max', { $max: { a: 2 } }, { a: 2 }],
    ['$rename', { $rename: { a: 'b' } }, { b: null }],
    ['$push', { $push: { a: 1 } }, 'must be an array'],
    ['$addToSet', { $addToSet: { a: 1 } }, 'must be an array'],
    ['$pop', { $pop: { a: 1 } }, 'must be an array'],
    ['$pull', { $pull: { a: 1 } }, 'must be an array'],
    ['$pullAll', { $pullAll: { a: [1] } }, 'must be an array'],
  ]
  test.each(cases)('%s', (_title, update, after) => {
    if (typeof after === 'string') expect(() => changed({ a: null }, update)).toThrow(after)
    else expect(changed({ a: null }, update)).toEqual(after)
  })
})

describe('values of several types', () => {
  const cases: [string, object, object, object][] = [
    ['$min knows null below numbers', { a: 1 }, { $min: { a: null } }, { a: null }],
    ['$max knows texts above numbers', { a: 9 }, { $max: { a: '1' } }, { a: '1' }],
    ['$max of dates', { a: DATE }, { $max: { a: new Date(9) } }, { a: new Date(9) }],
    [
      '$addToSet knows an object by its fields in order',
      { a: [{ k: 1, v: 2 }] },
      { $addToSet: { a: { k: 1, v: 2 } } },
      { a: [{ k: 1, v: 2 }] },
    ],
    [
      '$addToSet takes them in another order',
      { a: [{ k: 1, v: 2 }] },
      { $addToSet: { a: { v: 2, k: 1 } } },
      {
        a: [
          { k: 1, v: 2 },
          { v: 2, k: 1 },
        ],
      },
    ],
    [
      '$addToSet of several',
      { a: [1] },
      { $addToSet: { a: { $each: [1, 2, 2, null] } } },
      { a: [1, 2, null] },
    ],
    ['$addToSet of an array', { a: [1] }, { $addToSet: { a: [1] } }, { a: [1, [1]] }],
    [
      '$pullAll of objects and null',
      { a: [{ k: 1 }, null, 1] },
      { $pullAll: { a: [{ k: 1 }, null] } },
      { a: [1] },
    ],
    [
      '$push sorts all types',
      { a: ['x', 2] },
      { $push: { a: { $each: [null, DATE], $sort: 1 } } },
      { a: [null, 2, 'x', DATE] },
    ],
    [
      '$push sorts objects by an absent field',
      { a: [{ k: 1 }] },
      { $push: { a: { $each: [{}, { k: null }], $sort: { k: -1 } } } },
      { a: [{ k: 1 }, {}, { k: null }] },
    ],
    ['$push keeps the last', { a: [1, 2] }, { $push: { a: { $each: [3], $slice: -2 } } }, { a: [2, 3] }],
    ['$push keeps none', { a: [1, 2] }, { $push: { a: { $each: [], $slice: 0 } } }, { a: [] }],
    [
      '$push before the last',
      { a: [1, 3] },
      { $push: { a: { $each: [2], $position: -1 } } },
      { a: [1, 2, 3] },
    ],
    ['$unset of a place leaves null', { a: [1, 2] }, { $unset: { 'a.0': '' } }, { a: [null, 2] }],
    ['$set beyond the end fills with null', { a: [1] }, { $set: { 'a.3': 4 } }, { a: [1, null, null, 4] }],
    ['$rename over another field', { a: 1, b: 2 }, { $rename: { a: 'b' } }, { b: 1 }],
    ['$rename into an object', { a: 1, b: {} }, { $rename: { a: 'b.c' } }, { b: { c: 1 } }],
  ]
  test.each(cases)('%s', (_title, before, update, after) => {
    expect(changed(before, update)).toEqual(after)
  })
})

describe('refused', () => {
  const cases: [string, object, object, string][] = [
    ['an unknown operator', {}, { $bit: { a: { and: 1 } } }, 'unknown update operator: $bit'],
    ['no object of fields', {}, { $set: null }, '$set needs an object of fields'],
    ['the id', {}, { $set: { _id: 'y' } }, "the immutable field '_id'"],
    ['one field twice', {}, { $set: { a: 1 }, $inc: { a: 1 } }, "create a conflict at 'a'"],
    ['a field and one inside it', {}, { $set: { a: {}, 'a.b': 1 } }, "create a conflict at 'a'"],
    ['a text to add', { a: 1 }, { $inc: { a: 'x' } }, 'Cannot $inc with non-numeric argument'],
    ['a rename onto itself', { a: 1 }, { $rename: { a: 'a' } }, 'must differ'],
    ['a rename to a number', { a: 1 }, { $rename: { a: 1 } }, 'must be a string'],
    ['a rename of an element', { a: [1] }, { $rename: { 'a.0': 'b' } }, 'array element'],
    ['a rename to an element', { a: [1], b: 2 }, { $rename: { b: 'a.0' } }, 'array element'],
    ['$pop by two', { a: [1] }, { $pop: { a: 2 } }, '$pop expects 1 or -1'],
    ['$pullAll of a value', { a: [1] }, { $pullAll: { a: 1 } }, 'requires an array'],
    [
      '$pull of an unknown operator',
      { a: [1] },
      { $pull: { a: { $near: 1 } } },
      'unsupported query operator',
    ],
    [
      '$push with an unknown clause',
      { a: [1] },
      { $push: { a: { $each: [1], $first: 1 } } },
      'Unrecognized clause',
    ],
    ['$push of each of a value', { a: [1] }, { $push: { a: { $each: 1 } } }, 'must be an array'],
    ['$push cut by a fraction', { a: [1] }, { $push: { a: { $each: [1], $slice: 0.5 } } }, '$slice'],
    ['$push at a text', { a: [1] }, { $push: { a: { $each: [1], $position: 'x' } } }, '$position'],
    ['$push sorted by two', { a: [1] }, { $push: { a: { $each: [1], $sort: 2 } } }, '$sort'],
    [
      '$push sorted by a field’s text',
      { a: [1] },
      { $push: { a: { $each: [1], $sort: { k: 'up' } } } },
      '$sort',
    ],
    ['an empty part of a path', {}, { $set: { 'a..b': 1 } }, 'empty field name'],
    ['a field of an array', { a: [] }, { $set: { 'a.b': 1 } }, "Cannot create field 'b'"],
  ]
  test.each(cases)('%s', (_title, before, update, text) => {
    expect(() => changed(before, update)).toThrow(text)
  })
})
