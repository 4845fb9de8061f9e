import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { filesIn, isFile, read } from './scripts/paths.mjs'

/**
 * Which tests are quick: `npm run test:fast` runs those that need neither a local cloud nor a browser, WeChat's
 * compilers or a process to kill.
 *
 * - fast: everything else under test/, seconds in all
 * - cloud: a local cloud with a demo campus per file (test/functions, test/attacks, test/budget, test/local/cloud…)
 * - journeys: people's whole ways through the product in a browser
 * - slow: the other `*.slow.test.ts`: builds, compilers, processes that are killed
 *
 * All but the fast ones wait for a third to half of their time, so that two cores work on three files at once. A project
 * begins with its longest files, so that none of them runs by itself in the end.
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

const WAITING = { maxWorkers: 3, sequence: { groupOrder: 1 } }

const CLOUD = {
  // a laptop that does something else at the same time should not fail them
  testTimeout: 60_000,
  hookTimeout: 120_000,
  ...WAITING,
}

/** Files of 40 seconds and more on an idle machine. Vitest itself knows sizes, which say nothing of that. */
const LONGEST = [
  ...['functions/malformed', 'functions/interrupted', 'functions/access', 'functions/lossy', 'budget/budget'],
  ...['functions/activities', 'functions/backup', 'functions/audit-tampering'],
  ...['journeys/pages/every-page.slow', 'journeys/console-thousand.slow', 'journeys/job.slow'],
  ...['journeys/console-forms.slow', 'journeys/console-import.slow', 'simulation/simulation'],
  ...['functions/key-exchange.slow', 'scripts/build.slow'],
  ...['official/compile.slow', 'official/planted-errors.slow', 'campus/killed.slow', 'local/start.slow'],
  ...['local/commands.slow', 'local/cloud/crash.slow', 'deploy/cut-off.slow'],
].map((name) => `test/${name}.test.ts`)

for (const file of LONGEST)
  if (!isFile(file)) throw new Error(`vitest.config.ts names ${file}, which isn't there`)

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => LONGEST.some((file) => moduleId.endsWith(`/${file}`))
    const sorted = await super.sort(files)
    const projects = [...new Set(sorted.map(({ project }) => project))]
    return projects.flatMap((each) => {
      const own = sorted.filter(({ project }) => project === each)
      return [...own.filter(isLong), ...own.filter((file) => !isLong(file))]
    })
  }
}

export default defineConfig({
  test: {
    // what is logged about a failure that a test provokes is of use only when the test fails
    silent: 'passed-only',
    globalSetup: 'test/scratch.ts',
    // by itself it would leave one core unused, of two
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
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
          ...WAITING,
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
          ...WAITING,
        },
      },
    ],
  },
})
