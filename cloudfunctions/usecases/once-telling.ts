import type { Transaction } from '../platform/database'
import { addNoticeIn, type NewNotice } from '../stores/outbox'
import { once, type Context } from './context'
import { deliverNow } from './notice/deliver'

/** Writes a notice in the transaction of the change it tells of. */
export type Tell = (notice: NewNotice) => Promise<void>

/**
 * A change that somebody is told of: the notices are written with it and sent once it stands. A reply given again
 * sends nothing; sending never makes the change fail (house rule 15).
 */
export async function onceTelling<R extends object>(
  context: Context,
  work: (tx: Transaction, tell: Tell) => Promise<R>,
): Promise<R> {
  let written: string[] = []
  const reply = await once(context, (tx) => {
    written = []
    return work(tx, async (notice) => {
      await addNoticeIn(tx, notice, context.now)
      written.push(notice._id)
    })
  })
  await deliverNow(written, context.now)
  return reply
}
