import { hasMore, type PagedList } from '../../../api/paged-list'

/** Beneath the last row: still loading, how to go on, or that this is all. */
export type ListEnd = 'loading' | 'failed' | 'more' | 'all'

export function listEnd(list: PagedList<unknown>): ListEnd {
  if (list.failure !== null) return 'failed'
  if (list.loading) return 'loading'
  return hasMore(list) ? 'more' : 'all'
}
