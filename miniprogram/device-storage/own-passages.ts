import { load, save } from './storage'

/** Whom this phone let in or out since it last took the evacuation list: the list doesn't know them yet (spec 10). */
export interface OwnPassage {
  /** Of the visit; of an unknown one the id of the passage. */
  id: string
  campusName: string
  direction: 'in' | 'out'
  /** Server time. */
  at: number
  /** Empty where the phone decided alone: it has no names. */
  name: string
  unitName: string
  headCount: number
  plate: string | null
  /** The server had it at once; others it gets when they are uploaded. */
  known: boolean
}

const KEY = 'own-passages'
/** More than a shift lets through. */
const MAX_KEPT = 500

export const loadOwnPassages = async (): Promise<OwnPassage[]> => (await load<OwnPassage[]>(KEY)) ?? []

export async function addOwnPassage(passage: OwnPassage): Promise<void> {
  await save(KEY, [...(await loadOwnPassages()), passage].slice(-MAX_KEPT))
}

/** What a list taken at `takenAt` has is forgotten; `uploaded`: the server had all of them before. */
export async function forgetOwnPassages(takenAt: number, uploaded: boolean): Promise<void> {
  const kept = await loadOwnPassages()
  const left = kept.filter(({ at, known }) => at > takenAt || !(known || uploaded))
  if (left.length < kept.length) await save(KEY, left)
}
