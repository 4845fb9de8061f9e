import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  checkPhone,
  formatPhone,
  normalisePhone,
  phoneKindOf,
} from '../../../miniprogram/domain/values/phones'

describe('one spelling', () => {
  test.each([
    ['13800138000', '13800138000'],
    [' 138 0013 8000 ', '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['１３８００１３８０００', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['+86-13800138000', '13800138000'],
    ['008613800138000', '13800138000'],
    ['8613800138000', '13800138000'],
    ['013800138000', '13800138000'],
    ['+86 (0)138 0013 8000', '13800138000'],
    ['（+86）13800138000', '13800138000'],
    ['\u202d13800138000\u202c', '13800138000'],
    ['+852 1234 5678', '+85212345678'],
    ['0085212345678', '+85212345678'],
    ['＋1 (415) 555-0100', '+14155550100'],
    ['', ''],
  ])('%j → %s', (typed, expected) => expect(normalisePhone(typed)).toBe(expected))
})

describe('mainland', () => {
  test.each(['13000000000', '19900001234', '13800138000', '17012345678'])('accepts %s', (phone) =>
    expect(checkPhone(phone, 'mainland')).toBeNull(),
  )
  test.each([
    '',
    '12800138000',
    '10800138000',
    '23800138000',
    '1380013800',
    '138001380000',
    '1380013800a',
    '+85212345678',
    '0773-5822110',
    '13800138000\n',
    '😀',
    '1'.repeat(1_000_000),
  ])('refuses %s', (phone) => expect(checkPhone(phone, 'mainland')).toBe('form'))
})

describe('international', () => {
  test.each(['+85212345678', '+14155550100', '+442079460018', '+390669812345', '+29022222'])(
    'accepts %s',
    (phone) => expect(checkPhone(phone, 'international')).toBeNull(),
  )
  test.each([
    ...['', '85212345678', '+012345678', '+123456', '+1234567890123456', '+852 12345678', '+'],
    // of no country, with too few or too many digits for it
    ...['+999123456789', '+8526123', '+123456789012345', '+1234567'],
  ])('refuses %s', (phone) => expect(checkPhone(phone, 'international')).toBe('form'))
  test.each([
    ...['+86 1380000712', '+8612345678901', '+86 10 82345678', '+86 400 8123456', '+86136555544660'],
    ...['0086 1380000712', '+86 (0)773 5822110', '+86 1', '+861380099'],
  ])('takes no number of the mainland: %s', (typed) =>
    expect(checkPhone(normalisePhone(typed), 'international')).toBe('mainland'),
  )
  it('says when the number is a mainland one', () => {
    expect(checkPhone(normalisePhone('+8613800138000'), 'international')).toBe('mainland')
  })
})

test.each([
  ['13800138000', 'mainland'],
  ['+852 1234 5678', 'international'],
  ['+86 138 0013 8000', 'mainland'],
])('%s is of the kind %s', (typed, kind) => expect(phoneKindOf(normalisePhone(typed))).toBe(kind))

describe('in groups', () => {
  test.each([
    ['13800138000', '138 0013 8000'],
    ['1380013', '138 0013'],
    ['13800', '138 00'],
    ['138', '138'],
    ['', ''],
    ['+85212345678', '+85212345678'],
    ['abc', 'abc'],
    ['138001380001', '138001380001'],
  ])('%s → %s', (phone, expected) => expect(formatPhone(phone)).toBe(expected))
})

const typedPhone = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ unit: fc.constantFrom(...'0186+-() ３８.·'), maxLength: 24 }),
)

it('gives the same again when applied twice, also to its grouped form', () => {
  fc.assert(
    fc.property(typedPhone, (typed) => {
      const phone = normalisePhone(typed)
      expect(normalisePhone(phone)).toBe(phone)
      expect(normalisePhone(formatPhone(phone))).toBe(phone)
      checkPhone(phone, 'mainland')
      checkPhone(phone, 'international')
    }),
    { numRuns: 500 },
  )
})

it('accepts a mainland number in every spelling as the same one', () => {
  const number = fc.stringMatching(/^1[3-9][0-9]{9}$/)
  const prefix = fc.constantFrom('', '+86', '+86 ', '0086', '86-', '＋８６')
  const separator = fc.constantFrom('', ' ', '-', '　')
  fc.assert(
    fc.property(number, prefix, separator, (phone, before, between) => {
      const typed = before + [phone.slice(0, 3), phone.slice(3, 7), phone.slice(7)].join(between)
      expect(normalisePhone(typed)).toBe(phone)
      expect(checkPhone(phone, 'mainland')).toBeNull()
    }),
  )
})
