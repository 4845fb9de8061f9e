import type { Output } from '../../contract'
import { isStale } from '../domain/campus/on-campus'
import { forget, keep, recall } from './storage'

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

export const keepEvacuation = (list: Evacuation): Promise<void> => keep(KEY, list)

/** The kept list; one that is too old is deleted, for it holds names. */
export async function recallEvacuation(now: number): Promise<Evacuation | null> {
  const kept = await recall<Evacuation>(KEY)
  if (kept === null || !isStale(kept.takenAt, kept.keptHours, now)) return kept
  await forget(KEY)
  return null
}
