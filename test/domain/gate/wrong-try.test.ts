import { describe, expect, it, test } from 'vitest'
import type { GateReason } from '../../../miniprogram/domain/gate/reasons'
import { PASSAGE_WAYS, type PassageWay } from '../../../miniprogram/domain/gate/ways'
import { GUESSED_WAYS, isWrongTry } from '../../../miniprogram/domain/gate/wrong-try'

const WRONG: GateReason[] = ['NOT_FOUND', 'BAD_SIGNATURE', 'GUARD_ONLY']
const SHOWN: PassageWay[] = ['qr', 'shortCode', 'emergencyNumber', 'document']

describe.each(SHOWN)('a try by %s', (way) => {
  test.each(WRONG)('is wrong when it is %s', (reason) => expect(isWrongTry(way, reason)).toBe(true))
  test.each<GateReason | null>([null, 'OK', 'STALE_CODE', 'REVOKED', 'BLACKLIST'])(
    'is none when it belongs to somebody: %s',
    (reason) => expect(isWrongTry(way, reason)).toBe(false),
  )
})

it('cars and faces that nobody knows pass all day', () => {
  for (const way of ['plate', 'face'] as const)
    for (const reason of WRONG) expect(isWrongTry(way, reason)).toBe(false)
})

test.each(PASSAGE_WAYS)('%s can be hit by trying, or not', (way) => {
  const guessed = ['shortCode', 'emergencyNumber', 'document'].includes(way)
  expect(GUESSED_WAYS.includes(way)).toBe(guessed)
})
