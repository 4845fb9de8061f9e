import { useMutation, type UseMutationReturnType } from '@tanstack/vue-query'
import { isUnsettled } from './api-error'

/**
 * A change that somebody may try again by hand: as long as it is unknown whether the server acted, the same wish goes out
 * under the same id and is done once.
 */
export function useChange<Wish>(
  send: (wish: Wish, options: { requestId: string }) => Promise<unknown>,
  done: () => unknown,
): UseMutationReturnType<unknown, Error, Wish, unknown> {
  let open: { wish: string; requestId: string } | null = null
  return useMutation({
    mutationFn: async (wish: Wish) => {
      const words = JSON.stringify(wish)
      if (open?.wish !== words) open = { wish: words, requestId: crypto.randomUUID() }
      const { requestId } = open
      try {
        await send(wish, { requestId })
        open = null
      } catch (thrown) {
        if (!isUnsettled(thrown)) open = null
        throw thrown
      }
    },
    onSuccess: done,
  })
}
