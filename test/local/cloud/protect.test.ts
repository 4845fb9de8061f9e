import http from 'node:http'
import fastify from 'fastify'
import { describe, expect, onTestFinished, test } from 'vitest'
import { isTooDeep, MAX_JSON_DEPTH } from '../../../local/cloud/json-depth'
import { openCloud, WITH_SDK } from './functions/echo-functions'

type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: string }

/** A cloud whose function answers anything, with every route it has, and a way to ask with any header. */
async function open() {
  const source = `${WITH_SDK} exports.main = async (event) => event.deep
    ? JSON.parse('['.repeat(event.deep) + ']'.repeat(event.deep)) : { openid: cloud.getWXContext().OPENID }`
  const { cloud } = await openCloud(
    { api: { source }, gate: { source } },
    { identify: (phone) => ({ openid: `o_${phone}`, appid: 'wx' }), http: { '/gate': 'gate' } },
  )
  const app = fastify({ forceCloseConnections: true })
  const routes: { method: string; path: string }[] = []
  app.addHook('onRoute', ({ method, url }) => {
    for (const each of [method].flat()) routes.push({ method: each, path: url.replace(/:\w+|\*/g, 'x') })
  })
  await app.register(cloud.routes)
  const own = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  onTestFinished(() => app.close())
  const ask = ({ method = 'GET', path, headers = {}, body = '' }: Asked, port = own.port) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const length = { 'content-length': String(Buffer.byteLength(body)) }
      const all = { ...headers, ...length }
      const request = http.request({ host: '127.0.0.1', port, method, path, headers: all }, (response) => {
        // It may answer and hang up before it has read a body that it refuses.
        request.removeAllListeners('error').on('error', () => {})
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        response.on('end', () => resolve({ status: response.statusCode ?? 0, body: text }))
      })
      request.on('error', (error) => reject(new Error(`${method} ${path}: ${error.message}`))).end(body)
    })
  return { cloud, routes, own, ask }
}

const JSON_TYPE = { 'content-type': 'application/json', 'x-phone': 'p1' }

test('every route refuses another Host and another Origin, and serves its own', async () => {
  const { cloud, routes, own, ask } = await open()
  expect(routes.length).toBeGreaterThan(15)
  const { port } = own
  const foreign: Record<string, string>[] = [
    ...[
      'evil.example',
      `evil.example:${port}`,
      '127.0.0.1',
      'localhost',
      '127.0.0.1:1',
      `127.0.0.2:${port}`,
    ].map((host) => ({ host })),
    ...[
      'http://evil.example',
      'null',
      `https://127.0.0.1:${port}`,
      `http://127.0.0.1:1`,
      'http://localhost',
    ].map((origin) => ({ origin })),
  ]
  for (const { method, path } of routes) {
    for (const headers of foreign)
      expect(
        (await ask({ method, path, headers })).status,
        `${method} ${path} ${JSON.stringify(headers)}`,
      ).toBe(403)
    const served = await ask({ method, path, headers: { origin: own.origin } })
    expect(served.body, `${method} ${path}`).not.toContain('errMsg":"only')
  }
  for (const name of ['127.0.0.1', 'localhost', '[::1]', 'LOCALHOST']) {
    const headers = { ...JSON_TYPE, host: `${name}:${port}`, origin: `http://${name}:${port}` }
    const body = JSON.stringify({ name: 'api', data: {} })
    const answer = await ask({ method: 'POST', path: '/client/call', headers, body })
    expect(JSON.parse(answer.body), name).toMatchObject({ result: { openid: 'o_p1' } })
  }
  // The address that functions talk to, too.
  const inner = new URL(await cloud.listen()).port
  expect(
    (await ask({ method: 'POST', path: '/admin', headers: { host: 'evil.example' } }, inner)).status,
  ).toBe(403)
})

test('another secret at every start', async () => {
  const secrets = [(await open()).cloud, (await open()).cloud].map(
    (cloud) => cloud.sdkEnvironment('http://x').TENCENTCLOUD_SECRETID!,
  )
  expect(new Set(secrets).size).toBe(2)
  for (const secret of secrets) expect(secret).toMatch(/^local-[0-9a-f]{48}$/)
})

describe('nesting', () => {
  const cases: [string, string, boolean][] = [
    ['nothing', '', false],
    ['as deep as may be', '['.repeat(MAX_JSON_DEPTH) + ']'.repeat(MAX_JSON_DEPTH), false],
    ['one deeper', '['.repeat(MAX_JSON_DEPTH + 1), true],
    ['objects', '{"a":'.repeat(MAX_JSON_DEPTH + 1), true],
    ['many beside each other', '[[],'.repeat(50) + '{},'.repeat(900), false],
    ['brackets in a text', `["${'['.repeat(900)}"]`, false],
    ['quotation marks in a text', `["\\"${'['.repeat(900)}"]`, false],
    ['a text that ends with a backslash', `["\\\\",${'['.repeat(900)}`, true],
    ['a text without an end', `"${'['.repeat(900)}`, false],
  ]
  test.each(cases)('%s', (_title, json, wanted) => {
    expect(isTooDeep(json)).toBe(wanted)
  })
})

