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
import type { WaitingLimits } from './functions/waiting-line'
import { httpAccessRoutes, type HttpAccess } from './http-access'
import { Consents } from './openapi/consents'
import { openApiEndpoint } from './openapi/endpoint'
import { miniProgramCode } from './openapi/mini-program-code'
import { refusedCall } from './openapi/permission'
import { Notices } from './openapi/notices'
import { PhoneCodes } from './openapi/phone-codes'
import { subscribeMessageSend, subscribeMessageTemplates } from './openapi/subscribe-message'
import { protect } from './protect'
import { ENVIRONMENT_ID, newSecret, sdkEnvironment } from './sdk-environment'
import { addressOf, listenOnLoopback } from './server'
import { fileRoutes } from './storage/file-routes'
import { FileStore } from './storage/file-store'
import { SignedUrls } from './storage/signed-url'
import { Timers } from './timers/timers'
import { adminRoute } from './wire/admin'
import { databaseActions } from './wire/database-actions'
import { functionActions } from './wire/function-actions'
import { storageActions } from './wire/storage-actions'

export type { Indexes } from './database/indexes'

export type { Caller } from './functions/call-environment'
export type { FunctionCall } from './functions/call-log'
export type { Notice } from './openapi/notices'

export { protect } from './protect'
export { serverOptions } from './server'

export type LocalCloudOptions = {
  /** Where everything durable is kept. */
  dir: string
  /** Built functions: `<name>/index.js` and `<name>/config.json`. */
  functionsDir: string
  /** Every collection with its indexes (`cloudfunctions/indexes.json`). */
  indexes: Indexes
  /** Variables given to every function (keys and such). */
  environment: Record<string, string>
  /** Functions reached over HTTP, without a WeChat user, and the paths they are reached under. */
  http?: HttpAccess
  /** Most instances of one function at a time. */
  workers?: number
  /** How many calls from phones and over HTTP may wait for one function, and how long one of them. */
  waiting?: WaitingLimits
  /** Who holds which phone; without it no phone may call. */
  identify?: Identify
  /** Subscribe message templates with their fields (`{ id: ['thing1', 'time2'] }`); without it any id is taken. */
  templates?: Record<string, readonly string[]>
  /** Whether an openid is anybody's (else 40003); without it every one is. */
  knows?: (openid: string) => boolean
  /** Whether timer triggers fire by themselves; yes unless said otherwise. */
  timers?: boolean
  /** Whether an instance of each function starts ahead of its first call; yes unless said otherwise. */
  warm?: boolean
  log?: (line: string) => void
}

export type LocalCloud = Awaited<ReturnType<typeof openLocalCloud>>

const DEFAULT_WORKERS = 4
const DEFAULT_WAITING: WaitingLimits = { calls: 500, ms: 3000 }

/**
 * Opens a CloudBase environment on this machine: database, files, functions, timers, messages. The unmodified
 * SDKs find it through the variables of `sdkEnvironment`; functions are given them.
 */
export async function openLocalCloud(options: LocalCloudOptions) {
  const { dir, functionsDir, indexes, environment, workers = DEFAULT_WORKERS, timers = true } = options
  const { http = {} } = options
  const { log = () => {}, identify = () => null, templates, knows } = options
  mkdirSync(dir, { recursive: true })
  // Cloud functions live in UTC, and a thread can't have a time zone of its own.
  process.env.TZ = 'UTC'

  const secret = newSecret()
  const sdkVariables = (url: string) => sdkEnvironment(url, secret)
  const database = new CloudDatabase(join(dir, 'cloud.sqlite'), indexes)
  const { connection, queue } = database
  const files = new FileStore(join(dir, 'files'), ENVIRONMENT_ID, connection, queue)
  const urls = new SignedUrls()
  const consents = new Consents(connection, queue)
  const notices = new Notices(connection)
  const phoneCodes = new PhoneCodes()
  const calls = new CallLog()
  const folder = new FunctionFolder(functionsDir)
  const runner = new FunctionRunner({
    folder,
    environment: () => ({ ...environment, ...sdkVariables(own.url), TZ: 'UTC' }),
    environmentId: ENVIRONMENT_ID,
    workers,
    waiting: options.waiting ?? DEFAULT_WAITING,
    calls,
    log,
  })
  const clock = new Timers(folder, runner, log)

  const refusedOpenApi: string[] = []
  const openApi = openApiEndpoint({
    operations: {
      'subscribeMessage.send': subscribeMessageSend({ queue, consents, notices, templates, knows }),
      'subscribeMessage.getTemplateList': subscribeMessageTemplates(templates),
      'wxacode.getUnlimited': miniProgramCode,
      'phonenumber.getPhoneNumber': phoneCodes.resolve,
    },
    refused(apiName, token) {
      const reason = refusedCall({ runner, folder }, apiName, token)
      if (reason !== null) refusedOpenApi.push(reason)
      return reason
    },
    log,
  })
  const actions = {
    ...databaseActions(database),
    ...functionActions(runner),
    ...storageActions(files, urls, () => publicUrl),
  }

  const routes: FastifyPluginAsync = async (app: FastifyInstance) => {
    protect(app)
    const baseUrl = (host: string) => `http://${host}${app.prefix}`
    // Browsers open what functions hand out: it should lead to the server they know.
    app.addHook('onListen', async () => void (publicUrl = addressOf(app)))
    app.addContentTypeParser('multipart/form-data', { parseAs: 'buffer' }, (_request, body, done) =>
      done(null, body),
    )
    adminRoute(app, { actions, openApi, secret, baseUrl, log })
    fileRoutes(app, files, urls)
    await app.register((scope) => httpAccessRoutes(scope, http, runner))
    clientRoutes(app, { identify, runner, files, urls, consents, baseUrl })
  }

  let publicUrl = ''
  // Functions talk to this one, whatever other server the routes are mounted on.
  const own = await listenOnLoopback(routes, 0)
  const servers = [own]
  if (options.warm ?? true) await runner.warm()
  if (timers) clock.start()

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
    /** Fires a timer trigger by its name, whatever its time. */
    fireTimer: (triggerName: string) => clock.fire(triggerName),
    /** Every subscribe message taken for delivery. */
    notices: { list: (openid?: string) => notices.list(openid), subscribe: notices.subscribe },
    /** Calls of WeChat's server API that a function made without its permission, in words. */
    refusedOpenApi: refusedOpenApi as readonly string[],
    /** How many messages each user still takes, by template. */
    consent: consents,
    /** What `getPhoneNumber` hands to a page for this number: a code for one use. */
    phoneCode: phoneCodes.issue,
    /** The last function calls, and those to come. */
    calls,
    /** How many documents all collections hold. */
    documents: () => Object.keys(indexes).reduce((sum, name) => sum + database.count(name, {}), 0),
    /** The last queries with the index that served each; `slow` has those that none served. */
    queries: database.queries,
    slowQueries: database.queries.slow,
    /** The variables that lead SDKs to the cloud at one of its addresses, with the secret of this start. */
    sdkEnvironment: sdkVariables,
    async close(): Promise<void> {
      clock.stop()
      await Promise.all(servers.map(({ app }) => app.close()))
      await runner.close()
      database.close()
    },
  }
}
