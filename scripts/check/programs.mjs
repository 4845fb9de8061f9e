import { fileURLToPath } from 'node:url'
import { COMPONENTS, LINTABLE, STYLES, cleaned, holdsAny, styleGlobs } from '../chosen.mjs'

/**
 * @typedef {{ name: string, file: string, args: string[] }} Program
 * `file` is a script of ours (`scripts/…`) or below node_modules. Slowest first: two run at a time.
 */

/** Which compiler project checks a folder. */
const projects = [
  { config: 'tsconfig.domain.json', covers: /^miniprogram(\/domain|\/?$)/ },
  { config: 'tsconfig.miniprogram.json', covers: /^(miniprogram|typings)/ },
  { config: 'tsconfig.console.json', covers: /^(contract|console)/ },
  { config: 'tsconfig.functions.json', covers: /^(contract|cloudfunctions)/ },
  { config: 'tsconfig.local.json', covers: /^(local|scripts|bench|test|[^/]*$)/ },
]

/** @param {string[]} paths files or folders from the root; none = everything @returns {Program[]} */
export function programFor(paths) {
  const wanted = cleaned(paths)
  const all = wanted.length === 0
  const configs = projects
    .filter(({ covers }) => all || wanted.some((path) => covers.test(path)))
    .map(({ config }) => config)
  const quiet = ['--log-level', 'warn', '--ignore-unknown']
  /** @type {(Program | false)[]} */
  const programs = [
    holdsAny(wanted, LINTABLE) && {
      name: 'lint',
      file: 'eslint/bin/eslint.js',
      args: [
        '--format',
        fileURLToPath(new URL('lines-formatter.mjs', import.meta.url)),
        '--max-warnings',
        '0',
        // a file's findings are kept until it changes; a fresh clone, as in continuous integration, has none kept
        '--cache',
        '--cache-strategy',
        'content',
        '--cache-location',
        'dist/.cache/eslint',
        '--no-error-on-unmatched-pattern',
        '--no-warn-ignored',
        ...(all ? ['.'] : wanted),
      ],
    },
    configs.length > 0 && {
      name: 'types',
      file: 'typescript/bin/tsc',
      args: ['-b', '--pretty', 'false', ...(all ? [] : configs)],
    },
    // the plain compiler doesn't look into components
    holdsAny(wanted, COMPONENTS) && {
      name: 'components',
      file: 'vue-tsc/bin/vue-tsc.js',
      args: ['--noEmit', '-p', 'tsconfig.console.json', '--pretty', 'false'],
    },
    {
      name: 'format',
      file: 'prettier/bin/prettier.cjs',
      args: [
        '--check',
        ...quiet,
        '--cache',
        '--cache-location',
        'dist/.cache/prettier',
        ...(all ? ['.'] : wanted),
      ],
    },
    holdsAny(wanted, STYLES) && {
      name: 'style',
      file: 'stylelint/bin/stylelint.mjs',
      args: ['--allow-empty-input', '--formatter', 'unix', ...styleGlobs(wanted)],
    },
    // who uses what can be told only of everything together
    all && {
      name: 'unused',
      file: 'knip/bin/knip.js',
      args: ['--no-progress'],
    },
    { name: 'compilers', file: 'scripts/check/compilers.mjs', args: wanted },
    { name: 'layout', file: 'scripts/format/templates.mjs', args: wanted },
    { name: 'templates', file: 'scripts/check/templates.mjs', args: wanted },
    { name: 'project', file: 'scripts/check/project.mjs', args: wanted },
  ]
  return programs.filter((program) => program !== false)
}
