import { readDocument, type Stored, type Transaction } from '../platform/database'
import { transact } from '../platform/transaction'

const COLLECTION = 'progress'

/** How far a timer job came, so that its next run goes on from there. */
interface Progress extends Stored {
  checkpoint: string
}

export type CheckpointJob = 'checkVisits' | 'checkCalendars' | 'digest'

/** Empty before the first run. */
export async function checkpointOf(job: CheckpointJob): Promise<string> {
  return (await readDocument<Progress>(COLLECTION, job))?.checkpoint ?? ''
}

export const saveCheckpoint = (job: CheckpointJob, checkpoint: string): Promise<void> =>
  transact((tx: Transaction) => tx.write<Progress>(COLLECTION, { _id: job, checkpoint }))
