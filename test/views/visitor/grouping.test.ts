import { describe, expect, test } from 'vitest'
import { groupTyped, type Grouping } from '../../../miniprogram/components/text-field/grouping'

describe('what is typed in groups', () => {
  test.each<[Grouping, string, string, string]>([
    ['phone', '1', '1', '1'],
    ['phone', '138', '138', '138'],
    ['phone', '138 ', '138', '138'],
    ['phone', '1381', '138 1', '1381'],
    ['phone', '13812345678', '138 1234 5678', '13812345678'],
    ['phone', '138 1234 5678', '138 1234 5678', '13812345678'],
    ['phone', ' 138\u00a01234\u00a05678 ', '138 1234 5678', '13812345678'],
    ['phone', '１３８１２３４５６７８', '138 1234 5678', '13812345678'],
    // No mainland mobile number, or none yet: nothing is taken away from it.
    ['phone', '138123456789', '138123456789', '138123456789'],
    ['phone', '+86 138 1234 5678', '+86 138 1234 5678', '+86 138 1234 5678'],
    ['phone', '0773-5822110', '0773-5822110', '0773-5822110'],
    ['mainlandId', '450305199003071234', '450305 19900307 1234', '450305199003071234'],
    ['mainlandId', '45030519900307123X', '450305 19900307 123X', '45030519900307123X'],
    ['mainlandId', '4503051', '450305 1', '4503051'],
    ['hkMacauPermit', 'h12345678', 'h 1234 5678', 'h12345678'],
    ['hkMacauPermit', 'H1234567800', 'H 1234 5678 00', 'H1234567800'],
    ['taiwanPermit', '12345678', '1234 5678', '12345678'],
    ['foreignerPermit', 'CAN110180010101', 'CAN 1101 8001 0101', 'CAN110180010101'],
    ['passport', 'E12 345 678', 'E12 345 678', 'E12 345 678'],
    ['', '138 1234', '138 1234', '138 1234'],
    ['mainlandId', '身份证号', '身份证号', '身份证号'],
    ['phone', '', '', ''],
  ])('%s %j: %j', (grouping, typed, shown, bare) =>
    expect(groupTyped(grouping, typed)).toMatchObject({ shown, bare }),
  )

  test('typed, told and shown again it is the same', () => {
    const { shown } = groupTyped('mainlandId', '450305199003071234')
    expect(groupTyped('mainlandId', shown)).toEqual({
      shown,
      bare: '450305199003071234',
      cursor: shown.length,
    })
  })

  test.each([
    [0, 0],
    [3, 3],
    [4, 5],
    [7, 8],
    [8, 10],
    [11, 13],
  ])('behind %d digits the cursor stands at %d', (digits, place) =>
    expect(groupTyped('phone', '13812345678', digits).cursor).toBe(place),
  )
})
