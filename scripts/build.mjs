import { buildAll } from './build/fresh.mjs'
import { buildConsole } from './build/console.mjs'
import { bundleFunctions } from './build/functions.mjs'
import { packPackages } from './build/packages.mjs'

/** `npm run build [packages] [functions] [console]`: what DevTools, the local system and a deployment need. */
const wanted = process.argv.slice(2)
const started = performance.now()

try {
  const { packages, bundles, page } =
    wanted.length === 0
      ? await buildAll()
      : {
          packages: wanted.includes('packages') ? await packPackages() : undefined,
          bundles: wanted.includes('functions') ? await bundleFunctions() : [],
          page: wanted.includes('console') ? await buildConsole() : undefined,
        }
  if (packages) {
    const { files, written, icons } = packages
    console.log(`miniprogram_npm: ${files} files (${written} changed), ${icons.length} icons`)
  }
  for (const { name, bytes } of bundles) {
    console.log(`cloud function ${name}: ${(bytes / 1024).toFixed(0)} KB`)
  }
  if (page)
    console.log(
      `console: ${(page.first / 1024).toFixed(0)} KB of script at first, ${(page.all / 1024).toFixed(0)} KB in all, gzipped`,
    )
  console.log(`built in ${((performance.now() - started) / 1000).toFixed(1)} s`)
} catch (error) {
  console.error(`build failed\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
