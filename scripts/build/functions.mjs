import { phoneMetadata } from './phone-metadata.mjs'
import path from 'node:path'
import { build } from 'esbuild'
import { NODE } from '../setup/node-version.mjs'
import { filesIn, isFile, read, root } from '../paths.mjs'
import { OutputFolder } from './output.mjs'
import { packagesIn } from './shipped.mjs'
import { stubs, stubsIn } from './stubs.mjs'
import { unreachedBy } from './unreached.mjs'

/**
 * @typedef {object} Bundle One function with all it imports, minified.
 * @property {string} name
 * @property {Uint8Array} code
 * @property {Uint8Array} map
 * @property {number} bytes of the code
 * @property {number} ownBytes what our own sources make of that; the rest is packages
 * @property {string[]} stubs modules replaced because they are never reached
 * @property {string[]} packages folders of the npm packages of which code is in it
 */

/** A folder below cloudfunctions/ with a config.json is a function that gets deployed. @returns {string[]} names */
export function functionNames() {
  return filesIn('cloudfunctions', /^cloudfunctions\/[^/]+\/config\.json$/).map(
    (file) => file.split('/')[1] ?? '',
  )
}

/** Where the console's page lies beside its function (console.mjs). */
export const PAGE_OF_CONSOLE = 'console/page'

/** How every function is bundled. @satisfies {import('esbuild').BuildOptions} */
export const functionOptions = /** @type {const} */ ({
  absWorkingDir: root,
  bundle: true,
  write: false,
  metafile: true,
  platform: 'node',
  format: 'cjs',
  target: `node${NODE.major}`,
  minify: true,
  // Names would take a fifteenth of the code, and each cold start reads all of it: a line of a log is looked up in dist/sourcemaps.
  keepNames: false,
  sourcemap: 'external',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'silent',
})

/**
 * Bundles one function with all it imports into one file, since functions share no code once deployed.
 * @param {string} name
 * @returns {Promise<Bundle>}
 */
export async function bundleFunction(name) {
  const entry = `cloudfunctions/${name}/index.ts`
  if (!isFile(entry)) throw new Error(`${entry} is missing, though ${name} has a config.json`)
  const { outputFiles, metafile } = await build({
    ...functionOptions,
    entryPoints: [entry],
    outfile: path.join(root, 'dist/cloudfunctions', name, 'index.js'),
    plugins: [stubs(unreachedBy(name)), phoneMetadata],
  })
  const code = outputFiles.find((file) => file.path.endsWith('.js'))
  const map = outputFiles.find((file) => file.path.endsWith('.map'))
  if (!code || !map) throw new Error(`esbuild gave nothing for ${entry}`)
  return {
    name,
    code: code.contents,
    map: map.contents,
    bytes: code.contents.length,
    ownBytes: ownBytesIn(metafile),
    stubs: stubsIn(metafile),
    packages: packagesIn(metafile),
  }
}

/** @param {import('esbuild').Metafile} metafile of one bundle */
function ownBytesIn({ outputs }) {
  return Object.values(outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([file]) => !/(^|\/)node_modules\/|^stub:/.test(file))
    .reduce((sum, [, { bytesInOutput }]) => sum + bytesInOutput, 0)
}

/**
 * Bundles every cloud function and writes it, with its settings, to dist/cloudfunctions. Source maps go to
 * dist/sourcemaps and aren't deployed.
 * @returns {Promise<Bundle[]>}
 */
export async function bundleFunctions() {
  const output = new OutputFolder(path.join(root, 'dist/cloudfunctions'), PAGE_OF_CONSOLE)
  const maps = new OutputFolder(path.join(root, 'dist/sourcemaps'))
  const bundles = await Promise.all(functionNames().map(bundleFunction))
  for (const { name, code, map } of bundles) {
    output.write(`${name}/index.js`, code)
    output.write(`${name}/config.json`, read(`cloudfunctions/${name}/config.json`))
    output.write(
      `${name}/package.json`,
      `${JSON.stringify({ name, private: true, main: 'index.js' }, null, 2)}\n`,
    )
    maps.write(`${name}.js.map`, map)
  }
  output.sweep()
  maps.sweep()
  return bundles
}
