import { expect, it } from 'vitest'
import { toBase64Url } from '../../../miniprogram/domain/values/bytes'
import { GateMemory, lastMove, replayKey } from '../../../miniprogram/domain/gate/memory'
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
