import { randomUUID } from 'node:crypto'
import { normalisePlate } from '../../miniprogram/domain/values/plates'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input, VisitForm } from '../../contract'
import { accountId } from '../../cloudfunctions/stores/accounts'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Settings } from '../../cloudfunctions/stores/settings'
import { noticeId } from '../../cloudfunctions/stores/outbox'
import type { Stay } from '../../cloudfunctions/stores/stays'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { demoTemplates } from '../../local/demo'
import { gateGroups } from '../../miniprogram/components/gate-list/gate-list.view'
import { addDays, endOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { deviceAt } from './gates'
import { openCampus, type Campus, type Person } from './campus'
import { approvedPass, peopleOf, standingPerson } from './standing'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf } from './visitors'
import { withSentence } from './sentences'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DECISION = demoTemplates.decision.id

let campus: Campus
let desk: Person
let office: Person
let tellAffected: (now: number) => Promise<number>
let deliverDue: (now: number) => Promise<number>
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  desk = campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  ;({ tellAffected } = await import('../../cloudfunctions/usecases/vehicle/tell-affected'))
  ;({ deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const privateCar = (number: number, changes: Partial<VisitForm> = {}): Partial<VisitForm> => ({
  purpose: 'private',
  driving: true,
  plate: identityOf(number).plate,
  ...changes,
})
const officialCar = (number: number, changes: Partial<VisitForm> = {}): Partial<VisitForm> =>
  privateCar(number, { purpose: 'official', ...changes })

const EAST = 'yanshan-east'
type Way = Partial<Input<'gate.check'>>
const check = (gateId: string, direction: 'in' | 'out', way: Way) =>
  campus.person(guardOf(campus, gateId)).get('gate.check', { gateId, direction, ...way })
const byPlate = (number: number, direction: 'in' | 'out', gateId = EAST, more: Way = {}) =>
  check(gateId, direction, { plate: identityOf(number).plate, ...more })

/** Books by private car, approved and driven in through 雁山东门. */
async function drivenIn(changes: Partial<VisitForm> = {}) {
  const number = next()
  const booked = await bookApproved(campus, number, privateCar(number, changes))
  const entered = await byPlate(number, 'in')
  expect(entered).toMatchObject({ allowed: true, reason: 'OK' })
  return { ...booked, number, stayId: entered.passageId as string }
}
/** Another person wants to come with the same car. */
function sharing(number: number) {
  const other = next()
  const visitor = campus.person(`visitor-${other}`)
  const form = privateCar(other, { plate: identityOf(number).plate })
  return { visitor, submit: () => visitor.ask('visit.submit', { form: formFor(campus, other, form) }) }
}

describe('vehicles only through the gates of their purpose', () => {
  test.each([
    ['yucai-west', 'OK', 'OK'],
    ['yanshan-east', 'OK', 'OK'],
    ['yanshan-west', 'OK', 'ENTRY_ONLY'],
    ['yucai-east', 'WRONG_GATE', 'WRONG_GATE'],
    ['yucai-north', 'WRONG_GATE', 'WRONG_GATE'],
    ['yanshan-south', 'WRONG_GATE', 'WRONG_GATE'],
    ['yanshan-north', 'WRONG_GATE', 'WRONG_GATE'],
  ])('a private vehicle at %s: in %s, out %s', async (gateId, entry, exit) => {
    const number = next()
    await bookApproved(campus, number, privateCar(number))
    expect((await byPlate(number, 'in', gateId)).reason).toBe(entry)
    expect((await byPlate(number, 'out', gateId)).reason).toBe(exit)
  })

  test.each([
    ['yucai-west', 'OK'],
    ['yucai-east', 'OK'],
    ['yucai-north', 'OK'],
    ['yanshan-west', 'OK'],
    ['yanshan-south', 'OK'],
    ['yanshan-north', 'WRONG_GATE'],
  ])('an official vehicle at %s: %s both ways', async (gateId, reason) => {
    const number = next()
    await bookApproved(campus, number, officialCar(number))
    expect((await byPlate(number, 'in', gateId)).reason).toBe(reason)
    expect((await byPlate(number, 'out', gateId)).reason).toBe(reason)
  })

  it('on foot the same visitor passes any pedestrian gate, and no vehicle is held as inside', async () => {
    const number = next()
    const { phone } = await bookApproved(campus, number, privateCar(number))
    const onFoot = await check('yanshan-south', 'in', { code: phone.codeAt(NOW), inVehicle: false })
    expect(onFoot).toMatchObject({ allowed: true, fee: null })
    expect((await desk.get('vehicle.find', { plate: identityOf(number).plate })).stay).toBeNull()
  })

  it('in a vehicle with the QR pass: the vehicle of the booking enters', async () => {
    const number = next()
    const { phone } = await bookApproved(campus, number, privateCar(number))
    const code = phone.codeAt(NOW)
    expect((await check('yanshan-south', 'in', { code, inVehicle: true })).reason).toBe('WRONG_GATE')
    expect((await check(EAST, 'in', { code, inVehicle: true })).reason).toBe('OK')
    expect((await check(EAST, 'in', { code, inVehicle: true })).reason).toBe('ALREADY_INSIDE')
    expect((await desk.get('vehicle.find', { plate: identityOf(number).plate })).stay).toMatchObject({
      state: 'inside',
      campusName: '雁山校区',
      gateIn: '雁山东门',
      visitor: { name: '访客甲', unitName: '计算机学院' },
    })
  })

  it('in a vehicle without a vehicle on the booking: NO_VEHICLE', async () => {
    const { phone } = await bookApproved(campus, next())
    expect((await check(EAST, 'in', { code: phone.codeAt(NOW), inVehicle: true })).reason).toBe('NO_VEHICLE')
  })
})

describe('who is found', () => {
  it('by the plate as it is typed, dots and small letters', async () => {
    const number = next()
    await bookApproved(campus, number, privateCar(number))
    const plate = identityOf(number).plate.replace('C', '·c ')
    expect(await check(EAST, 'in', { plate })).toMatchObject({
      allowed: true,
      visit: { name: '访客甲', plate: identityOf(number).plate },
    })
  })

  it('a plate nobody booked: NOT_FOUND in, and out it goes', async () => {
    expect(await byPlate(99_999, 'in')).toMatchObject({ allowed: false, reason: 'NOT_FOUND', visit: null })
    expect(await byPlate(99_999, 'out')).toMatchObject({ allowed: true, visit: null, fee: null })
  })

  it('by the last six of the ID and the name; a wrong name finds nobody', async () => {
    const number = next()
    await bookApproved(campus, number)
    const tail = identityOf(number).document.slice(-6)
    expect(await check(EAST, 'in', { person: { tail, name: ' 访客甲 ' } })).toMatchObject({
      allowed: true,
      reason: 'OK',
    })
    expect((await check(EAST, 'in', { person: { tail, name: '访客乙' } })).reason).toBe('NOT_FOUND')
  })

  it('by a small x at the end of the ID', async () => {
    let number = next()
    while (!identityOf(number).document.endsWith('X')) number = next()
    await bookApproved(campus, number)
    const tail = identityOf(number).document.slice(-6).toLowerCase()
    expect((await check(EAST, 'in', { person: { tail, name: '访客甲' } })).reason).toBe('OK')
  })

  it.each([
    ['hkMacauPermit', 'H8765432101', ['432101', '654321', '432102', '４３２１01']],
    ['hkMacauPermit', 'HA1234567', ['456701', '234567']],
    ['taiwanPermit', '0123456701(B)', ['456701', '56701B', '56701b', '234567']],
    ['passport', '12AB34568', ['B34568', 'b34568']],
  ] as const)(
    'by the last six as %s %s is printed, and without its renewals',
    async (documentKind, document, tails) => {
      const number = next()
      const companion = { name: '⻢云', documentKind, document }
      await bookApproved(campus, number, {
        name: 'J. R. Smith',
        documentKind: 'passport',
        companions: [companion],
        document: `E${10_000_000 + number}`,
      })
      for (const tail of tails)
        expect(await check(EAST, 'in', { person: { tail, name: '马 云' } })).toMatchObject({ reason: 'OK' })
      const tail = `E${10_000_000 + number}`.slice(-6)
      expect((await check(EAST, 'in', { person: { tail, name: 'SMITH, J.R.' } })).reason).toBe('NOT_FOUND')
      expect(await check(EAST, 'in', { person: { tail, name: 'J.R. Smith' } })).toMatchObject({
        allowed: true,
      })
    },
  )

  it('a code that belongs to nothing lets no vehicle out', async () =>
    expect(await check(EAST, 'out', { code: '2345-6789', inVehicle: true })).toMatchObject({
      allowed: false,
      reason: 'NOT_FOUND',
    }))
})

describe('ALREADY_INSIDE and NOT_INSIDE: hints for people, rules for vehicles', () => {
  it('somebody on foot who is inside enters with a hint, and leaves with one when they never came', async () => {
    const { phone } = await bookApproved(campus, next())
    const pass = (minutes: number, direction: 'in' | 'out') =>
      check(EAST, direction, { code: phone.codeAt((campus.clock.now = NOW + minutes * MINUTE)) })
    expect(await pass(0, 'out')).toMatchObject({ allowed: true, hint: '没有入校记录' })
    expect(await pass(1, 'in')).toMatchObject({ allowed: true, hint: null })
    expect(await pass(2, 'in')).toMatchObject({ allowed: true, hint: '记录显示已在校内' })
    expect(await pass(3, 'out')).toMatchObject({ allowed: true, hint: null })
  })

  it('a vehicle that is inside doesn’t enter; one that never came leaves with a hint', async () => {
    const { number } = await drivenIn()
    expect(await byPlate(number, 'in')).toMatchObject({ allowed: false, reason: 'ALREADY_INSIDE' })
    expect(await byPlate(number, 'out')).toMatchObject({ allowed: true, hint: null })
    expect(await byPlate(number, 'out')).toMatchObject({ allowed: true, hint: '没有入校记录', fee: null })
  })
})

it('several in and out pairs within the days, each a stay with its own free minutes', async () => {
  const number = next()
  const lastDay = addDays(TODAY, 2)
  const { visitor, visitId } = await bookApproved(campus, number, privateCar(number, { lastDay }))
  for (const day of [0, 0, 1, 2]) {
    campus.clock.now += day * 24 * HOUR + HOUR
    if (campus.clock.now >= endOfDay(lastDay)) campus.clock.now = endOfDay(lastDay) - HOUR
    expect((await byPlate(number, 'in')).reason).toBe('OK')
    campus.clock.now += 30 * MINUTE
    expect(await byPlate(number, 'out')).toMatchObject({ reason: 'OK', fee: { fen: 0 } })
  }
  expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(8)
  expect((await desk.get('vehicle.find', { plate: identityOf(number).plate })).stay).toBeNull()
})

describe('nobody is ever trapped', () => {
  it('a revoked booking: red on entry, green on exit, the fee counted by the stay', async () => {
    const { number, approver, visitId, phone } = await drivenIn()
    await approver.get('approval.revoke', { visitId, reason: '会议取消' })
    campus.clock.now += 2 * HOUR
    expect(await check(EAST, 'in', { code: phone.codeAt(campus.clock.now) })).toMatchObject({
      allowed: false,
      reason: 'REVOKED',
    })
    expect(await byPlate(number, 'out')).toMatchObject({ allowed: true, fee: { fen: 400, text: '¥4.00' } })
  })

  it('a booking whose days have passed long ago', async () => {
    const { number, visitId } = await drivenIn()
    campus.clock.now += 3 * 24 * HOUR
    const out = await byPlate(number, 'out')
    expect(out).toMatchObject({ allowed: true, visit: { id: visitId } })
    expect(out.fee?.fen).toBeGreaterThan(0)
  })

  it('a plate on the blacklist leaves and doesn’t come in, booked or not', async () => {
    const { number } = await drivenIn()
    const { plateCalendarId } = await import('../../cloudfunctions/stores/calendars')
    const block = { blacklistId: 'b', from: TODAY, until: null }
    await campus.put('calendars', {
      _id: plateCalendarId(normalisePlate(identityOf(number).plate)),
      blocks: [block],
    })
    expect((await byPlate(number, 'out')).allowed).toBe(true)
    expect((await byPlate(number, 'in')).reason).toBe('BLACKLIST')
    const unbooked = next()
    await campus.put('calendars', {
      _id: plateCalendarId(normalisePlate(identityOf(unbooked).plate)),
      ...{ kind: 'plate', entries: [], blocks: [block], inside: null, dues: [], rev: 0 },
    })
    expect((await byPlate(unbooked, 'in')).reason).toBe('BLACKLIST')
    const { plate } = identityOf(unbooked)
    const again = await campus.person(guardOf(campus, EAST)).outcome('gate.check', {
      ...{ gateId: EAST, direction: 'in', plate, override: '领导同意' },
    })
    expect(again).toBe('OVERRIDE_REFUSED')
  })
})

describe('a vehicle without a booking', () => {
  const leaves = async (plate: string) => {
    campus.clock.now += 5 * HOUR
    const { allowed, fee } = await check(EAST, 'out', { plate })
    expect(allowed).toBe(true)
    return (fee?.fen ?? 0) === 0 ? 'free' : 'pays'
  }

  const reasons = [
    ['单位来电确认', 'pays'],
    ['单位来电确认：急救/消防/警务演练', 'pays'],
    ['送急救病人', 'pays'],
    ['急救/消防/警务', 'free'],
    ['急救/消防/警务：120救护车，图书馆', 'free'],
  ] as const

  test.each(reasons)('let in for %s: %s', async (override, pays) => {
    const { plate } = identityOf(next())
    await check(EAST, 'in', { plate, override })
    expect(await leaves(plate)).toBe(pays)
  })

  test.each(reasons)('let in by a device for %s: %s', async (why, pays) => {
    const { plate } = identityOf(next())
    const lane = await deviceAt(campus, EAST, { kind: 'plateCamera', mayOverride: true })
    const word = { operator: '覃师傅', why }
    await lane.get('override', {
      ...{ eventId: randomUUID(), direction: 'in', plate: { number: plate }, ...word },
    })
    expect(await leaves(plate)).toBe(pays)
  })
})

describe('a vehicle that was let in without a booking where only official ones may', () => {
  it.each(['急救/消防/警务', '单位来电确认'])('leaves by itself where it came in: %s', async (override) => {
    const { plate } = identityOf(next())
    await check('yanshan-south', 'in', { plate, override })
    campus.clock.now += HOUR
    const lane = await deviceAt(campus, 'yanshan-south', { kind: 'plateCamera', direction: 'out' })
    const exit = { eventId: randomUUID(), direction: 'out' as const, plate: { number: plate } }
    expect(await lane.get('verify', exit)).toMatchObject({ decision: 'allow', reason: 'OK' })
  })
})

describe('an override by the guard', () => {
  it('lets pass with its reason on the record, beside the refusal it overrides', async () => {
    const number = next()
    const { phone } = await bookApproved(campus, number, privateCar(number))
    const code = phone.codeAt(NOW)
    const refused = await check('yanshan-south', 'in', { code, inVehicle: true })
    const passed = await check('yanshan-south', 'in', { code, inVehicle: true, override: ' 东门施工 ' })
    expect(passed).toMatchObject({ allowed: true, reason: 'OVERRIDE', hint: '这次来访不能走此门' })
    expect(await campus.stored<Passage>('passages', refused.passageId as string)).toMatchObject({
      allowed: false,
      reason: 'WRONG_GATE',
    })
    expect(await campus.stored<Passage>('passages', passed.passageId as string)).toMatchObject({
      allowed: true,
      reason: 'OVERRIDE',
      override: '东门施工',
    })
  })

  it('of a code out of time: by its signatures it is known who is inside, and which car', async () => {
    const number = next()
    const { phone, visitId } = await bookApproved(campus, number, privateCar(number))
    const code = phone.codeAt(NOW - 10 * MINUTE)
    expect(await check(EAST, 'in', { code, inVehicle: true })).toMatchObject({
      ...{ reason: 'STALE_CODE', visit: null },
    })
    const passed = await check(EAST, 'in', { code, inVehicle: true, override: '手机时间不准' })
    expect(passed).toMatchObject({ allowed: true, reason: 'OVERRIDE', visit: { id: visitId } })
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ insideCampusId: 'yanshan' })
    const { stay } = await desk.get('vehicle.find', { plate: identityOf(number).plate })
    expect(stay).toMatchObject({ id: passed.passageId, state: 'inside' })
  })

  it('needs a reason', async () => {
    const guard = campus.person(guardOf(campus, EAST))
    const plate = identityOf(next()).plate
    expect(await guard.outcome('gate.check', { gateId: EAST, direction: 'in', plate, override: '  ' })).toBe(
      'OVERRIDE_REASON_REQUIRED',
    )
  })

  it('of a vehicle held as inside: the old stay ends as left unseen, and one stay is inside', async () => {
    const { number, stayId } = await drivenIn()
    campus.clock.now += HOUR
    const again = await byPlate(number, 'in', EAST, { override: '昨晚抬杆时已离校' })
    expect(again).toMatchObject({ allowed: true, reason: 'OVERRIDE' })
    expect(await campus.stored<Stay>('stays', stayId)).toMatchObject({
      state: 'cleared',
      exitAt: campus.clock.now,
    })
    const { stay } = await desk.get('vehicle.find', { plate: identityOf(number).plate })
    expect(stay).toMatchObject({ id: again.passageId, state: 'inside', enteredAt: campus.clock.now })
  })

  it('of a plate nobody booked: it is held as inside, pays as private, and can leave', async () => {
    const number = next()
    expect((await byPlate(number, 'in', EAST, { override: '救护车' })).allowed).toBe(true)
    campus.clock.now += 31 * MINUTE
    expect(await byPlate(number, 'out')).toMatchObject({ allowed: true, fee: { fen: 200 } })
  })
})

