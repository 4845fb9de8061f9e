import { randomUUID } from 'node:crypto'
import type { Input } from '../../contract'
import type { EndpointInput, EndpointName, EndpointOutput } from '../../contract/gate/device-api'
import { GateClient, type GateReply, type SignedCall } from '../../local/gate-simulator/client'
import type { Campus } from './campus'

/** A device that the office has registered, whose calls go to the handler in this process, at `campus.clock`. */
export class GateDevice {
  readonly client: GateClient

  constructor(
    private readonly campus: Campus,
    readonly id: string,
    readonly secret: string,
    /** Of hardware that can't sign. */
    readonly path: string | null,
  ) {
    this.client = new GateClient({ url: '', deviceId: id, secret, clock: () => campus.clock.now })
  }

  async ask<E extends EndpointName>(name: E, input: EndpointInput<E>): Promise<GateReply<E>> {
    return this.send<E>(this.client.sign(name, input))
  }

  /** What a call that has to succeed gives. */
  async get<E extends EndpointName>(name: E, input: EndpointInput<E>): Promise<EndpointOutput<E>> {
    const reply = await this.ask(name, input)
    if (!reply.ok) throw new Error(`${name}: ${reply.code} ${JSON.stringify(reply.details)}`)
    return reply.data
  }

  /** Shows a code at the device, once: each showing is an event of its own. */
  show(code: string, direction: 'in' | 'out' = 'in'): Promise<EndpointOutput<'verify'>> {
    return this.get('verify', { eventId: randomUUID(), direction, code })
  }

  /** A call as it travels, perhaps tampered with on the way. */
  async send<E extends EndpointName>(call: SignedCall): Promise<GateReply<E>> {
    const { status, body } = await post(this.campus, call)
    const { serverTime, error, ...data } = JSON.parse(body) as {
      serverTime: number
      error?: { code: string; message: string; details: Record<string, unknown> }
    }
    return error === undefined
      ? { ok: true, status, data: data as EndpointOutput<E>, serverTime }
      : { ok: false, status, ...error, serverTime }
  }
}

/** One HTTP request to the `gate` function's handler, as HTTP access hands it over. */
export async function post(campus: Campus, call: SignedCall): Promise<{ status: number; body: string }> {
  const { handle } = await import('../../cloudfunctions/gate/handle')
  const url = new URL(call.path, 'http://gate')
  const event = {
    path: url.pathname,
    httpMethod: call.method,
    headers: call.headers,
    queryStringParameters: Object.fromEntries(url.searchParams),
    body: call.body,
    isBase64Encoded: false,
  }
  const { statusCode, body } = await handle(event, campus.clock.now, 'trace')
  return { status: statusCode, body }
}

let devices = 0

/** The office registers a device at the gate. */
export async function deviceAt(
  campus: Campus,
  gateId: string,
  traits: Partial<Input<'device.save'>> = {},
): Promise<GateDevice> {
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  // no name that test/functions/valid-calls.ts gives
  const deviceId = `gate-device-${++devices}`
  const { secret, path } = await office.get('device.save', {
    deviceId,
    name: `闸机${devices}`,
    gateId,
    kind: 'controller',
    direction: 'both',
    mayOverride: false,
    unsigned: false,
    addresses: [],
    renewSecret: false,
    ...traits,
  })
  return new GateDevice(campus, deviceId, secret ?? '', path)
}
