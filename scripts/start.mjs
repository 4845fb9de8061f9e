import { clearInterval, setInterval } from 'node:timers'
import { prepare } from './setup/prepare.mjs'
import { runToEnd } from './setup/processes.mjs'

/** How often it is looked whether npm still runs this. */
const LOOK_MS = 250

/**
 * Ends this process with SIGTERM when what started it has ended. npm passes a signal on to its shell, which dies of it
 * without telling anybody: that it is gone is all that can be seen here. Started otherwise, such as in the background of
 * a terminal that is closed later, this process goes on.
 */
function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined) return
  const parent = process.ppid
  const look = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(look)
    // Reaches whatever runs at the moment, the build or the server: runToEnd passes it on.
    process.kill(process.pid, 'SIGTERM')
  }, LOOK_MS)
  look.unref()
}

/** `npm start [-- --fresh …]`: the whole system on this machine. Arguments go to local/start.ts. */
endWithNpm()
await prepare()
process.exitCode = await runToEnd(process.execPath, [
  '--import',
  'tsx',
  'local/start.ts',
  ...process.argv.slice(2),
])
