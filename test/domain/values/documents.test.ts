import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { dayOf } from '../../../miniprogram/domain/values/days'
import {
  DOCUMENT_KINDS,
  checkDocument,
  documentKey,
  formatDocument,
  mainlandCheckCharacter,
  normaliseDocument,
  documentEnds,
  isDocumentTail,
  readDocument,
  tailsOf,
  tailsTyped,
  type DocumentKind,
} from '../../../miniprogram/domain/values/documents'

const TODAY = '2026-05-23'
const CHECKS = [...'0123456789X']
const KINDS = [...DOCUMENT_KINDS]
const withCheck = (first17: string): string => first17 + mainlandCheckCharacter(first17)

const born = fc
  .integer({ min: Date.UTC(1900, 0, 2), max: Date.UTC(2026, 4, 22) })
  .map((at) => dayOf(at).replace(/-/g, ''))
const first17 = fc
  .tuple(
    fc.constantFrom('11', '45', '65', '82'),
    fc.stringMatching(/^\d{4}$/),
    born,
    fc.stringMatching(/^\d{3}$/),
  )
  .map((parts) => parts.join(''))

describe('mainland ID', () => {
  it('computes the check characters of the examples of GB 11643', () => {
    expect(mainlandCheckCharacter('11010519491231002')).toBe('X')
    expect(mainlandCheckCharacter('44052418800101001')).toBe('4')
  })

  test.each(['11010519491231002X', withCheck('45030520240229001')])('accepts %s', (id) =>
    expect(checkDocument('mainlandId', id, TODAY)).toBeNull(),
  )

  test.each([
    ['', 'length'],
    ['440524188001010014', 'birthDate'],
    ['1101051949123100', 'length'],
    ['11010519491231002XX', 'length'],
    ['110105491231002', 'length'],
    ['😀', 'length'],
    ['1'.repeat(1_000_000), 'length'],
    ['1101051949123100X2', 'form'],
    ['11010519491231002Y', 'form'],
    ['1101051949123100😀', 'form'],
    ['A1010519491231002X', 'form'],
    [withCheck('00010519491231002'), 'region'],
    [withCheck('16010519491231002'), 'region'],
    [withCheck('91010519491231002'), 'region'],
    [withCheck('11010520230229002'), 'birthDate'],
    [withCheck('11010519491331002'), 'birthDate'],
    [withCheck('11010519490431002'), 'birthDate'],
    [withCheck('11010518991231002'), 'birthDate'],
    [withCheck('11010520260524002'), 'birthDate'],
    ['110105194912310021', 'check'],
  ])('%s: %s', (id, fieldError) => expect(checkDocument('mainlandId', id, TODAY)).toBe(fieldError))

  it('accepts a birth up to today, on a leap day, and residence permits that begin with 81, 82, 83', () => {
    for (const first of [
      '11010520260523002',
      '11010520240229002',
      '81000019900307001',
      '83000019900307001',
    ]) {
      expect(checkDocument('mainlandId', withCheck(first), TODAY)).toBeNull()
    }
  })

  it('accepts exactly one of the eleven check characters', () => {
    fc.assert(
      fc.property(first17, (first) => {
        const passing = CHECKS.filter((last) => checkDocument('mainlandId', first + last, TODAY) === null)
        expect(passing).toEqual([mainlandCheckCharacter(first)])
      }),
    )
  })

  it('detects every single wrong digit and every two neighbours swapped', () => {
    fc.assert(
      fc.property(first17, fc.nat(16), fc.integer({ min: 1, max: 9 }), (first, at, by) => {
        const id = withCheck(first)
        const wrong = id.slice(0, at) + ((Number(id[at]) + by) % 10) + id.slice(at + 1)
        expect(checkDocument('mainlandId', wrong, TODAY)).not.toBeNull()
        const swapped = id.slice(0, at) + id[at + 1] + id[at] + id.slice(at + 2)
        if (swapped !== id) expect(checkDocument('mainlandId', swapped, TODAY)).not.toBeNull()
      }),
      { numRuns: 300 },
    )
  })

  test.each(['', '1234567890123456', '123456789012345678', '1234567890123456X'])(
    'computes no check character for %j',
    (digits) => expect(() => mainlandCheckCharacter(digits)).toThrow(RangeError),
  )
})

