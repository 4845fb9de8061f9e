import type { Transaction } from '../../platform/database'
import type { Notify } from '../../platform/unit-of-work'
import { loadNoticeIn } from '../../stores/outbox'

/** Tells it unless a notice of this id is in the outbox already; whether it did. What the outbox has forgotten goes again. */
export async function notifyOnceIn(
  tx: Transaction,
  notify: Notify,
  notice: Parameters<Notify>[0],
): Promise<boolean> {
  if ((await loadNoticeIn(tx, notice._id)) !== null) return false
  await notify(notice)
  return true
}
