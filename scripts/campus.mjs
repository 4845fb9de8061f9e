import { requireNode } from './setup/node-version.mjs'
import { installPackages } from './setup/install.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run campus -- import staff.xlsx [--apply]`: arguments go to local/campus/cli.ts. */
requireNode()
await installPackages()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/campus/cli.ts',
  ...process.argv.slice(2),
])
