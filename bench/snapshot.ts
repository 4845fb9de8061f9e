import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import tcb from '@cloudbase/node-sdk'
import { build } from 'esbuild'
import type { Output } from '../contract'
import type { GateFact } from '../cloudfunctions/stores/gate-facts'
import { cloudTarget, demoCampus } from '../local/demo'
import { addDays, dayOf } from '../miniprogram/domain/values/days'
import type { BenchCampus } from './campus'
import type { PhoneFigures, PhoneTask } from './guard-phone'
import { quantile } from './measure'
import { BenchPhone, nextForm } from './subjects'

/**
 * `npm run bench -- snapshot`: what gates hold for times without a network, with many active visits: the whole list and
 * what one approval adds to it, beside the bare queries that they are made of; and what a guard's phone pays for it.
 *
 *   BENCH_VISITS     how many there are (100000)
 *   BENCH_CHANGES    approvals that are fetched one by one (30)
 *   BENCH_PASSAGES   passages that the phone keeps (10000)
 */
const VISITS = Number(process.env.BENCH_VISITS ?? 100_000)
const CHANGES = Number(process.env.BENCH_CHANGES ?? 30)
const PASSAGES = Number(process.env.BENCH_PASSAGES ?? 10_000)
const GATE = 'yanshan-east'
const START = Date.now()

const demo = demoCampus({ staff: 200 })
const APPROVER = demo.approvers.find(({ unitIds }) => unitIds.includes('computing'))?.openid ?? ''
const GUARD = demo.guards.find(({ gateIds }) => gateIds.includes(GATE))?.openid ?? ''

type Page = Output<'gate.snapshot'>

export async function benchSnapshot(campus: BenchCampus): Promise<string> {
  const phone = await BenchPhone.open(campus)
  const shown = await seedFacts(campus)
  const whole = await timed(() => fetched(campus, null, START))
  const bareWhole = await timed(() => bareQueries('sortKey', dayOf(START)))
  const changes = await changesOf(campus, (whole.result[0] as Page).version)
  const task = { pages: whole.result, gateId: GATE, ...shown, qr: phone.codeAt(START), now: START }
  const phones = [await onPhone(task, []), await onPhone(task, ['--jitless'])] as const
  return report(whole, bareWhole, changes, phones)
}

/** Copies of what gates are told of one approved visit with a plate, each of another person, told over ten days. */
async function seedFacts(campus: BenchCampus): Promise<{ shortCode: string; plate: string }> {
  const { visitId } = await campus.call('bench-first', 'visit.submit', { form: nextForm() }, START)
  await campus.call(APPROVER, 'approval.approve', { visitId }, START)
  const { readDocument } = await import('../cloudfunctions/platform/database')
  const { momentSort } = await import('../cloudfunctions/platform/pages')
  const { shortCodeOf } = await import('../cloudfunctions/stores/short-codes')
  const model = (await readDocument<GateFact>('gateFacts', `visit:${visitId}`)) as GateFact
  const target = cloudTarget()
  let shown = { shortCode: '', plate: '' }
  for (let from = 0; from < VISITS; from += BATCH) {
    const facts = Array.from({ length: Math.min(BATCH, VISITS - from) }, (_, index): GateFact => {
      const number = from + index
      const id = randomBytes(12).toString('base64url')
      const plate = number % 3 === 0 ? `桂B${String(number).padStart(6, '0')}` : null
      if (number === 3 * Math.floor(VISITS / 6)) shown = { shortCode: shortCodeOf(id, 0), plate: plate ?? '' }
      const visit = model.visit === null ? null : { ...model.visit, visitId: id, plate, shortCodeTry: 0 }
      const lastDay = addDays(dayOf(START), number % 15)
      const hashes = {
        documentHash: randomBytes(32).toString('base64url'),
        phoneHash: randomBytes(32).toString('base64url'),
      }
      return {
        _id: `visit:${id}`,
        seq: momentSort(START - 300_000 - (number % 864_000) * 1000, `visit:${id}`),
        sortKey: `${lastDay}:visit:${id}`,
        until: lastDay,
        visit: visit === null ? null : { ...visit, ...hashes, lastDay },
        identity: null,
      }
    })
    await target.insert('gateFacts', facts)
  }
  return shown
}
const BATCH = 500

async function fetched(campus: BenchCampus, since: number | null, now: number): Promise<Page[]> {
  const pages: Page[] = []
  for (let cursor: string | null = null; ;) {
    const page: Page = await campus.call(GUARD, 'gate.snapshot', { since, cursor }, now)
    pages.push(page)
    if (page.next === null) return pages
    cursor = page.next
  }
}

/** All facts from a sort key on, a thousand a query, bare through the SDK. */
async function bareQueries(field: 'sortKey' | 'seq', from: string): Promise<number> {
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV as unknown as string }).database()
  let count = 0
  for (let after = from; ;) {
    const query = database.collection('gateFacts').where({ [field]: database.command.gt(after) })
    const found = (await query.orderBy(field, 'asc').limit(1000).get()).data as GateFact[]
    count += found.length
    const last = found[999]
    if (last === undefined) return count
    after = last[field]
  }
}

