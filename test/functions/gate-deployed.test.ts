import { afterAll, beforeAll, expect, it } from 'vitest'
import { GateClient } from '../../local/gate-simulator/client'
import { steadyLoad } from '../../local/gate-simulator/load'
import { dayOf } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus } from './campus'
import { approversOf, formFor, PassPhone } from './visitors'

/** The built function over HTTP, as hardware reaches it, at the real time. */
let campus: Campus
let url = ''
let secret = ''
const device = (clock?: () => number) => new GateClient({ url, deviceId: 'deployed', secret, clock })

beforeAll(async () => {
  campus = await openCampus({ functions: true, workers: 2 })
  url = `${await campus.cloud.listen()}/gate`
  const office = campus.deployed(campus.demo.office[0]?.openid ?? '')
  const saved = await office.get('device.save', {
    ...{ deviceId: 'deployed', name: '东门', gateId: 'yanshan-east', kind: 'controller', direction: 'both' },
    ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
  })
  secret = saved.secret ?? ''
})
afterAll(() => campus.close())

it('approved, a device lets in by its pass, and its replay of an event gets the same answer', async () => {
  const today = dayOf(Date.now())
  const visitor = campus.deployed('over-http')
  const form = formFor(campus, 1, { firstDay: today, lastDay: today })
  const { visitId } = await visitor.get('visit.submit', { form })
  await campus.deployed(approversOf(campus, 'computing')[0] ?? '').get('approval.approve', { visitId })
  const phone = new PassPhone()
  await phone.issue(visitor, visitId)
  const code = phone.codeAt(Date.now())
  const answers = await Promise.all(
    [1, 2, 3].map(() => device().verify({ direction: 'in', code }, 'one-event-of-three')),
  )
  expect(answers[0]).toMatchObject({ ok: true, data: { decision: 'allow', reason: 'OK' } })
  for (const answer of answers) expect(answer.ok && answer.data).toEqual(answers[0]?.ok && answers[0].data)
})

it('a clock that is a day wrong is set by the server’s answer', async () => {
  const wrong = device(() => Date.now() - 86_400_000)
  expect(await wrong.call('heartbeat', { version: null, faults: [] })).toMatchObject({ ok: true })
  expect(Math.abs(wrong.clockOffset - 86_400_000)).toBeLessThan(60_000)
})

it('under load every call is answered', async () => {
  const load = { rate: 20, seconds: 1, call: async () => String((await device().call('keys', {})).ok) }
  expect((await steadyLoad(load)).outcomes).toEqual({ true: 20 })
})

it.each([
  ['an unknown path', '/v1/nothing', { method: 'POST', body: '{}' }, 404],
  ['no signature', '/v1/verify', { method: 'POST', body: '{}' }, 401],
  ['a body over 100 KB', '/v1/verify', { method: 'POST', body: 'x'.repeat(101 * 1024) }, 413],
  ['the contract', '/openapi.json', {}, 200],
  ['the contract for people', '/docs', {}, 200],
])('%s', async (_, path, request, status) => {
  expect((await fetch(url + path, request)).status).toBe(status)
})

it('a phone can’t reach it with a user’s name instead of a signature', async () => {
  const event = { path: '/v1/keys', httpMethod: 'GET', headers: {} }
  const { result } = await campus.cloud.invoke('gate', event, { openid: campus.demo.office[0]?.openid ?? '' })
  expect(result).toMatchObject({ statusCode: 404 })
})

it('answers no WeChat user, whatever headers they make up', async () => {
  const event = { path: '/openapi.json', httpMethod: 'GET', headers: {}, isBase64Encoded: false }
  const byHttp = (await campus.cloud.invoke('gate', event)).result as { statusCode: number }
  const byClient = (await campus.cloud.invoke('gate', event, { openid: 'a-client' })).result as {
    statusCode: number
    body: string
  }
  expect(byHttp.statusCode).toBe(200)
  expect([byClient.statusCode, JSON.parse(byClient.body)]).toMatchObject([
    404,
    { error: { code: 'NO_SUCH_PATH' } },
  ])
})
