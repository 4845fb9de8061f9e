import sharp from 'sharp'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { expect, test, vi } from 'vitest'
import { openCloud, WITH_SDK } from '../functions/echo-functions'

// From the package, not from the network.
const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm')
prepareZXingModule({ overrides: { wasmBinary: readFileSync(wasm) as unknown as ArrayBuffer } })

// Calls openapi as functions do; gives the answer or the error code.
const source = `${WITH_SDK} exports.main = async ({ area, api, args }) => {
  try {
    const answer = await cloud.openapi[area][api](args)
    return answer.buffer ? { contentType: answer.contentType, base64: answer.buffer.toString('base64') } : answer
  } catch (error) { return { errCode: error.errCode, errMsg: error.errMsg } }
}`

/** May make every call but one that there is. */
const FUNCTION = {
  source,
  config: {
    permissions: {
      openapi: [
        ...['subscribeMessage.send', 'wxacode.getUnlimited'],
        ...['phonenumber.getPhoneNumber', 'security.msgSecCheck'],
      ],
    },
  },
}

const TEMPLATES = { T1: ['thing1', 'time2'] }
const message = (more: object = {}) => ({
  area: 'subscribeMessage',
  api: 'send',
  args: {
    touser: 'o_1',
    templateId: 'T1',
    page: 'pages/visit/index?id=1',
    data: { thing1: { value: '来访已通过' }, time2: { value: '2030-01-01 08:00' } },
    ...more,
  },
})

test('one consent, one message; counted by user and template, kept over a restart', async () => {
  const { cloud, reopen } = await openCloud({ f: FUNCTION }, { templates: TEMPLATES })
  const heard: string[] = []
  cloud.notices.subscribe(({ openid }) => heard.push(openid))
  expect((await cloud.invoke('f', message())).result).toMatchObject({ errCode: 43101 })
  await cloud.consent.record('o_1', 'T1', 'accept')
  await cloud.consent.record('o_1', 'T1', 'accept')
  await cloud.consent.record('o_1', 'T1', 'reject')
  expect((await cloud.invoke('f', message())).result).toMatchObject({ errCode: 0 })
  expect(heard).toEqual(['o_1'])

  const again = await reopen()
  expect(again.consent.remaining('o_1', 'T1')).toBe(1)
  expect((await again.invoke('f', message({ touser: 'o_2' }))).result).toMatchObject({ errCode: 43101 })
  const both = await Promise.all([again.invoke('f', message()), again.invoke('f', message())])
  expect(both.map(({ result }) => (result as { errCode: number }).errCode).sort()).toEqual([0, 43101])
  expect(again.notices.list()).toHaveLength(2)
  expect(again.notices.list('o_1')[0]).toMatchObject({
    openid: 'o_1',
    templateId: 'T1',
    page: 'pages/visit/index?id=1',
    fields: { thing1: '来访已通过', time2: '2030-01-01 08:00' },
  })
})

test('what WeChat refuses is refused with its code, and uses up no consent', async () => {
  const { cloud } = await openCloud(
    { f: FUNCTION },
    { templates: TEMPLATES, knows: (openid) => openid === 'o_1' },
  )
  await cloud.consent.record('o_1', 'T1', 'accept')
  const refusals: [object, number][] = [
    [message({ touser: 'o_9' }), 40003],
    [message({ templateId: 'T9' }), 40037],
    [message({ data: { thing1: { value: 'x'.repeat(21) }, time2: { value: '08:00' } } }), 47003],
    [{ area: 'security', api: 'msgSecCheck', args: { content: 'x' } }, 40066],
  ]
  for (const [call, errCode] of refusals)
    expect((await cloud.invoke('f', call)).result).toMatchObject({ errCode })
  expect(cloud.consent.remaining('o_1', 'T1')).toBe(1)
  expect(cloud.notices.list()).toEqual([])
})

test('a Mini Program code is a picture that a scanner reads', async () => {
  const { cloud } = await openCloud({ f: FUNCTION })
  const args = { scene: 'host=u1&n=2', page: 'pages/booking/index' }
  const { result } = await cloud.invoke('f', { area: 'wxacode', api: 'getUnlimited', args })
  const { contentType, base64 } = result as { contentType: string; base64: string }
  expect(contentType).toBe('image/png')
  const { data, info } = await sharp(Buffer.from(base64, 'base64'))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true })
  const pixels = {
    data: new Uint8ClampedArray(data),
    width: info.width,
    height: info.height,
    colorSpace: 'srgb',
  }
  const [code] = await readBarcodes(pixels as ImageData)
  expect(code?.text).toBe('weapp://pages/booking/index?scene=host%3Du1%26n%3D2')

  const refused = async (more: object) =>
    (
      (await cloud.invoke('f', { area: 'wxacode', api: 'getUnlimited', args: { ...args, ...more } }))
        .result as any
    ).errCode
  expect(await refused({ scene: 'x'.repeat(33) })).toBe(40169)
  expect(await refused({ scene: '中文' })).toBe(40169)
  expect(await refused({ page: '/pages/booking/index' })).toBe(41030)
})

test('a phone code gives the number once', async () => {
  const { cloud } = await openCloud({ f: FUNCTION })
  const call = { area: 'phonenumber', api: 'getPhoneNumber', args: { code: cloud.phoneCode('13800000000') } }
  expect((await cloud.invoke('f', call)).result).toMatchObject({
    errCode: 0,
    phoneInfo: { phoneNumber: '13800000000', countryCode: '86' },
  })
  expect((await cloud.invoke('f', call)).result).toMatchObject({ errCode: 40029 })
})

test('a function makes the calls that its config.json lists, and none over HTTP', async () => {
  const overHttp = `${source}
    const answer = exports.main
    exports.main = ({ body, ...event }) => answer(body ? JSON.parse(body) : event)`
  const templates = { area: 'subscribeMessage', api: 'getTemplateList' }
  const listed = { permissions: { openapi: ['subscribeMessage.getTemplateList'] } }
  const { cloud } = await openCloud(
    { bare: { source: overHttp }, listed: { source: overHttp, config: listed } },
    { http: { '/listed': 'listed' }, templates: TEMPLATES },
  )
  const invoked = async (name: string, call: object) => (await cloud.invoke(name, call)).result
  const refused = { errCode: -604101 }
  expect(await invoked('listed', templates)).toMatchObject({ errCode: 0 })
  expect(await invoked('listed', message())).toMatchObject(refused)
  expect(await invoked('bare', templates)).toMatchObject(refused)
  const asked = await fetch(`${await cloud.listen()}/listed`, {
    ...{ method: 'POST', body: JSON.stringify(templates), headers: { 'content-type': 'application/json' } },
  })
  expect(await asked.json()).toMatchObject(refused)
  expect(cloud.refusedOpenApi).toEqual([
    `subscribeMessage.send isn't in permissions.openapi of listed/config.json`,
    `subscribeMessage.getTemplateList isn't in permissions.openapi of bare/config.json`,
    'subscribeMessage.getTemplateList by listed, called over HTTP',
  ])
})

test('what a function began before its reply still counts as its call', async () => {
  const begun = `${WITH_SDK} exports.main = async () => {
    setTimeout(() => cloud.openapi.subscribeMessage.getTemplateList({}).catch(() => 0), 5)
    return null
  }`
  const { cloud } = await openCloud({ bare: { source: begun } })
  await cloud.invoke('bare', {})
  await vi.waitFor(() => expect(cloud.refusedOpenApi).toHaveLength(1))
})
