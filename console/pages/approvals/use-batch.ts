import { reactive } from 'vue'
import { call, newRequestId } from '../../api/call'
import { partsOf, runBatch, type Decision, type Part } from './batch'
import type { Outcome } from './queue-rows'

export interface Batch {
  running: boolean
  done: number
  all: number
  failed: number
  failure: string
  left: Part[]
  /** By visit: what came of the last decision on it. */
  outcomes: Map<string, Outcome>
}

/** Decisions on many bookings, with what came of each row while the others are still on their way. */
export function useBatch(): {
  batch: Batch
  start: (
    visitIds: readonly string[],
    decision: Omit<Decision, 'visitIds' | 'seen'>,
    sentAt: ReadonlyMap<string, number>,
  ) => Promise<void>
  goOn: () => Promise<void>
  stop: () => void
} {
  const batch = reactive<Batch>({
    ...{ running: false, done: 0, all: 0, failed: 0, failure: '', left: [], outcomes: new Map() },
  })
  let stopped = false

  function told(rows: Outcome[]): void {
    for (const row of rows) {
      batch.outcomes.set(row.visitId, row)
      batch.done++
      if (!row.ok) batch.failed++
    }
  }

  async function run(parts: readonly Part[]): Promise<void> {
    stopped = false
    batch.running = true
    const decide = ({ input, requestId }: Part) => call('approval.decideMany', input, { requestId })
    const { left, failure } = await runBatch(parts, decide, told, () => stopped)
    Object.assign(batch, { running: false, left, failure })
  }

  return {
    batch,
    async start(visitIds, decision, sentAt) {
      if (batch.running) return
      const parts = partsOf(visitIds, decision, sentAt, newRequestId)
      const all = parts.reduce((sum, { input }) => sum + input.visitIds.length, 0)
      Object.assign(batch, { all, done: 0, failed: 0, failure: '' })
      await run(parts)
    },
    goOn: () => run(batch.left),
    stop: () => void (stopped = true),
  }
}
