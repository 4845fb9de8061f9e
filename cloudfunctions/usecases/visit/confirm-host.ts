import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { confirmHost as confirmed } from '../../../miniprogram/domain/visit/host-confirmation'
import { countsOf } from '../../platform/pages'
import { change } from '../../platform/unit-of-work'
import { shownRows } from '../../platform/shown-rows'
import { countVisits, listVisits, loadVisitIn } from '../../stores/visits'
import { requireAsSeen } from '../as-seen'
import type { Caller } from '../caller'
import { rowOf } from './views'
import { saveVisitIn } from './save-visit'

/** What a host does: gives their word, shares their code (spec 2, 3). */

export async function listHostedVisits(
  caller: Caller,
  { list, cursor }: Input<'host.visits'>,
): Promise<Output<'host.visits'>> {
  if (caller.staff === null) throw new DomainError('NOT_ALLOWED')
  const holder = { hostId: caller.staff._id }
  const [page, counts] = await Promise.all([
    listVisits(holder, list, cursor),
    countsOf(cursor, {
      pending: () => countVisits(holder, 'pending'),
      approved: () => countVisits(holder, 'approved'),
    }),
  ])
  const rows = shownRows(page.rows, (visit) => ({
    ...rowOf(visit, caller.now, 'clear'),
    hostConfirmation: visit.hostConfirmation,
  }))
  return { rows, next: page.next, counts }
}

export const confirmHost = (
  caller: Caller,
  { visitId, word, seen }: Input<'host.confirm'>,
): Promise<Output<'host.confirm'>> =>
  change(caller, async ({ tx }) => {
    const visit = caller.scope.visit(await loadVisitIn(tx, visitId))
    const answered = confirmed(visit, word, caller.now)
    // Of either word: its visitor may have put in another person meanwhile.
    requireAsSeen(visit.submittedAt, seen)
    await saveVisitIn(tx, answered)
    return { visitId }
  })
