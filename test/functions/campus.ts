import { randomBytes, randomUUID } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import type { Action, Input, Output, Reply } from '../../contract'
import indexes from '../../cloudfunctions/indexes.json'
import type { Stored } from '../../cloudfunctions/platform/database'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import { openLocalCloud, type Indexes, type LocalCloud } from '../../local/cloud'
import { cloudTarget, demoCampus, demoTemplates, seedDemo, type DemoCampus } from '../../local/demo'
import { bundleFunction, functionNames } from '../../scripts/build/functions.mjs'
import { NOW } from '../domain/builders'
import { scratchFolder } from '../scratch'
import { callAt } from './doors'
import { openFaultyNetwork, type FaultyNetwork } from './faulty-network'

/**
 * A demo campus in a cloud of its own, in a temporary directory: the real SDKs, the real database protocol.
 * Calls come in two ways. `person` runs api/handle.ts in this process, at the time `clock.now` says. `deployed`
 * goes through the cloud's own function runner: the built function with the identity the platform gives, at
 * the real time.
 */
export interface Campus {
  cloud: LocalCloud
  demo: DemoCampus
  /** Where the database lies. */
  dir: string
  /** What the functions wrote to their logs. */
  logs: string[]
  /** What lies between this process and the cloud, of a campus that was opened with it. */
  readonly network: FaultyNetwork
  /** Epoch milliseconds for calls in this process. */
  clock: { now: number }
  /** Whether `person` waits until messages to others are sent too, as a test that looks for them wants. */
  notices: { awaited: boolean }
  person(openid: string | null): Person
  deployed(openid: string | null): Person
  /** A document as it is stored. */
  stored<T extends Stored>(collection: string, id: string): Promise<T | null>
  /** Changes a document, or makes it, as the office would behind everybody's back. */
  put(collection: string, document: Stored & Record<string, unknown>): Promise<void>
  close(): Promise<void>
}

/** Somebody with a phone. */
export interface Person {
  openid: string | null
  /** The reply as it comes, refused or not. A request id is made up unless given. */
  ask<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<Reply<A>>
  /** What a call that has to succeed gives; throws the refusal otherwise. */
  get<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<Output<A>>
  /** The code of the refusal a call ends with; 'ok' when it succeeds. */
  outcome<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<string>
}

export interface CampusOptions {
  staff?: number
  /** Builds the functions and lets the cloud run them. */
  functions?: boolean
  workers?: number
  /** Requests go through a network that can be listened to and made to fail; that takes a fifth more time. */
  network?: boolean
}

const root = path.resolve(import.meta.dirname, '../..')

/** Opens a campus. Several in one process would share its environment variables: close one before the next. */
export async function openCampus({
  staff = 120,
  functions = false,
  workers = 4,
  network: through = false,
}: CampusOptions = {}): Promise<Campus> {
  const dir = scratchFolder('campus-visitor-functions-')
  const functionsDir = path.join(dir, 'functions')
  if (functions) await bundle(functionsDir)
  const logs: string[] = []
  const { keys, demo, ...written } = await writtenCampus(staff)
  fs.cpSync(written.dir, path.join(dir, 'cloud'), { recursive: true })
  const cloud = await openLocalCloud({
    dir: path.join(dir, 'cloud'),
    functionsDir,
    indexes: indexes as unknown as Indexes,
    environment: keys,
    templates: Object.fromEntries(
      Object.values(demoTemplates).map(({ id, labels }) => [id, Object.keys(labels)]),
    ),
    http: { '/gate': 'gate', '/console-api': 'console', '/console': 'console' },
    // They go by the real time: a tick in the middle of a test would end the bookings of `clock`'s days.
    timers: false,
    workers,
    log: (line) => logs.push(line),
  })
  const address = await cloud.listen()
  const network = through ? await openFaultyNetwork(address) : null
  Object.assign(process.env, keys, cloud.sdkEnvironment(network?.url ?? address))

  // What this process keeps was another campus's.
  beginInstance()
  // Only now: the stores open their database, and read their keys, from the environment.
  const { inTransaction, readDocument } = await import('../../cloudfunctions/platform/database')
  const { deliveriesDone } = await import('../../cloudfunctions/usecases/notice/deliver')
  const clock = { now: NOW }
  const notices = { awaited: true }
  return {
    cloud,
    demo,
    dir,
    logs,
    get network() {
      if (network === null) throw new Error('this campus was opened without its network')
      return network
    },
    clock,
    notices,
    person: (openid) =>
      personBy(openid, async (event) => {
        const reply = await callAt(event, openid, clock.now)
        if (notices.awaited) await deliveriesDone()
        return reply
      }),
    deployed: (openid) =>
      personBy(openid, async (event) => {
        const { result } = await cloud.invoke('api', event, openid === null ? undefined : { openid })
        return result as Reply
      }),
    stored: readDocument,
    put: (collection, document) =>
      inTransaction(async (tx) =>
        tx.write(collection, { ...(await tx.read(collection, document._id)), ...document }),
      ),
    async close() {
      await deliveriesDone()
      await network?.close()
      await cloud.close()
      fs.rmSync(dir, { recursive: true, force: true })
      requirePermitted(cloud)
    },
  }
}

