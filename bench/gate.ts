import { randomBytes, randomUUID } from 'node:crypto'
import os from 'node:os'
import path from 'node:path'
import tcb from '@cloudbase/node-sdk'
import type { Action, Input, Output } from '../contract'
import type { Calendar } from '../cloudfunctions/stores/calendars'
import type { Visit } from '../cloudfunctions/stores/visits'
import { GateClient, type GateClientOptions } from '../local/gate-simulator/client'
import { steadyLoad, type LoadFigures } from '../local/gate-simulator/load'
import { cloudTarget, demoCampus } from '../local/demo'
import { dayOf } from '../miniprogram/domain/values/days'
import type { BenchCampus } from './campus'
import { nextForm } from './subjects'

/**
 * `npm run bench -- gate`: the gate API over HTTP, through the built function, with many active visits.
 *
 *   BENCH_VISITS   how many there are (100000)
 *   BENCH_RATE     calls a second, steadily (10)
 *   BENCH_SECONDS  for how long (30)
 *   BENCH_CHANGES  approvals whose way to a device is timed (40)
 */
const VISITS = Number(process.env.BENCH_VISITS ?? 100_000)
const RATE = Number(process.env.BENCH_RATE ?? 10)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 30)
const CHANGES = Number(process.env.BENCH_CHANGES ?? 40)
const POLL_MS = 500

const demo = demoCampus({ staff: 200 })
const APPROVER = demo.approvers.find(({ unitIds }) => unitIds.includes('computing'))?.openid ?? ''
const OFFICE = demo.office[0]?.openid ?? ''
const GATE = 'yucai-west'

type Api = <A extends Action>(openid: string, action: A, input: Input<A>) => Promise<Output<A>>

const apiOf =
  (campus: BenchCampus): Api =>
  async (openid, action, input) => {
    const { result } = await campus.cloud.invoke(
      'api',
      { action, input, requestId: randomUUID() },
      { openid },
    )
    const reply = result as { ok: boolean; code?: string; data: never }
    if (!reply.ok) throw new Error(`${action} was refused: ${reply.code}`)
    return reply.data
  }

export async function benchGate(campus: BenchCampus): Promise<string> {
  const api = apiOf(campus)
  const documents = await seedVisits(api)
  const device = await registerDevice(campus, 'bench-asks')
  const verify = async (at: number): Promise<string> => {
    const [direction, number = ''] = [
      at % 2 === 0 ? 'in' : 'out',
      documents[Math.floor(at / 2) % documents.length],
    ]
    const reply = await device.verify({
      direction: direction as 'in' | 'out',
      document: { kind: 'passport', number },
    })
    return reply.ok ? reply.data.reason : reply.code
  }
  // Instances that have never been called load the function first.
  await Promise.all([0, 2, 4, 6].map(verify))
  const verified = await steadyLoad({ rate: RATE, seconds: SECONDS, call: (at) => verify(at + 8) })
  const bare = await bareReads(documents.length)
  const known = await knownAfter(api, device, await registerDevice(campus, 'bench-polls'))
  return report(verified, bare, known)
}

/** A device of the office's, at the gate that is measured: what its client is made with. */
export async function newDevice(campus: BenchCampus, deviceId: string): Promise<GateClientOptions> {
  const { secret } = await apiOf(campus)(OFFICE, 'device.save', {
    ...{ deviceId, name: deviceId, gateId: GATE, kind: 'controller', direction: 'both' },
    ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
  })
  return { url: `${campus.url}/gate`, deviceId, secret: secret ?? '' }
}

export const registerDevice = async (campus: BenchCampus, deviceId: string): Promise<GateClient> =>
  new GateClient(await newDevice(campus, deviceId))

/** Books and approves one visit, then writes copies of it, each of another person, with their calendars and codes. */
async function seedVisits(api: Api): Promise<string[]> {
  const started = performance.now()
  const form = nextForm()
  const { visitId } = await api('bench-first', 'visit.submit', {
    form: { ...form, driving: false, plate: '' },
  })
  await api(APPROVER, 'approval.approve', { visitId })
  const { loadVisit } = await import('../cloudfunctions/stores/visits')
  const { sealForm, unsealForm } = await import('../cloudfunctions/usecases/visit/sealed-form')
  const { loadCalendar } = await import('../cloudfunctions/stores/calendars')
  const model = (await loadVisit(visitId)) as Visit
  const calendar = await loadCalendar(`document:${model.documentHash}`)
  const clear = unsealForm(model)
  const target = cloudTarget()
  const numbers: string[] = []
  for (let from = 0; from < VISITS; from += BATCH) {
    const visits = Array.from({ length: Math.min(BATCH, VISITS - from) }, (_, index) => {
      const _id = randomBytes(12).toString('base64url')
      const document = `E${String(from + index).padStart(8, '0')}`
      numbers.push(document)
      const phone = `139${String(from + index).padStart(8, '0')}`
      const sealed = sealForm({ ...clear, documentKind: 'passport', document, phone }, _id)
      // Without search keys, which no gate reads and which are most of what writing a visit costs.
      return {
        ...model,
        ...sealed,
        _id,
        keys: [],
        owner: `bench-${from + index}`,
        sort: model.sort.replace(visitId, _id),
      }
    })
    await target.insert('visits', visits)
    await target.insert(
      'calendars',
      visits.flatMap((visit) => calendarsOf(visit, calendar)),
    )
    if (from % 10_000 === 0) process.stderr.write(`\r${from.toLocaleString('en')} visits `)
  }
  process.stderr.write(
    `\r${VISITS.toLocaleString('en')} visits in ${Math.round((performance.now() - started) / 1000)} s\n`,
  )
  return numbers
}
const BATCH = 500

