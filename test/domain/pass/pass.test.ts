import { createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import nacl from 'tweetnacl'
import { concatBytes, toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { addDays } from '../../../miniprogram/domain/values/days'
import {
  checkPassCode,
  formatShortCode,
  normaliseShortCode,
  passCode,
  SHORT_CODE_ALPHABET,
  SIGNED_STATEMENT_LENGTH,
  STEP_MS,
  STEP_TOLERANCE,
  stepMessage,
  stepOf,
  type VerifySignature,
} from '../../../miniprogram/domain/pass/pass'
import {
  decodeStatement,
  encodeStatement,
  STATEMENT_LENGTH,
  type PassStatement,
} from '../../../miniprogram/domain/pass/statement'
import { NOW, TODAY } from '../builders'

const rawPublicKey = (key: KeyObject): Uint8Array =>
  new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(12))

const verifyWithNode: VerifySignature = (key, message, signature) => {
  const der = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), key])
  try {
    return verify(null, message, createPublicKey({ key: der, format: 'der', type: 'spki' }), signature)
  } catch {
    return false
  }
}

const issuer = generateKeyPairSync('ed25519').privateKey
const phone = generateKeyPairSync('ed25519').privateKey
const stranger = generateKeyPairSync('ed25519').privateKey
const KEY_ID = 7
const issuerKey = (keyId: number): Uint8Array | null => (keyId === KEY_ID ? rawPublicKey(issuer) : null)

const statementOf = (changes: Partial<PassStatement> = {}): PassStatement => ({
  keyId: KEY_ID,
  visitId: 'AbCdEfGhIjKlMnOp',
  firstDay: TODAY,
  lastDay: addDays(TODAY, 2),
  purposeClass: 'official',
  headCount: 3,
  hasVehicle: true,
  limited: false,
  holderKey: rawPublicKey(phone),
  ...changes,
})

const signed = (statement: Uint8Array, by = issuer): Uint8Array =>
  concatBytes(statement, sign(null, statement, by))

/** A code as the phone shows it at `step`; the signers can be exchanged. */
function codeOf({
  statement = encodeStatement(statementOf()),
  step = stepOf(NOW),
  server = issuer,
  holder = phone,
}: { statement?: Uint8Array; step?: number; server?: KeyObject; holder?: KeyObject } = {}): string {
  const pass = signed(statement, server)
  return passCode(pass, step, sign(null, stepMessage(pass, step), holder))
}

const check = (code: string, now = NOW) => checkPassCode(code, now, issuerKey, verifyWithNode)
const forged = { valid: false, reason: 'BAD_SIGNATURE' }
const stale = { valid: false, reason: 'STALE_CODE' }

describe('a statement', () => {
  const any = fc.record({
    keyId: fc.nat({ max: 255 }),
    visitId: fc.uint8Array({ minLength: 12, maxLength: 12 }).map(toBase64Url),
    firstDay: fc.nat({ max: 65_535 }).map((count) => addDays('2020-01-01', count)),
    lastDay: fc.nat({ max: 65_535 }).map((count) => addDays('2020-01-01', count)),
    purposeClass: fc.constantFrom<'official' | 'private'>('official', 'private'),
    headCount: fc.integer({ min: 1, max: 11 }),
    hasVehicle: fc.boolean(),
    limited: fc.boolean(),
    holderKey: fc.uint8Array({ minLength: 32, maxLength: 32 }),
  })

  it('reads as it was written', () => {
    fc.assert(
      fc.property(any, (statement) => {
        const bytes = encodeStatement(statement)
        expect(bytes).toHaveLength(STATEMENT_LENGTH)
        expect(decodeStatement(bytes)).toEqual(statement)
      }),
    )
  })

  test.each<[string, Partial<PassStatement>]>([
    ['an id of another length', { visitId: 'AbCd' }],
    ['an id that is no base64url', { visitId: 'AbCdEfGhIjKlMnO+' }],
    ['a key of another length', { holderKey: new Uint8Array(31) }],
    ['a day before 2020', { firstDay: '2019-12-31' }],
    ['a day that needs a third byte', { lastDay: addDays('2020-01-01', 65_536) }],
  ])('refuses %s', (_, changes) => expect(() => encodeStatement(statementOf(changes))).toThrow(RangeError))

  it('of another version or length is none', () => {
    const bytes = encodeStatement(statementOf())
    expect(decodeStatement(Uint8Array.from(bytes, (byte, index) => (index === 0 ? 3 : byte)))).toBeNull()
    expect(decodeStatement(bytes.slice(0, -1))).toBeNull()
    expect(decodeStatement(new Uint8Array())).toBeNull()
  })
})

