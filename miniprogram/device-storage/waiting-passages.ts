import { load } from './storage'

/** Which pieces of the storage hold what a guard's phone decided without a network (staff/gate/offline/passage-queue). */
export const WAITING_PASSAGES = 'gate-passages'

/** Whether this phone holds passages that the server hasn't answered for: also when its owner is no guard any more. */
export async function passagesWait(): Promise<boolean> {
  const index = await load<{ first: number; last: number }>(WAITING_PASSAGES)
  return index !== null && index.first <= index.last
}
