import { AUDIT, type AuditRow } from '../../cloudfunctions/platform/audit'
import type { Stored } from '../../cloudfunctions/platform/database'
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
import { keyMarks, missingKeys } from './key-marks'
import { RESTORE_MARK, restoreMark, type RestoreMark } from './restore-mark'
import { holdsAny, removeDocument, writeAll } from '../records'

export interface Restore {
  dir: string
  print: (line: string) => void
}

/** Documents in memory at a time. */
const PIECE = 500

/**
 * Writes a backup into an empty environment, whose collections and indexes a deployment has made. Cut off anywhere it can
 * be run again. Throws where the folder isn't a whole backup or not as it was made, keys are missing, or the environment
 * holds other records.
 */
export async function restoreBackup({ dir, print }: Restore): Promise<void> {
  const manifest = readManifest(dir)
  if (manifest === null) throw new Error(`${dir} isn't a whole backup: it has no manifest.json`)
  const damaged = await damagedIn(dir, manifest)
  if (damaged.length > 0)
    throw new Error(
      `${dir} isn't what was backed up, nothing was written: ${damaged.slice(0, 5).join(', ')} missing or altered (${damaged.length} in all); copy the folder anew`,
    )
  const missing = missingKeys(manifest.keys, keyMarks())
  if (missing.length > 0) throw new Error(`the backup was made with other keys: ${missing.join(', ')}`)
  await beginIn(manifest)
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

/** Marks the environment as being restored. Throws where it holds what this restore didn't write. */
async function beginIn({ id: backup, collections }: Manifest): Promise<void> {
  if ((await restoreMark())?.backup === backup) return
  for (const collection of collections)
    if (await holdsAny(collection))
      throw new Error(`the environment isn't empty: ${collection} holds records`)
  await writeAll<RestoreMark>(RESTORE_MARK.collection, [{ _id: RESTORE_MARK.id, backup }])
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
