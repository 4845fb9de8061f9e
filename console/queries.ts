import { QueryClient } from '@tanstack/vue-query'
import { ApiError } from './api/api-error'

const MAX_RETRIES = 2

/** What pages have read. A refusal isn't asked again; what nothing came of is, twice. */
export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, thrown) =>
        thrown instanceof ApiError && thrown.code === 'NETWORK' && failures < MAX_RETRIES,
    },
  },
})
