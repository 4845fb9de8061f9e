import { parseArgs } from 'node:util'
import { installed } from './paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/**
 * `npm run simulate -- --seeds N [--seed S]`: N runs of the campus simulation (test/simulation), from seed S (1) on.
 * Prints seeds, steps, time and violations; fails when a rule is broken.
 */
const { values } = parseArgs({
  options: { seeds: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } },
})
await prepare()
process.exitCode = await runToEnd(
  process.execPath,
  [
    installed('vitest/vitest.mjs'),
    // The file comes first: after a switch it would be taken for the switch's value, and every test file be looked through.
    ...['run', 'test/simulation/simulation.test.ts', '-t', 'no rule is broken'],
    ...['--project', 'mocked', '--silent=false', '--disable-console-intercept'],
  ],
  { env: { SIMULATION_SEEDS: values.seeds, SIMULATION_SEED: values.seed } },
)
