import type { Gate } from '../../../contract'
import {
  pedestrianGates,
  vehicleGateNote,
  vehicleGates,
  type PurposeClass,
} from '../../domain/visit/purposes'
import { unbrokenList } from './unbroken-list'
import { visitWords } from '../../locales/visit'

/** Gates by how one passes them, then by campus. */
export interface GateGroup {
  means: 'foot' | 'vehicle'
  title: string
  icon: string
  campuses: Array<{ name: string; gates: Array<{ words: string }> }>
}

/** The gates a visit may use (spec 2, Purpose). `gates`: all that have a gate system. */
export function gateGroups(
  gates: readonly Gate[],
  purposeClass: PurposeClass,
  driving: boolean,
): GateGroup[] {
  const words = visitWords().gates
  const onFoot: GateGroup = {
    means: 'foot',
    title: words.onFoot,
    icon: 'walk',
    campuses: byCampus(pedestrianGates(gates), (gate) => gate.name),
  }
  if (!driving) return [onFoot]
  const nameWithNote = (gate: Gate): string =>
    vehicleGateNote(purposeClass, gate) === 'entryOnly' ? `${gate.name}${words.entryOnly}` : gate.name
  return [
    {
      means: 'vehicle',
      title: words.byCar,
      icon: 'car',
      campuses: byCampus(vehicleGates(purposeClass, gates), nameWithNote),
    },
    onFoot,
  ]
}

function byCampus(gates: readonly Gate[], nameOf: (gate: Gate) => string): GateGroup['campuses'] {
  const campuses = new Map<string, string[]>()
  for (const gate of gates)
    campuses.set(gate.campusName, [...(campuses.get(gate.campusName) ?? []), nameOf(gate)])
  return Array.from(campuses, ([name, names]) => ({ name, gates: unbrokenList(names) }))
}
