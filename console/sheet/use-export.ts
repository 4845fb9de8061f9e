import { reactive } from 'vue'
import { sentenceOf } from '../api/api-error'
import { sheetWords as words } from '../locales/zh/sheet'
import type { Page } from '../list/read-page'
import { readAll } from './read-all'
import { saveSheet } from './save-file'

export interface Export {
  running: boolean
  /** Rows read by now. */
  rows: number
  /** What came of the last one; empty: none yet. */
  outcome: string
  failure: string
}

/** What is put into a file: its name, and what stands in a line. */
interface Sheet<Row> {
  title: string
  fileName: string
  columns: readonly string[]
  lineOf: (row: Row) => (string | number)[]
}

/** Reads all rows of a list piece by piece and saves them as a spreadsheet; it can be stopped. */
export function useExport(): {
  made: Export
  start: <Row>(read: (cursor: string | null) => Promise<Page<Row>>, sheet: Sheet<Row>) => Promise<void>
  stop: () => void
} {
  const made = reactive<Export>({ running: false, rows: 0, outcome: '', failure: '' })
  let stopped = false
  return {
    made,
    async start(read, { title, fileName, columns, lineOf }) {
      if (made.running) return
      stopped = false
      Object.assign(made, { running: true, rows: 0, outcome: '', failure: '' })
      try {
        const all = await readAll(
          read,
          (rows) => void (made.rows = rows),
          () => stopped,
        )
        if (all === null) return
        await saveSheet({ title, fileName, columns, lines: all.rows.map(lineOf) })
        made.outcome = all.cut ? words.cut(all.rows.length) : words.saved(all.rows.length)
      } catch (thrown) {
        made.failure = sentenceOf(thrown)
      } finally {
        made.running = false
      }
    },
    stop: () => void (stopped = true),
  }
}
