import { useInfiniteQuery } from '@tanstack/vue-query'
import { computed, type ComputedRef, type Ref } from 'vue'
import { readPage, type Page } from './read-page'

/** How a list is read on, whatever stands in it. */
export interface ListReading {
  /** Nothing has come yet. */
  waiting: ComputedRef<boolean>
  failure: Ref<Error | null>
  hasMore: Ref<boolean>
  reading: Ref<boolean>
  more: () => Promise<unknown>
  reload: () => Promise<unknown>
}

export interface List<Row> extends ListReading {
  rows: ComputedRef<Row[]>
}

/**
 * A list by pages of 50.
 * @param name what it lists; pages of the same name and narrowing are read once
 * @param narrowing what it is narrowed to, as the address has it: another one is another list
 */
export function useList<Narrowing extends string, Row>(
  name: string,
  narrowing: ComputedRef<Narrowing>,
  read: (narrowing: Narrowing, cursor: string | null) => Promise<Page<Row>>,
): List<Row> {
  const asked = computed<string>(() => narrowing.value)
  const pages = useInfiniteQuery({
    queryKey: [name, asked],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => readPage((cursor) => read(narrowing.value, cursor), pageParam),
    getNextPageParam: ({ next }: Page<Row>) => next,
    // What somebody else did meanwhile shows as soon as the list is opened again.
    staleTime: 0,
  })
  return {
    rows: computed(() => pages.data.value?.pages.flatMap((page) => page.rows) ?? []),
    waiting: computed(() => pages.data.value === undefined),
    failure: pages.error,
    hasMore: pages.hasNextPage,
    reading: pages.isFetching,
    more: () => pages.fetchNextPage(),
    reload: () => pages.refetch(),
  }
}
