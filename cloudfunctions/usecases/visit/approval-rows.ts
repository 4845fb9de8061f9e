import type { ApprovalRow } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { riskHints, type RiskHint } from '../../../miniprogram/domain/visit/risk-hints'
import { shownRows } from '../../platform/shown-rows'
import { loadSettings, type Settings } from '../../stores/settings'
import type { Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { rowOf } from './views'

/**
 * Bookings of the own units as their approver reads them at a glance: names in full, with marks and hints (spec 3).
 * `toCancel`: those whose visitor asks for it; only of an approved one it can be asked.
 */
export async function approvalRows(
  caller: Caller,
  visits: readonly Visit[],
  toCancel: ReadonlySet<string>,
): Promise<ApprovalRow[]> {
  const settings = await loadSettings()
  return shownRows(visits, (visit) => {
    const last = visit.history[visit.history.length - 1]
    return {
      ...rowOf(visit, caller.now, 'clear'),
      purposeClass: visit.purposeClass,
      hostConfirmation: visit.hostConfirmation,
      vip: visit.vip,
      inviterName: visit.inviter?.name ?? null,
      decidedBy: last?.byRole === 'approver' && visit.state !== 'pending' ? last.byName : null,
      hints: visit.state === 'pending' ? hintsOf(visit, settings) : [],
      cancelAsked: visit.state === 'approved' && toCancel.has(visit._id),
    }
  })
}

/** What to look at twice in one booking. */
export const hintsOf = (visit: Visit, settings: Settings): RiskHint[] =>
  riskHints(visit, dayOf(visit.submittedAt), settings, visit.earlierWithCar)
