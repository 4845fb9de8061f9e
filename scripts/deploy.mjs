import { requireNode } from './setup/node-version.mjs'
import { installPackages } from './setup/install.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run deploy -- --env <id> [--plan]`: arguments go to scripts/deploy.ts, which needs the packages to begin at all. */
requireNode()
await installPackages()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'scripts/deploy.ts',
  ...process.argv.slice(2),
])
