import { listApprovers } from '../../../stores/accounts'
import { loadUnitNames, unitsAsTheyStand } from '../../../stores/campus'
import { listStaff, type Staff } from '../../../stores/staff'
import type {
  KnownStaff,
  KnownUnit,
  Surroundings,
} from '../../../../miniprogram/domain/campus/import/staff-preview'
import { phoneHash } from '../../visit/identity-hashes'

const PAGE = 1000

/** All that a preview compares a file with: the directory, its units, who decides for them. A thousand rows a request. */
export async function loadSurroundings(): Promise<Surroundings> {
  const [staff, units, approvers] = await Promise.all([
    allStaff().then(knownStaff),
    ...([knownUnits(), approversByUnit()] as const),
  ])
  return {
    ...{ staff, units, approvers },
    hashOf: phoneHash,
  }
}

/** As much of a row as an import has to know and stands in it. */
export const ownStaff = ({ _id, name, unitId, phoneHash, active, openid }: Staff): OwnStaff => ({
  ...{ staffId: _id, name, unitId, phoneHash, active, openid },
})
type OwnStaff = Omit<KnownStaff, 'unitName'>

/** As much of rows as an import has to know, with what their units are called. */
export async function knownStaff(rows: readonly Staff[]): Promise<KnownStaff[]> {
  const unitName = await loadUnitNames()
  return rows.map((row) => ({ ...ownStaff(row), unitName: unitName(row.unitId) }))
}

export const knownUnits = async (): Promise<KnownUnit[]> =>
  (await unitsAsTheyStand()).map(({ _id, name }) => ({ unitId: _id, name }))

async function allStaff(): Promise<Staff[]> {
  const staff: Staff[] = []
  for (let after = ''; ;) {
    const rows = await listStaff(after, PAGE)
    staff.push(...rows)
    after = rows[rows.length - 1]?._id ?? after
    if (rows.length < PAGE) return staff
  }
}

/** openids of active approvers, by unit. */
export async function approversByUnit(): Promise<Map<string, string[]>> {
  const byUnit = new Map<string, string[]>()
  for (let cursor: string | null = null; ;) {
    const page: Awaited<ReturnType<typeof listApprovers>> = await listApprovers(false, cursor, PAGE - 1)
    for (const { openid, unitIds, active } of page.rows)
      for (const unitId of active ? unitIds : []) byUnit.set(unitId, [...(byUnit.get(unitId) ?? []), openid])
    cursor = page.next
    if (cursor === null) return byUnit
  }
}
