import { expect, test } from 'vitest'
import {
  pollsAfterMs,
  PROPAGATED_WITHIN_MS,
  propagationByWay,
  propagationOf,
  type DeviceKnowledge,
  type GateDevice,
  type WaysInState,
} from '../../../miniprogram/domain/gate/propagation'
import type { Way } from '../../../miniprogram/domain/visit/purposes'
import { decisionOf, GATE_REASONS } from '../../../miniprogram/domain/gate/reasons'

const CHANGED = 1_000_000
const device = (knowsUpTo: number, seenAt: number): DeviceKnowledge => ({ knowsUpTo, seenAt })
const SOON = CHANGED + 1000
const LATE = CHANGED + PROPAGATED_WITHIN_MS + 1

test.each<[string, DeviceKnowledge[], number, string]>([
  ['no device: a guard asks the server', [], SOON, 'effective'],
  ['knows the very change', [device(CHANGED, SOON)], SOON, 'effective'],
  ['knows the moment before', [device(CHANGED - 1, SOON)], SOON, 'delivering'],
  ['of two the slower counts', [device(SOON, SOON), device(CHANGED - 1, SOON)], SOON, 'delivering'],
  ['silent for too long', [device(CHANGED - 1, SOON - PROPAGATED_WITHIN_MS - 1)], SOON, 'failed'],
  ['polls, and still doesn’t know', [device(CHANGED - 1, LATE)], LATE, 'failed'],
  ['one of several silent', [device(0, SOON), device(0, SOON - PROPAGATED_WITHIN_MS - 1)], SOON, 'failed'],
  ['within three minutes', [device(0, LATE - 1 - PROPAGATED_WITHIN_MS)], LATE - 1, 'delivering'],
  ['silent, but it knew before', [device(CHANGED, CHANGED)], LATE, 'effective'],
])('%s', (_, devices, now, state) => expect(propagationOf(CHANGED, devices, now)).toBe(state))

const reader = (kind: GateDevice['kind'], knowsUpTo: number): GateDevice => ({
  ...{ kind, knowsUpTo, seenAt: SOON },
})
const ALL_WAYS = ['qr', 'shortCode', 'face', 'plate', 'idCard'] as const

test.each<[string, GateDevice[], readonly Way[], WaysInState[]]>([
  ['no device', [], ALL_WAYS, [{ state: 'effective', ways: [] }]],
  ['all know', [reader('controller', SOON)], ALL_WAYS, [{ state: 'effective', ways: [] }]],
  ['none knows yet', [reader('qrHead', 0)], ALL_WAYS, [{ state: 'delivering', ways: [] }]],
  [
    'a device that reads none of the ways',
    [reader('faceReader', 0)],
    ['qr', 'shortCode'],
    [{ state: 'effective', ways: [] }],
  ],
  [
    'one knows, one doesn’t',
    [reader('qrHead', SOON), reader('faceReader', 0)],
    ALL_WAYS,
    [
      { state: 'effective', ways: ['qr'] },
      { state: 'delivering', ways: ['face'] },
    ],
  ],
  [
    'of two that read the same the slower counts',
    [reader('controller', SOON), reader('plateCamera', 0), reader('idReader', SOON)],
    ALL_WAYS,
    [
      { state: 'effective', ways: ['qr', 'idCard'] },
      { state: 'delivering', ways: ['plate'] },
    ],
  ],
])('by way: %s', (_, devices, ways, told) => {
  expect(propagationByWay(() => CHANGED, devices, ways, SOON)).toEqual(told)
})

test.each<[string, number, WaysInState[]]>([
  ['before the device looked', CHANGED, [{ state: 'effective', ways: [] }]],
  [
    'since',
    SOON,
    [
      { state: 'effective', ways: ['qr'] },
      { state: 'delivering', ways: ['face'] },
    ],
  ],
])('by way: a photo that came %s', (_, photoAt, told) => {
  const devices = [reader('qrHead', CHANGED), reader('faceReader', CHANGED)]
  const changedAt = (way: Way): number => (way === 'face' ? photoAt : CHANGED)
  expect(propagationByWay(changedAt, devices, ['qr', 'face'], SOON)).toEqual(told)
})

test.each([
  ['2026-05-23T05:59:59+08:00', 60_000],
  ['2026-05-23T06:00:00+08:00', 10_000],
  ['2026-05-23T22:59:59+08:00', 10_000],
  ['2026-05-23T23:00:00+08:00', 60_000],
])('at %s the list is asked for again after %i ms', (at, ms) => {
  expect(pollsAfterMs(Date.parse(at))).toBe(ms)
  expect(ms).toBeLessThan(PROPAGATED_WITHIN_MS / 2)
})

test.each(GATE_REASONS)('%s never opens when it refuses, and always when it lets pass', (reason) => {
  expect(decisionOf(false, reason)).not.toBe('allow')
  expect(decisionOf(true, reason)).toBe('allow')
})
