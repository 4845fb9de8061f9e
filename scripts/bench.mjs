import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm run bench [-- names…]`: arguments go to bench/index.ts. */
await prepare()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'bench/index.ts',
  ...process.argv.slice(2),
])
