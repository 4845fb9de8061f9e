import fs from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import type { Started } from '../../local/start'
import { stepInCode, stepOf } from '../../miniprogram/domain/pass/pass'
import { launchBrowser } from '../browser'
import { dayOf } from '../../miniprogram/domain/values/days'
import { mainlandId } from '../domain/builders'
import { wantsPictures } from './album'
import { startOnCampus } from '../demo-campus'
import { castMember, offStage, staffId } from './people'
import { BLANK_FORM } from '../../miniprogram/domain/visit/form-fields'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/**
 * The pass and the gate without a network, in a browser: the code read off the screen by a reader that isn't ours, the
 * guard's phone deciding by itself from what its camera sees, and delivering when the network is back. Pictures go to
 * artifacts/journeys/offline.
 */
const ALBUM = fileURLToPath(new URL('../../artifacts/journeys/offline/', import.meta.url))
const WASM = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
const LIN = 1
const GUARD = 2

let started: Started
let browser: Browser
let dir: string
let cameraFile: string
let visitId: string
let visitor: Page
let guard: Page

beforeAll(async () => {
  prepareZXingModule({ overrides: { wasmBinary: new Uint8Array(await fs.readFile(WASM)).buffer } })
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'offline-'))
  await fs.mkdir(ALBUM, { recursive: true })
  // Not among the system's own files, which a fresh start deletes.
  cameraFile = path.join(dir, 'camera.mjpeg')
  await show(await grey(640, 480).jpeg().toBuffer())
  started = await startOnCampus(path.join(dir, 'system'))
  browser = await launchBrowser({ cameraFile })
  visitId = await bookedForToday()
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    timezoneId: 'Asia/Shanghai',
    permissions: ['camera'],
  })
  ;[visitor, guard] = await Promise.all([
    openPhone(await context.newPage(), LIN, 'visitor-lin'),
    openPhone(await context.newPage(), GUARD, 'guard-yucai'),
  ])
}, 180_000)

afterAll(async () => {
  await browser.close()
  await started.close()
  await fs.rm(dir, { recursive: true, force: true })
})

/** A visit of today, approved. */
async function bookedForToday(): Promise<string> {
  const today = dayOf(Date.now())
  const { visitId } = await offStage({ started }, castMember('visitor-lin').openid, 'visit.submit', {
    form: {
      ...BLANK_FORM,
      privacy: tickedAt(0),
      ...{
        hostId: staffId('覃海燕', 'computing'),
        purpose: 'official',
        name: '林晓雨',
      },
      ...{ phoneKind: 'mainland', phone: '13800770001', documentKind: 'mainlandId', document: mainlandId(1) },
      ...{ firstDay: today, lastDay: today, driving: false, plate: '' },
    },
  })
  await offStage({ started }, castMember('approver-wei').openid, 'approval.approve', { visitId })
  return visitId
}

