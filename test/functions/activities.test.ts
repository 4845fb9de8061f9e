import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Reply } from '../../contract'
import type { Notice } from '../../cloudfunctions/platform/notices'
import type { Activity } from '../../cloudfunctions/stores/activities'
import { noticeId } from '../../cloudfunctions/stores/outbox'
import { listFreeSlots } from '../../cloudfunctions/stores/place-slots'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { endOverdueVisits, endPastHours } from '../../cloudfunctions/usecases/visit/expire'
import { forgetReasons } from '../../cloudfunctions/usecases/campus/forget-reasons'
import { removeExpired } from '../../cloudfunctions/usecases/campus/remove-expired'
import { settleActivities } from '../../cloudfunctions/usecases/activity/settle'
import { deliverDue } from '../../cloudfunctions/usecases/notice/deliver'
import { DAY_MS, addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { randomFrom } from '../../local/demo/random'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { askedActivity, guestForm, join, openActivityOf, planFor } from './guests'
import { approversOf, book, formFor, guardOf, identityOf, manyBookings, PassPhone } from './visitors'

/** Activities from application to gate (spec 4.2), on the real database protocol. */
let campus: Campus
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const visitOf = (visitId: string) => campus.stored<Visit>('visits', visitId)
/** A guest takes three messages. */
async function acceptThree(guest: Person): Promise<void> {
  const { id } = demoTemplates.decision
  for (let at = 0; at < 3; at++) {
    await campus.cloud.consent.record(guest.openid ?? '', id, 'accept')
    await guest.get('consent.record', { accepted: [id] })
  }
}
const numbersOf = async (activityId: string) => {
  const { taken, waiting } = await campus
    .person(campus.demo.office[0]?.openid ?? '')
    .get('activity.get', { activityId })
  return { taken, waiting }
}

describe('applying', () => {
  it('names all that is wrong at once, and makes nothing', async () => {
    const organiser = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const plan = planFor({
      title: ' ',
      quota: 0,
      hours: { from: 60, until: 60 },
      lastDay: addDays(TODAY, 15),
    })
    const reply = await organiser.ask('activity.apply', { plan })
    expect(reply).toMatchObject({ ok: false, code: 'FORM' })
    const { fieldErrors } = (reply as Extract<Reply, { ok: false }>).details as {
      fieldErrors: { field: string }[]
    }
    expect(fieldErrors.map(({ field }) => field)).toEqual(['title', 'lastDay', 'hours', 'quota'])
  })

  it('at gates for vehicles alone are refused where guests come on foot, also by who answers', async () => {
    const organiser = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const gateIds = ['yucai-north']
    const reply = await organiser.ask('activity.apply', { plan: planFor({ gateIds, asksPlate: false }) })
    expect((reply as Extract<Reply, { ok: false }>).details).toMatchObject({
      fieldErrors: [{ field: 'gateIds', code: 'GATES_LET_NOBODY_IN' }],
    })
    const { activityId, office } = await askedActivity(campus, { gateIds, asksPlate: true })
    const stored = await campus.stored<Activity>('activities', activityId)
    await campus.put('activities', { ...(stored as Activity), asksPlate: false })
    const answer = { activityId, accept: true, reason: '' }
    expect(await office.outcome('activity.answer', answer)).toBe('GATES_LET_NOBODY_IN')
    expect(await office.outcome('activity.answer', { ...answer, accept: false, reason: '请改校门' })).toBe(
      'ok',
    )
  })

  it('is for units of one’s own', async () => {
    const organiser = campus.person(approversOf(campus, 'computing')[0] ?? '')
    expect(await organiser.outcome('activity.apply', { plan: planFor(), unitId: 'music' })).toBe('NOT_FOUND')
  })

  it('opens by the office, which answers once; nobody joins before', async () => {
    const { activityId, office, organiser } = await askedActivity(campus)
    const guest = campus.person(`guest-${next()}`)
    const form = guestForm(numbers)
    expect(await guest.outcome('activity.join', { activityId, form })).toBe('ACTIVITY_CLOSED')
    const accept = { activityId, accept: true, reason: '' }
    expect(await organiser.outcome('activity.answer', accept)).toBe('NOT_ALLOWED')
    expect(await office.outcome('activity.answer', accept)).toBe('ok')
    expect(await office.outcome('activity.answer', accept)).toBe('ACTIVITY_ANSWERED')
    expect(await guest.outcome('activity.join', { activityId, form })).toBe('ok')
  })

  it('left to the unit, a colleague answers and nobody the own', async () => {
    await campus.put('settings', { _id: 'rules', activityApprover: 'unit' })
    const { activityId, organiser } = await askedActivity(campus)
    const colleague = campus.person(approversOf(campus, 'computing')[1] ?? '')
    const accept = { activityId, accept: true, reason: '' }
    expect(await organiser.outcome('activity.answer', accept)).toBe('SELF_APPROVAL')
    expect((await organiser.get('activity.get', { activityId })).allowedActions).toMatchObject({
      answer: false,
      needsColleague: true,
    })
    expect(await colleague.outcome('activity.answer', accept)).toBe('ok')
    await campus.put('settings', { _id: 'rules', activityApprover: 'office' })
  })

  it('refused, it says why and opens for nobody', async () => {
    const { activityId, office, organiser } = await askedActivity(campus)
    await office.get('activity.answer', { activityId, accept: false, reason: '场地未批准' })
    expect(await organiser.get('activity.get', { activityId })).toMatchObject({
      activity: { state: 'refused' },
      answer: '场地未批准',
    })
    expect(await organiser.outcome('activity.code', { activityId })).toBe('ACTIVITY_CLOSED')
  })
})

describe('joining', () => {
  it('is a visit approved at once, by which the gate lets the guest in', async () => {
    const { activityId, organiser } = await openActivityOf(campus)
    const { guest, visitId, state, waiting } = await join(campus, activityId, next())
    expect({ state, waiting }).toEqual({ state: 'approved', waiting: false })
    expect(await visitOf(visitId)).toMatchObject({ kind: 'activity', activityId, firstDay: TODAY })
    const phone = new PassPhone()
    await phone.issue(guest, visitId)
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    const check = { gateId: 'yanshan-east', direction: 'in' as const, code: phone.codeAt(campus.clock.now) }
    expect(await guard.get('gate.check', check)).toMatchObject({ allowed: true })
    const { rows } = await organiser.get('activity.guests', { activityId, list: 'approved', cursor: null })
    expect(rows).toMatchObject([{ id: visitId, name: '参会人甲', cameAt: NOW }])
  })

  it('stands among the visitor’s own bookings', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    const first = await join(campus, activityId, next())
    const second = await join(campus, activityId, next())
    expect((await first.guest.get('visit.list', { list: 'approved', cursor: null })).rows).toMatchObject([
      { id: first.visitId, activity: { title: planFor().title, waiting: false } },
    ])
    expect((await second.guest.get('visit.list', { list: 'pending', cursor: null })).rows).toMatchObject([
      { id: second.visitId, activity: { waiting: true } },
    ])
    expect(await first.guest.get('me', {})).toMatchObject({
      waiting: { pending: 0, approved: 1 },
      pending: [],
      todayPasses: [{ id: first.visitId }],
    })
    expect(await second.guest.get('me', {})).toMatchObject({
      waiting: { pending: 1, approved: 0 },
      pending: [{ id: second.visitId, activity: { waiting: true } }],
      todayPasses: [],
    })
    expect((await second.guest.get('data.read', {})).hindered).toMatchObject({ live: 1 })
  })

  it('one WeChat user has one place, however many ask at once and with whose papers', async () => {
    const { activityId } = await openActivityOf(campus)
    const guest = campus.person(`guest-${next()}`)
    const outcomes = await Promise.all(
      Array.from({ length: 5 }, () =>
        guest.outcome('activity.join', { activityId, form: guestForm(next()) }),
      ),
    )
    expect(outcomes.filter((code) => code === 'ok')).toHaveLength(1)
    expect((await numbersOf(activityId)).taken).toBe(1)
  })

  it('of one document two users get one place', async () => {
    const { activityId } = await openActivityOf(campus)
    const form = guestForm(next())
    const outcomes = await Promise.all(
      ['a', 'b'].map((who) =>
        campus.person(`${who}-${numbers}`).outcome('activity.join', { activityId, form }),
      ),
    )
    expect([...outcomes].sort()).toEqual(['DUPLICATE', 'ok'])
    expect((await numbersOf(activityId)).taken).toBe(1)
  })

  it('is refused to who is booked already, and to the blacklist', async () => {
    const { activityId } = await openActivityOf(campus)
    await book(campus, next())
    const form = guestForm(numbers)
    expect(await campus.person('another').outcome('activity.join', { activityId, form })).toBe('DUPLICATE')
    const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid))
    const { document, phone } = identityOf(next())
    const entry = { name: '', documentKind: 'mainlandId' as const, document, phone, plate: '' }
    const { blacklistId } = (await office?.get('blacklist.propose', {
      ...entry,
      ...{ reason: '多次冲卡', evidence: [], from: TODAY, until: null },
    })) ?? { blacklistId: '' }
    await colleague?.get('blacklist.answer', { blacklistId, accept: true })
    const blocked = campus
      .person('blocked')
      .outcome('activity.join', { activityId, form: guestForm(numbers) })
    expect(await blocked).toBe('BLACKLISTED')
  })

  it('wants the privacy guide ticked', async () => {
    const { activityId } = await openActivityOf(campus, {})
    const guest = campus.person(`guest-${next()}`)
    const form = guestForm(numbers, { privacy: undefined })
    expect(await guest.ask('activity.join', { activityId, form })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'privacy', code: 'PRIVACY_REQUIRED' }] },
    })
  })

  it('wants the answer that the organiser asks for, and no car where none may come', async () => {
    const asks = await openActivityOf(campus, { question: '所在单位', asksPlate: false })
    const { activityId } = asks
    const guest = campus.person(`guest-${next()}`)
    const form = guestForm(numbers, { plate: identityOf(numbers).plate })
    expect(await guest.ask('activity.join', { activityId, form })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'answer', code: 'ACTIVITY_ANSWER_REQUIRED' }] },
    })
    const { visitId } = await guest.get('activity.join', {
      activityId,
      form: { ...form, answer: '桂林电子科技大学' },
    })
    expect((await visitOf(visitId))?.plate).toBeNull()
    const { rows } = await asks.organiser.get('activity.guests', {
      activityId,
      list: 'approved',
      cursor: null,
    })
    expect(rows[0]?.answer).toBe('桂林电子科技大学')
  })

  it('counts towards what one user may book', async () => {
    await campus.put('settings', { _id: 'rules', maxLiveBookings: 1 })
    const first = await openActivityOf(campus)
    const second = await openActivityOf(campus)
    const guest = campus.person(`guest-${next()}`)
    await guest.get('activity.join', { activityId: first.activityId, form: guestForm(numbers) })
    const again = { activityId: second.activityId, form: guestForm(next()) }
    expect(await guest.outcome('activity.join', again)).toBe('TOO_MANY_LIVE')
    await manyBookings(campus)
  })
})

