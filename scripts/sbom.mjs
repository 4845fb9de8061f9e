import { packagesOfConsole } from './build/console.mjs'
import { bundleFunctions } from './build/functions.mjs'
import { OutputFolder } from './build/output.mjs'
import { packPackages } from './build/packages.mjs'
import { billOfMaterials, licencesOf, licencesToAnswerFor } from './sbom/bill.mjs'
import path from 'node:path'
import { root } from './paths.mjs'

/**
 * `npm run sbom`: what ships, as one CycloneDX file for the Mini Program, each function and the console's page (dist/sbom/). Only packages of
 * which code is really in a bundle are named. Fails when one has a licence that nobody looked at yet.
 */
const [{ packages }, bundles, page] = await Promise.all([
  packPackages(),
  bundleFunctions(),
  packagesOfConsole(),
])
const output = new OutputFolder(path.join(root, 'dist/sbom'))
const shipped = [{ name: 'miniprogram', packages }, ...bundles, { name: 'console-page', packages: page }]
for (const each of shipped) output.write(`${each.name}.cdx.json`, billOfMaterials(each.name, each.packages))
output.sweep()

for (const { name, packages } of shipped) console.log(`${name}: ${packages.length} packages`)
const all = [...new Set(shipped.flatMap((each) => each.packages))]
for (const [licence, names] of licencesOf(all)) console.log(`${licence}: ${names.join(', ')}`)
const open = licencesToAnswerFor(all)
for (const line of open) console.error(line)
process.exitCode = open.length > 0 ? 1 : 0
