import { parse } from 'csv-parse/browser/esm/sync'
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate'
import { readSheet as readXlsx } from 'read-excel-file/universal'
import type { Cell, Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { shownCells } from './shown-cells'
import { UnreadableFile } from './unreadable-file'

/**
 * Files in which a directory comes: the first sheet that an .xlsx shows, or a .csv in UTF-8, UTF-16 or GBK. For the console and for
 * the command alike.
 */

export const MAX_BYTES = 20 * 1024 * 1024
/** What a file may unpack to: a small one can hold more than a computer has room for. */
const MAX_UNPACKED_BYTES = 20 * MAX_BYTES
const MAX_ROWS = 100_000

/** What the bytes are is told by themselves: a spreadsheet is a zip. Throws `UnreadableFile`. */
export async function readSheet(bytes: Uint8Array): Promise<Sheet> {
  if (bytes.length > MAX_BYTES) throw new UnreadableFile('large')
  try {
    const sheet = bytes[0] === 0x50 && bytes[1] === 0x4b ? await xlsx(bytes) : csv(textOf(bytes))
    if (sheet.length > MAX_ROWS) throw new UnreadableFile('large')
    return sheet
  } catch (error) {
    throw error instanceof UnreadableFile ? error : new UnreadableFile('broken', { cause: error })
  }
}

/** Numbers come as the file writes them: how they are shown there is lost, what they are isn't. */
async function xlsx(bytes: Uint8Array): Promise<Sheet> {
  const { archive, shown } = unpacked(bytes)
  let first: Sheet = []
  for (const place of shown) {
    const rows = await readXlsx(archive, place, { parseNumber: (text: string) => ({ digits: text }) })
    const sheet = rows.map((row) => row.map(xlsxCell))
    if (first.length === 0) first = sheet
    else if (sharesHeadings(first, sheet)) throw new UnreadableFile('sheets')
  }
  return first
}

/** Rows at the head of a sheet that may be its headings. */
const HEAD_ROWS = 10

/** The same line of several words stands at the head of both: what follows in the second would be left out. */
function sharesHeadings(one: Sheet, other: Sheet): boolean {
  const heads = (sheet: Sheet): string[] =>
    sheet
      .slice(0, HEAD_ROWS)
      .map((row) => row.map(({ text }) => text.trim()).filter((text) => text !== ''))
      .flatMap((words) => (words.length > 1 ? [words.join('\t')] : []))
  const there = new Set(heads(one))
  return heads(other).some((line) => there.has(line))
}

/**
 * The same zip with nothing packed in it, and the places of the sheets that it shows, from 1. The library unpacks large files in
 * workers that it makes of texts, which the policy of the console's page doesn't let it.
 */
function unpacked(bytes: Uint8Array): { archive: ArrayBuffer; shown: number[] } {
  let size = 0
  const files = unzipSync(bytes, {
    filter: ({ originalSize }) => (size += originalSize) <= MAX_UNPACKED_BYTES,
  })
  if (size > MAX_UNPACKED_BYTES) throw new UnreadableFile('large')
  const textAt = (name: string): string => strFromU8(files[name] ?? new Uint8Array())
  for (const [name, content] of Object.entries(files))
    if (/^xl\/worksheets\/[^/]+\.xml$/.test(name))
      files[name] = strToU8(shownCells(strFromU8(content), textAt('xl/styles.xml')))
  return { archive: zipSync(files, { level: 0 }).buffer, shown: shownSheets(textAt('xl/workbook.xml')) }
}

/** Places, from 1, of the sheets that a workbook doesn't hide; a book that names none has its first. */
function shownSheets(workbook: string): number[] {
  const tags = [...workbook.matchAll(/<(?:\w+:)?sheet\s[^>]*>/g)].map(([tag]) => tag)
  const shown = tags.flatMap((tag, index) => (/\bstate="(?:veryH|h)idden"/.test(tag) ? [] : [index + 1]))
  return shown.length === 0 ? [1] : shown
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

/** A page or a table in XML under a spreadsheet's name, as many systems hand them out. */
const PAGE = /^\s*<(?:!doctype|\?xml|html|table|meta|style)\b/i

function csv(text: string): Sheet {
  if (PAGE.test(text)) throw new UnreadableFile('old')
  const delimiter = delimiterOf(text)
  const strict = rowsOf(text, delimiter, false)
  if (strict !== null) return strict.map((row) => row.map((cell) => ({ kind: 'text', text: cell })))
  const rows = rowsOf(text, delimiter, true) ?? []
  return rows.map((row) => row.map((cell) => ({ kind: /[\r\n]/.test(cell) ? 'torn' : 'text', text: cell })))
}

/** @param anyhow as far as can be, where quotes don't stand in pairs; without it null then */
function rowsOf(text: string, delimiter: string, anyhow: boolean): string[][] | null {
  try {
    return parse(text, {
      ...{ delimiter, relax_quotes: anyhow, relax_column_count: true, skip_empty_lines: false },
    })
  } catch (error) {
    if (anyhow) throw error
    return null
  }
}

/** Comma, semicolon or tab, whichever the first lines have most of: a title above the headings has none. */
function delimiterOf(text: string): string {
  const lines = text.split(/\r\n?|\n/, HEAD_ROWS)
  const count = (delimiter: string): number => Math.max(...lines.map((line) => line.split(delimiter).length))
  return [',', ';', '\t'].reduce((best, each) => (count(each) > count(best) ? each : best))
}

/** How an .xls begins, and an .xlsx that asks for a password. */
const OLD = [0xd0, 0xcf, 0x11, 0xe0]

/** By its byte order mark; else UTF-8 if it is that, and GBK (GB 18030) if not. */
function textOf(bytes: Uint8Array): string {
  if (OLD.every((byte, index) => bytes[index] === byte)) throw new UnreadableFile('old')
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  // A byte that is spoilt is one cell's fault, where the file itself says what it is.
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return new TextDecoder().decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('gb18030').decode(bytes)
  }
}
