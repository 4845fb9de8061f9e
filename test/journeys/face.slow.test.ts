import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, it, onTestFailed } from 'vitest'
import { cast } from '../../local/demo'
import { GOOD, pixelsOf, portraitSvg, withNoise, type Portrait } from '../domain/face/portrait'
import { allowReminders } from './approval'
import { fillIn, section, submit } from './booking'
import { APPROVER, openJourney, VISITOR, type Journey } from './journey'
import { openNotice } from './sheets'

/** The face photo from the booking form to the approver, with a film for a camera: a dark room, then light. */
let journey: Journey
let dir: string
const lin = cast.find(({ id }) => id === 'visitor-lin')!

/** A fake camera films lying; the phone shows the middle of it. */
const FILMED: Portrait = { ...GOOD, width: 640, height: 480, face: { x: 0.667, y: 0.43, width: 0.32 } }
const DARK_FRAMES = 90
const LIGHT_FRAMES = 300
const MAX_BYTES = 200 * 1024

beforeAll(async () => {
  dir = await fs.mkdtemp(path.join(os.tmpdir(), 'face-'))
  const frame = (changes: Partial<Portrait>) =>
    sharp(Buffer.from(portraitSvg({ ...FILMED, ...changes })))
      .jpeg({ quality: 90 })
      .toBuffer()
  const [dark, light] = await Promise.all([frame({ skin: 35, wall: 40 }), frame({})])
  const film = Array.from({ length: DARK_FRAMES + LIGHT_FRAMES }, (_, index) =>
    index < DARK_FRAMES ? dark : light,
  )
  const cameraFile = path.join(dir, 'camera.mjpeg')
  await fs.writeFile(cameraFile, Buffer.concat(film))
  journey = await openJourney('face', undefined, cameraFile)
})
afterAll(async () => {
  await journey?.close()
  await fs.rm(dir, { recursive: true, force: true })
})

const visitor = () => journey.top(VISITOR)
const button = (name: string) => visitor().getByRole('button', { name, exact: true })
const dialog = (name: string) => journey.screen(VISITOR).getByRole('button', { name, exact: true })
const hint = (words: string) => visitor().locator('.hint').getByText(words, { exact: true })

/** Moves the simulated face with the sliders beside the phone. */
const moveFace = (key: string, value: number): Promise<void> =>
  journey.page
    .locator(`[data-card="${VISITOR}"] [data-face="${key}"]`)
    .evaluate((slider: HTMLInputElement, value) => {
      slider.value = String(value)
      slider.dispatchEvent(new Event('input'))
    }, value)

/** The picture on the review as it would be sent. */
async function reviewed(): Promise<Buffer> {
  const bytes = await visitor()
    .locator('.photo img')
    .evaluate(async (picture: HTMLImageElement) => [
      ...new Uint8Array(await (await fetch(picture.src)).arrayBuffer()),
    ])
  return Buffer.from(bytes)
}

async function chooseFromAlbum(picture: Buffer): Promise<void> {
  const chooser = journey.page.waitForEvent('filechooser')
  await button('从相册选择').click()
  await (await chooser).setFiles({ name: 'selfie.png', mimeType: 'image/png', buffer: picture })
}

