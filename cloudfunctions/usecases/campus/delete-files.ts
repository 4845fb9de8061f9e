import { deleteFiles } from '../../platform/files'
import { log } from '../../platform/log'
import {
  beginDeletion,
  findFilesDue,
  forgetFile,
  postponeDeletion,
  type KeptFile,
} from '../../stores/kept-files'

/** Most files the platform deletes at a time. */
const BATCH = 50
/** After a failure a file waits this long. */
const PAUSE_MS = 3_600_000

/**
 * Deletes the private files that nobody needs any more (spec 9). Runs until nothing is due, so missed runs are made
 * up for; run twice or twice at once, or cut off in the middle, it ends the same. Returns how many are gone.
 */
export async function deleteDueFiles(now: number): Promise<number> {
  let gone = 0
  for (;;) {
    const due = await findFilesDue(now, BATCH)
    const begun: KeptFile[] = []
    for (const kept of due) if (await beginDeletion(kept._id, now)) begun.push(kept)
    const deleted = await deleteFiles(begun.map(({ file }) => file))
    for (const [at, { _id }] of begun.entries()) {
      if (deleted[at] === true) {
        await forgetFile(_id)
        gone++
      } else {
        log('warn', 'file.notDeleted', { file: _id })
        await postponeDeletion(_id, now + PAUSE_MS)
      }
    }
    if (due.length < BATCH) return gone
  }
}
