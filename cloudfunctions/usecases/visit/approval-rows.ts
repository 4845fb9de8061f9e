import { searchForm } from '../../../miniprogram/domain/values/text'
import type { ApprovalRow } from '../../../contract'
import { DAY_MS, dayOf } from '../../../miniprogram/domain/values/days'
import { REPEATED_CAR, riskHints, type RiskHint } from '../../../miniprogram/domain/visit/risk-hints'
import { loadReleases, releaseId } from '../../stores/release-requests'
import { loadSettings, type Settings } from '../../stores/settings'
import { findByKey, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { rowOf } from './views'

/** Bookings of the own units as their approver reads them at a glance: masked, with marks and hints (spec 3). */
export async function approvalRows(caller: Caller, visits: readonly Visit[]): Promise<ApprovalRow[]> {
  const [settings, cancelAsked] = await Promise.all([loadSettings(), visitsToCancel(visits)])
  return Promise.all(
    visits.map(async (visit) => {
      const last = visit.history[visit.history.length - 1]
      return {
        ...rowOf(visit, caller.today, 'masked'),
        hostConfirmation: visit.hostConfirmation,
        vip: visit.vip,
        inviterName: visit.inviter?.name ?? null,
        decidedBy: last?.byRole === 'approver' && visit.state !== 'pending' ? last.byName : null,
        hints: visit.state === 'pending' ? await hintsOf(visit, settings) : [],
        cancelAsked: cancelAsked.has(visit._id),
      }
    }),
  )
}

/** Those whose visitor asks for it, in one look-up; only of an approved one it can be asked. */
async function visitsToCancel(visits: readonly Visit[]): Promise<ReadonlySet<string>> {
  const approved = visits.filter(({ state }) => state === 'approved')
  const wishes = await loadReleases(approved.map(({ _id, owner }) => releaseId(_id, owner)))
  return new Set(
    wishes.flatMap(({ visitId, field, state }) => (field === 'cancel' && state === 'open' ? [visitId] : [])),
  )
}

/** What to look at twice in one booking. Costs a look-up for official visits by car only. */
export const hintsOf = async (visit: Visit, settings: Settings): Promise<RiskHint[]> =>
  riskHints(visit, dayOf(visit.submittedAt), settings, await earlierWithCar(visit))

/** Other official bookings of the unit with this plate, lately sent and not withdrawn or sent back. */
async function earlierWithCar({ _id, unitId, plate, purposeClass, submittedAt }: Visit): Promise<number> {
  if (plate === null || purposeClass !== 'official') return 0
  const since = submittedAt - REPEATED_CAR.withinDays * DAY_MS
  return (await findByKey(unitId, searchForm(plate))).filter(
    (other) =>
      other._id !== _id &&
      other.plate === plate &&
      other.purposeClass === 'official' &&
      other.submittedAt >= since &&
      other.state !== 'cancelled' &&
      other.state !== 'returned',
  ).length
}
