import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance, FastifyPluginAsync } from 'fastify'
import { clientRoutes, type Identify } from './client-routes'
import { CloudDatabase } from './database/database'
import type { Indexes } from './database/indexes'
import type { Caller } from './functions/call-environment'
import { CallLog } from './functions/call-log'
import { FunctionFolder } from './functions/function-folder'
import { FunctionRunner } from './functions/runner'
import { listenOnLoopback } from './server'
import { adminRoute } from './wire/admin'
import { databaseActions } from './wire/database-actions'
import { functionActions } from './wire/function-actions'

export type { Indexes } from './database/indexes'
export type { Caller } from './functions/call-environment'
export type { FunctionCall } from './functions/call-log'
export { FunctionError } from './functions/errors'

export type LocalCloudOptions = {
  /** Where everything durable is kept. */
  dir: string
  /** Built functions: `<name>/index.js` and `<name>/config.json`. */
  functionsDir: string
  /** Every collection with its indexes (`cloudfunctions/indexes.json`). */
  indexes: Indexes
  /** Variables given to every function (keys and such). */
  environment: Record<string, string>
  /** Most instances of one function at a time. */
  workers?: number
  /** Who holds which phone; without it no phone may call. */
  identify?: Identify
  log?: (line: string) => void
}

export type LocalCloud = Awaited<ReturnType<typeof openLocalCloud>>

const ENVIRONMENT_ID = 'local-env'
const SECRET_ID = 'local'
const DEFAULT_WORKERS = 4

/**
 * Opens a CloudBase environment on this machine: database, files, functions, messages. The unmodified SDKs find
 * it through the variables of `sdkEnvironment`; functions are given them.
 */
export async function openLocalCloud(options: LocalCloudOptions) {
  const { dir, functionsDir, indexes, environment, workers = DEFAULT_WORKERS } = options
  const { log = () => {}, identify = () => null } = options
  mkdirSync(dir, { recursive: true })
  // Cloud functions live in UTC, and a thread can't have a time zone of its own.
  process.env.TZ = 'UTC'

  const database = new CloudDatabase(join(dir, 'cloud.sqlite'), indexes)
  const calls = new CallLog()
  const runner = new FunctionRunner({
    folder: new FunctionFolder(functionsDir),
    environment: () => ({ ...environment, ...sdkEnvironment(own.url), TZ: 'UTC' }),
    environmentId: ENVIRONMENT_ID,
    workers,
    calls,
    log,
  })

  const routes: FastifyPluginAsync = async (app: FastifyInstance) => {
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    adminRoute(app, {
      actions: { ...databaseActions(database), ...functionActions(runner) },
      openApi: () => Promise.reject(new Error('openapi comes next')),
      secretId: SECRET_ID,
      baseUrl: (host) => `http://${host}${app.prefix}`,
      log,
    })
    clientRoutes(app, { identify, runner })
  }

  // Functions talk to this one, whatever other server the routes are mounted on.
  const own = await listenOnLoopback(routes, 0)
  const servers = [own]
  await runner.warm()

  return {
    /** A fastify plugin with all endpoints. */
    routes,
    /** The cloud's own address on loopback; with a port, one more. */
    async listen(port?: number): Promise<string> {
      if (port === undefined) return own.url
      const server = await listenOnLoopback(routes, port)
      servers.push(server)
      return server.url
    },
    /** Calls a function as `wx.cloud.callFunction` does; throws `FunctionError` with errCode and errMsg. */
    invoke: (name: string, event: unknown, caller?: Caller) =>
      runner.call({ name, event, source: 'direct', caller }),
    /** The last function calls, and those to come. */
    calls,
    /** The last queries, and among them those no index served. */
    queries: database.queries.recent,
    slowQueries: database.queries.slow,
    sdkEnvironment,
    async close(): Promise<void> {
      await Promise.all(servers.map(({ app }) => app.close()))
      await runner.close()
      database.close()
    },
  }
}

/** The variables with which the unmodified SDKs find the cloud at an address. */
function sdkEnvironment(url: string): Record<string, string> {
  return {
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: `${url}/admin` }),
    TENCENTCLOUD_SECRETID: SECRET_ID,
    TENCENTCLOUD_SECRETKEY: SECRET_ID,
    SCF_NAMESPACE: ENVIRONMENT_ID,
    TCB_ENV: ENVIRONMENT_ID,
    // Spares every call a look-up of the metadata address.
    TENCENTCLOUD: 'true',
  }
}
