import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { filesIn, isFile, root } from '../paths.mjs'

/** What a build reads: a change of any of these files makes dist/ and miniprogram_npm/ stale. */
const SOURCES = ['miniprogram', 'contract', 'cloudfunctions', 'console', 'scripts', 'package-lock.json']

/**
 * Written by the last whole build: the state of the sources it read. Times of built files say nothing, since a build
 * writes only what differs (output.mjs).
 */
const STAMP = 'dist/.built-from'

/** Names, sizes and times of all sources, hashed: a file that is gone or renamed counts too. */
function sourceState() {
  const hash = createHash('sha256')
  for (const file of SOURCES.flatMap((place) => filesIn(place, /./))) {
    const { size, mtimeMs } = fs.statSync(path.join(root, file))
    hash.update(`${file} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}

/** Whether the packages stand where pages look for them. */
export const isPacked = () => isFile('miniprogram/miniprogram_npm/LICENSES.txt')

/** @param {string} state of the sources */
const isBuiltFrom = (state) =>
  isFile(STAMP) &&
  fs.readFileSync(path.join(root, STAMP), 'utf8') === state &&
  isPacked() &&
  isFile('dist/console/index.html') &&
  filesIn('cloudfunctions', /^cloudfunctions\/[^/]+\/config\.json$/).every((file) =>
    isFile(`dist/${path.posix.dirname(file)}/index.js`),
  )

/** Remembers from which sources dist/ is built. */
export function noteBuilt(state = sourceState()) {
  fs.mkdirSync(path.join(root, 'dist'), { recursive: true })
  fs.writeFileSync(path.join(root, STAMP), state)
}

/** Packs the packages, bundles the functions and the console's page, and remembers from which sources. */
export async function buildAll() {
  // before: what changes during the build is not in it
  const state = sourceState()
  // the compilers take a while to load, and are often not needed
  const [{ packPackages }, { bundleFunctions }, { buildConsole }] = await Promise.all([
    import('./packages.mjs'),
    import('./functions.mjs'),
    import('./console.mjs'),
  ])
  const packages = await packPackages()
  const bundles = await bundleFunctions()
  const page = await buildConsole()
  noteBuilt(state)
  return { packages, bundles, page }
}

/**
 * Builds, and says so, when the sources are not those of the last whole build.
 * @returns {Promise<boolean>} whether it built
 */
export async function buildIfStale() {
  if (isBuiltFrom(sourceState())) return false
  console.log('dist/ is older than its sources: building')
  await buildAll()
  return true
}
