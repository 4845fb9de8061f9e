/**
 * What the conformance suite runs against: the local cloud, or a real CloudBase environment when these variables
 * are set: CONFORMANCE_ENV (environment id), CONFORMANCE_SECRET_ID, CONFORMANCE_SECRET_KEY. There:
 * - use an environment of its own: collections named `conformance_*` are made and emptied;
 * - indexes can't be made by an SDK: declare those of `INDEXES` in the console first, then set
 *   CONFORMANCE_INDEXED=yes, else what needs them is skipped;
 * - what only the local cloud can do (`test.runIf(isLocal)`) is skipped;
 * - the questions whose answers aren't known (`conformance-questions.test.ts`) are not held against the local cloud's:
 *   what they saw is written to CONFORMANCE_RECORD, by default artifacts/conformance.jsonl, one JSON a line;
 * - CONFORMANCE_SLOW=yes asks those too that wait for half a minute or more;
 * - its files are made private (仅创建者及管理员可读写), and one that everybody reads fails the run;
 * - a function `conformanceProbe` is uploaded, with a timer trigger and an HTTP route: delete it afterwards.
 *
 * CONFORMANCE_TAPE names the record of such a run: then the local cloud is held to what stands there, question by question.
 */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import wx from 'wx-server-sdk'
import { openLocalCloud, type Indexes } from '../../../local/cloud/index'
import { ENVIRONMENT_ID } from '../../../local/cloud/sdk-environment'
import { scratchFolder } from '../../scratch'
import { buildProbe, PROBE, PROBE_PATH, uploadProbe } from './conformance-probe'

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
  /** Where the probe answers over HTTP; null: nowhere. */
  probe: string | null
  /** Lets the probe's timer fire. */
  fire: () => Promise<unknown>
  close: () => Promise<void>
}

const { CONFORMANCE_ENV, CONFORMANCE_SECRET_ID, CONFORMANCE_SECRET_KEY, CONFORMANCE_INDEXED } = process.env

/** The id of the environment that is asked, as it stands in answers. */
export const ASKED_ENVIRONMENT = CONFORMANCE_ENV ?? ENVIRONMENT_ID

/** Where answers are written; null for a run against the local cloud that doesn't ask for it. */
export const RECORD_FILE: string | null =
  process.env.CONFORMANCE_RECORD ?? (CONFORMANCE_ENV ? 'artifacts/conformance.jsonl' : null)

/** The record that the local cloud is held to; null: to its own answers. */
export const TAPE_FILE: string | null = process.env.CONFORMANCE_TAPE ?? null

export async function openTarget(): Promise<Target> {
  if (CONFORMANCE_ENV) return openReal(CONFORMANCE_ENV)
  const dir = scratchFolder('conformance-')
  const functionsDir = join(dir, 'functions')
  await buildProbe(functionsDir)
  const cloud = await openLocalCloud({
    ...{ dir, functionsDir, indexes: INDEXES, environment: {}, timers: false },
    http: { [PROBE_PATH]: PROBE },
  })
  const url = await cloud.listen()
  Object.assign(process.env, cloud.sdkEnvironment(url))
  const close = async () => {
    await cloud.close()
    await rm(dir, { recursive: true })
  }
  const functions = { probe: `${url}${PROBE_PATH}`, fire: () => cloud.fireTimer('conformance') }
  return { isLocal: true, isIndexed: true, ...connect(ENVIRONMENT_ID, {}), ...functions, close }
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
  const folder = scratchFolder('conformance-')
  const credentials = { secretId: key.secretId ?? '', secretKey: key.secretKey ?? '' }
  const probe = await uploadProbe(env, credentials, folder)
  const fire = () => new Promise((resolve) => setTimeout(resolve, 61_000))
  const close = () => rm(folder, { recursive: true })
  return { isLocal: false, isIndexed: CONFORMANCE_INDEXED === 'yes', ...connected, probe, fire, close }
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
