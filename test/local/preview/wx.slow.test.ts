import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { phone } from '../../browser'
import { openSample, type Sample } from './sample'

let sample: Sample
let frame: Frame
beforeAll(async () => {
  sample = await openSample()
  frame = await sample.open(1, 'pages/start/start')
})
afterAll(() => sample?.close())

const screen = () => phone(sample.page, 1)
const button = (name: string) => screen().getByRole('button', { name, exact: true })

/** Starts an asynchronous call and answers with its result or error once `act` has pressed what it shows. */
async function calling(call: string, act: () => Promise<unknown>): Promise<any> {
  await frame.evaluate((call) => {
    ;(window as any).answer = (0, eval)(call).then(
      (result: unknown) => ({ ...(result as object) }),
      ({ errMsg, errCode, errno }: any) => ({ errMsg, errCode, errno }),
    )
  }, call)
  await act()
  return frame.evaluate(() => (window as any).answer)
}
const run = (call: string) => calling(call, async () => {})

describe('navigation', () => {
  beforeEach(async () => {
    frame = await sample.open(1, 'pages/start/start')
  })

  it('opens a page with its query, title and channel, and comes back', async () => {
    await screen().locator('.go').click()
    await expect.poll(() => screen().locator('.query').innerText()).toBe('7 林')
    await screen().getByRole('heading', { name: '第二页' }).waitFor()
    await button('返回').click()
    await expect.poll(() => screen().locator('.events').innerText()).toContain('hide show')
    const heard = await frame.evaluate(
      () => new Promise((done) => wx.navigateTo({ url: '../second/second?id=9', events: { opened: done } })),
    )
    expect(heard).toEqual({ id: '9' })
  })

  it('allows ten pages and names what it refuses', async () => {
    const stack = await frame.evaluate(async () => {
      for (let count = 1; count < 10; count += 1) await wx.navigateTo({ url: '/pages/second/second' })
      const refused = await wx.navigateTo({ url: '/pages/second/second' }).catch((error: any) => error.errMsg)
      return [getCurrentPages().length, refused]
    })
    expect(stack).toEqual([10, 'navigateTo:fail webview count limit exceed'])
    expect((await run(`wx.redirectTo({ url: '/pages/nowhere/nowhere' })`)).errMsg).toBe(
      'redirectTo:fail page "pages/nowhere/nowhere" is not found',
    )
    expect((await run(`wx.navigateTo({ url: '/pages/other/other' })`)).errMsg).toContain(
      'can not navigateTo a tabbar page',
    )
    await run(`wx.navigateBack({ delta: 20 })`)
    expect(await frame.evaluate(() => getCurrentPages().length)).toBe(1)
  })

  it('changes tabs by finger and by call, with badges', async () => {
    await run(`wx.setTabBarBadge({ index: 1, text: '3' })`)
    await button('另一页 3').click()
    await screen().getByText('另一页的内容').waitFor()
    await run(`wx.removeTabBarBadge({ index: 1 })`)
    await run(`wx.switchTab({ url: '/pages/start/start' })`)
    await expect.poll(() => frame.evaluate(() => getCurrentPages()[0]!.route)).toBe('pages/start/start')
    await run(`wx.hideTabBar()`)
    expect(await screen().locator('.wx-tab-bar').count()).toBe(0)
    await run(`wx.showTabBar()`)
  })

  it('gives a custom page the whole screen, and vh and the safe area mean that page', async () => {
    await run(`wx.navigateTo({ url: '/pages/custom/custom' })`)
    const whole = screen().locator('.whole')
    expect(await whole.evaluate((node) => [node.clientHeight, getComputedStyle(node).paddingBottom])).toEqual(
      [760, '20px'],
    )
  })

  it('sets title and colours of the bar', async () => {
    await run(`wx.setNavigationBarTitle({ title: '新标题' })`)
    await run(`wx.setNavigationBarColor({ frontColor: '#ffffff', backgroundColor: '#123456' })`)
    await screen().getByRole('heading', { name: '新标题' }).waitFor()
    expect(
      await screen()
        .locator('.wx-navigation-bar')
        .first()
        .evaluate((bar) => getComputedStyle(bar).backgroundColor),
    ).toBe('rgb(18, 52, 86)')
  })
})

