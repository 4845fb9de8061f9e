import { useIsMutating, useMutation } from '@tanstack/vue-query'
import { computed, type Ref } from 'vue'
import { ApiError, isUnsettled } from './api-error'

/** A change as whoever makes it sees it. */
export interface Change<Request> {
  mutate: (request: Request) => void
  reset: () => void
  isPending: Readonly<Ref<boolean>>
  error: Readonly<Ref<Error | null>>
}

/**
 * A change that somebody may try again by hand: as long as it is unknown whether the server acted, the same request goes out
 * under the same id and is done once.
 * @param lookAgain what it was about has become another meanwhile; the error shows once it is done
 * @param draft names what is sent where that outlives the page: whoever leaves it and comes back finds it still being saved
 */
export function useChange<Request>(
  send: (request: Request, options: { requestId: string }) => Promise<unknown>,
  done: () => unknown,
  lookAgain?: () => unknown,
  draft?: string,
): Change<Request> {
  let open: { request: string; requestId: string } | null = null
  const mutationKey = draft === undefined ? undefined : ['draft', draft]
  const { mutate, reset, isPending, error } = useMutation({
    mutationKey,
    mutationFn: async (request: Request) => {
      const words = JSON.stringify(request)
      if (open?.request !== words) open = { request: words, requestId: crypto.randomUUID() }
      const { requestId } = open
      try {
        await send(request, { requestId })
        open = null
      } catch (thrown) {
        if (!isUnsettled(thrown)) open = null
        throw thrown
      }
    },
    onSuccess: done,
    onError: (error) =>
      error instanceof ApiError && BECAME_ANOTHER.includes(error.code) ? lookAgain?.() : undefined,
  })
  if (mutationKey === undefined) return { mutate, reset, isPending, error }
  const sent = useIsMutating({ mutationKey })
  return { mutate, reset, isPending: computed(() => sent.value > 0), error }
}

const BECAME_ANOTHER: readonly string[] = ['CHANGED_MEANWHILE', 'RULE_CHANGED', 'RELEASE_ANSWERED']
