import { setTimeout as pause } from 'node:timers/promises'
import { readDocument } from '../cloudfunctions/platform/database'
import type { Visit } from '../cloudfunctions/stores/visits'
import { cloudTarget } from '../local/demo'
import { deliveriesDone } from '../cloudfunctions/usecases/notice/deliver'
import { useAddress, type BenchCampus } from './campus'
import { signedIn, type Desk } from './console'
import { holdTo } from './limits'
import { openListeningProxy } from './listening-proxy'
import { APPROVER, nextForm } from './subjects'

/**
 * `npm run bench -- batch`: bookings decided on the console in calls of 100, as it does a batch, beside the same decided one
 * call each; in turn, so that whatever else the machine does strikes both alike. Requests to the database take as long as in the
 * cloud, BENCH_DISTANCE_MS (8) each, and once nothing but this machine's own time. Fails when a batch isn't ten times faster at the
 * distance of the cloud.
 */
const DISTANCE_MS = Number(process.env.BENCH_DISTANCE_MS ?? 8)
const MIN_TIMES = 10
const ROUNDS = 4
const ROWS_A_CALL = 100
const SINGLES = 10
const START = Date.now()

export async function benchBatch(campus: BenchCampus): Promise<string> {
  const { visitId } = await campus.call('bench-visitor', 'visit.submit', { form: nextForm() }, START)
  const model = await readDocument<Visit>('visits', visitId)
  if (model === null) throw new Error('there is no booking')
  const lines: string[] = []
  const desk = await signedIn(campus, APPROVER, START)
  for (const distance of [0, DISTANCE_MS]) lines.push(await compared(campus, desk, model, distance))
  return lines.join('\n')
}

async function compared(campus: BenchCampus, desk: Desk, model: Visit, distance: number): Promise<string> {
  const proxy =
    distance === 0
      ? null
      : await openListeningProxy(campus.url, async (_, passOn) => {
          await pause(distance)
          return passOn()
        })
  let [batchMs, singleMs] = [0, 0]
  try {
    // The first round warms up and doesn't count.
    for (let round = 0; round <= ROUNDS; round++) {
      const ids = await copies(model, `${distance}-${round}`, ROWS_A_CALL + SINGLES)
      if (proxy !== null) useAddress(campus.cloud, proxy.url)
      const batch = await timed(() => decideTogether(desk, ids.slice(SINGLES)))
      const single = await timed(() => decideEach(desk, ids.slice(0, SINGLES)))
      useAddress(campus.cloud, campus.url)
      await deliveriesDone()
      if (round > 0) [batchMs, singleMs] = [batchMs + batch, singleMs + single]
    }
  } finally {
    await proxy?.close()
  }
  const ofBatch = batchMs / (ROUNDS * ROWS_A_CALL)
  const ofSingle = singleMs / (ROUNDS * SINGLES)
  if (distance > 0)
    holdTo([{ what: 'a batch by single calls, times', is: ofSingle / ofBatch, least: MIN_TIMES }])
  return `requests of ${distance} ms: 1,000 in a batch ${ofBatch.toFixed(1)} s, one by one ${ofSingle.toFixed(1)} s, ${(ofSingle / ofBatch).toFixed(1)} times faster`
}

/** Pending bookings like the model; a decision reads nothing that is sealed for one of them. */
async function copies(model: Visit, name: string, count: number): Promise<string[]> {
  const documents = Array.from({ length: count }, (_, index) => ({ ...model, _id: `batch-${name}-${index}` }))
  await cloudTarget().insert('visits', documents)
  return documents.map(({ _id }) => _id)
}

async function decideTogether(desk: Desk, visitIds: string[]): Promise<void> {
  const input = { visitIds, decision: 'approve' as const, reason: '' }
  const { rows } = await desk.call('approval.decideMany', input)
  const failed = rows.find(({ ok }) => !ok)
  if (rows.length !== visitIds.length || failed !== undefined) throw new Error(`not decided: ${failed?.code}`)
}

async function decideEach(desk: Desk, visitIds: string[]): Promise<void> {
  for (const visitId of visitIds) await desk.call('approval.approve', { visitId })
}

async function timed(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}
