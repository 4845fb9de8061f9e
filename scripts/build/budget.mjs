import { UNREACHED } from './unreached.mjs'

const KB = 1024

/**
 * Most bytes of a function's bundle: in all, as a cold start loads it, and of our own code. What the packages weigh
 * has no limit of its own.
 * @type {Readonly<Record<string, { all: number, own: number }>>}
 */
const BUDGET = {
  // phone numbers of all countries, read by their library, are 74 KB of it
  api: { all: 950 * KB, own: 345 * KB },
  gate: { all: 750 * KB, own: 148 * KB },
  // the same use cases as api; the import of files, whose dictionary of readings is 295 KB of it; and OpenID Connect, 91 KB;
  // and the office's lists, such as that of purposes
  console: { all: 1406 * KB, own: 416 * KB },
  timer: { all: 660 * KB, own: 112 * KB },
}

/**
 * What the Mini Program's packages may weigh, KB, after WeChat's compiler. The main package carries phone metadata of all
 * countries (68 KB), both languages, and the rules that forms share with the server; every subpackage may be as large as the platform allows.
 */
export const packageLimits = { main: 880, part: 2048 }

/** What the console's page may make a computer load, gzipped: before its first page, and in all but charts. */
const CONSOLE = { first: 120 * KB, all: 350 * KB }

/** @param {import('./console.mjs').ConsoleSize} size @returns {Row[]} */
export const consoleRows = ({ first, all }) => [
  { what: 'console, first script, gz', bytes: first, limit: CONSOLE.first },
  { what: 'console, all script, gz', bytes: all, limit: CONSOLE.all },
]

/** @typedef {{ what: string, bytes: number, limit?: number }} Row */

/**
 * @param {readonly import('./functions.mjs').Bundle[]} bundles
 * @returns {Row[]} three a function: all of it, our own code, packages
 * @throws Error for a function without a budget
 */
export function budgetRows(bundles) {
  return bundles.flatMap(({ name, bytes, ownBytes }) => {
    const budget = BUDGET[name]
    if (!budget) throw new Error(`function ${name} has no budget in scripts/build/budget.mjs`)
    return [
      { what: `function ${name}`, bytes, limit: budget.all },
      { what: '  own code', bytes: ownBytes, limit: budget.own },
      { what: '  packages', bytes: bytes - ownBytes },
    ]
  })
}

/**
 * Stubs that stand for nothing: no SDK imports the module any more.
 * @param {readonly { stubs: readonly string[] }[]} bundles of all functions @returns {string[]} modules
 */
export function unusedStubs(bundles) {
  const used = new Set(bundles.flatMap((bundle) => bundle.stubs))
  return Object.keys(UNREACHED).filter((name) => !used.has(name))
}
