import type { Output } from '../../contract'
import { isStale } from '../domain/campus/on-campus'
import { remove, save, load } from './storage'

/** Who was on a campus when the network was last there, with the ticks of who has been met (spec 10). */
export interface Evacuation {
  campusId: string
  campuses: Output<'campus.inside'>['campuses']
  rows: Output<'campus.inside'>['rows']
  /** When the list was taken, on the server's clock. */
  takenAt: number
  keptHours: number
  /** Ids of the visits that have been met. */
  met: string[]
}

const KEY = 'evacuation'

export const saveEvacuation = (list: Evacuation): Promise<void> => save(KEY, list)

export const forgetEvacuation = (): Promise<void> => remove(KEY)

/** The saved list; one that is too old is deleted, for it holds names. */
export async function loadEvacuation(now: number): Promise<Evacuation | null> {
  const saved = await load<Evacuation>(KEY)
  if (saved === null || !isStale(saved.takenAt, saved.keptHours, now)) return saved
  await forgetEvacuation()
  return null
}
