import { defineConfig } from 'vitest/config'
import { filesIn, read } from './scripts/paths.mjs'

/**
 * Which tests are quick: `npm run test:fast` runs those that need neither a local cloud nor a browser, WeChat's
 * compilers or a process to kill.
 *
 * - fast: everything else under test/, seconds in all
 * - cloud: a local cloud with a demo campus per file (test/functions, test/attacks, test/budget, test/local/cloud…); a
 *   third of their time they wait for answers, so that two cores work on three files
 * - journeys: people's whole ways through the product in a browser; half of their time they wait for it
 * - slow: the other `*.slow.test.ts`: builds, compilers, processes that are killed. They run beside the journeys, three
 *   files at a time in all, so that two cores work while one file waits
 *
 * Loading the product takes longer than most files' tests. So the files of a worker load it once and share it (`isolate:
 * false`); what a test hangs onto a global it takes off again. Only files that put something else in a module's place
 * (`vi.mock`) load everything for themselves: the project `mocked`.
 *
 * miniprogram-simulate's (`test/simulate/*.spec.ts`) are run by jest.
 */
const slow = 'test/**/*.slow.test.ts'
const journeys = 'test/journeys/**/*.slow.test.ts'
const cloud = [
  'test/functions/**/*.test.ts',
  'test/simulation/**/*.test.ts',
  'test/attacks/**/*.test.ts',
  'test/budget/**/*.test.ts',
  'test/local/cloud/**/*.test.ts',
  'test/local/demo/**/*.test.ts',
]
const mocked = filesIn('test', /\.test\.ts$/).filter((file) => read(file).includes('vi.mock('))

const CLOUD = {
  // a laptop that does something else at the same time should not fail them
  testTimeout: 60_000,
  hookTimeout: 120_000,
  maxWorkers: 3,
  sequence: { groupOrder: 1 },
}

export default defineConfig({
  test: {
    // what is logged about a failure that a test provokes is of use only when the test fails
    silent: 'passed-only',
    // by itself it would leave one core unused, of two
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow, ...cloud, ...mocked],
          isolate: false,
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'cloud',
          include: cloud,
          exclude: [slow, ...mocked],
          isolate: false,
          ...CLOUD,
        },
      },
      {
        test: { name: 'mocked', include: mocked, ...CLOUD },
      },
      {
        test: {
          name: 'journeys',
          include: [journeys],
          isolate: false,
          testTimeout: 180_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
      {
        test: {
          name: 'slow',
          include: [slow],
          exclude: [journeys],
          testTimeout: 180_000,
          hookTimeout: 240_000,
          expect: { poll: { timeout: 15_000 } },
          maxWorkers: 3,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
