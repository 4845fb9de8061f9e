import { DomainError } from '../../miniprogram/domain/errors'
import { command, find, updateDocument, type Stored, type Transaction } from '../platform/database'
import { fixedHash } from '../platform/sealing'
import { transact } from '../platform/transaction'

const COLLECTION = 'keptFiles'

/**
 * A private file and who needs it how long (spec 9): a form, evidence, a face. It is deleted when nobody needs it any
 * more, so a picture that two records show outlives the first of them.
 */
export interface KeptFile extends Stored {
  file: string
  /** Each record or reason by its own id; `until` null: without an end yet. */
  needs: { retentionReason: string; until: number | null }[]
  /** When the last need ends; null while one has no end. */
  dueAt: number | null
  /** The deletion has begun: from here there is no way back. */
  going: boolean
}

/** @param file its id */
export const keptFileId = (file: string): string => fixedHash('file', file)

/**
 * Keeps a file for a record until that record says otherwise, in place of the reason `instead`, if one is given. Throws
 * PHOTO_GONE when it is being deleted.
 */
export const keepFileIn = (
  tx: Transaction,
  file: string,
  retentionReason: string,
  instead = retentionReason,
): Promise<void> => needUntil(tx, file, retentionReason, null, instead)

/**
 * Lets the timer delete a file from `dueAt` (epoch milliseconds) on, as far as the record `retentionReason` is concerned. Said
 * again it moves the moment; other records that need the file keep it longer.
 */
export const deleteFileLater = (
  tx: Transaction,
  file: string,
  dueAt: number,
  retentionReason: string,
): Promise<void> => needUntil(tx, file, retentionReason, dueAt)

async function needUntil(
  tx: Transaction,
  file: string,
  retentionReason: string,
  until: number | null,
  instead = retentionReason,
): Promise<void> {
  const _id = keptFileId(file)
  const kept = await tx.read<KeptFile>(COLLECTION, _id)
  if (kept?.going === true) {
    if (until === null) throw new DomainError('PHOTO_GONE')
    return
  }
  const needs = [
    ...(kept?.needs ?? []).filter((need) => ![retentionReason, instead].includes(need.retentionReason)),
    { retentionReason, until },
  ]
  const ends = needs.map((need) => need.until ?? Infinity)
  const last = Math.max(...ends)
  await tx.write<KeptFile>(COLLECTION, {
    _id,
    file,
    needs,
    dueAt: last === Infinity ? null : last,
    going: false,
  })
}

/** Files that nobody needs any more, longest due first. */
export const findFilesDue = (now: number, limit: number): Promise<KeptFile[]> =>
  find<KeptFile>(COLLECTION, { dueAt: command().lte(now) }, ['dueAt', 'asc'], limit)

/** Begins the deletion; false when a record has come to need the file, or it is gone already. */
export const beginDeletion = (id: string, now: number): Promise<boolean> =>
  transact(async (tx) => {
    const kept = await tx.read<KeptFile>(COLLECTION, id)
    if (kept === null || kept.dueAt === null || kept.dueAt > now) return false
    await tx.write<KeptFile>(COLLECTION, { ...kept, going: true })
    return true
  })

export const forgetFile = (id: string): Promise<void> => transact((tx) => tx.remove(COLLECTION, id))

/** Tries again later; a file that can't be deleted stands in nobody's way meanwhile. */
export const postponeDeletion = (id: string, dueAt: number): Promise<void> =>
  updateDocument(COLLECTION, id, { dueAt })
