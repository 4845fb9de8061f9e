import type { Output } from '../../../contract'
import { addDays } from '../../../miniprogram/domain/values/days'
import { invalidityOf } from '../../../miniprogram/domain/values/validity'
import { stateNow, tabOf, type VisitState, type VisitTab } from '../../../miniprogram/domain/visit/visit'
import { isSetupOpen, setupCodeVariable } from '../../platform/setup-code'
import { shownRows } from '../../platform/shown-rows'
import type { ApproverAccount } from '../../stores/accounts'
import { countOpenRequests } from '../../stores/account-requests'
import { countWaitingEntries } from '../../stores/blacklist'
import { loadUnitNames, listGates, loadCampuses, loadUnits } from '../../stores/campus'
import { consentsLeft } from '../../stores/consents'
import { loadMode } from '../../stores/emergency'
import { loadSettings } from '../../stores/settings'
import { countAsked } from '../../stores/activities'
import { countWaitingPasses } from '../../stores/standing-passes'
import { countVisits, listOwnSince, tabOfList, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { personMark } from './console-sessions'
import { allAsSettled } from '../activity/as-settled'
import { gateView, rowOf } from '../visit/views'

/** Everything the first screen needs: roles, what waits, today's passes. */
export async function me(caller: Caller): Promise<Output<'me'>> {
  const [{ templates, consents }, stored, approvals, guard, units, desk, office, emergency, staffUnit] =
    await Promise.all([
      consentsOf(caller.id),
      // Yesterday's too: those whose days have passed today.
      listOwnSince(caller.id, addDays(caller.today, -1)),
      waitingApprovals(caller.approver),
      guardOf(caller),
      unitsOf(caller.approver),
      deskOf(caller),
      officeOf(caller),
      emergencyOf(caller),
      staffUnitOf(caller),
    ])
  const own = await allAsSettled(stored, caller.now)
  // Days pass without anybody's doing: what the timer has still to end waits for nobody.
  const listed = (tab: VisitTab): Visit[] =>
    own.filter((visit) => tabOfList(visit.list) === tab && tabOf(stateNow(visit, caller.now)) === tab)
  const pending = listed('pending')
  const today = own.filter((visit) => {
    const holds = tabOfList(visit.list) === 'approved' && visit.state === 'approved'
    const invalidity = holds ? invalidityOf(visit, caller.now) : 'over'
    return invalidity !== 'over' && invalidity !== 'notYet'
  })
  today.sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  return {
    now: caller.now,
    today: caller.today,
    ...(caller.kind === 'console' ? { person: personMark(caller.id) } : {}),
    staffId: caller.staff?._id ?? null,
    staffName: caller.staff?.name ?? null,
    staffUnit,
    approver: caller.approver === null ? null : { units, frozen: caller.approver.frozen },
    guard,
    desk,
    office,
    setup: office === null && isSetupOpen(setupCodeVariable(), caller.now),
    emergency,
    waiting: {
      approvals,
      returned: listed('returned').length,
      pending: pending.length,
      approved: listed('approved').length,
    },
    pending: shownRows(pending.length === 1 ? pending : [], (visit) => rowOf(visit, caller.now, 'clear')),
    todayPasses: shownRows(today, (visit) => rowOf(visit, caller.now, 'clear')),
    ended: await endedOf(own, caller),
    templates,
    consents,
  }
}

const ENDED_UNUSED: readonly VisitState[] = ['revoked', 'cancelled', 'expired']

/** Those that ended unused: revoked or cancelled with days to come, or expired as today began. */
async function endedOf(own: readonly Visit[], { now, today }: Caller): Promise<Output<'me'>['ended']> {
  const ended = own.filter((visit) => {
    const state = stateNow(visit, now)
    return ENDED_UNUSED.includes(state) && (visit.lastDay >= today || state === 'expired')
  })
  const units = await loadUnits([...new Set(ended.map(({ unitId }) => unitId))])
  return shownRows(ended, (visit) => ({
    ...rowOf(visit, now, 'clear'),
    unitPhone: units.find(({ _id }) => _id === visit.unitId)?.phone ?? null,
  }))
}

/** The account's templates, and how many messages of each somebody still takes. */
async function consentsOf(openid: string): Promise<Pick<Output<'me'>, 'templates' | 'consents'>> {
  const { templates } = await loadSettings()
  return { templates, consents: await consentsLeft(openid, Object.values(templates)) }
}

const waitingApprovals = async (approver: ApproverAccount | null): Promise<number> =>
  approver === null ? 0 : countVisits({ unitIds: approver.unitIds }, 'pending')

async function unitsOf(approver: ApproverAccount | null): Promise<{ id: string; name: string }[]> {
  const units = await loadUnits(approver?.unitIds ?? [])
  return units.map(({ _id, name }) => ({ id: _id, name }))
}

async function guardOf(caller: Caller): Promise<Output<'me'>['guard']> {
  if (caller.guard === null) return null
  const { gateIds } = caller.guard
  return { gates: (await listGates()).filter((gate) => gateIds.includes(gate._id)).map(gateView) }
}

async function deskOf(caller: Caller): Promise<Output<'me'>['desk']> {
  if (caller.desk === null) return null
  const campuses = await loadCampuses(caller.desk.campusIds)
  return { campuses: campuses.map(({ _id, name }) => ({ id: _id, name })) }
}

async function emergencyOf({ staff, desk, office }: Caller): Promise<boolean> {
  return (staff !== null || desk !== null || office !== null) && (await loadMode()).on
}

const staffUnitOf = async ({ staff }: Caller): Promise<string | null> =>
  staff === null ? null : (await loadUnitNames())(staff.unitId)

async function officeOf(caller: Caller): Promise<Output<'me'>['office']> {
  if (caller.office === null) return null
  const { activityApprover } = await loadSettings()
  const waiting = await Promise.all([
    countOpenRequests(),
    countWaitingEntries(caller.id),
    activityApprover === 'office' ? countAsked(caller.id, caller.today) : 0,
    countWaitingPasses(caller.id),
  ])
  return { waiting: waiting.reduce((sum, each) => sum + each) }
}
