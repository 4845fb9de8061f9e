import type { AccountTemplate } from '../../miniprogram/domain/notice/parts'
import type { KeyMarks } from '../platform/key-marks'
import { findByIds, readDocument, type Stored, type Transaction } from '../platform/database'
import { transact } from '../platform/transaction'

const COLLECTION = 'progress'

/** The document that stands while a backup is written into this environment (local/backup). */
export const RESTORE_MARK = { collection: COLLECTION, id: 'restore' } as const

/** How far a timer job came, so that its next run goes on from there. */
interface Progress extends Stored {
  checkpoint: string
}

export type CheckpointJob = 'checkVisits' | 'checkCalendars' | 'digest' | 'auditHead' | 'anonymisePassages'

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

/** What a tick begins with, in one request. */
interface TickState {
  /** Epoch milliseconds by group; a group that never ran to its end is missing. */
  completed: Map<string, number>
  /** A restore writes here and hasn't come to its end. */
  isBeingRestored: boolean
  /** Null: no tick has noted them yet. */
  keys: KeyMarks | null
}

/** The keys that functions have, for commands that must have the same: noted by the timer. */
type FunctionKeys = Stored & KeyMarks
export const FUNCTION_KEYS = 'keys'

export async function loadTickState(groups: readonly string[]): Promise<TickState> {
  const ids = [RESTORE_MARK.id, FUNCTION_KEYS, ...groups.map(completedId)]
  const found = new Map((await findByIds<Stored>(COLLECTION, ids)).map((each) => [each._id, each]))
  const completed = groups.flatMap((group) => {
    const run = found.get(completedId(group)) as CompletedRun | undefined
    return run === undefined ? [] : [[group, run.at] as const]
  })
  return {
    completed: new Map(completed),
    isBeingRestored: found.has(RESTORE_MARK.id),
    keys: (found.get(FUNCTION_KEYS) as FunctionKeys | undefined) ?? null,
  }
}

export const saveFunctionKeys = (keys: KeyMarks): Promise<void> =>
  transact((tx: Transaction) => tx.write<FunctionKeys>(COLLECTION, { _id: FUNCTION_KEYS, ...keys }))

/** @param at epoch ms at which the run began */
export const saveCompletedRun = (group: string, at: number): Promise<void> =>
  transact((tx: Transaction) => tx.write<CompletedRun>(COLLECTION, { _id: completedId(group), at }))

/** The account's message templates, as the timer last read them. */
export interface NotedTemplates extends Stored {
  /** Epoch ms of the last reading that succeeded; 0: none did. */
  at: number
  templates: AccountTemplate[]
  /** What WeChat answered since, where it can't be read; null: it can. */
  failed: string | null
}
const TEMPLATES = 'templates'

/** Null before the timer's first run. */
export const loadNotedTemplates = (): Promise<NotedTemplates | null> =>
  readDocument<NotedTemplates>(COLLECTION, TEMPLATES)

export const saveNotedTemplates = (noted: Omit<NotedTemplates, '_id'>): Promise<void> =>
  transact((tx: Transaction) => tx.write<NotedTemplates>(COLLECTION, { _id: TEMPLATES, ...noted }))
