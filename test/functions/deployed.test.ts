import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract'
import type { TogetherReply } from '../../contract/together'
import { addDays, dayOf } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus } from './campus'
import { approversOf, formFor, guardOf, PassPhone } from './visitors'

/** The built functions, run with the identity that the platform gives: the same job, and nobody can be somebody else. */
let campus: Campus
beforeAll(async () => {
  campus = await openCampus({ functions: true })
})
afterAll(() => campus.close())

const formOfToday = (number: number) => {
  const today = dayOf(Date.now())
  return formFor(campus, number, { firstDay: today, lastDay: today })
}

// First: nobody has come in yet whose host is to be told.
it('the timer ends what the calendar has ended', async () => {
  const visitor = campus.deployed('yesterday')
  const { visitId } = await visitor.get('visit.submit', { form: formOfToday(2) })
  const yesterday = addDays(dayOf(Date.now()), -1)
  // The digest of an evening would be one thing more that is done.
  await campus.put('settings', { _id: 'rules', digestAt: 24 * 60 })
  await campus.put('visits', { _id: visitId, firstDay: yesterday, lastDay: yesterday })
  const { result } = await campus.cloud.fireTimer('tick')
  expect(result).toEqual({ done: 1 })
  const { visit, history } = await visitor.get('visit.get', { visitId })
  expect(visit.state).toBe('expired')
  expect(history.at(-1)).toMatchObject({ byName: '', byRole: 'system', from: 'pending', to: 'expired' })
  expect((await campus.cloud.fireTimer('tick')).result).toEqual({ done: 0 })
})

it('the job runs from form to gate', async () => {
  const visitor = campus.deployed('deployed-visitor')
  const { visitId } = await visitor.get('visit.submit', { form: formOfToday(1) })
  await campus.deployed(approversOf(campus, 'computing')[0] as string).get('approval.approve', { visitId })
  const phone = new PassPhone()
  await phone.issue(visitor, visitId)
  const guard = campus.deployed(guardOf(campus, 'yucai-west'))
  const admitted = await guard.get('gate.check', {
    gateId: 'yucai-west',
    direction: 'in',
    code: phone.codeAt(Date.now()),
  })
  expect(admitted).toMatchObject({ allowed: true, reason: 'OK' })
})

describe('identity', () => {
  it('is the caller’s, whatever the event claims, also when instances are shared by many at once', async () => {
    const claim = {
      userInfo: { openId: 'somebody-else' },
      openid: 'somebody-else',
      _openid: 'somebody-else',
      OPENID: 'somebody-else',
    }
    const callers = Array.from({ length: 12 }, (_, index) => `caller-${index}`)
    const visitIds = await Promise.all(
      callers.map(async (openid, index) => {
        const event = {
          action: 'visit.submit',
          input: { form: formOfToday(100 + index), ...claim },
          requestId: randomUUID(),
          ...claim,
        }
        const { result } = await campus.cloud.invoke('api', event, { openid })
        return (result as { data: { visitId: string } }).data.visitId
      }),
    )
    for (const [at, openid] of callers.entries())
      expect(await campus.stored('visits', visitIds[at] as string)).toMatchObject({ owner: openid })
  })

  it('is required: nobody calls the api function without one', async () => {
    const { result } = await campus.cloud.invoke('api', { action: 'me', input: {}, openid: 'visitor-1' })
    expect(result).toMatchObject({ ok: false, code: 'NOT_ALLOWED' } satisfies Partial<Reply>)
  })

  it('keeps people away from the timer', async () => {
    const { result } = await campus.cloud.invoke('timer', { TriggerName: 'tick' }, { openid: 'curious' })
    expect(result).toEqual({ done: 0 })
  })
})

describe('several calls in one', () => {
  const ask = async (openid: string | null, calls: object[]) =>
    (await campus.cloud.invoke('api', { together: calls }, openid === null ? undefined : { openid })).result

  it('are each answered as they would be alone, in their order', async () => {
    const visitor = campus.deployed('together')
    const calls: { action: string; input: object }[] = [
      { action: 'unit.list', input: {} },
      { action: 'approval.list', input: { list: 'pending', cursor: null } },
      { action: 'no.such', input: {} },
      { action: 'deputy.get', input: {} },
    ]
    const alone = await Promise.all(
      calls.map(({ action, input }) => visitor.ask(action as never, input as never)),
    )
    const { together } = (await ask('together', calls)) as TogetherReply
    const codes = (replies: Reply[]) => replies.map((reply) => (reply.ok ? 'ok' : reply.code))
    expect(codes(together)).toEqual(['ok', 'NOT_ALLOWED', 'BAD_REQUEST', 'NOT_ALLOWED'])
    expect(codes(together)).toEqual(codes(alone))
    expect(together[0]).toMatchObject({ data: alone[0]?.ok && alone[0].data })
  })

  it('change nothing, even with a request id', async () => {
    const call = { action: 'visit.submit', input: { form: formOfToday(3) }, requestId: randomUUID() }
    expect(await ask('together-3', [call])).toMatchObject({
      together: [{ ok: false, code: 'BAD_REQUEST', details: { fields: ['requestId'] } }],
    })
    expect(
      (await campus.deployed('together-3').get('visit.list', { list: 'pending', cursor: null })).rows,
    ).toEqual([])
  })

  it.each([
    ['none', []],
    ['too many', Array.from({ length: 21 }, () => ({ action: 'me', input: {} }))],
    ['others among them', [{ action: 'me', input: {} }, 'me']],
  ])('are refused as one when there are %s', async (_what, calls) => {
    expect(await ask('together', calls as object[])).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('are nobody’s without an identity', async () => {
    expect(await ask(null, [{ action: 'me', input: {} }])).toMatchObject({
      together: [{ ok: false, code: 'NOT_ALLOWED' }],
    })
  })
})