it('purpose does not fit: the guard marks the passage, at the own gate only', async () => {
  const number = next()
  await bookApproved(campus, number, officialCar(number))
  const { passageId } = await byPlate(number, 'in')
  const mark = (gateId: string) =>
    campus
      .person(guardOf(campus, gateId))
      .outcome('gate.markPurposeMismatch', { gateId, passageId: passageId as string })
  expect(await mark('yucai-west')).toBe('NOT_FOUND')
  expect(await mark(EAST)).toBe('ok')
  expect(await campus.stored<Passage>('passages', passageId as string)).toMatchObject({
    purposeMismatch: true,
    allowed: true,
  })
})

describe('the fee on exit', () => {
  test.each([
    [30 * MINUTE, 0],
    [30 * MINUTE + 999, 0],
    [30 * MINUTE + 1000, 200],
    [3 * HOUR, 600],
  ])('private, %i ms: %i 分', async (stayed, fen) => {
    const { number } = await drivenIn()
    campus.clock.now += stayed
    expect((await byPlate(number, 'out')).fee?.fen).toBe(fen)
  })

  it('official: free on its days, as private from their end on', async () => {
    const number = next()
    await bookApproved(campus, number, officialCar(number))
    await byPlate(number, 'in')
    campus.clock.now = endOfDay(TODAY) - 1
    expect((await byPlate(number, 'out')).fee?.fen).toBe(0)
    const late = next()
    campus.clock.now = endOfDay(TODAY) - HOUR
    await bookApproved(campus, late, officialCar(late))
    await byPlate(late, 'in')
    campus.clock.now = endOfDay(TODAY) + 2 * HOUR
    expect((await byPlate(late, 'out')).fee?.fen).toBe(400)
  })

  it('by the tariff in force at entry, whatever the office changes meanwhile', async () => {
    const { number } = await drivenIn()
    const { loadSettings } = await import('../../cloudfunctions/stores/settings')
    const { tariffs } = await loadSettings()
    const dear = { ...tariffs[0], id: 'dear', effectiveFrom: NOW + MINUTE, label: '新标准', freeMinutes: 0 }
    await campus.put('settings', { _id: 'rules', tariffs: [...tariffs, dear] as Settings['tariffs'] })
    campus.clock.now += 20 * MINUTE
    expect((await byPlate(number, 'out')).fee?.fen).toBe(0)
    await campus.put('settings', { _id: 'rules', tariffs })
  })

  it('due: it blocks the next booking and the next entry until the desk marks it paid', async () => {
    const { number, stayId } = await drivenIn({ lastDay: addDays(TODAY, 2) })
    campus.clock.now += 2 * HOUR
    expect(await byPlate(number, 'out')).toMatchObject({ allowed: true, fee: { fen: 400, stayId } })
    expect((await byPlate(number, 'in')).reason).toBe('FEE_DUE')
    const { submit } = sharing(number)
    expect(withSentence(await submit())).toMatchObject({
      ok: false,
      code: 'FEE_DUE',
      sentence: '该车辆在【雁山校区】有停车费未缴，缴清后即可预约',
      details: { fen: 400, deskPhone: '3699110' },
    })
    const due = await desk.get('vehicle.list', { campusId: 'yanshan', list: 'due', cursor: null })
    expect(due.rows.map(({ id }) => id)).toContain(stayId)
    expect(await desk.get('vehicle.paid', { stayId })).toEqual({ stayId, state: 'paid' })
    expect(await desk.outcome('vehicle.paid', { stayId })).toBe('NOTHING_DUE')
    expect((await byPlate(number, 'in')).reason).toBe('OK')
  })

  it('the guard at the gate takes the fee, of the own campus only', async () => {
    const { number, stayId } = await drivenIn()
    campus.clock.now += 2 * HOUR
    await byPlate(number, 'out')
    const paid = (gateId: string) =>
      campus.person(guardOf(campus, gateId)).outcome('vehicle.paid', { stayId })
    expect(await paid('yucai-west')).toBe('NOT_FOUND')
    expect(await paid(EAST)).toBe('ok')
  })
})

