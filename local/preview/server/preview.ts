import fs from 'node:fs'
import path from 'node:path'
import type { FastifyInstance, FastifyPluginAsync, FastifyReply } from 'fastify'
import type { FunctionCall } from '../../cloud'
import type { LaneRow, Mischief, Shown } from '../../gate-simulator/lane-row'
import type { PhoneRow, PhoneState, StageState } from '../protocol'
import { bundleBrowserFiles, contentType } from './bundle'
import { Feed } from './feed'
import { fontFile, fontStyles } from './fonts'
import { History } from './history'
import type { PreviewLanes, PreviewOptions, PreviewPerson } from './options'
import { PhoneTable } from './phone-table'
import { Program } from './program'

export interface Preview {
  /** Stage, phones and everything they load. */
  routes: FastifyPluginAsync
  /** The person who holds a phone: how the local cloud learns who calls. */
  holder(phone: string): PreviewPerson | null
  close(): Promise<void>
}

/** Compiles the Mini Program, builds the stage and keeps both up to date. */
export async function openPreview(options: PreviewOptions): Promise<Preview> {
  const { cast, cloud, log = () => {} } = options
  const people = new Map(cast.map((person) => [person.id, person]))
  const table = new PhoneTable(path.join(options.dir, 'phones.json'), options.first, new Set(people.keys()))
  const feed = new Feed()
  const history = new History(cast, options.templates)
  const program = new Program({
    root: options.root,
    compile: options.compile,
    log,
    onBuild: () => feed.send({ type: 'build', build: program.build, faults: program.faults }),
  })
  const [files] = await Promise.all([bundleBrowserFiles(), program.start()])
  const stopCalls = cloud.calls.subscribe((call) => {
    if (isRoutine(call)) return
    feed.send({ type: 'call', call: history.addCall(call) })
  })
  const stopNotices = cloud.notices.subscribe((notice) =>
    feed.send({ type: 'notice', notice: history.notice(notice) }),
  )

  const gates = options.gates ?? null
  const stopLanes = gates?.lanes.subscribe((news) =>
    feed.send('lane' in news ? { type: 'lane', ...news } : { type: 'exchange', ...news }),
  )

  const holder = (phone: string) => people.get(table.personOf(phone) ?? '') ?? null
  const rows = (): PhoneRow[] =>
    table.phones.map(({ id, person }) => phoneRow(id, people.get(person) as PreviewPerson))
  const announcePhones = () => feed.send({ type: 'phones', phones: rows() })

  const stageState = (): StageState => ({
    dataset: table.dataset,
    appName: options.appName,
    build: program.build,
    faults: program.faults,
    phones: rows(),
    cast: cast.map((person) => phoneRow('', person).person),
    notices: cloud.notices.list().map((notice) => history.notice(notice)),
    calls: history.calls,
    gates: gates && {
      lanes: gates.lanes.rows(),
      exchanges: [...gates.lanes.exchanges],
      picks: gates.picks,
    },
    cloud: { file: options.databaseFile, documents: options.documents() },
  })
  const phoneState = (id: string, person: PreviewPerson): PhoneState => ({
    dataset: table.dataset,
    build: program.build,
    faults: program.faults,
    phone: phoneRow(id, person),
    number: person.mobile,
    subscriptions: Object.fromEntries(options.templates.map((template) => [template.id, template.title])),
  })

  const routes: FastifyPluginAsync = async (server) => {
    const page = (name: string) => (_request: unknown, reply: any) =>
      reply.type('text/html; charset=utf-8').send(files.get(name)?.content)
    server.get('/', page('stage.html'))
    server.get('/phone/:id', page('phone.html'))
    server.get('/preview/events', (request, reply) => feed.listen(request, reply))
    server.get('/preview/state', async () => stageState())
    serveFiles(server, options.root, files, program)
    servePhones(server)
    if (gates) serveLanes(server, gates.lanes)
  }

  function servePhones(server: FastifyInstance): void {
    server.get<{ Params: { id: string } }>('/preview/phones/:id', async ({ params: { id } }, reply) => {
      const person = holder(id)
      return person
        ? phoneState(id, person)
        : reply.code(404).send({ errCode: 404, errMsg: `没有编号为 ${id} 的手机` })
    })
    const nobody = (reply: FastifyReply) =>
      reply.code(404).send({ errCode: 404, errMsg: '没有这个人，或没有这部手机' })
    server.post<{ Body: { person: string } }>(
      '/preview/phones',
      { schema: { body: PERSON } },
      async ({ body }, reply) => {
        if (!people.has(body.person)) return nobody(reply)
        const added = table.add(body.person)
        announcePhones()
        return added
      },
    )
    server.put<{ Params: { id: string }; Body: { person: string } }>(
      '/preview/phones/:id',
      { schema: { body: PERSON } },
      async ({ params, body }, reply) => {
        if (!people.has(body.person) || !holder(params.id)) return nobody(reply)
        table.hand(params.id, body.person)
        announcePhones()
        return {}
      },
    )
    server.delete<{ Params: { id: string } }>('/preview/phones/:id', async ({ params }) => {
      table.remove(params.id)
      announcePhones()
      return {}
    })
    server.post('/preview/phone-code', async ({ headers }, reply) => {
      const person = holder(String(headers['x-phone'] ?? ''))
      return person
        ? { code: cloud.phoneCode(person.mobile) }
        : reply.code(403).send({ errCode: 403, errMsg: 'no such phone' })
    })
  }

  return {
    routes,
    holder,
    async close() {
      stopCalls()
      stopNotices()
      stopLanes?.()
      feed.close()
      await program.close()
    },
  }
}

