import fs from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone } from '../../browser'
import { openSample, type Sample } from './sample'

let sample: Sample
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample?.close())

/** Buttons that reach over the side of their phone, and phones that reach below the window. */
const outsideTheirPhone = (): string[] =>
  [...document.querySelectorAll('.phone-card')].flatMap((card) => {
    const own = card.getBoundingClientRect()
    const buttons = [...card.querySelectorAll('.switches button:not([hidden])')].filter((button) => {
      const { left, right } = button.getBoundingClientRect()
      return left < own.left - 1 || right > own.right + 1
    })
    const low = own.bottom > innerHeight ? ['phone'] : []
    return [...buttons.map(({ textContent }) => textContent), ...low]
  })

const card = (number: number) => sample.page.locator(`[data-card="${number}"]`)
const edit = async (file: string, change: (text: string) => string) => {
  const whole = path.join(sample.sources, file)
  await fs.writeFile(whole, change(await fs.readFile(whole, 'utf8')))
}

describe('the stage', () => {
  it('shows three phones with the people who hold them, and nothing fails', async () => {
    expect(await sample.page.locator('.holder b').allInnerTexts()).toEqual(['林晓雨', '韦建国', '黄大勇'])
    for (const number of [1, 2, 3]) await phone(sample.page, number).getByText('点我').waitFor()
    expect(sample.errors).toEqual([])
  })

  it('fits the phones into a laptop and into a large screen', async () => {
    for (const [width, height] of [
      [1440, 900],
      [1920, 1080],
      [1280, 720],
    ] as const) {
      await sample.page.setViewportSize({ width, height })
      await expect
        .poll(async () => {
          const boxes = await Promise.all(
            [1, 2, 3].map((number) => sample.page.locator(`iframe[data-phone="${number}"]`).boundingBox()),
          )
          return boxes.every(
            (box) => box && box.x >= 0 && box.x + box.width <= width && box.y + box.height <= height - 20,
          )
        })
        .toBe(true)
    }
    await sample.page.setViewportSize({ width: 1440, height: 900 })
  })

  it('reports each call with person, outcome and time', async () => {
    await sample
      .frame(2)
      .evaluate(() => wx.cloud.callFunction({ name: 'echo', data: { action: 'sample.say', said: 1 } }))
    await sample
      .frame(3)
      .evaluate(() =>
        wx.cloud.callFunction({ name: 'echo', data: { action: 'sample.refuse', refuse: true } }),
      )
    const rows = sample.page.locator('.call')
    await expect.poll(() => rows.count()).toBeGreaterThanOrEqual(2)
    expect(await rows.nth(0).innerText()).toMatch(/sample\.refuse\s+黄大勇\s+\d+ ms\s+拒绝/)
    await rows.nth(0).locator('summary').click()
    expect(await rows.nth(0).innerText()).toContain('REFUSED')
    expect(await rows.nth(1).innerText()).toMatch(/sample\.say\s+韦建国\s+\d+ ms\s+成功/)
  })

  it('hands a phone to another person, whose storage is their own, and remembers it', async () => {
    await sample.frame(1).evaluate(() => wx.setStorageSync('draft', 'mine'))
    await card(1).locator('.holder').click()
    await sample.page.locator('[data-person="visitor-zhou"]').click()
    await expect.poll(() => card(1).locator('.holder b').innerText()).toBe('周子涵')
    await expect
      .poll(() =>
        sample
          .frame(1)
          .evaluate(() => document.documentElement.dataset.ready && wx.getStorageSync('draft'))
          .catch(() => null),
      )
      .toBe('')
    const { result } = await sample.frame(1).evaluate(() => wx.cloud.callFunction({ name: 'echo', data: {} }))
    expect(result.data.openid).toContain('visitor-zhou')
    const table = JSON.parse(await fs.readFile(path.join(sample.dir, 'data/preview/phones.json'), 'utf8'))
    expect(table.phones[0]).toEqual({ id: '1', person: 'visitor-zhou' })
  })

  it('puts another phone on the stage and takes it away', async () => {
    await sample.page.locator('.add-phone').click()
    await sample.page.locator('[data-person="approver-lu"]').click()
    await phone(sample.page, 4).getByText('点我').waitFor()
    // The switches of each phone stand within its own width, and its screen still on the page.
    await expect.poll(() => sample.page.evaluate(outsideTheirPhone)).toEqual([])
    await card(4).locator('.remove').click()
    await expect.poll(() => sample.page.locator('iframe[data-phone]').count()).toBe(3)
  })

  it('opens a page as from outside', async () => {
    await card(2).getByRole('button', { name: '打开页面…' }).click()
    await sample.page.locator('.launch-form input').fill('/pages/second/second?id=12')
    await sample.page.locator('.launch-form select').selectOption('1047')
    await sample.page.locator('.launch-form .primary').click()
    await expect.poll(() => phone(sample.page, 2).locator('.query').innerText()).toBe('12')
  })

  it('delivers a shared card to another phone, where it opens its page', async () => {
    await phone(sample.page, 2).locator('.share').click()
    await phone(sample.page, 2).getByRole('button', { name: '黄大勇（门岗）' }).click()
    await phone(sample.page, 3).getByRole('button', { name: '来自button的card' }).click()
    await expect.poll(() => phone(sample.page, 3).locator('.query').innerText()).toBe('12 shared')
    await expect.poll(() => sample.frame(3).evaluate(() => getApp().globalData.launches[0].scene)).toBe(1007)
  })
})

describe('an edit of the sources', () => {
  it('shows by itself, on the same page', async () => {
    await sample.open(2, 'pages/second/second?id=3')
    await edit('pages/second/second.wxml', (text) => text.replace('跟随字号', '改过了'))
    await phone(sample.page, 2).getByText('改过了').waitFor()
    expect(await phone(sample.page, 2).locator('.query').innerText()).toBe('3')
  })

  it('that fails is shown in the phone and on the console with file and line, until it is mended', async () => {
    await edit('pages/second/second.wxml', (text) => text.replace('</view>', ''))
    await phone(sample.page, 2).getByText('编译失败').waitFor()
    expect(await phone(sample.page, 2).locator('.wx-faults').innerText()).toMatch(
      /miniprogram\/pages\/second\/second\.wxml:\d+:\d+/,
    )
    expect(sample.errors.some((error) => /second\.wxml:\d+:\d+/.test(error))).toBe(true)
    expect(await sample.page.locator('.trouble').isVisible()).toBe(true)
    await edit('pages/second/second.wxml', (text) => text.replace('{{name}}', '{{name}}</view>'))
    await phone(sample.page, 2).getByText('改过了').waitFor()
    await expect.poll(() => phone(sample.page, 2).locator('.wx-faults').count()).toBe(0)
  })
})
