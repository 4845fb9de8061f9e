import { isStale } from '../domain/campus/on-campus'
import { load, remove, save } from './storage'

/** Whom this phone let in or out since it last took the evacuation list: the list doesn't know them yet (spec 10). */
export interface OwnPassage {
  /** Of the visit; of an unknown one the plate, or the id of the passage or of what it is told under. */
  id: string
  campusName: string
  direction: 'in' | 'out'
  /** Server time. */
  at: number
  /** Empty where the phone decided alone: it has no names. */
  name: string
  unitName: string
  headCount: number
  /** How many of the booking stay inside when somebody of it left; absent: nobody does. */
  stillInside?: number
  plate: string | null
  /** The server had it at once; others it gets when they are uploaded. */
  known: boolean
}

const KEY = 'own-passages'
/** More than a shift lets through. */
const MAX_KEPT = 500

/** They hold names: no longer than a list of the shipped rule (spec 10), whether one is ever taken again or not. */
const KEPT_HOURS = 24

/** Those that are still kept at `now`; older ones are deleted. */
export async function loadOwnPassages(now: number): Promise<OwnPassage[]> {
  const saved = (await load<OwnPassage[]>(KEY)) ?? []
  const kept = saved.filter(({ at }) => !isStale(at, KEPT_HOURS, now))
  if (kept.length < saved.length) await (kept.length === 0 ? remove(KEY) : save(KEY, kept))
  return kept
}

export async function addOwnPassage(passage: OwnPassage): Promise<void> {
  await save(KEY, [...(await loadOwnPassages(passage.at)), passage].slice(-MAX_KEPT))
}

/** What a list taken at `takenAt` has is forgotten; `uploaded`: the server had all of them before. */
export async function forgetOwnPassages(takenAt: number, uploaded: boolean): Promise<void> {
  const kept = await loadOwnPassages(takenAt)
  const left = kept.filter(({ at, known }) => at > takenAt || !(known || uploaded))
  if (left.length < kept.length) await save(KEY, left)
}
