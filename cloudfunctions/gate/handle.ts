import { GATE_ERRORS, gateApi, type EndpointName, type GateErrorCode } from '../../contract/gate/device-api'
import { openApiDocument } from '../../contract/gate/openapi'
import { isDomainError } from '../../miniprogram/domain/errors'
import { sentenceIn } from '../../miniprogram/locales/error-words'
import { errorSentences } from '../../miniprogram/locales/zh/errors'
import { ahead } from '../platform/ahead'
import { log, traceOf } from '../platform/log'
import { signerOf, type Signer } from './authenticate'
import { answerUnsigned } from './compat'
import { docsPage } from './docs-page'
import { deviceCaller } from '../dispatch/callers'
import { dispatch, type Definition } from '../dispatch/dispatch'
import type { DeviceCaller } from '../usecases/caller'
import { admit } from './admit'
import { endpoints, type Endpoint } from './endpoints'
import { faultHeaders, GateApiError } from './gate-api-error'
import { jsonReply, textReply, type HttpReply, type HttpRequest } from '../dispatch/http'
import { gateRequest } from './gate-request'

/** One HTTP call: path → who is it → parse → answer. Every answer tells the server's time. */
export async function handle(event: unknown, now: number, trace: string): Promise<HttpReply> {
  try {
    const request = gateRequest(event)
    const reply = await route(request, now)
    return request.method === 'HEAD' ? { ...reply, body: '' } : reply
  } catch (error) {
    return faultReply(gateErrorOf(error, trace), now)
  }
}

/** What a WeChat user is answered who calls this function by its name. */
export const refuseWeChat = (now: number): HttpReply => faultReply(new GateApiError('NO_SUCH_PATH'), now)

function faultReply({ code, message, details }: Answerable, now: number): HttpReply {
  const reply = jsonReply(GATE_ERRORS[code][0], { error: { code, message, details }, serverTime: now })
  return { ...reply, headers: { ...reply.headers, ...faultHeaders(code, details) } }
}

async function route(request: HttpRequest, now: number): Promise<HttpReply> {
  const { path } = request
  if (path === '/openapi.json' && takes(request, 'GET')) return jsonReply(200, openApiDocument())
  if (path === '/docs' && takes(request, 'GET')) return textReply('text/html', docsPage(openApiDocument()))
  const [, compat, kind = '', token = ''] = path.split('/')
  if (compat === 'compat' && takes(request, 'POST')) return answerUnsigned(kind, token, request, now)
  const name = endpointAt(request)
  const signer = await signerOf(request, now)
  return jsonReply(200, { ...(await answer(name, signer, request, now)), serverTime: now })
}

/** Whoever may get something may ask for its head alone (RFC 9110). Throws METHOD for all others. */
function takes({ method }: HttpRequest, taken: 'GET' | 'POST'): true {
  if (method === taken || (method === 'HEAD' && taken === 'GET')) return true
  throw new GateApiError('METHOD', { allow: taken === 'GET' ? 'GET, HEAD' : taken })
}

function endpointAt(request: HttpRequest): EndpointName {
  const names = Object.keys(gateApi) as EndpointName[]
  const name = names.find((each) => gateApi[each].path === request.path)
  if (name === undefined) throw new GateApiError('NO_SUCH_PATH')
  takes(request, gateApi[name].method)
  return name
}

/**
 * The event id is the key of what changes something; the others ask only. The nonce is used up beside what is read, before
 * anything is committed or answered.
 */
async function answer(
  name: EndpointName,
  signer: Signer,
  request: HttpRequest,
  now: number,
): Promise<object> {
  const { method, input, output } = gateApi[name]
  const { scope, run, heartbeat, polls = false } = endpoints[name] as Endpoint<EndpointName>
  const definition: Definition<DeviceCaller> = {
    ...{ action: name, input, output },
    run: run as Definition<DeviceCaller>['run'],
  }
  const given = method === 'GET' ? request.query : jsonOf(request.body)
  let admitted = Promise.resolve()
  try {
    const reply = await dispatch(definition, given, (content, parsed) => {
      const { eventId = '' } = parsed as { eventId?: string }
      const told = heartbeat?.(parsed as never, now) ?? null
      admitted = ahead(admit(signer, polls, told, now))
      const caller = deviceCaller(signer, scope, { action: name, requestId: eventId, content }, now)
      return { ...caller, beforeCommit: () => admitted.then(() => caller.beforeCommit()) }
    })
    await admitted
    return reply as object
  } catch (error) {
    // That it is a replay is said before all else.
    await admitted
    throw error
  }
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new GateApiError('BODY', { fields: [] })
  }
}

type Answerable = Pick<GateApiError, 'code' | 'message' | 'details'>

function gateErrorOf(error: unknown, trace: string): Answerable {
  if (error instanceof GateApiError) return error
  if (isDomainError(error)) {
    // Paths only: what was sent stays out of replies and logs.
    if (error.code === 'BAD_REQUEST') return new GateApiError('BODY', error.details)
    const known: Partial<Record<string, GateErrorCode>> = { BUSY: 'BUSY', NOT_ALLOWED: 'NOT_ALLOWED' }
    const code = known[error.code] ?? 'REFUSED'
    return {
      code,
      message: sentenceIn(errorSentences, error.code, error.details),
      details: { code: error.code },
    }
  }
  log('error', 'gate.failed', { trace, ...traceOf(error) })
  return { code: 'INTERNAL', message: GATE_ERRORS.INTERNAL[1], details: { trace } }
}