describe('the waiting list', () => {
  it('moves up by itself when somebody cancels, who has waited longest first, and tells', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    campus.clock.now += 1000
    const first = await join(campus, activityId, next())
    campus.clock.now += 1000
    const second = await join(campus, activityId, next())
    expect([first.waiting, second.waiting]).toEqual([true, true])
    await inside.guest.get('visit.cancel', { visitId: inside.visitId })
    expect(await visitOf(first.visitId)).toMatchObject({ state: 'approved', list: 'approved' })
    expect(await visitOf(second.visitId)).toMatchObject({ state: 'pending', list: 'waiting' })
    expect(await numbersOf(activityId)).toEqual({ taken: 1, waiting: 1 })
  })

  it('passes over who was blacklisted while they waited: they are let go, and the next moves up', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    const first = await join(campus, activityId, next())
    const { document, phone } = identityOf(numbers)
    campus.clock.now += 1000
    const second = await join(campus, activityId, next())
    const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid))
    const { blacklistId } = (await office?.get('blacklist.propose', {
      ...{ name: '', documentKind: 'mainlandId', document, phone, plate: '' },
      ...{ reason: '多次冲卡', evidence: [], from: TODAY, until: null },
    })) ?? { blacklistId: '' }
    await colleague?.get('blacklist.answer', { blacklistId, accept: true })
    await inside.guest.get('visit.cancel', { visitId: inside.visitId })
    const blocked = await visitOf(first.visitId)
    expect([blocked?.state, blocked?.history.at(-1)?.reason]).toEqual(['cancelled', 'BLACKLISTED'])
    expect((await visitOf(second.visitId))?.state).toBe('approved')
  })

  it('that is over tells who waited until then, and why nothing came of it', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    await join(campus, activityId, next())
    const { visitId } = await join(campus, activityId, next())
    campus.clock.now = startOfDay(addDays(TODAY, 1)) + 60_000
    const { endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire')
    await endOverdueVisits(campus.clock.now, addDays(TODAY, 1))
    const visit = await visitOf(visitId)
    expect([visit?.state, visit?.history.at(-1)?.reason]).toEqual(['expired', 'WAITED_IN_VAIN'])
    const told = [...contentsOfDatabase(campus)].flatMap(([key, text]) =>
      key.startsWith('outbox/') ? [JSON.parse(text) as Notice] : [],
    )
    expect(told.find(({ _id }) => _id.startsWith(`${visitId}:activityEnded:`))?.parts).toMatchObject({
      ...{ result: '候补未成功', note: '活动已结束，候补未成功' },
    })
  })

  it('moves up when a guest is blacklisted after joining, if somebody waits and no day is left for them', async () => {
    const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid))
    const list = async (number: number, until: string | null) => {
      const { document, phone } = identityOf(number)
      const { blacklistId } = (await office?.get('blacklist.propose', {
        ...{ name: '', documentKind: 'mainlandId', document, phone, plate: '' },
        ...{ reason: '多次冲卡', evidence: [], from: TODAY, until },
      })) ?? { blacklistId: '' }
      await colleague?.get('blacklist.answer', { blacklistId, accept: true })
    }
    const lastDay = addDays(TODAY, 1)
    const { activityId } = await openActivityOf(campus, { quota: 2, lastDay })
    const [forGood, today] = [next(), next()]
    const blocked = await join(campus, activityId, forGood)
    const free = await join(campus, activityId, today)
    const waits = await join(campus, activityId, next())
    // Tomorrow they may come in.
    await list(today, TODAY)
    expect((await visitOf(waits.visitId))?.state).toBe('pending')
    await list(forGood, null)
    const gone = await visitOf(blocked.visitId)
    expect([gone?.state, gone?.history.at(-1)?.reason]).toEqual(['revoked', 'BLACKLISTED'])
    expect((await visitOf(free.visitId))?.state).toBe('approved')
    expect((await visitOf(waits.visitId))?.state).toBe('approved')
    expect(await numbersOf(activityId)).toEqual({ taken: 2, waiting: 0 })
    // Nobody waits any more: who is listed now keeps the place, for the entry may be lifted before.
    await list(today, null)
    expect((await visitOf(free.visitId))?.state).toBe('approved')
  })

  it('tells who moved up with the call that gave the place back, before any timer runs', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    const first = await join(campus, activityId, next())
    campus.notices.awaited = true
    await inside.guest.get('visit.cancel', { visitId: inside.visitId })
    campus.notices.awaited = false
    const told = [...contentsOfDatabase(campus)].flatMap(([key, text]) =>
      key.startsWith('outbox/') ? [JSON.parse(text) as Notice] : [],
    )
    const movedUp = told.filter(({ _id }) => _id.startsWith(`${first.visitId}:movedUp:`))
    expect(movedUp.map(({ state }) => state)).toEqual(['done'])
  })

  it('moves up when an approver takes a guest’s place away', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    const first = await join(campus, activityId, next())
    await organiser.get('approval.revoke', { visitId: inside.visitId, reason: '重复报名' })
    expect((await visitOf(first.visitId))?.state).toBe('approved')
  })

  it.each([
    ['who has a place: the first who waits gets it', 0, ['revoked', 'approved']],
    ['who waits: gone, and nothing is sent back to be changed', 1, ['approved', 'cancelled']],
  ])('lets go whom somebody else’s booking needs, %s', async (_who, at, states) => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    const guests = [await join(campus, activityId, next()), await join(campus, activityId, next())]
    const visitId = guests[at]?.visitId ?? ''
    const ask = { visitId, field: 'document', firstDay: TODAY, lastDay: TODAY } as const
    const { releaseId } = await campus.person(`asker-${next()}`).get('release.ask', ask)
    await organiser.get('release.answer', { releaseId, release: true })
    const ended = await Promise.all(guests.map(async (guest) => (await visitOf(guest.visitId))?.state))
    expect(ended).toEqual(states)
    expect(await guests[at]?.guest.outcome('visit.submit', { form: formFor(campus, next()) })).toBe('ok')
  })

  it('is no queue of the approvers: none approves or returns beyond the quota', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    await join(campus, activityId, next())
    const { visitId } = await join(campus, activityId, next())
    expect(await organiser.outcome('approval.approve', { visitId })).toBe('ACTIVITY_FULL')
    expect(await organiser.outcome('approval.return', { visitId, reason: '改' })).toBe('ACTIVITY_FULL')
    const { rows } = await organiser.get('approval.list', { list: 'pending', cursor: null } as never)
    expect(rows.map(({ id }) => id)).not.toContain(visitId)
  })

  it('what a broken call left is moved up by the timer', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    const first = await join(campus, activityId, next())
    const slots = await import('../../cloudfunctions/usecases/activity/places')
    const { transact } = await import('../../cloudfunctions/platform/transaction')
    const place = (await visitOf(inside.visitId))?.places?.[0] ?? ''
    await transact((tx) => slots.givePlaceBackIn(tx, place))
    expect(await settleActivities(campus.clock.now)).toBeGreaterThan(0)
    expect((await visitOf(first.visitId))?.state).toBe('approved')
    // Nobody waits any more: nothing is left to look after.
    await settleActivities(campus.clock.now)
    expect(await campus.stored('activities', activityId)).toMatchObject({ due: false })
  })
})

