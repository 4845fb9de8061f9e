import type { GateRights } from '../../miniprogram/domain/visit/purposes'
import {
  command,
  find,
  readDocument,
  updateDocument,
  type Stored,
  type Transaction,
} from '../platform/database'

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

export const loadCampus = (id: string): Promise<Campus | null> => readDocument<Campus>('campuses', id)

export const loadUnit = (id: string): Promise<Unit | null> => readDocument<Unit>('units', id)

/** Gates in use, in their order. */
export const listGates = (): Promise<Gate[]> =>
  find<Gate>('gates', { active: true }, ['order', 'asc'], MAX_GATES)

export const loadGate = (id: string): Promise<Gate | null> => readDocument<Gate>('gates', id)

/** Remembers the unit's code; a lost race keeps one of two equal pictures. */
export const keepUnitCode = (id: string, codeFile: string): Promise<boolean> =>
  updateDocument('units', id, { codeFile })

const MAX_UNITS = 500

/** All units, by name. */
export const listUnits = (): Promise<Unit[]> =>
  find<Unit>('units', { name: command().gt('') }, ['name', 'asc'], MAX_UNITS)

export const loadCampusIn = (tx: Transaction, id: string): Promise<Campus | null> =>
  tx.read<Campus>('campuses', id)

export const loadUnitIn = (tx: Transaction, id: string): Promise<Unit | null> => tx.read<Unit>('units', id)

export const saveGateIn = (tx: Transaction, gate: Gate): Promise<void> => tx.write<Gate>('gates', gate)
