import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Output } from '../../contract'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { addDays } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import type { NetworkFailure } from './faulty-network'
import { approversOf, book as bookWith, identityOf } from './visitors'

const NEW_BOOKING = demoTemplates.newBooking.id
const DECISION = demoTemplates.decision.id

let campus: Campus
let deliverDue: (now: number) => Promise<number>
let approvers: string[]
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus({ network: true })
  approvers = approversOf(campus, 'computing')
  ;({ deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
  campus.network.fault = 'none'
})

/** To a host who isn't bound to WeChat, so that the approvers alone are told. */
function book(number: number, changes: Parameters<typeof bookWith>[2] = {}) {
  const host = campus.demo.staff.find(({ unitId, openid }) => unitId === 'computing' && openid === null)
  return bookWith(campus, number, { hostId: host?.id ?? '', ...changes })
}
const approver = () => campus.person(approvers[0] as string)

/** As the platform's sheet does: the platform counts, and the program is told. */
async function accept(openid: string, template: string, times = 1): Promise<void> {
  for (let time = 0; time < times; time++) {
    await campus.cloud.consent.record(openid, template, 'accept')
    await campus.person(openid).get('consent.record', { accepted: [template] })
  }
}
const left = async (openid: string, template: string) =>
  (await campus.person(openid).get('me', {})).consents[template]
const received = (openid: string | null) => campus.cloud.notices.list(openid ?? '')
const lastNotice = (openid: string | null) => received(openid).at(-1)
/** The notice of an event of a visit, as the outbox holds it. */
async function noticeOf(visitId: string, event: string, rev = 2): Promise<Notice> {
  const notice = await campus.stored<Notice>('outbox', `${visitId}:${event}:${rev}`)
  if (notice === null) throw new Error(`no notice ${event} of rev ${rev}`)
  return notice
}

describe('who is told', () => {
  it('a new booking: every approver of the unit who agreed to a message, and no other unit’s', async () => {
    const other = approversOf(campus, 'literature')[0] as string
    for (const openid of [...approvers, other]) await accept(openid, NEW_BOOKING)
    const { visitId } = await book(next(), {
      name: '韦小宝',
      purpose: 'household',
      lastDay: addDays(TODAY, 1),
    })
    for (const openid of approvers) {
      expect(lastNotice(openid)).toMatchObject({
        templateId: NEW_BOOKING,
        page: `staff/approvals/visit/visit?id=${visitId}`,
        fields: { thing1: '韦**', thing2: '家政服务', thing3: '5月23日–24日 共2天' },
      })
      expect(received(openid)).toHaveLength(1)
      expect(await left(openid, NEW_BOOKING)).toBe(0)
    }
    expect(received(other)).toEqual([])
  })

  test.each([
    ['approval.approve', '已通过', '凭通行码入校，点击查看'],
    ['approval.return', '已退回', '请写明同行人数'],
  ] as const)('%s: the visitor, with what comes next', async (action, phrase1, thing4) => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION)
    await approver().get(action, { visitId, reason: '请写明同行人数' })
    expect(received(visitor.openid)).toMatchObject([
      {
        templateId: DECISION,
        page: `pages/records/visit/visit?id=${visitId}`,
        fields: { phrase1, thing2: '计算机学院', thing3: '5月23日 周六', thing4 },
      },
    ])
  })

  it('a revocation: the visitor, also that leaving stays allowedActions or why it was done', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION, 2)
    await approver().get('approval.approve', { visitId })
    const reason = '学校临时封闭，请改到下周再来，非常抱歉给您带来不便'
    await approver().get('approval.revoke', { visitId, reason })
    // WeChat takes 20 characters; more would lose the whole message (47003).
    expect(lastNotice(visitor.openid)?.fields).toMatchObject({
      phrase1: '已取消',
      thing4: `${reason.slice(0, 19)}…`,
    })
    expect((await visitor.get('visit.get', { visitId })).history.at(-1)?.reason).toBe(reason)
  })

  it('once, though the request comes again', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION, 3)
    for (let time = 0; time < 3; time++)
      await approver().get('approval.approve', { visitId }, 'the-same-approval')
    expect(received(visitor.openid)).toHaveLength(1)
    expect(await left(visitor.openid as string, DECISION)).toBe(2)
  })
})

describe('consent used up or refused (43101)', () => {
  it('is no failure, is not tried again, and the person’s count says 0', async () => {
    const { visitor, visitId } = await book(next())
    // The program believes in one message left; the platform knows better.
    await visitor.get('consent.record', { accepted: [DECISION] })
    const before = campus.network.calls
    expect(await approver().outcome('approval.approve', { visitId })).toBe('ok')
    expect(campus.network.calls - before).toBe(1)
    expect(received(visitor.openid)).toEqual([])
    expect(await noticeOf(visitId, 'approved')).toMatchObject({
      state: 'done',
      attempts: 1,
      recipients: [{ openid: visitor.openid, outcome: 'noConsent' }],
    })
    expect(await left(visitor.openid as string, DECISION)).toBe(0)
    await deliverDue(NOW + 86_400_000)
    expect(campus.network.calls - before).toBe(1)
  })

  it('of one approver doesn’t keep it from the other', async () => {
    const [one, two] = approvers as [string, string]
    const before = received(two).length
    await accept(two, NEW_BOOKING)
    const { visitId } = await book(next())
    expect(received(two)).toHaveLength(before + 1)
    const { recipients } = await noticeOf(visitId, 'newBooking', 1)
    expect(recipients).toEqual(
      expect.arrayContaining([
        { openid: one, name: expect.any(String), outcome: 'noConsent', code: 43101 },
        { openid: two, name: expect.any(String), outcome: 'sent' },
      ]),
    )
  })
})

