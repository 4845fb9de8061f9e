import { generateKeyPairSync, sign } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { decideOffline } from '../../../miniprogram/domain/gate/snapshot/decide-offline'
import { NOTHING_REMEMBERED } from '../../../miniprogram/domain/gate/memory'
import {
  checkPassCode,
  passCode,
  stepInCode,
  stepMessage,
  stepOf,
} from '../../../miniprogram/domain/pass/pass'
import {
  decodeStatement,
  encodeStatement,
  MAX_EXTENSION_BYTES,
  rightOf,
  STATEMENT_LENGTH,
  STATEMENT_VERSION,
  type PassStatement,
} from '../../../miniprogram/domain/pass/statement'
import { addDays, type Weekday } from '../../../miniprogram/domain/values/days'
import { concatBytes } from '../../../miniprogram/domain/values/bytes'
import { NOW, TODAY } from '../builders'
import { GATE, PHONE, rawKey, SERVER, snapshotOf, statementOf, toolsOfNode, VISIT } from '../gate/builders'

/** How passes grow, and what an older phone, an older gate and a newer one make of each other's. */
const step = stepOf(NOW)
/** Any phone signs what it was given. */
function shown(statement: Uint8Array): string {
  const signed = concatBytes(statement, sign(null, statement, SERVER))
  return passCode(signed, step, sign(null, stepMessage(signed, step), PHONE))
}
const check = (code: string) => checkPassCode(code, NOW, () => rawKey(SERVER), toolsOfNode.verify)
const at = (code: string, direction: 'in' | 'out') =>
  decideOffline(
    snapshotOf(),
    { gateId: GATE, direction, inVehicle: false, credential: { code } },
    NOW,
    NOTHING_REMEMBERED,
    toolsOfNode,
  ).answer

const FULL: Partial<PassStatement> = {
  hours: { from: 1320, until: 360 },
  weekdays: [0, 6],
  entries: 255,
  longestStayMinutes: 65_535,
}

