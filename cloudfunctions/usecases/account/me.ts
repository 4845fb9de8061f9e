import type { Input, Output } from '../../../contract'
import type { ApproverAccount } from '../../stores/accounts'
import { countOpenRequests } from '../../stores/account-requests'
import { countWaitingEntries } from '../../stores/blacklist'
import { listGates, loadCampus, loadUnit } from '../../stores/campus'
import { consentsLeft, countConsentIn } from '../../stores/consents'
import { loadMode } from '../../stores/emergency'
import { loadSettings } from '../../stores/settings'
import { countVisits, listVisits } from '../../stores/visits'
import { once, type Context } from '../context'
import { gateView, rowOf } from '../visit/views'

/** Everything the first screen needs: roles, what waits, today's passes. */
export async function me(context: Context): Promise<Output<'me'>> {
  const owner = { owner: context.openid }
  const [settings, pending, returned, approvals, approved, guard, units, desk, office, emergency] =
    await Promise.all([
      loadSettings(),
      countVisits(owner, 'pending'),
      countVisits(owner, 'returned'),
      waitingApprovals(context.approver),
      listVisits(owner, 'approved', null),
      guardOf(context),
      unitsOf(context.approver),
      deskOf(context),
      officeOf(context),
      emergencyOf(context),
    ])
  const today = approved.rows.filter(
    ({ firstDay, lastDay }) => firstDay <= context.today && context.today <= lastDay,
  )
  today.sort((a, b) => (a.lastDay < b.lastDay ? -1 : 1))
  return {
    now: context.now,
    today: context.today,
    staffName: context.staff?.name ?? null,
    staffUnit: context.staff?.unitName ?? null,
    approver: context.approver === null ? null : { units, frozen: context.approver.frozen },
    guard,
    desk,
    office,
    emergency,
    waiting: { approvals, returned, pending },
    todayPasses: today.map((visit) => rowOf(visit, context.today, 'clear')),
    templates: settings.templates,
    consents: await consentsLeft(context.openid, Object.values(settings.templates)),
  }
}

/** Counts the consents a person just gave; unknown templates count nothing. */
export async function recordConsent(
  context: Context,
  { accepted }: Input<'consent.record'>,
): Promise<Output<'consent.record'>> {
  const { templates } = await loadSettings()
  return once(context, async (tx) => {
    const consents: Record<string, number> = {}
    for (const template of new Set(Object.values(templates)))
      consents[template] = await countConsentIn(tx, context.openid, template, accepted.includes(template))
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

async function guardOf(context: Context): Promise<Output<'me'>['guard']> {
  if (context.guard === null) return null
  const { gateIds } = context.guard
  return { gates: (await listGates()).filter((gate) => gateIds.includes(gate._id)).map(gateView) }
}

async function deskOf(context: Context): Promise<Output<'me'>['desk']> {
  if (context.desk === null) return null
  const campuses = await Promise.all(context.desk.campusIds.map(loadCampus))
  return { campuses: campuses.flatMap((campus) => (campus ? [{ id: campus._id, name: campus.name }] : [])) }
}

async function emergencyOf({ staff, desk, office }: Context): Promise<boolean> {
  return (staff !== null || desk !== null || office !== null) && (await loadMode()).on
}

async function officeOf(context: Context): Promise<Output<'me'>['office']> {
  if (context.office === null) return null
  const [requests, blacklist] = await Promise.all([countOpenRequests(), countWaitingEntries(context.openid)])
  return { waiting: requests + blacklist }
}
