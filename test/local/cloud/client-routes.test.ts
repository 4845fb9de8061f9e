import fastify from 'fastify'
import { expect, onTestFinished, test } from 'vitest'
import { openCloud, WITH_SDK } from './functions/echo-functions'

const source = `${WITH_SDK} exports.main = async (event) => {
  if (event.fail) throw new Error('oh')
  if (event.url) return (await cloud.getTempFileURL({ fileList: [event.url] })).fileList[0].tempFileURL
  return { openid: cloud.getWXContext().OPENID, userInfo: event.userInfo }
}`
const people: Record<string, { openid: string; appid: string }> = {
  p1: { openid: 'o_1', appid: 'wx' },
  p2: { openid: 'o_2', appid: 'wx' },
}

async function open() {
  const { cloud } = await openCloud({ api: { source } }, { identify: (phone) => people[phone] ?? null })
  const app = fastify({ forceCloseConnections: true })
  await app.register(cloud.routes, { prefix: '/cloud' })
  const url = `${await app.listen({ host: '127.0.0.1', port: 0 })}/cloud`
  onTestFinished(() => app.close())
  const post = async (path: string, body: object, phone?: string) => {
    const headers: Record<string, string> = phone ? { 'x-phone': phone } : {}
    if (!(body instanceof FormData)) headers['content-type'] = 'application/json'
    const payload = body instanceof FormData ? body : JSON.stringify(body)
    return await (await fetch(url + path, { method: 'POST', headers, body: payload })).json()
  }
  const upload = (phone: string, path: string, text: string) => {
    const form = new FormData()
    form.append('cloudPath', path)
    form.append('file', new Blob([text], { type: 'image/jpeg' }), 'a.jpg')
    return post('/client/upload', form, phone)
  }
  return { cloud, url, post, upload }
}

test('the caller is whoever holds the phone, whatever the body says', async () => {
  const { post } = await open()
  const body = { name: 'api', data: { openid: 'o_9', userInfo: { openId: 'o_9' } }, openid: 'o_9' }
  expect(await post('/client/call', body, 'p1')).toMatchObject({
    result: { openid: 'o_1', userInfo: { openId: 'o_1', appId: 'wx' } },
    requestID: expect.any(String),
  })
  expect(await post('/client/call', body, 'p9')).toMatchObject({ errCode: -601034 })
  expect(await post('/client/call', body)).toMatchObject({ errCode: -601034 })
})

test('a failed call has code and text', async () => {
  const { post } = await open()
  expect(await post('/client/call', { name: 'api', data: { fail: true } }, 'p1')).toMatchObject({
    errCode: -504002,
    errMsg: expect.stringContaining('Error: oh'),
  })
})

test('clients never reach the database', async () => {
  const { post } = await open()
  expect(await post('/client/database', { collection: 'rows' }, 'p1')).toMatchObject({ errCode: -502003 })
})

test('the SDKs’ address takes signed requests only, and says so for an action it does not know', async () => {
  const { cloud, url } = await open()
  const send = async (headers: Record<string, string>) => {
    const body = JSON.stringify({ action: 'database.dropEverything' })
    return (await (
      await fetch(`${url}/admin`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body,
      })
    ).json()) as object
  }
  const signedBy = (id: string) => `TC3-HMAC-SHA256 Credential=${id}/2030-01-01/tcb/tc3_request`
  const secret = cloud.sdkEnvironment(url).TENCENTCLOUD_SECRETID!
  const wrong = ['local', '', secret.slice(0, -1), `${secret}0`, secret.toUpperCase()].map(signedBy)
  for (const authorization of ['', 'Credential', ...wrong])
    expect(await send({ authorization }), authorization).toMatchObject({ code: 'SIGN_PARAM_INVALID' })
  expect(await send({})).toMatchObject({ code: 'SIGN_PARAM_INVALID' })
  const authorization = signedBy(secret)
  expect(await send({ authorization })).toMatchObject({
    code: 'INVALID_PARAM',
    message: 'unsupported action: database.dropEverything',
  })
  expect(cloud.sdkEnvironment('http://x').TCB_CONTEXT_CNFG).toBe('{"URL":"http://x/admin"}')
})

test('a file is its owner’s: others get no address, and nobody gets in without one', async () => {
  const { post, upload, url } = await open()
  const { fileID } = await upload('p1', 'faces/一 张.jpg', 'picture')
  const [mine] = (await post('/client/temp-url', { fileList: [fileID] }, 'p1')).fileList
  expect(mine).toMatchObject({ fileID, status: 0 })
  const answer = await fetch(mine.tempFileURL)
  expect(await answer.text()).toBe('picture')
  expect(answer.headers.get('content-type')).toBe('image/jpeg')
  expect((await post('/client/temp-url', { fileList: [fileID] }, 'p2')).fileList[0]).toMatchObject({
    status: -503002,
    tempFileURL: '',
  })
  expect(
    (await post('/client/temp-url', { fileList: ['cloud://local-env.local/none'] }, 'p1')).fileList[0].status,
  ).toBe(-503003)
  expect(await upload('p2', 'faces/一 张.jpg', 'other')).toMatchObject({ errCode: -503002 })
  expect(await upload('p2', '../escape', 'x')).toMatchObject({ errCode: -501007 })

  const forged = [
    mine.tempFileURL.replace(/sign=./, 'sign=_'),
    mine.tempFileURL.replace(/t=\d+/, 't=99999999999'),
    mine.tempFileURL.split('?')[0],
  ]
  for (const address of forged) expect((await fetch(address)).status, address).toBe(403)
  expect((await fetch(mine.tempFileURL, { method: 'PUT', body: 'over' })).status).toBe(403)
  expect((await fetch(`${url}/files/..%2f..%2fcloud.sqlite?t=1&sign=1`)).status).toBe(403)
})

test('a phone asks for fifty addresses at a time, by file ids', async () => {
  const { post } = await open()
  const ask = (fileList: unknown) => post('/client/temp-url', { fileList }, 'p1')
  const ids = Array.from({ length: 51 }, (_id, index) => `cloud://local-env.local/${index}`)
  expect((await ask(ids.slice(1))).fileList).toHaveLength(50)
  for (const wrong of [ids, [], undefined, 'x', [1], [null], [{ maxAge: 1 }], [{ fileID: {} }]])
    expect(await ask(wrong), JSON.stringify(wrong)).toMatchObject({ errCode: -501007 })
})

test('an address is good for its time only', async () => {
  const { post, upload } = await open()
  const { fileID } = await upload('p1', 'a.txt', 'text')
  const { fileList } = await post('/client/temp-url', { fileList: [{ fileID, maxAge: -1 }] }, 'p1')
  expect((await fetch(fileList[0].tempFileURL)).status).toBe(403)
})

test('what a function hands out leads to the server that browsers know', async () => {
  const { post, upload, url } = await open()
  const { fileID } = await upload('p1', 'a.txt', 'text')
  const { result } = await post('/client/call', { name: 'api', data: { url: fileID } }, 'p1')
  expect(result.startsWith(`${url}/files/`)).toBe(true)
  expect(await (await fetch(result)).text()).toBe('text')
})

test('what a person chose on the sheet counts', async () => {
  const { cloud, post } = await open()
  await post('/client/subscribe', { choices: { T1: 'accept', T2: 'reject' } }, 'p1')
  expect([cloud.consent.remaining('o_1', 'T1'), cloud.consent.remaining('o_1', 'T2')]).toEqual([1, 0])
})
