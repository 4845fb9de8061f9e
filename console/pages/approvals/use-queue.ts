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
  const known = ref<number | null>(null)
  watch([counted.data, asked], ([now], [, before]) => {
    if (known.value === null || before !== asked.value) known.value = now ?? null
  })
  const fresh = computed(() =>
    address.value.list === 'pending' ? Math.max(0, (counted.data.value ?? 0) - (known.value ?? 0)) : 0,
  )

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
    async reload() {
      known.value = null
      await Promise.all([pages.refetch(), counted.refetch()])
      known.value = counted.data.value ?? null
    },
  }
}
