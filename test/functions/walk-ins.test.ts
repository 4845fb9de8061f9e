import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { endPastHours } from '../../cloudfunctions/usecases/visit/expire'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import {
  approversOf,
  book,
  bookApproved,
  formFor,
  guardOf,
  identityOf,
  manyBookings,
  PassPhone,
} from './visitors'
import { openWalkIns, shownAt, WALK_IN_GATE, walkIn, walkInForm } from './walk-ins'

/** Walk-ins from the code at the gate to leaving (spec 4.3), on the real database protocol. */
let campus: Campus
let numbers = 0
let day = TODAY
const next = (): number => ++numbers
const HOUR = 3_600_000
const MINUTE = 60_000

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
/** Each test on a day of its own, at 14:00, with the same numbers. */
beforeEach(async () => {
  day = addDays(day, 1)
  campus.clock.now = startOfDay(day) + 14 * HOUR
  await openWalkIns(campus)
})

const visitOf = (visitId: string) => campus.stored<Visit>('visits', visitId)
const officeOf = () => campus.person(campus.demo.office[0]?.openid ?? '')
/** Somebody who walked in at eleven in the evening. */
const late = () => {
  campus.clock.now = startOfDay(day) + 23 * HOUR
  return walkIn(campus, next())
}
const today = async (): Promise<number> => {
  const { rows } = await officeOf().get('walkIn.quotas', {})
  return rows.find(({ gateId }) => gateId === WALK_IN_GATE)?.today ?? 0
}
const atGate = async (phone: PassPhone, direction: 'in' | 'out' = 'in', gateId = WALK_IN_GATE) => {
  const check = { gateId, direction, code: phone.codeAt(campus.clock.now) }
  const { allowed, reason } = await campus.person(guardOf(campus, gateId)).get('gate.check', check)
  return { allowed, reason }
}

