import { describe, expect, test } from 'vitest'
import { compileExpression } from '../../../../../local/cloud/database/aggregation/expression'

const at = new Date('2019-05-14T09:38:51.686Z')
const document = {
  n: 5,
  neg: -2.5,
  zero: 0,
  s: 'Apple',
  han: '张三𠮷abc',
  empty: '',
  yes: true,
  no: false,
  nul: null,
  list: [1, 2, 3],
  none: [],
  words: ['a', 'b'],
  mixed: [1, null, 'x', [2]],
  o: { a: 1, b: 'x' },
  items: [{ k: 1, v: { w: 1 } }, 'x', { k: 2 }, [{ k: 3 }]],
  at,
}

/** An expression's value for the document; `undefined` is a field that stays absent. */
const valueOf = (expression: unknown) => compileExpression(expression)({ root: document, variables: {} })

type Cases = [string, unknown, unknown][]

const check = (cases: Cases) =>
  test.each(cases)('%s', (_title, expression, wanted) => {
    expect(valueOf(expression)).toEqual(wanted)
  })

describe('fields and constants', () => {
  check([
    ['a field', '$n', 5],
    ['an absent field', '$gone', undefined],
    ['a path', '$o.a', 1],
    ['a path through a plain value', '$n.a', undefined],
    ['a path into an array', '$items.k', [1, 2]],
    ['a path into an array of what is absent', '$items.gone', []],
    ['a longer path into an array', '$items.v.w', [1]],
    ['a place is no field', '$list.0', []],
    ['the document', '$$ROOT.n', 5],
    ['a constant', 7, 7],
    ['a list, absent ones as null', ['$n', '$gone'], [5, null]],
    ['an object, absent ones left out', { a: '$n', b: '$gone', c: { d: '$s' } }, { a: 5, c: { d: 'Apple' } }],
    ['$literal', { $literal: '$n' }, '$n'],
    ['$$REMOVE', '$$REMOVE', undefined],
    ['$let', { $let: { vars: { a: '$n', b: 2 }, in: { $add: ['$$a', '$$b'] } } }, 7],
  ])
})

describe('arithmetic', () => {
  check([
    ['$abs', { $abs: '$neg' }, 2.5],
    ['$add', { $add: ['$n', 2, -1] }, 6],
    ['$add of nothing', { $add: [] }, 0],
    ['$add to a date', { $add: ['$at', 1000] }, new Date(at.getTime() + 1000)],
    ['$ceil', { $ceil: '$neg' }, -2],
    ['$divide', { $divide: [7, 2] }, 3.5],
    ['$exp', { $exp: 0 }, 1],
    ['$floor', { $floor: '$neg' }, -3],
    ['$ln', { $ln: Math.E }, 1],
    ['$log', { $log: [8, 2] }, 3],
    ['$log10', { $log10: 1000 }, 3],
    ['$mod', { $mod: [7, 3] }, 1],
    ['$mod keeps the sign', { $mod: [-7, 3] }, -1],
    ['$multiply', { $multiply: ['$n', 2, 3] }, 30],
    ['$multiply of nothing', { $multiply: [] }, 1],
    ['$pow', { $pow: [2, 10] }, 1024],
    ['$sqrt', { $sqrt: 25 }, 5],
    ['$subtract', { $subtract: ['$n', 7] }, -2],
    ['$subtract of dates', { $subtract: ['$at', new Date(at.getTime() - 5)] }, 5],
    ['$subtract from a date', { $subtract: ['$at', 686] }, new Date('2019-05-14T09:38:51.000Z')],
    ['$trunc', { $trunc: '$neg' }, -2],
  ])
  const one = ['$abs', '$ceil', '$exp', '$floor', '$ln', '$log10', '$sqrt', '$trunc']
  const two = ['$add', '$divide', '$log', '$mod', '$multiply', '$pow', '$subtract']
  const withAbsent = (operand: string): Cases => [
    ...one.map((name): Cases[number] => [`${name} of ${operand}`, { [name]: operand }, null]),
    ...two.map((name): Cases[number] => [`${name} with ${operand}`, { [name]: [2, operand] }, null]),
  ]
  check([...withAbsent('$nul'), ...withAbsent('$gone')])
})