describe('toasts, dialogs and sheets', () => {
  it('answer what the person chose', async () => {
    expect(
      await calling(`wx.showModal({ title: '问', content: '好吗' })`, () => button('确定').click()),
    ).toMatchObject({ confirm: true, cancel: false, errMsg: 'showModal:ok' })
    expect(await calling(`wx.showModal({ title: '问' })`, () => button('取消').click())).toMatchObject({
      confirm: false,
      cancel: true,
    })
    const written = await calling(`wx.showModal({ title: '写', editable: true })`, async () => {
      await screen().locator('.wx-layer-modal input').fill('字')
      await button('确定').click()
    })
    expect(written.content).toBe('字')
    expect(
      await calling(`wx.showActionSheet({ itemList: ['甲', '乙'] })`, () => button('乙').click()),
    ).toMatchObject({ tapIndex: 1 })
    expect(
      (await calling(`wx.showActionSheet({ itemList: ['甲'] })`, () => button('取消').click())).errMsg,
    ).toBe('showActionSheet:fail cancel')
  })

  it('show and go', async () => {
    await run(`wx.showToast({ title: '好了', duration: 300 })`)
    await screen().getByText('好了').waitFor()
    await screen().getByText('好了').waitFor({ state: 'detached' })
    await run(`wx.showLoading({ title: '稍候' })`)
    await screen().getByText('稍候').waitFor()
    await run(`wx.hideLoading()`)
    expect(await screen().getByText('稍候').count()).toBe(0)
  })

  it('callbacks are called instead of a promise', async () => {
    const called = await frame.evaluate(
      () =>
        new Promise((done) => {
          const order: string[] = []
          wx.getStorage({
            key: 'none',
            fail: () => order.push('fail'),
            complete: () => done([...order, 'complete']),
          })
        }),
    )
    expect(called).toEqual(['fail', 'complete'])
  })
})

