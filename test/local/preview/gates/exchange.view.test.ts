import { expect, it } from 'vitest'
import { exchangeView } from '../../../../local/preview/stage/gates/exchange.view'

const call = {
  method: 'POST' as const,
  path: '/v1/verify',
  headers: { 'x-gate-device': 'west-in', 'x-gate-nonce': 'n' },
  body: '{"code":"ABCD2345"}',
}
const exchange = {
  id: 1,
  lane: 'west-in',
  at: 0,
  ms: 22.6,
  call,
  status: 200,
  answer: '{"decision":"allow"}',
}

it('shows the request line, every header and the body as they were sent', () => {
  expect(exchangeView(exchange)).toEqual({
    title: 'POST /v1/verify',
    status: '200',
    outcome: 'ok',
    ms: '23 ms',
    request: 'POST /v1/verify\nx-gate-device: west-in\nx-gate-nonce: n\n\n{\n  "code": "ABCD2345"\n}',
    answer: '{\n  "decision": "allow"\n}',
  })
})

it('leaves the query out of the heading only', () => {
  const get = { method: 'GET' as const, path: '/v1/snapshot?since=7', headers: {}, body: '' }
  const { title, request } = exchangeView({ ...exchange, call: get })
  expect([title, request]).toEqual(['GET /v1/snapshot', 'GET /v1/snapshot?since=7'])
})

it('tells a refusal from no answer at all', () => {
  expect(exchangeView({ ...exchange, status: 401 }).outcome).toBe('refused')
  expect(exchangeView({ ...exchange, status: null, answer: 'fetch failed' })).toMatchObject({
    ...{ outcome: 'failed', status: '没有应答', answer: 'fetch failed' },
  })
})
