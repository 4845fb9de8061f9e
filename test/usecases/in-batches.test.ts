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
  expect(await eachOf('job', rows(count), takes(ms), { maxMs })).toEqual(outcome)
})

it('so many at once, each row once, whatever fails', async () => {
  let [underWay, most] = [0, 0]
  const met: string[] = []
  const outcome = await eachOf(
    'job',
    rows(20),
    async ({ _id }) => {
      most = Math.max(most, ++underWay)
      met.push(_id)
      await Promise.resolve()
      underWay--
      if (_id === '7') throw new Error('row 7')
      return _id !== '8'
    },
    { atOnce: 4 },
  )
  expect([outcome, most]).toEqual([{ done: 18, failed: 1 }, 4])
  expect(met).toEqual(rows(20).map(({ _id }) => _id))
})
