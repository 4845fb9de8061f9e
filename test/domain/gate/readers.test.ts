import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { choosePlate, type Candidate } from '../../../miniprogram/domain/gate/choose-booking'
import { readCodeText } from '../../../miniprogram/domain/gate/credential'
import type { BookingFacts } from '../../../miniprogram/domain/gate/facts'
import { codeText, platesRead } from '../../../miniprogram/domain/gate/readers'
import { toBase45 } from '../../../miniprogram/domain/values/bytes'
import { atGate, bookingFacts } from './builders'

const AROUND: readonly (readonly [string, string])[] = [
  ...[['', '\r\n'] as const, ['', '\n'] as const, ['', '\r'] as const, ['', '\t'] as const],
  ...[[' ', ' '] as const, ['\u0002', '\u0003'] as const, ['\ufeff', '\u0000'] as const],
  ...[[']Q1', ''] as const, [']Q3', '\r\n'] as const, ['\u0002]Q1', '\r\n\u0003'] as const],
]

describe('what a reader puts around a code', () => {
  const passes = fc.uint8Array({ minLength: 192, maxLength: 196 }).map((bytes) => `CV2:${toBase45(bytes)}`)
  const signs = fc.constantFrom(...AROUND)

  it('is the reader’s: a pass stays, with the blanks inside', () => {
    fc.assert(
      fc.property(passes, signs, (pass, [before, behind]) => {
        expect(codeText(before + pass + behind)).toBe(pass)
      }),
    )
  })

  test.each(AROUND)('short codes too: %j %j', (before, behind) => {
    for (const code of ['ABCD2345', 'abcd 2345', 'ABCD-2345', 'ＡＢＣＤ２３４５'])
      expect(readCodeText(before + code + behind)).toEqual({ way: 'shortCode', text: 'ABCD2345' })
  })

  it('reading twice changes nothing, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(codeText(codeText(text))).toBe(codeText(text))
      }),
    )
  })
})

test.each([
  ['桂C12345', ['桂C12345']],
  ['桂C·12345\r\n', ['桂C12345']],
  ['蓝桂C12345', ['桂C12345']],
  ['黄色桂C12345', ['桂C12345']],
  ['渐变绿桂CD12345', ['桂CD12345']],
  ['黑A12345', ['黑A12345']],
  ['黑粤Z1234港', ['粤Z1234港']],
  ['粤ZJ068澳|MX7742', ['粤ZJ068澳', 'MX7742']],
  ['MX7742|粤ZJ068澳', ['粤ZJ068澳', 'MX7742']],
  ['MX-77-42, 粤Z·J068澳', ['粤ZJ068澳', 'MX7742']],
  ['粤ZJ068澳｜粤ZJ068澳', ['粤ZJ068澳']],
  ['|桂C12345|', ['桂C12345']],
  ['A|B|C|D|E', ['A', 'B', 'C']],
  ['|', ['|']],
  ['黑牌粤ZJ068澳', ['粤ZJ068澳']],
  ['黑色粤ZJ068澳', ['粤ZJ068澳']],
  ['粤ZJ068澳黑', ['粤ZJ068澳']],
  ['粤ZJ068澳：黄', ['粤ZJ068澳']],
  ['粤ZJ068澳|黑牌', ['粤ZJ068澳']],
  ['粤ZJ068澳(黑)', ['粤ZJ068澳']],
  ['[粤ZJ068澳]', ['粤ZJ068澳']],
  ['【粤ZJ068澳】', ['粤ZJ068澳']],
  ['车牌：粤ZJ068澳', ['粤ZJ068澳', '车牌']],
  ['粤Z·J068澳 粤B·D12345', ['粤ZJ068澳', '粤BD12345']],
  ['粤 ZJ068澳粤BD12345', ['粤ZJ068澳', '粤BD12345']],
  ['黑224578使', ['224578使']],
  ['桂C 12345', ['桂C12345']],
  ['桂C12345 D', ['桂C12345', 'D']],
  ['其他 WJ-12345', ['其他WJ12345']],
  ['黑', ['黑']],
])('the plates of one car: %j', (read, plates) => {
  expect(platesRead(read)).toEqual(plates)
})

test('two plates of one car are read whatever stands between and around them', () => {
  const mark = fc.constantFrom(...'|,;/、+&\\_:：()[]【】 -·.\n\t，；＋', ' | ', '和')
  const around = fc.constantFrom('', ' ', '[', '黑牌', '黄', '蓝色', '：', '\r\n')
  const plate = fc.constantFrom('粤ZJ068澳', '粤BD12345', '桂C35035', '224578使')
  fc.assert(
    fc.property(plate, plate, mark, around, around, (one, other, between, before, behind) => {
      const plates = platesRead(before + one + between + other + behind)
      expect(plates.slice(0, new Set([one, other]).size)).toEqual([...new Set([one, other])])
    }),
  )
})

describe('of several plates of one car', () => {
  const booking = (visitId: string, changes: Partial<BookingFacts> = {}): Candidate => ({
    ...{ visitId, inside: false, asCompanion: false },
    booking: bookingFacts({ hasVehicle: true, ...changes }),
  })
  const seen = (plate: string, candidates: Candidate[], changes = {}) => ({
    ...{ plate, candidates, blocked: false, inside: false },
    ...changes,
  })
  const waiting = booking('waits', { state: 'pending' })

  test.each([
    ['the approved one', [seen('A', [waiting]), seen('B', [booking('yes')])], 'in', 'B', 'yes'],
    ['without a booking the first', [seen('A', []), seen('B', [])], 'in', 'A', null],
    [
      'one on the blacklist before all',
      [seen('A', [booking('yes')]), seen('B', [], { blocked: true })],
      'in',
      'B',
      null,
    ],
    ['which lets out', [seen('A', [booking('yes')]), seen('B', [], { blocked: true })], 'out', 'A', 'yes'],
    ['the one that is inside leaves', [seen('A', []), seen('B', [], { inside: true })], 'out', 'B', null],
  ] as const)('%s', (_, plates, direction, plate, visitId) => {
    const { plate: counts, chosen } = choosePlate<Candidate, string>(plates, atGate(direction))
    expect([counts, chosen?.visitId ?? null]).toEqual([plate, visitId])
  })
})
