/**
 * Sets a campus up from spreadsheets: `npm run campus -- import <file> [--table …] [--apply] [--doubtful]` shows what a file
 * would change, and changes it when told so; `npm run campus -- template <table> [file.csv]` makes an empty file to fill in.
 * The cloud is the one that the environment names (as the SDKs read it, with the functions' keys), or else that of
 * `npm start`, which must not be running at the same time.
 */
import { writeFileSync } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { reportWords } from '../../cloudfunctions/locales/zh/import'
import { repeatedColumnsWords, TEMPLATES, unreadableWords } from '../../miniprogram/locales/zh/import'
import { MissingColumns, RepeatedColumns } from '../../miniprogram/domain/campus/import/sheet'
import { openCloud } from '../open-cloud'
import { runCommand } from '../run-command'
import { MAX_BYTES, readSheet } from '../../console/sheet/read-sheet'
import { UnreadableFile } from '../../console/sheet/unreadable-file'
import { planOf, TABLES, type Plan, type TableName } from './tables'

/** Lines of one part that are shown; faults and doubts all are, because each has to be looked at. */
const SHOWN = 20

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      table: { type: 'string' },
      apply: { type: 'boolean', default: false },
      doubtful: { type: 'boolean', default: false },
    },
  })
  const [command, subject = '', target] = positionals
  if (command === 'template' && isTable(subject)) return template(subject, target)
  if (command !== 'import' || subject === '') return say(2, reportWords.usage)
  const table = tableOf(values.table ?? path.basename(subject).replace(/[.-].*$/, ''))
  if (table === null) return say(2, reportWords.unknownTable(subject))
  try {
    if ((await stat(subject)).size > MAX_BYTES) throw new UnreadableFile('large')
    const sheet = await readSheet(await readFile(subject))
    const close = await openCloud()
    try {
      const plan = await planOf(table, sheet, { doubtful: values.doubtful, now: Date.now() })
      show(plan)
      return values.apply ? await apply(plan) : say(0, reportWords.preview)
    } finally {
      await close()
    }
  } catch (error) {
    if (error instanceof MissingColumns) return say(1, reportWords.missingColumns(error.headings.join('、')))
    if (error instanceof RepeatedColumns) return say(1, repeatedColumnsWords(error.headings.join('、')))
    if (error instanceof UnreadableFile) return say(1, unreadableWords[error.why](subject))
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return say(1, reportWords.noFile(subject))
    throw error
  }
}

const isTable = (name: string): name is TableName => (TABLES as readonly string[]).includes(name)

const tableOf = (name: string): TableName | null => (isTable(name) ? name : null)

function show({ parts, unchanged }: Plan): void {
  const { doubtful, faults } = reportWords.titles
  for (const [title, lines] of parts) {
    if (lines.length === 0) continue
    const shown = title === doubtful || title === faults ? lines.length : SHOWN
    console.log(`\n${title} ${lines.length}\n${lines.slice(0, shown).join('\n')}`)
    if (lines.length > shown) console.log(reportWords.more(lines.length - shown))
  }
  console.log(`\n${reportWords.unchanged(unchanged)}`)
}

async function apply(plan: Plan): Promise<number> {
  const started = performance.now()
  let said = 0
  const unwritten = await plan.apply((done) => {
    if (done < plan.count && done - said < 1000) return
    said = done
    console.log(reportWords.progress(done, plan.count))
  })
  for (const { staffId, name, code } of unwritten) console.log(reportWords.unwritten(staffId, name, code))
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  return say(unwritten.length === 0 ? 0 : 1, reportWords.applied(plan.count - unwritten.length, seconds))
}

/** UTF-8 with its mark, which spreadsheets need to read Chinese. A file that is there may be the filled-in one: it stays. */
function template(table: TableName, file = `${table}.csv`): number {
  const text = `\ufeff${TEMPLATES[table].map((row) => row.join(',')).join('\r\n')}\r\n`
  try {
    writeFileSync(file, text, { flag: 'wx' })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return say(1, reportWords.fileThere(file, table))
    throw error
  }
  return say(0, file)
}

function say(code: number, text: string): number {
  console.log(text)
  return code
}

await runCommand(main)
