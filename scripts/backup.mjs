import { requireNode } from './setup/node-version.mjs'
import { installPackages } from './setup/install.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run backup -- <folder>`, `npm run restore -- <folder>`: arguments go to local/backup/cli.ts. */
requireNode()
await installPackages()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/backup/cli.ts',
  ...process.argv.slice(2),
])