it('from the form over every turn of the capture to the approver', { timeout: 300_000 }, async () => {
  const { album } = journey
  onTestFailed(() => album.failed())
  await allowReminders(journey, 1)
  await fillIn(journey, '计算机学院', {
    hostPinyin: 'qinhai',
    host: '覃海燕',
    purpose: '因公来访',
    day: '今天',
    name: lin.name,
    document: lin.prepared!.document,
    phone: lin.mobile,
  })
  await section(journey, '人脸照片').scrollIntoViewIfNeeded()
  await album.phone(VISITOR, 'form-without-photo')

  // The rules and a consent of its own come first.
  await button('拍摄人脸照片').click()
  await button('开始拍摄').click()
  await visitor().getByText('请先阅读并勾选同意').waitFor()
  await album.phone(VISITOR, 'consent-missing')
  await visitor().getByRole('checkbox').click()
  await album.phone(VISITOR, 'rules-and-consent')

  // The permission is refused, explained, and given in the settings.
  await button('开始拍摄').click()
  await dialog('同意').click()
  await dialog('拒绝').click()
  await visitor().getByText('没有使用摄像头的权限').waitFor()
  await visitor().getByText('不用照片，继续预约').waitFor()
  await album.phone(VISITOR, 'permission-refused')
  await button('去设置打开').click()
  await journey.screen(VISITOR).getByLabel('使用摄像头').check()
  await journey.screen(VISITOR).getByText('‹ 返回').click()

  // Hints of the real frames and of the simulated face; nothing is taken while one stands.
  await moveFace('size', 0.25)
  await hint('光线太暗').waitFor()
  await album.phone(VISITOR, 'too-dark')
  await hint('请靠近一点').waitFor()
  await album.phone(VISITOR, 'too-far')
  await moveFace('size', 0.64)
  await moveFace('count', 2)
  await hint('画面中只能有一人').waitFor()
  await album.stage('two-people')
  await moveFace('count', 1)
  await moveFace('turn', 40)
  await hint('请正对镜头').waitFor()
  await moveFace('turn', 0)

  // Then it takes the picture by itself.
  await visitor().getByText('脸部清晰、完整即可使用').waitFor()
  await album.phone(VISITOR, 'review')
  const shot = await reviewed()
  const { format, width = 0, height = 0, exif } = await sharp(shot).metadata()
  expect([format, exif, shot.length <= MAX_BYTES]).toEqual(['jpeg', undefined, true])
  expect(width / height).toBeCloseTo(0.75, 1)

  // A prepared selfie passes the same checks: refused when dark, and a PNG becomes a JPEG.
  const selfie = { ...GOOD, width: 900, height: 1200, face: { x: 0.375, y: 0.5, width: 0.44 } }
  const png = (changes: Partial<Portrait>) =>
    sharp(Buffer.from(portraitSvg({ ...selfie, ...changes })))
      .png()
      .toBuffer()
  await chooseFromAlbum(await png({ skin: 35, wall: 40 }))
  await visitor().getByText('光线太暗，再拍一张').waitFor()
  expect(await button('使用').count()).toBe(0)
  await album.phone(VISITOR, 'album-too-dark')
  const grainy = withNoise(await pixelsOf(selfie), 60, 1)
  const { width: across, height: down } = selfie
  await chooseFromAlbum(
    await sharp(grainy, { raw: { width: across, height: down, channels: 4 } })
      .png()
      .toBuffer(),
  )
  await visitor().getByText('脸部清晰、完整即可使用').waitFor()
  const fromPng = await reviewed()
  expect(fromPng.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]))
  expect(fromPng.length).toBeLessThanOrEqual(MAX_BYTES)

  // The manual shutter is there too; this photo is used.
  await moveFace('size', 0.64)
  await moveFace('turn', 40)
  await button('重拍').click()
  await visitor().locator('.oval').waitFor()
  await button('拍照').click()
  await visitor()
    .getByText(/脸部清晰、完整即可使用|再拍一张/)
    .waitFor()
  if ((await button('使用').count()) === 0) {
    await moveFace('turn', 0)
    await button('重拍').click()
    await visitor().getByText('脸部清晰、完整即可使用').waitFor()
  }
  await button('使用').click()
  await section(journey, '人脸照片').getByText('已添加').waitFor()
  await visitor().getByText('刷脸').last().waitFor()
  await album.phone(VISITOR, 'form-with-photo')
  await submit(journey)
  await visitor().getByText('提交成功').waitFor()

  // The approver sees it, at an address of some minutes.
  await openNotice(journey, ['访客预约待审批提醒', '覃海燕'])
  const seen = journey.top(APPROVER).locator('image.face img, .face img').first()
  await seen.waitFor()
  await expect
    .poll(() => seen.evaluate((picture: HTMLImageElement) => picture.naturalWidth))
    .toBeGreaterThan(200)
  await album.phone(APPROVER, 'approver')

  // The visitor withdraws the consent; the booking stands.
  await button('查看预约').click()
  await button('撤回同意并删除').waitFor()
  await album.phone(VISITOR, 'visit-with-photo')
  await button('撤回同意并删除').click()
  await dialog('撤回').click()
  await button('撤回同意并删除').waitFor({ state: 'detached' })
  await visitor().getByText('待审批').first().waitFor()
})
