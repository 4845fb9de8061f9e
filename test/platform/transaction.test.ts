import { afterAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { transact } from '../../cloudfunctions/platform/transaction'
import { DomainError } from '../../miniprogram/domain/errors'

const { inTransaction } = vi.hoisted(() => ({ inTransaction: vi.fn() }))
vi.mock('../../cloudfunctions/platform/database', () => ({ inTransaction }))

vi.useFakeTimers()
afterAll(() => vi.useRealTimers())
beforeEach(() => {
  inTransaction.mockReset()
})

const conflict = { code: 'DATABASE_TRANSACTION_CONFLICT', message: '[WriteConflict]' }
const taken = { message: 'E11000 duplicate key error' }
const refused = new DomainError('NOT_FOUND')
const broken = new Error('connection lost')

/** What a transaction that always ends so resolves with, or the error; how often it ran, and how often it was looked. */
async function end(error: unknown, done: string | null) {
  inTransaction.mockRejectedValue(error)
  const instead = vi.fn(() => Promise.resolve(done))
  const result = transact(() => Promise.resolve('anew'), instead).catch((thrown: unknown) => thrown)
  await vi.runAllTimersAsync()
  return { result: await result, runs: inTransaction.mock.calls.length, looks: instead.mock.calls.length }
}

describe('done before, perhaps by a rival', () => {
  test.each([
    ['rivals that stay', conflict, { result: 'done', runs: 9, looks: 1 }],
    ['an id that is taken', taken, { result: 'done', runs: 1, looks: 1 }],
    ['a rule that refuses', refused, { result: 'done', runs: 1, looks: 1 }],
    ['whatever else is broken', broken, { result: broken, runs: 1, looks: 0 }],
  ])('%s', async (_, error, expected) => expect(await end(error, 'done')).toEqual(expected))
})

describe('not done before', () => {
  const busy = new DomainError('BUSY')
  test.each([
    ['rivals that stay', conflict, { result: busy, runs: 9, looks: 1 }],
    ['an id that stays taken', taken, { result: busy, runs: 9, looks: 9 }],
    ['a rule that refuses', refused, { result: refused, runs: 1, looks: 1 }],
    ['whatever else is broken', broken, { result: broken, runs: 1, looks: 0 }],
  ])('%s', async (_, error, expected) => expect(await end(error, null)).toEqual(expected))
})

it('goes through once the rivals have', async () => {
  inTransaction.mockRejectedValueOnce(conflict).mockResolvedValueOnce('anew')
  const result = transact(() => Promise.resolve('anew'))
  await vi.runAllTimersAsync()
  expect(await result).toBe('anew')
})
