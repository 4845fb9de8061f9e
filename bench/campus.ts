import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Action, Input, Output } from '../contract'
import indexes from '../cloudfunctions/indexes.json'
import { openLocalCloud, type Indexes, type LocalCloud } from '../local/cloud'
import { cloudTarget, demoCampus, demoDocuments, seedDemo } from '../local/demo'

/** The collection that bare operations work on: beside the product's own, with an index like a list's. */
export const SCRATCH = 'benchScratch'
const scratchIndex: Indexes[string][number] = {
  name: 'by_list',
  keys: [
    ['list', 1],
    ['sort', 1],
  ],
  unique: false,
}

export interface BenchCampus {
  cloud: LocalCloud
  /** Where requests go when nobody listens in. */
  url: string
  keys: Record<string, string>
  /** How many its directory has to begin with. */
  staff: number
  /** One call of the `api` function's handler in this process, at the time given; throws when it is refused. */
  call<A extends Action>(openid: string, action: A, input: Input<A>, now: number): Promise<Output<A>>
  /** Makes the directory larger; the rows that are there stay as they are. */
  growStaff(from: number, to: number): Promise<void>
  close(): Promise<void>
}

/**
 * A demo campus in a cloud of its own in a temporary directory. The handler runs in this process and reaches the
 * database through the real SDK, so that what is measured is the product's own work and its requests. `functions`: where
 * built functions lie, for what is measured through them. `keys`: those of another campus that is measured beside it.
 */
export async function openBenchCampus(
  staff: number,
  functions: string | null = null,
  keys = newKeys(),
): Promise<BenchCampus> {
  const dir = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-bench-'))
  const cloud = await openLocalCloud({
    dir,
    functionsDir: functions === null ? path.join(dir, 'no-functions') : path.resolve(functions),
    http: { '/gate': 'gate', '/console-api': 'console' },
    indexes: { ...(indexes as unknown as Indexes), [SCRATCH]: [scratchIndex] },
    environment: keys,
    timers: false,
  })
  const url = await cloud.listen()
  Object.assign(process.env, keys)
  useAddress(cloud, url)
  await seedDemo(cloudTarget(), demoCampus({ staff }))
  const { handle } = await import('../cloudfunctions/api/handle')
  return {
    cloud,
    url,
    keys,
    staff,
    async call(openid, action, input, now) {
      const reply = await handle({ action, input, requestId: randomUUID() }, openid, now, 'bench')
      if (!reply.ok) throw new Error(`${action} was refused: ${reply.code}`)
      return reply.data as never
    },
    async growStaff(from, to) {
      const rows = demoDocuments(demoCampus({ staff: to })).staff.slice(from)
      const target = cloudTarget()
      for (let index = 0; index < rows.length; index += 500)
        await target.insert('staff', rows.slice(index, index + 500))
    },
    async close() {
      await cloud.close()
      fs.rmSync(dir, { recursive: true, force: true })
    },
  }
}

/** The SDK reads its address anew for every request: another one from now on. */
export function useAddress(cloud: LocalCloud, url: string): void {
  Object.assign(process.env, cloud.sdkEnvironment(url))
}

const newKey = (): string => randomBytes(32).toString('base64')
const newKeys = (): Record<string, string> => ({
  CAMPUS_DATA_KEYS: `d1:${newKey()}`,
  CAMPUS_LOOKUP_KEY: newKey(),
  CAMPUS_PASS_KEYS: `1:${newKey()}`,
})
