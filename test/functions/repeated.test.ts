import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { validCalls, type ValidCalls } from './valid-calls'
import { approversOf, bookApproved, HOLDER_KEY, PassPhone } from './visitors'

/** A request that comes again after the world moved on: its reply once more, or why not; never a fault of ours. */
const MUTATING = (Object.keys(ACTIONS) as Action[]).filter((action) => ACTIONS[action].changes)
const DAY_MS = 24 * 3_600_000

let campus: Campus
let calls: ValidCalls
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, next)
})
afterAll(() => campus.close())
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  campus.clock.now = NOW
})

/**
 * What shows somebody or something that is no longer to be seen is refused, and an answer that opened a gate; every other reply
 * was kept whole.
 */
const SHOWN: Partial<Record<Action, string>> = { 'pass.issue': 'NO_PASS', 'gate.check': 'KEY_REUSED' }

/** What is read anew for who asks again: of it only when it was made first is the same. */
const READ_ANEW: Partial<Record<Action, string>> = { 'data.export': 'madeAt', 'record.exportVisits': 'next' }

describe.each(MUTATING)('%s', (action) => {
  it('a month later', async () => {
    const { by, input } = await calls[action]()
    const requestId = randomUUID()
    const first = await by.ask(action, input, requestId)
    campus.clock.now = NOW + 31 * DAY_MS
    const again = await by.ask(action, input, requestId)
    const refusal = SHOWN[action]
    if (refusal !== undefined) return expect(again).toMatchObject({ ok: false, code: refusal })
    const same = READ_ANEW[action]
    if (same !== undefined && first.ok)
      return expect(again).toMatchObject({ ok: true, data: { [same]: (first.data as never)[same] } })
    expect(again).toEqual({ ...first, now: campus.clock.now })
  })
})

it('what all of them left on the trail is found as it was written', async () => {
  const { sealAudit } = await import('../../cloudfunctions/usecases/audit/seal')
  const { verifyAll } = await import('../../cloudfunctions/usecases/audit/verify')
  while ((await sealAudit(campus.clock.now)) > 0);
  const { rows, faults } = await verifyAll(100, campus.clock.now, () => undefined)
  expect(faults).toEqual([])
  expect(rows).toBeGreaterThan(MUTATING.length)
})

describe('the pass', () => {
  const setting = async () => {
    const { visitor, visitId } = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 3) })
    const requestId = randomUUID()
    const ask = () => visitor.outcome('pass.issue', { visitId, holderKey: HOLDER_KEY }, requestId)
    return { visitor, visitId, requestId, ask }
  }

  it('is given again while this phone holds it, and refused once it ended', async () => {
    const { visitId, ask } = await setting()
    expect(await ask()).toBe('ok')
    expect(await ask()).toBe('ok')
    const approver = campus.person(approversOf(campus, 'computing')[0] as string)
    await approver.get('approval.revoke', { visitId, reason: '取消' })
    expect(await ask()).toBe('NO_PASS')
  })

  it('isn’t taken back by the same request once another phone took it', async () => {
    const { visitor, visitId, ask } = await setting()
    const other = new PassPhone()
    expect(await ask()).toBe('ok')
    campus.clock.now += 60_000
    await other.issue(visitor, visitId)
    campus.clock.now += 60_000
    expect(await ask()).toBe('PASS_ELSEWHERE')
    expect(await other.renew(visitor, visitId)).toBe('ok')
  })

  it('leaves nothing of the visitor among the replies', async () => {
    const { visitor, requestId, ask } = await setting()
    await ask()
    const { requestKey } = await import('../../cloudfunctions/platform/replies')
    const kept = await campus.stored<{ _id: string; reply: object }>(
      'audit',
      requestKey({ kind: 'wechat', id: visitor.openid ?? '' }, requestId),
    )
    expect(kept?.reply).toEqual({ at: expect.any(Number) as number })
  })
})