describe('at the gate', () => {
  it('scans, fills in, is approved at once, comes in once and leaves', async () => {
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    const shown = await guard.get('walkIn.code', { gateId: WALK_IN_GATE })
    expect(shown).toMatchObject({ open: true, left: 6, nextAt: null })
    expect(
      Buffer.from(shown.picture ?? '', 'base64')
        .subarray(1, 4)
        .toString(),
    ).toBe('PNG')
    const { visitor, visitId } = await walkIn(campus, next())
    expect(await visitOf(visitId)).toMatchObject({
      ...{ kind: 'walkIn', state: 'approved', firstDay: day, lastDay: day, gateIds: [WALK_IN_GATE] },
      ...{ hostName: '', unitId: '', walkIn: { endsAt: campus.clock.now + 4 * HOUR } },
    })
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    expect(await atGate(phone)).toEqual({ allowed: true, reason: 'OK' })
    const { todayPasses } = await visitor.get('me', {})
    expect(todayPasses).toMatchObject([{ right: { entries: 1, entriesMade: 1 } }])
    campus.clock.now += MINUTE
    expect(await atGate(phone, 'out', 'yucai-west')).toEqual({ allowed: true, reason: 'OK' })
    campus.clock.now += MINUTE
    expect(await atGate(phone)).toEqual({ allowed: false, reason: 'NO_ENTRIES_LEFT' })
    expect((await visitor.get('me', {})).todayPasses).toEqual([])
  })

  it('is let in at no other gate', async () => {
    const { visitor, visitId } = await walkIn(campus, next())
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    expect(await atGate(phone, 'in', 'yanshan-east')).toEqual({ allowed: false, reason: 'WRONG_GATE' })
  })

  test.each([
    ['in the last minute', 4 * HOUR - 1, 'OK'],
    ['when the hours are over', 4 * HOUR, 'EXPIRED'],
  ])('%s', async (_, later, reason) => {
    const { visitor, visitId } = await walkIn(campus, next())
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    campus.clock.now += later
    expect((await atGate(phone)).reason).toBe(reason)
  })

  it('lets nobody go on passing who wants to book the rest of the day', async () => {
    const number = next()
    const { visitor, visitId } = await walkIn(campus, number)
    const form = formFor(campus, number, { firstDay: day, lastDay: day })
    expect(await visitor.ask('visit.submit', { form })).toMatchObject({
      code: 'DUPLICATE',
      details: { known: 'own', visitId, own: { state: 'approved' }, mayStillPass: false },
    })
  })

  it('over midnight is let in until the hours end, and shown as today’s', async () => {
    await openWalkIns(campus, { untilHour: 24 })
    campus.clock.now = startOfDay(day) + 23 * HOUR
    const { visitor, visitId } = await walkIn(campus, next())
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    campus.clock.now = startOfDay(addDays(day, 1)) + 3 * HOUR - 1
    expect((await visitor.get('me', {})).todayPasses).toMatchObject([{ id: visitId, state: 'approved' }])
    expect((await visitor.get('visit.get', { visitId })).visit.state).toBe('approved')
    expect((await atGate(phone)).reason).toBe('OK')
    campus.clock.now += 1
    expect((await visitor.get('me', {})).todayPasses).toEqual([])
  })

  it('over midnight is still one’s only one, and can be taken back or given up, until its hours end', async () => {
    await openWalkIns(campus, { fromHour: 0, untilHour: 24 })
    const [kept, dropped] = [await late(), await late()]
    campus.clock.now = startOfDay(addDays(day, 1)) + 3 * HOUR - 1
    const again = await kept.visitor.get('walkIn.read', { code: shownAt(campus) })
    expect(again.visitId).toBe(kept.visitId)
    const { allowedActions } = await officeOf().get('record.get', { visitId: kept.visitId })
    expect(allowedActions.revoke).toBe(true)
    const phone = new PassPhone()
    await phone.issue(kept.visitor, kept.visitId)
    await officeOf().get('walkIn.revoke', { visitId: kept.visitId, reason: '举止可疑' })
    expect((await atGate(phone)).reason).toBe('REVOKED')
    expect(await dropped.visitor.outcome('visit.cancel', { visitId: dropped.visitId })).toBe('ok')
  })

  it('ends within the minute when its hours are over, and frees ID and phone', async () => {
    const number = next()
    const { visitor, visitId } = await walkIn(campus, number)
    campus.clock.now += 4 * HOUR - 1
    await endPastHours(campus.clock.now)
    expect((await visitOf(visitId))?.state).toBe('approved')
    campus.clock.now += 1
    await endPastHours(campus.clock.now)
    expect((await visitOf(visitId))?.state).toBe('finished')
    // Who came is one of the day's, also when they never went in.
    expect(await today()).toBe(1)
    const form = formFor(campus, number, { firstDay: day, lastDay: day })
    expect(await visitor.outcome('visit.submit', { form })).toBe('ok')
  })

  it('who is in after their hours is an overstayer at the desk', async () => {
    const { visitor, visitId } = await walkIn(campus, next())
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    await atGate(phone)
    const overstayed = async () => {
      const inside = await officeOf().get('campus.inside', { campusId: 'yucai', cursor: null })
      return inside.rows.find(({ id }) => id === visitId)?.overstayed
    }
    campus.clock.now += 4 * HOUR - 1
    expect(await overstayed()).toBe(false)
    campus.clock.now += 1
    expect(await overstayed()).toBe(true)
    await endPastHours(campus.clock.now)
    expect(await overstayed()).toBe(true)
    expect((await atGate(phone, 'out')).allowed).toBe(true)
    expect(await overstayed()).toBeUndefined()
  })

  it('stands among the own bookings without a host, and nobody can be asked to call it off', async () => {
    const { visitor, visitId } = await walkIn(campus, next())
    const { rows } = await visitor.get('visit.list', { list: 'approved', cursor: null })
    expect(rows).toMatchObject([
      { id: visitId, hostName: '', unitName: '临时来访 · 育才西门', walkIn: { gateName: '育才西门' } },
    ])
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    await atGate(phone)
    expect((await visitor.get('visit.get', { visitId })).allowedActions).toMatchObject({
      ...{ askCancel: false, cancel: false, revise: false },
    })
    expect(await visitor.outcome('visit.askCancel', { visitId, reason: '' })).toBe('NOT_CANCELLABLE')
    const ask = { visitId, field: 'phone', firstDay: day, lastDay: day } as const
    expect(await campus.person('another').outcome('release.ask', ask)).toBe('NOT_ALLOWED')
    const { phone: number } = (await visitor.get('visit.get', { visitId })).form
    const refused = await campus
      .person('another')
      .ask('visit.submit', { form: formFor(campus, next(), { phone: number, firstDay: day, lastDay: day }) })
    expect(refused).toMatchObject({ code: 'DUPLICATE', details: { known: 'others', fields: ['phone'] } })
    expect(JSON.stringify(refused)).not.toContain('visitId')
  })
})

