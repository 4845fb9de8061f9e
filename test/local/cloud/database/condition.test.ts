import { describe, expect, test } from 'vitest'
import { compile } from '../../../../local/cloud/database/condition'

/** The names of the documents that meet a condition, in the order in which they stand. */
const meeting = (documents: Record<string, object>, condition: object): string[] => {
  const test = compile(condition)
  return Object.keys(documents).filter((name) => test(documents[name]!))
}

describe('null and absent fields (as MongoDB’s own tests have them)', () => {
  const documents = {
    emptyObject: { a: {} },
    null: { a: null },
    number: { a: 4 },
    bText: { a: { b: 'hi' } },
    bNull: { a: { b: null } },
    none: {},
    doubleArray: { a: [[]] },
    emptyArray: { a: [] },
    allBNull: { a: [{ b: null }, {}] },
    noBNull: { a: [{ b: 1 }, { b: 3 }, { b: 'string' }] },
    someBNull: { a: [{ b: null }, { b: 3 }] },
    someBMissing: { a: [{ b: 3 }, {}] },
    allNull: { a: [null, null] },
    noNull: { a: [1, 'string', 4] },
    someNull: { a: [1, 'string', null, 4] },
  }
  const all = Object.keys(documents)
  const but = (...names: string[]) => all.filter((name) => !names.includes(name))

  const isNull = ['null', 'none', 'allNull', 'someNull']
  const dottedIsNull = [
    'emptyObject',
    'null',
    'number',
    'bNull',
    'none',
    'allBNull',
    'someBNull',
    'someBMissing',
  ]
  const cases: [string, object, string[]][] = [
    ['a value', { a: null }, isNull],
    ['$eq', { a: { $eq: null } }, isNull],
    ['$lte', { a: { $lte: null } }, isNull],
    ['$gte', { a: { $gte: null } }, isNull],
    ['$lt', { a: { $lt: null } }, []],
    ['$gt', { a: { $gt: null } }, []],
    ['$ne', { a: { $ne: null } }, but(...isNull)],
    ['$not $gte', { a: { $not: { $gte: null } } }, but(...isNull)],
    ['$in', { a: { $in: [null, 4] } }, ['null', 'number', 'none', 'allNull', 'noNull', 'someNull']],
    ['$nin', { a: { $nin: [null, 75] } }, but(...isNull)],
    ['$nin with a pattern', { a: { $nin: [null, /^str/] } }, but(...isNull, 'noNull')],
    ['$all', { a: { $all: [null] } }, isNull],
    ['$exists: false', { a: { $exists: false } }, ['none']],
    ['$exists', { a: { $exists: true } }, but('none')],
    ['$size', { a: { $size: 0 } }, ['emptyArray']],
    ['$elemMatch $eq', { a: { $elemMatch: { $eq: null } } }, ['allNull', 'someNull']],
    [
      '$elemMatch $ne',
      { a: { $elemMatch: { $ne: null } } },
      ['doubleArray', 'allBNull', 'noBNull', 'someBNull', 'someBMissing', 'noNull', 'someNull'],
    ],
    ['a path', { 'a.b': null }, dottedIsNull],
    ['a path, $lte', { 'a.b': { $lte: null } }, dottedIsNull],
    ['a path, $in', { 'a.b': { $in: [null, 75] } }, dottedIsNull],
    ['a path, $ne', { 'a.b': { $ne: null } }, but(...dottedIsNull)],
    ['a path, $nin', { 'a.b': { $nin: [null, 75] } }, but(...dottedIsNull)],
    [
      'a path, $exists: false',
      { 'a.b': { $exists: false } },
      ['emptyObject', 'null', 'number', 'none', 'doubleArray', 'emptyArray', 'allNull', 'noNull', 'someNull'],
    ],
    ['a path, $elemMatch $eq', { 'a.b': { $elemMatch: { $eq: null } } }, []],
    ['a path, $elemMatch $ne', { 'a.b': { $elemMatch: { $ne: null } } }, []],
    [
      'a field inside $elemMatch',
      { a: { $elemMatch: { b: null } } },
      ['doubleArray', 'allBNull', 'someBNull', 'someBMissing'],
    ],
    [
      'a field inside $elemMatch, $ne',
      { a: { $elemMatch: { b: { $ne: null } } } },
      ['noBNull', 'someBNull', 'someBMissing'],
    ],
  ]
  test.each(cases)('%s', (_title, condition, wanted) => {
    expect(meeting(documents, condition)).toEqual(wanted)
  })
})

