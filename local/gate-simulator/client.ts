import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import {
  gateApi,
  SIGNATURE_HEADERS,
  type EndpointInput,
  type EndpointName,
  type EndpointOutput,
} from '../../contract/gate/device-api'
import { pathWithQuery, signedText } from '../../contract/gate/signature'

/** The gate API as a device speaks it: each call signed anew, the clock set by the server's. */
export interface GateClientOptions {
  /** Where the function is mounted: http://127.0.0.1:8080/gate */
  url: string
  deviceId: string
  /** base64url, as the office was shown it. */
  secret: string
  /** The device's clock, epoch milliseconds; may be wrong. */
  clock?: () => number
  /** Hears of every call that was sent, answered or not. */
  exchanged?: (exchange: Exchange) => void
}

export type GateReply<E extends EndpointName> =
  | { ok: true; status: number; data: EndpointOutput<E>; serverTime: number }
  | {
      ok: false
      status: number
      code: string
      message: string
      details: Record<string, unknown>
      serverTime: number
    }

/** A call as it goes over the wire. */
export interface SignedCall {
  method: 'GET' | 'POST'
  path: string
  headers: Record<string, string>
  body: string
}

/** A call and its answer, both as they went over the wire. */
export interface Exchange {
  call: SignedCall
  /** Null: no answer came, and `answer` says why. */
  status: number | null
  answer: string
  /** When it was sent, epoch milliseconds. */
  at: number
  ms: number
}

export class GateClient {
  /** What the server's clock was ahead at its last answer. */
  clockOffset = 0
  private readonly key: Buffer
  private readonly clock: () => number

  constructor(private readonly options: GateClientOptions) {
    this.key = Buffer.from(options.secret, 'base64url')
    this.clock = options.clock ?? Date.now
  }

  /** One call. After CLOCK_SKEW it is made once more, by the server's time. */
  async call<E extends EndpointName>(name: E, input: EndpointInput<E>): Promise<GateReply<E>> {
    const reply = await this.send<E>(this.sign(name, input))
    if (reply.ok || reply.code !== 'CLOCK_SKEW') return reply
    return this.send<E>(this.sign(name, input))
  }

  /** Shows something at the gate; the event id of a retry has to be that of the first try. */
  verify(shown: Omit<EndpointInput<'verify'>, 'eventId'>, eventId: string = randomUUID()) {
    return this.call('verify', { eventId, ...shown })
  }

  sign<E extends EndpointName>(name: E, input: EndpointInput<E>): SignedCall {
    const { method, path } = gateApi[name]
    const query = method === 'GET' ? queryOf(input) : {}
    const body = method === 'POST' ? JSON.stringify(input) : ''
    const timestamp = String(this.clock() + this.clockOffset)
    const nonce = randomBytes(15).toString('base64url')
    const bodySha256 = createHash('sha256').update(body).digest('hex')
    const signature = createHmac('sha256', this.key)
      .update(signedText({ method, path, query, timestamp, nonce, bodySha256 }))
      .digest('hex')
    return {
      method,
      path: pathWithQuery(path, query),
      headers: {
        ...(method === 'POST' ? { 'content-type': 'application/json' } : {}),
        [SIGNATURE_HEADERS.device]: this.options.deviceId,
        [SIGNATURE_HEADERS.timestamp]: timestamp,
        [SIGNATURE_HEADERS.nonce]: nonce,
        [SIGNATURE_HEADERS.signature]: signature,
      },
      body,
    }
  }

  /** Throws when no answer comes. */
  async send<E extends EndpointName>(call: SignedCall): Promise<GateReply<E>> {
    const { status, answer } = await this.transfer(call)
    const { serverTime, error, ...data } = answerIn(answer)
    const time = typeof serverTime === 'number' && Number.isFinite(serverTime) ? serverTime : null
    if (time !== null) this.clockOffset = time - this.clock()
    // Whatever stands between may answer too, in a form of its own: nothing but a 200 of the function's own is an answer.
    if (status === 200 && time !== null && error === undefined)
      return { ok: true, status, data: data as EndpointOutput<E>, serverTime: time }
    const { code = `HTTP_${status}`, message = '', details = {} } = error ?? {}
    return { ok: false, status, code, message, details, serverTime: time ?? this.clock() + this.clockOffset }
  }

  private async transfer(call: SignedCall): Promise<{ status: number; answer: string }> {
    const { method, path, headers, body } = call
    const [at, started] = [Date.now(), performance.now()]
    const tell = (status: number | null, answer: string): void =>
      this.options.exchanged?.({ call, status, answer, at, ms: performance.now() - started })
    try {
      const sent = method === 'POST' ? { method, headers, body } : { method, headers }
      const response = await fetch(this.options.url + path, sent)
      const answer = await response.text()
      tell(response.status, answer)
      return { status: response.status, answer }
    } catch (error) {
      tell(null, (error as Error).message)
      throw error
    }
  }
}

const queryOf = (input: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )

interface Answer {
  serverTime?: unknown
  error?: { code?: string; message?: string; details?: Record<string, unknown> }
}

/** What an answer says, as far as it is an object of JSON. */
function answerIn(text: string): Answer {
  try {
    const answer: unknown = JSON.parse(text)
    return typeof answer === 'object' && answer !== null ? answer : {}
  } catch {
    return {}
  }
}
