import { computed, type ComputedRef, type Ref } from 'vue'

interface Question {
  data: Ref<unknown>
  error: Ref<Error | null>
  refetch: () => unknown
}

/**
 * Several questions, as useQuery asks them, without whose answers a page would show less than there is: it waits for all,
 * says why one doesn't come, and asks those again that weren't answered. For `PageState`.
 */
export function useNeeded(...questions: Question[]): {
  waiting: ComputedRef<boolean>
  failure: ComputedRef<Error | null>
  retry: () => void
} {
  const open = computed(() => questions.filter(({ data }) => data.value === undefined))
  return {
    waiting: computed(() => open.value.length > 0),
    failure: computed(
      () => open.value.map(({ error }) => error.value).find((error) => error !== null) ?? null,
    ),
    retry: () => open.value.forEach(({ refetch }) => void refetch()),
  }
}
