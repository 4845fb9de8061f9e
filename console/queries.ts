import { QueryClient } from '@tanstack/vue-query'
import { ApiError } from './api/api-error'

const MAX_RETRIES = 2

/**
 * What pages have read. A refusal isn't asked again; what nothing came of is, twice. What the browser says of the network
 * keeps nothing back: a call that waits for it in silence would tell nobody that it is lost.
 */
export const queries = new QueryClient({
  defaultOptions: {
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      refetchOnReconnect: true,
      staleTime: 10_000,
      refetchOnWindowFocus: false,
      retry: (failures, thrown) =>
        thrown instanceof ApiError && thrown.code === 'NETWORK' && failures < MAX_RETRIES,
    },
  },
})
