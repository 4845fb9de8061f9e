import { requireNode } from './setup/node-version.mjs'
import { installPackages } from './setup/install.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run rekey`: local/rekey/cli.ts. */
requireNode()
await installPackages()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/rekey/cli.ts',
  ...process.argv.slice(2),
])