describe('storage', () => {
  it('keeps values, per person and phone', async () => {
    await frame.evaluate(() => wx.setStorageSync('draft', { name: '林', at: [1, 2] }))
    expect(await frame.evaluate(() => wx.getStorageSync('draft'))).toEqual({ name: '林', at: [1, 2] })
    expect(await sample.frame(2).evaluate(() => wx.getStorageSync('draft'))).toBe('')
    expect((await frame.evaluate(() => wx.getStorageInfoSync())).keys).toContain('draft')
    expect((await run(`wx.getStorage({ key: 'none' })`)).errMsg).toBe('getStorage:fail data not found')
  })

  it('encrypts when asked: the value is nowhere in clear', async () => {
    await run(`wx.setStorage({ key: 'secret', data: '450305199506180021', encrypt: true })`)
    expect(await frame.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(
      '450305199506180021',
    )
    expect(await run(`wx.getStorage({ key: 'secret', encrypt: true })`)).toMatchObject({
      data: '450305199506180021',
    })
    expect((await run(`wx.getStorage({ key: 'secret' })`)).errMsg).toContain('data is encrypted')
  })

  it('refuses more than one megabyte a key', async () => {
    expect((await run(`wx.setStorage({ key: 'big', data: 'x'.repeat(1024 * 1024) })`)).errMsg).toBe(
      'setStorage:fail entry size limit reached',
    )
    await run(`wx.clearStorage()`)
    expect((await frame.evaluate(() => wx.getStorageInfoSync())).keys).toEqual([])
  })
})

describe('the cloud', () => {
  it('calls a function as the person who holds the phone, whatever the request says', async () => {
    const { result, requestID } = await run(
      `wx.cloud.callFunction({ name: 'echo', data: { said: '你好', userInfo: { openId: 'forged' } } })`,
    )
    expect(result).toEqual({ ok: true, data: { said: '你好', openid: 'oDemo_visitor-lin___________' } })
    expect(requestID).toBeTruthy()
  })

  it('fails as WeChat does: function errors, unknown functions, no network', async () => {
    const thrown = await run(`wx.cloud.callFunction({ name: 'echo', data: { fail: true } })`)
    expect(thrown.errMsg).toContain('cloud.callFunction:fail')
    expect(thrown.errCode).toBeLessThan(0)
    expect((await run(`wx.cloud.callFunction({ name: 'nowhere' })`)).errCode).toBe(-501000)
    await sample.page.locator('[data-card="1"]').getByRole('button', { name: '断网' }).click()
    const offline = await run(`wx.cloud.callFunction({ name: 'echo' })`)
    expect([offline.errCode, offline.errMsg]).toEqual([-1, expect.stringContaining('request:fail')])
    expect(await run('wx.getNetworkType()')).toMatchObject({ networkType: 'none' })
    await sample.page.locator('[data-card="1"]').getByRole('button', { name: '断网' }).click()
    expect(await frame.evaluate(() => getApp().globalData.networks)).toEqual([
      { isConnected: false, networkType: 'none' },
      { isConnected: true, networkType: 'wifi' },
    ])
  })

  it('uploads, hands out an address and downloads; the database is closed to clients', async () => {
    const loaded = await frame.evaluate(async () => {
      const canvas = document.createElement('canvas')
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvas })
      const { fileID } = await wx.cloud.uploadFile({ cloudPath: 'samples/a.png', filePath: tempFilePath })
      const { tempFilePath: copy } = await wx.cloud.downloadFile({ fileID })
      const { width } = await wx.getImageInfo({ src: copy })
      const denied = await wx.cloud
        .database()
        .collection('staff')
        .where({})
        .get()
        .catch((error: any) => error.errCode)
      return [width, denied]
    })
    expect(loaded).toEqual([300, -502003])
  })
})

