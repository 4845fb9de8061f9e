import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { pageReply } from '../../cloudfunctions/console/page'
import { startPreview, type Started } from '../../local/start'
import { scratchFolder } from '../scratch'
import fs from 'node:fs'
import path from 'node:path'

/** The console's page, served by its function beside the calls (docs/decisions/0039). */
const folder = scratchFolder('console-page-')
beforeAll(() => {
  fs.mkdirSync(path.join(folder, 'assets'))
  fs.writeFileSync(path.join(folder, 'index.html'), '<title>控制台</title>')
  fs.writeFileSync(path.join(folder, 'assets/index-B1c7.js'), 'void 0')
  fs.writeFileSync(path.join(folder, 'LICENSES.txt'), 'MIT')
  fs.writeFileSync(path.join(folder, 'manifest.json'), '{}')
})
afterAll(() => fs.rmSync(folder, { recursive: true }))

const asked = (at: string, httpMethod = 'GET') => pageReply(folder, { path: at, httpMethod, headers: {} })

describe('a file is found wherever HTTP access mounts the function', () => {
  test.each([
    ['/console/', 'text/html; charset=utf-8', 'no-cache'],
    ['/', 'text/html; charset=utf-8', 'no-cache'],
    ['/console/index.html', 'text/html; charset=utf-8', 'no-cache'],
    ['/console/LICENSES.txt', 'text/plain; charset=utf-8', 'no-cache'],
    ['/console/assets/index-B1c7.js', 'text/javascript; charset=utf-8', 'max-age=31536000, immutable'],
    ['/assets/index-B1c7.js', 'text/javascript; charset=utf-8', 'max-age=31536000, immutable'],
  ])('%s', (at, type, kept) => {
    expect(asked(at)).toMatchObject({
      statusCode: 200,
      headers: {
        ...{ 'content-type': type, 'cache-control': kept, 'x-content-type-options': 'nosniff' },
        'content-security-policy': "frame-ancestors 'none'",
      },
    })
  })

  test.each(['', '/console'])('“%s” leads to the folder, from where the page’s addresses hold', (at) =>
    expect(asked(at)).toMatchObject({ statusCode: 301, headers: { location: './console/' } }),
  )
})

test.each([
  '/console/manifest.json',
  '/console/assets/nothing-Zz9.js',
  '/console/assets/../index.js',
  '/console/assets/..%2f..%2findex.js',
  '/console/../config.json',
  '/console/assets/index-B1c7.js.map',
  '/console/.env',
])('%s is no file of the page', (at) => expect(asked(at)?.statusCode).toBe(404))

test.each([
  ['a call', '/console-api/v1/call', 'POST'],
  ['a call that is read', '/console-api/v1/call', 'GET'],
  ['something sent to the page', '/console/', 'POST'],
])('%s is not the page’s', (_, at, method) => expect(asked(at, method)).toBeNull())

describe('on one machine', () => {
  let started: Started
  beforeAll(async () => {
    started = await startPreview({ port: 0, dir: scratchFolder('console-page-'), campus: false })
  })
  afterAll(() => started.close())

  it('the function itself serves the page with its scripts', async () => {
    const page = await fetch(`${started.url}/console`)
    expect(new URL(page.url).pathname).toBe('/console/')
    expect(page.headers.get('content-security-policy')).toBe("frame-ancestors 'none'")
    const html = await page.text()
    const [, script = ''] = /src="\.\/(assets\/[^"]+\.js)"/.exec(html) ?? []
    const loaded = await fetch(new URL(script, page.url))
    expect([loaded.status, loaded.headers.get('content-type')]).toEqual([
      200,
      'text/javascript; charset=utf-8',
    ])
  })
})
