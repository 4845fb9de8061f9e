import { parse } from 'csv-parse/browser/esm/sync'
import { unzipSync, zipSync } from 'fflate'
import { readSheet as readXlsx } from 'read-excel-file/universal'
import type { Cell, Sheet } from '../../miniprogram/domain/campus/import/sheet'

/**
 * Files in which a directory comes: the first sheet of an .xlsx, or a .csv in UTF-8, UTF-16 or GBK. For the console and for
 * the command alike.
 */

export const MAX_BYTES = 20 * 1024 * 1024
/** What a file may unpack to: a small one can hold more than a computer has room for. */
const MAX_UNPACKED_BYTES = 20 * MAX_BYTES
const MAX_ROWS = 100_000

/** It is no spreadsheet, is broken, or too large. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile'
}

/** What the bytes are is told by themselves: a spreadsheet is a zip. Throws `UnreadableFile`. */
export async function readSheet(bytes: Uint8Array, name = ''): Promise<Sheet> {
  if (bytes.length > MAX_BYTES) throw new UnreadableFile(name)
  try {
    const sheet = bytes[0] === 0x50 && bytes[1] === 0x4b ? await xlsx(bytes) : csv(textOf(bytes))
    if (sheet.length > MAX_ROWS) throw new UnreadableFile(name)
    return sheet
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile(name, { cause: error })
  }
}

/** Numbers come as the file writes them: how they are shown there is lost, what they are isn't. */
async function xlsx(bytes: Uint8Array): Promise<Sheet> {
  const rows = await readXlsx(unpacked(bytes), { parseNumber: (text: string) => ({ digits: text }) })
  return rows.map((row) => row.map(xlsxCell))
}

/**
 * The same zip with nothing packed in it. The library unpacks large files in workers that it makes of texts, which the policy of
 * the console's page doesn't let it.
 */
function unpacked(bytes: Uint8Array): ArrayBuffer {
  let size = 0
  const files = unzipSync(bytes, {
    filter: ({ originalSize }) => (size += originalSize) <= MAX_UNPACKED_BYTES,
  })
  if (size > MAX_UNPACKED_BYTES) throw new UnreadableFile()
  return zipSync(files, { level: 0 }).buffer
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
function textOf(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