describe('comparing, over all types', () => {
  check([
    ['$cmp', { $cmp: ['$n', 7] }, -1],
    ['$eq', { $eq: ['$n', 5] }, true],
    ['$eq of number and text', { $eq: [5, '5'] }, false],
    ['$eq of dates', { $eq: ['$at', new Date(at)] }, true],
    ['an absent field is not null', { $eq: ['$gone', null] }, false],
    ['$ne', { $ne: ['$gone', null] }, true],
    ['an absent field is below null', { $lt: ['$gone', null] }, true],
    ['null is below a number', { $lt: [null, '$neg'] }, true],
    ['an absent field is below a number', { $gte: ['$gone', 3] }, false],
    ['a number is below a text', { $gt: ['', 10] }, true],
    ['a text is below an object', { $lte: ['z', '$o'] }, true],
    ['an object is below an array', { $gt: ['$none', '$o'] }, true],
    ['an array is below a boolean', { $gt: [false, '$list'] }, true],
    ['a boolean is below a date', { $gt: ['$at', true] }, true],
    [
      'arrays element by element',
      {
        $gt: [
          [1, 3],
          [1, 2, 9],
        ],
      },
      true,
    ],
  ])
})

describe('conditions', () => {
  check([
    ['$and', { $and: ['$n', '$yes', '$empty'] }, true],
    ['$and with zero', { $and: ['$n', '$zero'] }, false],
    ['$and of nothing', { $and: [] }, true],
    ['$or', { $or: ['$no', '$nul', '$gone', '$none'] }, true],
    ['$or of what is false', { $or: ['$no', '$nul', '$gone', '$zero'] }, false],
    ['$or of nothing', { $or: [] }, false],
    ['$not', { $not: ['$gone'] }, true],
    ['$cond', { $cond: ['$yes', 1, 2] }, 1],
    ['$cond with names', { $cond: { if: '$gone', then: 1, else: '$n' } }, 5],
    ['$cond does not touch the other branch', { $cond: ['$zero', { $divide: [1, '$zero'] }, 0] }, 0],
    ['$ifNull', { $ifNull: ['$nul', 'x'] }, 'x'],
    ['$ifNull of an absent field', { $ifNull: ['$gone', 'x'] }, 'x'],
    ['$ifNull of false', { $ifNull: ['$no', 'x'] }, false],
    ['$ifNull by what is absent', { $ifNull: ['$nul', '$gone'] }, undefined],
    [
      '$switch',
      {
        $switch: {
          branches: [
            { case: '$no', then: 1 },
            { case: '$n', then: 2 },
          ],
        },
      },
      2,
    ],
    ['$switch by default', { $switch: { branches: [{ case: '$no', then: 1 }], default: 3 } }, 3],
  ])
})

