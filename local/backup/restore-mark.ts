import type { Stored } from '../../cloudfunctions/platform/database'
import { documentsAt } from '../records'

/** Says which backup an environment is being restored from, until it is: functions know nothing of it. */
export interface RestoreMark extends Stored {
  backup: string
}

export const RESTORE_MARK = { collection: 'progress', id: 'restore' }

/** Null: no restore was begun, or it came to its end. */
export async function restoreMark(): Promise<RestoreMark | null> {
  const { collection, id } = RESTORE_MARK
  return ((await documentsAt(collection, [id])).get(id) ?? null) as RestoreMark | null
}
