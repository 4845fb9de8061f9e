import { defineConfig } from 'vitest/config'

/**
 * Which tests are quick: a test that opens a browser, runs WeChat's compilers, kills processes or takes longer
 * than a few seconds is called `*.slow.test.ts`. `npm run test:fast` leaves those out, and those under
 * miniprogram-simulate (`test/simulate/*.spec.ts`, run by jest).
 */
const slow = 'test/**/*.slow.test.ts'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'fast',
          include: ['test/**/*.test.ts'],
          exclude: [slow],
          testTimeout: 20_000,
          hookTimeout: 30_000,
          sequence: { groupOrder: 0 },
        },
      },
      {
        test: {
          name: 'slow',
          include: [slow],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          // each of them uses the whole machine
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
