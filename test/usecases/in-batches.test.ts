import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { eachOf } from '../../cloudfunctions/usecases/in-batches'

/** A job whose rows each wait for somebody else ends in time for the jobs behind it. */
beforeEach(() => vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => vi.useRealTimers())

const rows = (count: number) => Array.from({ length: count }, (_, index) => ({ _id: String(index) }))
const takes = (ms: number) => async () => {
  vi.advanceTimersByTime(ms)
  return true
}

it.each([
  ['quick rows are all done', 1, 100, 15_000, { done: 100, failed: 0 }],
  ['slow ones as far as there is time', 500, 100, 15_000, { done: 30, failed: 70 }],
  ['of one that takes all of it, no other', 15_000, 3, 15_000, { done: 1, failed: 2 }],
  ['without a limit all of them', 15_000, 3, undefined, { done: 3, failed: 0 }],
])('%s', async (_, ms, count, maxMs, outcome) => {
  expect(await eachOf('job', rows(count), takes(ms), maxMs)).toEqual(outcome)
})