async function openPhone(page: Page, number: number, person: string): Promise<Page> {
  await fetch(`${started.url}/preview/phones/${number}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ person }),
  })
  page.setDefaultTimeout(60_000)
  await page.goto(`${started.url}/phone/${number}`)
  await page.waitForFunction(() => document.documentElement.dataset.ready === 'true')
  return page
}

const launch = (page: Page, url: string) =>
  page.evaluate((url) => window.phone.launch({ url, scene: 1001 }), url)
const offline = (page: Page, on: boolean) => page.evaluate((on) => window.phone.setOffline(on), on)
const top = (page: Page) => page.locator('.wx-page-frame:not([hidden])')
const picture = async (page: Page, name: string) => {
  if (wantsPictures()) await page.screenshot({ path: path.join(ALBUM, `${name}.png`) })
}

const grey = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#808080' } })

/** What the computer's camera shows from now on. */
async function show(jpeg: Buffer): Promise<void> {
  await fs.writeFile(cameraFile, Buffer.concat(Array.from({ length: 4 }, () => jpeg)))
}

async function openPass(): Promise<void> {
  await launch(visitor, `pages/pass/pass?id=${visitId}`)
  await visitor.locator('.pass__code img').waitFor()
}

/** Held before the camera: the code on the visitor's screen, a little turned and not quite sharp. */
async function holdBeforeCamera(): Promise<void> {
  const code = await visitor.locator('.pass__code').screenshot()
  const held = await sharp(code).resize(400, 400).rotate(4, { background: '#808080' }).blur(0.6).toBuffer()
  const seen = await grey(640, 480)
    .composite([{ input: held, gravity: 'centre' }])
    .png()
    .toBuffer()
  await show(await sharp(seen).jpeg({ quality: 92 }).toBuffer())
}

/** By ZXing, which shares nothing with what draws the code or reads it at the gate. */
async function readByZxing(png: Buffer): Promise<string | null> {
  const [found] = await readBarcodes(new Uint8Array(png), { formats: ['QRCode'] })
  return found?.text ?? null
}

describe('the code on the visitor’s screen', () => {
  beforeAll(openPass, 60_000)

  test.each([
    ['a small phone', 320, 568, 0],
    ['a usual phone', 390, 844, 0],
    ['a large phone', 430, 932, 0],
    ['a small phone, moderately out of focus', 320, 568, 1],
    ['a usual phone, moderately out of focus', 390, 844, 1.2],
    ['a large phone, moderately out of focus', 430, 932, 1.2],
  ])('of %s (%i × %i, blur %d) is read off a screenshot', async (_, width, height, blur) => {
    await visitor.setViewportSize({ width, height })
    await visitor.waitForTimeout(300)
    const screen = await visitor.screenshot()
    const seen = blur === 0 ? screen : await sharp(screen).blur(blur).png().toBuffer()
    const code = await readByZxing(seen)
    expect(Math.abs((stepInCode(code ?? '') ?? 0) - stepOf(Date.now()))).toBeLessThanOrEqual(1)
  })

  it('goes on without a network, with its short code', async () => {
    await visitor.setViewportSize({ width: 390, height: 844 })
    await offline(visitor, true)
    await launch(visitor, `pages/pass/pass?id=${visitId}`)
    await visitor.getByText('没有网络，通行码照常可用').waitFor()
    expect(await top(visitor).locator('.pass__short').innerText()).toMatch(/^[2-9A-Z]{4} [2-9A-Z]{4}$/)
    await picture(visitor, 'pass-offline')
  })
})

describe('a guard without a network', () => {
  beforeAll(async () => {
    await launch(guard, 'staff/gate/scan/scan')
    await guard.getByText('断网也能核验').waitFor()
    await picture(guard, 'post-online')
    await offline(guard, true)
    await guard.getByText('没有网络，离线判定').waitFor()
    await picture(guard, 'post-offline')
    await guard.evaluate(() => window.phone.setLargeType(true))
    await guard.waitForTimeout(500)
    await picture(guard, 'post-offline-large')
    await guard.evaluate(() => window.phone.setLargeType(false))
  }, 90_000)

  it('reads the code with the phone’s own camera and is told green, with the mark of an offline decision', async () => {
    await openPassFresh()
    await holdBeforeCamera()
    await top(guard).getByRole('button', { name: '扫码', exact: true }).click()
    await guard.locator('.result--pass').waitFor()
    expect(await guard.locator('.result').innerText()).toContain('离线判定')
    await picture(guard, 'result-offline')
  })

  it('goes on scanning by itself, and refuses the same code a second time', async () => {
    await guard.locator('.result--stop').waitFor()
    expect(await guard.locator('.result').innerText()).toContain('这个码刚刚用过')
    await picture(guard, 'result-replayed')
  })

  it('keeps what it decided through a restart, and delivers it when the network is back', async () => {
    await guard.reload()
    await guard.waitForFunction(() => document.documentElement.dataset.ready === 'true')
    await launch(guard, 'staff/gate/scan/scan')
    await guard.getByText('2条通行记录待上传').waitFor()
    await picture(guard, 'post-undelivered')
    await offline(guard, false)
    await guard.getByText('条通行记录待上传').waitFor({ state: 'detached' })
    const recent = await offStage({ started }, castMember('guard-yucai').openid, 'gate.recent', {
      gateId: 'yucai-west',
      cursor: null,
    })
    expect(
      recent.rows
        .filter(({ way }) => way === 'qr')
        .map(({ reason }) => reason)
        .sort(),
    ).toEqual(['OK', 'REPLAYED'])
  })
})

/** The pass page again, so that its step is the present one. */
async function openPassFresh(): Promise<void> {
  await openPass()
  await visitor.waitForTimeout(300)
}
