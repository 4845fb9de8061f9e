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

export interface Gate extends Stored, GateRights {
  name: string
  campusId: string
  campusName: string
  active: boolean
  /** Order in lists. */
  order: number
}

export interface Unit extends Stored {
  name: string
  campusId: string
  campusName: string
  hasGates: boolean
  /** Office phone for 联系单位. */
  phone: string | null
  /** Picture of the Mini Program code that opens a booking with this unit; made when first asked for. */
  codeFile?: string
}

const MAX_GATES = 100

/** Campuses by their ids, as they were some seconds ago at most (platform/instance-cache.ts). Missing ones are left out. */
export const loadCampuses = (ids: readonly string[]): Promise<Campus[]> =>
  cachedAll('campuses', ids, (missing) => findByIds<Campus>('campuses', missing))

/** A unit, as it was some seconds ago at most; none has the empty id. */
export const loadUnit = (id: string): Promise<Unit | null> =>
  id === '' ? Promise.resolve(null) : cached('units', id, () => readDocument<Unit>('units', id))

/** Units by their ids, as they were some seconds ago at most. Missing ones are left out. */
export const loadUnits = (ids: readonly string[]): Promise<Unit[]> =>
  cachedAll('units', ids, (missing) => findByIds<Unit>('units', missing))

/** Gates in use, in their order, as they were some seconds ago at most. */
export const listGates = (): Promise<Gate[]> =>
  cached('gates', 'in use', () => find<Gate>('gates', { active: true }, ['order', 'asc'], MAX_GATES))

/** A gate, in use or not, as it was some seconds ago at most. */
export const loadGate = (id: string): Promise<Gate | null> =>
  cached('gates', id, () => readDocument<Gate>('gates', id))

/** Gates by their ids, in use or not, as they were some seconds ago at most. Missing ones are left out. */
export const loadGates = (ids: readonly string[]): Promise<Gate[]> =>
  cachedAll('gates', ids, (missing) => findByIds<Gate>('gates', missing))

/** Remembers the unit's code; a lost race keeps one of two equal pictures. */
export const keepUnitCode = (id: string, codeFile: string): Promise<void> =>
  updateDocument('units', id, { codeFile })

const MAX_UNITS = 500

/** All units, by name, as they were some seconds ago at most. */
export const listUnits = (): Promise<Unit[]> => cached('units', 'all by name', unitsAsTheyStand)

/** All units, by name. */
export const unitsAsTheyStand = (): Promise<Unit[]> =>
  find<Unit>('units', { name: command().gt('') }, ['name', 'asc'], MAX_UNITS)

export const loadCampusIn = (tx: Transaction, id: string): Promise<Campus | null> =>
  tx.read<Campus>('campuses', id)

export const loadUnitIn = (tx: Transaction, id: string): Promise<Unit | null> => tx.read<Unit>('units', id)

export const loadGateIn = (tx: Transaction, id: string): Promise<Gate | null> => tx.read<Gate>('gates', id)

export const saveGateIn = (tx: Transaction, gate: Gate): Promise<void> => tx.write<Gate>('gates', gate)

export const saveCampusIn = (tx: Transaction, campus: Campus): Promise<void> =>
  tx.write<Campus>('campuses', campus)

export const saveUnitIn = (tx: Transaction, unit: Unit): Promise<void> => tx.write<Unit>('units', unit)

/** All campuses as they stand, by id: there are a few. */
export const listCampuses = (): Promise<Campus[]> =>
  find<Campus>('campuses', { _id: command().gt('') }, ['_id', 'asc'], MAX_GATES)

/** All gates as they stand, in use or not, by id. */
export const listAllGates = (): Promise<Gate[]> =>
  find<Gate>('gates', { _id: command().gt('') }, ['_id', 'asc'], MAX_GATES)
