import { randomUUID } from 'node:crypto'
import { AUDIT, type AuditRow } from '../../cloudfunctions/platform/audit'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { daysOfChain, earlierHead, headFiles } from '../../cloudfunctions/stores/audit-seals'
import { download, fileIdsIn, filePrefix } from './files'
import {
  appendLines,
  beginFolder,
  lastSealOf,
  linesOf,
  writeFile,
  writeManifest,
  type Amendment,
} from './folder'
import { keyMarks } from '../../cloudfunctions/platform/key-marks'
import { restoreMark } from './restore-mark'
import { atLeast, documentsAt, pagesOf } from '../records'

export interface Backup {
  /** A folder that is empty or not there. */
  dir: string
  collections: readonly string[]
  /** Epoch ms, the clock that the functions go by. */
  now: () => number
  print: (line: string) => void
}

/** Longer than any function runs: a change that began before a moment is on record this much later at the latest. */
const LATE_MS = 90_000
/** Rounds until one in which nobody changed anything; a busy campus needs a few. */
const MAX_ROUNDS = 500

/**
 * Reads an environment while people use it, so that the records fit together: each change is in the backup with all its
 * documents, or with none (docs/decisions/0019). Throws when it couldn't be.
 */
export async function takeBackup({ dir, collections, now, print }: Backup): Promise<void> {
  // Before an hour of reading, not after it.
  const keys = keyMarks()
  if ((await restoreMark()) !== null)
    throw new Error('this environment is being restored: run that restore to its end, then back it up')
  beginFolder(dir)
  const begun = now()
  for (const collection of collections) {
    let count = 0
    for await (const page of pagesOf(collection)) {
      appendLines(dir, collection, page)
      count += page.length
    }
    print(`  ${collection}: ${count}`)
  }
  const { at, rounds } = await amendUntilQuiet(dir, begun, now)
  print(`  changed meanwhile: put right in ${rounds} round${rounds === 1 ? '' : 's'}`)
  const prefix = await filePrefix()
  const named = await namedFiles(dir, collections, prefix)
  // One made after the seals were read would say that the tail of a restored chain was cut off.
  const lastSeal = await lastSealOf(dir)
  const heads = await headFiles(lastSeal, await daysOfChain(now()), now())
  const files = await copyFiles(dir, prefix, [...named, ...heads])
  // Without the latest it would say that somebody took that away.
  const latest = await earlierHead(lastSeal)
  if (latest !== null) {
    writeFile(dir, latest.path, Buffer.from(latest.text))
    if (!files.includes(latest.path)) files.push(latest.path)
  }
  print(`  files: ${files.length}`)
  await writeManifest(dir, { id: randomUUID(), at, filePrefix: prefix, collections, files, keys })
}

/**
 * Reads again what changes touched, by the audit trail, until a round began and ended with no change in between: then
 * everything stands as it stood at that moment.
 */
async function amendUntilQuiet(
  dir: string,
  begun: number,
  now: () => number,
): Promise<{ at: number; rounds: number }> {
  const seen = new Set<string>()
  let fresh = await rowsSince(begun - LATE_MS, seen)
  for (let round = 1; round <= MAX_ROUNDS; round++) {
    const at = now()
    for (const { _id } of fresh) seen.add(_id)
    await amend(dir, touchedBy(fresh))
    // Notices stand in no audit row.
    for await (const due of pagesOf<Notice>('outbox', { state: 'due' }))
      keepAmendments(
        dir,
        due.map((document) => ({ collection: 'outbox', id: document._id, document })),
      )
    fresh = await rowsSince(at - LATE_MS, seen)
    if (fresh.length === 0) return { at, rounds: round }
  }
  throw new Error(`records changed in each of ${MAX_ROUNDS} rounds: take the backup at a quieter hour`)
}

async function rowsSince(at: number, seen: ReadonlySet<string>): Promise<AuditRow[]> {
  const rows: AuditRow[] = []
  for await (const page of pagesOf<AuditRow>(AUDIT, { kind: 'row', at: atLeast(at) }))
    rows.push(...page.filter(({ _id }) => !seen.has(_id)))
  return rows
}

/** What changes wrote, by collection; a reply lies beside its row, under the key that the row's id names. */
function touchedBy(rows: readonly AuditRow[]): Map<string, Set<string>> {
  const touched = new Map<string, Set<string>>()
  const touch = (collection: string, id: string): void => {
    const ids = touched.get(collection)
    if (ids === undefined) touched.set(collection, new Set([id]))
    else ids.add(id)
  }
  for (const { _id, changes, ids } of rows) {
    touch(AUDIT, _id)
    touch(AUDIT, _id.slice(_id.indexOf(':') + 1))
    for (const { collection, id } of changes) touch(collection, ids.find(({ hash }) => hash === id)?.id ?? id)
  }
  return touched
}

async function amend(dir: string, touched: ReadonlyMap<string, ReadonlySet<string>>): Promise<void> {
  for (const [collection, ids] of touched)
    keepAmendments(
      dir,
      [...(await documentsAt(collection, [...ids]))].map(([id, document]) => ({ collection, id, document })),
    )
}

const keepAmendments = (dir: string, amendments: readonly Amendment[]): void =>
  appendLines(dir, 'amended', amendments)

/** Cloud paths of the files that records name. */
async function namedFiles(dir: string, collections: readonly string[], prefix: string): Promise<Set<string>> {
  const named = new Set<string>()
  for (const name of [...collections, 'amended'])
    for await (const line of linesOf(dir, name))
      for (const fileId of fileIdsIn(line))
        if (fileId.startsWith(prefix)) named.add(fileId.slice(prefix.length))
  return named
}

/** Answers which were copied: one that is gone by now is deleted, and its record says so soon. */
async function copyFiles(dir: string, prefix: string, cloudPaths: readonly string[]): Promise<string[]> {
  const copied: string[] = []
  for (const cloudPath of cloudPaths) {
    const bytes = await download(prefix + cloudPath)
    if (bytes === null) continue
    writeFile(dir, cloudPath, bytes)
    copied.push(cloudPath)
  }
  return copied
}
