import { describe, expect, it, test } from 'vitest'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import {
  GateMemory,
  lastMove,
  onceOf,
  replayKey,
  type CodeSeen,
} from '../../../miniprogram/domain/gate/memory'
import { tokenOf } from '../../../miniprogram/domain/gate/snapshot/records'
import { STEP_MS, stepOf } from '../../../miniprogram/domain/pass/pass'
import { NOW } from '../builders'
import { SALT, toolsOfNode } from './builders'

const { digest } = toolsOfNode
const PLATE = '桂C12345'
const salt = toBase64Url(SALT)
const tokenUnder = (text: string): string =>
  toBase64Url(tokenOf(digest, new Uint8Array(Buffer.from(text, 'base64url')), 'plate', PLATE))
const passage = {
  way: 'qr' as const,
  ...{ allowed: true, visitId: 'v1', step: 7, direction: 'in' as const, plate: PLATE, inVehicle: true },
  at: NOW,
}

it('remembers a code that let somebody pass, and a vehicle by plate and booking, under every salt', () => {
  const memory = new GateMemory(digest)
  memory.under(salt)
  memory.pass(passage)
  const tomorrow = toBase64Url(new Uint8Array(16).fill(8))
  for (const each of [salt, tomorrow]) {
    const remembered = memory.under(each)
    expect(remembered.used.has(replayKey('v1', 'in', 7))).toBe(true)
    expect(remembered.used.has(replayKey('v1', 'out', 7))).toBe(false)
    expect(lastMove(remembered, [tokenUnder(each)])).toEqual({ direction: 'in', at: NOW })
    expect(lastMove(remembered, ['another', 'v1'])).toEqual({ direction: 'in', at: NOW })
    expect(lastMove(remembered, ['another', 'v2'])).toBeNull()
  }
})

it('remembers nothing of a refusal, and no vehicle of a walker', () => {
  const memory = new GateMemory(digest)
  memory.pass({ ...passage, allowed: false })
  memory.pass({ ...passage, plate: null, inVehicle: false, step: null })
  const { used, vehicles } = memory.under(salt)
  expect([used.size, vehicles.size]).toEqual([0, 0])
})

it('of plate and booking the later move counts', () => {
  const memory = new GateMemory(digest)
  memory.pass(passage)
  memory.pass({ ...passage, plate: null, direction: 'out', at: NOW + 1 })
  expect(lastMove(memory.under(salt), [tokenUnder(salt), 'v1'])?.direction).toBe('out')
  expect(lastMove(memory.under(salt), [tokenUnder(salt)])?.direction).toBe('in')
})

it('once everything is delivered the list tells where vehicles are; a used code stays used', () => {
  const memory = new GateMemory(digest)
  memory.pass(passage)
  memory.forgetMoves()
  const { used, vehicles } = memory.under(salt)
  expect([used.size, vehicles.size]).toEqual([1, 0])
})

it('keeps a code out of time for a quarter of an hour', () => {
  const memory = new GateMemory(digest)
  const stale = { visitId: 'v1', skewMs: -4 * STEP_MS, step: null, answer: { reason: 'STALE_CODE' as const } }
  memory.see(stale, NOW)
  expect(memory.sightings).toEqual([{ visitId: 'v1', step: stepOf(NOW) - 4, at: NOW }])
  memory.see({ ...stale, skewMs: null }, NOW + 60_000)
  expect(memory.sightings).toHaveLength(1)
  memory.see({ ...stale, skewMs: null }, NOW + 15 * 60_000)
  expect(memory.sightings).toEqual([])
})

test.each([
  ['a pass: its step', 'qr', 7, 7],
  ['a short code: itself', 'shortCode', null, 'shortCode'],
  ['a plate: nothing', 'plate', null, null],
] as const)('%s is used up', (_, way, step, once) => expect(onceOf(way, step)).toBe(once))

describe('how many are inside with a booking', () => {
  const walker = { ...passage, plate: null, inVehicle: false }
  test.each<[passages: ('in' | 'out')[], heads: number]>([
    [['in'], 1],
    [['in', 'in'], 2],
    [['in', 'in', 'out'], 1],
    [['in', 'out'], 0],
    // Who came in elsewhere and leaves here is no debt of the next one.
    [['out', 'out', 'in'], 1],
  ])('%j: %i', (passages, heads) => {
    const memory = new GateMemory(digest)
    for (const direction of passages) memory.pass({ ...walker, direction })
    expect(memory.under(salt).heads.get('v1')).toBe(heads)
  })
})

describe('before and after a decision asked', () => {
  test.each([false, true])('asked: %s', (asked) => {
    const remembers = (changes: Partial<typeof passage> | { plate: null } | { visitId: null }) => {
      const memory = new GateMemory(digest)
      if (asked) memory.under(salt)
      memory.pass({ ...passage, ...changes })
      const { vehicles, used, heads } = memory.under(salt)
      return [[...vehicles.keys()].sort(), used.size, heads.size]
    }
    expect(remembers({})).toEqual([[tokenUnder(salt), 'v1'].sort(), 1, 1])
    // A car without a booking leaves; a booking's car is driven, and nobody read its plate.
    expect(remembers({ visitId: null })).toEqual([[tokenUnder(salt)], 0, 0])
    expect(remembers({ plate: null })).toEqual([['v1'], 1, 1])
  })
})

it('begins without a sighting', () => expect(new GateMemory(digest).sightings).toEqual([]))

describe('of codes out of time', () => {
  const seen: CodeSeen = { visitId: 'v1', skewMs: -4 * STEP_MS, step: null, answer: { reason: 'OK' } }
  test.each<[string, Partial<CodeSeen>, number]>([
    ['one that may come of a clock is kept, whatever the answer', {}, 1],
    ['a stale one is kept, however old', { skewMs: -90 * STEP_MS, answer: { reason: 'STALE_CODE' } }, 1],
    ['one too far off for a clock and not stale isn’t', { skewMs: -90 * STEP_MS }, 0],
    ['one of nobody isn’t', { visitId: null }, 0],
    ['one in time isn’t', { skewMs: null }, 0],
  ])('%s', (_, changes, kept) => {
    const memory = new GateMemory(digest)
    memory.see({ ...seen, ...changes }, NOW)
    expect(memory.sightings).toHaveLength(kept)
  })
})
