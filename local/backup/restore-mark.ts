import { RESTORE_MARK } from '../../cloudfunctions/stores/progress'
import type { Stored } from '../../cloudfunctions/platform/database'
import { documentsAt, writeAll } from '../records'

/** Says which backup an environment is being restored from, until it is: the timer does nothing meanwhile. */
export interface RestoreMark extends Stored {
  backup: string
  /** Epoch ms: when every tick has ended that may have begun before the mark stood. */
  quietFrom: number
}

/** Null: no restore was begun, or it came to its end. */
export async function restoreMark(): Promise<RestoreMark | null> {
  const { collection, id } = RESTORE_MARK
  return ((await documentsAt(collection, [id])).get(id) ?? null) as RestoreMark | null
}

export async function saveRestoreMark(mark: Omit<RestoreMark, '_id'>): Promise<RestoreMark> {
  const whole: RestoreMark = { _id: RESTORE_MARK.id, ...mark }
  await writeAll(RESTORE_MARK.collection, [whole])
  return whole
}