function calendarsOf(visit: Visit, model: Calendar): Calendar[] {
  const entries = model.entries.map((entry) => ({ ...entry, visitId: visit._id }))
  return [`document:${visit.documentHash}`, `phone:${visit.phoneHash}`].map((_id) => ({
    ...model,
    ...{ _id, kind: _id.startsWith('document') ? ('document' as const) : ('phone' as const), entries },
  }))
}

/** One document by an index, asked bare through the SDK at the same steady rate. */
async function bareReads(visits: number): Promise<LoadFigures> {
  const { lookupHash } = await import('../cloudfunctions/platform/lookup-hash')
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string }).database()
  return steadyLoad({
    ...{ rate: RATE, seconds: SECONDS },
    call: async (at) => {
      const document = `passport:E${String(at % visits).padStart(8, '0')}`
      const { data } = await database
        .collection('visits')
        .where({ documentHash: lookupHash('document', document), letsPass: true })
        .orderBy('sort', 'desc')
        .limit(1)
        .get()
      return (data as unknown[]).length === 1 ? 'found' : 'missing'
    },
  })
}

interface Knowing {
  asking: number[]
  polling: number[]
}

/** Approve → a device knows: from the approver's answer on, by asking at once, and by the next poll. */
async function knownAfter(api: Api, asking: GateClient, polling: GateClient): Promise<Knowing> {
  const known: Knowing = { asking: [], polling: [] }
  const waiting = new Map<string, { approvedAt: number; id: Buffer }>()
  let open = true
  const poller = (async () => {
    let since = (await wholeSnapshot(polling)).version
    while (open || waiting.size > 0) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS))
      const { version, visits } = await changesSince(polling, since)
      since = version
      for (const [visitId, { approvedAt, id }] of waiting) {
        if (!visits.includes(id)) continue
        known.polling.push(performance.now() - approvedAt)
        waiting.delete(visitId)
      }
    }
  })()
  for (let round = 0; round < CHANGES; round++) {
    const owner = `bench-known-${round}`
    const form = { ...nextForm(), driving: false, plate: '' }
    const { visitId } = await api(owner, 'visit.submit', { form })
    await api(APPROVER, 'approval.approve', { visitId })
    const approvedAt = performance.now()
    waiting.set(visitId, { approvedAt, id: Buffer.from(visitId, 'base64url') })
    const reply = await asking.verify({
      direction: 'in',
      document: { number: form.document, kind: 'mainlandId' },
    })
    if (!reply.ok || reply.data.decision !== 'allow') throw new Error('approved, and not let in')
    known.asking.push(performance.now() - approvedAt)
  }
  open = false
  await poller
  return known
}

/** The whole once, as a device does when it starts; what follows are changes. */
const wholeSnapshot = (client: GateClient) => changesSince(client, undefined)

async function changesSince(
  client: GateClient,
  since: number | undefined,
): Promise<{ version: number; visits: Buffer }> {
  const pages: Buffer[] = []
  for (let cursor: string | undefined; ;) {
    const reply = await client.call('snapshot', { since, cursor })
    if (!reply.ok) throw new Error(`snapshot: ${reply.code}`)
    const { visits } = JSON.parse(reply.data.payload) as { visits: string }
    pages.push(Buffer.from(visits, 'base64url'))
    if (reply.data.next === null) return { version: reply.data.version, visits: Buffer.concat(pages) }
    cursor = reply.data.next
  }
}

function report(verified: LoadFigures, bare: LoadFigures, { asking, polling }: Knowing): string {
  const ms = (time: number): string => `${time.toFixed(1)} ms`
  const line = ({ calls, rate, p50, p95, p99, outcomes }: LoadFigures): string =>
    `${calls} calls, ${rate.toFixed(1)}/s  p50 ${ms(p50)}  p95 ${ms(p95)}  p99 ${ms(p99)}  ${JSON.stringify(outcomes)}`
  const quantiles = (times: number[]): string => {
    const sorted = [...times].sort((a, b) => a - b)
    const at = (share: number) =>
      ms(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN)
    return `p50 ${at(0.5)}  p99 ${at(0.99)}  (${times.length})`
  }
  return [
    `gate API over HTTP, ${VISITS.toLocaleString('en')} active visits, ${path.basename(process.execPath)} ${process.version}`,
    `verify            ${line(verified)}`,
    `bare indexed read ${line(bare)}`,
    `ratio of medians  ${(verified.p50 / bare.p50).toFixed(1)}, of p99 ${(verified.p99 / bare.p99).toFixed(1)}`,
    `approve → known to a device that asks          ${quantiles(asking)}`,
    `approve → known to one that polls each ${POLL_MS} ms ${quantiles(polling)}`,
    `${os.cpus().length} cores, load ${os
      .loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}, today ${dayOf(Date.now())}`,
  ].join('\n')
}
