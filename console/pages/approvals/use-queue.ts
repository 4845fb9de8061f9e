import { useInfiniteQuery, useQuery } from '@tanstack/vue-query'
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ApprovalRow } from '../../../contract'
import { call } from '../../api/call'
import { MAX_BATCH } from './batch'
import type { QueueAddress } from './queue-address'

const PAGE = 50
/** How often it is looked whether more wait than are shown. */
const LOOK_EVERY_MS = 30_000

export interface Queue {
  rows: ComputedRef<ApprovalRow[]>
  waiting: ComputedRef<boolean>
  failure: Ref<Error | null>
  hasMore: ComputedRef<boolean>
  loadingMore: Ref<boolean>
  /** A search found more than it shows. */
  moreFound: ComputedRef<boolean>
  /** Bookings that came since the rows were read: they wait until they are asked for. */
  fresh: ComputedRef<number>
  more: () => Promise<unknown>
  all: () => Promise<void>
  /** Makes decisions; `work` gives how many bookings were decided, which aren't waiting any more. */
  decide: (work: () => Promise<number>) => Promise<void>
  reload: () => Promise<unknown>
}

/** The bookings that the address asks for, by pages of 50. Rows stay as they were read: nothing moves under the mouse. */
export function useQueue(address: ComputedRef<QueueAddress>): Queue {
  // The open panel is no matter of the list.
  const asked = computed(() => JSON.stringify({ ...address.value, open: null }))
  const pages = useInfiniteQuery({
    queryKey: ['approval.list', asked],
    initialPageParam: null as string | null,
    queryFn: async ({ pageParam: cursor }) => {
      const { list, text, filter } = address.value
      if (text === '')
        return { ...(await call('approval.list', { list, cursor, filter, size: PAGE })), more: false }
      return { ...(await call('approval.search', { text, list, filter })), next: null }
    },
    getNextPageParam: ({ next }) => next,
    staleTime: Infinity,
    gcTime: 0,
  })
  const rows = computed(() => pages.data.value?.pages.flatMap((page) => page.rows) ?? [])

  const counted = useQuery({
    queryKey: ['me', 'waiting'],
    queryFn: async () => (await call('me', {})).waiting.approvals,
    refetchInterval: LOOK_EVERY_MS,
  })
  /** How many of those that wait are no news: as many as waited when the rows were read, less what was decided since. */
  const known = ref<number | null>(null)
  const came = ref(0)
  /** Decisions are on their way: how many wait says nothing until it is known what became of them. */
  let deciding = false
  function compare(now: number | undefined): void {
    if (now === undefined || deciding) return
    known.value ??= now
    came.value = Math.max(0, now - known.value)
    // A colleague has decided some.
    known.value = Math.min(known.value, now)
  }
  watch(counted.dataUpdatedAt, () => compare(counted.data.value), { immediate: true })
  watch(asked, () => {
    known.value = null
    compare(counted.data.value)
  })
  const fresh = computed(() => (address.value.list === 'pending' ? came.value : 0))

  return {
    rows,
    waiting: computed(() => pages.data.value === undefined),
    failure: pages.error,
    hasMore: computed(() => pages.hasNextPage.value),
    loadingMore: pages.isFetchingNextPage,
    moreFound: computed(() => pages.data.value?.pages.some(({ more }) => more) ?? false),
    fresh,
    more: () => pages.fetchNextPage(),
    async all() {
      while (pages.hasNextPage.value && rows.value.length < MAX_BATCH && !pages.isError.value)
        await pages.fetchNextPage()
    },
    async decide(work) {
      deciding = true
      try {
        const decided = await work()
        if (known.value !== null) known.value -= decided
      } finally {
        deciding = false
        await counted.refetch()
      }
    },
    async reload() {
      const [, now] = await Promise.all([pages.refetch(), counted.refetch()])
      known.value = now.data ?? null
      came.value = 0
    },
  }
}
