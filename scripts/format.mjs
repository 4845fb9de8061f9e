import { fileURLToPath } from 'node:url'
import { LINTABLE, STYLES, cleaned, holdsAny, styleGlobs } from './chosen.mjs'
import { installed } from './paths.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run format [-- paths…]`: what ESLint and stylelint can repair themselves, then the layout of every file. */
const paths = cleaned(process.argv.slice(2))
const everything = paths.length === 0 ? ['.'] : paths
/** @param {string} file @param {string[]} args */
const run = (file, args) => runToEnd(process.execPath, [file, ...args])

const codes = [
  holdsAny(paths, LINTABLE) &&
    (await run(installed('eslint/bin/eslint.js'), [
      '--fix',
      '--no-error-on-unmatched-pattern',
      '--no-warn-ignored',
      ...everything,
    ])),
  holdsAny(paths, STYLES) &&
    (await run(installed('stylelint/bin/stylelint.mjs'), [
      '--fix',
      '--allow-empty-input',
      ...styleGlobs(paths),
    ])),
  await run(installed('prettier/bin/prettier.cjs'), [
    '--write',
    '--log-level',
    'warn',
    '--ignore-unknown',
    ...everything,
  ]),
  await run(fileURLToPath(new URL('format/templates.mjs', import.meta.url)), ['--write', ...paths]),
]
process.exitCode = Math.max(...codes.map(Number))
