import type { TrafficControl } from '../../miniprogram/domain/vehicle/traffic-control'
import { command, find, type Stored, type Transaction } from '../platform/database'

const COLLECTION = 'trafficControls'

export interface StoredControl extends Stored, TrafficControl {
  gateNames: string[]
  reason: string
  byName: string
  at: number
  /** How far telling came: '<list>:<id>' of the last visit looked at; `~` once everybody was. */
  toldUpTo: string
}

export const EVERYBODY_TOLD = '~'
const MAX_CONTROLS = 100

/** Controls that are on or to come. */
export const currentControls = (now: number): Promise<StoredControl[]> =>
  find<StoredControl>(COLLECTION, { ended: false, until: command().gt(now) }, ['until', 'asc'], MAX_CONTROLS)

export const loadControlIn = (tx: Transaction, id: string): Promise<StoredControl | null> =>
  tx.read<StoredControl>(COLLECTION, id)

export const saveControlIn = (tx: Transaction, control: StoredControl): Promise<void> =>
  tx.write<StoredControl>(COLLECTION, control)
