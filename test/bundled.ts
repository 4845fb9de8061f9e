import fs from 'node:fs/promises'
import path from 'node:path'
import { build } from 'esbuild'
import { root } from '../scripts/paths.mjs'
import { NODE } from '../scripts/setup/node-version.mjs'

const bundles = new Map<string, Promise<string>>()

/**
 * A TypeScript program as one file that Node runs as it is, for tests that start it many times: to read and put it together
 * takes longer than most of what it is started for. Once a process.
 * @param entry absolute path; its name without ending is the bundle's
 * @returns absolute path of the bundle, which imports its packages
 */
export function bundled(entry: string): Promise<string> {
  const made = bundles.get(entry) ?? bundle(entry)
  bundles.set(entry, made)
  return made
}

async function bundle(entry: string): Promise<string> {
  const outfile = path.join(root, 'dist/.cache/test', `${path.basename(entry, '.ts')}.mjs`)
  // another process may make the same one: whoever starts it finds it whole
  const written = `${outfile}.${process.pid}`
  await build({
    ...{ entryPoints: [entry], outfile: written, bundle: true, packages: 'external' },
    ...{ platform: 'node', format: 'esm', target: `node${NODE.major}`, logLevel: 'warning' },
  })
  await fs.rename(written, outfile)
  return outfile
}
