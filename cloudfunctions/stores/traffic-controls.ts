import type { TrafficControl } from '../../miniprogram/domain/vehicle/traffic-control'
import { command, find, type Stored, type Transaction } from '../platform/database'
import { cached } from '../platform/instance-cache'

const COLLECTION = 'trafficControls'

export interface StoredControl extends Stored, TrafficControl {
  gateIds: string[]
  gateNames: string[]
  reason: string
  byName: string
  at: number
  /** How far telling came: '<list>:<id>' of the last visit looked at; `~` once everybody was. */
  toldUpTo: string
  /** Up to when those approved since were looked at, epoch ms; absent: since it was ordered none were. */
  lookedAt?: number
  /** How many bookings were told; absent: none yet. */
  told?: number
}

export const EVERYBODY_TOLD = '~'
/** Of a month, as late passages ask for them. */
const MAX_CONTROLS = 500

/** Controls that are on or to come, as they were some seconds ago at most (platform/instance-cache.ts). */
export async function currentControls(now: number): Promise<StoredControl[]> {
  // One answer for all moments of an hour: which of them are over by now is seen without asking.
  const hour = now - (now % HOUR_MS)
  const controls = await cached('trafficControls', `until after ${hour}`, () => controlsNow(hour))
  return controls.filter(({ until }) => until > now)
}

const HOUR_MS = 3_600_000

/** The same at this moment: for who has just ordered or ended one. */
export const controlsNow = (now: number): Promise<StoredControl[]> =>
  find<StoredControl>(COLLECTION, { until: command().gt(now) }, ['until', 'asc'], MAX_CONTROLS)

export const loadControlIn = (tx: Transaction, id: string): Promise<StoredControl | null> =>
  tx.read<StoredControl>(COLLECTION, id)

export const saveControlIn = (tx: Transaction, control: StoredControl): Promise<void> =>
  tx.write<StoredControl>(COLLECTION, control)