describe('plain elements and objects', () => {
  const documents = {
    words: { a: ['Go', 'C#'] },
    word: { a: 'Go' },
    numbers: { a: [1, 5, 9] },
    nested: { a: [[1, 5], [9]] },
    objects: {
      a: [
        { value: 'Go', n: 1 },
        { value: 'C#', n: 7 },
      ],
    },
    object: { a: { value: 'Go', n: 1 } },
    lists: { a: [{ n: [1, 7] }, { n: [] }] },
    date: { a: new Date(5) },
  }
  const cases: [string, object, string[]][] = [
    ['$elemMatch of a field meets objects only', { a: { $elemMatch: { value: 'Go' } } }, ['objects']],
    ['$elemMatch of two fields wants them in one', { a: { $elemMatch: { value: 'Go', n: 7 } } }, []],
    ['$elemMatch of a value', { a: { $elemMatch: { $eq: 'Go' } } }, ['words']],
    ['$elemMatch of a range wants one element', { a: { $elemMatch: { $gt: 5, $lt: 9 } } }, []],
    ['a range is met by two elements', { a: { $gt: 5, $lt: 9 } }, ['numbers']],
    ['$elemMatch in a nested array', { a: { $elemMatch: { $elemMatch: { $gt: 5 } } } }, ['nested']],
    ['$elemMatch does not look into nested arrays', { a: { $elemMatch: { $gt: 8 } } }, ['numbers']],
    ['$elemMatch with $or', { a: { $elemMatch: { $or: [{ n: 7 }, { n: 8 }] } } }, ['objects', 'lists']],
    [
      '$elemMatch with $not',
      { a: { $elemMatch: { $not: { $eq: 'Go' } } } },
      ['words', 'numbers', 'nested', 'objects', 'lists'],
    ],
    [
      '$elemMatch with $nin',
      { a: { $elemMatch: { $nin: ['Go', 'C#'] } } },
      ['numbers', 'nested', 'objects', 'lists'],
    ],
    ['$elemMatch of {}', { a: { $elemMatch: {} } }, ['nested', 'objects', 'lists']],
    [
      '$not $elemMatch',
      { a: { $not: { $elemMatch: { n: { $gte: 1 } } } } },
      ['words', 'word', 'numbers', 'nested', 'object', 'date'],
    ],
    ['$all of a value that stands alone', { a: { $all: ['Go'] } }, ['words', 'word']],
    [
      '$all of $elemMatch',
      { a: { $all: [{ $elemMatch: { n: 1 } }, { $elemMatch: { n: 7 } }] } },
      ['objects', 'lists'],
    ],
    ['$all of nothing', { a: { $all: [] } }, []],
    ['a whole array', { a: ['Go', 'C#'] }, ['words']],
    ['an array inside an array', { a: [9] }, ['nested']],
    ['an object whole', { a: { value: 'Go', n: 1 } }, ['objects', 'object']],
    ['an object with its fields in another order', { a: { n: 1, value: 'Go' } }, []],
    [
      'of two objects the types of their first fields count',
      { a: { $gt: { value: 'Go', n: 5 } } },
      ['lists'],
    ],
    ['a place', { 'a.1': 5 }, ['numbers']],
    ['a place that holds an array', { 'a.0': [1, 5] }, ['nested']],
    ['a place inside a place', { 'a.0.1': 5 }, ['nested']],
    ['a place and a field', { 'a.1.value': 'C#' }, ['objects']],
    ['$size at a path into objects', { 'a.n': { $size: 2 } }, ['lists']],
    ['$mod of an element', { a: { $mod: [4, 1] } }, ['numbers']],
    ['a pattern meets texts', { a: /^G/ }, ['words', 'word']],
    [
      '$not of a pattern',
      { a: { $not: /^[GC]/ } },
      ['numbers', 'nested', 'objects', 'object', 'lists', 'date'],
    ],
    ['a number is no date', { a: { $gte: 0 } }, ['numbers']],
    ['a date is no number', { a: { $gte: new Date(0) } }, ['date']],
    ['$nor', { $nor: [{ a: 'Go' }, { a: { $gt: 0 } }, { a: { $exists: true } }] }, []],
  ]
  test.each(cases)('%s', (_title, condition, wanted) => {
    expect(meeting(documents, condition)).toEqual(wanted)
  })
})

