import { useMutation, type UseMutationReturnType } from '@tanstack/vue-query'
import { ApiError, isUnsettled } from './api-error'

/**
 * A change that somebody may try again by hand: as long as it is unknown whether the server acted, the same request goes out
 * under the same id and is done once.
 * @param lookAgain what it was about has become another meanwhile; the error shows once it is done
 */
export function useChange<Request>(
  send: (request: Request, options: { requestId: string }) => Promise<unknown>,
  done: () => unknown,
  lookAgain?: () => unknown,
): UseMutationReturnType<unknown, Error, Request, unknown> {
  let open: { request: string; requestId: string } | null = null
  return useMutation({
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
}

const BECAME_ANOTHER: readonly string[] = ['CHANGED_MEANWHILE', 'RULE_CHANGED', 'RELEASE_ANSWERED']
