import os from 'node:os'
import { BareOperations } from './bare'
import { benchBatch } from './batch'
import { openBenchCampus } from './campus'
import { benchCost } from './cost'
import { faceFrames } from './face'
import { benchGate } from './gate'
import { benchImport } from './import'
import { benchPages } from './pages'
import { benchClients, benchMemory } from './load'
import { measure, type Figures, type Subject } from './measure'
import {
  admitSubject,
  approveSubject,
  checkSubject,
  listSubject,
  searchSubject,
  submitSubject,
} from './subjects'
import { benchQuota } from './quota'
import { benchQueue } from './queue'
import { benchSnapshot } from './snapshot'
import { tableOf } from './table'
import { benchTrips } from './trips'

/**
 * `npm run bench [-- names…]`: what the product's actions cost, beside the bare operations they are made of.
 * The handler runs in this process and talks to a local cloud through the real SDK; the same requests, sent bare,
 * are timed in turn with it. So the ratio says what our own code adds (or saves, where it asks for several things
 * at once and the bare operations go one after the other), on whatever machine and however busy it is.
 */
const FEW = 3_000
const MANY = 20_000

const names = process.argv.slice(2)
const wanted = (name: string): boolean => names.length === 0 || names.some((part) => name.includes(part))

// It counts in a campus of its own, which no other may stand beside.
if (names[0] === 'trips') {
  console.log(await benchTrips(names.slice(1)))
  process.exit(0)
}
// From the budgets alone.
if (names[0] === 'cost') {
  console.log(benchCost())
  process.exit(0)
}
// On a campus and a phone of its own.
if (names[0] === 'pages') process.exit(await benchPages(names.slice(1)))

const started = performance.now()
const campus = await openBenchCampus(
  FEW,
  ['gate', 'clients', 'memory'].some((name) => names.includes(name)) ? 'dist/cloudfunctions' : null,
)
const bare = new BareOperations()
await bare.prepare()

// Longer than all others together, so only when it is asked for by its name.
const singles = {
  ...{ gate: benchGate, clients: benchClients, memory: benchMemory },
  ...{ snapshot: benchSnapshot, import: benchImport, quota: benchQuota, batch: benchBatch },
  ...{ queue: benchQueue },
}
const single = Object.entries(singles).find(([name]) => names.includes(name))?.[1] ?? null
if (single !== null) {
  console.log(await single(campus))
  await campus.close()
  // 1 where it went beyond its limits (limits.ts).
  process.exit()
}

const rows: Figures[] = []
async function run(name: string, prepare: () => Promise<Subject>): Promise<void> {
  if (!wanted(name)) return
  process.stderr.write(`${name} …\n`)
  rows.push(await measure(await prepare()))
}

await run('submit', () => submitSubject(campus, bare))
await run('approve', () => approveSubject(campus, bare))
await run('list', () => listSubject(campus, bare))
await run('search', () => searchSubject(campus, bare, FEW))
await run('verify', () => admitSubject(campus, bare))
await run('verify', () => checkSubject(campus, false))
await run('verify', () => checkSubject(campus, true))
if (wanted('search')) await campus.growStaff(FEW, MANY)
await run('search', () => searchSubject(campus, bare, MANY))
await campus.close()

if (rows.length > 0) console.log(tableOf(rows))
if (wanted('face')) console.log(await faceFrames())
console.log(`
ratio  median of the action by median of its bare operations, timed in turn
noise  how far even and odd rounds of the same bare operations are apart: smaller differences mean nothing
${os.cpus().length} × ${os.cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, load ${os
  .loadavg()
  .map((load) => load.toFixed(1))
  .join(' ')}, ${Math.round((performance.now() - started) / 1000)} s in all`)
process.exit(0)
