import type { LocationError } from '../../gate/location'
import { dropBlanks, readLine } from '../../values/text'

/** A table as it stands in a spreadsheet, whichever kind of file it came in. */

/**
 * `number`: the spreadsheet holds a number, written out in full. `other`: a date, a truth value. `torn`: several lines of
 * a file whose quotes don't stand in pairs, so that whole rows may lie in it.
 */
export interface Cell {
  kind: 'text' | 'number' | 'other' | 'torn'
  text: string
}

/** Rows from the first line on, empty ones included, so that a row's place is its number on the screen. */
export type Sheet = readonly (readonly Cell[])[]

/** What is wrong with one cell, or with what it says beside the others. */
export type CellErrorCode =
  | 'EMPTY'
  | 'FORMULA'
  | 'CELL_ERROR'
  | 'NOT_TEXT'
  | 'BROKEN_CHARACTERS'
  | 'TEXT_TOO_LONG'
  | 'TORN'
  | 'DECIMAL'
  | 'SCIENTIFIC'
  | 'ROUNDED'
  | 'LOST_ZERO'
  | 'WORD_UNKNOWN'
  | 'NUMBER_FORM'
  | 'ORDER_FORM'
  | 'NUMBER_TWICE'
  | 'NAME_TWICE'
  | 'NAME_TAKEN'
  | 'UNIT_UNKNOWN'
  | 'STAFF_UNKNOWN'
  | 'NOT_BOUND'
  | 'CAMPUS_UNKNOWN'
  | LocationError
  | 'LOCATION_TWICE'
  | 'NAME_LENGTH'
  | 'NAME_CHARACTER'
  | 'PHONE_LENGTH'
  | 'PHONE_FORM'
  | 'PHONE_TWO'
  | 'PHONE_LANDLINE'
  | 'DOCUMENT_LENGTH'
  | 'DOCUMENT_FORM'
  | 'DOCUMENT_REGION'
  | 'DOCUMENT_BIRTH_DATE'
  | 'DOCUMENT_CHECK'

/** Where it stands and what it is; what to do about it says miniprogram/locales/zh/import.ts. */
export interface CellError {
  /** As the spreadsheet counts, from 1. */
  row: number
  /** The column's letter, and its heading as the file has it. */
  column: string
  heading: string
  code: CellErrorCode
}

export type Read = { value: string } | { fault: CellErrorCode }

/** One column that a table has. */
export interface Column<Key extends string = string> {
  key: Key
  /** What people write above it, the plainest first, which is the one that templates have. */
  headings: readonly string[]
  required: boolean
  read: (cell: Cell) => Read
}

export interface TableRow<Key extends string = string> {
  row: number
  /** What could be read; '' for an empty cell of a column that may be empty. Absent: a fault says why. */
  values: Partial<Record<Key, string>>
  /** What stands in its cells. */
  texts: Partial<Record<Key, string>>
}

export interface Table<Key extends string = string> {
  rows: TableRow<Key>[]
  faults: CellError[]
  /** Where each column stands. */
  places: ReadonlyMap<Key, { column: string; heading: string }>
}

/** The columns that no heading names, by their first heading: nothing can be read then. */
export class MissingColumns extends Error {
  constructor(readonly headings: readonly string[]) {
    super(headings.join(', '))
    this.name = 'MissingColumns'
  }
}

/** Columns of the same heading: which of them is meant can't be told. */
export class RepeatedColumns extends Error {
  constructor(readonly headings: readonly string[]) {
    super(headings.join(', '))
    this.name = 'RepeatedColumns'
  }
}

/** Above the headings there may be a title and a line or two of explanation. */
const HEADING_WITHIN = 10

/**
 * Reads a sheet by its headings. Throws `MissingColumns` where a required one is nowhere in the first lines, `RepeatedColumns`
 * where one stands twice.
 */
