import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { phone } from '../../browser'
import { openSample, type Sample } from './sample'

let sample: Sample
beforeAll(async () => {
  sample = await openSample()
})
afterAll(() => sample?.close())

const screen = () => phone(sample.page, 1)
const text = (selector: string) => screen().locator(selector).innerText()
const heard = (what: string) => expect.poll(() => text('.heard')).toContain(what)

describe('a page', () => {
  beforeAll(async () => {
    await sample.open(1, 'pages/start/start')
  })

  it('goes through load, show and ready in this order', async () => {
    await expect.poll(() => text('.events')).toBe('load show ready')
  })

  it('hears a tap with its data and place, and a catch stops the way up', async () => {
    await screen().locator('.tap').click()
    await screen().locator('.caught').click()
    await expect.poll(() => text('.events')).toContain('tap:here:number inner:inner')
    expect(await text('.events')).not.toContain('outer')
  })

  it('hears a finger that rests', async () => {
    await screen().locator('.press').click({ delay: 450 })
    await expect.poll(() => text('.events')).toContain('longpress')
  })

  it('reports scrolling and its end', async () => {
    await screen().locator('.end').scrollIntoViewIfNeeded()
    await expect.poll(() => text('.events')).toContain('scrolled')
    await expect.poll(() => text('.events')).toContain('bottom')
  })

  it('refreshes when pulled down, until the program stops it', async () => {
    await sample.frame(1).evaluate(() => wx.pageScrollTo({ scrollTop: 0, duration: 0 }))
    const box = (await screen().locator('.wx-page-view').first().boundingBox())!
    await sample.page.mouse.move(box.x + 100, box.y + 250)
    await sample.page.mouse.down()
    await sample.page.mouse.move(box.x + 100, box.y + 450, { steps: 5 })
    await sample.page.mouse.up()
    await expect.poll(() => text('.events')).toContain('refresh')
    await expect.poll(() => screen().locator('.wx-refresh-dots').count()).toBe(0)
  })
})

describe('fields', () => {
  beforeAll(async () => {
    await sample.open(1, 'pages/fields/fields')
  })

  it('an input reports what is typed, within its length, and two-way bindings follow', async () => {
    await screen().locator('.name input').fill('张三')
    await expect.poll(() => text('.typed')).toBe('张三')
    await screen().locator('.name input').press('Enter')
    await heard('confirm:张三')
    await heard('blur:张三')
    expect(await screen().locator('.name input').getAttribute('maxlength')).toBe('5')
    await screen().locator('.twoWay input').fill('两边')
    await expect.poll(() => text('.mirror')).toBe('两边')
  })

  it('a submitted form has every field by its name', async () => {
    await screen().locator('.foot').click()
    await heard('change:"foot"')
    await screen().locator('.monday').click()
    await heard('change:["1","2"]')
    await screen().locator('.switch').click()
    await screen().locator('.note textarea').fill('备注')
    await screen().locator('.slider input').fill('6')
    await screen().locator('.submit').click()
    await expect.poll(() => text('.result')).not.toBe('')
    expect(JSON.parse(await text('.result'))).toEqual({
      name: '张三',
      note: '备注',
      agreed: true,
      way: 'foot',
      days: ['1', '2'],
      count: 6,
      one: 0,
    })
  })

  it('pickers choose a row, a day, a time and dependent columns', async () => {
    await screen().locator('.one').click()
    await screen().getByRole('option', { name: '第三' }).click()
    await screen().getByRole('button', { name: '确定' }).click()
    await heard('pick:"2"')

    await screen().locator('.day').click()
    await screen().getByRole('option', { name: '6月', exact: true }).click()
    await screen().getByRole('option', { name: '30日' }).click()
    await screen().getByRole('button', { name: '确定' }).click()
    await heard('day:2026-06-30')

    await screen().locator('.time').click()
    await screen().getByRole('option', { name: '14', exact: true }).first().click()
    await screen().getByRole('button', { name: '确定' }).click()
    await heard('time:14:30')

    await screen().locator('.two').click()
    await screen().getByRole('option', { name: '粤' }).click()
    await heard('turn:0:1')
    await screen().getByRole('option', { name: '珠' }).click()
    await screen().getByRole('button', { name: '确定' }).click()
    await heard('pick:[1,2]')
  })

  it('a picker within the page tells the row in its middle', async () => {
    await screen()
      .locator('.wheel wx-picker-view-column')
      .evaluate((column) => (column.scrollTop = 68))
    await heard('wheel:[2]')
  })

  it('a disabled button does nothing, and reset clears the form', async () => {
    await screen().locator('.off').click({ force: true })
    await screen().locator('.reset').click()
    await heard('reset')
    expect(await text('.heard')).not.toContain('never')
    await expect.poll(() => screen().locator('.note textarea').inputValue()).toBe('缺省')
  })

  it('several lines written while another page lies above have their height on the way back', async () => {
    const height = () =>
      screen()
        .locator('.note textarea')
        .evaluate((field) => field.clientHeight)
    const two = await height()
    await sample.frame(1).evaluate(() => wx.navigateTo({ url: '/pages/second/second' }))
    await expect.poll(height).toBe(0)
    await sample.frame(1).evaluate(() => getCurrentPages()[0]!.setData({ note: '一\n二\n三\n四' }))
    await sample.frame(1).evaluate(() => wx.navigateBack())
    await expect.poll(height).toBe(two * 2)
  })
})

