import { failureOf, type LoadFailure } from './api-error'

/** A list as far as it has been loaded; all lists page by cursor (spec 8). */
export interface PagedList<Row> {
  rows: Row[]
  /** Where the next page begins; null: this was the last. Undefined: nothing loaded yet. */
  next: string | null | undefined
  loading: boolean
  /** Why the last load failed; empty otherwise. */
  failure: LoadFailure | null
  /** How many stand on each of some tabs, as the first page told; none where it doesn't. */
  counts?: Counts | null
}

type Counts = Readonly<Record<string, number>>

/** `counts`: those of a list beside it, until its own first page says them anew. */
export const emptyList = <Row>(counts?: Counts | null): PagedList<Row> => ({
  rows: [],
  next: undefined,
  loading: false,
  failure: null,
  ...(counts === undefined ? {} : { counts }),
})

/** What a list shows: its rows even if a refresh failed; the failure alone only when there are none. */
export function listStage<Row>(list: PagedList<Row>): 'loading' | 'failed' | 'empty' | 'rows' {
  if (list.rows.length > 0) return 'rows'
  if (list.loading) return 'loading'
  if (list.failure !== null) return 'failed'
  return list.next === undefined ? 'loading' : 'empty'
}

export const hasMore = <Row>(list: PagedList<Row>): boolean => typeof list.next === 'string'

interface Page<Row> {
  rows: Row[]
  next: string | null
  /** Null, or missing: not told with this page. */
  counts?: Counts | null
}

export type LoadPage<Row> = (cursor: string | null) => Promise<Page<Row>>

/** So many pages at most are read anew. */
const MAX_PAGES = 10

/**
 * The list anew, as far down as it was shown: who comes back from a row finds it where it was. Rows shown so far stay until
 * the answer is there.
 */
export function reload<Row extends { id: string }>(
  list: PagedList<Row>,
  load: LoadPage<Row>,
  show: (list: PagedList<Row>) => void,
): Promise<void> {
  show({ ...list, loading: true, failure: null })
  return loadAnew(load, list.rows.length).then(
    ({ rows, next, counts }) =>
      show({ ...emptyList<Row>(counts ?? list.counts), rows, next, loading: false }),
    (thrown: unknown) => show({ ...list, loading: false, failure: failureOf(thrown) }),
  )
}

const loadAnew = <Row extends { id: string }>(
  load: LoadPage<Row>,
  count: number,
  before: Row[] = [],
  cursor: string | null = null,
  pages = MAX_PAGES,
  told?: Page<Row>['counts'],
): ReturnType<LoadPage<Row>> =>
  load(cursor).then((page) => {
    const rows = [...before, ...freshOf(page.rows, before)]
    const { next } = page
    const counts = told ?? page.counts ?? null
    return next === null || rows.length >= count || pages === 1
      ? { rows, next, counts }
      : loadAnew(load, count, rows, next, pages - 1, counts)
  })

/** A row that changed its place between two pages may come twice. */
function freshOf<Row extends { id: string }>(rows: readonly Row[], before: readonly Row[]): Row[] {
  const known = new Set(before.map(({ id }) => id))
  return rows.filter(({ id }) => !known.has(id))
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
    ({ rows, next }) =>
      show({
        ...list,
        rows: [...list.rows, ...freshOf(rows, list.rows)],
        next,
        loading: false,
        failure: null,
      }),
    (thrown: unknown) => show({ ...list, loading: false, failure: failureOf(thrown) }),
  )
}
