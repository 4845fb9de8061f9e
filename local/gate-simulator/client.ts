import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import {
  gateApi,
  SIGNATURE_HEADERS,
  type EndpointInput,
  type EndpointName,
  type EndpointOutput,
} from '../../contract/gate'
import { signedText } from '../../contract/gate-signature'

/** The gate API as a device speaks it: each call signed anew, the clock set by the server's. */
export interface GateClientOptions {
  /** Where the function is mounted: http://127.0.0.1:8080/gate */
  url: string
  deviceId: string
  /** base64url, as the office was shown it. */
  secret: string
  /** The device's clock, epoch milliseconds; may be wrong. */
  clock?: () => number
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
      path: Object.keys(query).length === 0 ? path : `${path}?${new URLSearchParams(query).toString()}`,
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

  async send<E extends EndpointName>({ method, path, headers, body }: SignedCall): Promise<GateReply<E>> {
    const response = await fetch(this.options.url + path, {
      method,
      headers,
      ...(method === 'POST' ? { body } : {}),
    })
    const { serverTime, error, ...data } = (await response.json()) as {
      serverTime: number
      error?: { code: string; message: string; details: Record<string, unknown> }
    }
    this.clockOffset = serverTime - this.clock()
    const { status } = response
    if (error !== undefined) return { ok: false, status, ...error, serverTime }
    return { ok: true, status, data: data as EndpointOutput<E>, serverTime }
  }
}

const queryOf = (input: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(input)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, String(value)]),
  )