describe('other documents', () => {
  const table: Array<[DocumentKind, string[], string[]]> = [
    [
      'passport',
      ['E12345678', 'EA1234567', 'G12345678', 'TZ1234567', 'C01X00T47', '12345'],
      ['', 'ABCD', 'ABCDEFGHI', '1234', 'E123456789012', 'E1234-567', '护照12345'],
    ],
    [
      'hkMacauPermit',
      ['H12345678', 'M12345678', 'H1234567801', 'HA1234567', 'HA123456701'],
      [
        '',
        'H1234567',
        'H123456789',
        'H123456780112',
        'C12345678',
        'HH1234567',
        '12345678',
        'HA123456',
        'HA12345678',
        'HA1234567012',
        'CHA1234567',
      ],
    ],
    [
      'taiwanPermit',
      ['12345678', '0123456789', '0123456789B'],
      ['', '1234567', '123456789', '01234567890', 'T12345678', '12345678A'],
    ],
    [
      'foreignerPermit',
      ['USA110180120101', withCheck('91184019900307001'), withCheck('94582620000229123')],
      ['', 'US110180120101', 'USA11018012010', 'USA1101801201011', '1USA110180120101', '9118401990030700'],
    ],
  ]
  describe.each(table)('%s', (kind, accepted, refused) => {
    test.each(accepted)('accepts %s', (value) => expect(checkDocument(kind, value, TODAY)).toBeNull())
    test.each(refused)('refuses %j', (value) => expect(checkDocument(kind, value, TODAY)).toBe('form'))
  })

  test.each([
    [withCheck('90084019900307001'), 'region'],
    [withCheck('91184019900230001'), 'birthDate'],
    [withCheck('91184020260524001'), 'birthDate'],
    [withCheck('91184019900307001').replace(/.$/, (last) => (last === '1' ? '2' : '1')), 'check'],
    [withCheck('81184019900307001'), 'form'],
  ])('permanent residence %s: %s', (value, fieldError) =>
    expect(checkDocument('foreignerPermit', value, TODAY)).toBe(fieldError),
  )
})

describe('one spelling', () => {
  test.each<[DocumentKind, string, string]>([
    ['mainlandId', ' 110105 19491231 002x ', '11010519491231002X'],
    ['mainlandId', '１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
    ['mainlandId', '１１０１０５１９４９１２３１００２ｘ', '11010519491231002X'],
    ['passport', 'e 1234 5678', 'E12345678'],
    ['hkMacauPermit', 'h12345678(01)', 'H12345678'],
    ['hkMacauPermit', 'ha1234567 (01)', 'HA1234567'],
    ['taiwanPermit', '0123456789（b）', '01234567'],
    ['taiwanPermit', '0123456789', '01234567'],
    ['foreignerPermit', 'usa-110180120101', 'USA110180120101'],
  ])('%s %j → %s', (kind, typed, expected) => {
    expect(normaliseDocument(kind, typed)).toBe(expected)
    expect(checkDocument(kind, expected, TODAY)).toBeNull()
  })

  test.each<[DocumentKind, string]>([
    // Only a permit counts its renewals, and only in these forms.
    ['passport', 'H1234567801'],
    ['passport', '0123456789'],
    ['hkMacauPermit', '0123456789'],
    ['hkMacauPermit', 'CH1234567801'],
    ['hkMacauPermit', 'H12345678012'],
    ['taiwanPermit', 'H1234567801'],
    ['taiwanPermit', 'T0123456789'],
    ['taiwanPermit', '0123456789AB'],
  ])('%s %s keeps every character', (kind, number) => expect(normaliseDocument(kind, number)).toBe(number))

  test.each<[DocumentKind, string, DocumentKind, string]>([
    ['hkMacauPermit', 'H87654321', 'passport', 'H87654321'],
    ['hkMacauPermit', 'M8765432102', 'passport', 'M8765432101'],
    ['hkMacauPermit', 'HA1234567', 'passport', 'HA1234567'],
    ['hkMacauPermit', 'HA1234567', 'passport', 'HA123456701'],
    ['taiwanPermit', '12345678', 'passport', '12345678'],
    ['taiwanPermit', '1234567801', 'passport', '1234567802B'],
  ])('a %s %s is the same document as a %s %s', (kind, number, other, otherNumber) =>
    expect(documentKey(other, normaliseDocument(other, otherNumber))).toBe(
      documentKey(kind, normaliseDocument(kind, number)),
    ),
  )

  test.each<[DocumentKind, string]>([
    ['passport', 'E12345678'],
    ['passport', '123456789'],
    ['passport', 'H8765432'],
    ['taiwanPermit', '12345678'],
    ['mainlandId', '11010519491231002X'],
    ['foreignerPermit', 'USA110180120101'],
  ])('%s %s is one of its own kind', (kind, number) =>
    expect(documentKey(kind, number)).toBe(`${kind}:${number}`),
  )

  it('gives the same again when applied twice, also to its grouped form, and never throws', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'0139xXhHＸ９-( )．·'), maxLength: 24 }),
    )
    fc.assert(
      fc.property(fc.constantFrom(...KINDS), typed, (kind, raw) => {
        const value = normaliseDocument(kind, raw)
        expect(normaliseDocument(kind, value)).toBe(value)
        expect(normaliseDocument(kind, formatDocument(kind, value))).toBe(value)
        checkDocument(kind, value, TODAY)
      }),
      { numRuns: 500 },
    )
  })
})