describe('the person', () => {
  it('agrees to the privacy guide once, after a refusal is asked again', async () => {
    expect((await calling('wx.requirePrivacyAuthorize()', () => button('拒绝').click())).errno).toBe(103)
    expect(await calling('wx.requirePrivacyAuthorize()', () => button('同意').click())).toMatchObject({
      errMsg: 'requirePrivacyAuthorize:ok',
    })
    expect(await run('wx.requirePrivacyAuthorize()')).toMatchObject({ errMsg: 'requirePrivacyAuthorize:ok' })
    expect(await run('wx.getPrivacySetting()')).toMatchObject({ needAuthorization: false })
  })

  it('answers for each template, the cloud counts it, and a kept answer is not asked again', async () => {
    const [first, second] = [
      'DemoTemplate_new_booking_to_approvers_00001',
      'DemoTemplate_decision_to_visitor_0000000002',
    ]
    const ask = `wx.requestSubscribeMessage({ tmplIds: ${JSON.stringify([first, second])} })`
    const answers = await calling(ask, async () => {
      await screen().getByText('访客预约待审批提醒').click()
      await screen().getByText('总是保持以上选择').click()
      await button('允许').click()
    })
    expect(answers).toMatchObject({ [first]: 'reject', [second]: 'accept' })
    expect(await run(ask)).toMatchObject({ [first]: 'reject', [second]: 'accept' })
    expect(sample.started.cloud.consent.remaining('oDemo_visitor-lin___________', second)).toBe(2)
    expect((await run(`wx.requestSubscribeMessage({ tmplIds: [] })`)).errCode).toBe(10001)
    expect(
      (await run('wx.getSetting({ withSubscriptions: true })')).subscriptionsSetting.itemSettings[second],
    ).toBe('accept')
  })

  it('gives a permission once and takes it back in the settings', async () => {
    expect(
      (await calling(`wx.authorize({ scope: 'scope.camera' })`, () => button('拒绝').click())).errMsg,
    ).toBe('authorize:fail auth deny')
    const opened = await calling('wx.openSetting()', async () => {
      await screen().getByLabel('使用摄像头').check()
      await button('‹ 返回').click()
    })
    expect(opened.authSetting).toEqual({ 'scope.camera': true })
    expect(await run(`wx.authorize({ scope: 'scope.camera' })`)).toMatchObject({ errMsg: 'authorize:ok' })
  })

  it('picks a picture from the album', async () => {
    const album = sample.page.waitForEvent('filechooser')
    const { tempFiles } = await calling(
      `wx.chooseMedia({ count: 1, mediaType: ['image'], sourceType: ['album'] })`,
      async () => (await album).setFiles(`${sample.sources}/assets/dot.png`),
    )
    expect(tempFiles).toMatchObject([{ fileType: 'image', tempFilePath: expect.stringMatching(/^wxfile:/) }])
  })

  it('picks a file that stands for one of a chat, and reads it', async () => {
    const dialog = sample.page.waitForEvent('filechooser')
    const list = { name: '名单.csv', mimeType: 'text/csv', buffer: Buffer.from('张三,450305199001011234') }
    const { tempFiles } = await calling(
      `wx.chooseMessageFile({ count: 1, type: 'file', extension: ['csv', 'txt'] })`,
      async () => (await dialog).setFiles(list),
    )
    expect(tempFiles).toMatchObject([{ name: '名单.csv', path: expect.stringMatching(/^wxfile:.*\.csv$/) }])
    const read = await frame.evaluate(
      (filePath) => wx.getFileSystemManager().readFile({ filePath, encoding: 'utf8' }),
      tempFiles[0].path,
    )
    expect(read).toMatchObject({ data: '张三,450305199001011234' })
  })

  it('shows a place by its name, address and coordinates, and refuses what WeChat refuses', async () => {
    const place = `latitude: 25.2736, longitude: 110.2907, name: '育才西门', address: '公交站旁'`
    const shown = await calling(`wx.openLocation({ ${place} })`, async () => {
      const words = await screen().locator('.wx-layer-modal .wx-box').innerText()
      for (const part of ['育才西门', '公交站旁', '25.2736, 110.2907']) expect(words).toContain(part)
      await button('关闭地图').click()
    })
    expect(shown).toEqual({ errMsg: 'openLocation:ok' })
    for (const wrong of [`latitude: '25.2736', longitude: 110`, 'latitude: 110, longitude: 200', ''])
      expect((await run(`wx.openLocation({ ${wrong} })`)).errMsg).toMatch(/^openLocation:fail /)
    expect((await run(`wx.openLocation({ ${place}, scale: 20 })`)).errMsg).toMatch(/^openLocation:fail /)
    expect(await screen().locator('.wx-layer-modal').count()).toBe(0)
  })

  it('calls a number and types a plate', async () => {
    expect(
      await calling(`wx.makePhoneCall({ phoneNumber: '5822110' })`, () => button('呼叫').click()),
    ).toMatchObject({ errMsg: 'makePhoneCall:ok' })
    expect(
      (await calling(`wx.makePhoneCall({ phoneNumber: '5822110' })`, () => button('取消').click())).errMsg,
    ).toBe('makePhoneCall:fail cancel')
    const chosen = await calling('wx.chooseLicensePlate()', async () => {
      await screen().locator('.wx-layer-modal input').fill('桂C12345')
      await button('确定').click()
    })
    expect(chosen.plateNumber).toBe('桂C12345')
  })
})

