import type { Input, Output } from '../../../contract'
import { change } from '../../platform/unit-of-work'
import type { ApproverAccount } from '../../stores/accounts'
import { countOpenRequests } from '../../stores/account-requests'
import { countWaitingEntries } from '../../stores/blacklist'
import { listGates, loadCampus, loadUnit } from '../../stores/campus'
import { consentsLeft, countConsentIn } from '../../stores/consents'
import { loadMode } from '../../stores/emergency'
import { loadSettings } from '../../stores/settings'
import { countVisits, listVisits } from '../../stores/visits'
import type { Caller } from '../caller'
import { gateView, rowOf } from '../visit/views'

/** Everything the first screen needs: roles, what waits, today's passes. */
export async function me(caller: Caller): Promise<Output<'me'>> {
  const owner = { owner: caller.id }
  const [settings, pending, returned, approvals, approved, guard, units, desk, office, emergency] =
    await Promise.all([
      loadSettings(),
      countVisits(owner, 'pending'),
      countVisits(owner, 'returned'),
      waitingApprovals(caller.approver),
      listVisits(owner, 'approved', null),
      guardOf(caller),
      unitsOf(caller.approver),
      deskOf(caller),
      officeOf(caller),
      emergencyOf(caller),
    ])
  const today = approved.rows.filter(
    ({ firstDay, lastDay }) => firstDay <= caller.today && caller.today <= lastDay,
  )
  today.sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  return {
    now: caller.now,
    today: caller.today,
    staffName: caller.staff?.name ?? null,
    staffUnit: caller.staff?.unitName ?? null,
    approver: caller.approver === null ? null : { units, frozen: caller.approver.frozen },
    guard,
    desk,
    office,
    emergency,
    waiting: { approvals, returned, pending },
    todayPasses: today.map((visit) => rowOf(visit, caller.today, 'clear')),
    templates: settings.templates,
    consents: await consentsLeft(caller.id, Object.values(settings.templates)),
  }
}

/** Counts the consents a person just gave; unknown templates count nothing. */
export async function recordConsent(
  caller: Caller,
  { accepted }: Input<'consent.record'>,
): Promise<Output<'consent.record'>> {
  const { templates } = await loadSettings()
  return change(caller, async ({ tx }) => {
    const consents: Record<string, number> = {}
    for (const template of new Set(Object.values(templates)))
      consents[template] = await countConsentIn(tx, caller.id, template, accepted.includes(template))
    return { consents }
  })
}

async function waitingApprovals(approver: ApproverAccount | null): Promise<number> {
  const counts = await Promise.all(
    (approver?.unitIds ?? []).map((unitId) => countVisits({ unitId }, 'pending')),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

async function unitsOf(approver: ApproverAccount | null): Promise<{ id: string; name: string }[]> {
  const units = await Promise.all((approver?.unitIds ?? []).map(loadUnit))
  return units.flatMap((unit) => (unit === null ? [] : [{ id: unit._id, name: unit.name }]))
}

async function guardOf(caller: Caller): Promise<Output<'me'>['guard']> {
  if (caller.guard === null) return null
  const { gateIds } = caller.guard
  return { gates: (await listGates()).filter((gate) => gateIds.includes(gate._id)).map(gateView) }
}

async function deskOf(caller: Caller): Promise<Output<'me'>['desk']> {
  if (caller.desk === null) return null
  const campuses = await Promise.all(caller.desk.campusIds.map(loadCampus))
  return { campuses: campuses.flatMap((campus) => (campus ? [{ id: campus._id, name: campus.name }] : [])) }
}

async function emergencyOf({ staff, desk, office }: Caller): Promise<boolean> {
  return (staff !== null || desk !== null || office !== null) && (await loadMode()).on
}

async function officeOf(caller: Caller): Promise<Output<'me'>['office']> {
  if (caller.office === null) return null
  const [requests, blacklist] = await Promise.all([countOpenRequests(), countWaitingEntries(caller.id)])
  return { waiting: requests + blacklist }
}
