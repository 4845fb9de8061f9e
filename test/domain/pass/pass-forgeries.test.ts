import { generateKeyPairSync, sign } from 'node:crypto'
import { expect, it, test } from 'vitest'
import { concatBytes, fromBase45, toBase45 } from '../../../miniprogram/domain/values/bytes'
import { addDays } from '../../../miniprogram/domain/values/days'
import { NOTHING_REMEMBERED, replayKey, type Remembered } from '../../../miniprogram/domain/gate/memory'
import { decideOffline } from '../../../miniprogram/domain/gate/snapshot/decide-offline'
import {
  SIGNED_STATEMENT_LENGTH,
  STEP_TOLERANCE,
  stepMessage,
  passCode,
  stepOf,
} from '../../../miniprogram/domain/pass/pass'
import { encodeStatement, STATEMENT_LENGTH } from '../../../miniprogram/domain/pass/statement'
import { NOW } from '../builders'
import {
  codeOf,
  GATE,
  PHONE,
  rawKey,
  SERVER,
  snapshotOf,
  statementOf,
  toolsOfNode,
  VISIT,
} from '../gate/builders'

/**
 * Forged, altered, stale and replayed codes at a gate that knows the visit: none lets anybody in. PASS_CASES says how
 * many; the numbers of each run are the same, the keys are new.
 *
 *   PASS_CASES=100000 npx vitest run --project fast test/domain/pass/pass-forgeries.test.ts
 */
const CASES = Number(process.env.PASS_CASES ?? 2_000)

const stranger = generateKeyPairSync('ed25519').privateKey
const strangersPhone = generateKeyPairSync('ed25519').privateKey
const step = stepOf(NOW)
const genuine = codeOf(step)
const bytes = fromBase45(genuine.slice(4)) as Uint8Array
const written = (changed: Uint8Array): string => `CV2:${toBase45(changed)}`
const snapshot = snapshotOf()
const used: Remembered = { ...NOTHING_REMEMBERED, used: new Set([replayKey(VISIT, 'in', step)]) }

/** The same numbers in every run (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

type Number_ = () => number
interface Kind {
  make: (number: Number_) => string
  seen?: Remembered
}

const signedBy = (statement: Uint8Array, server = SERVER) =>
  concatBytes(statement, sign(null, statement, server))
const shownBy = (signed: Uint8Array, at: number, holder = PHONE) =>
  passCode(signed, at, sign(null, stepMessage(signed, at), holder))
const changedStatement = (number: Number_) =>
  encodeStatement(
    statementOf({ headCount: 2 + (number() % 200), lastDay: addDays('2026-05-24', number() % 3000) }),
  )

const KINDS: Record<string, Kind> = {
  'one bit turned': {
    make(number) {
      const [at, bit] = [number() % bytes.length, number() % 8]
      return written(Uint8Array.from(bytes, (byte, place) => (place === at ? byte ^ (1 << bit) : byte)))
    },
  },
  'some bytes replaced': {
    make(number) {
      const changed = Uint8Array.from(bytes)
      for (let count = 1 + (number() % 8); count > 0; count--) {
        const at = number() % bytes.length
        changed[at] = (changed[at] ?? 0) + 1 + (number() % 255)
      }
      // Two changes of one byte may undo each other.
      return changed.every((byte, index) => byte === bytes[index]) ? 'CV2:' : written(changed)
    },
  },
  'another statement under the same signatures': {
    make: (number) => written(concatBytes(changedStatement(number), bytes.slice(STATEMENT_LENGTH))),
  },
  'signed by a stranger for the server': {
    make: (number) => shownBy(signedBy(changedStatement(number), stranger), step),
  },
  'a genuine statement on another phone': {
    make: (number) =>
      shownBy(bytes.slice(0, SIGNED_STATEMENT_LENGTH), step + (number() % 3) - 1, strangersPhone),
  },
  'a statement that names the stranger’s own phone': {
    make(number) {
      const own = statementOf({ holderKey: rawKey(strangersPhone), headCount: 1 + (number() % 200) })
      return shownBy(
        concatBytes(encodeStatement(own), bytes.slice(STATEMENT_LENGTH, SIGNED_STATEMENT_LENGTH)),
        step,
        strangersPhone,
      )
    },
  },
  'a step put in by hand': {
    make(number) {
      const signed = bytes.slice(0, SIGNED_STATEMENT_LENGTH)
      const old = step - 3 - (number() % 100_000)
      return passCode(signed, step, sign(null, stepMessage(signed, old), PHONE))
    },
  },
  'stale, or ahead of time': {
    make: (number) =>
      codeOf(step + (number() % 2 === 0 ? -1 : 1) * (STEP_TOLERANCE + 1 + (number() % 100_000))),
  },
  'used before': { make: () => genuine, seen: used },
  'random bytes of the right length': {
    make: (number) => written(Uint8Array.from(bytes, () => number() & 255)),
  },
}

const names = Object.keys(KINDS)
const decide = (code: string, seen: Remembered = NOTHING_REMEMBERED) =>
  decideOffline(
    snapshot,
    { gateId: GATE, direction: 'in', inVehicle: false, credential: { code } },
    NOW,
    seen,
    toolsOfNode,
  )

test.each(names)('%s: none of them lets anybody in', { timeout: 600_000 }, (name) => {
  const { make, seen } = KINDS[name] as Kind
  const number = numbersFrom(names.indexOf(name) + 1)
  const accepted: string[] = []
  for (let round = 0; round < CASES / names.length; round++) {
    const code = make(number)
    const { answer, doubt } = decide(code, seen)
    if (answer.allowed || doubt !== null) accepted.push(code)
  }
  expect(accepted).toEqual([])
})

it('and the one they were made from does', () =>
  expect(decide(genuine)).toMatchObject({ answer: { allowed: true, reason: 'OK' }, doubt: null }))
