import { readDocument, type Stored, type Transaction } from '../platform/database'
import { transact } from '../platform/transaction'

const COLLECTION = 'progress'

/** How far a timer job came, so that its next run goes on from there. */
interface Progress extends Stored {
  place: string
}

export type JobPlace = 'checkVisits' | 'checkCalendars' | 'digest'

/** Empty before the first run. */
export async function placeOf(job: JobPlace): Promise<string> {
  return (await readDocument<Progress>(COLLECTION, job))?.place ?? ''
}

export const keepPlace = (job: JobPlace, place: string): Promise<void> =>
  transact((tx: Transaction) => tx.write<Progress>(COLLECTION, { _id: job, place }))