describe('WeChat out of reach', () => {
  test.each<NetworkFailure>(['connectionLost', 'badGateway', 'systemBusy'])(
    '%s: the decision stands, and the timer sends it once when it can',
    async (fault) => {
      const { visitor, visitId } = await book(next())
      await accept(visitor.openid as string, DECISION)
      campus.network.fault = fault
      expect(await approver().outcome('approval.approve', { visitId })).toBe('ok')
      expect((await visitor.get('visit.get', { visitId })).visit.state).toBe('approved')
      expect(await noticeOf(visitId, 'approved')).toMatchObject({
        state: 'due',
        attempts: 1,
        dueAt: NOW + 30_000,
        recipients: [{ outcome: 'failed' }],
      })

      campus.network.fault = 'none'
      await deliverDue(NOW + 29_999)
      expect(received(visitor.openid)).toEqual([])
      await deliverDue(NOW + 30_000)
      expect(received(visitor.openid)).toHaveLength(1)
      expect(await noticeOf(visitId, 'approved')).toMatchObject({
        state: 'done',
        recipients: [{ outcome: 'sent' }],
      })
      await deliverDue(NOW + 3_600_000)
      expect(received(visitor.openid)).toHaveLength(1)
      expect(await left(visitor.openid as string, DECISION)).toBe(0)
    },
  )

  it('for long: tried after 30 s, 2 min, 10 min and an hour, then given up', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION)
    campus.network.fault = 'systemBusy'
    await approver().get('approval.approve', { visitId })
    const pauses: number[] = []
    for (;;) {
      const notice = await noticeOf(visitId, 'approved')
      if (notice.state !== 'due') break
      pauses.push(notice.dueAt - campus.clock.now)
      campus.clock.now = notice.dueAt
      await deliverDue(campus.clock.now)
    }
    expect(pauses).toEqual([30_000, 120_000, 600_000, 3_600_000])
    expect(await noticeOf(visitId, 'approved')).toMatchObject({
      ...{ attempts: 5, state: 'rejected' },
      recipients: [{ outcome: 'failed', code: -1 }],
    })
    expect(received(visitor.openid)).toEqual([])
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    expect((await office.get('notice.rejected', {})).rows).toContainEqual(
      expect.objectContaining({ id: `${visitId}:approved:2`, use: 'decision', people: 1 }),
    )
  })

  it('a message WeChat calls wrong is not sent again', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION)
    campus.network.fault = 'wrongData'
    expect(await approver().outcome('approval.approve', { visitId })).toBe('ok')
    expect(await noticeOf(visitId, 'approved')).toMatchObject({
      state: 'rejected',
      recipients: [{ outcome: 'rejected', code: 47003 }],
    })
    campus.network.fault = 'none'
    await deliverDue(NOW + 86_400_000)
    expect(received(visitor.openid)).toEqual([])
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    expect((await office.get('notice.rejected', {})).rows).toContainEqual(
      expect.objectContaining({
        ...{ id: `${visitId}:approved:2`, use: 'decision', people: 1 },
        ...{ lost: [{ name: '', code: 47003 }], about: expect.arrayContaining(['已通过']) as string[] },
      }),
    )
  })

  it('those that could not be sent come by pages, each once, also when many are due at the same moment', async () => {
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    const ids = Array.from({ length: 45 }, (_, index) => `page-${String(index).padStart(2, '0')}:approved:1`)
    const notice = {
      ...{ use: 'decision', to: { openid: 'nobody' }, page: 'pages/home/home', parts: { who: '林小雨' } },
      ...{ state: 'rejected', attempts: 1, at: NOW, dueAt: NOW + 60_000 },
      recipients: [{ openid: 'nobody', outcome: 'rejected', code: 40037 }],
    }
    for (const _id of ids) await campus.put('outbox', { _id, ...notice })
    const seen: string[] = []
    for (let cursor: string | null = null; ;) {
      const page: Output<'notice.rejected'> = await office.get('notice.rejected', { cursor })
      seen.push(...page.rows.map(({ id }) => id))
      if (page.next === null) break
      cursor = page.next
    }
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toEqual(expect.arrayContaining(ids))
  })

  it('before the first release (41030) a message is tried every hour until it can be sent', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION)
    campus.network.fault = 'unreleased'
    await approver().get('approval.approve', { visitId })
    for (let hour = 1; hour <= 7; hour++) {
      expect(await noticeOf(visitId, 'approved')).toMatchObject({
        ...{ state: 'due', dueAt: NOW + hour * 3_600_000, recipients: [{ outcome: 'failed' }] },
      })
      if (hour === 7) campus.network.fault = 'none'
      await deliverDue(NOW + hour * 3_600_000)
    }
    expect(received(visitor.openid)).toHaveLength(1)
    expect(await noticeOf(visitId, 'approved')).toMatchObject({ state: 'done' })
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    expect((await office.get('notice.rejected', {})).sent).toContainEqual(
      expect.objectContaining({ id: `${visitId}:approved:2`, use: 'decision', told: 1, untold: 0 }),
    )
  })

  it('and is given up after two weeks', async () => {
    const { visitor, visitId } = await book(next())
    campus.network.fault = 'unreleased'
    await approver().get('approval.approve', { visitId })
    await deliverDue(NOW + 14 * 86_400_000)
    expect(await noticeOf(visitId, 'approved')).toMatchObject({ state: 'rejected' })
    expect(received(visitor.openid)).toEqual([])
  })

  it('of two approvers only the one not reached is tried again', async () => {
    for (const openid of approvers) await accept(openid, NEW_BOOKING)
    const before = approvers.map((openid) => received(openid).length)
    const { visitId } = await book(next())
    const notice = await noticeOf(visitId, 'newBooking', 1)
    const [one, ...others] = notice.recipients
    // As if the second had not been reached.
    const recipients = [one, ...others.map(({ openid }) => ({ openid, outcome: 'failed' as const }))]
    await campus.put('outbox', { _id: notice._id, state: 'due', dueAt: NOW, recipients })
    for (const openid of approvers) await accept(openid, NEW_BOOKING)
    await deliverDue(NOW)
    const more = approvers.map((openid, index) => [
      openid === one?.openid,
      received(openid).length - (before[index] ?? 0),
    ])
    expect(more.every(([first, count]) => count === (first ? 1 : 2))).toBe(true)
  })
})

