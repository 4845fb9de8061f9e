import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { maskDocument, maskName, maskPhone, maskPlate } from '../../../miniprogram/domain/values/masking'

test.each([
  ['张三', '张**'],
  ['欧阳锋华', '欧**'],
  ['买买提·吐尔逊', '买**'],
  ['John Smith', 'J**'],
  ['𠮷野', '𠮷**'],
  ['', ''],
])('name %s → %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['450305199003071234', '450***********1234'],
  ['USA110180120101', 'USA********0101'],
  ['E12345678', 'E*****678'],
  ['12345678', '1****678'],
  ['12345', '1****'],
  ['', ''],
])('document %s → %s', (document, masked) => expect(maskDocument(document)).toBe(masked))

test.each([
  ['13800138000', '138****8000'],
  ['+85212345678', '+852****5678'],
  ['+6591234567', '+65****4567'],
  ['+1234567', '****4567'],
  ['12345', '*****'],
  ['', ''],
])('phone %s → %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

test.each([
  ['桂C12345', '桂C·***45'],
  ['桂CD12345', '桂C·****45'],
  ['桂C1234警', '桂C·***4警'],
  ['桂C123', '桂****'],
  ['桂C1234', '桂C·**34'],
  ['桂C1', '桂**'],
  ['', ''],
])('plate %s → %s', (plate, masked) => expect(maskPlate(plate)).toBe(masked))

describe('for every text', () => {
  it('keeps the length of numbers and hides at least half of those long enough to matter', () => {
    const number = fc.string({ unit: fc.constantFrom(...'0123456789X'), maxLength: 40 })
    fc.assert(
      fc.property(number, (text) => {
        for (const masked of [maskDocument(text), maskPhone(text)]) {
          expect(masked).toHaveLength(text.length)
          const hidden = masked.split('*').length - 1
          if (text.length >= 2) expect(hidden).toBeGreaterThanOrEqual(Math.min(4, text.length - 1))
        }
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const mask of [maskName, maskDocument, maskPhone, maskPlate]) mask(text)
      }),
    )
  })
})
