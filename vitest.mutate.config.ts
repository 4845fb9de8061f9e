import { defineConfig } from 'vitest/config'

/**
 * The tests that mutants of one subject of the domain meet (`npm run mutate`): those of that subject alone, which take
 * seconds. So a score says what a subject's own tests notice, and is a lower bound.
 */
export default defineConfig({
  test: {
    include: [`test/domain/${process.env.SUBJECT ?? '**'}/**/*.test.ts`],
    // few worlds a mutant: each of thousands makes them anew
    env: { WORLDS: '20', PASS_CASES: '300' },
    testTimeout: 60_000,
    silent: true,
  },
})
