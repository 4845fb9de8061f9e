import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import QRCode from 'qrcode'
import sharp from 'sharp'
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone } from '../../browser'
import { openSample, type Sample } from './sample'

const CAMERA_TEXT = 'seen by the camera'

let sample: Sample
let dir: string
beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'scan-test-'))
  sample = await openSample({ cameraFile: await cameraShowing(CAMERA_TEXT) })
})
afterAll(async () => {
  await sample?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

/** A film of one picture, as the browser's fake camera takes it: JPEGs one after another. */
async function cameraShowing(text: string): Promise<string> {
  const code = await QRCode.toBuffer(text, { width: 320 })
  const frame = await sharp({ create: { width: 640, height: 480, channels: 3, background: '#dddddd' } })
    .composite([{ input: code }])
    .jpeg()
    .toBuffer()
  const file = path.join(dir, 'camera.mjpeg')
  await fs.writeFile(file, Buffer.concat(Array.from({ length: 10 }, () => frame)))
  return file
}

const screen = (number: number) => phone(sample.page, number)

/** Opens the scanner on phone 1; the result is there once `act` has pointed it at something. */
async function scanning(act: () => Promise<unknown>): Promise<{ result?: string; errMsg: string }> {
  await sample.frame(1).evaluate(() => {
    ;(window as any).scanned = wx.scanCode({ scanType: ['qrCode'] }).then(
      (found: any) => ({ ...found }),
      ({ errMsg }: any) => ({ errMsg }),
    )
  })
  await act()
  return sample.frame(1).evaluate(() => (window as any).scanned)
}

/** Shows a QR code in an <image> of the page on a phone. */
async function showCode(frame: Frame, text: string): Promise<void> {
  const url = await QRCode.toDataURL(text, { width: 300, margin: 4 })
  await frame.evaluate((url) => {
    const picture = document.createElement('img')
    picture.className = 'code'
    picture.src = url
    document.querySelector('.wx-page-frame:not([hidden]) wx-page')!.prepend(picture)
    return picture.decode()
  }, url)
}

describe('scanning', () => {
  it('reads the code on another phone’s screen, whatever it says', async () => {
    const text = 'CV1.一张通行证.' + 'x'.repeat(180)
    await showCode(sample.frame(2), text)
    expect(
      await scanning(() => screen(1).getByRole('button', { name: '韦建国 审批人' }).click()),
    ).toMatchObject({ result: text, errMsg: 'scanCode:ok' })
  })

  it('sees no code that is hidden, and says so', async () => {
    await sample.frame(2).evaluate(() => {
      const cover = document.createElement('div')
      cover.style.cssText = 'position:fixed;inset:0;background:#fff;z-index:700'
      document.body.append(cover)
    })
    const given = await scanning(async () => {
      await screen(1).getByRole('button', { name: '韦建国 审批人' }).click()
      await screen(1).getByText('没有在韦建国的屏幕上找到二维码').waitFor()
      await screen(1).getByRole('button', { name: '取消' }).click()
    })
    expect(given.errMsg).toBe('scanCode:fail cancel')
  })

  it('reads a picked picture', async () => {
    const file = path.join(dir, 'code.png')
    await QRCode.toFile(file, 'from a picture', { width: 400 })
    const album = sample.page.waitForEvent('filechooser')
    const given = await scanning(async () => {
      await screen(1).getByRole('button', { name: '选一张图片' }).click()
      await (await album).setFiles(file)
    })
    expect(given.result).toBe('from a picture')
  })

  it('reads what the computer’s camera shows', async () => {
    const given = await scanning(() => screen(1).getByRole('button', { name: '用电脑的摄像头' }).click())
    expect(given.result).toBe(CAMERA_TEXT)
  })
})

describe('a Mini Program code', () => {
  it('opens the program at its page when WeChat itself scans it', async () => {
    const url = await sample.frame(2).evaluate(() => location.href)
    await sample.frame(2).goto(url)
    await sample.frame(2).waitForFunction(() => document.documentElement.dataset.ready)
    await showCode(sample.frame(2), 'weapp://pages/second/second?scene=host%3D7')
    await screen(1).getByRole('button', { name: '更多' }).click()
    await screen(1).getByRole('button', { name: '微信扫一扫' }).click()
    await screen(1).getByRole('button', { name: '韦建国 审批人' }).click()
    await expect
      .poll(() =>
        sample
          .frame(1)
          .evaluate(() => getApp().globalData.launches[0])
          .catch(() => null),
      )
      .toMatchObject({
        path: 'pages/second/second',
        query: { scene: 'host%3D7' },
        scene: 1047,
      })
  })
})

describe('the camera component', () => {
  it('delivers frames and photos', async () => {
    await sample.open(3, 'pages/camera/camera')
    const seen = await sample.frame(3).evaluate(async () => {
      await new Promise<void>((ready) => {
        const wait = setInterval(() => getCurrentPages()[0]!.data.ready && (clearInterval(wait), ready()), 50)
      })
      const context = wx.createCameraContext()
      const frame: any = await new Promise((done) => {
        const listener = context.onCameraFrame((frame: any) => {
          void listener.stop()
          done(frame)
        })
        void listener.start()
      })
      const { tempImagePath } = await context.takePhoto({ quality: 'high' })
      const { width, height, type } = await wx.getImageInfo({ src: tempImagePath })
      return { frame: [frame.width, frame.height, frame.data.byteLength], photo: [width, height, type] }
    })
    expect(seen).toEqual({ frame: [480, 360, 480 * 360 * 4], photo: [640, 480, 'jpeg'] })
  })
})
