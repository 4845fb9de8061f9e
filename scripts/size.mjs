import fs from 'node:fs'
import { budgetRows, consoleRows, packageLimits, unusedStubs } from './build/budget.mjs'
import { buildConsole } from './build/console.mjs'
import { bundleFunctions } from './build/functions.mjs'
import { packPackages } from './build/packages.mjs'
import { compileOfficially } from './official/compiled.mjs'
import { copyProject } from './official/copy.mjs'
import { mainBytes, subpackageRoots, uploaded } from './official/uploaded.mjs'

/**
 * `npm run size`: what each package and function weighs, against its limit. A Mini Program's package is the sum of its
 * files after WeChat's own compiler (miniprogram-ci: ES5, minified, with the helpers it adds) that are uploaded,
 * before the zip. A function is its one minified bundle, without source map: our own code and the packages.
 */
const KB = 1024

const { bundles: functions, page } = await Promise.all([
  packPackages(),
  bundleFunctions(),
  buildConsole(),
]).then(
  ([, bundles, page]) => ({ bundles, page }),
  (/** @type {Error} */ error) => {
    console.error(`build failed\n${error.message}`)
    process.exit(1)
  },
)
const project = copyProject()
const compiled = await compileOfficially(project)
fs.rmSync(project, { recursive: true, force: true })
if (compiled.error) {
  console.error(`miniprogram-ci refuses the sources: ${compiled.error.message}`)
  process.exit(1)
}

const files = await uploaded(compiled.files)
/** @param {string} root */
const bytesBelow = (root) =>
  Object.entries(files).reduce((total, [file, bytes]) => total + (file.startsWith(root) ? bytes : 0), 0)

/** @type {import('./build/budget.mjs').Row[]} */
const rows = [
  { what: 'main package', bytes: mainBytes(files), limit: packageLimits.main * KB },
  ...subpackageRoots().map((root) => ({
    what: `subpackage ${root}`,
    bytes: bytesBelow(root),
    limit: packageLimits.part * KB,
  })),
  ...budgetRows(functions),
  ...consoleRows(page),
]
for (const { what, bytes, limit } of rows) {
  const size = `${what.padEnd(28)}${(bytes / KB).toFixed(1).padStart(9)} KB`
  if (limit === undefined) console.log(size)
  else console.log(`${size}  of ${limit / KB}${bytes <= limit ? '' : '  TOO LARGE'}`)
}
const unused = unusedStubs(functions)
for (const name of unused) console.log(`scripts/build/unreached.mjs: no SDK imports ${name} any more`)
process.exitCode = unused.length > 0 || rows.some(({ bytes, limit }) => limit && bytes > limit) ? 1 : 0
