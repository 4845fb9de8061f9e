import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { change } from '../../platform/unit-of-work'
import { loadPassageIn, settleConflictIn } from '../../stores/passages'
import type { Caller } from '../caller'

/** Notes what came of a passage that the server would have refused. REASON_REQUIRED, NOT_FOUND, CONFLICT_SETTLED. */
export const settleConflict = (
  caller: Caller,
  { passageId, reason }: Input<'gate.settleConflict'>,
): Promise<Output<'gate.settleConflict'>> =>
  change(caller, async ({ tx }) => {
    if (reason.trim() === '') throw new DomainError('REASON_REQUIRED')
    const passage = await loadPassageIn(tx, passageId)
    if (passage === null || passage.conflict === null) throw new DomainError('NOT_FOUND')
    if (passage.settled !== undefined)
      throw new DomainError('CONFLICT_SETTLED', { byName: passage.settled.byName })
    const by = { byName: caller.office?.name ?? '', at: caller.now }
    await settleConflictIn(tx, passage, { ...by, reason: reason.trim() })
    return { passageId }
  })
