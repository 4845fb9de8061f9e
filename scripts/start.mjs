import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/** `npm start [-- --fresh …]`: the whole system on this machine. Arguments go to local/start.ts. */
await prepare()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/start.ts',
  ...process.argv.slice(2),
])
