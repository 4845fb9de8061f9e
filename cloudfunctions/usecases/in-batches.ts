import type { Stored } from '../platform/database'
import { log, traceOf } from '../platform/log'

/** Rows a query of a timer job asks for at once. */
export const BATCH = 100
/** Changes one run of a job makes at most: well within the function's minute. The next run goes on. */
const MAX_A_RUN = 400

/**
 * Does `work` with each row by itself: one that fails is logged by its id and left for the next run, instead of
 * keeping the others from their turn. `work` tells whether it changed something: `done` counts those that did.
 * @param pace for work that waits for somebody else: `maxMs` after which no further row is begun, what is left counts as
 *   failed; `atOnce` how many are under way
 */
export async function eachOf<T extends Stored>(
  job: string,
  rows: readonly T[],
  work: (row: T) => Promise<boolean>,
  { maxMs = Infinity, atOnce = 1 }: { maxMs?: number; atOnce?: number } = {},
): Promise<{ done: number; failed: number }> {
  let [done, failed, next] = [0, 0, 0]
  const begun = performance.now()
  const lane = async (): Promise<void> => {
    for (let row = rows[next]; row !== undefined && performance.now() - begun < maxMs; row = rows[next]) {
      next++
      try {
        if (await work(row)) done++
      } catch (error) {
        failed++
        log('error', 'timer.left', { job, id: row._id, ...traceOf(error) })
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, lane))
  const left = rows.length - next
  if (left > 0) log('warn', 'timer.noTime', { job, left })
  return { done, failed: failed + left }
}

/**
 * Batch after batch of what is due, until nothing is left, nothing moves any more (all that is left fails, or a
 * second timer was faster), or the run has done its share.
 */
export async function drain<T extends Stored>(
  job: string,
  due: (limit: number) => Promise<T[]>,
  work: (row: T) => Promise<boolean>,
): Promise<number> {
  let done = 0
  while (done < MAX_A_RUN) {
    const rows = await due(BATCH)
    const moved = await eachOf(job, rows, work)
    done += moved.done
    if (rows.length < BATCH || moved.done === 0) return done
  }
  return done
}

/** Goes through `items` in `atOnce` lanes, so many a `piece`; where one fails, the others end with the piece they have. */
export async function inLanes<T>(
  items: readonly T[],
  { piece: size, atOnce }: { piece: number; atOnce: number },
  work: (piece: readonly T[]) => Promise<void>,
): Promise<void> {
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < items.length) {
      const piece = items.slice(next, (next += size))
      try {
        await work(piece)
      } catch (error) {
        next = items.length
        throw error
      }
    }
  }
  const lanes = await Promise.allSettled(Array.from({ length: atOnce }, lane))
  for (const ended of lanes) if (ended.status === 'rejected') throw ended.reason
}
