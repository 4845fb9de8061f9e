import fs from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import vue from '@vitejs/plugin-vue'
import { build } from 'vite'
import { root } from '../paths.mjs'
import { PAGE_OF_CONSOLE } from './functions.mjs'
import { OutputFolder } from './output.mjs'
import { licenceTexts, packagesOf } from './shipped.mjs'

/** Where the page stands when it is built; the function that serves it has a copy beside it. */
const BUILT = 'dist/console'

/** @typedef {{ first: number, all: number }} ConsoleSize gzipped bytes of script: before any page, and with everything but charts */

/** Texts of the licences of what is in the page, which browsers are handed. */
const LICENCES = 'LICENSES.txt'

/**
 * Builds the console's page. Every address in it is relative, so it may be served below any path.
 * @returns {Promise<ConsoleSize>}
 */
export async function buildConsole() {
  await bundlePage({ write: true })
  const beside = new OutputFolder(path.join(root, 'dist/cloudfunctions', PAGE_OF_CONSOLE))
  for (const file of pageFiles()) beside.write(file, fs.readFileSync(path.join(root, BUILT, file)))
  beside.sweep()
  return sizeOf(path.join(root, BUILT))
}

/** Folders of the npm packages of which code is in the page. @returns {Promise<string[]>} */
export const packagesOfConsole = () => bundlePage({ write: false })

/** @param {{ write: boolean }} how @returns {Promise<string[]>} folders of the npm packages of which code is in it */
async function bundlePage({ write }) {
  /** @type {string[]} */
  let packages = []
  /** @type {import('vite').Plugin} */
  const licences = {
    name: 'licences',
    generateBundle(_, bundle) {
      packages = packagesOf(Object.values(bundle).flatMap(filesIn))
      this.emitFile({ type: 'asset', fileName: LICENCES, source: licenceTexts(packages) })
    },
  }
  await build({
    root: path.join(root, 'console'),
    configFile: false,
    base: './',
    logLevel: 'warn',
    plugins: [vue(), licences],
    // No development tools, no compiler of templates: nothing is made of text at run time.
    define: { __VUE_PROD_DEVTOOLS__: false, __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false },
    build: {
      write,
      outDir: path.join(root, BUILT),
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      manifest: 'manifest.json',
      // The library for charts, which nobody waits for, is the largest file; consoleRows holds the others.
      chunkSizeWarningLimit: 700,
    },
  })
  return packages
}

/**
 * Files, from the root, of which a chunk holds code.
 * @param {import('vite').Rollup.OutputBundle[string]} output
 */
const filesIn = (output) =>
  output.type === 'asset'
    ? []
    : Object.entries(output.modules)
        .filter(([, { renderedLength }]) => renderedLength > 0)
        .map(([file]) => path.relative(root, file).split(path.sep).join('/'))

const pageFiles = () => [
  'index.html',
  LICENCES,
  ...fs.readdirSync(path.join(root, BUILT, 'assets')).map((file) => `assets/${file}`),
]

/** @param {string} folder built @returns {ConsoleSize} */
function sizeOf(folder) {
  /** @type {Record<string, { file: string, isEntry?: boolean, imports?: string[] }>} */
  const chunks = JSON.parse(fs.readFileSync(path.join(folder, 'manifest.json'), 'utf8'))
  /** @type {Map<string, number>} */
  const weights = new Map()
  for (const { file } of Object.values(chunks))
    if (file.endsWith('.js')) weights.set(file, gzipSync(fs.readFileSync(path.join(folder, file))).length)
  const first = new Set()
  /** @param {string} name */
  const reach = (name) => {
    const chunk = chunks[name]
    if (!chunk || first.has(chunk.file)) return
    first.add(chunk.file)
    chunk.imports?.forEach(reach)
  }
  for (const [name, { isEntry }] of Object.entries(chunks)) if (isEntry) reach(name)
  const sum = (/** @type {(file: string) => boolean} */ counts) =>
    [...weights].reduce((total, [file, bytes]) => total + (counts(file) ? bytes : 0), 0)
  return { first: sum((file) => first.has(file)), all: sum((file) => !/charts/.test(file)) }
}
