import { generateKeyPairSync, sign } from 'node:crypto'
import { ownClockWords, skewWords } from '../../../miniprogram/locales/zh/clock'
import { describe, expect, it, test } from 'vitest'
import { isTicking, mayBeClock, ownClockSuspected, skewOf } from '../../../miniprogram/domain/gate/clock-skew'
import { NOTHING_REMEMBERED, replayKey, type Remembered } from '../../../miniprogram/domain/gate/memory'
import { decideOffline } from '../../../miniprogram/domain/gate/snapshot/decide-offline'
import { SNAPSHOT_LIFE_MS, type GateSnapshot } from '../../../miniprogram/domain/gate/snapshot/snapshot'
import { STEP_MS, stepOf } from '../../../miniprogram/domain/pass/pass'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../builders'
import { codeOf, GATE, ISSUER, PHONE, snapshotOf, toolsOfNode, VISIT } from './builders'

const MINUTE = 60_000
/** How far a clock is off, in minutes: fast or slow. */
const OFF = [-11, -8, -3, -2, -1, 0, 1, 2, 3, 8]
const check = { gateId: GATE, direction: 'in' as const, inVehicle: false }

/**
 * One visitor's phone and one guard's phone, both wrong, both without a network. A phone that has ever had a reply
 * keeps the server's offset and signs and compares with server time.
 */
function meet(visitorOff: number, guardOff: number, learnt: { visitor: boolean; guard: boolean }) {
  const visitorNow = (at: number) => at + (learnt.visitor ? 0 : visitorOff * MINUTE)
  const guardNow = (at: number) => at + (learnt.guard ? 0 : guardOff * MINUTE)
  const snapshot = snapshotOf()
  const look = (at: number, seen: Remembered) =>
    decideOffline(
      snapshot,
      { ...check, credential: { code: codeOf(stepOf(visitorNow(at))) } },
      guardNow(at),
      seen,
      toolsOfNode,
    )
  const first = look(NOW, NOTHING_REMEMBERED)
  const sightings =
    first.skewMs === null ? [] : [{ visitId: VISIT, step: stepOf(visitorNow(NOW)), at: guardNow(NOW) }]
  const second = look(NOW + 2 * STEP_MS, { ...NOTHING_REMEMBERED, sightings })
  return { first, second }
}

describe('both phones know the server’s time: nobody notices whose clock is off', () => {
  for (const visitor of OFF)
    test.each(OFF)(`visitor ${visitor} min, guard %i min`, (guard) => {
      const { first } = meet(visitor, guard, { visitor: true, guard: true })
      expect([first.answer.reason, first.doubt]).toEqual(['OK', null])
    })
})

describe('one clock is wrong and its offset isn’t known', () => {
  test.each(OFF)('off by %i minutes, on either side', (off) => {
    for (const { first, second } of [
      meet(off, 0, { visitor: false, guard: true }),
      meet(0, off, { visitor: true, guard: false }),
    ]) {
      const size = Math.abs(off)
      if (size === 0) expect([first.answer.reason, first.doubt]).toEqual(['OK', null])
      // Up to two minutes: refused at first, with how far it is off; seen to tick, the guard decides.
      else if (size <= 2) {
        expect([first.answer.reason, Math.abs(first.skewMs ?? 0)]).toEqual(['STALE_CODE', size * MINUTE])
        expect([second.answer.allowed, second.doubt]).toEqual([true, 'clock'])
      } else expect([first.answer.reason, second.answer.reason]).toEqual(['STALE_CODE', 'STALE_CODE'])
    }
  })
})

describe('both clocks are wrong and neither offset is known', () => {
  for (const visitor of OFF)
    test.each(OFF)(`visitor ${visitor} min, guard %i min: what counts is the difference`, (guard) => {
      const apart = Math.abs(visitor - guard)
      const { first, second } = meet(visitor, guard, { visitor: false, guard: false })
      expect(first.answer.reason).toBe(apart === 0 ? 'OK' : 'STALE_CODE')
      expect([second.answer.allowed, second.doubt]).toEqual(
        apart === 0 ? [true, null] : apart <= 2 ? [true, 'clock'] : [false, null],
      )
    })
})

describe('a picture of a code', () => {
  const old = { visitId: VISIT, step: stepOf(NOW - 2 * MINUTE), at: NOW }

  it('looked at twice stays at its step: refused both times', () => {
    const again = { ...old, at: NOW + 2 * STEP_MS }
    expect(mayBeClock(old)).toBe(true)
    expect(isTicking(old, again)).toBe(false)
    const seen = { ...NOTHING_REMEMBERED, sightings: [old] }
    const shown = { ...check, credential: { code: codeOf(old.step) } }
    expect(decideOffline(snapshotOf(), shown, again.at, seen, toolsOfNode).answer.reason).toBe('STALE_CODE')
  })

  it('lets out all the same', () => {
    const out = { ...check, direction: 'out' as const, credential: { code: codeOf(old.step) } }
    expect(decideOffline(snapshotOf(), out, NOW, NOTHING_REMEMBERED, toolsOfNode).answer.allowed).toBe(true)
  })

  it('another person’s ticking code proves nothing about this one', () => {
    const later = { ...old, visitId: 'another', step: old.step + 2, at: NOW + 2 * STEP_MS }
    expect(isTicking(old, later)).toBe(false)
  })

  it.each([
    [1, 1, true],
    [1, 2, true],
    [4, 3, true],
    [4, 2, false],
    [0, 1, false],
    [-1, 1, false],
  ])('%i steps in the time of %i: ticking %s', (steps, passed, ticking) => {
    expect(isTicking(old, { ...old, step: old.step + steps, at: NOW + passed * STEP_MS })).toBe(ticking)
  })
})