describe('a vehicle inside though it left', () => {
  it('VEHICLE_INSIDE names the campus and its desk, and nothing of the other booking', async () => {
    const { number, stayId } = await drivenIn()
    const { submit } = sharing(number)
    expect(withSentence(await submit())).toMatchObject({
      code: 'VEHICLE_INSIDE',
      sentence: '该车辆已在【雁山校区】停车场内，无法预约',
      details: { stayId, campusId: 'yanshan', campusName: '雁山校区', deskPhone: '3699110' },
    })
    const reply = await submit()
    expect(reply.ok ? null : Object.keys(reply.details).sort()).toEqual([
      'campusId',
      'campusName',
      'deskPhone',
      'stayId',
    ])
  })

  test.each([
    ['inside', '仍在校内', '车辆仍在校内，请先驶离', 'VEHICLE_INSIDE'],
    ['gateMaintenance', '已核销', '可以重新提交预约了', 'ok'],
    ['barriersUp', '已核销', '可以重新提交预约了', 'ok'],
    ['leftUnpaid', '待缴费', '离校时未缴停车费，请补缴', 'FEE_DUE'],
  ] as const)('请求核查, the desk says %s: %s', async (outcome, phrase1, thing4, booking) => {
    const { number, stayId, approver, visitId } = await drivenIn()
    await approver.get('approval.revoke', { visitId, reason: '来访结束' })
    const { visitor, submit } = sharing(number)
    await campus.cloud.consent.record(visitor.openid as string, DECISION, 'accept')
    await visitor.get('vehicle.askCheck', { stayId })
    await visitor.get('vehicle.askCheck', { stayId })
    const cases = await desk.get('vehicle.list', { campusId: 'yanshan', list: 'cases', cursor: null })
    expect(cases.rows.filter(({ id }) => id === stayId)).toHaveLength(1)
    expect(await submit()).toMatchObject({ details: { check: 'open' } })

    campus.clock.now += 2 * HOUR
    expect(await desk.outcome('vehicle.resolve', { stayId, outcome, reason: ' ', leftAt: null })).toBe(
      'DESK_REASON_REQUIRED',
    )
    await desk.get('vehicle.resolve', { stayId, outcome, reason: '已调看监控', leftAt: null })
    expect(campus.cloud.notices.list(visitor.openid as string)).toMatchObject([
      { fields: { phrase1, thing2: '雁山校区指挥中心', thing3: `车辆 ${identityOf(number).plate}`, thing4 } },
    ])
    const reply = await submit()
    expect(reply.ok ? 'ok' : reply.code).toBe(booking)
    expect(reply.ok ? undefined : reply.details.check).toBe(outcome === 'inside' ? 'kept' : undefined)
    const { history } = (await campus.stored<Stay>('stays', stayId)) as Stay
    expect(history.at(-1)).toMatchObject({ action: 'resolved', outcome, reason: '已调看监控' })
    const left = await desk.get('vehicle.list', { campusId: 'yanshan', list: 'cases', cursor: null })
    expect(left.rows.filter(({ id }) => id === stayId)).toEqual([])
  })

  it('promises the answer to as many as are told it', async () => {
    const { stayId } = await drivenIn()
    const asking = Array.from({ length: 10 }, (_, at) => campus.person(`asks-${at}`))
    const told: boolean[] = []
    for (const person of asking) told.push((await person.get('vehicle.askCheck', { stayId })).willTell)
    expect(told.filter(Boolean)).toHaveLength(8)
    expect((await campus.stored<Stay>('stays', stayId))?.askedBy).toEqual(
      asking.filter((_, at) => told[at]).map(({ openid }) => openid),
    )
    expect((await asking[0]?.get('vehicle.askCheck', { stayId }))?.willTell).toBe(true)
  })

  it('left unpaid: the fee until when it left; paid, the visitor books at once', async () => {
    const { number, stayId, approver, visitId } = await drivenIn()
    await approver.get('approval.revoke', { visitId, reason: '来访结束' })
    const leftAt = NOW + 2 * HOUR
    campus.clock.now += 9 * HOUR
    await desk.get('vehicle.resolve', { stayId, outcome: 'leftUnpaid', reason: '跟车离校', leftAt })
    const { stay } = await desk.get('vehicle.find', { plate: identityOf(number).plate })
    expect(stay).toMatchObject({ state: 'due', feeFen: 400, exitAt: leftAt })
    const { submit } = sharing(number)
    expect(await submit()).toMatchObject({ code: 'FEE_DUE' })
    await desk.get('vehicle.paid', { stayId })
    expect((await submit()).ok).toBe(true)
  })

  it('left within the free minutes: nothing is due, and the visitor is told to submit', async () => {
    const { number, stayId, approver, visitId } = await drivenIn()
    await approver.get('approval.revoke', { visitId, reason: '来访结束' })
    const { visitor, submit } = sharing(number)
    await campus.cloud.consent.record(visitor.openid as string, DECISION, 'accept')
    await visitor.get('vehicle.askCheck', { stayId })
    campus.clock.now += 9 * HOUR
    await desk.get('vehicle.resolve', {
      ...{ stayId, outcome: 'leftUnpaid', reason: '跟车离校', leftAt: NOW + 10 * MINUTE },
    })
    expect(campus.cloud.notices.list(visitor.openid as string)).toMatchObject([
      { fields: { phrase1: '已核销', thing4: '可以重新提交预约了' } },
    ])
    expect((await submit()).ok).toBe(true)
  })

  it.each([
    [10 * MINUTE, '已离校', '可以重新提交预约了'],
    [2 * HOUR, '待缴费', '离校时未缴停车费，请补缴'],
  ])(
    'who asked is told once when the vehicle leaves by itself after %i ms: %s',
    async (after, phrase1, thing4) => {
      const { number, stayId } = await drivenIn()
      const asker = campus.person(`asker-${number}`)
      await campus.cloud.consent.record(asker.openid as string, DECISION, 'accept')
      await asker.get('vehicle.askCheck', { stayId })
      campus.clock.now += after
      expect((await byPlate(number, 'out')).allowed).toBe(true)
      const { tellAskers } = await import('../../cloudfunctions/usecases/notice/tell-askers')
      expect([await tellAskers(campus.clock.now), await tellAskers(campus.clock.now)]).toEqual([1, 0])
      while ((await deliverDue(campus.clock.now)) > 0);
      expect(campus.cloud.notices.list(asker.openid as string)).toMatchObject([
        {
          fields: { phrase1, thing2: '雁山校区指挥中心', thing3: `车辆 ${identityOf(number).plate}`, thing4 },
        },
      ])
    },
  )

  it('a desk works on its own campus only; the office on all', async () => {
    const { stayId, number } = await drivenIn()
    const { plate } = identityOf(number)
    const elsewhere = 'desk-elsewhere'
    await campus.put('accounts', {
      ...(await campus.stored('accounts', accountId('desk', desk.openid as string))),
      ...{ _id: accountId('desk', elsewhere), openid: elsewhere, campusIds: ['yucai'] },
    })
    const other = campus.person(elsewhere)
    expect(await other.outcome('vehicle.list', { campusId: 'yanshan', list: 'inside', cursor: null })).toBe(
      'NOT_FOUND',
    )
    expect(await other.get('vehicle.find', { plate })).toEqual({ stay: null })
    const resolve = { stayId, outcome: 'barriersUp', reason: '校庆', leftAt: null } as const
    expect(await other.outcome('vehicle.resolve', resolve)).toBe('NOT_FOUND')
    expect(await office.outcome('vehicle.resolve', resolve)).toBe('ok')
    expect(await desk.outcome('vehicle.resolve', resolve)).toBe('VEHICLE_NOT_INSIDE')
    expect(await campus.person('visitor-1').outcome('vehicle.find', { plate })).toBe('NOT_ALLOWED')
  })
})