/** Throws for a call of WeChat's server API that a deployed function would have been refused. */
export function requirePermitted({ refusedOpenApi }: LocalCloud): void {
  if (refusedOpenApi.length > 0) throw new Error(`WeChat would refuse: ${refusedOpenApi.join('; ')}`)
}

/** A demo campus that nobody has used yet. */
interface WrittenCampus {
  demo: DemoCampus
  /** Its cloud's, closed. */
  dir: string
  /** With which its records are sealed. */
  keys: Record<string, string>
}

/** What this process wrote, by how many staff it has: to go on from a copy takes a fraction of the time. */
const writtenCampuses = new Map<number, Promise<WrittenCampus>>()

function writtenCampus(staff: number): Promise<WrittenCampus> {
  const written = writtenCampuses.get(staff) ?? writeCampus(staff)
  writtenCampuses.set(staff, written)
  return written
}

async function writeCampus(staff: number): Promise<WrittenCampus> {
  const dir = scratchFolder('campus-visitor-demo-')
  process.once('exit', () => fs.rmSync(dir, { recursive: true, force: true }))
  const keys = newKeys()
  const cloud = await openLocalCloud({
    dir,
    functionsDir: path.join(dir, 'functions'),
    indexes: indexes as unknown as Indexes,
    environment: keys,
    timers: false,
  })
  Object.assign(process.env, keys, cloud.sdkEnvironment(await cloud.listen()))
  beginInstance()
  const demo = demoCampus({ staff })
  await seedDemo(cloudTarget(), demo)
  await cloud.close()
  return { demo, dir, keys }
}

function personBy(openid: string | null, call: (event: unknown) => Promise<Reply>): Person {
  const ask = <A extends Action>(action: A, input: Input<A>, requestId: string = randomUUID()) =>
    call({ action, input, requestId }) as Promise<Reply<A>>
  return {
    openid,
    ask,
    async get(action, input, requestId) {
      const reply = await ask(action, input, requestId)
      if (!reply.ok) throw new Error(`${action}: ${reply.code} ${JSON.stringify(reply.details)}`)
      return reply.data
    },
    async outcome(action, input, requestId) {
      const reply = await ask(action, input, requestId)
      return reply.ok ? 'ok' : reply.code
    },
  }
}

const newKey = (): string => randomBytes(32).toString('base64')
const newKeys = (): Record<string, string> => ({
  CAMPUS_DATA_KEYS: `d1:${newKey()}`,
  CAMPUS_LOOKUP_KEY: newKey(),
  CAMPUS_PASS_KEYS: `1:${newKey()}`,
})

/** Made once for all campuses of this process. */
let bundles: Promise<Awaited<ReturnType<typeof bundleFunction>>[]> | undefined

/** The functions as `npm run build` makes them, in a place of their own so that tests don't wait for each other. */
async function bundle(functionsDir: string): Promise<void> {
  for (const { name, code } of await (bundles ??= Promise.all(functionNames().map(bundleFunction)))) {
    const folder = path.join(functionsDir, name)
    fs.mkdirSync(folder, { recursive: true })
    fs.writeFileSync(path.join(folder, 'index.js'), code)
    fs.copyFileSync(path.join(root, 'cloudfunctions', name, 'config.json'), path.join(folder, 'config.json'))
  }
}
