import type { Gate, VisitDetail } from '../../../contract'
import type { GateLocation } from '../../domain/gate/location'
import { pedestrianGates, vehicleGates, type PurposeClass } from '../../domain/visit/purposes'
import { controlWords } from '../../locales/controls'

/** A gate that the map finds. */
export interface GateWay extends GateLocation {
  id: string
  name: string
  /** How to find it and who may not use it; empty: nothing to say. */
  note: string
  /** What is read out. */
  label: string
}

/** The gates of a visit that have a place on the map, each once: of who drives those for cars first. */
export function gateWays(gates: readonly Gate[], purposeClass: PurposeClass, driving: boolean): GateWay[] {
  const byCar = driving ? vehicleGates(purposeClass, gates) : []
  const onFoot = pedestrianGates(gates).filter((gate) => byCar.indexOf(gate) < 0)
  return [...byCar.flatMap((gate) => wayTo(gate, false)), ...onFoot.flatMap((gate) => wayTo(gate, driving))]
}

/** Those of a booking; nobody is on the way to one that is over. */
export const waysOfVisit = ({ visit, gates, purposeClass, form }: VisitDetail): GateWay[] =>
  visit.state === 'pending' || visit.state === 'approved' ? gateWays(gates, purposeClass, form.driving) : []

/** Every gate that has a place, for whoever comes. */
export const waysToAll = (gates: readonly Gate[]): GateWay[] =>
  gates.flatMap((gate) => wayTo(gate, !gate.vehicleBarrier))

function wayTo({ id, name, location }: Gate, walkersOnly: boolean): GateWay[] {
  if (location === undefined) return []
  const words = controlWords().ways
  const notes = [walkersOnly ? words.walkersOnly : '', location.address].filter((note) => note !== '')
  return [{ ...location, id, name, note: notes.join(words.between), label: words.label(name) }]
}