describe('traffic control', () => {
  const close = (gateIds: string[], from = NOW - 1, until = NOW + 3 * HOUR) =>
    office.get('traffic.close', { gateIds, from, until, reason: '校庆活动' })

  it('closes the gates to vehicles, never to people or to leaving, until the office opens them', async () => {
    const { number, phone } = await drivenIn()
    const waiting = next()
    await bookApproved(campus, waiting, privateCar(waiting))
    const { controlId } = await close([EAST])
    expect((await byPlate(waiting, 'in')).reason).toBe('TRAFFIC_CONTROL')
    expect((await byPlate(waiting, 'in', 'yanshan-west')).reason).toBe('OK')
    expect((await byPlate(number, 'out')).allowed).toBe(true)
    expect((await check(EAST, 'in', { code: phone.codeAt(NOW), inVehicle: false })).allowed).toBe(true)
    // Who books reads which gates and when, nothing of who ordered it.
    expect((await campus.person('anybody').get('visit.options', {})).controls).toEqual([
      { gateIds: [EAST], from: NOW, until: NOW + 3 * HOUR },
    ])
    expect((await campus.person('anybody').get('traffic.list', {})).controls).toMatchObject([
      { id: controlId, gateNames: ['雁山东门'], reason: '校庆活动' },
    ])
    await office.get('traffic.open', { controlId })
    expect((await byPlate(number, 'in')).reason).toBe('OK')
    expect((await office.get('traffic.list', {})).controls).toEqual([])
  })

  it('is said on the pass and the record of who comes by car on its days', async () => {
    const [driving, walking, later] = [next(), next(), next()]
    const car = await bookApproved(campus, driving, privateCar(driving))
    const onFoot = await bookApproved(campus, walking)
    const day = addDays(TODAY, 5)
    const another = await bookApproved(campus, later, { ...privateCar(later), firstDay: day, lastDay: day })
    const { controlId } = await close([EAST])
    const control = { gateIds: [EAST], from: NOW, until: NOW + 3 * HOUR }
    for (const [{ visitor, visitId, phone }, controls] of [
      [car, [control]],
      [onFoot, []],
      [another, []],
    ] as const) {
      expect((await visitor.get('visit.get', { visitId })).controls).toEqual(controls)
      expect((await phone.issue(visitor, visitId)).controls).toEqual(controls)
    }
    await office.get('traffic.open', { controlId })
  })

  it('from its beginning until its end', async () => {
    const number = next()
    await bookApproved(campus, number, privateCar(number))
    const { controlId } = await close([EAST], NOW + HOUR, NOW + 2 * HOUR)
    expect((await byPlate(number, 'in')).reason).toBe('OK')
    await byPlate(number, 'out')
    campus.clock.now = NOW + HOUR
    expect((await byPlate(number, 'in')).reason).toBe('TRAFFIC_CONTROL')
    campus.clock.now = NOW + 2 * HOUR
    expect((await byPlate(number, 'in')).reason).toBe('OK')
    campus.clock.now = NOW
    await office.get('traffic.open', { controlId })
  })

  it('needs gates with a barrier, and the office', async () => {
    const input = { gateIds: ['yanshan-north'], from: NOW, until: NOW + HOUR, reason: '施工' }
    expect(await office.outcome('traffic.close', input)).toBe('GATES_REQUIRED')
    expect(await desk.outcome('traffic.close', { ...input, gateIds: [EAST] })).toBe('NOT_ALLOWED')
  })

  it('tells each affected visitor once, pending or approved, however often the timer runs', async () => {
    const cars = [next(), next(), next()] as const
    await bookApproved(campus, cars[0], privateCar(cars[0]))
    await book(campus, cars[1], privateCar(cars[1]))
    const later = addDays(TODAY, 5)
    await bookApproved(campus, cars[2], privateCar(cars[2], { firstDay: later, lastDay: later }))
    const walker = next()
    await bookApproved(campus, walker)
    for (const number of [...cars, walker])
      for (let time = 0; time < 3; time++)
        await campus.cloud.consent.record(`visitor-${number}`, DECISION, 'accept')

    const { controlId } = await close([EAST])
    const toldNow = () => [...cars, walker].map((number) => trafficNotices(`visitor-${number}`))
    await Promise.all([tellAffected(NOW), tellAffected(NOW)])
    while ((await deliverDue(NOW)) > 0);
    expect(toldNow()).toEqual([1, 1, 0, 0])
    await tellAffected(NOW + MINUTE)
    while ((await deliverDue(NOW + MINUTE)) > 0);
    expect(toldNow()).toEqual([1, 1, 0, 0])
    await office.get('traffic.open', { controlId })
  })

  it('tells whoever is let in by car after it was ordered, by the gates and on the list of their right', async () => {
    const { controlId } = await close(['yanshan-south'], NOW + HOUR, NOW + 4 * HOUR)
    await tellAffected(NOW)
    const toldOf = async () => (await office.get('traffic.list', {})).controls[0]?.told ?? 0
    const before = await toldOf()
    const [booked, waits, named, elsewhere] = [next(), next(), next(), next()]
    campus.clock.now = NOW + MINUTE
    const official = await bookApproved(campus, booked, officialCar(booked))
    const pending = await book(campus, waits, officialCar(waits))
    const person = (number: number) => standingPerson(number, { plate: identityOf(number).plate })
    const listed = async (number: number, gateId: string): Promise<string> => {
      // A private car, which the gate lets in because the pass names it.
      const pass = await approvedPass(campus, [person(number)], { gateIds: [gateId], fee: 'tariff' })
      const holder = campus.person(`visitor-${number}`)
      await holder.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
      await holder.get('standing.claim', {})
      return (await peopleOf(pass))[0]?.id ?? ''
    }
    const [opened, other] = [await listed(named, 'yanshan-south'), await listed(elsewhere, EAST)]
    const visits = [official.visitId, pending.visitId, opened, other]
    const told = () =>
      Promise.all(
        visits.map(
          async (id) => (await campus.stored('outbox', noticeId(id, `traffic:${controlId}`, 0))) !== null,
        ),
      )
    expect(await told()).toEqual([false, false, false, false])
    await tellAffected(NOW + 2 * MINUTE)
    expect(await told()).toEqual([true, false, true, false])
    campus.clock.now = NOW + 3 * MINUTE
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    await approver.get('approval.approve', { visitId: pending.visitId })
    expect(await tellAffected(NOW + 20 * MINUTE)).toBe(1)
    expect(await tellAffected(NOW + 40 * MINUTE)).toBe(0)
    expect(await told()).toEqual([true, true, true, false])
    expect(await toldOf()).toBe(before + 3)
    // The pass says so, too: by car through the gate that it names.
    const seen = await campus.person(`visitor-${named}`).get('visit.get', { visitId: opened })
    expect(gateGroups(seen.gates, 'private', true)[0]).toMatchObject({
      means: 'vehicle',
      campuses: [{ gates: [{ words: expect.stringContaining('雁山南门') }] }],
    })
    campus.clock.now = NOW + 5 * MINUTE
    await office.get('traffic.open', { controlId })
  })

  const trafficNotices = (openid: string): number =>
    campus.cloud.notices.list(openid).filter(({ fields }) => fields.phrase1 === '交通管制').length
})