test('200 people at once for 50 places, a tenth of the replies lost and of the requests doubled: 50 come in, 150 wait', async () => {
  const { activityId } = await openActivityOf(campus, { quota: 50 })
  const random = randomFrom('conference')
  const from = numbers
  numbers += 200
  campus.notices.awaited = false
  const person = async (index: number): Promise<boolean> => {
    const guest = campus.person(`crowd-${index}`)
    const request = { activityId, form: guestForm(from + index + 1) }
    const requestId = randomUUID()
    for (let taps = 0; taps < 20; taps++) {
      const [lost, doubled] = [random.next() < 0.1, random.next() < 0.1]
      const [reply] = await Promise.all(
        Array.from({ length: doubled ? 2 : 1 }, () => guest.ask('activity.join', request, requestId)),
      )
      // A lost reply and a crowd are met by the same request once more.
      if (lost || reply === undefined) continue
      if (reply.ok) return reply.data.waiting
      if (reply.code !== 'BUSY') throw new Error(reply.code)
    }
    throw new Error('never answered')
  }
  await Promise.all(Array.from({ length: 200 }, (_, index) => person(index)))
  campus.notices.awaited = true
  expect(await numbersOf(activityId)).toEqual({ taken: 50, waiting: 150 })
  const states = await Promise.all(
    Array.from({ length: 200 }, async (_, index) => {
      const { own } = await campus.person(`crowd-${index}`).get('activity.open', { activityId })
      return own?.state
    }),
  )
  expect(states.filter((state) => state === 'approved')).toHaveLength(50)
  expect(states.filter((state) => state === 'pending')).toHaveLength(150)
}, 120_000)

