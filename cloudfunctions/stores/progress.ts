import { findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { transact } from '../platform/transaction'

const COLLECTION = 'progress'

/** How far a timer job came, so that its next run goes on from there. */
interface Progress extends Stored {
  checkpoint: string
}

export type CheckpointJob = 'checkVisits' | 'checkCalendars' | 'digest' | 'anonymisePassages'

/** Empty before the first run. */
export async function checkpointOf(job: CheckpointJob): Promise<string> {
  return (await readDocument<Progress>(COLLECTION, job))?.checkpoint ?? ''
}

export const saveCheckpoint = (job: CheckpointJob, checkpoint: string): Promise<void> =>
  transact((tx: Transaction) => tx.write<Progress>(COLLECTION, { _id: job, checkpoint }))

/** When the timer last ran a group of jobs to its end. */
interface CompletedRun extends Stored {
  at: number
}

const completedId = (group: string): string => `completed:${group}`

/** Epoch milliseconds by group; a group that never ran to its end is missing. */
export async function completedRuns(groups: readonly string[]): Promise<Map<string, number>> {
  const runs = await findByIds<CompletedRun>(COLLECTION, groups.map(completedId))
  return new Map(
    groups.flatMap((group) => {
      const run = runs.find(({ _id }) => _id === completedId(group))
      return run === undefined ? [] : [[group, run.at] as const]
    }),
  )
}

/** @param at epoch ms at which the run began */
export const saveCompletedRun = (group: string, at: number): Promise<void> =>
  transact((tx: Transaction) => tx.write<CompletedRun>(COLLECTION, { _id: completedId(group), at }))