describe('the form', () => {
  test.each([
    ['a purpose that needs a host', { purpose: 'official' }, ['purpose']],
    [
      'nothing filled in',
      { purpose: '', name: '', phone: '', document: '' },
      ['purpose', 'name', 'document', 'phone'],
    ],
    ['another purpose without saying which', { purpose: 'other', note: ' ' }, ['note']],
    ['a wrong plate', { plate: '桂C1' }, ['plate']],
    ['the privacy guide not ticked', { privacy: undefined }, ['privacy']],
  ] as const)('with %s is answered beside its fields, and sent again', async (_, changes, fields) => {
    const number = next()
    const visitor = campus.person(`walk-in-${number}`)
    await visitor.get('walkIn.read', { code: shownAt(campus) })
    const reply = await visitor.ask('walkIn.submit', { form: walkInForm(number, changes) })
    expect(reply).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: fields.map((field) => ({ field })) },
    })
    expect(await visitor.outcome('walkIn.submit', { form: walkInForm(number) })).toBe('ok')
  })

  it('keeps the car out of a gate without a way for it', async () => {
    await openWalkIns(campus, {}, 'yucai-east')
    const { plate } = identityOf(next())
    const visitor = campus.person(`walk-in-${numbers}`)
    const read = await visitor.get('walkIn.read', { code: shownAt(campus, 'yucai-east') })
    const { visitId } = await visitor.get('walkIn.submit', { form: walkInForm(numbers, { plate }) })
    expect((await visitOf(visitId))?.plate).toBe(read.takesCars ? plate : null)
  })

  it('is refused to who is booked already, to the blacklist, and to one whose car is inside', async () => {
    const booked = next()
    await book(campus, booked, { firstDay: day, lastDay: day })
    const refusedTo = async (number: number, changes = {}) => {
      const visitor = campus.person(`walk-in-${number}`)
      await visitor.get('walkIn.read', { code: shownAt(campus) })
      return visitor.outcome('walkIn.submit', { form: walkInForm(number, changes) })
    }
    expect(await refusedTo(booked)).toBe('DUPLICATE')
    const driver = next()
    const { plate } = identityOf(driver)
    const { visitor, visitId } = await walkIn(campus, driver, { plate })
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    await campus.person(guardOf(campus, WALK_IN_GATE)).get('gate.check', {
      ...{ gateId: WALK_IN_GATE, direction: 'in', code: phone.codeAt(campus.clock.now), inVehicle: true },
    })
    expect(await refusedTo(next(), { plate })).toBe('VEHICLE_INSIDE')
    const blocked = next()
    const { document, phone: number } = identityOf(blocked)
    const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid))
    const { blacklistId } = (await office?.get('blacklist.propose', {
      ...{ name: '', documentKind: 'mainlandId', document, phone: number, plate: '' },
      ...{ reason: '多次冲卡', evidence: [], from: day, until: null },
    })) ?? { blacklistId: '' }
    await colleague?.get('blacklist.answer', { blacklistId, accept: true })
    expect(await refusedTo(blocked)).toBe('BLACKLISTED')
    // None of them took a place.
    expect(await today()).toBe(1)
  })
})

test('an approver of no unit sees it', async () => {
  const { visitId } = await walkIn(campus, next())
  const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
  expect(await approver.outcome('approval.get', { visitId })).toBe('NOT_FOUND')
})

describe('taking one back', () => {
  it('ends it at once, tells why, and gives its place back', async () => {
    const before = await today()
    const { visitor, visitId } = await walkIn(campus, next())
    expect((await officeOf().get('record.get', { visitId })).allowedActions).toEqual({ revoke: true })
    expect(await officeOf().outcome('walkIn.revoke', { visitId, reason: ' ' })).toBe('REASON_REQUIRED')
    await officeOf().get('walkIn.revoke', { visitId, reason: '冒用他人证件' })
    const { visit, history } = await visitor.get('visit.get', { visitId })
    expect([visit.state, history.at(-1)?.reason]).toEqual(['revoked', '冒用他人证件'])
    expect((await officeOf().get('record.get', { visitId })).allowedActions).toEqual({ revoke: false })
    expect(await today()).toBe(before)
    expect(await officeOf().outcome('walkIn.revoke', { visitId, reason: '再次' })).toBe('ALREADY_DECIDED')
  })

  it('is for the desk of its campus, and of no booking that a unit answers for', async () => {
    const { visitId } = await walkIn(campus, next())
    const desk = (campusId: string) =>
      campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes(campusId))?.openid ?? '')
    expect(await desk('yanshan').outcome('walkIn.revoke', { visitId, reason: '冒用' })).toBe('NOT_FOUND')
    expect(await desk('yucai').outcome('walkIn.revoke', { visitId, reason: '冒用' })).toBe('ok')
    const booked = await bookApproved(campus, next(), { firstDay: day, lastDay: day })
    const input = { visitId: booked.visitId, reason: '冒用' }
    expect(await officeOf().outcome('walkIn.revoke', input)).toBe('NOT_ALLOWED')
  })
})
