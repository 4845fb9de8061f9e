import { spawn } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import net from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import fastify from 'fastify'
import { buildIfStale } from '../scripts/build/fresh.mjs'
import { openLocalCloud, protect, serverOptions, type Indexes, type LocalCloud } from './cloud'
import { allowFirstReminders, cast, demoTemplates } from './demo'
import { DeviceMemory } from './gate-simulator/device-memory'
import { Lanes } from './gate-simulator/lanes'
import { localKeys } from './keys'
import { demoLanes, installLanes } from './lanes'
import { openPreview, type PreviewOptions } from './preview'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')
const DEFAULT_PORT = 8080
/** Who holds the three phones of a fresh stage. */
const FIRST_PHONES = ['visitor-lin', 'approver-wei', 'guard-yucai']

export interface StartOptions {
  /** 0 takes any free port. */
  port?: number
  /** Where everything durable is kept. */
  dir?: string
  /** The Mini Program to show. */
  miniprogram?: string
  /** What makes one script of it; the preview's compiler unless said otherwise. */
  compile?: PreviewOptions['compile']
  /** Built cloud functions; without it dist/, which is built anew when it is older than its sources. */
  functions?: string
  /** Whether the demo campus is written; a program with functions of its own needs none. */
  campus?: boolean
  /** How many people the demo campus has; 3,000 unless said so. */
  staff?: number
  /** Whether gate hardware stands at some gates of the demo campus; not unless said so. */
  lanes?: boolean
  /** Whether the approvers of a campus that is written now take some reminders already; not unless said so. */
  reminders?: boolean
  /** Whether timer triggers fire by themselves; yes unless said otherwise. */
  timers?: boolean
  /** Begin anew with the demo campus. */
  fresh?: boolean
  log?: (line: string) => void
}

export interface Started {
  url: string
  cloud: LocalCloud
  /** The keys that its functions seal and look up with, by the name of their variable. */
  keys: Readonly<Record<string, string>>
  close(): Promise<void>
}

/** The whole system on one address: stage, phones, local cloud, demo campus. */
export async function startPreview(options: StartOptions = {}): Promise<Started> {
  const { port = DEFAULT_PORT, dir = path.join(root, '.local'), fresh = false, campus = true } = options
  const { log = () => {} } = options
  await refuseTaken(port)
  if (options.functions === undefined) await buildIfStale()
  if (fresh) fs.rmSync(dir, { recursive: true, force: true })
  const keys = localKeys(dir)
  const templates = Object.values(demoTemplates)
  const databaseDir = path.join(dir, 'cloud')
  const databaseFile = path.join(databaseDir, 'cloud.sqlite')
  const first = !fs.existsSync(databaseFile)
  const indexes = JSON.parse(
    fs.readFileSync(path.join(root, 'cloudfunctions/indexes.json'), 'utf8'),
  ) as Indexes
  const memory = new DeviceMemory(path.join(dir, 'devices.json'))
  const lanes = options.lanes ? new Lanes(demoLanes, memory) : null
  const openids = new Set(cast.map(({ openid }) => openid))

  const cloud = await openLocalCloud({
    dir: databaseDir,
    functionsDir: options.functions ?? path.join(root, 'dist/cloudfunctions'),
    indexes,
    environment: keys,
    http: { '/gate': 'gate', '/console-api': 'console', '/console': 'console' },
    identify: (phone) => {
      const person = preview.holder(phone)
      return person && { openid: person.openid, appid: 'wx_local_preview' }
    },
    templates: Object.fromEntries(templates.map(({ id, labels }) => [id, Object.keys(labels)])),
    knows: (openid) => openids.has(openid),
    timers: options.timers ?? true,
    log,
  })
  const [preview] = await Promise.all([
    openPreview({
      root: options.miniprogram ?? path.join(root, 'miniprogram'),
      compile: options.compile,
      dir: path.join(dir, 'preview'),
      cast,
      first: FIRST_PHONES,
      templates,
      cloud,
      databaseFile: shortPath(databaseFile),
      documents: () => cloud.documents(),
      appName: '校园访客',
      gates: lanes && { lanes, picks: lanePicks() },
      log,
    }),
    campus && seed({ ...keys, ...cloud.sdkEnvironment(await cloud.listen()) }, options.staff),
  ])
  if (options.reminders && first) await allowFirstReminders(cloud)

  const server = fastify(serverOptions())
  await server.register(cloud.routes)
  await server.register(async (scope) => {
    protect(scope)
    await scope.register(preview.routes)
  })
  const close = async () => {
    lanes?.close()
    await server.close()
    await preview.close()
    await cloud.close()
  }
  try {
    const url = await server.listen({ host: '127.0.0.1', port })
    if (lanes) {
      await installLanes(cloud, demoLanes, memory)
      lanes.connect(`${url}/gate`)
    }
    return { url, cloud, keys, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** Says at once what listening would say after the demo campus was written: EADDRINUSE for a port that is taken. */
async function refuseTaken(port: number): Promise<void> {
  const probe = net.createServer().listen(port, '127.0.0.1')
  await once(probe, 'listening')
  probe.close()
  await once(probe, 'close')
}

/** What somebody might hold before a camera or put on a reader. */
function lanePicks(): { plates: string[]; documents: string[] } {
  const prepared = cast.flatMap((person) => person.prepared ?? [])
  return {
    plates: prepared.map(({ plate }) => plate).filter((plate) => plate !== ''),
    documents: prepared.map(({ document }) => document),
  }
}

/** Within the project relative to it, elsewhere in full. */
function shortPath(file: string): string {
  const relative = path.relative(root, file)
  return relative.startsWith('..') ? file : relative
}

async function seed(environment: Record<string, string>, staff?: number): Promise<void> {
  const size = staff === undefined ? [] : [String(staff)]
  const child = spawn(process.execPath, ['--import', 'tsx', path.join(root, 'local/seed.ts'), ...size], {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const [code] = (await once(child, 'exit')) as [number | null]
  if (code !== 0) throw new Error('the demo campus could not be written')
}

async function main(): Promise<void> {
  const startedAt = performance.now()
  const port = Number(process.env.PORT ?? DEFAULT_PORT)
  try {
    const started = await startPreview({
      port,
      dir: process.env.CAMPUS_DATA,
      fresh: process.argv.includes('--fresh'),
      lanes: true,
      reminders: true,
      log: (line) => console.log(line),
    })
    console.log(
      `\n校园访客已就绪：${started.url}（用时 ${((performance.now() - startedAt) / 1000).toFixed(1)} 秒）\n控制台：${started.url}/console/\n按 Ctrl+C 结束，数据会保留。`,
    )
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      process.once(signal, () => void started.close().then(() => process.exit(0)))
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
    console.error(`端口 ${port} 已被占用。请先结束占用它的程序，或换一个端口：PORT=8090 npm start`)
    process.exit(1)
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main()