describe('a code', () => {
  it('is 292 characters of the QR code’s alphanumeric alphabet', () => {
    expect(codeOf()).toHaveLength(292)
    expect(codeOf()).toMatch(/^CV2:[0-9A-Z $%*+\-./:]+$/)
  })

  it('tells the gate what the server said and which step the phone signed', () =>
    expect(check(codeOf())).toEqual({ valid: true, statement: statementOf(), step: stepOf(NOW) }))

  it('signed on a phone with tweetnacl is accepted by node:crypto, and the other way round', () => {
    const pair = nacl.sign.keyPair.fromSeed(new Uint8Array(32).fill(5))
    const pass = signed(encodeStatement(statementOf({ holderKey: pair.publicKey })))
    const step = stepOf(NOW)
    const code = passCode(pass, step, nacl.sign.detached(stepMessage(pass, step), pair.secretKey))
    expect(check(code)).toMatchObject({ valid: true })
    const onPhone: VerifySignature = (key, message, signature) =>
      nacl.sign.detached.verify(message, signature, key)
    expect(checkPassCode(codeOf(), NOW, issuerKey, onPhone)).toMatchObject({ valid: true })
  })

  test.each([
    [0, 'valid'],
    [STEP_TOLERANCE, 'valid'],
    [-STEP_TOLERANCE, 'valid'],
    [STEP_TOLERANCE + 1, 'STALE_CODE'],
    [-STEP_TOLERANCE - 1, 'STALE_CODE'],
    [-240, 'STALE_CODE'],
    [-5760, 'STALE_CODE'],
  ])('%i steps from the gate’s own: %s', (steps, expected) => {
    const result = check(codeOf({ step: stepOf(NOW) + steps }))
    expect(result.valid ? 'valid' : result.reason).toBe(expected)
  })

  it('lasts to the last millisecond of its steps', () => {
    const step = stepOf(NOW)
    const end = (step + STEP_TOLERANCE + 1) * STEP_MS
    expect(check(codeOf({ step }), end - 1)).toMatchObject({ valid: true })
    expect(check(codeOf({ step }), end)).toMatchObject(stale)
  })

  it('by a withdrawn or unknown key is forged', () => {
    expect(checkPassCode(codeOf(), NOW, () => null, verifyWithNode)).toEqual(forged)
    expect(check(codeOf({ statement: encodeStatement(statementOf({ keyId: 8 })) }))).toEqual(forged)
  })

  it('of another person’s phone is forged: a seen statement is worth nothing without the key it names', () => {
    expect(check(codeOf({ holder: stranger }))).toEqual(forged)
    expect(check(codeOf({ server: stranger }))).toEqual(forged)
  })

  it('with a step put in by hand is forged', () => {
    const pass = signed(encodeStatement(statementOf()))
    const old = stepOf(NOW) - 240
    const code = passCode(pass, stepOf(NOW), sign(null, stepMessage(pass, old), phone))
    expect(check(code)).toEqual(forged)
  })
})

describe('any single character changed', () => {
  const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  const code = codeOf()

  it('at every place is refused', () => {
    for (let index = 0; index < code.length; index++) {
      const other = ALPHABET.charAt((ALPHABET.indexOf(code.charAt(index)) + 1 + (index % 43)) % 45)
      expect([index, check(code.slice(0, index) + other + code.slice(index + 1)).valid]).toEqual([
        index,
        false,
      ])
    }
  })

  it('left out or doubled is refused', () => {
    for (let index = 0; index < code.length; index += 7) {
      expect(check(code.slice(0, index) + code.slice(index + 1)).valid).toBe(false)
      expect(check(code.slice(0, index) + code.charAt(index) + code.slice(index)).valid).toBe(false)
    }
  })
})

it('any text at all is answered, never thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(check(text)).toEqual(forged)
      expect(check(`CV2:${text}`)).toEqual(forged)
    }),
  )
  for (const text of [
    '',
    'CV2:',
    'cv2:',
    'CV1:' + codeOf().slice(4),
    ' ' + codeOf(),
    codeOf() + ' ',
    codeOf().toLowerCase(),
  ])
    expect(check(text)).toEqual(forged)
})

it('a step beyond four bytes is not written as an earlier one', () => {
  const pass = signed(encodeStatement(statementOf()))
  expect(pass).toHaveLength(SIGNED_STATEMENT_LENGTH)
  expect(stepMessage(pass, 0xffffffff).slice(-4)).toEqual(Uint8Array.of(255, 255, 255, 255))
  expect(check(codeOf({ step: 0xffffffff }))).toMatchObject(stale)
})

describe('a short code', () => {
  test.each([
    ['ABCD2345', 'ABCD2345'],
    ['abcd 2345', 'ABCD2345'],
    ['abcd-2345', 'ABCD2345'],
    [' A B C D 2 3 4 5 ', 'ABCD2345'],
    ['ＡＢＣＤ　２３４５', 'ABCD2345'],
    ['abcd—2345', 'ABCD2345'],
    ['ABCD·2345\u200b', 'ABCD2345'],
    ['ABCD234', null],
    ['ABCD23456', null],
    ['ABCD234O', null],
    ['ABCD2340', null],
    ['ABCD2341', null],
    ['ABCD234I', null],
    ['ABCD234😀', null],
    ['', null],
  ])('%j is read as %s', (typed, read) => expect(normaliseShortCode(typed)).toBe(read))

  it('is written in two groups, and read back', () => {
    expect(formatShortCode('ABCD2345')).toBe('ABCD 2345')
    expect(normaliseShortCode(formatShortCode('ABCD2345'))).toBe('ABCD2345')
  })

  it('has 32 characters to choose from, none that look alike', () => {
    expect(new Set(SHORT_CODE_ALPHABET).size).toBe(32)
    expect(SHORT_CODE_ALPHABET).not.toMatch(/[01IO]/)
  })
})
