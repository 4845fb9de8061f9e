import type { Input } from '../../../contract'
import { normalisePapers } from '../../../miniprogram/domain/standing-pass/papers'
import type { Transaction } from '../../platform/database'
import { deleteFileLater } from '../../stores/kept-files'
import type { StandingPass, StoredPaper } from '../../stores/standing-passes'
import type { Caller } from '../caller'
import { takeFilesIn } from '../file/uploads'

/** Photos of papers are private files, kept as long as their pass and no longer (spec 9). */

const retentionReason = (passId: string): string => `standingPass:${passId}`

/** The papers as they are stored: new photos are taken over, those that are no longer among them let go. */
export async function keepPapersIn(
  tx: Transaction,
  caller: Caller,
  passId: string,
  before: readonly StoredPaper[],
  typed: Input<'standing.papers'>['papers'],
): Promise<StoredPaper[]> {
  const had = new Map(before.flatMap(({ photo }) => (photo === null ? [] : [[photo.id, photo] as const])))
  const wanted = [...new Set(typed.flatMap(({ photo }) => photo ?? []))]
  const sent = wanted.filter((id) => !had.has(id))
  for (const { uploadId: id, file } of await takeFilesIn(tx, caller, 'paper', sent, retentionReason(passId)))
    had.set(id, { id, file })
  for (const { id, file } of had.values())
    if (!wanted.includes(id)) await deleteFileLater(tx, file, caller.now, retentionReason(passId))
  return normalisePapers(typed).map(({ name, until, photo }) => ({
    ...{ name, until },
    photo: photo === null ? null : (had.get(photo) ?? null),
  }))
}

/** With the pass its photos go. */
export async function dropPapersIn(tx: Transaction, pass: StandingPass, now: number): Promise<void> {
  const files = pass.papers.flatMap(({ photo }) => photo?.file ?? [])
  for (const file of new Set(files)) await deleteFileLater(tx, file, now, retentionReason(pass._id))
}