describe('the organiser', () => {
  it('closes: nobody joins any more, who waits is let go, who has a place comes', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    const inside = await join(campus, activityId, next())
    const waiting = await join(campus, activityId, next())
    await organiser.get('activity.close', { activityId })
    const late = campus.person(`guest-${next()}`)
    const request = { activityId, form: guestForm(numbers) }
    expect(await late.outcome('activity.join', request)).toBe('ACTIVITY_CLOSED')
    await settleActivities(campus.clock.now)
    expect((await visitOf(inside.visitId))?.state).toBe('approved')
    const letGo = await visitOf(waiting.visitId)
    expect(letGo?.state).toBe('cancelled')
    // They cancelled nothing, and the activity takes place.
    const told = noticeId(waiting.visitId, 'activityEnded', letGo?.rev ?? 0)
    expect((await campus.stored<Notice>('outbox', told))?.parts).toMatchObject({
      result: '候补未成功',
      note: '活动已停止报名，候补未成功',
    })
    expect(letGo?.history.at(-1)?.reason).toBe('JOINING_STOPPED')
    // ID and phone are free again.
    expect(await waiting.guest.outcome('visit.submit', { form: await formOf(waiting.visitId) })).toBe('ok')
    await inside.guest.get('visit.cancel', { visitId: inside.visitId })
    expect(await numbersOf(activityId)).toEqual({ taken: 0, waiting: 0 })
  })

  it('cancels: everybody is let go with the reason, once', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    const guests = [await join(campus, activityId, next()), await join(campus, activityId, next())]
    await organiser.get('activity.cancel', { activityId, reason: '台风停课' })
    await settleActivities(campus.clock.now)
    const visits = await Promise.all(guests.map(({ visitId }) => visitOf(visitId)))
    expect(visits.map((visit) => visit?.state)).toEqual(['revoked', 'cancelled'])
    for (const visit of visits) expect(visit?.history.at(-1)?.reason).toBe('台风停课')
    const told = campus.cloud.notices.list().length
    expect(await settleActivities(campus.clock.now)).toBe(0)
    expect(campus.cloud.notices.list()).toHaveLength(told)
    const opened = await guests[0]?.guest.get('activity.open', { activityId })
    expect(opened).toMatchObject({ state: 'cancelled', own: null })
  })

  it('cancelled by a call that broke off half-way: nobody takes a place once its guests are gone through', async () => {
    const { activityId } = await openActivityOf(campus, { quota: 2 })
    await join(campus, activityId, next())
    const activity = await campus.stored<Activity>('activities', activityId)
    const cancelled = { state: 'cancelled', cancelled: '台风停课', due: true, settledUpTo: '' }
    await campus.put('activities', { ...activity!, ...cancelled })
    expect(await listFreeSlots(activityId)).not.toEqual([])
    expect(await settleActivities(campus.clock.now)).toBe(1)
    expect(await listFreeSlots(activityId)).toEqual([])
  })

  it('says something to all, once each, and the guest reads it in the booking', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    const guests = [await join(campus, activityId, next()), await join(campus, activityId, next())]
    await organiser.get('activity.message', { activityId, text: '会场改到报告厅' })
    expect(await settleActivities(campus.clock.now)).toBe(2)
    expect(await settleActivities(campus.clock.now)).toBe(0)
    for (const { guest, visitId } of guests)
      expect((await guest.get('visit.get', { visitId })).activity?.message?.text).toBe('会场改到报告厅')
  })

  it('says things again and again, and a guest’s last consent is left for what ends the pass', async () => {
    const { activityId, organiser } = await openActivityOf(campus)
    const { guest } = await join(campus, activityId, next())
    const openid = guest.openid ?? ''
    await acceptThree(guest)
    const told = async () => {
      campus.clock.now += 60_000
      await settleActivities(campus.clock.now)
      await deliverDue(campus.clock.now)
      return campus.cloud.notices.list(openid).map(({ fields }) => Object.values(fields).join(' '))
    }
    for (const text of ['会场在一楼', '会场在二楼', '会场在三楼', '会场在四楼']) {
      await organiser.get('activity.message', { activityId, text })
      await told()
    }
    await organiser.get('activity.cancel', { activityId, reason: '台风停课' })
    const all = await told()
    expect(all.filter((words) => words.includes('会场在一楼'))).toHaveLength(1)
    expect(all.filter((words) => words.includes('台风停课'))).toHaveLength(1)
  })

  it('says a thing once also to who is still a guest when the outbox has forgotten it', async () => {
    const day = addDays(TODAY, 40)
    const { activityId, organiser } = await openActivityOf(campus, { firstDay: day, lastDay: day })
    const { guest } = await join(campus, activityId, next())
    const openid = guest.openid ?? ''
    await acceptThree(guest)
    const told = async () => {
      await settleActivities(campus.clock.now)
      await deliverDue(campus.clock.now)
      return campus.cloud.notices.list(openid).length
    }
    await organiser.get('activity.message', { activityId, text: '会场改到报告厅' })
    const before = await told()
    campus.clock.now += 32 * DAY_MS
    await removeExpired(campus.clock.now)
    await organiser.get('activity.close', { activityId })
    expect(await told()).toBe(before)
  })

  it('what was typed to say why goes 180 days after the last day, not before', async () => {
    const { activityId, organiser } = await openActivityOf(campus)
    await organiser.get('activity.message', { activityId, text: '李小明改到报告厅' })
    await organiser.get('activity.cancel', { activityId, reason: '李小明住院' })
    const left = async (days: number) => {
      await forgetReasons(NOW + days * DAY_MS, addDays(TODAY, days))
      const { cancelled, message } = (await campus.stored<Activity>('activities', activityId)) as Activity
      return [cancelled, message?.text]
    }
    expect(await left(180)).toEqual(['李小明住院', '李小明改到报告厅'])
    expect(await left(181)).toEqual([null, undefined])
  })

  it('exports the list, and the audit trail says who did', async () => {
    const { activityId, organiser } = await openActivityOf(campus)
    await organiser.get('activity.export', { activityId })
    expect(await campus.stored('activities', activityId)).toMatchObject({ exports: [{ at: NOW }] })
  })

  it('is of the own unit: others don’t learn that it exists', async () => {
    const { activityId } = await openActivityOf(campus)
    const stranger = campus.person(approversOf(campus, 'music')[0] ?? '')
    for (const action of ['activity.get', 'activity.code', 'activity.close', 'activity.export'] as const)
      expect(await stranger.outcome(action, { activityId })).toBe('NOT_FOUND')
    const list = { activityId, list: 'approved' as const, cursor: null }
    expect(await stranger.outcome('activity.guests', list)).toBe('NOT_FOUND')
    const { rows } = await stranger.get('activity.list', { cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(activityId)
  })

  it('has one code, and hands it out again', async () => {
    const { activityId, organiser } = await openActivityOf(campus)
    const { title } = await organiser.get('activity.code', { activityId })
    expect(title).toBe(planFor().title)
    const file = (await campus.stored<{ _id: string; codeFile?: string }>('activities', activityId))?.codeFile
    await organiser.get('activity.code', { activityId })
    expect(await campus.stored('activities', activityId)).toMatchObject({ codeFile: file })
  })
})