describe('arrays', () => {
  check([
    ['$arrayElemAt', { $arrayElemAt: ['$list', 0] }, 1],
    ['$arrayElemAt from the end', { $arrayElemAt: ['$list', -1] }, 3],
    ['$arrayElemAt beyond the end', { $arrayElemAt: ['$list', 3] }, undefined],
    ['$arrayElemAt of null', { $arrayElemAt: ['$nul', 0] }, null],
    ['$concatArrays', { $concatArrays: ['$list', ['$n'], '$none'] }, [1, 2, 3, 5]],
    ['$concatArrays with an absent one', { $concatArrays: ['$list', '$gone'] }, null],
    ['$filter', { $filter: { input: '$list', as: 'each', cond: { $gt: ['$$each', 1] } } }, [2, 3]],
    ['$filter, unnamed', { $filter: { input: '$list', cond: { $eq: ['$$this', '$n'] } } }, []],
    ['$filter of an absent field', { $filter: { input: '$gone', cond: true } }, null],
    ['$in', { $in: [2, '$list'] }, true],
    ['$in knows null from absent', { $in: ['$gone', '$mixed'] }, false],
    ['$in of a nested array', { $in: [[2], '$mixed'] }, true],
    ['$indexOfArray', { $indexOfArray: ['$list', 3] }, 2],
    ['$indexOfArray, not found', { $indexOfArray: ['$list', '3'] }, -1],
    ['$indexOfArray from a place', { $indexOfArray: ['$list', 1, 1] }, -1],
    ['$indexOfArray up to a place', { $indexOfArray: ['$list', 3, 0, 2] }, -1],
    ['$indexOfArray of an absent field', { $indexOfArray: ['$gone', 1] }, null],
    ['$isArray', { $isArray: '$list' }, true],
    ['$isArray of a list', { $isArray: [['$n']] }, true],
    ['$isArray of an absent field', { $isArray: '$gone' }, false],
    ['$map', { $map: { input: '$list', as: 'x', in: { $multiply: ['$$x', '$n'] } } }, [5, 10, 15]],
    ['$map to what is absent', { $map: { input: '$list', in: '$gone' } }, [null, null, null]],
    ['$map of null', { $map: { input: '$nul', in: 1 } }, null],
    ['$range', { $range: [0, 5, 2] }, [0, 2, 4]],
    ['$range downwards', { $range: [3, 0, -1] }, [3, 2, 1]],
    ['$range the wrong way', { $range: [3, 0] }, []],
    [
      '$reduce',
      { $reduce: { input: '$words', initialValue: '', in: { $concat: ['$$value', '$$this'] } } },
      'ab',
    ],
    ['$reduce of an absent field', { $reduce: { input: '$gone', initialValue: 0, in: '$$this' } }, null],
    ['$reverseArray', { $reverseArray: '$list' }, [3, 2, 1]],
    ['$reverseArray of null', { $reverseArray: '$nul' }, null],
    ['$size', { $size: '$list' }, 3],
    ['$slice', { $slice: ['$list', 2] }, [1, 2]],
    ['$slice from the end', { $slice: ['$list', -2] }, [2, 3]],
    ['$slice from a place', { $slice: ['$list', 1, 5] }, [2, 3]],
    ['$slice from beyond the beginning', { $slice: ['$list', -5, 2] }, [1, 2]],
    ['$slice of null', { $slice: ['$nul', 1] }, null],
    [
      '$zip',
      { $zip: { inputs: ['$list', '$words'] } },
      [
        [1, 'a'],
        [2, 'b'],
      ],
    ],
    [
      '$zip the longest',
      { $zip: { inputs: ['$list', '$words'], useLongestLength: true } },
      [
        [1, 'a'],
        [2, 'b'],
        [3, null],
      ],
    ],
    [
      '$zip with defaults',
      { $zip: { inputs: ['$words', '$list'], useLongestLength: true, defaults: ['z', 0] } },
      [
        ['a', 1],
        ['b', 2],
        ['z', 3],
      ],
    ],
    ['$zip with an absent one', { $zip: { inputs: ['$list', '$gone'] } }, null],
  ])
})

describe('sets', () => {
  check([
    ['$allElementsTrue', { $allElementsTrue: ['$list'] }, true],
    ['$allElementsTrue with null', { $allElementsTrue: ['$mixed'] }, false],
    ['$allElementsTrue of none', { $allElementsTrue: ['$none'] }, true],
    ['$anyElementTrue', { $anyElementTrue: ['$mixed'] }, true],
    ['$anyElementTrue of none', { $anyElementTrue: ['$none'] }, false],
    ['$setDifference', { $setDifference: [[1, 2, 2, 4], '$list'] }, [4]],
    ['$setDifference of null', { $setDifference: ['$nul', '$list'] }, null],
    ['$setEquals', { $setEquals: ['$list', [3, 2, 1, 1]] }, true],
    ['$setEquals of nested arrays', { $setEquals: ['$list', [[1, 2, 3]]] }, false],
    ['$setIntersection', { $setIntersection: ['$list', [2, 3, 9], [3, 2]] }, [2, 3]],
    ['$setIntersection with an absent one', { $setIntersection: ['$list', '$gone'] }, null],
    ['$setIsSubset', { $setIsSubset: [[2, 2], '$list'] }, true],
    ['$setIsSubset of none', { $setIsSubset: ['$none', '$list'] }, true],
    ['$setUnion', { $setUnion: ['$list', [3, 4]] }, [1, 2, 3, 4]],
    ['$setUnion with null', { $setUnion: ['$list', '$nul'] }, null],
  ])
})

describe('objects', () => {
  check([
    [
      '$arrayToObject of pairs',
      {
        $arrayToObject: {
          $literal: [
            ['a', 1],
            ['b', null],
          ],
        },
      },
      { a: 1, b: null },
    ],
    ['$arrayToObject of keys and values', { $arrayToObject: { $literal: [{ k: 'a', v: 1 }] } }, { a: 1 }],
    ['$arrayToObject of null', { $arrayToObject: '$nul' }, null],
    ['$mergeObjects', { $mergeObjects: ['$o', null, { b: 2 }, '$gone'] }, { a: 1, b: 2 }],
    ['$mergeObjects of an array', { $mergeObjects: [[{ a: 1 }, { c: 2 }]] }, { a: 1, c: 2 }],
    [
      '$objectToArray',
      { $objectToArray: '$o' },
      [
        { k: 'a', v: 1 },
        { k: 'b', v: 'x' },
      ],
    ],
    ['$objectToArray of an absent field', { $objectToArray: '$gone' }, null],
  ])
})

