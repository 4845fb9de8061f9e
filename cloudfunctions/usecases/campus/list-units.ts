import type { Output } from '../../../contract'
import { listUnits, type Unit } from '../../stores/campus'

export async function listAllUnits(): Promise<Output<'unit.list'>> {
  const units = await listUnits()
  return {
    units: units.map(({ _id, name, campusName, hasGates, phone }: Unit) => ({
      id: _id,
      name,
      campusName,
      hasGates,
      phone,
    })),
  }
}
