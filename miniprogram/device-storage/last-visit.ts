import type { Day } from '../domain/values/days'
import { load, save } from './storage'

/** The last booking that this phone sent: the first screen offers it again once it is over. */
export interface LastVisit {
  visitId: string
  hostName: string
  unitName: string
  firstDay: Day
}

const KEY = 'last-visit'

export const saveLastVisit = (visit: LastVisit): Promise<void> => save(KEY, visit)
export const loadLastVisit = (): Promise<LastVisit | null> => load<LastVisit>(KEY)
