import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import readline from 'node:readline'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { KeyMarks } from '../../cloudfunctions/platform/key-marks'
import type { Seal } from '../../cloudfunctions/platform/audit-chain'

/**
 * A backup on the disk: `<collection>.jsonl` as it was read, `amended.jsonl` with what changed meanwhile, `files/`, and
 * `manifest.json`, which is written last: a folder without it isn't a backup.
 */
export interface Manifest {
  /** 1: made before `sums`. */
  format: 1 | 2
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
  /** SHA-256 of everything else in the folder, by its place there. */
  sums?: Readonly<Record<string, string>>
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

/** Says that a folder is a backup on its way, so that what it holds may be thrown away by the next one. */
const BEGUN = 'begun'

/** Empties the folder of a backup that came to no end. Throws where a whole one lies, or anything else. */
export function beginFolder(dir: string): void {
  if (fs.existsSync(manifestIn(dir))) throw new Error(`${dir} holds a backup: name another folder`)
  const there = fs.existsSync(dir) ? fs.readdirSync(dir) : []
  if (there.length > 0 && !there.includes(BEGUN))
    throw new Error(`${dir} holds other things: name another folder`)
  for (const name of there.filter((name) => name !== BEGUN))
    fs.rmSync(path.join(dir, name), { recursive: true, force: true })
  fs.mkdirSync(dir, { recursive: true, mode: FOLDER_MODE })
  fs.chmodSync(dir, FOLDER_MODE)
  fs.writeFileSync(path.join(dir, BEGUN), '', { mode: FILE_MODE })
  fs.mkdirSync(path.join(dir, 'files'), { mode: FOLDER_MODE })
}

/** Adds lines to one of the backup's lists. */
export const appendLines = (dir: string, name: string, values: readonly object[]): void =>
  fs.appendFileSync(placeOf(dir, name), values.map((value) => `${lineOf(value)}\n`).join(''), {
    mode: FILE_MODE,
  })

/** As JSON. Throws for what JSON would lose: no record holds such a value. */
function lineOf(value: object): string {
  return JSON.stringify(value, function (this: Record<string, unknown>, key, each: unknown) {
    // What it was before JSON asked it for its own form.
    if (!isPlain(this[key])) throw new Error(`a record holds at ${key} what a backup can't`)
    return each
  })
}

/** What JSON gives back as it was: a date, bytes or a place on a map come back as something else. */
function isPlain(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value !== 'object') return false
  return (
    Array.isArray(value) || [Object.prototype, null].includes(Object.getPrototypeOf(value) as object | null)
  )
}

/** Lines of a list, in their order; none when the list is missing. */
export async function* linesOf(dir: string, name: string): AsyncGenerator<string> {
  if (!fs.existsSync(placeOf(dir, name))) return
  yield* readline.createInterface({ input: fs.createReadStream(placeOf(dir, name)), crlfDelay: Infinity })
}

export const writeFile = (dir: string, cloudPath: string, bytes: Buffer): void =>
  fs.writeFileSync(fileAt(dir, cloudPath), bytes, { mode: FILE_MODE })

export const readFile = (dir: string, cloudPath: string): Buffer => fs.readFileSync(fileAt(dir, cloudPath))

const manifestIn = (dir: string): string => path.join(dir, 'manifest.json')

/** On the disk as a whole or not at all. */
export async function writeManifest(dir: string, manifest: Omit<Manifest, 'format' | 'sums'>): Promise<void> {
  const whole: Manifest = { format: 2, ...manifest, sums: await sumsOf(dir) }
  // Until it has its name, the next backup may throw away what is here.
  fs.writeFileSync(path.join(dir, BEGUN), `${JSON.stringify(whole, null, 2)}\n`, {
    ...{ mode: FILE_MODE, flush: true },
  })
  fs.renameSync(path.join(dir, BEGUN), manifestIn(dir))
}

/** Null for a folder that isn't a whole backup. */
export function readManifest(dir: string): Manifest | null {
  return fs.existsSync(manifestIn(dir))
    ? (JSON.parse(fs.readFileSync(manifestIn(dir), 'utf8')) as Manifest)
    : null
}

/** Places in the folder of what isn't any more as the backup wrote it, or isn't there. */
export async function damagedIn(dir: string, { sums = {} }: Manifest): Promise<string[]> {
  const there = await sumsOf(dir)
  return Object.keys(sums).filter((place) => there[place] !== sums[place])
}

async function sumsOf(dir: string): Promise<Record<string, string>> {
  const sums: Record<string, string> = {}
  const places = ['files', '.'].flatMap((folder) =>
    fs.existsSync(path.join(dir, folder))
      ? fs.readdirSync(path.join(dir, folder)).map((name) => path.posix.join(folder, name))
      : [],
  )
  for (const place of places.sort()) {
    if (place === 'files' || place === BEGUN || place === 'manifest.json') continue
    const hash = createHash('sha256')
    for await (const piece of fs.createReadStream(path.join(dir, place))) hash.update(piece as Buffer)
    sums[place] = hash.digest('hex')
  }
  return sums
}

/** Number of the last seal of the audit trail in a backup; 0: none. */
export async function lastSealOf(dir: string): Promise<number> {
  let last = 0
  for await (const line of linesOf(dir, 'auditSeals')) last = Math.max(last, (JSON.parse(line) as Seal).seq)
  return last
}
