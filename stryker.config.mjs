/** How mutants are made and met; started by scripts/mutate.mjs. */
export default {
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.ts' },
  plugins: ['@stryker-mutator/vitest-runner'],
  coverageAnalysis: 'perTest',
  // what is worked out while a module loads, as tables are: each would run every test, and types hold most of them
  ignoreStatic: true,
  incremental: true,
  tempDirName: 'dist/.cache/mutants',
  ignorePatterns: ['dist', 'artifacts', 'console', 'docs', 'miniprogram/miniprogram_npm', 'local/preview'],
  reporters: ['clear-text', 'json'],
  jsonReporter: { fileName: `dist/mutation-${process.env.SUBJECT ?? 'all'}.json` },
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false, reportMutants: false },
  thresholds: { high: 95, low: 85, break: 85 },
  concurrency: 2,
  timeoutMS: 20_000,
  dryRunTimeoutMinutes: 30,
}