describe('shapes', () => {
  beforeAll(async () => {
    await sample.open(1, 'pages/shapes/shapes')
  })

  it('WXS computes, handles events and styles elements', async () => {
    expect(await text('.wxs')).toBe('¥12.50 true f00 2023')
    await screen().locator('.moved').click()
    await heard('wxs:tap')
    expect(
      await screen()
        .locator('.moved')
        .evaluate((node) => [(node as HTMLElement).style.opacity, node.className]),
    ).toEqual(['0.5', 'moved touched'])
  })

  it('templates, imported styles and hidden work', async () => {
    expect(await screen().locator('.row').allInnerTexts()).toEqual(['0:a', '1:b'])
    expect(
      await screen()
        .locator('.row')
        .first()
        .evaluate((row) => getComputedStyle(row).width),
    ).toBe('37.5px')
    expect(await screen().locator('.maybe').isVisible()).toBe(false)
    await screen().locator('.toggle').click()
    await heard('rendered')
    expect(await screen().locator('.maybe').isVisible()).toBe(true)
  })

  it('components have slots, outside classes, behaviors, relations and scoped styles', async () => {
    await screen().getByText('加一').click()
    await screen().getByText('加一').click()
    await heard('count:3 count:3')
    expect(
      await screen()
        .locator('.counter')
        .evaluate((node) => getComputedStyle(node).display),
    ).toBe('block')
    expect(
      await screen()
        .getByText('加一')
        .evaluate((node) => getComputedStyle(node).color),
    ).toBe('rgb(1, 2, 3)')
    expect(
      await screen()
        .getByText('3', { exact: true })
        .evaluate((node) => getComputedStyle(node).fontWeight),
    ).toBe('700')
    expect(await screen().getByText('成员 2').isVisible()).toBe(true)
    await heard('born:一')
    expect(
      await sample.frame(1).evaluate(() => getCurrentPages()[0]!.selectComponent('#group').describe()),
    ).toBe('group of 2')
  })

  it('pictures load or fail, rich text runs nothing', async () => {
    await heard('image:48')
    await heard('broken')
    expect(await screen().locator('.rich').innerHTML()).toBe('<p>段落<b>粗</b></p><img src="x">')
    expect(await sample.frame(1).evaluate(() => 'bad' in window)).toBe(false)
    expect(await text('.progress')).toBe('40%')
  })

  it('a canvas is drawn through its node', async () => {
    const drawn = await sample.frame(1).evaluate(
      () =>
        new Promise((resolve) => {
          wx.createSelectorQuery()
            .select('.canvas')
            .fields({ node: true, size: true, computedStyle: ['display'] })
            .exec(async ([{ node, width, display }]: any[]) => {
              node.width = node.height = 20
              node.getContext('2d').fillRect(0, 0, 20, 20)
              const { tempFilePath } = await wx.canvasToTempFilePath({ canvas: node })
              const { width: saved } = await wx.getImageInfo({ src: tempFilePath })
              resolve([width, display, saved])
            })
        }),
    )
    expect(drawn).toEqual([100, 'block', 20])
  })

  it('scroll-view and swiper tell where they are', async () => {
    await sample.frame(1).evaluate(() => getCurrentPages()[0]!.setData({ into: 'below' }))
    await heard('scroll')
    await screen()
      .locator('.scroll')
      .evaluate((box) => (box.scrollTop = box.scrollHeight))
    await heard('lower')
    await screen()
      .locator('.swiper')
      .evaluate((box) => (box.scrollLeft = box.clientWidth))
    await heard('swipe:1')
  })

  it('a portal leaves the box that would clip it and still updates', async () => {
    const portal = screen().locator('.portal')
    expect(
      await portal.evaluate((node) =>
        Boolean(node.closest('.wx-page-view') && !node.closest('.wx-page-scroller')),
      ),
    ).toBe(true)
    await portal.click()
    await expect.poll(() => portal.innerText()).toBe('点过')
  })

  it('a page container opens, and back closes it instead of the page', async () => {
    await sample.frame(1).evaluate(() => wx.navigateTo({ url: '/pages/shapes/shapes' }))
    await expect.poll(() => sample.frame(1).evaluate(() => getCurrentPages().length)).toBe(2)
    const top = screen().locator('.wx-page-frame:not([hidden])')
    await sample.frame(1).evaluate(() => getCurrentPages()[1]!.setData({ sheet: true }))
    await top.getByText('抽屉').waitFor()
    await top.getByRole('button', { name: '返回' }).click()
    await expect.poll(() => top.locator('.heard').innerText()).toContain('gone')
    expect(await sample.frame(1).evaluate(() => getCurrentPages().length)).toBe(2)
    await top.getByRole('button', { name: '返回' }).click()
    await expect.poll(() => sample.frame(1).evaluate(() => getCurrentPages().length)).toBe(1)
  })

  it('animations and observers run', async () => {
    await sample.frame(1).evaluate(() => getCurrentPages()[0]!.play())
    await expect
      .poll(() =>
        screen()
          .locator('.animated')
          .evaluate((node) => (node as HTMLElement).style.transform),
      )
      .toBe('translateX(30px)')
    await sample
      .frame(1)
      .evaluate(
        () =>
          new Promise<void>((done) =>
            getCurrentPages()[0]!.animate('.animated', [{ opacity: 1 }, { opacity: 0.2 }], 40, done),
          ),
      )
    await screen().locator('.far').scrollIntoViewIfNeeded()
    await heard('far')
  })
})
