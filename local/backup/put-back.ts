import fs from 'node:fs'
import { AUDIT, type AuditRow } from '../../cloudfunctions/platform/audit'
import type { Stored } from '../../cloudfunctions/platform/database'
import { FUNCTION_KEYS, RESTORE_MARK } from '../../cloudfunctions/stores/progress'
import { keptFileId, type KeptFile } from '../../cloudfunctions/stores/kept-files'
import { filePrefix, upload } from './files'
import {
  damagedIn,
  lastSealOf,
  linesOf,
  readFile,
  readManifest,
  type Amendment,
  type Manifest,
} from './folder'
import { keyMarks, missingKeys } from '../../cloudfunctions/platform/key-marks'
import { restoreMark, saveRestoreMark, type RestoreMark } from './restore-mark'
import { holdsAny, pagesOf, removeDocument, writeAll } from '../records'

export interface Restore {
  dir: string
  /** Epoch ms. */
  now: () => number
  wait: (ms: number) => Promise<unknown>
  print: (line: string) => void
}

/** What the timer writes by itself and nobody else: a deployment's first ticks leave something there. */
const TIMERS_OWN = ['progress', 'figures']

/** At most so long goes a tick on, in milliseconds. */
const tickLastsMs = (): number =>
  (JSON.parse(fs.readFileSync('cloudfunctions/timer/config.json', 'utf8')) as { timeout: number }).timeout *
  1000

/** Documents in memory at a time. */
const PIECE = 500

/**
 * Writes a backup into an empty environment, whose collections and indexes a deployment has made. Cut off anywhere it can
 * be run again. Throws where the folder isn't a whole backup or not as it was made, keys are missing, or the environment
 * holds other records.
 */
export async function restoreBackup({ dir, now, wait, print }: Restore): Promise<void> {
  const manifest = readManifest(dir)
  if (manifest === null) throw new Error(`${dir} isn't a whole backup: it has no manifest.json`)
  const damaged = await damagedIn(dir, manifest)
  if (damaged.length > 0)
    throw new Error(
      `${dir} isn't what was backed up, nothing was written: ${damaged.slice(0, 5).join(', ')} missing or altered (${damaged.length} in all); copy the folder anew`,
    )
  const missing = missingKeys(manifest.keys, keyMarks())
  if (missing.length > 0) throw new Error(`the backup was made with other keys: ${missing.join(', ')}`)
  const { quietFrom } = await beginIn(manifest, now())
  if (quietFrom > now()) {
    print('  waiting until the timer, which runs every minute, is done')
    await wait(quietFrom - now())
  }
  await removeTimersOwn()
  const prefix = await filePrefix()
  const moved = (line: string): string => line.replaceAll(manifest.filePrefix, prefix)
  const amended = await amendmentsOf(dir, moved)
  const lastSeal = await lastSealOf(dir)
  for (const collection of manifest.collections) {
    const written = await writeCollection(
      dir,
      collection,
      amended.get(collection) ?? new Map(),
      moved,
      lastSeal,
    )
    print(`  ${collection}: ${written}`)
  }
  for (const cloudPath of manifest.files) await upload(cloudPath, readFile(dir, cloudPath))
  print(`  files: ${manifest.files.length}`)
  await removeDocument(RESTORE_MARK.collection, RESTORE_MARK.id)
}

/**
 * Marks the environment as being restored, from when on the timer begins nothing. Throws where it holds what neither this
 * restore nor the timer by itself wrote.
 */
async function beginIn({ id: backup, collections }: Manifest, now: number): Promise<RestoreMark> {
  const begun = await restoreMark()
  if (begun?.backup === backup) return begun
  if (begun !== null)
    throw new Error(
      'another backup is being restored here: run that restore to its end, or take a fresh environment',
    )
  for (const collection of collections)
    if (!TIMERS_OWN.includes(collection) && (await holdsAny(collection)))
      throw new Error(`the environment isn't empty: ${collection} holds records`)
  // Where the timer has run it may be running: it would seal, send and end what was just written.
  const timerRuns = (await Promise.all(TIMERS_OWN.map(holdsAny))).includes(true)
  return saveRestoreMark({ backup, quietFrom: timerRuns ? now + tickLastsMs() : 0 })
}

/**
 * Where a run before this one wrote some of it from the backup, this one writes it again. Which keys the functions have the
 * next run has to know, too.
 */
async function removeTimersOwn(): Promise<void> {
  for (const collection of TIMERS_OWN)
    for await (const page of pagesOf(collection))
      for (const { _id } of page)
        if (_id !== RESTORE_MARK.id && _id !== FUNCTION_KEYS) await removeDocument(collection, _id)
}

type Amended = Map<string, Map<string, Stored | null>>

/** The last that is known of each document that changed. */
async function amendmentsOf(dir: string, moved: (line: string) => string): Promise<Amended> {
  const amended: Amended = new Map()
  for await (const line of linesOf(dir, 'amended')) {
    const { collection, id, document } = JSON.parse(moved(line)) as Amendment
    amended.set(collection, (amended.get(collection) ?? new Map<string, Stored | null>()).set(id, document))
  }
  return amended
}

/** How many documents the collection holds now. */
async function writeCollection(
  dir: string,
  collection: string,
  amended: ReadonlyMap<string, Stored | null>,
  moved: (line: string) => string,
  lastSeal: number,
): Promise<number> {
  let written = 0
  let piece: Stored[] = []
  const flush = async (): Promise<void> => {
    await writeAll(
      collection,
      piece.map((document) => inItsPlace(collection, document, lastSeal)),
    )
    written += piece.length
    piece = []
  }
  for await (const line of linesOf(dir, collection)) {
    const document = JSON.parse(moved(line)) as Stored
    if (!amended.has(document._id)) piece.push(document)
    if (piece.length >= PIECE) await flush()
  }
  piece.push(...[...amended.values()].filter((document) => document !== null))
  await flush()
  return written
}

/**
 * A kept file lies under the hash of its id, which names the environment. A row of the audit trail that was sealed after
 * the seals were read waits for its seal again.
 */
function inItsPlace(collection: string, document: Stored, lastSeal: number): Stored {
  if (collection === 'keptFiles') return { ...document, _id: keptFileId((document as KeptFile).file) }
  if (collection !== AUDIT || ((document as Partial<AuditRow>).seal ?? 0) <= lastSeal) return document
  return { ...document, seal: 0 } as Stored
}
