import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  PROVINCES,
  checkPlate,
  formatPlate,
  normalisePlate,
  platesWithin,
  suggestProvince,
  type PlateForm,
} from '../../../miniprogram/domain/values/plates'

const FORMS: Array<[PlateForm, string[]]> = [
  ['civil', ['桂C12345', '京A0000Z', '粤ZAB123', '藏H9ABC9']],
  [
    'newEnergy',
    ['桂CD12345', '桂CF12345', '桂CA12345', '桂CK12345', '桂CDA1234', '桂CFZ1234', '桂C12345D', '桂C12345F'],
  ],
  ['police', ['桂C1234警', '京A123A警']],
  ['learner', ['桂C1234学']],
  ['trailer', ['桂C1234挂']],
  ['embassy', ['224578使', '使224578']],
  ['consulate', ['沪A0023领', '川A1234领']],
  ['hongKong', ['粤Z1234港', '粤ZAB12港']],
  ['macau', ['粤Z1234澳']],
  [
    'other',
    [
      '其他WJ12345',
      '其他桂A1234临',
      '其他京X123应急',
      '其他民航A0001',
      '其他59A12345',
      '其他IO1',
      '其他123456789',
    ],
  ],
]

describe('forms', () => {
  describe.each(FORMS)('%s', (form, plates) => {
    test.each(plates)('%s', (plate) => expect(checkPlate(plate)).toEqual({ form }))
  })
})

describe('refused', () => {
  test.each([
    ['', 'province'],
    ['C12345', 'province'],
    ['广C12345', 'province'],
    ['台A12345', 'province'],
    ['😀C12345', 'province'],
    ['x'.repeat(1_000_000), 'province'],
    ['22457使', 'province'],
    ['使22457', 'province'],
    ['桂I12345', 'letter'],
    ['桂O12345', 'letter'],
    ['桂C1234I', 'letter'],
    ['桂CO2345', 'letter'],
    ['桂CDO1234', 'letter'],
    ['桂C1234', 'length'],
    ['桂', 'length'],
    ['桂C1234567', 'length'],
    ['桂' + '1'.repeat(1_000_000), 'length'],
    ['桂112345', 'form'],
    ['桂C123456', 'form'],
    ['桂C12345L', 'form'],
    ['桂CL12345', 'form'],
    ['桂CZ12345', 'form'],
    ['桂CDAB123', 'form'],
    ['桂C12345警', 'form'],
    ['桂C警1234', 'form'],
    ['桂C1234使', 'form'],
    ['桂C123A领', 'form'],
    ['桂C1234港', 'form'],
    ['粤A1234澳', 'form'],
    ['桂C1234桂', 'form'],
    ['桂C12 45', 'form'],
    ['桂c12345', 'form'],
    // in a form after all, of a form that has another one in it, too short, too long, with what no plate has
    ['其他桂C12345', 'form'],
    ['其他桂CD12345', 'form'],
    ['其他224578使', 'form'],
    ['其他A桂C99123', 'form'],
    ['其他桂C99123A', 'form'],
    ['其他A224578使', 'form'],
    ['其他', 'form'],
    ['其他12', 'form'],
    ['其他1234567890', 'form'],
    ['其他WJ-1234', 'form'],
    ['其他' + '1'.repeat(1_000_000), 'form'],
  ])('%s: %s', (plate, fieldError) => expect(checkPlate(plate)).toEqual({ fieldError }))
})

describe('one spelling', () => {
  test.each([
    ['桂c12345', '桂C12345'],
    [' 桂 C·12345 ', '桂C12345'],
    ['桂C•12345', '桂C12345'],
    ['桂C・12345', '桂C12345'],
    ['桂C.123-45', '桂C12345'],
    ['桂Ｃ　１２３４５', '桂C12345'],
    ['桂Ｃｄ１２３４５', '桂CD12345'],
    ['粤z．1234港', '粤Z1234港'],
    ['224·578使', '224578使'],
    ['其他其他WJ12345', '其他WJ12345'],
    ['其他 其他·其他WJ12345', '其他WJ12345'],
  ])('%j → %s, and it is accepted', (typed, expected) => {
    expect(normalisePlate(typed)).toBe(expected)
    expect(checkPlate(expected)).toHaveProperty('form')
  })

  it('gives the same again when applied twice, also to its written form, and never throws', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ unit: fc.constantFrom(...'桂粤使cCdZＯ1２·•. -_学港', '其他'), maxLength: 12 }),
    )
    fc.assert(
      fc.property(typed, (raw) => {
        const plate = normalisePlate(raw)
        expect(normalisePlate(plate)).toBe(plate)
        expect(normalisePlate(formatPlate(plate))).toBe(plate)
        checkPlate(plate)
      }),
      { numRuns: 500 },
    )
  })
})

