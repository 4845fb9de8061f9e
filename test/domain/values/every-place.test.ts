import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { searchTerm, termsOf } from '../../../cloudfunctions/platform/search-terms'
import type { Visit } from '../../../cloudfunctions/stores/visits'
import { recordKeysOf, searchKeyOf, withKeys } from '../../../cloudfunctions/usecases/visit/search-keys'
import {
  documentHash,
  knownByDocument,
  knownByTail,
  phoneHash,
  tailHashes,
} from '../../../cloudfunctions/usecases/visit/identity-hashes'
import { normaliseSubject } from '../../../miniprogram/domain/blacklist/blacklist'
import { tailsFit } from '../../../miniprogram/domain/invitation/claim'
import { readCodeText } from '../../../miniprogram/domain/gate/credential'
import { platesRead } from '../../../miniprogram/domain/gate/readers'
import {
  checkDocument,
  DOCUMENT_KINDS,
  documentKey,
  mainlandCheckCharacter,
  normaliseDocument,
  readDocument,
  type DocumentKind,
} from '../../../miniprogram/domain/values/documents'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { checkPhone, normalisePhone, phoneKindOf } from '../../../miniprogram/domain/values/phones'
import { checkPlate, normalisePlate } from '../../../miniprogram/domain/values/plates'
import { searchForm } from '../../../miniprogram/domain/values/text'
import { useKeys } from '../../keys'

/**
 * What people type is read one way everywhere (spec 2, What people type): every member of a kind comes out equal in every
 * place. A place is a function from the text to what it is found by there.
 */
type Place = (text: string) => unknown

useKeys()

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
    ...['买买提丶吐尔逊', '买买提、吐尔逊', '买买提﹑吐尔逊', '买买提○吐尔逊', '买买提ㆍ吐尔逊'],
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
  ['马云', '⻢云', '⻢\u{e0100}云', '马\u2800云'],
  ['J R Smith', 'J. R. Smith', 'J.R. Smith', 'J．R．SMITH', 'J, R, Smith'],
  ['ZHANG SAN', 'ZHANG, SAN', 'Zhang，San', 'Zhang San.'],
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
    '桂C\u{e0100}35035',
    '桂Cー35035',
  ],
  ['粤B12345A', '粤b12345a', '粤B·12345A'],
]

const SUBJECT = { name: '', documentKind: 'mainlandId', document: '', phone: '', plate: '' } as const

/** Each row is one person's document, of any kind; the form accepts all of it. The first is how it was booked. */
const DOCUMENTS: readonly (readonly [DocumentKind, ...string[]])[] = [
  [
    'mainlandId',
    ...['11010519491231002X', '11010519491231002x', '１１０１０５１９４９１２３１００２Ｘ'],
    ...[
      '110105 19491231 002X',
      '110105-19491231-002X',
      '11010519491231002X<<',
      '\u202a11010519491231002X\r\n',
    ],
    '110105\u{e0041}19491231002X',
  ],
  ['passport', 'E12345678', 'e1234 5678', 'Ｅ１２３４５６７８', 'E12345678<', 'E-1234-5678'],
  ['passport', '12AB34567', '12ab34567', '12 AB 34567'],
  ['passport', 'H8765432101', 'H87654321', 'h87654321(01)'],
  ['hkMacauPermit', 'H8765432101', 'h8765 4321 01', 'H87654321（01）', 'H87654321', 'H8765432102'],
  ['hkMacauPermit', 'M12345678', 'm12345678', 'M1234567800'],
  ['hkMacauPermit', 'HA123456701', 'HA1234567', 'ha1234567 (01)'],
  [
    'taiwanPermit',
    '0123456701B',
    '0123456701(B)',
    '0123456701（b）',
    '0123456701',
    '01234567',
    '0123456702B',
  ],
  ['foreignerPermit', 'USA110180120101', 'usa 1101 8012 0101', 'ＵＳＡ110180120101'],
  ['foreignerPermit', `91184019900307001${mainlandCheckCharacter('91184019900307001')}`],
]

/** Whether a document that was booked as the first is found by what is typed elsewhere. */
type Finds = (kind: DocumentKind, booked: string, typed: string) => boolean
const VISIT = { name: '张三', hostName: '覃倩', plate: null } as unknown as Visit
const recordKeys = (kind: DocumentKind, document: string): string[] =>
  withKeys(VISIT, { phone: '13655554466', documentKind: kind, document }).keys
const DOCUMENT_PLACES: Readonly<Record<string, Finds>> = {
  'the form': (kind, _, typed) => checkDocument(kind, readDocument(typed), '2026-05-23') === null,
  'the ID reader': (kind, booked, typed) =>
    knownByDocument(kind, normaliseDocument(kind, typed)).hashes.includes(documentHash(kind, booked)),
  'the blacklist': (kind, booked, typed) =>
    documentHash(kind, normaliseSubject({ ...SUBJECT, documentKind: kind, document: typed }).document) ===
    documentHash(kind, booked),
  'the blacklist, as a passport': (kind, booked, typed) =>
    kind === 'mainlandId' ||
    kind === 'foreignerPermit' ||
    documentKey('passport', readDocument(typed)) === documentKey(kind, booked),
  'the guard’s look-up': (kind, booked, typed) =>
    knownByTail(typed, '张三').hashes.some((hash) => tailHashes(kind, booked, '张三').includes(hash)),
  'the guard’s look-up by the last six': (kind, booked, typed) =>
    knownByTail(readDocument(typed).slice(-6), '张三').hashes.some((hash) =>
      tailHashes(kind, booked, '张三').includes(hash),
    ),
  'the office’s search': (kind, booked, typed) =>
    recordKeysOf(typed).some((key) => recordKeys(kind, readDocument(booked)).includes(key)),
}