describe('many at once', () => {
  it('what a batch has decided is told in one run, and news of one booking in their order', async () => {
    const [visitor, bookings] = [campus.person('told-a-lot'), 60]
    for (let index = 0; index < bookings * 2; index++)
      await campus.cloud.consent.record(visitor.openid as string, DECISION, 'accept')
    const put = (booking: number, result: string, dueAt: number) =>
      campus.put('outbox', {
        ...{ _id: `batch-${booking}:${result}`, page: `pages/visit/visit?id=batch-${booking}` },
        ...{ use: 'decision', to: { openid: visitor.openid }, state: 'due', attempts: 0, recipients: [] },
        ...{ at: NOW, dueAt, parts: { unit: '计算机学院', when: '5月23日', result, note: `第${booking}条` } },
      })
    for (let booking = 0; booking < bookings; booking++) {
      await put(booking, '已通过', NOW + 2 * booking)
      await put(booking, '已撤销', NOW + 2 * booking + 1)
    }
    await deliverDue(NOW + 2 * bookings)
    const told = received(visitor.openid).map((message) => JSON.stringify(message))
    for (let booking = 0; booking < bookings; booking++) {
      const results = told.filter((text) => text.includes(`第${booking}条`))
      expect(results.map((text) => /已通过|已撤销/.exec(text)?.[0])).toEqual(['已通过', '已撤销'])
    }
  })
})

describe('never twice', () => {
  it('two timers and the call itself at once', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION, 5)
    campus.network.fault = 'systemBusy'
    await approver().get('approval.approve', { visitId })
    campus.network.fault = 'none'
    const { deliverNow } = await import('../../cloudfunctions/usecases/notice/deliver')
    const due = NOW + 30_000
    await Promise.all([
      deliverDue(due),
      deliverDue(due),
      deliverNow([`${visitId}:approved:2`], due),
      deliverDue(due),
    ])
    expect(received(visitor.openid)).toHaveLength(1)
  })

  it('a sender cut off while sending leaves it be: it may have gone out', async () => {
    const { visitor, visitId } = await book(next())
    await accept(visitor.openid as string, DECISION, 2)
    await approver().get('approval.approve', { visitId })
    const _id = `${visitId}:approved:2`
    const recipients = [{ openid: visitor.openid, outcome: 'sending' }]
    await campus.put('outbox', { _id, state: 'due', dueAt: NOW + 60_000, recipients })
    await deliverDue(NOW + 60_000)
    expect(received(visitor.openid)).toHaveLength(1)
    expect(await campus.stored('outbox', _id)).toMatchObject({ state: 'done' })
  })
})

it('no notice, stored or sent, holds a number', async () => {
  await accept(approvers[0] as string, NEW_BOOKING)
  const number = next()
  const { visitId } = await book(number)
  const { document, phone } = identityOf(number)
  const written = JSON.stringify([await noticeOf(visitId, 'newBooking', 1), campus.cloud.notices.list()])
  expect(written).toContain('访**')
  expect(written).not.toContain(document)
  expect(written).not.toContain(phone)
})
