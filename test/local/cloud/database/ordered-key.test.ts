import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { orderedKey } from '../../../../local/cloud/database/ordered-key'

describe('keys sort as MongoDB sorts values', () => {
  const ascending: [string, unknown[]][] = [
    ['types', [undefined, null, -1, 'a', { a: 1 }, [1], false, true, new Date(0)]],
    ['numbers', [NaN, -Infinity, -1e300, -2, -1.5, -1e-9, 0, 1e-9, 1, 1.5, 10, 1e300, Infinity]],
    ['texts', ['', '\0', '\0a', '\u0001', 'A', 'a', 'a\0', 'a\0b', 'a!', 'aa', 'b', '张', '张三', '李']],
    ['beyond the basic plane', ['\uffee', '😀']],
    ['dates', [new Date(-1), new Date(0), new Date(1), new Date('2030-01-01')]],
    ['objects', [{}, { a: 1 }, { a: 1, b: 1 }, { a: 2 }, { b: 0 }]],
    ['arrays', [[], [1], [1, 2], [2], ['a']]],
  ]
  test.each(ascending)('%s', (_title, values) => {
    for (let index = 1; index < values.length; index++) {
      const [low, high] = [values[index - 1], values[index]]
      expect(Buffer.compare(orderedKey(low), orderedKey(high)), `${String(low)} < ${String(high)}`).toBe(-1)
      expect(Buffer.compare(orderedKey(low, -1), orderedKey(high, -1)), 'and descending').toBe(1)
    }
  })

  test('zero has no sign', () => expect(orderedKey(-0)).toEqual(orderedKey(0)))

  test('two fields compare as their pair does', () => {
    const pair = fc.tuple(fc.string(), fc.double({ noNaN: true }))
    const key = ([text, number]: [string, number]) =>
      Buffer.concat([orderedKey(text), orderedKey(number, -1)])
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const texts = Buffer.compare(Buffer.from(a[0]), Buffer.from(b[0]))
        expect(Buffer.compare(key(a), key(b))).toBe(texts !== 0 ? texts : Math.sign(b[1] - a[1]) + 0)
      }),
    )
  })
})
