import { QueryClient, VueQueryPlugin } from '@tanstack/vue-query'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { computed, createApp, effectScope } from 'vue'
import { queueAddress } from '../../console/pages/approvals/queue-address'
import { useQueue, type Queue } from '../../console/pages/approvals/use-queue'

/** Bookings that came since an approver's rows were read are announced, whatever was decided meanwhile. */
const LOOKS_EVERY = 30_000
let waiting: number
let queue: Queue
let client: QueryClient
const scope = { end: (): void => undefined }

beforeEach(async () => {
  vi.useFakeTimers()
  waiting = 3
  vi.stubGlobal('fetch', (_: string, { body }: { body: string }) => {
    const { action } = JSON.parse(body) as { action: string }
    const data = action === 'me' ? { waiting: { approvals: waiting } } : { rows: [], next: null }
    return Promise.resolve({ json: () => Promise.resolve({ ok: true, data }) })
  })
  const app = createApp({ render: () => null })
  client = new QueryClient()
  app.use(VueQueryPlugin, { queryClient: client })
  const page = effectScope()
  scope.end = () => {
    page.stop()
    client.clear()
  }
  page.run(() => app.runWithContext(() => (queue = useQueue(computed(() => queueAddress({}))))))
  await vi.advanceTimersByTimeAsync(0)
})
afterEach(() => {
  scope.end()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

/** As the page does by itself in a browser. */
async function look(): Promise<void> {
  vi.setSystemTime(Date.now() + LOOKS_EVERY)
  const [read] = await Promise.all([
    client.refetchQueries({ queryKey: ['me', 'waiting'] }),
    vi.advanceTimersByTimeAsync(0),
  ])
  await vi.advanceTimersByTimeAsync(0)
  return read
}
/** So many of those that wait are decided here, while a look falls between. */
const decide = async (count: number) => {
  const done = queue.decide(async () => {
    waiting -= count
    await look()
    return count
  })
  await vi.advanceTimersByTimeAsync(0)
  await done
  await vi.advanceTimersByTimeAsync(0)
}

it('what waited when the rows were read is no news; what came since is', async () => {
  await look()
  expect(queue.fresh.value).toBe(0)
  waiting += 2
  await look()
  expect(queue.fresh.value).toBe(2)
  await Promise.all([queue.reload(), vi.advanceTimersByTimeAsync(0)])
  expect(queue.fresh.value).toBe(0)
})

it.each([
  [2, 2],
  [2, 3],
  [3, 1],
])('%i decided here, then %i came', async (decided, came) => {
  await decide(decided)
  expect(queue.fresh.value).toBe(0)
  waiting += came
  await look()
  expect(queue.fresh.value).toBe(came)
})

it('some came, some are decided: those that came stay announced', async () => {
  waiting += 2
  await look()
  await decide(3)
  expect(queue.fresh.value).toBe(2)
})

it('a colleague decides some, then others come', async () => {
  waiting -= 2
  await look()
  expect(queue.fresh.value).toBe(0)
  waiting += 1
  await look()
  expect(queue.fresh.value).toBe(1)
})

it('a batch that fails on its way hides nothing', async () => {
  await expect(queue.decide(() => Promise.reject(new Error('lost')))).rejects.toThrow('lost')
  waiting += 1
  await look()
  expect(queue.fresh.value).toBe(1)
})
