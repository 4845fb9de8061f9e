import { createHash, createHmac, randomBytes } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { SIGNATURE_HEADERS } from '../../contract/gate/device-api'
import { GateClient } from '../../local/gate-simulator/client'
import type { HttpReply } from '../../cloudfunctions/dispatch/http'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from '../functions/campus'
import { deviceAt, type GateDevice } from '../functions/gates'

/** Hardware that signs by the document alone, and what travels otherwise than it was signed (spec 5.1). */
let campus: Campus
let device: GateDevice
beforeAll(async () => {
  campus = await openCampus()
  campus.clock.now = NOW
  device = await deviceAt(campus, 'yanshan-east')
})
afterAll(() => campus.close())

interface Sent {
  method?: string
  path?: string
  query?: Record<string, unknown>
  headers?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

async function arrive({
  method = 'GET',
  path = '/v1/snapshot',
  query = {},
  ...sent
}: Sent): Promise<HttpReply> {
  const { handle } = await import('../../cloudfunctions/gate/handle')
  return handle(
    { path, httpMethod: method, queryStringParameters: query, isBase64Encoded: false, ...sent },
    campus.clock.now,
    'trace',
  )
}

/** Signs the second line as it is given, as a vendor’s own code would. */
function signs(method: string, line: string, body = ''): Record<string, string> {
  const [timestamp, nonce] = [String(campus.clock.now), randomBytes(12).toString('hex')]
  const hash = createHash('sha256').update(body).digest('hex')
  const text = [method, line, timestamp, nonce, hash].join('\n')
  const key = Buffer.from(device.secret, 'base64url')
  return {
    [SIGNATURE_HEADERS.device]: device.id,
    [SIGNATURE_HEADERS.timestamp]: timestamp,
    [SIGNATURE_HEADERS.nonce]: nonce,
    [SIGNATURE_HEADERS.signature]: createHmac('sha256', key).update(text).digest('hex'),
  }
}
const faultOf = ({ body }: HttpReply) =>
  (JSON.parse(body) as { error?: { code: string; message: string; details: Record<string, unknown> } }).error

describe('a query is signed as RFC 3986 encodes it', () => {
  const cursor = "a:b c+d'e"
  const right = '/v1/snapshot?cursor=a%3Ab%20c%2Bd%27e'
  test.each([
    ['a colon as it is', '/v1/snapshot?cursor=a:b%20c%2Bd%27e'],
    ['small hex digits', '/v1/snapshot?cursor=a%3ab%20c%2bd%27e'],
    ['+ for a blank', '/v1/snapshot?cursor=a%3Ab+c%2Bd%27e'],
    ['an apostrophe as it is', "/v1/snapshot?cursor=a%3Ab%20c%2Bd'e"],
    ['no query', '/v1/snapshot'],
  ])('%s: 401, which tells what the server signed', async (_, line) => {
    const reply = await arrive({ query: { cursor }, headers: signs('GET', line) })
    expect(reply.statusCode).toBe(401)
    expect(reply.headers['www-authenticate']).toContain('Gate-HMAC-SHA256')
    const { code, message, details } = faultOf(reply) ?? { code: '', message: '', details: {} }
    expect(code).toBe('SIGNATURE')
    expect(message).toContain('details.signedText')
    expect(String(details.signedText).split('\n').slice(0, 2)).toEqual(['GET', right])
  })

  it('so it is taken, in whatever order the fields came', async () => {
    const line = '/v1/snapshot?cursor=AAA&since=1'
    const reply = await arrive({ query: { since: '1', cursor: 'AAA' }, headers: signs('GET', line) })
    // The cursor is nobody’s; the signature was right.
    expect(faultOf(reply)?.code).toBe('BODY')
  })
})

describe('a version is digits alone', () => {
  test.each(['0x10', '', '1e3', ' 17', '+17', '-1', '1.5', 'NaN', '1'.repeat(16)])(
    '%j: BODY',
    async (since) => {
      const line = `/v1/snapshot?since=${encodeURIComponent(since)}`
      const fault = faultOf(await arrive({ query: { since }, headers: signs('GET', line) }))
      expect(fault).toMatchObject({ code: 'BODY', details: { fields: ['since'] } })
    },
  )
  test.each(['0', '17', String(NOW)])('%s: answered', async (since) => {
    const line = `/v1/snapshot?since=${since}`
    expect((await arrive({ query: { since }, headers: signs('GET', line) })).statusCode).toBe(200)
  })
})

it('a name that comes twice is refused, not picked from', async () => {
  const reply = await arrive({
    query: { since: ['1', '2'] },
    headers: signs('GET', '/v1/snapshot?since=1'),
  })
  expect(faultOf(reply)).toMatchObject({ code: 'BODY', details: { fields: ['since'] } })
})

describe('the head of what may be got', () => {
  test.each(['/openapi.json', '/docs'])('%s', async (path) => {
    const [got, head] = [await arrive({ path }), await arrive({ path, method: 'HEAD' })]
    expect([head.statusCode, head.headers, head.body]).toEqual([200, got.headers, ''])
  })
  it('signed as what it is', async () => {
    const headers = signs('HEAD', '/v1/keys')
    expect(await arrive({ path: '/v1/keys', method: 'HEAD', headers })).toMatchObject({
      statusCode: 200,
      body: '',
    })
  })
  test.each([
    ['DELETE', '/v1/keys', 'GET, HEAD'],
    ['GET', '/v1/verify', 'POST'],
    ['HEAD', '/v1/verify', 'POST'],
    ['POST', '/docs', 'GET, HEAD'],
    ['GET', '/compat/qr/token', 'POST'],
  ])('%s %s: 405, and which it takes', async (method, path, allow) => {
    const reply = await arrive({ method, path })
    expect([reply.statusCode, reply.headers.allow, faultOf(reply)?.code]).toEqual([405, allow, 'METHOD'])
  })
})

describe('a body that isn’t plain UTF-8 is said to be so, and nothing of it is kept', () => {
  const alarm = (license: string) =>
    JSON.stringify({ AlarmInfoPlate: { result: { PlateResult: { license, plateid: 1 } } } })
  test.each<[string, Sent]>([
    ['GBK read as UTF-8', { body: alarm('\ufffd\ufffdC12345') }],
    ['GBK bytes', { body: Buffer.from([0x22, 0xb9, 0xf0, 0x22]).toString('base64'), isBase64Encoded: true }],
    ['named GBK', { body: alarm('桂C12345'), headers: { 'content-type': 'application/json; charset=GBK' } }],
    ['gzip', { body: 'H4sI', isBase64Encoded: true, headers: { 'Content-Encoding': 'gzip' } }],
  ])('%s', async (_, sent) => {
    for (const path of ['/v1/verify', '/compat/plate/token']) {
      const reply = await arrive({ method: 'POST', path, ...sent })
      expect([reply.statusCode, faultOf(reply)?.code]).toEqual([415, 'ENCODING'])
    }
  })
})

describe('our own client trusts only a 200 of the function’s own', () => {
  const answered = async (status: number, body: string) => {
    const client = new GateClient({ url: 'http://gate', deviceId: 'd', secret: 'A', clock: () => 1000 })
    const real = globalThis.fetch
    globalThis.fetch = () => Promise.resolve(new Response(body, { status }))
    try {
      return [await client.call('keys', {}), client.clockOffset] as const
    } finally {
      globalThis.fetch = real
    }
  }
  test.each([
    [413, '{"code":"EXCEED_MAX_PAYLOAD_SIZE","message":"too large"}'],
    [502, '<html>Bad gateway</html>'],
    [200, '<html>Log in</html>'],
    [200, '{"keys":[]}'],
    [200, '{"keys":[],"serverTime":"soon"}'],
    [500, '{"keys":[],"serverTime":5000}'],
    [200, 'null'],
  ])('%i %s: no answer, and no time but a number', async (status, body) => {
    const [reply, offset] = await answered(status, body)
    expect(reply).toMatchObject({ ok: false, status, code: `HTTP_${status}` })
    expect(offset).toBe(body.includes('5000') ? 4000 : 0)
  })
  it('its answer is taken, with its time', async () => {
    expect(await answered(200, '{"keys":[],"serverTime":5000}')).toMatchObject([{ ok: true }, 4000])
  })
})