describe('texts', () => {
  check([
    ['$concat', { $concat: ['$s', '-', '$han'] }, 'Apple-张三𠮷abc'],
    ['$concat with null', { $concat: ['$s', '$nul'] }, null],
    ['$concat of nothing', { $concat: [] }, ''],
    ['$indexOfBytes', { $indexOfBytes: ['$han', 'abc'] }, 10],
    ['$indexOfCP', { $indexOfCP: ['$han', 'abc'] }, 3],
    ['$indexOfCP from a place', { $indexOfCP: ['abcabc', 'a', 1] }, 3],
    ['$indexOfCP up to a place', { $indexOfCP: ['abcabc', 'abc', 1, 5] }, -1],
    ['$indexOfCP, not found', { $indexOfCP: ['$han', 'x'] }, -1],
    ['$indexOfCP of an absent field', { $indexOfCP: ['$gone', 'x'] }, null],
    ['$split', { $split: ['a-b-', '-'] }, ['a', 'b', '']],
    ['$split of null', { $split: ['$nul', '-'] }, null],
    ['$strLenBytes', { $strLenBytes: '$han' }, 13],
    ['$strLenCP', { $strLenCP: '$han' }, 6],
    ['$strcasecmp', { $strcasecmp: ['$s', 'aPPLE'] }, 0],
    ['$strcasecmp of an absent field', { $strcasecmp: ['$gone', 'a'] }, -1],
    ['$substr', { $substr: ['$s', 1, 3] }, 'ppl'],
    ['$substr to the end', { $substr: ['$s', 3, -1] }, 'le'],
    ['$substr of null', { $substr: ['$nul', 0, 3] }, ''],
    ['$substr of a number', { $substr: [12.5, 0, 2] }, '12'],
    ['$substrBytes of whole characters', { $substrBytes: ['$han', 3, 7] }, '三𠮷'],
    ['$substrCP', { $substrCP: ['$han', 1, 2] }, '三𠮷'],
    ['$substrCP beyond the end', { $substrCP: ['$s', 9, 2] }, ''],
    ['$toLower', { $toLower: 'ÀB' }, 'Àb'],
    ['$toUpper', { $toUpper: 'éa' }, 'éA'],
    ['$toUpper of an absent field', { $toUpper: '$gone' }, ''],
    ['$toUpper of a date', { $toUpper: '$at' }, '2019-05-14T09:38:51.686Z'],
  ])
})

describe('accumulators in an expression', () => {
  check([
    ['$sum', { $sum: ['$n', '$neg', '$s', '$nul'] }, 2.5],
    ['$sum of an array', { $sum: '$list' }, 6],
    ['$sum of arrays', { $sum: ['$list', 1] }, 1],
    ['$sum of an absent field', { $sum: '$gone' }, 0],
    ['$avg', { $avg: '$mixed' }, 1],
    ['$avg of no number', { $avg: '$words' }, null],
    ['$min', { $min: '$mixed' }, 1],
    ['$min of what is absent', { $min: ['$gone', '$nul'] }, null],
    ['$max', { $max: ['$n', '$s'] }, 'Apple'],
    ['$stdDevPop', { $stdDevPop: [2, 4, 4, 4, 5, 5, 7, 9] }, 2],
    ['$stdDevPop of one', { $stdDevPop: '$n' }, 0],
    ['$stdDevPop of none', { $stdDevPop: '$words' }, null],
    ['$stdDevSamp', { $stdDevSamp: [1, 3] }, Math.SQRT2],
    ['$stdDevSamp of one', { $stdDevSamp: '$n' }, null],
  ])
})

