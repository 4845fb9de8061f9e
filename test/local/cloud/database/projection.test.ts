import { describe, expect, test } from 'vitest'
import { compileProjection } from '../../../../local/cloud/database/projection'

const document = {
  _id: 'x',
  n: 5,
  o: { p: 1, q: { r: 2, s: 3 } },
  tags: ['Go', 'C#', 'Java'],
  items: [{ k: 1, v: 'one' }, 'Go', { k: 2, v: 'two' }, [{ k: 3 }]],
  nothing: null,
}

const cases: [string, object, object][] = [
  ['a field, and the id by itself', { n: 1 }, { _id: 'x', n: 5 }],
  ['without the id', { _id: 0, n: 1 }, { n: 5 }],
  ['only the id', { _id: 1 }, { _id: 'x' }],
  ['all but one', { o: 0, items: false, tags: 0 }, { _id: 'x', n: 5, nothing: null }],
  ['all but the id', { _id: 0, o: 0, items: 0, tags: 0 }, { n: 5, nothing: null }],
  ['a field that is not there', { gone: 1 }, { _id: 'x' }],
  ['null is a value', { _id: 0, nothing: true }, { nothing: null }],
  ['a path', { _id: 0, 'o.q.r': 1 }, { o: { q: { r: 2 } } }],
  ['two paths', { _id: 0, 'o.q.r': 1, 'o.p': 1 }, { o: { p: 1, q: { r: 2 } } }],
  ['a path through a plain value', { _id: 0, 'n.x': 1 }, {}],
  ['a path into an array', { _id: 0, 'items.k': 1 }, { items: [{ k: 1 }, { k: 2 }, [{ k: 3 }]] }],
  [
    'all but a path',
    { 'o.q': 0, 'items.v': 0, tags: 0 },
    { _id: 'x', n: 5, o: { p: 1 }, items: [{ k: 1 }, 'Go', { k: 2 }, [{ k: 3 }]], nothing: null },
  ],
  ['the first elements', { _id: 0, n: 1, tags: { $slice: 2 } }, { n: 5, tags: ['Go', 'C#'] }],
  ['the last element', { _id: 0, n: 1, tags: { $slice: -1 } }, { n: 5, tags: ['Java'] }],
  ['some after a place', { _id: 0, n: 1, tags: { $slice: [1, 1] } }, { n: 5, tags: ['C#'] }],
  ['some from the end', { _id: 0, n: 1, tags: { $slice: [-2, 1] } }, { n: 5, tags: ['C#'] }],
  ['a slice of what is no array', { _id: 0, n: { $slice: 1 }, o: 1 }, { n: 5, o: document.o }],
  [
    'a slice alone keeps the rest',
    { tags: { $slice: 1 }, items: 0 },
    { ...document, tags: ['Go'], items: undefined },
  ],
  [
    'the first matching object, not the plain element',
    { _id: 0, items: { $elemMatch: { k: { $gt: 1 } } } },
    { items: [{ k: 2, v: 'two' }] },
  ],
  ['no object has the value of a plain element', { _id: 0, items: { $elemMatch: { v: 'Go' } } }, {}],
  ['the first matching plain element', { _id: 0, tags: { $elemMatch: { $regex: 'a' } } }, { tags: ['Java'] }],
  ['elements of what is no array', { n: { $elemMatch: { $gt: 1 } } }, { _id: 'x' }],
]
test.each(cases)('%s', (_title, projection, wanted) => {
  expect(compileProjection(projection as never)(document)).toEqual(wanted)
})

describe('refused', () => {
  const refusals: [string, object, string][] = [
    ['fields asked for and left out', { n: 1, o: 0 }, 'mix of inclusion and exclusion'],
    [
      'an array’s elements asked for, a field left out',
      { tags: { $elemMatch: { $eq: 1 } }, o: 0 },
      'mix of inclusion',
    ],
    ['a path and what it lies in', { o: 1, 'o.p': 1 }, 'Path collision'],
    ['a path after what it lies in', { 'o.p': 1, o: 1 }, 'Path collision'],
    ['a text', { n: 'm' }, 'unsupported projection of n'],
    ['an operator that is not known', { n: { $meta: 'textScore' } }, 'unsupported projection of n'],
    ['a slice of nothing', { tags: { $slice: [1, 0] } }, '$slice needs'],
    ['a slice by a text', { tags: { $slice: 'x' } }, '$slice needs'],
    ['elements at a path', { 'o.p': { $elemMatch: { $eq: 1 } } }, 'nested field'],
  ]
  test.each(refusals)('%s', (_title, projection, text) => {
    expect(() => compileProjection(projection as never)).toThrow(text)
  })
})
