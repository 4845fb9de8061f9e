import { lookupHash } from '../../../platform/lookup-hash'
import { listApprovers } from '../../../stores/accounts'
import { listUnits } from '../../../stores/campus'
import { listStaff } from '../../../stores/staff'
import type { KnownStaff, Surroundings } from '../../../../miniprogram/domain/campus/import/staff-preview'

const PAGE = 1000

/** All that a preview compares a file with: the directory, its units, who decides for them. A thousand rows a request. */
export async function loadSurroundings(): Promise<Surroundings> {
  const [staff, units, approvers] = await Promise.all([allStaff(), listUnits(), approversByUnit()])
  return {
    staff,
    units: units.map(({ _id, name }) => ({ unitId: _id, name })),
    approvers,
    hashOf: (phone) => lookupHash('phone', phone),
  }
}

async function allStaff(): Promise<KnownStaff[]> {
  const staff: KnownStaff[] = []
  for (let after = ''; ;) {
    const rows = await listStaff(after, PAGE)
    for (const { _id, name, unitId, unitName, phoneHash, active, openid } of rows)
      staff.push({ staffId: _id, name, unitId, unitName, phoneHash, active, openid })
    after = rows[rows.length - 1]?._id ?? after
    if (rows.length < PAGE) return staff
  }
}

/** openids of active approvers, by unit. */
async function approversByUnit(): Promise<Map<string, string[]>> {
  const byUnit = new Map<string, string[]>()
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listApprovers>> = await listApprovers(cursor, PAGE - 1)
    for (const { openid, unitIds, active } of page.rows)
      for (const unitId of active ? unitIds : []) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), openid])
    cursor = page.next
    if (cursor === null) return byUnit
  }
}
