import path from 'node:path'
import { build } from 'esbuild'
import { filesIn, isFile, read, root } from '../paths.mjs'
import { OutputFolder } from './output.mjs'

/** A folder below cloudfunctions/ with a config.json is a function that gets deployed. @returns {string[]} names */
export function functionNames() {
  return filesIn('cloudfunctions', /^cloudfunctions\/[^/]+\/config\.json$/).map(
    (file) => file.split('/')[1] ?? '',
  )
}

/**
 * Bundles every cloud function with all it imports into one file, since functions share no code once deployed.
 * Source maps go to dist/sourcemaps and aren't deployed.
 * @returns {Promise<{ name: string, bytes: number }[]>}
 */
export async function bundleFunctions() {
  const names = functionNames()
  const output = new OutputFolder(path.join(root, 'dist/cloudfunctions'))
  const maps = new OutputFolder(path.join(root, 'dist/sourcemaps'))
  const sizes = await Promise.all(
    names.map(async (name) => {
      const entry = `cloudfunctions/${name}/index.ts`
      if (!isFile(entry)) throw new Error(`${entry} is missing, though ${name} has a config.json`)
      const { outputFiles } = await build({
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: path.join(root, 'dist/cloudfunctions', name, 'index.js'),
        bundle: true,
        write: false,
        platform: 'node',
        format: 'cjs',
        target: 'node18',
        minify: true,
        // error classes and function names appear in logs
        keepNames: true,
        sourcemap: 'external',
        charset: 'utf8',
        legalComments: 'none',
        logLevel: 'silent',
      })
      const code = outputFiles.find((file) => file.path.endsWith('.js'))
      const map = outputFiles.find((file) => file.path.endsWith('.map'))
      if (!code || !map) throw new Error(`esbuild gave nothing for ${entry}`)
      output.write(`${name}/index.js`, code.contents)
      output.write(`${name}/config.json`, read(`cloudfunctions/${name}/config.json`))
      output.write(
        `${name}/package.json`,
        `${JSON.stringify({ name, private: true, main: 'index.js' }, null, 2)}\n`,
      )
      maps.write(`${name}.js.map`, map.contents)
      return { name, bytes: code.contents.length }
    }),
  )
  output.sweep()
  maps.sweep()
  return sizes
}