describe.each(Object.entries(DOCUMENT_PLACES))('one document in %s', (_, finds) => {
  test.each(DOCUMENTS.map((row) => [row[0], row[1] ?? '', row] as const))(
    '%s %s, however it comes',
    (kind, booked, [, ...spellings]) => {
      for (const typed of spellings)
        expect([typed, finds(kind, readDocument(booked), typed)]).toEqual([typed, true])
    },
  )
})

test('there is a document of every kind', () => {
  expect(new Set(DOCUMENTS.map(([kind]) => kind))).toEqual(new Set(DOCUMENT_KINDS))
})

test.each([
  ['hkMacauPermit', 'H7654321002', ['1002', '3210']],
  ['taiwanPermit', '0123456701B', ['701b', '6701', '４５６７']],
  ['passport', 'C01X0AB6K', ['ab6k']],
] as const)('a guest claims a card by the last four of a %s %s', (documentKind, document, tails) => {
  const of = { phone: '+442079460018', documentKind, document }
  for (const tail of tails)
    expect([tail, tailsFit({ phone: '00 18', document: tail }, of)]).toEqual([tail, true])
})

const PHONE_PLACES: Readonly<Record<string, Place>> = {
  'the form': (text) => {
    const phone = normalisePhone(text)
    return [checkPhone(phone, phoneKindOf(phone)), phone]
  },
  'the blacklist': (text) => phoneHash(normaliseSubject({ ...SUBJECT, phone: text }).phone),
  'the approver’s search': searchKeyOf,
  'the office’s search': (text) => recordKeysOf(text).filter((key) => key.startsWith('tail:')),
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
    '136\u{e0041}55554466',
  ],
  ['+442079460018', '+44 (0)20 7946 0018', '00442079460018', '+44 020 7946 0018', '＋44－20－7946－0018'],
  ['+85261234567', '+852 6123 4567', '00852-6123-4567', '（+852）6123 4567'],
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
const noise = fc.constantFrom(
  ...[
    '\u200b',
    '\u200e',
    '\u202a',
    '\u202c',
    '\u2066',
    '\ufeff',
    '\u00ad',
    '\ufe0f',
    '\u2800',
    '\ufff9',
    '\ufffc',
  ],
  ...['\u{e0041}', '\u{e0100}', '\u{e01ef}', '\u{1d173}', '\u{1bca0}', '\u{13430}'],
)
const dash = fc.constantFrom('-', '‐', '‑', '‒', '–', '—', '―', '−', '－', 'ー', '─', ' ', '\u3000', '\u00a0')
const dot = fc.constantFrom(
  '·',
  '•',
  '・',
  '･',
  '‧',
  '∙',
  '⋅',
  '᛫',
  'ꞏ',
  '●',
  '⸱',
  '⸳',
  '◦',
  'ᐧ',
  '˙',
  '。',
  '｡',
  '．',
)
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

const READERS: Readonly<Record<string, Place>> = {
  'the form': readDocument,
  'the guard’s look-up': (text) => knownByTail(text, '张三'),
  'the office’s search': recordKeysOf,
}

test('a permit of any number is one document with any renewals, in every place', () => {
  const permit = fc.oneof(
    fc.tuple(
      fc.constant('hkMacauPermit' as const),
      fc.stringMatching(/^[HM][0-9A][0-9]{7}$/),
      fc.constant(''),
    ),
    fc.tuple(fc.constant('taiwanPermit' as const), fc.stringMatching(/^[0-9]{8}$/), fc.constantFrom('', 'B')),
  )
  const renewals = fc.constantFrom('', '00', '01', '12')
  fc.assert(
    fc.property(permit, renewals, renewals, ([kind, number, letter], booked, shown) => {
      const printed = (digits: string): string => number + digits + (digits === '' ? '' : letter)
      for (const [place, finds] of Object.entries(DOCUMENT_PLACES)) {
        // The office finds none by a number of eight characters: its end would tell too much.
        if (place === 'the office’s search' && printed(booked).length <= 8) continue
        expect([place, finds(kind, printed(booked), printed(shown))]).toEqual([place, true])
      }
    }),
  )
})

test.each<[string, fc.Arbitrary<string>, string, Readonly<Record<string, Place>>]>([
  ['Chinese name of two parts', made(['买买提', '吐尔逊'], dot), '买买提·吐尔逊', NAME_PLACES],
  ['Latin name of two parts', made(['Zoé', 'Müller'], dash), 'Zoé Müller', NAME_PLACES],
  ['plate', made(['桂C', '35035'], fc.oneof(dash, dot)), '桂C35035', PLATE_PLACES],
  ['document', made(['110105', '19491231', '002X'], dash), '11010519491231002X', READERS],
  ['phone', made(['136', '5555', '4466'], dash), '13655554466', PHONE_PLACES],
  ['foreign phone', made(['+44', '20', '7946', '0018'], dash), '+442079460018', PHONE_PLACES],
  ['name from a PDF', made(['⻢', '⻰'], fc.constant('')), '马龙', NAME_PLACES],
  [
    'name with full stops',
    made(['J', 'R', 'Smith'], fc.constantFrom('. ', '.', ', ', ' ')),
    'J R Smith',
    NAME_PLACES,
  ],
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
