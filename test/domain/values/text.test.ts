import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  canonical,
  codePointsOf,
  collapseBlanks,
  dropBlanks,
  firstCharacter,
  lengthOf,
  readLine,
  searchForm,
  toHalfWidth,
  upperCaseLatin,
  wellFormed,
} from '../../../miniprogram/domain/values/text'

const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme' }))

test.each([
  ['Ａ１．ｚ～', 'A1.z~'],
  ['桂Ｃ　１２', '桂C 12'],
  ['，。“”', ',。“”'],
])('toHalfWidth %s → %s', (typed, expected) => expect(toHalfWidth(typed)).toBe(expected))

test.each([
  ['  a \t\r\n b\u3000\u00a0c ', 'a b c'],
  ['', ''],
  [' \n ', ''],
])('collapseBlanks %j → %j', (typed, expected) => expect(collapseBlanks(typed)).toBe(expected))

it('drops the direction marks that phones put around a copied number', () => {
  expect(dropBlanks('\u202d138 0013\u00a08000\u202c\u200b')).toBe('13800138000')
})

it('an accent whose blank is dropped is one letter with the one before it', () => {
  expect(dropBlanks('A˘')).toBe('Ă')
  expect(dropBlanks(dropBlanks('𝐀˘'))).toBe(dropBlanks('𝐀˘'))
})

it('upper-cases a–z and leaves every other letter alone', () => {
  expect(upperCaseLatin('abcxyzßıé桂')).toBe('ABCXYZßıé桂')
})

describe('what has no shape', () => {
  /** As Unicode says, and what looks empty though Unicode counts it among the symbols. */
  const shapeless = (point: number): boolean =>
    /[\p{Default_Ignorable_Code_Point}\p{Cf}\u2800\ufffc\u{1d159}]/u.test(String.fromCodePoint(point))
  /** Signs of Arabic, Syriac and Kaithi that stand over a number, and are seen. */
  const SEEN = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u
  const points = Array.from({ length: 0x10ffff }, (_, point) => point).filter(shapeless)
  const marks = points.map((point) => String.fromCodePoint(point)).filter((mark) => !SEEN.test(mark))

  it.each([
    ['readLine', readLine],
    ['canonical', canonical],
    ['searchForm', searchForm],
    ['dropBlanks', dropBlanks],
  ])('is dropped by %s wherever it stands: every one there is', (_, read) => {
    expect(marks.length).toBeGreaterThan(4000)
    expect(marks.filter((mark) => read(`张${mark}三${mark}`) !== '张三')).toEqual([])
  })

  it('never comes out of halves that stood apart', () => {
    expect(readLine('\udb40\u200b\ud834\ud834\udd73\udd73\udc41张')).toBe('张')
  })
})

describe('the one form', () => {
  const points = Array.from({ length: 0x10000 }, (_, point) => String.fromCharCode(point))

  it.each([
    ['a character', canonical],
    ['what is searched by', searchForm],
  ])('of %s stays as it is: every one there is', (_, read) => {
    expect(points.filter((one) => read(read(one)) !== read(one))).toEqual([])
  })

  it.each([
    ['⻢云', '马云'],
    ['⻩大勇', '黄大勇'],
    ['⾦⻰', '金龙'],
    ['李⻘', '李青'],
    ['⻓孙', '长孙'],
    ['⺟⻳', '母龟'],
    ['⺁⺂⻱⻲', '厂乛龜亀'],
  ])('of a radical is the character: %s', (pasted, name) => expect(canonical(pasted)).toBe(name))

  it('leaves no radical that stands for a character', () => {
    const radicals = points.slice(0x2e80, 0x2fd6).filter((radical) => /\p{So}/u.test(radical))
    // ⺀ is a repeated mark, no character.
    expect(radicals.filter((radical) => !/^\p{Unified_Ideograph}$/u.test(canonical(radical)))).toEqual(['⺀'])
  })

  it('of every dash there is the hyphen', () => {
    const dashes = points.filter((sign) => /\p{Pd}/u.test(sign))
    expect([...dashes, '─', '━', 'ー', 'ｰ', '⁃', '˗', '−'].filter((dash) => canonical(dash) !== '-')).toEqual(
      [],
    )
  })

  it.each(['<', '＜', '﹤'])('%s is a blank', (sign) => expect(canonical(`A${sign}B`)).toBe('A B'))
  it.each(["'", '’', '‛', 'ʻ', '′', '´', '`', '＇', '\u1fef', '\u1ffd'])('%s is an apostrophe', (sign) =>
    expect(canonical(`O${sign}Neil`)).toBe("O'Neil"),
  )
})

describe('length', () => {
  test.each([
    ['', 0],
    ['张三', 2],
    ['𠮷野', 2],
    ['😀', 1],
    ['\ud800', 1],
    ['\udc00\ud800', 2],
  ])('%j counts %i', (text, length) => expect(lengthOf(text)).toBe(length))

  it('agrees with the engine for every string', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(codePointsOf(text)).toHaveLength(Array.from(text).length)
      }),
    )
  })
})

it('takes the first character whole', () => {
  expect([firstCharacter('𠮷野'), firstCharacter('张三'), firstCharacter('')]).toEqual(['𠮷', '张', ''])
})

test.each([
  ['toHalfWidth', toHalfWidth],
  ['collapseBlanks', collapseBlanks],
  ['dropBlanks', dropBlanks],
  ['upperCaseLatin', upperCaseLatin],
])('%s applied twice gives the same again', (_name, apply) => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(apply(apply(text))).toBe(apply(text))
    }),
  )
})

test.each([
  ['桂C12345', '桂C12345'],
  ['😀', '😀'],
  ['a\ud83d', 'a\ufffd'],
  ['\ude00a', '\ufffda'],
])('%j is well-formed as %j, and can be encoded', (text, expected) => {
  expect(wellFormed(text)).toBe(expected)
  expect(() => encodeURIComponent(wellFormed(text))).not.toThrow()
})
