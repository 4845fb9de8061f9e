import type { BookingOptions, Input, Output } from '../../../contract'
import { isId } from '../../../miniprogram/domain/values/ids'
import { feeClass } from '../../../miniprogram/domain/parking/fees'
import { doubtfulDistance } from '../../../miniprogram/domain/gate/far-gate'
import { formatCoordinates, readLocation, type GateLocation } from '../../../miniprogram/domain/gate/location'
import { vehicleGateNote } from '../../../miniprogram/domain/visit/purposes'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { formatMoment } from '../../../miniprogram/locales/days'
import { farGate, locationErrors, readAs } from '../../../miniprogram/locales/zh/gate-location'
import { visitWords } from '../../../miniprogram/locales/visit'
import { gatesWords as words } from '../../locales/zh/places'
import { settingsWords } from '../../locales/zh/settings'
import type { GateList } from './read-gates'

type Gate = GateList['gates'][number]

/** Its place is typed or pasted as one text. */
export type GateDraft = Omit<Input<'gate.save'>, 'location'> & { coordinates: string; address: string }

/** A gate as a row. */
export interface GateLine {
  gate: Gate
  walkers: string
  official: string
  private: string
  /** Where it stands on the map. */
  location: string
  state: string
}

export const gateLines = ({ gates }: GateList): GateLine[] =>
  gates.map((gate) => ({
    gate,
    walkers: gate.pedestrian ? words.yes : words.no,
    official: gate.vehicleBarrier ? words.yes : words.no,
    private: gate.vehicleBarrier ? words.privateVehicles[gate.privateVehicles] : words.no,
    location: gate.location === undefined ? words.no : words.located,
    state: gate.active ? words.active : words.inactive,
  }))

export type GateTraits = Pick<
  Gate,
  'name' | 'pedestrian' | 'vehicleBarrier' | 'privateVehicles' | 'active' | 'order' | 'location'
>

/** A gate in one line, as the history of changes says what it was and became. */
export const gateTraits = (gate: GateTraits): string =>
  [
    gate.name,
    ...(gate.pedestrian ? [words.walkers] : []),
    ...(gate.vehicleBarrier ? [words.official] : []),
    ...(gate.vehicleBarrier && gate.privateVehicles !== 'none'
      ? [`${words.private}${words.privateVehicles[gate.privateVehicles]}`]
      : []),
    words.place(gate.order),
    ...(gate.location === undefined ? [] : locationWords(gate.location)),
    gate.active ? words.active : words.inactive,
  ].join(words.comma)

const locationWords = (location: GateLocation): string[] => [
  readAs(location),
  ...(location.address === '' ? [] : [location.address]),
]

/** What is said of a place as it is typed. */
interface LocationSaid {
  understood: string
  fault: string
  /** It is far from its campus: saved once somebody has said that they looked. */
  doubt: string
}

/** What was understood of the place as it is typed, or what is wrong with it or doubtful. */
export function locationSaid(draft: GateDraft, { gates, campuses }: GateList): LocationSaid {
  const read = readLocation(draft.coordinates, draft.address)
  if ('error' in read) return { understood: '', fault: locationErrors[read.error], doubt: '' }
  if (read.location === null) return { understood: '', fault: '', doubt: '' }
  const gate = { campusId: draft.campusId, location: read.location }
  const [before] = gates.filter(({ id }) => id === draft.gateId)
  const others = gates.filter(({ id }) => id !== draft.gateId)
  const kilometres = doubtfulDistance(gate, before, others)
  const campus = campuses.find(({ id }) => id === draft.campusId)?.name ?? ''
  return {
    understood: words.understood(readAs(read.location)),
    fault: '',
    doubt: kilometres === null ? '' : farGate(campus, kilometres),
  }
}

/** What is sent; null: its place can't be read. */
export function gateRequest({ coordinates, address, ...gate }: GateDraft): Input<'gate.save'> | null {
  const read = readLocation(coordinates, address)
  return 'error' in read ? null : { ...gate, location: read.location }
}

/** Who changed each gate last and when, by its id. */
export function gateChanges(
  { history }: Pick<Output<'rules.get'>, 'history'>,
  now: number,
): Map<string, string> {
  const latest = new Map<string, string>()
  for (const { rule, at, byName, to } of history) {
    const id = rule === 'gates' ? (to as { _id: string })._id : ''
    if (id !== '' && !latest.has(id))
      latest.set(id, settingsWords.lastChange(byName || settingsWords.colleague, formatMoment(at, now)))
  }
  return latest
}

/** A new gate of the campus, last in the list. */
export const newGate = ({ campuses, gates }: GateList): GateDraft => ({
  ...{ gateId: '', name: '', campusId: campuses.find(({ hasGates }) => hasGates)?.id ?? '' },
  ...{ pedestrian: true, vehicleBarrier: false, privateVehicles: 'none', active: true },
  order: Math.max(0, ...gates.map(({ order }) => order)) + 1,
  ...{ seen: '', coordinates: '', address: '' },
})

export const draftOfGate = ({ id, campusName: _, location, ...traits }: Gate): GateDraft => ({
  ...{ gateId: id, ...traits },
  coordinates: location === undefined ? '' : formatCoordinates(location),
  address: location?.address ?? '',
})

/** Whether the id of a new gate can be one. */
export const isFreeId = (id: string, { gates }: GateList): boolean =>
  isId(id) && gates.every((gate) => gate.id !== id)

/** What a purpose means: its class, where its vehicles may pass, and whether parking is paid. */
export const purposeLines = ({ gates }: GateList, purposes: BookingOptions['purposes']) =>
  purposes.map((purpose) => ({
    ...{ id: purpose.id, name: purposeWords(purpose) },
    class: visitWords().purposeClasses[purpose.class],
    gates: gates
      .filter(({ active }) => active)
      .flatMap((gate) => {
        const note = vehicleGateNote(purpose.class, gate)
        return note === null ? [] : [note === 'entryOnly' ? words.entryOnly(gate.name) : gate.name]
      })
      .join(words.comma),
    fee: words.fees[feeClass(purpose.class)],
  }))