describe('a full statement', () => {
  it('reads as it was written, whatever it carries', () => {
    const anyRight = fc.record(
      {
        hours: fc.record({ from: fc.nat(1439), until: fc.integer({ min: 1, max: 1440 }) }),
        weekdays: fc.subarray<Weekday>([0, 1, 2, 3, 4, 5, 6], { minLength: 1 }),
        entries: fc.integer({ min: 1, max: 255 }),
        longestStayMinutes: fc.integer({ min: 1, max: 65_535 }),
        papersUntil: fc.constantFrom('2020-01-01', TODAY, '2199-06-06'),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(anyRight, (right) => {
        const statement = statementOf(right)
        expect(decodeStatement(encodeStatement(statement))).toEqual(statement)
      }),
    )
  })

  it('makes a code of 292 characters, with as many extensions as it takes one of 300', () => {
    expect(shown(encodeStatement(statementOf(FULL)))).toHaveLength(292)
    const extensions = [{ type: 1, bytes: new Uint8Array(MAX_EXTENSION_BYTES - 2) }]
    expect(shown(encodeStatement(statementOf({ ...FULL, extensions })))).toHaveLength(300)
  })

  test.each<[string, Partial<PassStatement>]>([
    ['too many extensions', { extensions: [{ type: 1, bytes: new Uint8Array(MAX_EXTENSION_BYTES - 1) }] }],
    ['hours of no day', { hours: { from: 1440, until: 60 } }],
    ['hours that end at nothing', { hours: { from: 60, until: 0 } }],
    ['too many entries', { entries: 256 }],
    ['too long a stay', { longestStayMinutes: 65_536 }],
  ])('refuses %s', (_, changes) => expect(() => encodeStatement(statementOf(changes))).toThrow(RangeError))
})

describe('when a pass holds', () => {
  const days = { firstDay: TODAY, lastDay: TODAY }
  test.each<[string, Partial<PassStatement>]>([
    ['its days alone', {}],
    ['hours', { hours: { from: 480, until: 1080 } }],
    ['weekdays', { weekdays: [1, 5] }],
    ['entries', { entries: 1 }],
    ['a longest stay', { longestStayMinutes: 30 }],
    ['papers', { papersUntil: TODAY }],
  ])('%s: that and nothing else is read off it', (_, right) => {
    expect(rightOf(statementOf({ ...days, ...right }))).toEqual({ ...days, ...right })
  })
})

describe('extensions', () => {
  it('are read in their order, each with its own bytes', () => {
    const extensions = [
      { type: 7, bytes: new Uint8Array() },
      { type: 1, bytes: Uint8Array.of(5) },
    ]
    expect(decodeStatement(encodeStatement(statementOf({ extensions })))?.extensions).toEqual(extensions)
  })

  const MORE = 27
  const ending = (...bytes: number[]): Uint8Array => {
    const statement = Uint8Array.of(...encodeStatement(statementOf()), ...bytes)
    statement[MORE] = bytes.length
    return statement
  }
  test.each<[string, Uint8Array]>([
    ['a type without a length', ending(1)],
    ['fewer bytes than their length says', ending(1, 2, 9)],
    ['a second one cut off', ending(1, 0, 2)],
    ['fewer bytes than the statement says', ending(1, 0).slice(0, -1)],
    ['more bytes than the statement says', Uint8Array.of(...ending(1, 0), 0)],
    ['no statement at all', new Uint8Array()],
    ['a statement cut off', encodeStatement(statementOf()).slice(0, -1)],
  ])('%s: no statement', (_, bytes) => expect(decodeStatement(bytes)).toBeNull())
})

describe('an older gate meets a newer pass', () => {
  const withExtension = (type: number) =>
    shown(encodeStatement(statementOf({ extensions: [{ type, bytes: Uint8Array.of(9, 9) }] })))

  it('passes over what it doesn’t know, and checks the signature over all of it', () => {
    expect(at(withExtension(127), 'in')).toMatchObject({ allowed: true, reason: 'OK' })
    expect(check(withExtension(127))).toMatchObject({ valid: true, statement: { visitId: VISIT } })
    const bytes = encodeStatement(statementOf({ extensions: [{ type: 1, bytes: Uint8Array.of(9, 9) }] }))
    const signed = concatBytes(bytes, sign(null, bytes, SERVER))
    // The same extension with another content, the server's signature of before.
    const forged = Uint8Array.from(signed, (byte, index) => (index === STATEMENT_LENGTH + 3 ? 8 : byte))
    const code = passCode(forged, step, sign(null, stepMessage(forged, step), PHONE))
    expect(check(code)).toEqual({ valid: false, reason: 'BAD_SIGNATURE' })
  })

  it('leaves a restriction that it doesn’t know to the guard, and keeps nobody in', () => {
    expect(at(withExtension(128), 'in')).toMatchObject({ allowed: false, reason: 'LOW_CONFIDENCE' })
    expect(at(withExtension(128), 'out')).toMatchObject({ allowed: true, reason: 'OK' })
  })

  it('leaves a version that it can’t read to the guard', () => {
    const newer = Uint8Array.from(encodeStatement(statementOf()), (byte, index) =>
      index === 0 ? STATEMENT_VERSION + 1 : byte,
    )
    const code = shown(newer)
    expect(code).toMatch(/^CV3:/)
    expect([check(code), stepInCode(code)]).toEqual([{ valid: false, reason: 'NEWER_FORMAT' }, null])
    for (const direction of ['in', 'out'] as const)
      expect(at(code, direction)).toMatchObject({ allowed: false, reason: 'LOW_CONFIDENCE' })
  })

  it('a newer prefix before an older statement is worth nothing', () => {
    const code = shown(encodeStatement(statementOf()))
    expect(check(code.replace('CV2', 'CV3'))).toEqual({ valid: false, reason: 'NEWER_FORMAT' })
    expect(check(code.replace('CV2', 'CV1'))).toEqual({ valid: false, reason: 'BAD_SIGNATURE' })
  })
})

describe('hours, weekdays and entries on a pass that the list doesn’t have', () => {
  // 14:00 on a Saturday.
  const unlisted = (changes: Partial<PassStatement>) =>
    shown(encodeStatement(statementOf({ visitId: 'PonMlKjIhGfEdCbA', ...changes })))
  test.each<[string, Partial<PassStatement>, string]>([
    ['at every hour', {}, 'OK'],
    ['from 8 to 18', { hours: { from: 480, until: 1080 } }, 'OK'],
    ['from 22 to 6', { hours: { from: 1320, until: 360 } }, 'OUTSIDE_HOURS'],
    ['on Saturdays', { weekdays: [6] }, 'OK'],
    ['on Sundays', { weekdays: [0] }, 'OUTSIDE_HOURS'],
    ['on the last day of its papers', { papersUntil: TODAY }, 'OK'],
    ['after it', { papersUntil: addDays(TODAY, -1) }, 'PAPERS_EXPIRED'],
  ])('%s', (_, changes, reason) => {
    expect(at(unlisted(changes), 'in').reason).toBe(reason)
    expect(at(unlisted(changes), 'out').reason).toBe('OK')
  })
})

it('an older phone shows a newer statement as it was given it', () => {
  const newer = Uint8Array.of(STATEMENT_VERSION + 1, ...new Uint8Array(99).fill(7))
  const stranger = generateKeyPairSync('ed25519').privateKey
  const signed = concatBytes(newer, sign(null, newer, SERVER))
  expect(passCode(signed, step, sign(null, stepMessage(signed, step), stranger))).toMatch(
    /^CV3:[0-9A-Z $%*+\-./:]+$/,
  )
})

it('a newer gate reads a statement that carries none of what may be added', () => {
  const statement = statementOf()
  expect(encodeStatement(statement)).toHaveLength(STATEMENT_LENGTH)
  expect(check(shown(encodeStatement(statement)))).toEqual({ valid: true, statement, step })
})
