import net from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { listenOnLoopback, serverOptions } from '../../../local/cloud/server'

/** A server that takes bodies, and what it says on a connection that sends only this. */
async function open(requestMs: number) {
  const { app, url } = await listenOnLoopback(
    async (routes) => void routes.post('/', async (request) => ({ taken: request.body })),
    0,
    requestMs,
  )
  onTestFinished(() => app.close())
  const sendOnly = (text: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = net.connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(text))
      let said = ''
      socket.on('data', (chunk) => (said += chunk.toString()))
      socket.on('close', () => resolve(said))
      socket.on('error', reject)
    })
  return { url, sendOnly }
}

test('a request that does not come whole is answered with 408, and its connection closed', async () => {
  const { url, sendOnly } = await open(200)
  const head = 'POST / HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n'
  const said = await Promise.all([
    sendOnly(`${head}Content-Length: 100\r\n\r\n`),
    sendOnly(`${head}Content-Length: 100\r\n\r\n{"half":`),
    sendOnly(`${head}Transfer-Encoding: chunked\r\n\r\n2\r\n{"\r\n`),
    sendOnly(head),
    sendOnly('POST'),
  ])
  for (const answer of said) expect(answer).toMatch(/^HTTP\/1\.1 408 /)
  const headers = { 'content-type': 'application/json' }
  const whole = await fetch(url, { method: 'POST', headers, body: '{"whole":true}' })
  expect(await whole.json()).toEqual({ taken: { whole: true } })
})

test('every server has a limit, and looks for overdue requests every second', () => {
  expect(serverOptions()).toMatchObject({
    requestTimeout: 20_000,
    http: { headersTimeout: 20_000, connectionsCheckingInterval: 1000 },
  })
})