describe('a guard finds a document by its last six', () => {
  const finds = (kind: DocumentKind, number: string, typed: string): boolean =>
    tailsTyped(typed).some((tail) => tailsOf(kind, number).includes(tail))

  test.each<[DocumentKind, string, string[]]>([
    [
      'mainlandId',
      '11010519491231002X',
      ['31002X', '31002x', '３１００２Ｘ', '31 002X', '11010519491231002X'],
    ],
    ['passport', '12AB34567', ['B34567', 'b34567', '12AB34567']],
    ['passport', '12345', ['12345']],
    ['hkMacauPermit', 'H8765432101', ['654321', '432101', '432102', 'H8765432101', 'H87654321']],
    ['hkMacauPermit', 'H87654321', ['654321', '432101', 'H8765432101']],
    ['hkMacauPermit', 'HA123456701', ['234567', '456701']],
    ['passport', 'H8765432101', ['654321', '432101']],
    ['taiwanPermit', '0123456701(B)', ['234567', '456701', '56701B', '0123456701(B)']],
    ['taiwanPermit', '01234567', ['234567', '456701', '56701B']],
    ['foreignerPermit', 'USA110180120101', ['120101']],
  ])('%s %s', (kind, number, tails) => {
    for (const stored of [readDocument(number), normaliseDocument(kind, number)])
      for (const tail of tails) expect([tail, finds(kind, stored, tail)]).toEqual([tail, true])
  })

  test.each<[DocumentKind, string, string]>([
    ['hkMacauPermit', 'H8765432101', '765432'],
    ['hkMacauPermit', 'H8765432101', '432201'],
    ['hkMacauPermit', 'H8765432101', '32101B'],
    ['taiwanPermit', '0123456701', '56801B'],
    ['passport', 'E12345678', '567801'],
    ['mainlandId', '110105194912310021', '123100'],
  ])('%s %s not by %s', (kind, number, tail) => expect(finds(kind, number, tail)).toBe(false))

  test.each([
    ['432101', true],
    [' b3４567 ', true],
    ['43210', false],
    ['701(B)', false],
    ['', false],
  ])('%j is six characters: %s', (typed, right) => expect(isDocumentTail(typed)).toBe(right))
})

test.each<[DocumentKind, string, string[]]>([
  ['hkMacauPermit', 'H7654321002', ['1002', '3210']],
  ['hkMacauPermit', 'H76543210', ['3210']],
  ['passport', 'H7654321002', ['1002', '3210']],
  ['taiwanPermit', '0123456701B', ['701B', '6701', '4567']],
  ['passport', 'C01X0AB6K', ['AB6K']],
  ['mainlandId', '11010519491231002X', ['002X']],
])('a %s %s ends with %j', (kind, number, ends) => expect(documentEnds(kind, number, 4)).toEqual(ends))

test('a number is read as it is printed', () => {
  expect(readDocument('ｈ8765 4321(01)\r\n')).toBe('H8765432101')
})

describe('in groups', () => {
  test.each<[DocumentKind, string, string]>([
    ['mainlandId', '11010519491231002X', '110105 19491231 002X'],
    ['mainlandId', '1101051', '110105 1'],
    ['mainlandId', '110105', '110105'],
    ['mainlandId', '', ''],
    ['hkMacauPermit', 'H1234567801', 'H 1234 5678 01'],
    ['taiwanPermit', '12345678', '1234 5678'],
    ['foreignerPermit', 'USA110180120101', 'USA 1101 8012 0101'],
    ['foreignerPermit', '911840199003070012', '911840 19900307 0012'],
    ['passport', 'E12345678', 'E12345678'],
  ])('%s %s → %s', (kind, value, expected) => expect(formatDocument(kind, value)).toBe(expected))
})