describe('numbers and patterns', () => {
  const documents = {
    negative: { n: -7 },
    zero: { n: -0 },
    fraction: { n: 4.9 },
    large: { n: 2 ** 53 },
    nan: { n: NaN },
    infinite: { n: Infinity },
    han: { n: '𠮷野' },
    lines: { n: 'one\ntwo' },
  }
  const cases: [string, object, string[]][] = [
    ['$mod cuts fractions', { n: { $mod: [4, 0] } }, ['zero', 'fraction', 'large']],
    ['$mod keeps the sign', { n: { $mod: [4, -3] } }, ['negative']],
    ['zero is zero', { n: 0 }, ['zero']],
    ['NaN is NaN', { n: NaN }, ['nan']],
    ['NaN is not larger', { n: { $gte: -Infinity } }, ['negative', 'zero', 'fraction', 'large', 'infinite']],
    ['$gte NaN', { n: { $gte: NaN } }, ['nan']],
    ['$in with NaN', { n: { $in: [NaN, Infinity] } }, ['nan', 'infinite']],
    ['a character beyond the first plane is one', { n: /^.野$/ }, []],
    ['a pattern from the wire', { n: { $regex: '^.野$' } }, ['han']],
    ['options', { n: { $regex: '^TWO$', $options: 'im' } }, ['lines']],
    ['a pattern with options beside it', { n: { $regex: /one.two/, $options: 's' } }, ['lines']],
  ]
  test.each(cases)('%s', (_title, condition, wanted) => {
    expect(meeting(documents, condition)).toEqual(wanted)
  })
})

describe('refused at once', () => {
  const cases: [string, object, string][] = [
    ['an unknown operator', { a: { $near: [1, 2] } }, 'unsupported query operator: $near'],
    ['an unknown operator at the top', { $where: 'true' }, 'unsupported query operator: $where'],
    ['a schema', { $jsonSchema: { required: ['a'] } }, 'unsupported query operator: $jsonSchema'],
    [
      'one inside $elemMatch',
      { a: { $elemMatch: { b: { $type: 2 } } } },
      'unsupported query operator: $type',
    ],
    [
      'an expression inside $elemMatch',
      { a: { $elemMatch: { $expr: true } } },
      'unsupported query operator: $expr',
    ],
    ['operators beside fields', { a: { $gt: 1, b: 2 } }, 'side by side'],
    ['$in without an array', { a: { $in: 1 } }, '$in needs an array'],
    ['$in of operators', { a: { $in: [{ $gt: 1 }] } }, 'cannot nest $ under $in'],
    ['$all of operators', { a: { $all: [{ $gt: 1 }] } }, 'no $ expressions in $all'],
    ['$all without an array', { a: { $all: 1 } }, '$all needs an array'],
    ['$not of a value', { a: { $not: 1 } }, '$not needs'],
    ['$not of nothing', { a: { $not: {} } }, '$not needs'],
    ['$elemMatch of a value', { a: { $elemMatch: 1 } }, '$elemMatch needs an object'],
    ['$size below zero', { a: { $size: -1 } }, '$size needs'],
    ['$size of a fraction', { a: { $size: 1.5 } }, '$size needs'],
    ['$mod by zero', { a: { $mod: [0, 1] } }, 'divisor cannot be 0'],
    ['$mod of one number', { a: { $mod: [2] } }, '$mod needs'],
    ['$ne of a pattern', { a: { $ne: /x/ } }, 'with $regex only'],
    ['$gt of a pattern', { a: { $gt: /x/ } }, 'with $regex only'],
    ['options alone', { a: { $options: 'i' } }, '$options needs a $regex'],
    ['options twice', { a: { $regex: /x/i, $options: 'm' } }, '$regex needs one pattern'],
    ['an option that is not known', { a: { $regex: 'x', $options: 'x' } }, 'unsupported option'],
    ['a pattern that is none', { a: { $regex: '(' } }, 'not a pattern'],
    ['$and of nothing', { $and: [] }, '$and needs a list of conditions'],
    ['$or of an object', { $or: { a: 1 } }, '$or needs a list of conditions'],
    ['a list as a query', [], 'a query must be an object'],
  ]
  test.each(cases)('%s', (_title, condition, text) => {
    expect(() => compile(condition)).toThrow(text)
  })
})
