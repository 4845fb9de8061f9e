/**
 * The client of the crash test: writes through the SDK as fast as it can, from several sides at once, and prints
 * what was acknowledged, one line each. Ends when the cloud is gone.
 *
 * A booking is two documents written in one transaction: `bookings/<n>` and the counter of its lane, which holds
 * `n` too. A note is one plain document; it takes a unique key.
 */
import tcb from '@cloudbase/node-sdk'
import { writeSync } from 'node:fs'

const [, , round = '0'] = process.argv
const database = tcb.init({ env: 'local-env' }).database()

const LANES = 4
let turn = 0

async function book(lane: number): Promise<void> {
  const n = `${round}-${lane}-${turn++}`
  await database.runTransaction(async (transaction: any) => {
    await transaction.collection('bookings').add({ _id: n, lane, seat: n, note: '预约备注'.repeat(40) })
    await transaction.collection('lanes').doc(`lane-${lane}`).set({ lane, last: n })
  })
  acknowledge(`booking ${n}`)
}

async function note(): Promise<void> {
  const n = `${round}-n-${turn++}`
  await database.collection('notes').add({ _id: n, key: n, at: database.serverDate() })
  acknowledge(`note ${n}`)
}

const acknowledge = (line: string) => writeSync(1, `${line}\n`)

async function keepOn(work: () => Promise<void>): Promise<void> {
  for (;;) {
    try {
      await work()
    } catch (error) {
      // The cloud was killed: nothing more to write. Anything else is a fault.
      const { code } = error as { code?: unknown }
      if (code !== 'ECONNRESET' && code !== 'ECONNREFUSED' && code !== 'EPIPE')
        acknowledge(`fault ${String(error)}`)
      process.exit()
    }
  }
}

await Promise.all([
  ...Array.from({ length: LANES }, (_lane, lane) => keepOn(() => book(lane))),
  ...Array.from({ length: LANES }, () => keepOn(note)),
])