describe('whose clock it is', () => {
  const seen = (visitId: string, minutes: number) => ({
    visitId,
    step: stepOf(NOW + minutes * MINUTE),
    at: NOW,
  })

  it.each([
    ['one visitor, however often', [seen('a', 5), seen('a', 5), seen('a', 5)], false],
    ['three visitors, each by another amount', [seen('a', 5), seen('b', -2), seen('c', 1)], false],
    ['three visitors by the same amount', [seen('a', 5), seen('b', 5), seen('c', 5)], true],
    ['the last three, whatever was before', [seen('z', -9), seen('a', 5), seen('b', 5), seen('c', 5)], true],
  ])('%s: ours suspected %s', (_, sightings, ours) => expect(ownClockSuspected(sightings)).toBe(ours))

  it.each([
    [0, ''],
    [10_000, ''],
    [-45_000, '慢约45秒'],
    [-5 * MINUTE, '慢约5分钟'],
    [10 * MINUTE, '快约10分钟'],
  ])('%i ms reads %j', (skew, words) => expect(skewWords(skew)).toBe(words))

  it('a phone tells of its own clock from one minute on', () => {
    expect(ownClockWords(59_000)).toBe('')
    // The server is five minutes ahead: the phone is slow.
    expect(ownClockWords(5 * MINUTE)).toBe('本机时间慢约5分钟，已自动校正')
    expect(ownClockWords(-5 * MINUTE)).toBe('本机时间快约5分钟，已自动校正')
  })

  it('a code’s own step says how far it is off', () =>
    expect(skewOf(stepOf(NOW - 5 * MINUTE), NOW)).toBe(-5 * MINUTE))
})

describe('a snapshot that has expired', () => {
  const late = NOW + SNAPSHOT_LIFE_MS
  const today = dayOf(late)
  const endingOn = (lastDay: Day) => ({
    snapshot: snapshotOf({ lastDay }),
    shown: (at: number) => ({ ...check, credential: { code: codeOf(stepOf(at), { lastDay }) } }),
  })

  // A visit of one day has only its last: were that believed, nearly everybody would be.
  it.each([0, 1, 13])('vouches for nobody: the days are right, the guard decides; days left: %i', (left) => {
    const { snapshot, shown } = endingOn(addDays(today, left))
    const answer = decideOffline(snapshot, shown(late), late, NOTHING_REMEMBERED, toolsOfNode)
    expect([answer.answer.allowed, answer.doubt]).toEqual([true, 'snapshotExpired'])
    const before = decideOffline(snapshot, shown(late - 1), late - 1, NOTHING_REMEMBERED, toolsOfNode)
    expect(before.doubt).toBeNull()
  })

  it('still knows who was revoked: bad news stays true', () => {
    const { shown } = endingOn(today)
    const revoked = snapshotOf({ lastDay: today, state: 'revoked' })
    const answer = decideOffline(revoked, shown(late), late, NOTHING_REMEMBERED, toolsOfNode)
    expect(answer.answer).toMatchObject({ allowed: false, reason: 'REVOKED' })
  })

  it('lets everybody out without a question', () => {
    const { snapshot, shown } = endingOn(today)
    const out = { ...shown(late), direction: 'out' as const }
    expect(decideOffline(snapshot, out, late, NOTHING_REMEMBERED, toolsOfNode)).toMatchObject({
      answer: { allowed: true },
      doubt: null,
    })
  })
})

describe('keys', () => {
  const code = { ...check, credential: { code: codeOf(stepOf(NOW)) } }
  const reasonWith = (keys: GateSnapshot['keys']) =>
    decideOffline({ ...snapshotOf(), keys }, code, NOW, NOTHING_REMEMBERED, toolsOfNode).answer.reason

  it('an old key still verifies beside the new one; a withdrawn one doesn’t', () => {
    const next = { keyId: 9, publicKey: 'A'.repeat(43) }
    expect(reasonWith([next, ISSUER])).toBe('OK')
    expect(reasonWith([next])).toBe('BAD_SIGNATURE')
  })
})

it('a step that let somebody in at this phone lets nobody in again, and out once', () => {
  const step = stepOf(NOW)
  const seen = { ...NOTHING_REMEMBERED, used: new Set([replayKey(VISIT, 'in', step)]) }
  const decide = (direction: 'in' | 'out') =>
    decideOffline(
      snapshotOf(),
      { ...check, direction, credential: { code: codeOf(step) } },
      NOW,
      seen,
      toolsOfNode,
    )
  expect(decide('in').answer.reason).toBe('REPLAYED')
  expect(decide('out').answer.reason).toBe('OK')
})

it('a phone of another person is none of the visitor’s', () => {
  const stranger = generateKeyPairSync('ed25519').privateKey
  const forged = codeOf(stepOf(NOW), {}, (message) => sign(null, message, stranger))
  const answer = decideOffline(
    snapshotOf(),
    { ...check, credential: { code: forged } },
    NOW,
    NOTHING_REMEMBERED,
    toolsOfNode,
  )
  expect([answer.answer.reason, PHONE === stranger, TODAY]).toEqual(['BAD_SIGNATURE', false, TODAY])
})
