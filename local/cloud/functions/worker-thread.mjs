// One warm instance of one cloud function, in a worker thread: loads the bundle, then answers one event at a time.
// Plain JavaScript, because a worker thread starts without the TypeScript loader of the process around it.
import { createRequire } from 'node:module'
import { parentPort, workerData } from 'node:worker_threads'

/** @typedef {{ event: string, environment: Record<string, string>, context: object }} Invocation */

const require = createRequire(workerData.bundle)

/** Loaded lazily by the first message, so that a bundle that throws while loading fails its caller, not the pool. */
let loaded

/** @param {Record<string, string>} environment what this invocation sees beside the permanent variables */
function assume(environment) {
  // The caller before may have had variables that this one hasn't.
  for (const name of Object.keys(process.env))
    if (/^(WX_|TRIGGER_SRC$|TCB_SOURCE$)/.test(name)) delete process.env[name]
  Object.assign(process.env, environment)
}

/** @param {Invocation} invocation */
async function answer({ event, environment, context }) {
  assume(environment)
  loaded ??= require(workerData.bundle)
  if (typeof loaded.main !== 'function') throw new Error('the function exports no main')
  const result = await loaded.main(JSON.parse(event), context)
  return JSON.stringify(result ?? null)
}

parentPort.on('message', async (message) => {
  if (message === 'warm') {
    try {
      loaded ??= require(workerData.bundle)
    } catch {
      // The first real call will meet the same error and can tell its caller.
    }
    parentPort.postMessage({ warm: true })
    return
  }
  try {
    parentPort.postMessage({ result: await answer(message) })
  } catch (error) {
    parentPort.postMessage({
      error: error instanceof Error ? (error.stack ?? error.message) : JSON.stringify(error),
    })
  }
})
