import { spawn } from 'node:child_process'
import fs from 'node:fs/promises'
import http from 'node:http'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { demoLanes } from '../../local/lanes'
import { startPreview } from '../../local/start'
import { DEVICE_READS } from '../../miniprogram/domain/gate/ways'
import { mainlandId } from '../domain/builders'

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')

let dir: string
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'start-test-'))
})
afterAll(() => fs.rm(dir, { recursive: true, force: true }))

const state = async (url: string) =>
  (await (await fetch(`${url}/preview/state`)).json()) as Record<string, any>
const hand = (url: string, person: string) =>
  fetch(`${url}/preview/phones/1`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
const me = async (url: string, phone: string) => {
  const body = JSON.stringify({ name: 'api', data: { action: 'me', input: {} } })
  return (
    await fetch(`${url}/client/call`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-phone': phone },
      body,
    })
  ).json()
}

describe('starting', () => {
  it('writes the demo campus, keeps everything over a restart, and begins anew when asked', async () => {
    const staff = 100
    // a tick between the counts would write what it had to
    const first = await startPreview({ port: 0, dir, staff, timers: false })
    expect((await me(first.url, '2')).result).toMatchObject({ ok: true })
    const { dataset, cloud } = await state(first.url)
    expect(cloud.documents).toBeGreaterThan(staff)
    await hand(first.url, 'visitor-zhou')
    await first.close()

    const second = await startPreview({ port: 0, dir, staff, timers: false })
    const kept = await state(second.url)
    expect([kept.dataset, kept.phones[0].person.id, kept.cloud.documents]).toEqual([
      dataset,
      'visitor-zhou',
      cloud.documents,
    ])
    await second.close()

    const fresh = await startPreview({ port: 0, dir, staff, fresh: true })
    const anew = await state(fresh.url)
    expect(anew.dataset).not.toBe(dataset)
    expect(anew.phones[0].person.id).toBe('visitor-lin')
    await fresh.close()
  })

  it('every reader of every lane is answered by the server, each by the device that may present it', async () => {
    const started = await startPreview({ port: 0, dir: path.join(dir, 'lanes'), staff: 100, lanes: true })
    const SHOWN = {
      qr: { code: 'nobody’s' },
      plate: { plate: { number: '桂C99999', confidence: 0.97 } },
      document: { document: { kind: 'mainlandId', number: mainlandId(1) } },
      face: { face: { person: 'nobody', confidence: 0.99 } },
    } as const
    // Read and not known; not what a device mayn't present.
    const KNOWN_READERS = ['NOT_FOUND', 'BAD_SIGNATURE', 'NOT_INSIDE', 'OK']
    for (const { id, direction, device } of demoLanes)
      for (const way of DEVICE_READS[device]) {
        const shown = {
          direction: direction === 'both' ? 'in' : direction,
          ...SHOWN[way as keyof typeof SHOWN],
        }
        const put = await fetch(`${started.url}/preview/lanes/${id}/shown`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ shown }),
        })
        expect(put.status, `${id} ${way}`).toBeLessThan(300)
        const { gates } = await state(started.url)
        const lane = gates.lanes.find((each: { id: string }) => each.id === id)
        const { outcome } = lane.last
        expect([outcome.by, outcome.fault], `${id} ${way}`).toEqual(['server', undefined])
        expect(KNOWN_READERS, `${id} ${way}`).toContain(outcome.answer.reason)
      }
    await started.close()
  })

  it('serves its own pages only, and breaks at nothing that is sent', async () => {
    const fixture = path.join(root, 'test/local/preview/fixture')
    const started = await startPreview({
      ...{ port: 0, dir: path.join(dir, 'own'), campus: false },
      ...{ miniprogram: path.join(fixture, 'miniprogram'), functions: path.join(fixture, 'functions') },
    })
    const { host, origin, port } = new URL(started.url)
    const ask = (method: string, target: string, headers: Record<string, string>, body = '') =>
      new Promise<number>((resolve, reject) => {
        const length = { 'content-length': String(Buffer.byteLength(body)) }
        const request = http.request(
          { host: '127.0.0.1', port, method, path: target, headers: { ...headers, ...length } },
          (response) => {
            resolve(response.statusCode ?? 0)
            response.destroy()
          },
        )
        request.on('error', reject).end(body)
      })
    const routes: [string, string][] = [
      ...['/', '/phone/1', '/preview/events', '/preview/state', '/preview/app.js', '/preview/phones/1'].map(
        (target): [string, string] => ['GET', target],
      ),
      ...(
        ['/preview/phones', '/preview/phone-code', '/client/call', '/admin', '/gate/v1/verify'] as const
      ).map((target): [string, string] => ['POST', target]),
      ...[
        ['PUT', '/preview/phones/1'] as [string, string],
        ['DELETE', '/preview/phones/9'] as [string, string],
      ],
    ]
    for (const [method, target] of routes) {
      const name = `${method} ${target}`
      expect(await ask(method, target, { host: `evil.example:${port}` }), name).toBe(403)
      expect(await ask(method, target, { host, origin: 'http://evil.example' }), name).toBe(403)
      expect(await ask(method, target, { host, origin: 'null' }), name).toBe(403)
      expect(await ask(method, target, { host: `localhost:${port}`, origin, 'x-phone': '1' }), name).not.toBe(
        403,
      )
    }
    const json = { host, 'content-type': 'application/json' }
    const bodies = ['', '{', 'null', '[]', '{}', '{"person":"nobody"}', '{"person":{}}', '['.repeat(120_000)]
    // Without the gate: the sample program has no such function.
    const taking = routes.filter(
      ([method, target]) => /P(?:OS|U)T/.test(method) && !target.startsWith('/gate'),
    )
    for (const [method, target] of taking) {
      for (const body of bodies)
        expect(
          await ask(method, target, json, body),
          `${method} ${target} ${body.slice(0, 20)}`,
        ).toBeLessThan(500)
    }
    expect((await state(started.url)).phones).toHaveLength(3)
    await started.close()
  })

  it('ends with npm: its signal leaves nothing on the port', async () => {
    const npm = spawn('npm', ['start'], {
      cwd: root,
      env: { ...process.env, PORT: '0', CAMPUS_DATA: path.join(dir, 'npm') },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let url = ''
    for await (const line of createInterface({ input: npm.stdout })) {
      url ||= /已就绪：(\S+?)（/.exec(line)?.[1] ?? ''
      if (url) break
    }
    npm.stdout.resume()
    expect((await state(url)).phones).toHaveLength(3)
    npm.kill('SIGTERM')
    await expect
      .poll(
        () =>
          fetch(url).then(
            () => 'there',
            () => 'gone',
          ),
        { timeout: 20_000, interval: 100 },
      )
      .toBe('gone')
    // What it kept is whole: the next start finds it.
    const again = await startPreview({ port: 0, dir: path.join(dir, 'npm') })
    expect((await state(again.url)).phones).toHaveLength(3)
    await again.close()
  })

  it('says clearly that its port is taken', async () => {
    const server = net.createServer().listen(0, '127.0.0.1')
    await new Promise((ready) => server.once('listening', ready))
    const { port } = server.address() as net.AddressInfo
    const child = spawn(process.execPath, ['--import', 'tsx', 'local/start.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(port), CAMPUS_DATA: path.join(dir, 'taken') },
    })
    let said = ''
    child.stderr.on('data', (chunk) => (said += chunk))
    const code = await new Promise((done) => child.once('exit', done))
    server.close()
    expect([code, said]).toEqual([1, expect.stringContaining(`端口 ${port} 已被占用`)])
  })
})
