/**
 * What the conformance suite runs against: the local cloud, or a real CloudBase environment when these variables
 * are set: CONFORMANCE_ENV (environment id), CONFORMANCE_SECRET_ID, CONFORMANCE_SECRET_KEY. There:
 * - use an environment of its own: collections named `conformance_*` are made and emptied;
 * - indexes can't be made by an SDK: declare those of `INDEXES` in the console first, then set
 *   CONFORMANCE_INDEXED=yes, else what needs them is skipped;
 * - what only the local cloud can do (`test.runIf(isLocal)`) is skipped;
 * - the questions whose answers aren't known (`conformance-questions.test.ts`) are not held against the local cloud's:
 *   what they saw is written to CONFORMANCE_RECORD, by default artifacts/conformance.jsonl, one JSON a line;
 * - CONFORMANCE_SLOW=yes asks those too that wait for half a minute.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import wx from 'wx-server-sdk'
import { openLocalCloud, type Indexes } from '../../../local/cloud/index'

const INDEXES: Indexes = {
  conformance_visits: [
    {
      name: 'by_unit_day',
      keys: [
        ['unit', 1],
        ['day', -1],
      ],
    },
    {
      name: 'one_per_phone',
      keys: [
        ['phone', 1],
        ['slot', 1],
      ],
      unique: true,
    },
  ],
  conformance_plain: [],
}

/** The differences between the two SDKs, so that one test drives both. */
export type Sdk = {
  name: string
  database: any
  wrap: (fields: object) => any
  idOf: (reply: any) => string
  documentOf: (reply: any) => any
  updatedOf: (reply: any) => number
  removedOf: (reply: any) => number
  rowsOf: (reply: any) => any[]
  refusal: (error: any) => { code: string | number; text: string }
}

export type Target = {
  isLocal: boolean
  isIndexed: boolean
  sdks: Sdk[]
  files: typeof wx
  /** The node SDK's own way to files, whose errors keep their codes. */
  app: ReturnType<typeof tcb.init>
  close: () => Promise<void>
}

const { CONFORMANCE_ENV, CONFORMANCE_SECRET_ID, CONFORMANCE_SECRET_KEY, CONFORMANCE_INDEXED } = process.env

/** Where answers are written; null for a run against the local cloud that doesn't ask for it. */
export const RECORD_FILE: string | null =
  process.env.CONFORMANCE_RECORD ?? (CONFORMANCE_ENV ? 'artifacts/conformance.jsonl' : null)

export async function openTarget(): Promise<Target> {
  if (CONFORMANCE_ENV) return openReal(CONFORMANCE_ENV)
  const dir = await mkdtemp(join(tmpdir(), 'conformance-'))
  const cloud = await openLocalCloud({
    dir,
    functionsDir: join(dir, 'none'),
    indexes: INDEXES,
    environment: {},
  })
  Object.assign(process.env, cloud.sdkEnvironment(await cloud.listen()))
  const close = async () => {
    await cloud.close()
    await rm(dir, { recursive: true })
  }
  return { isLocal: true, isIndexed: true, ...connect('local-env', {}), close }
}

async function openReal(env: string): Promise<Target> {
  const key = { secretId: CONFORMANCE_SECRET_ID, secretKey: CONFORMANCE_SECRET_KEY }
  const connected = connect(env, key)
  const [{ database }] = connected.sdks as [Sdk, Sdk]
  for (const name of Object.keys(INDEXES)) {
    await database.createCollection(name).catch(() => 'it is there already')
    await database
      .collection(name)
      .where({ _id: database.command.exists(true) })
      .remove()
  }
  return { isLocal: false, isIndexed: CONFORMANCE_INDEXED === 'yes', ...connected, close: async () => {} }
}

function connect(
  env: string,
  key: { secretId?: string; secretKey?: string },
): Pick<Target, 'sdks' | 'files' | 'app'> {
  wx.init({ env, ...key })
  const app = tcb.init({ env, ...key })
  const program: Sdk = {
    name: 'wx-server-sdk',
    database: wx.database(),
    wrap: (fields) => ({ data: fields }),
    idOf: (reply) => reply._id,
    documentOf: (reply) => reply.data,
    updatedOf: (reply) => reply.stats.updated,
    removedOf: (reply) => reply.stats.removed,
    rowsOf: (reply) => reply.list,
    refusal: (error) => ({ code: error.errCode, text: error.errMsg ?? error.message }),
  }
  const node: Sdk = {
    name: '@cloudbase/node-sdk',
    database: app.database(),
    wrap: (fields) => fields,
    idOf: (reply) => reply.id,
    documentOf: (reply) => (Array.isArray(reply.data) ? reply.data[0] : reply.data),
    updatedOf: (reply) => reply.updated,
    removedOf: (reply) => reply.deleted,
    rowsOf: (reply) => reply.data,
    refusal: (error) => ({ code: error.code, text: error.message }),
  }
  return { sdks: [program, node], files: wx, app }
}
