import { computed, type ComputedRef } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { session } from '../../api/session'
import type { Page } from '../../list/read-page'
import { useList, type List } from '../../list/use-list'
import { useExport, type Export } from '../../sheet/use-export'
import { openOf, withoutEmpty } from '../../values/address'

interface Days {
  firstDay: Day
  lastDay: Day
  campusId: string | null
}

/** A list of records as its page shows it. */
export interface RecordList {
  filter: ComputedRef<Days>
  /** The booking whose panel is open. */
  open: ComputedRef<string | null>
  /** Changes what the address narrows to. */
  go: (change: Record<string, string>) => void
  /** Only the office takes all of them along. */
  mayExport: ComputedRef<boolean>
  made: Export
  save: () => void
  stop: () => void
}

const PAGE = 50
/** Rows a call of an export brings. */
const PIECE = 200

/**
 * Records by day, place and what they are: narrowed by the address, read page by page, and all of them as a file (spec 8).
 * @param records.filterOf what the address narrows to
 * @param records.read one page, for the list and, noted on the trail, for the file
 */
export function useRecordList<Filter extends Days, Row>(records: {
  name: string
  filterOf: (query: Readonly<Record<string, unknown>>, today: Day) => Filter
  read: (asked: { filter: Filter; cursor: string | null; size: number }) => Promise<Page<Row>>
  readForFile: (asked: { filter: Filter; cursor: string | null; size: number }) => Promise<Page<Row>>
  sheet: {
    title: string
    fileName: (firstDay: Day, lastDay: Day) => string
    columns: readonly string[]
    lineOf: (row: Row) => (string | number)[]
  }
}): RecordList & { filter: ComputedRef<Filter>; list: List<Row> } {
  const [route, router] = [useRoute(), useRouter()]
  const filter = computed(() => records.filterOf(route.query, dayOf(Date.now())))
  const list = useList(
    records.name,
    computed(() => JSON.stringify(filter.value)),
    (narrowing, cursor) => records.read({ filter: JSON.parse(narrowing) as Filter, cursor, size: PAGE }),
  )
  const { made, start, stop } = useExport()
  return {
    ...{ filter, list, made, stop },
    open: computed(() => openOf(route.query)),
    go: (change) => void router.replace({ query: withoutEmpty({ ...route.query, ...change }) }),
    mayExport: computed(() => session.me?.office != null),
    save() {
      const wanted = filter.value
      const { title, fileName, columns, lineOf } = records.sheet
      void start((cursor) => records.readForFile({ filter: wanted, cursor, size: PIECE }), {
        ...{ title, columns, lineOf, fileName: fileName(wanted.firstDay, wanted.lastDay) },
      })
    },
  }
}
