import type { Transaction } from '../../platform/database'
import { renewShortCodeIn } from '../../stores/short-codes'
import type { Visit } from '../../stores/visits'
import { dropFaceIn } from '../face/face-files'
import { saveVisitIn } from './save-visit'

/** No phone has this key: a pass that was issued before opens nothing any more, and no new one is out yet. */
const NO_PHONE = ''

/**
 * Puts a booking into other hands: the pass and the short code of who held it end in the same moment, at gates with and
 * without network (spec 4.1, 5.1), and so does their photo, of which who comes after reads nothing (spec 9). `attempt`
 * counts the runs of the transaction: each asks for the next short code.
 */
export async function handOverIn(
  tx: Transaction,
  visit: Visit,
  owner: string,
  now: number,
  attempt: number,
): Promise<Visit> {
  const { _id, shortCodeTry: before, firstEntryAt } = visit
  // Who is inside by it may show it on the way out.
  const keeps = before === null || firstEntryAt !== null
  const shortCodeTry = keeps ? before : await renewShortCodeIn(tx, _id, before, before + 1 + attempt)
  // Of two times the later tells gates that it is news.
  const at = Math.max(now, (visit.holder?.at ?? 0) + 1)
  const leaves = visit.owner !== owner
  if (leaves && visit.face !== null) await dropFaceIn(tx, visit.face, now)
  return saveVisitIn(tx, {
    ...{ ...visit, owner, shortCodeTry },
    face: leaves ? null : visit.face,
    holder: { key: NO_PHONE, at },
    makers: [...new Set([...visit.makers, owner])],
  })
}
