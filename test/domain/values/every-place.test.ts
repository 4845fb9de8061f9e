import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { searchTerm, termsOf } from '../../../cloudfunctions/platform/search-terms'
import { searchKeyOf } from '../../../cloudfunctions/usecases/visit/search-keys'
import { knownByDocument, knownByTail } from '../../../cloudfunctions/usecases/visit/identity-hashes'
import { readCodeText } from '../../../miniprogram/domain/gate/credential'
import { platesRead } from '../../../miniprogram/domain/gate/readers'
import { normaliseDocument } from '../../../miniprogram/domain/values/documents'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { checkPhone, normalisePhone } from '../../../miniprogram/domain/values/phones'
import { checkPlate, normalisePlate } from '../../../miniprogram/domain/values/plates'
import { searchForm } from '../../../miniprogram/domain/values/text'

/**
 * What people type is read one way everywhere (spec 2, What people type): every member of a kind comes out equal in every
 * place. A place is a function from the text to what it is found by there.
 */
type Place = (text: string) => unknown

beforeAll(() => {
  process.env.CAMPUS_LOOKUP_KEY = Buffer.from(Array.from({ length: 32 }, (_, index) => index)).toString(
    'base64',
  )
})

const NAME_PLACES: Readonly<Record<string, Place>> = {
  'the form': (text) => [checkName(normaliseName(text)), searchForm(normaliseName(text))],
  'the host search': searchTerm,
  'the approver’s search': searchKeyOf,
  'the guard’s look-up': (text) => knownByTail('123456', text),
  'the form, looked up by the guard': (text) => knownByTail('123456', normaliseName(text)),
  'the directory': (text) => termsOf([{ name: normaliseName(text), syllables: [] }]).sort(),
}

/** Each row is one name, however it is typed; the form accepts all of it. */
const NAMES = [
  ['张三', '张 三', '\u200b张三', '张三\u202c', '张\ufeff三', '张\u3000三', ' 张三\r\n'],
  [
    ...[
      '买买提·吐尔逊',
      '买买提•吐尔逊',
      '买买提・吐尔逊',
      '买买提.吐尔逊',
      '买买提。吐尔逊',
      '买买提．吐尔逊',
    ],
    ...['买买提 · 吐尔逊', '买买提●吐尔逊', '买买提_吐尔逊', '买买提⸱吐尔逊', '买买提吐尔逊'],
  ],
  [
    'Zhang San',
    'ZHANG SAN',
    'zhang  san',
    'Ｚｈａｎｇ　Ｓａｎ',
    'Zhang-San',
    'Zhang—San',
    'Zhang−San',
    'ZHANG<<SAN<<<',
  ],
  ['O’Neill', "O'Neill", 'O‘Neill', 'O´Neill', 'OʼNeill', 'O`Neill', 'ONEILL'],
  ['André', 'Andre\u0301', 'ANDRÉ', 'Andre', 'andre'],
  ['Søren Łuk', 'Soren Luk', 'SØREN ŁUK'],
  ['金文', '⾦⽂', '\u2fa6\u2f42'],
]

const PLATE_PLACES: Readonly<Record<string, Place>> = {
  'the form': (text) => [checkPlate(normalisePlate(text)), normalisePlate(text)],
  'the plate camera': (text) => platesRead(text)[0],
  'the approver’s search': searchKeyOf,
}
const PLATES = [
  [
    '桂C35035',
    '桂C·35035',
    '桂C•35035',
    '桂ｃ　３５０３５',
    '桂c-35035',
    '桂C−35035',
    '\u200b桂C35035\r\n',
    '桂C.35035',
  ],
  ['粤B12345A', '粤b12345a', '粤B·12345A'],
]

const DOCUMENT_PLACES: Readonly<Record<string, Place>> = {
  'the form': (text) => normaliseDocument('mainlandId', text),
  'the ID reader': (text) => knownByDocument('mainlandId', normaliseDocument('mainlandId', text)),
  'the guard’s look-up': (text) => knownByTail(text, '张三'),
  'the guard’s look-up by the last six': (text) =>
    knownByTail(normaliseDocument('mainlandId', text).slice(-6), '张三'),
}
const DOCUMENTS = [
  [
    '11010519491231002X',
    '11010519491231002x',
    '１１０１０５１９４９１２３１００２Ｘ',
    '110105 19491231 002X',
    '110105-19491231-002X',
    '11010519491231002X<<',
    '\u202a11010519491231002X\r\n',
  ],
]