interface Timed<T> {
  result: T
  ms: number
}

async function timed<T>(work: () => Promise<T>): Promise<Timed<T>> {
  const started = performance.now()
  const result = await work()
  return { result, ms: performance.now() - started }
}

interface Changes {
  ms: number[]
  bareMs: number[]
  bytes: number[]
}

/** One approval after the other, each fetched by a phone that holds everything before it. */
async function changesOf(campus: BenchCampus, held: number): Promise<Changes> {
  const changes: Changes = { ms: [], bareMs: [], bytes: [] }
  let since = held
  for (let round = 1; round <= CHANGES; round++) {
    // Further apart than what every sync reads again.
    const now = START + round * 120_000
    const { visitId } = await campus.call(`bench-change-${round}`, 'visit.submit', { form: nextForm() }, now)
    await campus.call(APPROVER, 'approval.approve', { visitId }, now)
    const delta = await timed(() => fetched(campus, since, now + 1))
    const bare = await timed(() => bareQueries('seq', String(now).padStart(14, '0')))
    changes.ms.push(delta.ms)
    changes.bareMs.push(bare.ms)
    changes.bytes.push(bytesOf(delta.result))
    since = delta.result[0]?.version ?? since
  }
  return changes
}

const bytesOf = (pages: readonly Page[]): number =>
  pages.reduce((sum, page) => sum + JSON.stringify(page).length, 0)

/** The phone's own code in a process of its own. */
async function onPhone(task: Omit<PhoneTask, 'passages'>, flags: string[]): Promise<PhoneFigures> {
  const dir = await fs.mkdtemp(path.join(os.tmpdir(), 'bench-phone-'))
  try {
    const script = path.join(dir, 'phone.cjs')
    const given = path.join(dir, 'task.json')
    await build({
      entryPoints: [path.resolve(import.meta.dirname, 'guard-phone.ts')],
      ...{ bundle: true, platform: 'node', format: 'cjs', target: 'es2018', outfile: script },
    })
    await fs.writeFile(given, JSON.stringify({ ...task, passages: PASSAGES } satisfies PhoneTask))
    const { stdout } = await promisify(execFile)(process.execPath, [...flags, script, given])
    return JSON.parse(stdout) as PhoneFigures
  } finally {
    await fs.rm(dir, { recursive: true, force: true })
  }
}

function report(
  whole: Timed<Page[]>,
  bareWhole: Timed<number>,
  changes: Changes,
  phones: readonly [PhoneFigures, PhoneFigures],
): string {
  const ms = (time: number): string => (time < 10 ? time.toFixed(2) : time.toFixed(0)) + ' ms'
  const kb = (size: number): string => `${(size / 1024).toFixed(0)} KB`
  const of = (figure: (phone: PhoneFigures) => string): string => phones.map(figure).join(' · ')
  const median = (times: number[]): number => quantile(times, 0.5)
  const largest = Math.max(...whole.result.map((page) => bytesOf([page])))
  const [{ visits, kept, listKb, listKeys, largestKb, passagesKb, heldMb }] = phones
  return `
gate snapshot, ${VISITS.toLocaleString('en')} active visits
the whole     ${whole.result.length} pages, ${kb(bytesOf(whole.result))}, the largest ${kb(largest)}; ${(whole.ms / 1000).toFixed(1)} s, ${ms(whole.ms / whole.result.length)} a page
  its queries bare ${(bareWhole.ms / 1000).toFixed(1)} s for ${bareWhole.result.toLocaleString('en')} facts: ratio ${(whole.ms / bareWhole.ms).toFixed(2)}
one approval  ${kb(median(changes.bytes))}; median ${ms(median(changes.ms))}, p95 ${ms(quantile(changes.ms, 0.95))}
  its query bare ${ms(median(changes.bareMs))}: ratio ${(median(changes.ms) / median(changes.bareMs)).toFixed(2)}
server memory ${kb(process.memoryUsage().rss)} resident, the local cloud included

on a guard's phone, ${visits.toLocaleString('en')} visits held in ${heldMb.toFixed(1)} MB (compiled · interpreted JavaScript)
  check signatures and put together   ${of(({ readMs }) => ms(readMs))}, once a day
  write to the storage                ${of(({ keepMs }) => ms(keepMs))}; after a change ${of(({ growMs }) => ms(growMs))}
  read from it at a start             ${of(({ recallMs }) => ms(recallMs))}
  decide: short code                  ${of(({ shortCodeMs }) => ms(shortCodeMs))}
          plate                       ${of(({ plateMs }) => ms(plateMs))}
          QR code, two signatures     ${of(({ qrMs }) => ms(qrMs))}
  keep a passage (${PASSAGES.toLocaleString('en')} wait in the end) ${of(({ recordMs }) => ms(recordMs))}; start with them ${of(({ reopenMs }) => ms(reopenMs))}
  in the storage: list ${kept ? `${listKb.toFixed(0)} KB in ${listKeys} keys, the largest ${largestKb.toFixed(0)} KB` : 'not kept, too large'}; passages ${passagesKb.toFixed(0)} KB; WeChat gives 7,100 KB encrypted, 700 KB a key`
}