describe('the phone', () => {
  it('has a clipboard, brightness, random numbers, sound and a window', async () => {
    expect(
      await frame.evaluate(async () => {
        await wx.setClipboardData({ data: '复制' })
        await wx.setScreenBrightness({ value: 1 })
        await wx.setKeepScreenOn({ keepScreenOn: true })
        await wx.vibrateShort({ type: 'light' })
        const { randomValues } = await wx.getRandomValues({ length: 70000 })
        const { value } = await wx.getScreenBrightness()
        const { windowWidth, statusBarHeight } = wx.getWindowInfo()
        return [
          (await wx.getClipboardData()).data,
          value,
          randomValues.byteLength,
          windowWidth,
          statusBarHeight,
          wx.arrayBufferToBase64(new Uint8Array([1, 2]).buffer),
        ]
      }),
    ).toEqual(['复制', 1, 70000, 375, 28, 'AQI='])
  })

  it('plays a sound and tells when it ended', async () => {
    const ended = await frame.evaluate(
      () =>
        new Promise((done) => {
          const bytes = new Uint8Array(44 + 800).fill(128)
          const view = new DataView(bytes.buffer)
          const write = (at: number, text: string) =>
            [...text].forEach((letter, index) => view.setUint8(at + index, letter.charCodeAt(0)))
          write(0, 'RIFF')
          view.setUint32(4, 836, true)
          write(8, 'WAVEfmt ')
          view.setUint32(16, 16, true)
          view.setUint16(20, 1, true)
          view.setUint16(22, 1, true)
          view.setUint32(24, 8000, true)
          view.setUint32(28, 8000, true)
          view.setUint16(32, 1, true)
          view.setUint16(34, 8, true)
          write(36, 'data')
          view.setUint32(40, 800, true)
          const sound = wx.createInnerAudioContext()
          sound.onEnded(() => done('ended'))
          sound.onError(({ errMsg }: any) => done(errMsg))
          sound.src = `data:audio/wav;base64,${wx.arrayBufferToBase64(bytes.buffer)}`
          sound.play()
        }),
    )
    expect(ended).toBe('ended')
  })

  it('scales text that follows the reader, and only then', async () => {
    await run(`wx.navigateTo({ url: '/pages/second/second' })`)
    const size = () =>
      screen()
        .locator('.rem')
        .evaluate((node) => getComputedStyle(node).fontSize)
    expect(await size()).toBe('16px')
    const switches = sample.page.locator('[data-card="1"]')
    await switches.getByRole('button', { name: '大字' }).click()
    expect(await size()).toBe('22.4px')
    expect(await frame.evaluate(() => wx.getAppBaseInfo().fontSizeSetting)).toBe(22.4)
    await switches.getByRole('button', { name: '大字' }).click()
    expect(await size()).toBe('16px')
    await run('wx.navigateBack()')
  })

  it('says by name what it lacks', async () => {
    const found = await frame.evaluate(() => [
      typeof wx.startBluetoothDevicesDiscovery,
      wx.canIUse('scanCode'),
      wx.canIUse('startBluetoothDevicesDiscovery'),
      wx.canIUse('button.open-type.share'),
    ])
    expect(found).toEqual(['undefined', true, false, true])
    expect(sample.errors).toContain('wx.startBluetoothDevicesDiscovery is not provided by the preview')
  })

  it('gives errors that nobody caught to the program', async () => {
    await frame.evaluate(() => {
      setTimeout(() => {
        throw new Error('uncaught')
      })
      void Promise.reject(new Error('unhandled'))
    })
    await expect
      .poll(() => frame.evaluate(() => [getApp().globalData.errors.length, getApp().globalData.rejections]))
      .toEqual([1, ['Error: unhandled']])
  })

  it('starts at a page with a scene', async () => {
    frame = await sample.open(1, 'pages/second/second?id=5', 1047)
    expect(await frame.evaluate(() => getApp().globalData.launches)).toMatchObject([
      { path: 'pages/second/second', query: { id: '5' }, scene: 1047 },
    ])
    await button('返回首页').click()
    await expect.poll(() => frame.evaluate(() => getCurrentPages()[0]!.route)).toBe('pages/start/start')
  })
})
