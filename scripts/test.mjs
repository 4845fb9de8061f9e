import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { filesIn, installed } from './paths.mjs'
import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/**
 * `npm test [-- names…]`      every suite, or the files whose path holds one of the names
 * `npm run test:fast`         only the quick ones (vitest.config.ts says which those are)
 * Prints `N passed, N failed` as its last line; fails when a test does, or when none ran.
 */
const args = process.argv.slice(2)
const fast = args.includes('--fast')
const names = args.filter((argument) => argument !== '--fast')
await prepare()

/** Of a failure's message, at the end of the run. */
const MESSAGE_LINES = 12
const reports = fs.mkdtempSync(path.join(os.tmpdir(), 'campus-visitor-tests-'))
const sum = { passed: 0, failed: 0, skipped: 0 }
/** What failed, told once more at the end: who reads only that has to find it there. @type {string[]} */
const failures = []

/** @param {string} runner @param {string[]} given @param {string} report @param {Parameters<typeof runToEnd>[2]} [output] */
async function run(runner, given, report, output) {
  const code = await runToEnd(process.execPath, [installed(runner), ...given], output)
  const failed = fs.existsSync(report) ? count(JSON.parse(fs.readFileSync(report, 'utf8'))) : 0
  // an unhandled error or a crash fails no single test
  if (code !== 0 && failed === 0) {
    sum.failed++
    failures.push(`${runner} ended with exit code ${code}; see its output above`)
  }
}

/** @param {any} report both runners write the same form @returns {number} how much of it failed */
function count(report) {
  const failedBefore = sum.failed
  sum.passed += report.numPassedTests
  sum.failed += report.numFailedTests
  sum.skipped += report.numPendingTests + (report.numTodoTests ?? 0)
  for (const file of report.testResults) {
    const where = path.relative(process.cwd(), file.name)
    const failed = file.assertionResults.filter((/** @type {any} */ test) => test.status === 'failed')
    for (const test of failed)
      failures.push(`${where} › ${test.fullName}\n${beginning(test.failureMessages[0])}`)
    // a file that could not even be loaded has failed without a test of its own
    if (file.status === 'failed' && failed.length === 0) {
      sum.failed++
      failures.push(`${where} could not be run\n${beginning(file.message)}`)
    }
  }
  return sum.failed - failedBefore
}

/** @param {string | undefined} message The first lines, set in. */
function beginning(message) {
  const lines = stripVTControlCharacters(message ?? '')
    .split('\n')
    .slice(0, MESSAGE_LINES)
  return lines.map((line) => `    ${line}`).join('\n')
}

const vitestReport = path.join(reports, 'vitest.json')
const vitest = run(
  'vitest/vitest.mjs',
  [
    'run',
    '--passWithNoTests',
    ...(fast ? ['--project', 'fast'] : []),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${vitestReport}`,
    ...names,
  ],
  vitestReport,
)

const specs = filesIn('test/simulate', /\.spec\.ts$/).filter(
  (file) => names.length === 0 || names.some((name) => file.includes(name)),
)
// beside the others, which wait much for browsers: its words are held back until theirs are all said
if (fast || specs.length === 0) await vitest
else {
  const jestReport = path.join(reports, 'jest.json')
  const config = ['--config', 'test/simulate/jest.config.cjs', '--json', `--outputFile=${jestReport}`]
  // jest prints its JSON as well when it has nowhere else to go; the file is enough
  let words = ''
  const hear = (/** @type {string} */ text) => (words += text)
  const jest = run(
    'jest/bin/jest.js',
    // what a page logs about a failure that its test provokes is read only by who runs that test by its name
    [
      ...config,
      names.length === 0 ? '--silent' : '--silent=false',
      '--testLocationInResults=false',
      '--maxWorkers=1',
      ...specs,
    ],
    jestReport,
    { onText: hear, onErrorText: hear },
  )
  await Promise.all([vitest, jest])
  console.error(words)
}

fs.rmSync(reports, { recursive: true, force: true })
if (sum.passed + sum.failed === 0)
  console.error(names.length > 0 ? `no test is called ${names.join(' or ')}` : 'no test ran')
if (failures.length > 0) console.log(`\nFailed:\n\n${failures.join('\n\n')}\n`)
console.log(`${sum.passed} passed, ${sum.failed} failed${sum.skipped > 0 ? `, ${sum.skipped} skipped` : ''}`)
process.exitCode = sum.failed > 0 || sum.passed === 0 ? 1 : 0