describe('nobody gets around what is known of a plate', () => {
  const around = fc.string({ unit: fc.constantFrom('其他', ' ', '·', 'A', '1', '临'), maxLength: 4 })
  const plates = fc.constantFrom(...FORMS.flatMap(([form, each]) => (form === 'other' ? [] : each)))

  it('by writing something around it', () => {
    fc.assert(
      fc.property(around, plates, around, (before, plate, behind) => {
        expect(checkPlate(normalisePlate(`其他${before}${plate}${behind}`))).toEqual({ fieldError: 'form' })
      }),
    )
  })

  test.each([
    ['', []],
    ['粤ZJ068澳MX7742', ['粤ZJ068澳']],
    ['桂C12345粤BD12345', ['桂C12345', '粤BD12345']],
    ['黑牌粤ZJ068澳黑', ['粤ZJ068澳']],
    ['桂C12345D', ['桂C12345D']],
    ['12245781使', ['245781使']],
    ['桂C1234', []],
    ['其他WJ12345', []],
  ])('of a form stand in %s: %j', (text, within) => expect(platesWithin(text)).toEqual(within))
})

const province = fc.constantFrom(...PROVINCES)
const letter = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ')
const place = fc.constantFrom(...'ABCDEFGHJKLMNPQRSTUVWXYZ0123456789')
const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`))
const join = (...parts: Array<fc.Arbitrary<string>>) => fc.tuple(...parts).map((each) => each.join(''))

describe('every plate of a form', () => {
  test.each<[PlateForm, fc.Arbitrary<string>]>([
    ['civil', join(province, letter, place, place, place, place, place)],
    ['newEnergy', join(province, letter, fc.constantFrom(...'ABCDEFGHJK'), place, digits(4))],
    ['newEnergy', join(province, letter, digits(5), fc.constantFrom('D', 'F'))],
    ['police', join(province, letter, place, place, place, place, fc.constant('警'))],
    ['learner', join(province, letter, place, place, place, place, fc.constant('学'))],
    ['trailer', join(province, letter, place, place, place, place, fc.constant('挂'))],
    ['consulate', join(province, letter, digits(4), fc.constant('领'))],
    ['embassy', join(digits(6), fc.constant('使'))],
    ['hongKong', join(fc.constant('粤Z'), place, place, place, place, fc.constant('港'))],
    ['macau', join(fc.constant('粤Z'), place, place, place, place, fc.constant('澳'))],
  ])('%s is accepted, and refused with an I or O in it', (form, plates) => {
    fc.assert(
      fc.property(plates, fc.integer({ min: 1, max: 5 }), fc.constantFrom('I', 'O'), (plate, at, wrong) => {
        expect(checkPlate(plate)).toEqual({ form })
        expect(checkPlate(plate.slice(0, at) + wrong + plate.slice(at + 1))).toHaveProperty('fieldError')
      }),
    )
  })
})

it('knows the 31 provinces, each once', () => {
  expect(new Set(PROVINCES).size).toBe(31)
  expect(PROVINCES).toHaveLength(31)
})

test.each([
  ['桂C12345', '桂C·12345'],
  ['桂CD12345', '桂C·D12345'],
  ['桂C1', '桂C·1'],
  ['桂C', '桂C'],
  ['', ''],
  ['224578使', '224·578使'],
  ['使224578', '使224·578'],
  ['其他WJ12345', '其他 WJ12345'],
  ['其他', '其他'],
])('written %s → %s', (plate, expected) => expect(formatPlate(plate)).toBe(expected))

test.each([
  ['c12345', '桂'],
  ['桂C12345', null],
  ['', null],
  ['224578使', null],
])('province suggested for %j: %s', (typed, expected) => expect(suggestProvince(typed)).toBe(expected))

it('suggests the province of the campus it is told', () => expect(suggestProvince('A1', '粤')).toBe('粤'))
