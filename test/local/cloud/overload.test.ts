import http from 'node:http'
import { expect, onTestFinished, test } from 'vitest'
import { WaitingLine } from '../../../local/cloud/functions/waiting-line'
import { openCloud } from './functions/echo-functions'

/** Counts how often it has run; a body that says so holds the only instance for some time. */
const source = `let ran = 0
exports.main = async (event) => {
  const { hold = 0 } = JSON.parse(event.body || '{}')
  ran++
  if (hold > 0) await new Promise((resolve) => setTimeout(resolve, hold))
  return { ran }
}`

async function open(waiting: { calls: number; ms: number }) {
  const lines: string[] = []
  const { cloud } = await openCloud(
    { gate: { source, config: { timeout: 30 } } },
    {
      workers: 1,
      waiting,
      http: { '/gate': 'gate' },
      identify: () => ({ openid: 'o', appid: 'wx' }),
      log: (line) => lines.push(line),
    },
  )
  const url = await cloud.listen()
  const agent = new http.Agent({ maxSockets: Infinity })
  onTestFinished(() => agent.destroy())
  /** A call, which its client can give up. */
  const begin = (body: object = {}) => {
    const request = http.request(`${url}/gate/x`, { method: 'POST', agent })
    const answer = new Promise<{ status: number; retryAfter?: string; body: any } | null>((resolve) => {
      request.on('error', () => resolve(null))
      request.on('response', (response) => {
        let text = ''
        response.on('data', (chunk: Buffer) => (text += chunk.toString()))
        const { statusCode: status = 0, headers } = response
        const retryAfter = headers['retry-after']
        response.on('end', () => resolve({ status, retryAfter, body: JSON.parse(text) }))
      })
    })
    request.setHeader('content-type', 'application/json')
    request.end(JSON.stringify(body))
    return { answer, giveUp: () => request.destroy() }
  }
  const call = (body?: object) => begin(body).answer
  return { cloud, begin, call, lines, url }
}

test('more than may wait are sent away at once, with when to come again', async () => {
  const { call, lines } = await open({ calls: 3, ms: 60_000 })
  const held = call({ hold: 1500 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const answers = await Promise.all(Array.from({ length: 20 }, () => call()))
  const busy = answers.filter((answer) => answer?.status === 503)
  expect(busy).toHaveLength(17)
  for (const answer of busy)
    expect(answer).toMatchObject({ retryAfter: '1', body: { code: 'EXCEED_CONCURRENT_REQUEST_LIMIT' } })
  expect((await held)?.body).toEqual({ ran: 1 })
  expect((await call())?.body).toEqual({ ran: 5 })
  // A line of log at the beginning of it and one at its end.
  expect(lines.filter((line) => /overloaded/.test(line))).toHaveLength(2)
})

test('what waits too long is sent away, and the function is free for the next call at once', async () => {
  const { call } = await open({ calls: 100, ms: 100 })
  const held = call({ hold: 1500 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const answers = await Promise.all(Array.from({ length: 20 }, () => call()))
  expect(answers.map((answer) => answer?.status)).toEqual(Array(20).fill(503))
  expect((await held)?.body).toEqual({ ran: 1 })
  expect((await call())?.body).toEqual({ ran: 2 })
})

test('a call whose client has gone is never run', async () => {
  const { begin, call } = await open({ calls: 500, ms: 60_000 })
  const held = call({ hold: 1500 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const waiting = Array.from({ length: 200 }, () => begin())
  await new Promise((resolve) => setTimeout(resolve, 500))
  for (const { giveUp } of waiting) giveUp()
  expect(await Promise.all(waiting.map(({ answer }) => answer))).toEqual(Array(200).fill(null))
  expect((await held)?.body).toEqual({ ran: 1 })
  expect((await call())?.body).toEqual({ ran: 2 })
})

test('a phone is told so too; a call without a client on a connection waits as long as it takes', async () => {
  const { cloud, call, url } = await open({ calls: 0, ms: 1 })
  const held = call({ hold: 1500 })
  await new Promise((resolve) => setTimeout(resolve, 200))
  const patient = cloud.invoke('gate', {})
  const headers = { 'content-type': 'application/json', 'x-phone': 'p1' }
  const body = JSON.stringify({ name: 'gate', data: {} })
  const refused = await fetch(`${url}/client/call`, { method: 'POST', headers, body })
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '1'])
  expect(await refused.json()).toMatchObject({ errCode: -501004 })
  await held
  expect(await patient).toMatchObject({ result: { ran: 2 } })
})

test('the line serves in order, and nobody who has left it', async () => {
  const line = new WaitingLine<number>({ calls: 3, ms: 50 })
  const [first, second] = [new AbortController(), new AbortController()]
  const outcome = (joined: Promise<number>) => joined.catch((error: { code: string }) => error.code)
  const joined = [
    outcome(line.join({ gone: first.signal })),
    outcome(line.join(undefined)),
    outcome(line.join({ gone: second.signal })),
    outcome(line.join({ gone: second.signal })),
  ]
  first.abort()
  expect(line.length).toBe(2)
  line.next()?.(7)
  expect(await Promise.all(joined)).toEqual([
    'CLIENT_GONE',
    7,
    'EXCEED_CONCURRENT_REQUEST_LIMIT',
    'EXCEED_CONCURRENT_REQUEST_LIMIT',
  ])
  expect([line.length, line.next()]).toEqual([0, undefined])
  expect(await outcome(line.join({ gone: first.signal }))).toBe('CLIENT_GONE')
})
