import type { GateLocation } from '../../miniprogram/domain/gate/location'
import type { GateRights } from '../../miniprogram/domain/visit/purposes'
import {
  command,
  find,
  findByIds,
  readDocument,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import { cached, cachedAll } from '../platform/instance-cache'

/** The campus as the office configures it: campuses, gates, units, rules. */
export interface Campus extends Stored {
  name: string
  /** False for 王城校区: bookings for its units are made elsewhere (spec 2). */
  hasGates: boolean
}

export interface StoredGate extends Stored, GateRights {
  name: string
  campusId: string
  active: boolean
  /** Order in lists. */
  order: number
  /** Where it stands on the map; absent: nobody has said. */
  location?: GateLocation
}

/** What its campus says stands there alone: a campus that is renamed has one record to change. */
export interface Gate extends StoredGate {
  campusName: string
}

export interface StoredUnit extends Stored {
  name: string
  campusId: string
  /** Office phone for 联系单位. */
  phone: string | null
  /** Picture of the Mini Program code that opens a booking with this unit; made when first asked for. */
  codeFile?: string
}

/** What its campus says stands there alone. */
export interface Unit extends StoredUnit {
  campusName: string
  hasGates: boolean
}

const MAX_GATES = 100

/** Gates with what their campuses say. */
export function gatesOn(campuses: readonly Campus[], gates: readonly StoredGate[]): Gate[] {
  const names = new Map(campuses.map(({ _id, name }) => [_id, name]))
  return gates.map((gate) => ({ ...gate, campusName: names.get(gate.campusId) ?? '' }))
}

/** Units with what their campuses say. */
export function unitsOn(campuses: readonly Campus[], units: readonly StoredUnit[]): Unit[] {
  const byId = new Map(campuses.map((campus) => [campus._id, campus]))
  return units.map((unit) => {
    const campus = byId.get(unit.campusId)
    return { ...unit, campusName: campus?.name ?? '', hasGates: campus?.hasGates ?? false }
  })
}

/** A gate as it is stored. */
export const storedGate = ({ campusName: _, ...gate }: Gate): StoredGate => gate

/** A unit as it is stored. */
export const storedUnit = ({ campusName: _, hasGates: __, ...unit }: Unit): StoredUnit => unit

/** All campuses, as they were some seconds ago at most. */
const knownCampuses = (): Promise<Campus[]> => cached('campuses', 'all', listCampuses)

/** Asks for campuses and places at once; a campus that came since the list was kept is looked up by itself. */
async function withCampus<P extends { campusId: string }, Q>(
  places: Promise<P[]>,
  joined: (campuses: readonly Campus[], places: readonly P[]) => Q[],
): Promise<Q[]> {
  const [campuses, found] = await Promise.all([knownCampuses(), places])
  const unknown = found.flatMap(({ campusId }) =>
    campuses.some(({ _id }) => _id === campusId) ? [] : [campusId],
  )
  const come = unknown.length === 0 ? [] : await loadCampuses(unknown)
  return joined([...campuses, ...come], found)
}

const one = <P>(place: P | null): P[] => (place === null ? [] : [place])

/** Campuses by their ids, as they were some seconds ago at most (platform/instance-cache.ts). Missing ones are left out. */
export const loadCampuses = (ids: readonly string[]): Promise<Campus[]> =>
  cachedAll('campuses', ids, (missing) => findByIds<Campus>('campuses', missing))

/** A unit, as it was some seconds ago at most; none has the empty id. */
export async function loadUnit(id: string): Promise<Unit | null> {
  if (id === '') return null
  const found = cached('units', id, () => readDocument<StoredUnit>('units', id))
  return (await withCampus(found.then(one), unitsOn))[0] ?? null
}

/** Units by their ids, as they were some seconds ago at most. Missing ones are left out. */
export const loadUnits = (ids: readonly string[]): Promise<Unit[]> =>
  withCampus(
    cachedAll('units', ids, (missing) => findByIds<StoredUnit>('units', missing)),
    unitsOn,
  )

/** Gates in use, in their order, as they were some seconds ago at most. */
export const listGates = (): Promise<Gate[]> =>
  withCampus(
    cached('gates', 'in use', () => find<StoredGate>('gates', { active: true }, ['order', 'asc'], MAX_GATES)),
    gatesOn,
  )

/** A gate, in use or not, as it was some seconds ago at most. */
export async function loadGate(id: string): Promise<Gate | null> {
  const found = cached('gates', id, () => readDocument<StoredGate>('gates', id))
  return (await withCampus(found.then(one), gatesOn))[0] ?? null
}

/** Gates by their ids, in use or not, as they were some seconds ago at most. Missing ones are left out. */
export const loadGates = (ids: readonly string[]): Promise<Gate[]> =>
  withCampus(
    cachedAll('gates', ids, (missing) => findByIds<StoredGate>('gates', missing)),
    gatesOn,
  )

/** Remembers the unit's code; a lost race keeps one of two equal pictures. */
export const keepUnitCode = (id: string, codeFile: string): Promise<void> =>
  updateDocument('units', id, { codeFile })

const MAX_UNITS = 500

/** All units, by name, as they were some seconds ago at most. */
export const listUnits = (): Promise<Unit[]> =>
  withCampus(cached('units', 'all by name', unitsAsTheyStand), unitsOn)

/** What each unit is called, as it was some seconds ago at most. One that isn't there has no name. */
export async function loadUnitNames(): Promise<(unitId: string) => string> {
  const units = await cached('units', 'all by name', unitsAsTheyStand)
  const names = new Map(units.map(({ _id, name }) => [_id, name]))
  return (unitId) => names.get(unitId) ?? ''
}

/** All units, by name. */
export const unitsAsTheyStand = (): Promise<StoredUnit[]> =>
  find<StoredUnit>('units', { name: command().gt('') }, ['name', 'asc'], MAX_UNITS)

export const loadCampusIn = (tx: Transaction, id: string): Promise<Campus | null> =>
  tx.read<Campus>('campuses', id)

export const loadUnitIn = (tx: Transaction, id: string): Promise<StoredUnit | null> =>
  tx.read<StoredUnit>('units', id)

export const loadGateIn = (tx: Transaction, id: string): Promise<StoredGate | null> =>
  tx.read<StoredGate>('gates', id)

export const saveGateIn = (tx: Transaction, gate: StoredGate): Promise<void> =>
  tx.write<StoredGate>('gates', gate)

export const saveCampusIn = (tx: Transaction, campus: Campus): Promise<void> =>
  tx.write<Campus>('campuses', campus)

export const saveUnitIn = (tx: Transaction, unit: StoredUnit): Promise<void> =>
  tx.write<StoredUnit>('units', unit)

/** All campuses as they stand, by id: there are a few. */
export const listCampuses = (): Promise<Campus[]> =>
  find<Campus>('campuses', { _id: command().gt('') }, ['_id', 'asc'], MAX_GATES)

/** All gates as they stand, in use or not, by id. */
export const listAllGates = (): Promise<StoredGate[]> =>
  find<StoredGate>('gates', { _id: command().gt('') }, ['_id', 'asc'], MAX_GATES)