describe('refused', () => {
  const cases: [string, unknown, string][] = [
    ['an unknown operator', { $toInt: '1' }, 'unsupported expression operator: $toInt'],
    ['an operator of later versions', { $dateAdd: {} }, 'unsupported expression operator: $dateAdd'],
    ['text search', { $meta: 'textScore' }, 'unsupported expression operator: $meta'],
    ['code', { $function: {} }, 'unsupported expression operator: $function'],
    ['a group’s accumulator', { $push: '$n' }, 'unsupported expression operator: $push'],
    ['two operators', { $abs: 1, $ceil: 1 }, '$abs and $ceil in one expression'],
    ['an unknown variable', '$$gone', 'Use of undefined variable: gone'],
    [
      'a variable outside of its expression',
      { $add: [{ $let: { vars: { a: 1 }, in: '$$a' } }, '$$a'] },
      'undefined variable: a',
    ],
    ['no path', '$', 'not a path'],
    ['a path with an empty part', '$a..b', 'not a path'],
    ['a path as a name', { 'a.b': 1 }, 'not a name'],
    ['too many arguments', { $subtract: [1, 2, 3] }, 'takes 2 arguments. 3 were passed in.'],
    ['too few arguments', { $eq: [1] }, 'takes 2 arguments. 1 were passed in.'],
    [
      'an unknown argument',
      { $filter: { input: [], cond: 1, limit: 1 } },
      'unsupported argument of $filter: limit',
    ],
    ['a missing argument', { $map: { input: [] } }, "Missing 'in' parameter to $map"],
    ['a text as a number', { $abs: '$s' }, '$abs needs a number, not string'],
    ['a boolean as a number', { $add: [1, '$yes'] }, '$add needs a number, not boolean'],
    ['two dates', { $add: ['$at', '$at'] }, 'only one date'],
    ['a date from a number', { $subtract: [1, '$at'] }, 'not date'],
    ['division by zero', { $divide: [1, '$zero'] }, 'by zero'],
    ['remainder by zero', { $mod: [1, 0] }, 'by zero'],
    ['a root of what is negative', { $sqrt: -1 }, 'greater than or equal to 0'],
    ['a logarithm of zero', { $ln: 0 }, 'positive number'],
    ['a logarithm by one', { $log: [8, 1] }, 'not equal to 1'],
    ['zero to a negative power', { $pow: [0, -1] }, '$pow'],
    ['a place that is no whole number', { $arrayElemAt: ['$list', 0.5] }, 'a whole number'],
    ['an element of a text', { $arrayElemAt: ['$s', 0] }, 'an array, not string'],
    ['the size of null', { $size: '$nul' }, 'an array, not null'],
    ['the size of an absent field', { $size: '$gone' }, 'an array, not missing'],
    ['looked for in null', { $in: [1, '$nul'] }, 'an array, not null'],
    ['a negative place', { $indexOfArray: ['$list', 1, -1] }, 'nonnegative'],
    ['steps of zero', { $range: [0, 1, 0] }, 'non-zero step'],
    ['a slice of zero', { $slice: ['$list', 0, 0] }, 'must be positive'],
    ['defaults for the shortest', { $zip: { inputs: ['$list'], defaults: [1] } }, '$zip needs'],
    ['a set that is none', { $setUnion: ['$list', '$n'] }, 'an array, not number'],
    ['a subset of null', { $setIsSubset: ['$list', '$nul'] }, 'an array, not null'],
    ['equal sets of null', { $setEquals: ['$list', '$nul'] }, 'an array, not null'],
    ['all elements of null', { $allElementsTrue: ['$nul'] }, 'an array, not null'],
    ['merged numbers', { $mergeObjects: ['$o', 1] }, 'an object, not number'],
    ['pairs of three', { $arrayToObject: { $literal: [['a', 1, 2]] } }, 'pairs of a key and a value'],
    ['joined numbers', { $concat: ['$s', '$n'] }, 'a text, not number'],
    ['split by nothing', { $split: ['a', ''] }, 'non-empty separator'],
    ['the length of null', { $strLenCP: '$nul' }, 'a text, not null'],
    ['half a character', { $substr: ['$han', 1, 2] }, 'cuts a character'],
    ['a text from before its beginning', { $substrBytes: ['$s', -1, 2] }, 'non-negative'],
    ['a negative number of characters', { $substrCP: ['$s', 0, -1] }, 'not negative'],
    ['a boolean as a text', { $toUpper: '$yes' }, "can't convert from boolean"],
    ['no branch', { $switch: { branches: [{ case: '$no', then: 1 }] } }, 'could not find a matching branch'],
    ['no branches', { $switch: { branches: [] } }, 'at least one branch'],
    ['three values to choose from', { $ifNull: ['$nul', '$gone', 1] }, '$ifNull takes'],
  ]
  test.each(cases)('%s', (_title, expression, text) => {
    expect(() => valueOf(expression)).toThrow(text)
  })
})
