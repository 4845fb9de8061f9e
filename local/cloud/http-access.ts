import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { goneSignal, RETRY_AFTER_SECONDS } from './client-gone'
import { FunctionError, isBusy } from './functions/errors'
import type { FunctionRunner } from './functions/runner'

/** Functions that are reached over HTTP, by the path under which: `{ '/gate': 'gate' }`. */
export type HttpAccess = Readonly<Record<string, string>>

type Answer = { statusCode?: unknown; headers?: unknown; body?: unknown; isBase64Encoded?: unknown }

/** What CloudBase takes: 100 KB as text, 6 MB else. */
const MAX_TEXT_BYTES = 100 * 1024
const MAX_BODY_BYTES = 6 * 1024 * 1024
const TEXT = /^(?:text\/|application\/(?:json|x-www-form-urlencoded|xml|javascript))/

/**
 * HTTP access to functions (云函数 HTTP 访问): the request comes as an event, without a WeChat user, and the answer is an
 * integration response. The path is the one below the function's own.
 */
export async function httpAccessRoutes(
  app: FastifyInstance,
  access: HttpAccess,
  runner: FunctionRunner,
): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: MAX_BODY_BYTES }, (_request, body, done) =>
    done(null, body),
  )
  for (const [path, name] of Object.entries(access))
    for (const route of [path, `${path}/*`])
      app.all(route, (request, reply) => call(name, path, request, reply))

  async function call(name: string, path: string, request: FastifyRequest, reply: FastifyReply) {
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const isText = body.length === 0 || TEXT.test(request.headers['content-type'] ?? '')
    if (isText && body.length > MAX_TEXT_BYTES)
      return reply
        .code(413)
        .send({ code: 'EXCEED_MAX_PAYLOAD_SIZE', message: 'the body is larger than 100 KB' })
    const event = {
      path: new URL(request.url, 'http://gate').pathname.slice(`${app.prefix}${path}`.length),
      httpMethod: request.method,
      headers: { ...request.headers, 'x-forwarded-for': forwardedFor(request) },
      queryStringParameters: request.query,
      requestContext: { requestId: request.id },
      body: body.toString(isText ? 'utf8' : 'base64'),
      isBase64Encoded: !isText,
    }
    try {
      const { result } = await runner.call({
        name,
        event,
        source: 'http',
        action: `${event.httpMethod} ${event.path}`,
        patience: { gone: goneSignal(reply) },
      })
      return send(reply, result ?? {})
    } catch (error) {
      if (!(error instanceof FunctionError)) throw error
      if (isBusy(error)) void reply.code(503).header('retry-after', RETRY_AFTER_SECONDS)
      else void reply.code(500)
      return reply.send({ code: error.code, message: error.errMsg })
    }
  }
}

/** As a gateway does it: who called it, after whatever the caller said by itself. */
const forwardedFor = ({ headers, ip }: FastifyRequest): string =>
  [headers['x-forwarded-for'] ?? [], ip].flat().join(', ')

/** A result without a status is sent as it is, as JSON. */
function send(reply: FastifyReply, answer: Answer) {
  const { statusCode, headers, body, isBase64Encoded } = answer
  if (typeof statusCode !== 'number') return reply.send(answer)
  void reply.code(statusCode).headers(headers ?? {})
  const text = typeof body === 'string' ? body : JSON.stringify(body ?? null)
  return reply.send(isBase64Encoded === true ? Buffer.from(text, 'base64') : text)
}
