// What the platform gives a function, and what it makes of its answer, asked through a function that says so. Against a
// real environment it is only written down: see conformance-target.ts.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PROBE, PROBE_PATH } from './conformance-probe'
import { answer } from './conformance-record'
import { openTarget, type Target } from './conformance-target'

let target: Target

beforeAll(async () => {
  target = await openTarget()
}, 120_000)
afterAll(() => target.close())

const VARIABLES = [
  ...['SCF_NAMESPACE', 'TCB_CONTEXT_CNFG', 'TCB_ENV', 'TCB_SOURCE', 'TENCENTCLOUD'],
  ...['TENCENTCLOUD_SECRETID', 'TENCENTCLOUD_SECRETKEY', 'TZ', 'WX_API_TOKEN', 'WX_CONTEXT_KEYS'],
]
const node = process.versions.node.split('.')[0]
const common = {
  context: ['function_name', 'namespace', 'request_id'],
  ...{ node, minutesFromUtc: 0 },
}

type Question = [title: string, ask: () => Promise<unknown>, local: unknown]
const ask = (questions: Question[]) =>
  test.each(questions)('%s', (title, question, local) => answer(title, 'functions', question, local), 120_000)

describe('a call', () => {
  const call = async (data: object, name = PROBE) => {
    try {
      return ((await target.app.callFunction({ name, data })) as { result: unknown }).result
    } catch (error) {
      const { code, message } = error as { code: string; message: string }
      return { code, message: message.split('\n')[0] }
    }
  }
  ask([
    [
      'from a server, which claims to be somebody',
      () => call({ n: 1, userInfo: { openId: 'made-up' }, WX_OPENID: 'made-up' }),
      {
        ...common,
        event: { n: 1, userInfo: { openId: 'made-up' }, WX_OPENID: 'made-up' },
        identity: { ENV: 'local-env', SOURCE: 'wx_client,scf' },
        variables: VARIABLES,
      },
    ],
    [
      'of a function that throws',
      () => call({ ask: 'throw' }),
      { code: 'FUNCTIONS_EXECUTE_FAIL', message: expect.stringContaining('thrown by the probe') },
    ],
    [
      'of a function that is not there',
      () => call({}, 'nowhere'),
      { code: 'FUNCTION_NOT_FOUND', message: expect.any(String) },
    ],
  ])
})

describe('over HTTP', () => {
  const HEADERS = { 'x-forwarded-for': '1.2.3.4', 'x-wx-openid': 'made-up', 'x-own': 'kept' }
  const asked = async (path: string, init: RequestInit = {}) => {
    if (target.probe === null) return 'HTTP access has no domain'
    const response = await fetch(`${target.probe}${path}`, {
      ...init,
      headers: { ...HEADERS, ...init.headers },
    })
    const text = await response.text()
    try {
      return { status: response.status, body: JSON.parse(text) as Record<string, any> }
    } catch {
      return { status: response.status, body: text.slice(0, 200) }
    }
  }
  /** What of the event our functions rest on. */
  const shape = (reply: Awaited<ReturnType<typeof asked>>) => {
    if (typeof reply === 'string' || typeof reply.body === 'string') return reply
    const { event, identity } = reply.body
    const forwarded = String(event.headers['x-forwarded-for']).split(',')
    return {
      ...{ status: reply.status, keys: Object.keys(event).sort(), identity },
      ...{ path: event.path, method: event.httpMethod, query: event.queryStringParameters },
      ...{ body: event.body, isBase64Encoded: event.isBase64Encoded },
      forwarded: { first: forwarded[0], more: forwarded.length - 1 },
      headers: { own: event.headers['x-own'], openid: event.headers['x-wx-openid'] ?? null },
    }
  }
  const event = {
    status: 201,
    keys: [
      ...['body', 'headers', 'httpMethod', 'isBase64Encoded', 'path', 'queryStringParameters'],
      'requestContext',
    ],
    identity: { ENV: 'local-env', SOURCE: 'wx_http' },
    forwarded: { first: '1.2.3.4', more: 1 },
    headers: { own: 'kept', openid: 'made-up' },
  }
  ask([
    [
      'GET with a query, one name twice',
      async () => shape(await asked('/v1/a?since=1&b=x%20y&b=2')),
      {
        ...event,
        ...{ path: '/v1/a', method: 'GET', query: { since: '1', b: ['x y', '2'] } },
        ...{ body: '', isBase64Encoded: false },
      },
    ],
    [
      'POST of JSON, in Chinese',
      async () =>
        shape(
          await asked('/v1/b', {
            ...{ method: 'POST', body: '{"a":"桂"}' },
            headers: { 'content-type': 'application/json' },
          }),
        ),
      {
        ...event,
        ...{ path: '/v1/b', method: 'POST', query: {}, body: '{"a":"桂"}', isBase64Encoded: false },
      },
    ],
    [
      'POST of bytes that are no text',
      async () =>
        shape(
          await asked('/v1/c', {
            ...{ method: 'POST', body: new Uint8Array([0xb9, 0xf0]) },
            headers: { 'content-type': 'application/octet-stream' },
          }),
        ),
      { ...event, ...{ path: '/v1/c', method: 'POST', query: {}, body: 'ufA=', isBase64Encoded: true } },
    ],
    [
      'HEAD',
      async () => {
        const reply = await asked('/v1/d', { method: 'HEAD' })
        return typeof reply === 'string' ? reply : reply.status
      },
      201,
    ],
    ['a result without a status', () => asked('/plain'), { status: 200, body: { plain: true } }],
    [
      'a function that throws',
      async () => {
        const reply = await asked('/throw')
        return typeof reply === 'string' ? reply : reply.status
      },
      500,
    ],
  ])
})

describe('a timer', () => {
  const fired = async () => {
    await target.fire()
    const database = target.sdks[0]!.database
    const { data } = await database.collection('conformance_plain').doc('timer').get()
    const { event, identity, variables } = data
    return {
      event: { ...event, Time: typeof event.Time },
      identity,
      trigger: variables.includes('TRIGGER_SRC'),
    }
  }
  ask([
    [
      'brings who fired, and nobody’s identity',
      fired,
      {
        event: { Type: 'Timer', TriggerName: 'conformance', Time: 'string', Message: '' },
        identity: { ENV: 'local-env', SOURCE: 'wx_trigger' },
        trigger: true,
      },
    ],
  ])
})

test('the probe stands under the path that is asked', () => {
  expect(target.probe === null || target.probe.endsWith(PROBE_PATH)).toBe(true)
})
