import { randomUUID, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { readForm } from './form'
import type { Actions, Origin } from './actions'

/** Answers the openapi calls, which come as a form and go as protobuf; `token`: of the invocation that makes the call. */
type OpenApiEndpoint = (apiName: string, requestData: Buffer, token: string) => Promise<Buffer>

export type AdminOptions = {
  actions: Actions<never>
  openApi: OpenApiEndpoint
  /** The key id SDKs sign with; another one is refused. */
  secret: string
  baseUrl: (host: string) => string
  log: (line: string) => void
}

type AdminBody = { action?: string; wxCloudApiToken?: string }

/**
 * `POST /admin`: the one address the server SDKs talk to. Web pages can't reach it: the signature header that
 * every SDK sends makes a browser ask first, and that question stays unanswered.
 */
export function adminRoute(app: FastifyInstance, options: AdminOptions): void {
  app.post('/admin', { bodyLimit: 20 * 1024 * 1024 }, async (request, reply) => {
    const requestId = randomUUID()
    if (!isSigned(request.headers.authorization, options.secret))
      return {
        code: 'SIGN_PARAM_INVALID',
        message: 'the request is not signed with this cloud’s key',
        requestId,
      }
    if (Buffer.isBuffer(request.body)) {
      const { fields } = await readForm(request.headers['content-type'] ?? '', request.body)
      const { apiName, requestData = Buffer.alloc(0), wxCloudApiToken = '' } = fields
      const answer = await options.openApi(String(apiName), requestData, String(wxCloudApiToken))
      return reply.type('application/octet-stream').send(answer)
    }
    const body = (request.body ?? {}) as AdminBody
    const origin = {
      baseUrl: options.baseUrl(request.headers.host ?? ''),
      invocationToken: body.wxCloudApiToken,
    }
    return { ...(await answerTo(body, origin, options)), requestId }
  })
}

/** Whether the key id is this start's secret; the rest of the signature adds nothing to that on one machine. */
function isSigned(authorization: string | undefined, secret: string): boolean {
  const given = Buffer.from(/\bCredential=([^/]*)\//.exec(authorization ?? '')?.[1] ?? '')
  const wanted = Buffer.from(secret)
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}

async function answerTo(body: AdminBody, origin: Origin, { actions, log }: AdminOptions) {
  const name = String(body.action)
  try {
    const action = Object.hasOwn(actions, name) ? actions[name] : undefined
    if (!action) return { code: 'INVALID_PARAM', message: `unsupported action: ${name}` }
    return await action(body as never, origin)
  } catch (error) {
    const { code, message } = error as { code?: unknown; message?: string }
    if (typeof code === 'string') return { code, message }
    log(`${name} failed: ${error instanceof Error ? error.stack : String(error)}`)
    return { code: 'SYS_ERR', message: String(message) }
  }
}