describe('a guest at the gate', () => {
  const EIGHT = 8 * 60
  test.each([
    ['before the hours', { from: EIGHT, until: EIGHT * 2 }, TODAY, EIGHT - 1, false],
    ['with the first minute', { from: EIGHT, until: EIGHT * 2 }, TODAY, EIGHT, true],
    ['with the last minute', { from: EIGHT, until: EIGHT * 2 }, TODAY, EIGHT * 2 - 1, true],
    ['after them', { from: EIGHT, until: EIGHT * 2 }, TODAY, EIGHT * 2, false],
    ['over midnight, on the next day', { from: 22 * 60, until: 120 }, addDays(TODAY, 1), 119, true],
    ['over midnight, when they are over', { from: 22 * 60, until: 120 }, addDays(TODAY, 1), 120, false],
  ])('%s', async (_, hours, day, minute, allowed) => {
    const { activityId } = await openActivityOf(campus, { hours })
    const { guest, visitId } = await join(campus, activityId, next())
    const phone = new PassPhone()
    await phone.issue(guest, visitId)
    campus.clock.now = startOfDay(day) + minute * 60_000
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    const check = { gateId: 'yanshan-east', direction: 'in' as const, code: phone.codeAt(campus.clock.now) }
    expect((await guard.get('gate.check', check)).allowed).toBe(allowed)
  })

  it('of hours over midnight comes in until they end, whatever the night’s timer has ended', async () => {
    const { activityId } = await openActivityOf(campus, { hours: { from: 22 * 60, until: 120 } })
    const { guest, visitId } = await join(campus, activityId, next())
    const stateAt = async (minute: number) => {
      campus.clock.now = startOfDay(addDays(TODAY, 1)) + minute * 60_000
      await endOverdueVisits(campus.clock.now, addDays(TODAY, 1))
      return (await visitOf(visitId))?.state
    }
    expect(await stateAt(119)).toBe('approved')
    await new PassPhone().issue(guest, visitId)
    expect(await stateAt(120)).toBe('finished')
  })

  it('is over with the last hour of the last day, and frees the guest’s ID within the minute', async () => {
    const hours = { from: EIGHT, until: EIGHT * 2 }
    const { activityId } = await openActivityOf(campus, { hours, quota: 1 })
    const number = next()
    const { guest, visitId } = await join(campus, activityId, number)
    const waits = await join(campus, activityId, next())
    const { visit } = await guest.get('visit.get', { visitId })
    expect(visit).toMatchObject({ right: { hours } })
    const phone = new PassPhone()
    await phone.issue(guest, visitId)
    const endAt = async (now: number) => {
      campus.clock.now = now
      await endPastHours(now)
      return [(await visitOf(visitId))?.state, (await visitOf(waits.visitId))?.state]
    }
    const end = startOfDay(TODAY) + hours.until * 60_000
    expect(await endAt(end - 1)).toEqual(['approved', 'pending'])
    campus.clock.now = end
    const guard = campus.person(guardOf(campus, 'yanshan-east'))
    const check = { gateId: 'yanshan-east', direction: 'in' as const, code: phone.codeAt(end) }
    expect(await guard.get('gate.check', check)).toMatchObject({ allowed: false, reason: 'EXPIRED' })
    expect((await guest.get('me', {})).todayPasses).toEqual([])
    expect(await endAt(end)).toEqual(['finished', 'expired'])
    const form = formFor(campus, number, { firstDay: TODAY, lastDay: TODAY })
    expect(await guest.outcome('visit.submit', { form })).toBe('ok')
  })

  it('is nobody who comes to the code once the last hours are over: nothing is promised that no gate keeps', async () => {
    const { activityId, organiser } = await openActivityOf(campus, {
      hours: { from: EIGHT, until: EIGHT * 2 },
    })
    const late = campus.person(`guest-${next()}`)
    const form = guestForm(numbers)
    campus.clock.now = startOfDay(TODAY) + EIGHT * 2 * 60_000
    expect(await late.get('activity.open', { activityId })).toMatchObject({ state: 'open', over: true })
    expect(await late.outcome('activity.join', { activityId, form })).toBe('ACTIVITY_CLOSED')
    const { privacy: _, answer: __, ...listed } = form
    const people = [listed]
    expect(await organiser.outcome('activity.addGuests', { activityId, people })).toBe('ACTIVITY_CLOSED')
    const { activity, allowedActions } = await organiser.get('activity.get', { activityId })
    expect(activity.over).toBe(true)
    expect(allowedActions).toMatchObject({ close: false, cancel: false, message: false, addGuests: false })
  })

  test.each([
    ['in the first night', TODAY, 1, 0, 'OK'],
    ['in the day between', TODAY, 1, 12, 'OUTSIDE_HOURS'],
    ['in the last night', TODAY, 2, 1, 'OK'],
  ])(
    'who joins hours over midnight %s comes in by what the hours say',
    async (_, firstDay, days, hour, reason) => {
      const plan = { firstDay, lastDay: addDays(firstDay, 1), hours: { from: 22 * 60, until: 120 } }
      const { activityId } = await openActivityOf(campus, plan)
      campus.clock.now = startOfDay(addDays(firstDay, days)) + hour * 3_600_000
      const { guest, visitId } = await join(campus, activityId, next())
      const phone = new PassPhone()
      await phone.issue(guest, visitId)
      const guard = campus.person(guardOf(campus, 'yanshan-east'))
      const check = { gateId: 'yanshan-east', direction: 'in' as const, code: phone.codeAt(campus.clock.now) }
      expect((await guard.get('gate.check', check)).reason).toBe(reason)
    },
  )

  it('of hours over midnight can be sent away until they end, and the activity be called off', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { hours: { from: 22 * 60, until: 120 } })
    const [sent, gone, told] = [
      await join(campus, activityId, next()),
      await join(campus, activityId, next()),
      await join(campus, activityId, next()),
    ]
    campus.clock.now = startOfDay(addDays(TODAY, 1)) + 119 * 60_000
    const pass = await new PassPhone().issue(sent.guest, sent.visitId)
    expect(pass.visit.state).toBe('approved')
    expect(pass.delivery.length).toBeGreaterThan(0)
    const { visit, allowedActions } = await organiser.get('approval.get', { visitId: sent.visitId })
    expect([visit.state, allowedActions.revoke]).toEqual(['approved', true])
    await organiser.get('approval.revoke', { visitId: sent.visitId, reason: '未按要求着装' })
    expect(await gone.guest.outcome('visit.cancel', { visitId: gone.visitId })).toBe('ok')
    expect((await organiser.get('activity.get', { activityId })).allowedActions.cancel).toBe(true)
    await organiser.get('activity.cancel', { activityId, reason: '场馆停电' })
    await settleActivities(campus.clock.now)
    expect((await visitOf(told.visitId))?.state).toBe('revoked')
    campus.clock.now += 60_000
    expect((await organiser.get('activity.get', { activityId })).allowedActions.cancel).toBe(false)
  })

  it('comes in only at the gates of the activity, and sees only those', async () => {
    const { activityId } = await openActivityOf(campus, { gateIds: ['yanshan-east'] })
    const { guest, visitId } = await join(campus, activityId, next())
    const phone = new PassPhone()
    const pass = await phone.issue(guest, visitId)
    expect(pass.gates.map(({ id }) => id)).toEqual(['yanshan-east'])
    const guard = campus.person(guardOf(campus, 'yucai-west'))
    const check = { gateId: 'yucai-west', direction: 'in' as const, code: phone.codeAt(campus.clock.now) }
    expect(await guard.get('gate.check', check)).toMatchObject({ allowed: false, reason: 'WRONG_GATE' })
  })

  it('has nothing to change in the booking', async () => {
    const { activityId } = await openActivityOf(campus)
    const { guest, visitId } = await join(campus, activityId, next())
    const { rev, allowedActions, form } = await guest.get('visit.get', { visitId })
    expect(allowedActions).toMatchObject({ revise: false, cancel: true, pass: true })
    expect(await guest.outcome('visit.revise', { visitId, rev, form })).toBe('NOT_REVISABLE')
  })
})

const formOf = async (visitId: string) => {
  const { unsealForm } = await import('../../cloudfunctions/usecases/visit/sealed-form')
  const visit = await visitOf(visitId)
  if (visit === null) throw new Error('no visit')
  return unsealForm(visit)
}
