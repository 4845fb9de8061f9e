import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { KeyMarks } from './key-marks'
import type { Seal } from '../../cloudfunctions/platform/audit-chain'

/**
 * A backup on the disk: `<collection>.jsonl` as it was read, `amended.jsonl` with what changed meanwhile, `files/`, and
 * `manifest.json`, which is written last: a folder without it isn't a backup.
 */
export interface Manifest {
  format: 1
  /** Tells this backup from every other. */
  id: string
  /** Epoch ms: the records are as they stood then. */
  at: number
  /** `cloud://<environment>.<bucket>/`, with which file ids begin. */
  filePrefix: string
  collections: readonly string[]
  /** Cloud paths of the files that were there. */
  files: readonly string[]
  keys: KeyMarks
}

/** What became of a document while the backup was read; null: it was removed. */
export interface Amendment {
  collection: string
  id: string
  document: Stored | null
}

/** For its owner alone: names stand in it in clear. */
const [FOLDER_MODE, FILE_MODE] = [0o700, 0o600]

const placeOf = (dir: string, name: string): string => path.join(dir, `${name}.jsonl`)
const fileAt = (dir: string, cloudPath: string): string =>
  path.join(dir, 'files', createHash('sha256').update(cloudPath).digest('hex'))

/** Empties the folder of a backup that came to no end. Throws where a whole one lies. */
export function beginFolder(dir: string): void {
  if (readManifest(dir) !== null) throw new Error(`${dir} holds a backup: name another folder`)
  const others = fs.existsSync(dir)
    ? fs.readdirSync(dir).filter((name) => !/^files$|\.jsonl$/.test(name))
    : []
  if (others.length > 0) throw new Error(`${dir} holds other things: name another folder`)
  fs.rmSync(dir, { recursive: true, force: true })
  fs.mkdirSync(path.join(dir, 'files'), { recursive: true, mode: FOLDER_MODE })
  fs.chmodSync(dir, FOLDER_MODE)
}

/** Adds lines to one of the backup's lists. */
export const appendLines = (dir: string, name: string, values: readonly object[]): void =>
  fs.appendFileSync(placeOf(dir, name), values.map((value) => `${lineOf(value)}\n`).join(''), {
    mode: FILE_MODE,
  })

/** As JSON. Throws for what JSON would lose: no record holds such a value. */
function lineOf(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, each: unknown) {
    if (
      this[key] instanceof Date ||
      each === undefined ||
      (typeof each === 'number' && !Number.isFinite(each))
    )
      throw new Error(`a record holds at ${key} what a backup can't`)
    return each
  })
}

/** Lines of a list, in their order; none when the list is missing. */
export async function* linesOf(dir: string, name: string): AsyncGenerator<string> {
  if (!fs.existsSync(placeOf(dir, name))) return
  yield* readline.createInterface({ input: fs.createReadStream(placeOf(dir, name)), crlfDelay: Infinity })
}

export const writeFile = (dir: string, cloudPath: string, bytes: Buffer): void =>
  fs.writeFileSync(fileAt(dir, cloudPath), bytes, { mode: FILE_MODE })

export const readFile = (dir: string, cloudPath: string): Buffer => fs.readFileSync(fileAt(dir, cloudPath))

/** On the disk as a whole or not at all. */
export function writeManifest(dir: string, manifest: Manifest): void {
  const draft = path.join(dir, 'manifest.json.draft')
  fs.writeFileSync(draft, `${JSON.stringify(manifest, null, 2)}\n`, { mode: FILE_MODE, flush: true })
  fs.renameSync(draft, path.join(dir, 'manifest.json'))
}

/** Null for a folder that isn't a whole backup. */
export function readManifest(dir: string): Manifest | null {
  const file = path.join(dir, 'manifest.json')
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest) : null
}

/** Number of the last seal of the audit trail in a backup; 0: none. */
export async function lastSealOf(dir: string): Promise<number> {
  let last = 0
  for await (const line of linesOf(dir, 'auditSeals')) last = Math.max(last, (JSON.parse(line) as Seal).seq)
  return last
}
