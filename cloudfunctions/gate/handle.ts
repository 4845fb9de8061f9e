import { GATE_ERRORS, gateApi, type EndpointName, type GateErrorCode } from '../../contract/gate'
import { openApiDocument } from '../../contract/gate/openapi'
import { isDomainError } from '../../miniprogram/domain/errors'
import { sentenceIn } from '../../miniprogram/locales/error-words'
import { errorSentences } from '../../miniprogram/locales/zh/errors'
import { log, traceOf } from '../platform/log'
import { signerOf, type Signer } from './authenticate'
import { answerUnsigned } from './compat'
import { docsPage } from './docs-page'
import { deviceCaller } from '../dispatch/callers'
import { dispatch, type Definition } from '../dispatch/dispatch'
import type { DeviceCaller } from '../usecases/caller'
import { endpoints } from './endpoints'
import { GateApiError } from './gate-api-error'
import { jsonReply, requestOf, textReply, type HttpReply, type HttpRequest } from './http'

/** One HTTP call: path → who is it → parse → answer. Every answer tells the server's time. */
export async function handle(event: unknown, now: number, trace: string): Promise<HttpReply> {
  try {
    return await route(requestOf(event), now)
  } catch (error) {
    const { code, message, details } = gateErrorOf(error, trace)
    return jsonReply(GATE_ERRORS[code][0], { error: { code, message, details }, serverTime: now })
  }
}

/** What a WeChat user is answered who calls this function by its name. */
export function refuseWeChat(now: number): HttpReply {
  const { code, message, details } = new GateApiError('NO_SUCH_PATH')
  return jsonReply(GATE_ERRORS[code][0], { error: { code, message, details }, serverTime: now })
}

async function route(request: HttpRequest, now: number): Promise<HttpReply> {
  const { method, path } = request
  if (method === 'GET' && path === '/openapi.json') return jsonReply(200, openApiDocument())
  if (method === 'GET' && path === '/docs') return textReply('text/html', docsPage(openApiDocument()))
  const [, compat, kind = '', token = ''] = path.split('/')
  if (method === 'POST' && compat === 'compat') return answerUnsigned(kind, token, request, now)
  const name = endpointAt(method, path)
  const signer = await signerOf(request, now)
  return jsonReply(200, { ...(await answer(name, signer, request, now)), serverTime: now })
}

function endpointAt(method: string, path: string): EndpointName {
  const names = Object.keys(gateApi) as EndpointName[]
  const name = names.find((each) => gateApi[each].method === method && gateApi[each].path === path)
  if (name === undefined) throw new GateApiError('NO_SUCH_PATH')
  return name
}

/** The event id is the key of what changes something; the others ask only. */
async function answer(
  name: EndpointName,
  signer: Signer,
  request: HttpRequest,
  now: number,
): Promise<object> {
  const { method, input, output } = gateApi[name]
  const { scope, run } = endpoints[name]
  const definition: Definition<DeviceCaller> = {
    ...{ action: name, input, output },
    run: run as Definition<DeviceCaller>['run'],
  }
  const given = method === 'GET' ? request.query : jsonOf(request.body)
  const reply = await dispatch(definition, given, (content, parsed) => {
    const { eventId = '' } = parsed as { eventId?: string }
    return deviceCaller(signer, scope, { action: name, requestId: eventId, content }, now)
  })
  return reply as object
}

function jsonOf(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new GateApiError('BODY', { fields: [] })
  }
}

function gateErrorOf(
  error: unknown,
  trace: string,
): { code: GateErrorCode; message: string; details: object } {
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
