/** Pages and components under WeChat's own simulator for Node, compiled by the official wcc and wcsc. */
module.exports = {
  rootDir: __dirname,
  testEnvironment: 'jsdom',
  testMatch: ['<rootDir>/**/*.spec.ts'],
  setupFiles: ['<rootDir>/runtime.cjs'],
  moduleFileExtensions: ['ts', 'js', 'json', 'cjs'],
  transform: { '\\.[tj]s$': '<rootDir>/esbuild-transform.cjs' },
  transformIgnorePatterns: ['/node_modules/'],
  maxWorkers: 2,
  // the first compile of a page with TDesign takes a while on a busy machine
  testTimeout: 60_000,
}