/** What happens every few seconds by itself, or behind the stage, and would push everything else out of sight. */
function isRoutine({ source, outcome, action }: FunctionCall): boolean {
  if (source === 'direct') return true
  return outcome === 'ok' && (source === 'timer' || /\/v1\/(?:snapshot|heartbeat)$/.test(action ?? ''))
}

/** What a request must say of a person, of a lane's mode, of what is shown at a lane. */
const PERSON = { type: 'object', required: ['person'], properties: { person: { type: 'string' } } }
const MODE = { type: 'object', required: ['mode'], properties: { mode: { enum: ['online', 'cut', 'off'] } } }
const SHOWN = {
  type: 'object',
  required: ['shown'],
  properties: {
    shown: { type: 'object' },
    mischief: { enum: [null, 'signature', 'body', 'replay', 'clock'] },
  },
}

function serveLanes(server: FastifyInstance, lanes: PreviewLanes): void {
  const found = (there: boolean, reply: FastifyReply) =>
    there ? {} : reply.code(404).send({ errCode: 404, errMsg: '没有这个车道' })
  server.put<{ Params: { lane: string }; Body: { mode: LaneRow['mode'] } }>(
    '/preview/lanes/:lane',
    { schema: { body: MODE } },
    async ({ params, body }, reply) => found(lanes.setMode(params.lane, body.mode), reply),
  )
  server.post<{ Params: { lane: string }; Body: { shown: Shown; mischief?: Mischief | null } }>(
    '/preview/lanes/:lane/shown',
    { schema: { body: SHOWN } },
    async ({ params: { lane }, body: { shown, mischief = null } }, reply) =>
      found(await lanes.show(lane, shown, mischief), reply),
  )
}

function phoneRow(id: string, who: PreviewPerson): PhoneRow {
  const { id: personId, name, roleLabel, hint, mobile } = who
  const prepared = who.prepared ? { ...who.prepared, name, phone: mobile } : null
  return { id, label: roleLabel, person: { id: personId, name, role: roleLabel, hint, prepared } }
}

function serveFiles(
  server: FastifyInstance,
  root: string,
  files: Awaited<ReturnType<typeof bundleBrowserFiles>>,
  program: Program,
): void {
  server.get<{ Params: { name: string } }>('/preview/runtime/:name', async ({ params: { name } }, reply) => {
    const file = files.get(name)
    return file
      ? reply.header('cache-control', 'no-cache').type(file.type).send(file.content)
      : reply.code(404).send()
  })
  server.get('/preview/app.js', async (_request, reply) =>
    reply.header('cache-control', 'no-store').type(contentType('app.js')).send(program.script),
  )
  server.get('/preview/app.js.map', async (_request, reply) =>
    reply.type(contentType('app.js.map')).send(program.map),
  )
  server.get('/preview/fonts.css', async (_request, reply) =>
    reply.header('cache-control', 'max-age=3600').type(contentType('fonts.css')).send(fontStyles()),
  )
  server.get<{ Params: { name: string } }>('/preview/fonts/:name', async ({ params: { name } }, reply) => {
    const file = fontFile(name)
    return file
      ? reply.header('cache-control', 'max-age=86400').type('font/woff2').send(fs.createReadStream(file))
      : reply.code(404).send()
  })
  // Pictures and sounds of the package. Sources and configuration stay with the compiler.
  server.get<{ Params: { '*': string } }>('/preview/files/*', async ({ params }, reply) => {
    const file = path.join(root, params['*'])
    const inside = file.startsWith(path.resolve(root) + path.sep)
    const type = contentType(file)
    if (!inside || !/^(image|audio|font)\//.test(type) || !fs.existsSync(file)) return reply.code(404).send()
    return reply.type(type).send(fs.createReadStream(file))
  })
}
