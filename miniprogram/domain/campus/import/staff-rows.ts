import type { Day } from '../../values/days'
import { importHeadings, STATE_WORDS } from './headings'
import {
  readAnyDocument,
  readDocument,
  readKey,
  readMobile,
  readPersonName,
  readTitle,
  readWord,
} from './cells'
import { upperCaseLatin } from '../../values/text'
import {
  faultAt,
  readTable,
  type Column,
  type CellError,
  type Sheet,
  type Table,
  type TableRow,
} from './sheet'

type StaffKey = 'staffId' | 'name' | 'unit' | 'phone' | 'idCard' | 'document' | 'state'

/** A row of the file, every cell in order. */
export interface StaffRow {
  row: number
  staffId: string
  name: string
  /** Its name as the file has it, or its number. */
  unit: string
  phone: string
  /** False: the file itself says that this person has left. */
  active: boolean
}

export interface StaffSheet {
  rows: StaffRow[]
  faults: CellError[]
  /** Staff numbers of rows that have a fault elsewhere: they are in the file, so they haven't left. */
  faulty: ReadonlySet<string>
  /** Rows whose staff number can't be read, or that swallowed others: anybody may be meant. */
  nameless: number
}

const columns = (today: Day): Column<StaffKey>[] => [
  { key: 'staffId', headings: importHeadings.staffId, required: true, read: readKey },
  { key: 'name', headings: importHeadings.personName, required: true, read: readPersonName },
  { key: 'unit', headings: importHeadings.unit, required: true, read: readTitle },
  { key: 'phone', headings: importHeadings.mobile, required: true, read: readMobile },
  // checked and never kept: one that a spreadsheet spoilt says that the file went through it
  { key: 'idCard', headings: importHeadings.idCard, required: false, read: readDocument(today) },
  { key: 'document', headings: importHeadings.document, required: false, read: readAnyDocument },
  { key: 'state', headings: importHeadings.staffState, required: false, read: readWord(STATE_WORDS) },
]

/**
 * Reads the staff of a sheet. `known`: staff numbers that the directory has, by which a lost leading zero shows. Throws
 * `MissingColumns`.
 */
export function readStaffSheet(sheet: Sheet, known: readonly string[], today: Day): StaffSheet {
  const table = readTable(sheet, columns(today))
  spellAsKnown(table.rows, known)
  const faults = faultsThatCount(table)
  const at = (row: number, code: CellError['code']) => faults.push(faultAt(table, row, 'staffId', code))
  for (const row of lostZeros(table.rows, known)) at(row, 'LOST_ZERO')
  for (const row of repeated(table.rows, 'staffId')) at(row, 'NUMBER_TWICE')
  faults.sort((a, b) => a.row - b.row)
  const broken = new Set(faults.map(({ row }) => row))
  const unsure = new Set(
    faults.filter(({ code }) => code === 'LOST_ZERO' || code === 'TORN').map(({ row }) => row),
  )
  const ids = (rows: readonly TableRow<StaffKey>[]) => rows.flatMap(({ values }) => values.staffId ?? [])
  const faultyRows = table.rows.filter(({ row }) => broken.has(row))
  return {
    rows: table.rows.filter(({ row }) => !broken.has(row)).map(staffRow),
    faults,
    faulty: new Set(ids(faultyRows)),
    nameless: faultyRows.filter(({ row, values }) => values.staffId === undefined || unsure.has(row)).length,
  }
}

/** Of who has left the file need say no more than that: systems empty their other cells. */
function faultsThatCount({ rows, faults, places }: Table<StaffKey>): CellError[] {
  const left = new Set(rows.filter(({ values }) => values.state === 'left').map(({ row }) => row))
  const ownColumn = places.get('staffId')?.column
  return faults.filter(({ row, column, code }) => !left.has(row) || column === ownColumn || code === 'TORN')
}

/** Staff numbers as the directory writes them: a1 is A1. */
function spellAsKnown(rows: readonly TableRow<StaffKey>[], known: readonly string[]): void {
  const spelling = new Map(known.map((staffId) => [upperCaseLatin(staffId), staffId]))
  const exact = new Set(known)
  for (const { values } of rows) {
    const { staffId = '' } = values
    if (!exact.has(staffId) && spelling.has(upperCaseLatin(staffId)))
      values.staffId = spelling.get(upperCaseLatin(staffId))
  }
}

const staffRow = ({ row, values }: TableRow<StaffKey>): StaffRow => ({
  row,
  staffId: values.staffId ?? '',
  name: values.name ?? '',
  unit: values.unit ?? '',
  phone: values.phone ?? '',
  active: values.state !== 'left',
})

/**
 * Numbers without their leading zero: digits alone, unknown, while the same with zeros before it is known or stands in the
 * file, or while all known numbers of digits are of one greater length.
 */
function lostZeros(rows: readonly TableRow<StaffKey>[], known: readonly string[]): number[] {
  const digits = (text: string): boolean => /^\d+$/.test(text)
  const all = [...known, ...rows.flatMap(({ values }) => values.staffId ?? [])].filter(digits)
  const padded = new Set(all.filter((id) => id.startsWith('0')).map((id) => id.replace(/^0+/, '')))
  const lengths = new Set(known.filter(digits).map((id) => id.length))
  const usual = lengths.size === 1 ? ([...lengths][0] ?? 0) : 0
  const isKnown = new Set(known)
  return rows.flatMap(({ row, values: { staffId = '' } }) => {
    if (!digits(staffId) || staffId.startsWith('0') || isKnown.has(staffId)) return []
    return padded.has(staffId) || staffId.length < usual ? [row] : []
  })
}

/** Rows whose value another one has too: which of them is meant can't be told. */
export function repeated<Key extends string>(rows: readonly TableRow<Key>[], key: Key): number[] {
  const counts = new Map<string, number>()
  for (const { values } of rows) {
    const value = values[key]
    if (value !== undefined && value !== '')
      counts.set(upperCaseLatin(value), (counts.get(upperCaseLatin(value)) ?? 0) + 1)
  }
  return rows
    .filter(({ values }) => (counts.get(upperCaseLatin(values[key] ?? '')) ?? 0) > 1)
    .map(({ row }) => row)
}