const PHONE_PLACES: Readonly<Record<string, Place>> = {
  'the form': (text) => [checkPhone(normalisePhone(text), 'mainland'), normalisePhone(text)],
}
const PHONES = [
  [
    '13655554466',
    '136 5555 4466',
    '136-5555-4466',
    '１３６５５５５４４６６',
    '+86 13655554466',
    '+86 (0)13655554466',
    '0086 136−5555—4466',
    '\u202d13655554466\u202c',
  ],
]

const CODE_PLACES: Readonly<Record<string, Place>> = { 'the QR head': readCodeText }
const CODES = [
  [
    'ABCD2345',
    'abcd2345',
    'ABCD 2345',
    'abcd-2345',
    'ＡＢＣＤ２３４５',
    'ABCD2345\r\n',
    '\u200bABCD2345',
    ']Q1ABCD2345',
  ],
]

describe.each([
  ['name', NAMES, NAME_PLACES],
  ['plate', PLATES, PLATE_PLACES],
  ['document', DOCUMENTS, DOCUMENT_PLACES],
  ['phone', PHONES, PHONE_PLACES],
  ['code', CODES, CODE_PLACES],
] as const)('one %s', (_, rows, places) => {
  describe.each(Object.entries(places))('in %s', (_place, read) => {
    test.each(rows.map((row) => [row[0] ?? '', row] as const))('%s, however it comes', (first, spellings) => {
      for (const spelling of spellings) expect(read(spelling), JSON.stringify(spelling)).toEqual(read(first))
    })
  })
})

/** What keyboards, PDFs, chats and readers add to a text without meaning anything by it. */
const noise = fc.constantFrom('\u200b', '\u200e', '\u202a', '\u202c', '\u2066', '\ufeff', '\u00ad', '\ufe0f')
const dash = fc.constantFrom('-', '‐', '‑', '‒', '–', '—', '―', '−', '－', ' ', '\u3000', '\u00a0')
const dot = fc.constantFrom('·', '•', '・', '･', '‧', '∙', '⋅', '᛫', 'ꞏ', '●', '⸱', '。', '｡', '．')
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))
const style = fc.constantFrom<(text: string) => string>(
  (text) => text,
  (text) => text.toLowerCase(),
  (text) => text.toUpperCase(),
  fullWidth,
  (text) => text.normalize('NFD'),
)
const noisy = (text: string): fc.Arbitrary<string> =>
  fc
    .tuple(style, fc.array(fc.tuple(noise, fc.nat(text.length)), { maxLength: 4 }))
    .map(([styled, marks]) =>
      marks.reduce(
        (before, [mark, place]) => before.slice(0, place) + mark + before.slice(place),
        styled(text),
      ),
    )
const made = (parts: readonly string[], between: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  between.chain((mark) => noisy(parts.join(mark)))

test.each<[string, fc.Arbitrary<string>, string, Readonly<Record<string, Place>>]>([
  ['Chinese name of two parts', made(['买买提', '吐尔逊'], dot), '买买提·吐尔逊', NAME_PLACES],
  ['Latin name of two parts', made(['Zoé', 'Müller'], dash), 'Zoé Müller', NAME_PLACES],
  ['plate', made(['桂C', '35035'], fc.oneof(dash, dot)), '桂C35035', PLATE_PLACES],
  ['document', made(['110105', '19491231', '002X'], dash), '11010519491231002X', DOCUMENT_PLACES],
  ['phone', made(['136', '5555', '4466'], dash), '13655554466', PHONE_PLACES],
])('any member of a %s comes out equal in every place', (_, members, plain, places) => {
  for (const [place, read] of Object.entries(places)) {
    const right = read(plain)
    fc.assert(
      fc.property(members, (text) => {
        expect(read(text), `${place} ${JSON.stringify(text)}`).toEqual(right)
      }),
    )
  }
})
