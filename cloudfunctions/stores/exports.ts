import { readDocument, type Stored, type Transaction } from '../platform/database'
import { removeBefore } from '../platform/remove-before'

const COLLECTION = 'exports'

/** What was given out as a file or read as a list of people, so that it stands on the audit trail (spec 9). Of whom and by whom, the trail says. */
interface Export extends Stored {
  what: 'ownData' | 'figures' | 'visits' | 'passages' | 'dayList' | 'inside'
  at: number
}

/** Notes what was given out; answers when it first was, for the same request may come again. */
export async function noteExportIn(tx: Transaction, made: Export): Promise<number> {
  const earlier = await tx.read<Export>(COLLECTION, made._id)
  if (earlier !== null) return earlier.at
  await tx.write<Export>(COLLECTION, made)
  return made.at
}

/** Whether it is noted already. */
export const isNoted = async (id: string): Promise<boolean> =>
  (await readDocument<Export>(COLLECTION, id)) !== null

/** Removes notes of before `before` (epoch milliseconds), at most `limit`; the trail keeps them. Returns how many. */
export const forgetExports = (before: number, limit: number): Promise<number> =>
  removeBefore(COLLECTION, 'at', before, limit)
