import { failureOf, type LoadFailure } from './api-error'

/** A list as far as it has been loaded; all lists page by cursor (spec 8). */
export interface PagedList<Row> {
  rows: Row[]
  /** Where the next page begins; null: this was the last. Undefined: nothing loaded yet. */
  next: string | null | undefined
  loading: boolean
  /** Why the last load failed; empty otherwise. */
  failure: LoadFailure | null
}

export const emptyList = <Row>(): PagedList<Row> => ({
  rows: [],
  next: undefined,
  loading: false,
  failure: null,
})

/** What a list shows: its rows even if a refresh failed; the failure alone only when there are none. */
export function listStage<Row>(list: PagedList<Row>): 'loading' | 'failed' | 'empty' | 'rows' {
  if (list.rows.length > 0) return 'rows'
  if (list.loading) return 'loading'
  if (list.failure !== null) return 'failed'
  return list.next === undefined ? 'loading' : 'empty'
}

export const hasMore = <Row>(list: PagedList<Row>): boolean => typeof list.next === 'string'

export type LoadPage<Row> = (cursor: string | null) => Promise<{ rows: Row[]; next: string | null }>

/** The list from its beginning; rows shown so far stay until the answer is there. */
export function reload<Row>(
  list: PagedList<Row>,
  load: LoadPage<Row>,
  show: (list: PagedList<Row>) => void,
): Promise<void> {
  show({ ...list, loading: true, failure: null })
  return load(null).then(
    ({ rows, next }) => show({ rows, next, loading: false, failure: null }),
    (thrown: unknown) => show({ ...list, loading: false, failure: failureOf(thrown) }),
  )
}

/** One page more, unless there is none or one is on its way. */
export function loadMore<Row extends { id: string }>(
  list: PagedList<Row>,
  load: LoadPage<Row>,
  show: (list: PagedList<Row>) => void,
): Promise<void> {
  if (!hasMore(list) || list.loading) return Promise.resolve()
  show({ ...list, loading: true, failure: null })
  return load(list.next ?? null).then(
    ({ rows, next }) => {
      // A row that changed its place between two pages may come twice.
      const known = new Set(list.rows.map((row) => row.id))
      const fresh = rows.filter((row) => !known.has(row.id))
      show({ rows: [...list.rows, ...fresh], next, loading: false, failure: null })
    },
    (thrown: unknown) => show({ ...list, loading: false, failure: failureOf(thrown) }),
  )
}
