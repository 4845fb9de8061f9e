import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { GateClient } from '../local/gate-simulator/client'
import { steadyLoad } from '../local/gate-simulator/load'
import { asked, type Outcome } from './asked'
import type { BenchCampus } from './campus'
import { CLIENTS as CLIENTS_FILE, type ManyClients } from './clients'
import { newDevice, registerDevice } from './gate'
import { columns } from './table'

/**
 * `npm run bench -- clients`: what the local gate does under more clients than it can serve, each of which asks again as
 * soon as it was answered; and how soon it is as before when they have gone.
 *
 *   BENCH_CLIENTS  how many (1000)
 *   BENCH_SECONDS  for how long (45)
 *
 * `npm run bench -- memory`: how much memory the whole takes under steady calls, functions and all.
 *
 *   BENCH_RATE     calls a second (15)
 *   BENCH_MINUTES  for how long (20)
 */
const CLIENTS = Number(process.env.BENCH_CLIENTS ?? 1000)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 45)
const RATE = Number(process.env.BENCH_RATE ?? 15)
const MINUTES = Number(process.env.BENCH_MINUTES ?? 20)
const SOON_MS = 1000

export async function benchClients(campus: BenchCampus): Promise<string> {
  const options = await newDevice(campus, 'bench-clients')
  const device = new GateClient(options)
  await asked(device)
  const before = await asked(device)
  const outcomes = await inOtherProcess({ device: options, clients: CLIENTS, seconds: SECONDS })
  const over = performance.now()
  let after = await asked(device)
  while (after.word !== 'ok' || after.ms > SOON_MS) after = await asked(device)
  return [
    `${CLIENTS} clients for ${SECONDS} s: ${outcomes.length} calls`,
    columns([['', 'calls', 'median ms', 'longest ms', ''], ...rowsOf(outcomes)]),
    `one call alone: ${before.ms.toFixed(0)} ms before, ${after.ms.toFixed(0)} ms again ${((performance.now() - over) / 1000).toFixed(1)} s after`,
  ].join('\n')
}

const execute = promisify(execFile)

async function inOtherProcess(clients: ManyClients): Promise<Outcome[]> {
  const { stdout } = await execute(
    process.execPath,
    ['--import', 'tsx', CLIENTS_FILE, JSON.stringify(clients)],
    { maxBuffer: 2 ** 28 },
  )
  return JSON.parse(stdout) as Outcome[]
}

function rowsOf(outcomes: readonly Outcome[]): string[][] {
  const words = [...new Set(outcomes.map(({ word }) => word))].sort()
  return words.map((word) => {
    const times = outcomes.filter((each) => each.word === word).map(({ ms }) => ms)
    times.sort((a, b) => a - b)
    const at = (share: number): string => (times[Math.floor((times.length - 1) * share)] ?? 0).toFixed(0)
    return [word, String(times.length), at(0.5), at(1), '']
  })
}

/** Parts of the time, at whose ends memory is looked at; so many of them are warm-up. */
const PARTS = 10
const WARM_UP = 2

const megabytes = (values: readonly number[]): string => values.map((value) => value.toFixed(0)).join(' ')

export async function benchMemory(campus: BenchCampus): Promise<string> {
  const device = await registerDevice(campus, 'bench-memory')
  const sizes: number[] = []
  // What is resident grows and shrinks as V8 likes; what is left after it has collected by itself tells of a leak.
  const lowest: number[] = []
  const sampling = setInterval(() => {
    const at = lowest.length - 1
    lowest[at] = Math.min(lowest[at] ?? Infinity, process.memoryUsage().heapUsed / 2 ** 20)
  }, 1000)
  let answered = 0
  for (let part = 0; part < PARTS; part++) {
    const call = async (): Promise<string> => (await asked(device)).word
    lowest.push(Infinity)
    const { outcomes } = await steadyLoad({ rate: RATE, seconds: (MINUTES * 60) / PARTS, call })
    answered += outcomes.ok ?? 0
    sizes.push(process.memoryUsage.rss() / 2 ** 20)
  }
  clearInterval(sampling)
  const growth = (values: readonly number[]): string =>
    (slopeOf(values.slice(WARM_UP)) / (MINUTES / PARTS)).toFixed(2)
  return [
    `${RATE} calls a second for ${MINUTES} minutes, ${answered} answered; after two tenths of warm-up, MB a minute:`,
    `resident    ${growth(sizes)}  at each tenth: ${megabytes(sizes)}`,
    `least heap  ${growth(lowest)}  in each tenth: ${megabytes(lowest)}`,
  ].join('\n')
}

/** Least squares, by step. */
function slopeOf(values: readonly number[]): number {
  const middle = (values.length - 1) / 2
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  const [above, below] = values.reduce<[number, number]>(
    ([up, down], value, at) => [up + (at - middle) * (value - mean), down + (at - middle) ** 2],
    [0, 0],
  )
  return above / below
}
