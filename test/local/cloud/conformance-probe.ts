import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'esbuild'
import { builtFunctions, HANDLER, RUNTIME, STORAGE_PERMISSION } from '../../../scripts/deploy/desired'
import { Environment, type Credentials } from '../../../scripts/deploy/environment'
import { plan } from '../../../scripts/deploy/plan'

/** The probe's name in the cloud, and the path that leads to it over HTTP. */
export const PROBE = 'conformanceProbe'
export const PROBE_PATH = '/conformance-probe'

const SOURCE = join(import.meta.dirname, 'probe')

/** Builds the probe as a function is built, below `folder`. */
export async function buildProbe(folder: string): Promise<void> {
  const to = join(folder, PROBE)
  mkdirSync(to, { recursive: true })
  await build({
    ...{ entryPoints: [join(SOURCE, 'index.ts')], outfile: join(to, 'index.js'), bundle: true },
    ...{ platform: 'node', format: 'cjs', target: 'node20', logLevel: 'silent' },
  })
  copyFileSync(join(SOURCE, 'config.json'), join(to, 'config.json'))
  writeFileSync(join(to, 'package.json'), JSON.stringify({ name: PROBE, private: true, main: 'index.js' }))
}

/**
 * Puts the probe into a real environment, as a deployment puts the product's functions, makes its files private as one does,
 * and nothing else. Gives the address that leads to it over HTTP; null when HTTP access has no domain yet.
 */
export async function uploadProbe(
  id: string,
  credentials: Credentials,
  folder: string,
): Promise<string | null> {
  await buildProbe(folder)
  const bundles = builtFunctions(folder)
  const environment = new Environment(id, credentials)
  const actual = await environment.read()
  const functions = bundles.map(({ name, edition, memoryMb, timeoutSeconds, triggers }) => ({
    ...{ name, edition, memoryMb, timeoutSeconds, triggers, variables: {} },
    ...{ runtime: RUNTIME, handler: HANDLER },
  }))
  const routes = [
    {
      ...{ path: PROBE_PATH, kind: 'SCF', function: PROBE, isOn: true },
      ...{ listedDomainsOnly: false, platformAuth: false, passesPath: true },
    },
  ]
  const desired = { ...actual, storage: STORAGE_PERMISSION, collections: [], functions, routes }
  for (const step of plan(desired, actual).steps) await environment.apply(step, bundles, actual.domain)
  return actual.domain === null ? null : `https://${actual.domain}${PROBE_PATH}`
}
