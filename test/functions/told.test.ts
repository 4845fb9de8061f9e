import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoTemplates } from '../../local/demo'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { approversOf, book, bookApproved, guardOf, HOLDER_KEY, PassPhone } from './visitors'
import { openWalkIns, walkIn, WALK_IN_GATE } from './walk-ins'

/** What people are told of a booking is what happened: who a message has reached, and what became of a pass. */
const { decision, newBooking } = demoTemplates
let campus: Campus
let numbers = 700
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const approver = (at = 0) => campus.person(approversOf(campus, 'computing')[at] as string)
const allow = (openid: string) => campus.cloud.consent.record(openid, newBooking.id, 'accept')
const told = async (visitId: string, visitor: { get: ReturnType<Campus['person']>['get'] }) =>
  (await visitor.get('visit.get', { visitId })).notifications.map(({ names }) => names)

describe('who was told', () => {
  it('is nobody while no message has reached anybody', async () => {
    const { visitId, visitor } = await book(campus, next())
    expect(await told(visitId, visitor)).toEqual([])
  })

  it('is those a message has reached, by name', async () => {
    const openid = approver().openid as string
    await allow(openid)
    const { visitId, visitor } = await book(campus, next())
    const account = await campus.stored<{ _id: string; name: string }>('accounts', `approver:${openid}`)
    expect(await told(visitId, visitor)).toEqual([[account?.name]])
  })

  it('is brought up again in half an hour where the visit is today, and then every two hours', async () => {
    const { remindOfNear } = await import('../../cloudfunctions/usecases/notice/remind-approvers')
    const { deliveriesDone, deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver')
    const { visitId, visitor } = await book(campus, next(), { firstDay: TODAY, lastDay: TODAY })
    const openid = approver().openid as string
    const counts: number[] = []
    for (const minutes of [29, 30, 31, 149, 150, 151, 270]) {
      // One for each booking that waits, whichever is sent first.
      for (let each = 700; each < numbers; each++) await allow(openid)
      const at = NOW + minutes * 60_000
      await remindOfNear(at)
      await deliveriesDone()
      await deliverDue(at)
      counts.push((await told(visitId, visitor)).length)
    }
    expect(counts).toEqual([0, 1, 1, 1, 2, 2, 3])
  })
})

describe('a pass that holds no more', () => {
  const revoke = async (reason: string) => {
    const { visitId, visitor } = await bookApproved(campus, next())
    await approver().get('approval.revoke', { visitId, reason })
    return { visitId, visitor }
  }

  it('says why, and whom to call', async () => {
    const { visitId, visitor } = await revoke('会议取消')
    const reply = await visitor.ask('pass.issue', { visitId, holderKey: HOLDER_KEY })
    expect(reply).toMatchObject({
      ok: false,
      code: 'NO_PASS',
      details: { state: 'revoked', reason: '会议取消', unitName: '计算机学院' },
    })
    const { unitPhone } = (reply as unknown as { details: { unitPhone: unknown } }).details
    expect(typeof unitPhone).toBe('string')
  })

  it('stays on the first screen, as long as its days last and the day it ended', async () => {
    const { visitId, visitor } = await revoke('会议取消')
    const me = await visitor.get('me', {})
    expect(me.todayPasses).toEqual([])
    expect(me.ended).toMatchObject([{ id: visitId, state: 'revoked', reason: '会议取消' }])
    const { lastDay } = me.ended[0] as { lastDay: string }
    campus.clock.now = NOW + (Date.parse(addDays(lastDay, 1)) - Date.parse(TODAY) + DAY_MS)
    expect((await visitor.get('me', {})).ended).toEqual([])
  })

  it('a visit that came about is no news', async () => {
    const { visitor, visitId } = await book(campus, next())
    expect((await visitor.get('me', {})).ended).toEqual([])
    await visitor.get('visit.cancel', { visitId })
    expect((await visitor.get('me', {})).ended).toMatchObject([{ id: visitId, state: 'cancelled' }])
  })
})

describe('the host whose guest has come in', () => {
  const host = (bound: boolean) =>
    campus.demo.staff.find(({ unitId, openid }) => unitId === 'computing' && (openid !== null) === bound)
  const minute = async (now: number) => {
    const { tellHosts } = await import('../../cloudfunctions/usecases/notice/tell-hosts')
    const { deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver')
    await tellHosts(now)
    await deliverDue(now)
  }
  const heard = () =>
    campus.cloud.notices
      .list(host(true)?.openid ?? '')
      .map(({ fields }) => fields)
      .filter(({ phrase1 }) => phrase1 === '已入校')
  const comesIn = async (bound: boolean, passes: readonly ('in' | 'out')[]) => {
    const booked = await bookApproved(campus, next(), {
      ...{ hostId: host(bound)?.id ?? '', firstDay: TODAY, lastDay: TODAY },
    })
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    for (const direction of passes) {
      const code = booked.phone.codeAt(campus.clock.now)
      const checked = await guard.get('gate.check', { gateId: 'yanshan-east', direction, code })
      expect(checked.allowed).toBe(true)
      campus.clock.now += 60_000
    }
    return booked
  }
  const untold = async (visitId: string) =>
    (await campus.stored<Visit>('visits', visitId))?.hostUntold ?? false
  const allowed = () => campus.cloud.consent.record(host(true)?.openid ?? '', decision.id, 'accept')

  it('is told within the minute, once, however often the timer runs and the guest comes in', async () => {
    for (let each = 0; each < 5; each++) await allowed()
    const before = heard().length
    const { visitId } = await comesIn(true, ['in'])
    expect(await untold(visitId)).toBe(true)
    expect(heard()).toHaveLength(before)
    await minute(campus.clock.now)
    expect(heard()).toHaveLength(before + 1)
    expect(heard()).toContainEqual(expect.objectContaining({ thing4: '您的访客访**14:00入校' }))
    await minute(campus.clock.now + 60_000)
    const { visitId: again } = await comesIn(true, ['in', 'out', 'in'])
    await minute(campus.clock.now)
    await minute(campus.clock.now)
    expect(heard()).toHaveLength(before + 2)
    expect([await untold(visitId), await untold(again)]).toEqual([false, false])
  })

  it('hears nothing that is half an hour old', async () => {
    await allowed()
    const before = heard().length
    const { visitId } = await comesIn(true, ['in'])
    await minute(NOW + 31 * 60_000)
    expect([heard().length, await untold(visitId)]).toEqual([before, false])
  })

  it('is nobody where the host has bound no WeChat', async () => {
    const { visitId } = await comesIn(false, ['in'])
    await minute(campus.clock.now)
    expect(await untold(visitId)).toBe(false)
    expect(await campus.stored('outbox', `${visitId}:guestIn:0`)).toBeNull()
  })

  it('of guests of others than a host is nobody', async () => {
    await openWalkIns(campus)
    const { visitor, visitId } = await walkIn(campus, next())
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    const code = phone.codeAt(campus.clock.now)
    expect((await guard.get('gate.check', { gateId: WALK_IN_GATE, direction: 'in', code })).allowed).toBe(
      true,
    )
    expect(await untold(visitId)).toBe(false)
  })
})
