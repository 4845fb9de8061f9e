import { requireNode } from './setup/node-version.mjs'
import { installPackages } from './setup/install.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run audit:verify [-- --head 128-kZ3x0aQ9tLmV]`: arguments go to local/campus/audit-verify.ts. */
requireNode()
await installPackages()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/campus/audit-verify.ts',
  ...process.argv.slice(2),
])
