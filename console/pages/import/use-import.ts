import { reactive, shallowReactive } from 'vue'
import type { Output } from '../../../contract'
import type { ImportTable } from '../../../miniprogram/domain/campus/import/piece-limits'
import { MissingColumns, RepeatedColumns } from '../../../miniprogram/domain/campus/import/sheet'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { sentenceOf } from '../../api/api-error'
import { call, newRequestId } from '../../api/call'
import { repeatedColumnsWords, unreadableWords } from '../../../miniprogram/locales/zh/import'
import { importWords as words } from '../../locales/zh/import'
import { UnreadableFile } from '../../sheet/unreadable-file'
import { readKnown, readMarks } from './known'
import { keepLeftOff, readLeftOff, type LeftOff } from './left-off'
import { planOf, sizeOf, type Known, type Plan } from './plan'
import { runPieces, type SentPiece } from './run-pieces'

/**
 * The import of this browser window, wherever its page is: somebody who looks at another page meanwhile finds it as it has come
 * to be.
 */
export const importing = reactive<Importing>({
  stage: 'choosing',
  ...{ step: '', failure: '', fileName: '', done: 0, all: 0, refused: [] },
  leftOff: readLeftOff(),
})

interface Importing {
  stage: 'choosing' | 'comparing' | 'compared' | 'running' | 'paused' | 'finished'
  /** What is being read or compared. */
  step: string
  failure: string
  fileName: string
  done: number
  all: number
  refused: Output<'import.write'>['refused']
  leftOff: LeftOff | null
}

const held = shallowReactive<Held>({
  ...{ table: 'staff', file: null, plan: null, known: null, left: [] },
})

interface Held {
  table: ImportTable
  file: File | null
  plan: Plan | null
  known: Known | null
  left: SentPiece[][]
}

export const heldPlan = (): Plan | null => held.plan

export const unitName = (unitId: string): string =>
  held.known?.units.find(({ place }) => place._id === unitId)?.place.name ?? unitId

/** Puts what was compared away. */
export function chooseAnew(): void {
  Object.assign(held, { file: null, plan: null, known: null, left: [] })
  Object.assign(importing, { stage: 'choosing', failure: '', step: '', refused: [], done: 0, all: 0 })
}

/** Reads a file and says what it would change; nothing does. */
export async function compare(table: ImportTable, file: File): Promise<void> {
  chooseAnew()
  Object.assign(held, { table, file })
  Object.assign(importing, { stage: 'comparing', fileName: file.name, step: words.steps.file })
  try {
    const { readSheet } = await import('../../sheet/read-sheet')
    const sheet = await readSheet(new Uint8Array(await file.arrayBuffer()))
    const tellRows = (rows: number): void => void (importing.step = words.steps.known(rows))
    tellRows(0)
    const known = await readKnown(table === 'staff' || table === 'approvers', tellRows)
    importing.step = words.steps.compare
    const plan = await planOf(table, sheet, known, { today: dayOf(Date.now()), marksOf: readMarks })
    Object.assign(held, { plan, known })
    importing.stage = 'compared'
  } catch (thrown) {
    importing.stage = 'choosing'
    importing.failure = failureOf(thrown, file.name)
  }
}

function failureOf(thrown: unknown, fileName: string): string {
  if (thrown instanceof MissingColumns) return words.missingColumns(thrown.headings.join('、'))
  if (thrown instanceof RepeatedColumns) return repeatedColumnsWords(thrown.headings.join('、'))
  if (thrown instanceof UnreadableFile) return unreadableWords[thrown.why](fileName)
  return sentenceOf(thrown)
}

/** The same file beside what is there now. */
export async function compareAgain(): Promise<void> {
  if (held.file !== null) await compare(held.table, held.file)
}

export async function start(looked: boolean): Promise<void> {
  const { plan } = held
  if (plan === null) return
  held.left = plan
    .phases(looked)
    .map((pieces) => pieces.map((piece) => ({ piece, requestId: newRequestId() })))
  const all = held.left.flat().reduce((sum, { piece }) => sum + sizeOf(piece), 0)
  Object.assign(importing, { done: 0, all, refused: [] })
  await goOn()
}

export function pause(): void {
  if (importing.stage === 'running') importing.stage = 'paused'
}

let run = Promise.resolve()

/** Goes on with what isn't known to be written, once what was under way when somebody paused has ended. */
export function goOn(): Promise<void> {
  run = run.then(sendLeft)
  return run
}

async function sendLeft(): Promise<void> {
  Object.assign(importing, { stage: 'running', failure: '' })
  window.addEventListener('beforeunload', askBeforeClosing)
  try {
    const { left, failure } = await runPieces(held.left, send, () => importing.stage !== 'running')
    held.left = left
    importing.failure = failure
    if (left.length > 0) importing.stage = 'paused'
    else finish()
  } finally {
    window.removeEventListener('beforeunload', askBeforeClosing)
  }
}

async function send({ piece, requestId }: SentPiece): Promise<void> {
  const { refused } = await call('import.write', piece, { requestId })
  importing.refused.push(...refused)
  importing.done += sizeOf(piece)
  keepLeftOff({ file: importing.fileName, done: importing.done, all: importing.all })
}

function finish(): void {
  importing.stage = 'finished'
  forgetLeftOff()
}

export function forgetLeftOff(): void {
  importing.leftOff = null
  keepLeftOff(null)
}

const askBeforeClosing = (event: BeforeUnloadEvent): void => event.preventDefault()