export function readTable<Key extends string>(sheet: Sheet, columns: readonly Column<Key>[]): Table<Key> {
  const headingRow = headingRowOf(sheet, columns)
  const headings = sheet[headingRow] ?? []
  const found = columns.map((column) => ({ column, at: placeOf(headings, column) }))
  const repeated = found.filter(({ at }) => at >= 0 && isRepeated(headings, at))
  if (repeated.length > 0) throw new RepeatedColumns(repeated.map(({ at }) => placeAt(headings, at).heading))
  const places = new Map(
    found.flatMap(({ column, at }) => (at < 0 ? [] : [[column.key, placeAt(headings, at)] as const])),
  )
  const table: Table<Key> = { rows: [], faults: [], places }
  sheet.forEach((cells, index) => {
    if (index <= headingRow || cells.every(isEmpty)) return
    table.rows.push(readRow(table, index + 1, cells, found))
    cells.forEach((cell, at) => {
      if (cell.kind === 'torn' && !found.some((each) => each.at === at))
        table.faults.push({ row: index + 1, ...placeAt(headings, at), code: 'TORN' })
    })
  })
  return table
}

/** Nothing that can be seen stands in it. */
const isEmpty = ({ text }: Cell): boolean => readLine(text) === ''

function readRow<Key extends string>(
  table: Table<Key>,
  row: number,
  cells: readonly Cell[],
  found: readonly { column: Column<Key>; at: number }[],
): TableRow<Key> {
  const values: Partial<Record<Key, string>> = {}
  const texts: Partial<Record<Key, string>> = {}
  for (const { column, at } of found) {
    if (at < 0) continue
    const cell = cells[at] ?? EMPTY_CELL
    texts[column.key] = cell.text
    const empty = isEmpty(cell)
    if (empty && !column.required) values[column.key] = ''
    const read: Read = empty ? { fault: 'EMPTY' } : column.read(cell)
    if ('value' in read) values[column.key] = read.value
    else if (!empty || column.required) table.faults.push(faultAt(table, row, column.key, read.fault))
  }
  return { row, values, texts }
}

const EMPTY_CELL: Cell = { kind: 'text', text: '' }

/** Where a column stands. */
const placeAt = (headings: readonly Cell[], at: number): { column: string; heading: string } => ({
  column: letterOf(at),
  heading: readLine(headings[at]?.text ?? ''),
})

/** A fault in the column `key` of a row. */
export function faultAt<Key extends string>(
  { places }: Pick<Table<Key>, 'places'>,
  row: number,
  key: Key,
  code: CellErrorCode,
): CellError {
  return { row, ...(places.get(key) ?? { column: '', heading: '' }), code }
}

function headingRowOf(sheet: Sheet, columns: readonly Column[]): number {
  const required = columns.filter((column) => column.required)
  const missing = sheet
    .slice(0, HEADING_WITHIN)
    .map((row) => required.filter((column) => placeOf(row, column) < 0))
  const best = missing.reduce(
    (least, row, index) => (row.length < (missing[least]?.length ?? 0) ? index : least),
    0,
  )
  const lost = missing[best] ?? required
  if (lost.length > 0) throw new MissingColumns(lost.map(({ headings }) => headings[0] ?? ''))
  return best
}

/** By the plainest heading that is there: beside 手机号 a 联系电话 is another number. */
function placeOf(row: readonly Cell[], { headings }: Column): number {
  const forms = row.map(({ text }) => headingForm(text))
  const plainest = headings.find((heading) => forms.includes(heading))
  return plainest === undefined ? -1 : forms.indexOf(plainest)
}

const isRepeated = (row: readonly Cell[], at: number): boolean =>
  row.some(({ text }, other) => other !== at && headingForm(text) === headingForm(row[at]?.text ?? ''))

/** Without blanks, stars and what stands in brackets: "* 手机号 (必填)". */
const headingForm = (text: string): string =>
  dropBlanks(text)
    .replace(/\(.*?\)/g, '')
    .replace(/[*:]/g, '')

/** 0 → A, 26 → AA. */
function letterOf(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest === 0 ? '' : letterOf(rest - 1)) + String.fromCharCode(65 + (index % 26))
}
