import { defineConfig } from 'vitest/config'

/**
 * Which tests are quick: `npm run test:fast` runs those that need neither a local cloud nor a browser, WeChat's
 * compilers or a process to kill.
 *
 * - fast: everything else under test/, seconds in all
 * - cloud: a local cloud with a demo campus per file (test/functions, test/local/cloud, test/local/demo)
 * - slow: `*.slow.test.ts`, each of them uses the whole machine, so they run one after the other
 *
 * miniprogram-simulate's (`test/simulate/*.spec.ts`) are run by jest.
 */
const slow = 'test/**/*.slow.test.ts'
const cloud = ['test/functions/**/*.test.ts', 'test/local/cloud/**/*.test.ts', 'test/local/demo/**/*.test.ts']

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow, ...cloud],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'cloud',
          include: cloud,
          exclude: [slow],
          // a laptop that does something else at the same time should not fail them
          testTimeout: 60_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        test: {
          name: 'slow',
          include: [slow],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
})
