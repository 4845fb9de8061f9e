import { importHeadings } from './headings'
import type { ImportTable } from './piece-limits'
import type { Cell, Sheet } from './sheet'

/**
 * A part of a file on its way to the server: the rows that would change something, each with the columns of its table and its
 * place in the file, to be read there as the file was read.
 */

/** A table's columns in the order in which a piece has them: what a row calls each, and its heading. */
export const PIECE_COLUMNS = {
  campuses: [
    ['key', importHeadings.placeId[0]],
    ['name', importHeadings.campus[0]],
    ['gates', importHeadings.hasGates[0]],
  ],
  units: [
    ['key', importHeadings.placeId[0]],
    ['name', importHeadings.unit[0]],
    ['campus', importHeadings.campus[0]],
    ['phone', importHeadings.telephone[0]],
  ],
  gates: [
    ['key', importHeadings.placeId[0]],
    ['name', importHeadings.gate[0]],
    ['campus', importHeadings.campus[0]],
    ['walkers', importHeadings.walkers[0]],
    ['barrier', importHeadings.barrier[0]],
    ['private', importHeadings.privateVehicles[0]],
    ['order', importHeadings.order[0]],
    ['inUse', importHeadings.inUse[0]],
    ['location', importHeadings.location[0]],
    ['latitude', importHeadings.latitude[0]],
    ['longitude', importHeadings.longitude[0]],
    ['address', importHeadings.address[0]],
  ],
  // without the ID number: it is checked where the file is, and never kept
  staff: [
    ['staffId', importHeadings.staffId[0]],
    ['name', importHeadings.personName[0]],
    ['unit', importHeadings.unit[0]],
    ['phone', importHeadings.mobile[0]],
  ],
  approvers: [
    ['staffId', importHeadings.staffId[0]],
    ['name', importHeadings.personName[0]],
    ['unit', importHeadings.unit[0]],
  ],
} as const satisfies Readonly<Record<ImportTable, readonly (readonly [string, string])[]>>

/** A row of the file, cut to its table's columns. */
export interface PieceRow {
  row: number
  cells: readonly string[]
}

/** The cells of a row in the order of its table's columns; what it doesn't say is empty. */
export const cellsOf = (table: ImportTable, texts: Readonly<Record<string, string | undefined>>): string[] =>
  PIECE_COLUMNS[table].map(([key]) => texts[key] ?? '')

/** The piece as a sheet: every row where it stands in the file, under the headings of the template. */
export function sheetOf(table: ImportTable, rows: readonly PieceRow[]): Sheet {
  const sheet: Cell[][] = [PIECE_COLUMNS[table].map(([, heading]) => textCell(heading))]
  for (const { row, cells } of rows) {
    // a file may have its headings further down, and none has a row of its table in the first line
    const at = Math.max(row - 1, 1)
    while (sheet.length < at) sheet.push([])
    sheet[at] = cells.map(textCell)
  }
  return sheet
}

const textCell = (text: string): Cell => ({ kind: 'text', text })
