import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { searchForm } from '../../../miniprogram/domain/values/text'

describe('one spelling', () => {
  test.each([
    ['  张三 ', '张三'],
    ['张　三', '张 三'],
    ['Ａnna　Ｌi', 'Anna Li'],
    ['Anna   Maria\tRossi', 'Anna Maria Rossi'],
    ['买买提•吐尔逊', '买买提·吐尔逊'],
    ['买买提・吐尔逊', '买买提·吐尔逊'],
    ['买买提･吐尔逊', '买买提·吐尔逊'],
    ['买买提 · 吐尔逊', '买买提·吐尔逊'],
    ['买买提．吐尔逊', '买买提·吐尔逊'],
    ["O'Brien", 'OBrien'],
    ['O’Brien', 'OBrien'],
    ['Jean-Pierre Léa', 'Jean Pierre Léa'],
    ['\u200b张三\u202c', '张三'],
    ['买买提.吐尔逊', '买买提·吐尔逊'],
    ['买买提_吐尔逊', '买买提·吐尔逊'],
    ["a'\u0308", 'ä'],
    ...[...'◦∘ᐧ⸳⦁˙丶、﹑‣○ㆍ'].map((dot) => [`买买提${dot}吐尔逊`, '买买提·吐尔逊']),
    ['J. R. Smith', 'J R Smith'],
    ['J.R. Smith', 'J R Smith'],
    ['J.Smith', 'J Smith'],
    ['St. John', 'St John'],
    ['Mr Smith Jr.', 'Mr Smith Jr'],
    ['Smith, Jr.', 'Smith Jr'],
    ['ZHANG, SAN', 'ZHANG SAN'],
    ['ZHANG，SAN', 'ZHANG SAN'],
    ['Müller,Zoe\u0308', 'Müller Zoë'],
    ['Jean - Pierre', 'Jean Pierre'],
    ['D’ Angelo', 'D Angelo'],
    ['ʻAkahi', 'Akahi'],
  ])('%j → %j, and it is accepted', (typed, expected) => {
    expect(normaliseName(typed)).toBe(expected)
    expect(checkName(expected)).toBeNull()
  })
})

describe('a mark in a name', () => {
  test.each([
    '张.Smith',
    'Smith_张',
    '张三.',
    '.张三',
    '张,三',
    '.Smith',
    '-Smith',
    'Smith-',
    "张'三",
    '张-三',
  ])('is none unless it stands between Chinese characters or behind Latin letters: %s', (name) => {
    expect(normaliseName(name)).toBe(name)
    expect(checkName(name)).toBe('character')
  })
  test.each(['J. R. Smith', 'ZHANG, SAN', 'Smith, Jr.', 'Jean - Pierre', 'D’ Angelo', 'ʻAkahi'])(
    'finds the name that the form kept: %s',
    (typed) => expect(searchForm(typed)).toBe(searchForm(normaliseName(typed))),
  )
})

describe('the letters of a name, at the ends of their ranges', () => {
  const after = (point: number): string => `王${String.fromCodePoint(point)}`
  const RANGES: [what: string, first: number, last: number][] = [
    ['Chinese', 0x4e00, 0x9fff],
    ['Chinese, extension A', 0x3400, 0x4dbf],
    ['Chinese, for compatibility', 0xf900, 0xfaff],
    ['Chinese, planes 2 and 3', 0x20000, 0x3fffd],
    ['Latin capitals', 0x41, 0x5a],
    ['Latin small', 0x61, 0x7a],
    ['Latin with accents', 0xc0, 0x24f],
    ['Latin, Vietnamese', 0x1e00, 0x1eff],
    ['accents of their own', 0x300, 0x36f],
  ]
  test.each(RANGES)('%s', (_, first, last) => {
    for (const point of [first, last]) expect(checkName(after(point))).toBeNull()
    for (const point of [first - 1, last + 1]) {
      const isInAnother = RANGES.some(([, from, until]) => from <= point && point <= until)
      if (!isInAnother) expect(checkName(after(point))).toBe('character')
    }
  })
  test.each(['×', '÷'])('%s stands among the letters and is none', (sign) =>
    expect(checkName(`a${sign}b`)).toBe('character'),
  )
})

describe('accepted', () => {
  test.each([
    ['one character', '张'],
    ['one rare character', '𠮷'],
    ['one letter', 'A'],
    ['two characters', '张三'],
    ['fifty characters', '张'.repeat(50)],
    ['rare, extension A', '㛃㛃'],
    ['rare, extension B', '𠮷野'],
    ['rare, after extension H', '王\u{32000}'],
    ['zero as a character', '王〇'],
    ['fifty rare characters', '𠮷'.repeat(50)],
    ['Latin', 'Li Na'],
    ['accents', 'Zoë Müller Ñandú'],
    ['accents sent apart', 'Zoe\u0308 Li'],
    ['Vietnamese', 'Nguyễn Thị Ánh'],
    ['four parts', '阿卜杜拉·买买提·吐尔逊·艾山'],
    ['mixed', '李Anna'],
  ])('%s: %s', (_why, name) => expect(checkName(name)).toBeNull())
})

describe('refused', () => {
  test.each([
    ['', 'length'],
    ['张'.repeat(51), 'length'],
    ['张'.repeat(1_000_000), 'length'],
    ['张3', 'character'],
    ['张三😀', 'character'],
    ['张三!', 'character'],
    ['<b>张三</b>', 'character'],
    ['张\n三', 'character'],
    ['张  三', 'character'],
    ['张··三', 'character'],
    ['·张三', 'character'],
    ['·', 'character'],
    ['张三·', 'character'],
    [' 张三', 'character'],
    ['··', 'character'],
    ['\u0308张', 'character'],
    ['张三\ud840', 'character'],
    ['Иван', 'character'],
    ['かな', 'character'],
    ['a×b', 'character'],
    ["'张三", 'character'],
  ])('%j: %s', (name, fieldError) => expect(checkName(name.slice(0, 1_000_001))).toBe(fieldError))
})

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom(...".,'-·_ a张"), maxLength: 8 }),
  fc.string({ unit: fc.constantFrom(..."张𠮷aÉ·•・.．'’-– \u3000\u200b\u0308３😀"), maxLength: 12 }),
)

it('gives the same again when applied twice, and never throws', () => {
  fc.assert(
    fc.property(anyText, (typed) => {
      const name = normaliseName(typed)
      expect(normaliseName(name)).toBe(name)
      checkName(name)
    }),
    { numRuns: 500 },
  )
})

it('accepts every name of letters joined by single separators', () => {
  const part = fc.string({ unit: fc.constantFrom(...'张欧阳㛃𠮷abZé'), minLength: 1, maxLength: 8 })
  const parts = fc.array(part, { minLength: 2, maxLength: 5 })
  fc.assert(
    fc.property(parts, fc.constantFrom('·', ' '), (each, separator) => {
      expect(checkName(each.join(separator))).toBeNull()
    }),
  )
})
