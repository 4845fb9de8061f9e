import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openCampus, type Campus } from '../functions/campus'

/** Somebody calls the gate with headers of their choice: over HTTP, and as a WeChat client (spec 5.1). */
let campus: Campus
let url = ''
beforeAll(async () => {
  campus = await openCampus({ functions: true, workers: 1 })
  url = `${await campus.cloud.listen()}/gate`
})
afterAll(() => campus.close())

const KNOWN = 'code=0001'
const scan = (path: string, headers: Record<string, string>) =>
  fetch(url + path, { method: 'POST', headers, body: 'vgdecoderesult=ZZZZ&&devicenumber=1' })

async function headFrom(deviceId: string, addresses: string[]): Promise<string> {
  const office = campus.deployed(campus.demo.office[0]?.openid ?? '')
  const { path } = await office.get('device.save', {
    ...{ deviceId, name: deviceId, gateId: 'yanshan-east', kind: 'qrHead', direction: 'in' },
    ...{ mayOverride: false, unsigned: true, addresses, renewSecret: false },
  })
  return path ?? ''
}

describe('only the gateway’s own entry of x-forwarded-for says where a call comes from', () => {
  test.each([
    ['x-forwarded-for', '10.1.2.3'],
    ['x-forwarded-for', '10.1.2.3, 10.1.2.3'],
    ['x-real-ip', '10.1.2.3'],
    ['forwarded', 'for=10.1.2.3'],
    ['x-client-ip', '10.1.2.3'],
  ])('%s: %s', async (name, value) => {
    const path = await headFrom('far-away', ['10.1.2.3'])
    expect((await scan(path, { [name]: value })).status).toBe(404)
  })

  it('from its own address the device is answered, whatever else is claimed', async () => {
    const path = await headFrom('near', ['127.0.0.1'])
    const reply = await scan(path, { 'x-forwarded-for': '10.9.9.9', 'x-real-ip': '10.9.9.9' })
    expect([reply.status, await reply.text()]).toEqual([200, KNOWN])
  })
})

it('a WeChat client that calls the function by name is refused, with any event', async () => {
  const path = await headFrom('by-name', [])
  const event = {
    ...{ path, httpMethod: 'POST', headers: { 'x-forwarded-for': '127.0.0.1' }, isBase64Encoded: false },
    body: 'vgdecoderesult=ZZZZ&&devicenumber=1',
  }
  const { result } = await campus.cloud.invoke('gate', event, { openid: 'somebody' })
  expect(result).toMatchObject({ statusCode: 404 })
  for (const own of ['/v1/keys', '/openapi.json', '/docs'])
    expect(
      (await campus.cloud.invoke('gate', { ...event, path: own, httpMethod: 'GET' }, { openid: 'x' })).result,
    ).toMatchObject({ statusCode: 404 })
})
