import { expect, it, vi } from 'vitest'
import { ref } from 'vue'
import { useNeeded } from '../../console/shell/use-needed'

const question = (data: unknown, error: Error | null = null) => ({
  ...{ data: ref(data), error: ref(error), refetch: vi.fn() },
})

it('a page with several questions waits for all answers', () => {
  const [one, other] = [question({}), question(undefined)]
  const { waiting, failure } = useNeeded(one, other)
  expect([waiting.value, failure.value]).toEqual([true, null])
  other.data.value = {}
  expect(waiting.value).toBe(false)
})

it('it says why one doesn’t come, and asks that one again', () => {
  const lost = new Error('lost')
  const [one, other] = [question({}), question(undefined, lost)]
  const { waiting, failure, retry } = useNeeded(one, other)
  expect([waiting.value, failure.value]).toEqual([true, lost])
  retry()
  expect([one.refetch, other.refetch].map(({ mock }) => mock.calls.length)).toEqual([0, 1])
})

it('what came once stays shown when it can’t be read again', () => {
  const { waiting, failure } = useNeeded(question({}, new Error('lost')))
  expect([waiting.value, failure.value]).toEqual([false, null])
})

it('without questions there is nothing to wait for', () => {
  expect(useNeeded().waiting.value).toBe(false)
})
