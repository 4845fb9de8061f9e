import { installed } from './paths.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run format [-- paths…]`: what ESLint and stylelint can repair themselves, then the layout of every file. */
const paths = process.argv.slice(2).map((path) => path.replace(/\/$/, ''))
const all = paths.length === 0
/** @param {string} file @param {string[]} args */
const run = (file, args) => runToEnd(process.execPath, [installed(file), ...args])
/** @param {string} path */
const styles = (path) => (path.endsWith('.wxss') ? path : `${path}/**/*.wxss`)

const codes = [
  await run('eslint/bin/eslint.js', [
    '--fix',
    '--no-error-on-unmatched-pattern',
    '--no-warn-ignored',
    ...(all ? ['.'] : paths),
  ]),
  await run('stylelint/bin/stylelint.mjs', [
    '--fix',
    '--allow-empty-input',
    ...(all ? ['miniprogram'] : paths).map(styles),
    '!**/miniprogram_npm/**',
  ]),
  await run('prettier/bin/prettier.cjs', [
    '--write',
    '--log-level',
    'warn',
    '--ignore-unknown',
    ...(all ? ['.'] : paths),
  ]),
  await runToEnd(process.execPath, ['scripts/format/templates.mjs', '--write', ...paths]),
]
process.exitCode = Math.max(...codes)
