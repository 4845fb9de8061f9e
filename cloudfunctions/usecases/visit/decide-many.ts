import type { Input, Output } from '../../../contract'
import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { isConflict } from '../../platform/transaction'
import { contentOf } from '../../platform/canonical'
import { change, earlierReplyOf } from '../../platform/unit-of-work'
import type { Caller } from '../caller'
import { approveVisit, returnVisit } from './decide'

type Row = Output<'approval.decideMany'>['rows'][number]

/**
 * Several decisions with one tap (spec 3): one transaction a row, in order, under a request id of its own made from
 * the caller's, so that a retry gives every row its first answer. What fails doesn't undo the rest, and stays told as it
 * was: the whole reply is kept too.
 */
export async function decideMany(
  caller: Caller,
  { visitIds, decision, reason }: Input<'approval.decideMany'>,
): Promise<Output<'approval.decideMany'>> {
  const earlier = await earlierReplyOf<Output<'approval.decideMany'>>(caller)
  if (earlier !== null) return earlier
  const rows: Row[] = []
  for (const visitId of new Set(visitIds)) {
    const own: Caller = {
      ...caller,
      action: decision === 'approve' ? 'approval.approve' : 'approval.return',
      requestId: `${caller.requestId}:${visitId}`,
      content: contentOf(decision, { visitId, reason }),
    }
    rows.push(
      await rowOf(visitId, () =>
        decision === 'approve' ? approveVisit(own, { visitId }) : returnVisit(own, { visitId, reason }),
      ),
    )
  }
  // Each row asked for itself whose it is; a busy one never came to it.
  caller.answeredBefore()
  return change(caller, () => Promise.resolve({ rows }))
}

async function rowOf(visitId: string, decide: () => Promise<{ state: Row['state'] }>): Promise<Row> {
  try {
    return { visitId, ok: true, state: (await decide()).state, code: null, details: {}, decidedAt: null }
  } catch (error) {
    const refusal = isDomainError(error) ? error : isConflict(error) ? new DomainError('BUSY') : null
    if (refusal === null) throw error
    const { code, details } = refusal
    const decidedAt = code === 'ALREADY_DECIDED' && typeof details.at === 'number' ? details.at : null
    return { visitId, ok: false, state: null, code, details, decidedAt }
  }
}
