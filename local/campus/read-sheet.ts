import { readFile, stat } from 'node:fs/promises'
import { parse } from 'csv-parse/sync'
import { readSheet as readXlsx } from 'read-excel-file/node'
import type { Cell, Sheet } from '../../cloudfunctions/usecases/campus/import/sheet'

/** Files in which a directory comes: the first sheet of an .xlsx, or a .csv in UTF-8, UTF-16 or GBK. */

const MAX_BYTES = 20 * 1024 * 1024
const MAX_ROWS = 100_000

/** It is no spreadsheet, is broken, or too large. */
export class UnreadableFile extends Error {}

export async function readSheetFile(file: string): Promise<Sheet> {
  if ((await stat(file)).size > MAX_BYTES) throw new UnreadableFile(file)
  return readSheet(await readFile(file), file)
}

/** What the bytes are is told by themselves: a spreadsheet is a zip. Throws `UnreadableFile`. */
export async function readSheet(bytes: Buffer, name = ''): Promise<Sheet> {
  try {
    const sheet = bytes.subarray(0, 2).toString('latin1') === 'PK' ? await xlsx(bytes) : csv(textOf(bytes))
    if (sheet.length > MAX_ROWS) throw new UnreadableFile(name)
    return sheet
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(name, { cause: error })
  }
}

/** Numbers come as the file writes them: how they are shown there is lost, what they are isn't. */
async function xlsx(bytes: Buffer): Promise<Sheet> {
  const rows = await readXlsx(bytes, { parseNumber: (text: string) => ({ digits: text }) })
  return rows.map((row) => row.map(xlsxCell))
}

function xlsxCell(value: unknown): Cell {
  if (value === null || value === undefined) return { kind: 'text', text: '' }
  if (typeof value === 'string') return { kind: 'text', text: value }
  if (value instanceof Date) return { kind: 'other', text: value.toISOString().slice(0, 10) }
  const { digits } = value as { digits?: string }
  return digits === undefined
    ? { kind: 'other', text: JSON.stringify(value) }
    : { kind: 'number', text: plain(digits) }
}

/** A whole number that a double holds exactly is written out; another one stays as the file has it. */
function plain(digits: string): string {
  const number = Number(digits)
  return Number.isSafeInteger(number) ? String(number) : digits
}

function csv(text: string): Sheet {
  const rows: string[][] = parse(text, {
    delimiter: delimiterOf(text),
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
  })
  return rows.map((row) => row.map((cell) => ({ kind: 'text', text: cell })))
}

/** Comma, semicolon or tab, whichever the first line has most of. */
function delimiterOf(text: string): string {
  const [line = ''] = text.split('\n', 1)
  const count = (delimiter: string): number => line.split(delimiter).length
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** By its byte order mark; else UTF-8 if it is that, and GBK (GB 18030) if not. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