test('whatever is sent, no route breaks', async () => {
  const { cloud, routes, ask } = await open()
  const deep = '['.repeat(120_000)
  const closed = '['.repeat(20_000) + ']'.repeat(20_000)
  const bodies = [
    ...[
      deep,
      closed,
      '{"a":'.repeat(30_000),
      '{"data":'.repeat(50) + '1' + '}'.repeat(50),
      '',
      '{',
      'null',
      '[]',
      '7',
    ],
    ...[
      '"x"',
      '{"fileList":{}}',
      '{"fileList":[null]}',
      '{"choices":null}',
      '{"choices":["accept"]}',
      '{"name":{}}',
    ],
    ...[
      '{"name":"api","data":null}',
      '{"name":"api","data":[1]}',
      '{"__proto__":{"a":1}}',
      '{"constructor":{"prototype":1}}',
    ],
  ]
  const secret = cloud.sdkEnvironment('http://x').TENCENTCLOUD_SECRETID!
  const authorization = `TC3-HMAC-SHA256 Credential=${secret}/2030-01-01/tcb/tc3_request`
  for (const { method, path } of routes.filter(({ method }) => !['GET', 'HEAD', 'TRACE'].includes(method))) {
    for (const body of bodies) {
      const { status } = await ask({ method, path, headers: { ...JSON_TYPE, authorization }, body })
      expect(status, `${method} ${path} ${body.slice(0, 40)}`).toBeLessThan(500)
    }
  }
  const call = { method: 'POST', path: '/client/call', headers: JSON_TYPE }
  expect((await ask({ ...call, body: closed })).status).toBe(400)
  for (const type of ['multipart/form-data', 'multipart/form-data; boundary=x'])
    for (const path of ['/admin', '/client/upload']) {
      const headers = { ...JSON_TYPE, authorization, 'content-type': type }
      const { status } = await ask({ method: 'POST', path, headers, body: '--x\r\nbroken' })
      expect(status, `${path} ${type}`).toBe(400)
    }
})

test('what an SDK sends is refused with a code when it is nested too deep', async () => {
  const { cloud, ask } = await open()
  const secret = cloud.sdkEnvironment('http://x').TENCENTCLOUD_SECRETID!
  const authorization = `TC3-HMAC-SHA256 Credential=${secret}/2030-01-01/tcb/tc3_request`
  const send = async (request: object) => {
    const headers = { ...JSON_TYPE, authorization }
    return JSON.parse(
      (await ask({ method: 'POST', path: '/admin', headers, body: JSON.stringify(request) })).body,
    )
  }
  const deep = (levels: number) => `${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`
  const path = Array.from({ length: 5000 }, () => 'a').join('.')
  const add = { action: 'database.insertDocument', collectionName: 'rows' }
  expect(await send({ ...add, data: [deep(100)] })).toMatchObject({
    data: { insertedIds: [expect.any(String)] },
  })
  const refused: object[] = [
    { ...add, data: [deep(101)] },
    { ...add, data: [deep(50_000)] },
    { ...add, data: ['{'] },
    { action: 'database.getDocument', collectionName: 'rows', query: deep(50_000) },
    { action: 'database.getDocument', collectionName: 'rows', query: JSON.stringify({ [path]: 1 }) },
    {
      action: 'database.getDocument',
      collectionName: 'rows',
      query: '{}',
      projection: JSON.stringify({ [path]: 1 }),
    },
    {
      action: 'database.modifyDocument',
      collectionName: 'rows',
      query: '{}',
      data: JSON.stringify({ $set: { [path]: 1 } }),
    },
    {
      action: 'database.aggregateDocuments',
      collectionName: 'rows',
      stages: [{ stageKey: '$match', stageValue: deep(50_000) }],
    },
    { action: 'functions.invokeFunction', function_name: 'api', request_data: deep(50_000) },
  ]
  for (const request of refused)
    expect(await send(request), JSON.stringify(request).slice(0, 120)).toMatchObject({
      code: 'INVALID_PARAM',
    })
  const call = { action: 'functions.invokeFunction', function_name: 'api', request_data: '{"deep":1000}' }
  expect(await send(call)).toMatchObject({ code: 'FUNCTIONS_EXECUTE_FAIL' })
})
