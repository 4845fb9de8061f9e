import os from 'node:os'
import { parseArgs } from 'node:util'
import { installed } from './paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/**
 * `npm run simulate -- --seeds N [--seed S]`: N runs of the campus simulation (test/simulation), from seed S (1) on, in
 * blocks, as many at a time as the machine has processors. Prints seeds, steps, time and violations of each block as it
 * ends, and of all; fails when a rule is broken.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
})
const [first, end] = [Number(values.seed), Number(values.seed) + Number(values.seeds)]
const BLOCK = 50
await prepare()

const began = performance.now()
const sum = { seeds: 0, steps: 0, violations: 0 }
let next = first
async function runBlocks() {
  while (next < end) {
    const from = next
    next = Math.min(from + BLOCK, end)
    await runBlock(from, next - from)
  }
}
await Promise.all(Array.from({ length: os.availableParallelism() }, runBlocks))
const seconds = ((performance.now() - began) / 1000).toFixed(1)
console.log(`in all ${sum.seeds} seeds, ${sum.steps} steps, ${seconds} s, ${sum.violations} violations`)

/** @param {number} from @param {number} seeds */
async function runBlock(from, seeds) {
  let text = ''
  const code = await runToEnd(
    process.execPath,
    [
      installed('vitest/vitest.mjs'),
      // The file comes first: after a switch it would be taken for the switch's value, and every test file be looked through.
      ...['run', 'test/simulation/simulation.test.ts', '-t', 'no rule is broken'],
      ...['--project', 'mocked', '--silent=false', '--disable-console-intercept'],
    ],
    {
      env: { SIMULATION_SEEDS: String(seeds), SIMULATION_SEED: String(from), NO_COLOR: '1' },
      onText: (more) => (text += more),
    },
  )
  const [figures, steps, violations] = /\d+ seeds, (\d+) steps, .* (\d+) violations/.exec(text) ?? []
  sum.seeds += seeds
  sum.steps += Number(steps ?? 0)
  sum.violations += Number(violations ?? 0)
  console.log(`from ${from} on: ${figures ?? 'broken off'}`)
  if (code === 0) return
  process.exitCode = code
  console.log(text)
}
