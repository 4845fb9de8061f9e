import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { normaliseDocument } from '../../../miniprogram/domain/values/documents'
import { normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePhone } from '../../../miniprogram/domain/values/phones'
import { normalisePlate } from '../../../miniprogram/domain/values/plates'
import { readLine, searchForm } from '../../../miniprogram/domain/values/text'

/** Every row holds texts that people take for the same: however they come, they are read alike. */
const SAME_NAME = [
  ['Zhang San', 'ZHANG SAN', 'zhang  san', 'Ｚｈａｎｇ　Ｓａｎ', 'Zhang-San', 'Zhang’San'],
  ['张三', '张 三', '\u200b张三', '张三\u202c', '张\ufeff三', '张\u3000三'],
  ['买买提·吐尔逊', '买买提吐尔逊', '买买提•吐尔逊', '买买提・吐尔逊', '买买提.吐尔逊', '买买提 · 吐尔逊'],
  ['André', 'Andre\u0301', 'ANDRÉ', 'Andre'],
  ['金文', '⾦⽂', '\u2fa6\u2f42'],
]

describe('names are found by', () => {
  test.each(SAME_NAME)('%s as by %s', (...spellings) => {
    expect(new Set(spellings.map(searchForm)).size).toBe(1)
  })

  test.each([
    ['张三', '张叁'],
    ['André', 'Andrew'],
    ['李小明', '李明'],
  ])('%s not as %s', (one, other) => expect(searchForm(one)).not.toBe(searchForm(other)))
})

test.each([
  ['⾦⽂', '金文'],
  ['张\u202e三', '张三'],
  ['古丽米热•艾力', '古丽米热·艾力'],
  ['Andre\u0301', 'André'],
])('the name %j is %s', (typed, name) => expect(normaliseName(typed)).toBe(name))

test.each([
  ['+44 (0)20 7946 0018', '+442079460018'],
  ['+44 020 7946 0018', '+442079460018'],
  ['+86 (0)13655554466', '13655554466'],
  ['0086 136-5555-4466', '13655554466'],
  ['+39 06 698 12345', '+390669812345'],
  ['+49 (0) 1512 3456789', '+4915123456789'],
  ['+852 6123 4567', '+85261234567'],
  ['13655554466', '13655554466'],
])('the phone %j is %s', (typed, phone) => expect(normalisePhone(typed)).toBe(phone))

test.each([
  ['hkMacauPermit', 'H8765432100', 'H87654321'],
  ['hkMacauPermit', 'h87654321', 'H87654321'],
  ['hkMacauPermit', 'HA1234567', 'HA1234567'],
  ['taiwanPermit', '1234567801(B)', '12345678'],
  ['taiwanPermit', '12345678', '12345678'],
  ['mainlandId', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
] as const)('the %s %j is %s', (kind, typed, document) =>
  expect(normaliseDocument(kind, typed)).toBe(document),
)

test.each([
  ['桂C•35035', '桂C35035'],
  ['桂ｃ　３５０３５', '桂C35035'],
  ['\u200b桂C·35035\r\n', '桂C35035'],
])('the plate %j is %s', (typed, plate) => expect(normalisePlate(typed)).toBe(plate))

test.each([
  ['带\u202e路人\u202c', '带路人'],
  ['第一行\r\n第二行', '第一行 第二行'],
  ['  两  头 ', '两 头'],
])('free text %j is read as %s', (typed, line) => expect(readLine(typed)).toBe(line))

test('whatever is read is read the same again, and what has no shape changes nothing', () => {
  const unseen = fc.constantFrom('\u200b', '\u200e', '\u202a', '\u2066', '\ufeff', '\u00ad', '\ufe0f')
  const readers = [searchForm, normaliseName, normalisePhone, normalisePlate, readLine]
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 30 }), unseen, fc.nat(30), (text, mark, place) => {
      const marked = text.slice(0, place) + mark + text.slice(place)
      for (const read of readers) {
        expect(read(read(text))).toBe(read(text))
        expect(read(marked)).toBe(read(text))
      }
    }),
  )
})
