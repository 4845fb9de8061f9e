import type { FieldError } from '../errors'
import type { Day } from '../values/days'
import { normaliseDocument, type DocumentKind } from '../values/documents'
import { normalisePhone, phoneKindOf } from '../values/phones'
import { searchForm } from '../values/text'
import { checkPeople, checkPerson, type CheckOne, type PersonForm } from './person'

/**
 * A list of people as it is copied out of a spreadsheet, or comes as a .csv file: one person a line, columns by tab, comma
 * or semicolon (spec 4.4). A line of headings among the first says which column is what, in any order; without one they are name,
 * document, phone, plate.
 */
type Column = 'name' | 'document' | 'documentKind' | 'phone' | 'plate'

/** By what words a list is read; they stand with the other words of the program. */
export interface ListWords {
  /** What people write above a column, looked for in this order. */
  headings: Readonly<Record<Column, readonly string[]>>
  /** What tells the kind of a document. */
  kinds: ReadonlyArray<readonly [word: string, kind: DocumentKind]>
  /** What stands between two columns. */
  delimiters: readonly string[]
}

const WITHOUT_HEADINGS: readonly Column[] = ['name', 'document', 'phone', 'plate']

interface ListedPerson {
  /** As the spreadsheet counts, from 1. */
  row: number
  person: PersonForm
}

/** Where something is wrong and what; the sentence of the code says what to do. */
export interface ListFault extends FieldError {
  row: number
}

export interface ReadList {
  people: ListedPerson[]
  /** Those of broken rows, by row; their people aren't among `people`. */
  faults: ListFault[]
}

/** Everybody on the list who is in order, and what is wrong with the others. */
export function readList(
  text: string,
  today: Day,
  words: ListWords,
  checkOne: CheckOne = checkPerson,
): ReadList {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\r|\n/)
  const delimiter = delimiterOf(lines.filter((line) => line.trim() !== '').slice(0, FIRST_ROWS), words)
  const cells = lines.map((line, index) => ({ row: index + 1, cells: cellsOf(line, delimiter) }))
  const filled = cells.filter((line) => line.cells.some((cell) => cell !== ''))
  const found = filled.slice(0, FIRST_ROWS).map((line) => headingsOf(line.cells, words))
  const at = found.map((headings) => headings !== null).indexOf(true)
  const headed = found[at] ?? WITHOUT_HEADINGS
  // What stands above the headings is a title.
  const rows = filled.slice(at + 1).map((line) => ({
    row: line.row,
    person: personOf(line.cells, headed, words),
  }))
  const faults = checkPeople(
    rows.map(({ person }) => person),
    today,
    checkOne,
  ).map(({ field, ...fault }) => {
    const [, index = '0', ...rest] = field.split('.')
    return { ...fault, field: rest.join('.'), row: rows[Number(index)]?.row ?? 0 }
  })
  const broken = new Set(faults.map(({ row }) => row))
  return { people: rows.filter(({ row }) => !broken.has(row)), faults }
}

/** Headings stand in one of so many first rows: a title, and when or by whom it was made, may stand above them. */
const FIRST_ROWS = 5

/** Tab, comma or semicolon, whichever one of the lines has most of. */
function delimiterOf(lines: readonly string[], { delimiters }: ListWords): string {
  const count = (delimiter: string): number =>
    Math.max(0, ...lines.map((line) => line.split(delimiter).length))
  return delimiters.reduce((best, each) => (count(each) > count(best) ? each : best), '\t')
}

/** A spreadsheet puts quotes around a cell that has the delimiter in it, and an apostrophe before a number kept as text. */
const cellsOf = (line: string, delimiter: string): string[] =>
  splitOutsideQuotes(line, delimiter).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .replace(/""/g, '"')
      .replace(/^'/, '')
      .trim(),
  )

/** A quote counts where a cell begins, until the one before the next delimiter. */
function splitOutsideQuotes(line: string, delimiter: string): string[] {
  const cells: string[] = []
  for (const piece of line.split(delimiter)) {
    const open = cells[cells.length - 1]
    if (open !== undefined && isOpen(open)) cells[cells.length - 1] = `${open}${delimiter}${piece}`
    else cells.push(piece)
  }
  // A quote that nothing closes was typed: the line is read as it stands.
  return cells.some(isOpen) ? line.split(delimiter) : cells
}

const isOpen = (cell: string): boolean => {
  const text = cell.trim()
  return text.charAt(0) === '"' && text.split('"').length % 2 === 0
}

function headingsOf(cells: readonly string[], { headings }: ListWords): (Column | null)[] | null {
  const all = Object.keys(headings) as Column[]
  const columns = cells.map(
    (cell) => all.find((column) => headings[column].some((word) => cell.indexOf(word) >= 0)) ?? null,
  )
  const isHeading = columns.some((column) => column === 'name') && columns.filter(Boolean).length > 1
  return isHeading ? columns : null
}

function personOf(
  cells: readonly string[],
  columns: readonly (Column | null)[],
  words: ListWords,
): PersonForm {
  const at = (column: Column): string => cells[columns.indexOf(column)] ?? ''
  const document = at('document')
  const phone = at('phone')
  return {
    name: at('name'),
    phoneKind: phone === '' ? 'mainland' : phoneKindOf(normalisePhone(phone)),
    phone,
    documentKind: kindOf(at('documentKind'), document, words),
    document,
    plate: at('plate'),
  }
}

/** As the list says; else by its look: a mainland ID has 18 characters, of which 17 are digits. */
function kindOf(word: string, document: string, { kinds }: ListWords): DocumentKind {
  const said = kinds.find(([each]) => searchForm(word).indexOf(each) >= 0)
  if (said !== undefined) return said[1]
  if (word !== '') return 'mainlandId'
  return /^[A-Z]{1,2}\d{7,8}$/.test(normaliseDocument('passport', document)) ? 'passport' : 'mainlandId'
}
