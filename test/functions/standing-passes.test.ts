import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Reply } from '../../contract'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import { plateCalendarId } from '../../cloudfunctions/stores/calendars'
import type { StandingPass } from '../../cloudfunctions/stores/standing-passes'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { forgetReasons } from '../../cloudfunctions/usecases/campus/forget-reasons'
import { lookAfterStandingPasses } from '../../cloudfunctions/usecases/standing-pass/look'
import { settleStandingPasses } from '../../cloudfunctions/usecases/standing-pass/settle'
import { endOverdueVisits } from '../../cloudfunctions/usecases/visit/expire'
import { addDays, DAY_MS, dayOf, startOfDay, type Day } from '../../miniprogram/domain/values/days'
import { normalisePlate } from '../../miniprogram/domain/values/plates'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { handIn } from './uploads'
import { contentsOfDatabase } from './database-changes'
import { decide, fetchSnapshot } from './gate-phone'
import { approvedPass, askedPass, peopleOf, standingPerson, standingPlan } from './standing'
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

/** Standing passes from application to gate (spec 4.4), on the real database protocol. NOW is a Saturday, 14:00. */
let campus: Campus
let numbers = 30_000
const next = (): number => ++numbers
const MONDAY = addDays(TODAY, 2)
const HOUR = 3_600_000

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const at = (day: Day, hour: number): void => {
  campus.clock.now = startOfDay(day) + hour * HOUR
}
type Rules = Stored & Record<string, unknown>
/** Everything in one collection. */
const all = <T extends Stored>(collection: string): T[] =>
  [...contentsOfDatabase(campus)].flatMap(([key, text]) =>
    key.startsWith(`${collection}/`) ? [JSON.parse(text) as T] : [],
  )
const visitOf = (visitId: string) => campus.stored<Visit>('visits', visitId)
const passOf = (passId: string) => campus.stored<StandingPass>('standingPasses', passId)
const guard = () => campus.person(guardOf(campus, 'yanshan-east'))
const GATE = { gateId: 'yanshan-east', direction: 'in' } as const
const byDocument = (number: number) =>
  guard().get('gate.check', {
    ...GATE,
    person: { tail: identityOf(number).document.slice(-6), name: '工人甲' },
  })
const byPlate = (plate: string) => guard().get('gate.check', { ...GATE, plate, inVehicle: true })
const look = (day: Day) => lookAfterStandingPasses(startOfDay(day) + HOUR, day)
const fieldsOf = (reply: Reply) =>
  ((reply as Extract<Reply, { ok: false }>).details as { fieldErrors: { field: string; code: string }[] })
    .fieldErrors

it('whoever was blacklisted while the office had the application isn’t let in with it', async () => {
  const [number, other] = [next(), next()]
  const asked = await askedPass(campus, [standingPerson(number), standingPerson(other)])
  const [office, colleague] = campus.demo.office.map(({ openid }) => campus.person(openid))
  const { document, phone } = identityOf(number)
  const { blacklistId } = (await office?.get('blacklist.propose', {
    ...{ name: '', documentKind: 'mainlandId', document, phone, plate: '' },
    ...{ reason: '多次冲卡', evidence: [], from: TODAY, until: null },
  })) ?? { blacklistId: '' }
  await colleague?.get('blacklist.answer', { blacklistId, accept: true })
  await asked.office.get('standing.answer', { passId: asked.passId, accept: true, reason: '' })
  const people = await peopleOf(asked)
  const blocked = people.find(({ document: shown }) => shown.endsWith(document.slice(-4)))
  expect(blocked?.state).not.toBe('approved')
  expect(people.filter(({ state }) => state === 'approved')).toHaveLength(1)
  expect((await byDocument(other)).allowed).toBe(true)
})

describe('taking the list out of the program', () => {
  it('stands in the history and on the audit trail, for the unit and for the office', async () => {
    const pass = await approvedPass(campus, [standingPerson(next())])
    const { office, passId } = pass
    const exported = async () =>
      (await office.get('audit.list', { topic: 'exported', cursor: null })).rows.map(({ action }) => action)
    const before = await exported()
    expect(await pass.unit.outcome('standing.export', { passId })).toBe('ok')
    expect(await office.outcome('standing.export', { passId })).toBe('ok')
    expect((await exported()).slice(0, 2)).toEqual(['standing.export', 'standing.export'])
    expect((await exported()).length - before.length).toBe(2)
    expect((await passOf(passId))?.history.slice(-2).map(({ what }) => what)).toEqual([
      'exported',
      'exported',
    ])
    const other = campus.person(approversOf(campus, 'law')[0] ?? '')
    expect(await other.outcome('standing.export', { passId })).toBe('NOT_FOUND')
  })
})

describe('applying', () => {
  it('names all that is wrong at once, with the row and the column, and makes nothing', async () => {
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const twin = standingPerson(next())
    // TODAY is a Saturday.
    const weekend = standingPlan({ lastDay: addDays(TODAY, 1), weekdays: [3] })
    const none = await unit.ask('standing.apply', { plan: weekend, people: [twin], papers: [] })
    expect(fieldsOf(none).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'weekdays STANDING_WEEKDAYS',
    ])
    const reply = await unit.ask('standing.apply', {
      plan: standingPlan({ why: ' ', lastDay: addDays(TODAY, 183), hours: { from: 60, until: 60 } }),
      people: [
        twin,
        { ...twin, phone: '' },
        standingPerson(next(), { document: '', phone: '123' }),
        standingPerson(next(), { name: '', document: '450305199001011234' }),
      ],
      papers: [{ name: '', until: addDays(TODAY, -1), photo: null }],
    })
    expect(fieldsOf(reply).map(({ field, code }) => `${field} ${code}`)).toEqual([
      'why STANDING_WHY',
      'lastDay STANDING_TOO_LONG',
      'hours ACTIVITY_HOURS',
      'papers.0.name PAPER_NAME',
      'papers.0.until PAPER_UNTIL',
      'people.1.document DOCUMENT_REPEATED',
      'people.2.phone PHONE_INVALID',
      'people.2.document DOCUMENT_OR_PLATE',
      'people.3.name NAME_REQUIRED',
      'people.3.document DOCUMENT_CHECK',
    ])
  })

  it('takes everybody in who can be, names the others, and is sent to the office', async () => {
    const [one, blocked, twice] = [next(), next(), next()]
    await block(blocked)
    await askedPass(campus, [standingPerson(twice)])
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const people = [one, blocked, twice].map((number) => standingPerson(number))
    const reply = await unit.get('standing.apply', { plan: standingPlan(), people, papers: [] })
    expect(reply).toMatchObject({
      ...{ state: 'asked', added: 1 },
      refused: [
        { index: 1, code: 'BLACKLISTED', unitName: '' },
        { index: 2, code: 'DUPLICATE', unitName: '计算机学院' },
      ],
    })
  })

  it('with nobody on it, it isn’t sent to the office, also not when it is changed', async () => {
    const blocked = next()
    await block(blocked)
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const people = [standingPerson(blocked)]
    const plan = standingPlan()
    const { passId, ...reply } = await unit.get('standing.apply', { plan, people, papers: [] })
    expect(reply).toMatchObject({ state: 'draft', added: 0 })
    expect((await unit.get('standing.revise', { passId, plan })).state).toBe('draft')
    const more = await unit.get('standing.add', { passId, people: [standingPerson(next())] })
    expect(more).toMatchObject({ state: 'asked', added: 1 })
  })

  it('one request that comes again takes nobody in twice', async () => {
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const input = { plan: standingPlan(), people: [standingPerson(next())], papers: [] }
    const requestId = 'the-same-request-again-1'
    const first = await unit.ask('standing.apply', input, requestId)
    expect(await unit.ask('standing.apply', input, requestId)).toEqual(first)
    const { passId } = (first as Extract<Reply<'standing.apply'>, { ok: true }>).data
    expect(await peopleOf({ passId, unit, office: unit })).toHaveLength(1)
  })

  it('two units that take the same person in at once: one has them', async () => {
    const person = standingPerson(next())
    const replies = await Promise.all(
      ['computing', 'literature'].map((unitId) =>
        campus
          .person(approversOf(campus, unitId)[0] ?? '')
          .get('standing.apply', { plan: standingPlan(), people: [person], papers: [], unitId }),
      ),
    )
    expect(replies.map(({ added }) => added).sort()).toEqual([0, 1])
  })

  it('is for units of one’s own; others don’t learn of it', async () => {
    const asked = await askedPass(campus, [standingPerson(next())])
    const other = campus.person(approversOf(campus, 'literature')[0] ?? '')
    const { passId } = asked
    expect(
      await other.outcome('standing.apply', {
        ...{ plan: standingPlan(), people: [], papers: [], unitId: 'computing' },
      }),
    ).toBe('NOT_FOUND')
    expect(await other.outcome('standing.get', { passId })).toBe('NOT_FOUND')
    expect(await other.outcome('standing.people', { passId, cursor: null })).toBe('NOT_FOUND')
    expect(await other.outcome('standing.withdraw', { passId, visitIds: [], reason: '不是我的' })).toBe(
      'NOT_FOUND',
    )
    expect(
      (await other.get('standing.list', { waiting: false, cursor: null })).rows.map(({ id }) => id),
    ).not.toContain(passId)
    const listed = async (by: typeof other, unitId: string) =>
      (await by.get('standing.list', { waiting: false, unitId, cursor: null })).rows.map(({ id }) => id)
    expect(await listed(other, 'computing')).toEqual([])
    expect(await listed(asked.office, 'literature')).not.toContain(passId)
    expect(await listed(asked.office, 'computing')).toContain(passId)
    expect(await listed(asked.unit, 'computing')).toContain(passId)
  })

  it('sent back, it is changed, completed, and sent again', async () => {
    const asked = await askedPass(campus, [standingPerson(next())])
    const { passId, unit, office } = asked
    await office.get('standing.answer', { passId, accept: false, reason: '请注明校门' })
    expect(await unit.get('standing.get', { passId })).toMatchObject({
      reason: '请注明校门',
      pass: { state: 'returned' },
    })
    await unit.get('standing.revise', {
      passId,
      plan: standingPlan({ gateIds: ['yanshan-east'], weekdays: [1] }),
    })
    await unit.get('standing.add', { passId, people: [standingPerson(next())] })
    const people = await peopleOf(asked)
    expect(people.map(({ state }) => state)).toEqual(['pending', 'pending'])
    for (const { id } of people)
      expect(await visitOf(id)).toMatchObject({ gateIds: ['yanshan-east'], right: { weekdays: [1] } })
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    expect((await peopleOf(asked)).map(({ state }) => state)).toEqual(['approved', 'approved'])
  })
})

describe('gates', () => {
  // For vehicles alone.
  const gateIds = ['yucai-north']
  const walker = () => standingPerson(next(), { name: '韦小宝' })
  const driver = () => standingPerson(next(), { plate: `桂C${20_000 + next()}` })
  const noWay = { field: 'people', code: 'STANDING_NO_WAY_IN', details: { names: ['韦小宝'] } }
  const faults = (reply: Reply) => (reply.ok ? [] : (reply.details as { fieldErrors: object[] }).fieldErrors)

  it('by which somebody can’t come in are refused with their names, however they come onto the pass', async () => {
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const apply = (ids: string[], people: ReturnType<typeof walker>[]) =>
      unit.ask('standing.apply', { plan: standingPlan({ gateIds: ids }), people, papers: [] })
    expect(faults(await apply(gateIds, [walker(), driver()]))).toEqual([noWay])
    expect(faults(await apply(['gone'], [driver()]))).toMatchObject([
      { field: 'gateIds', code: 'GATES_LET_NOBODY_IN' },
      { field: 'people' },
    ])
    const byCar = await askedPass(campus, [driver()], { gateIds })
    const added = await unit.ask('standing.add', { passId: byCar.passId, people: [walker()] })
    expect(faults(added)).toEqual([noWay])
    const { passId } = await askedPass(campus, [walker()])
    const plan = standingPlan({ gateIds })
    expect(faults(await unit.ask('standing.revise', { passId, plan }))).toEqual([noWay])
    expect((await passOf(passId))?.gateIds).toEqual([])
  })

  it('that were changed since are seen when the office answers', async () => {
    const { passId, office } = await askedPass(campus, [walker(), driver()])
    await campus.put('standingPasses', { ...((await passOf(passId)) as StandingPass), gateIds })
    const accept = { passId, accept: true, reason: '' }
    expect(faults(await office.ask('standing.answer', accept))).toEqual([noWay])
    expect((await passOf(passId))?.state).toBe('asked')
  })
})

describe('changed into days of which another pass has somebody', () => {
  const [first, later] = [addDays(TODAY, 10), addDays(TODAY, 40)]
  /** On the first pass with others, and on one of another unit for a few of the days that the first is changed to. */
  const shared = async (others: number) => {
    const number = next()
    const people = [standingPerson(number, { name: '韦小宝' })]
    const rest = Array.from({ length: others }, () => standingPerson(next()))
    const asked = await askedPass(campus, [...people, ...rest], { lastDay: addDays(TODAY, 9) })
    const other = campus.person(approversOf(campus, 'literature')[0] ?? '')
    const plan = standingPlan({ firstDay: first, lastDay: addDays(first, 2) })
    await other.get('standing.apply', { plan, people, papers: [], unitId: 'literature' })
    return { ...asked, number }
  }
  const changed = standingPlan({ firstDay: first, lastDay: later })
  const named = [{ name: '韦小宝', code: 'DUPLICATE', unitName: '文学院' }]

  it('names them to the unit, and the office approves who is left', async () => {
    const asked = await shared(1)
    const { passId, unit, office } = asked
    expect(await unit.get('standing.revise', { passId, plan: changed })).toMatchObject({
      ...{ state: 'asked', refused: named },
    })
    expect((await unit.get('standing.get', { passId })).people).toBe(1)
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    const people = await peopleOf(asked)
    expect(people.map(({ name, state }) => [name, state]).sort()).toEqual([
      ['工人甲', 'approved'],
      ['韦小宝', 'cancelled'],
    ])
    const [stays] = people.filter(({ state }) => state === 'approved')
    expect(await visitOf(stays?.id ?? '')).toMatchObject({ firstDay: first, lastDay: later })
  })

  it('says the same of a long list when the reply is lost, and is done once', async () => {
    const { passId, unit } = await shared(49)
    const more = Array.from({ length: 20 }, () => standingPerson(next()))
    await unit.get('standing.add', { passId, people: more })
    const requestId = 'the-same-change-again-1'
    const reply = await unit.ask('standing.revise', { passId, plan: changed }, requestId)
    expect(reply).toMatchObject({ ok: true, data: { refused: named } })
    await settleStandingPasses(campus.clock.now)
    expect(await unit.ask('standing.revise', { passId, plan: changed }, requestId)).toEqual(reply)
    expect((await unit.get('standing.get', { passId })).people).toBe(69)
    const visits = all<Visit>('visits').filter(({ standingPassId }) => standingPassId === passId)
    expect(new Set(visits.map(({ state, lastDay }) => `${state} ${lastDay}`))).toEqual(
      new Set([`pending ${later}`, `cancelled ${addDays(TODAY, 9)}`]),
    )
  })

  it('is no way to try out of whom other units know', async () => {
    const { passId, unit } = await shared(0)
    const _id = `standing:${unit.openid as string}:${dayOf(campus.clock.now)}`
    await campus.put('searchLimits', {
      ...{ _id, count: 100, minutes: {}, hosts: [], hostCount: 0, until: campus.clock.now + 86_400_000 },
    })
    expect(await unit.outcome('standing.revise', { passId, plan: changed })).toBe('TOO_MANY_SEARCHES')
    expect((await unit.get('standing.get', { passId })).pass.firstDay).toBe(TODAY)
    await campus.put('searchLimits', {
      ...{ _id, count: 0, minutes: {}, hosts: [], hostCount: 0, until: campus.clock.now + 86_400_000 },
    })
  })
})

describe('answering', () => {
  it('is the office’s, once, and nobody’s own', async () => {
    const { passId, unit, office } = await askedPass(campus, [standingPerson(next())])
    const accept = { passId, accept: true, reason: '' }
    expect(await unit.outcome('standing.answer', accept)).toBe('NOT_ALLOWED')
    const pass = await passOf(passId)
    await campus.put('standingPasses', { ...(pass as StandingPass), makers: [office.openid as string] })
    expect(await office.outcome('standing.answer', accept)).toBe('OWN_REQUEST')
    expect((await office.get('standing.get', { passId })).allowedActions).toMatchObject({
      answer: false,
      needsColleague: true,
    })
    const colleague = campus.person(campus.demo.office[1]?.openid ?? '')
    expect(await colleague.outcome('standing.answer', accept)).toBe('ok')
    expect(await colleague.outcome('standing.answer', accept)).toBe('STANDING_STATE')
  })

  it('no approver of the unit lets one of its people in alone', async () => {
    const asked = await askedPass(campus, [standingPerson(next())])
    const [person] = await peopleOf(asked)
    const visitId = person?.id ?? ''
    const colleague = campus.person(approversOf(campus, 'computing')[1] ?? '')
    expect(await colleague.outcome('approval.approve', { visitId })).toBe('NOT_ALLOWED')
    expect(await colleague.outcome('approval.return', { visitId, reason: '不行' })).toBe('NOT_ALLOWED')
    const { rows } = await colleague.get('approval.list', { list: 'pending', cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(visitId)
  })

  it('with nobody on it, it isn’t approved', async () => {
    const asked = await askedPass(campus, [standingPerson(next())])
    const { passId, unit, office } = asked
    const [person] = await peopleOf(asked)
    await unit.get('standing.withdraw', { passId, visitIds: [person?.id ?? ''], reason: '不来了' })
    expect(await office.outcome('standing.answer', { passId, accept: true, reason: '' })).toBe(
      'STANDING_EMPTY',
    )
  })
})

describe('passing', () => {
  it('by document, plate and code, within its hours alone, and the guard reads what it is', async () => {
    const [walker, driver] = [next(), next()]
    const { plate } = identityOf(driver)
    await approvedPass(
      campus,
      [standingPerson(walker), standingPerson(driver, { document: '', phone: '', plate })],
      { weekdays: [1, 2, 3, 4, 5], hours: { from: 7 * 60, until: 19 * 60 } },
    )
    expect(await byDocument(walker)).toMatchObject({ allowed: false, reason: 'OUTSIDE_HOURS' })
    at(MONDAY, 6.99)
    expect(await byDocument(walker)).toMatchObject({ allowed: false, reason: 'OUTSIDE_HOURS' })
    at(MONDAY, 7)
    expect(await byDocument(walker)).toMatchObject({
      allowed: true,
      visit: { standing: '长期通行 · 计算机学院 · 工作日 07:00–19:00' },
    })
    at(MONDAY, 18.99)
    expect(await byPlate(plate)).toMatchObject({ allowed: true })
    at(addDays(MONDAY, 1), 19)
    expect(await byDocument(walker)).toMatchObject({ allowed: false, reason: 'OUTSIDE_HOURS' })
  })

  it('lets the last minute of its last day in, and nobody on the next', async () => {
    const number = next()
    const lastDay = addDays(TODAY, 20)
    await approvedPass(campus, [standingPerson(number)], { lastDay })
    campus.clock.now = startOfDay(addDays(lastDay, 1)) - 1
    expect(await byDocument(number)).toMatchObject({ allowed: true })
    campus.clock.now += 1
    expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'EXPIRED' })
  })

  it('by whoever proved the phone, who sees it among the own records', async () => {
    const number = next()
    const asked = await approvedPass(campus, [standingPerson(number)])
    const holder = campus.person(`holder-${number}`)
    expect(await holder.outcome('standing.claim', {})).toBe('PHONE_CODE')
    await holder.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
    const [person] = await peopleOf(asked)
    expect(await holder.get('standing.claim', {})).toEqual({ passes: [{ visitId: person?.id }] })
    expect((await holder.get('visit.list', { list: 'approved', cursor: null })).rows).toMatchObject([
      { id: person?.id, standing: true },
    ])
    expect(await holder.get('me', {})).toMatchObject({
      waiting: { approved: 1 },
      todayPasses: [{ id: person?.id, standing: true }],
    })
    const phone = new PassPhone()
    await phone.issue(holder, person?.id ?? '')
    expect(await guard().get('gate.check', { ...GATE, code: phone.codeAt(campus.clock.now) })).toMatchObject({
      allowed: true,
    })
    expect((await peopleOf(asked))[0]).toMatchObject({ claimed: true })
    const visitId = person?.id ?? ''
    expect(await holder.outcome('visit.cancel', { visitId })).toBe('NOT_CANCELLABLE')
    expect((await holder.get('visit.get', { visitId })).allowedActions).toMatchObject({
      ...{ revise: false, cancel: false, askCancel: true, pass: true, bookAgain: false },
    })
  })

  it('without a network in its hours, which the guard reads', async () => {
    const { plate } = identityOf(next())
    const times = { weekdays: [6 as const], hours: { from: 13 * 60, until: 15 * 60 } }
    await approvedPass(campus, [standingPerson(numbers, { plate })], times)
    const { gateId, direction } = GATE
    const check = { gateId, direction, inVehicle: true, credential: { plate } }
    const held = await fetchSnapshot(guard())
    expect(decide(held, check, campus.clock.now)).toMatchObject({ answer: { allowed: true }, visit: times })
    expect(decide(held, check, campus.clock.now + HOUR)).toMatchObject({
      ...{ answer: { allowed: false, reason: 'OUTSIDE_HOURS' }, visit: times },
    })
  })

  it('of a night lets in until its hours end, on the morning after its last day, and is free until then', async () => {
    const lastDay = addDays(TODAY, 20)
    const night = { lastDay, hours: { from: 22 * 60, until: 6 * 60 } }
    const [walker, driver] = [next(), next()]
    const { plate } = identityOf(driver)
    await approvedPass(campus, [standingPerson(walker), standingPerson(driver, { plate })], night)
    const { gateId, direction } = GATE
    const check = { gateId, direction, inVehicle: true, credential: { plate } }
    const reasons = async () => [
      (await byPlate(plate)).reason,
      (await byDocument(walker)).reason,
      decide(await fetchSnapshot(guard()), check, campus.clock.now).answer.reason,
    ]
    const morning = addDays(lastDay, 1)
    at(lastDay, 23)
    expect((await byPlate(plate)).reason).toBe('OK')
    at(morning, 1)
    const out = { ...GATE, direction: 'out', plate, inVehicle: true } as const
    expect(await guard().get('gate.check', out)).toMatchObject({ allowed: true, fee: { fen: 0 } })
    at(morning, 3)
    await endOverdueVisits(campus.clock.now, morning)
    // The list has the car as inside by now.
    expect(await reasons()).toEqual(['OK', 'OK', 'ALREADY_INSIDE'])
    at(morning, 5.99)
    expect(await guard().get('gate.check', out)).toMatchObject({ allowed: true, fee: { fen: 0 } })
    expect(decide(await fetchSnapshot(guard()), check, campus.clock.now).answer.reason).toBe('OK')
    at(morning, 6)
    expect((await byDocument(walker)).reason).toBe('EXPIRED')
    expect((await byPlate(plate)).allowed).toBe(false)
  })

  it('a vehicle pays as the pass says', async () => {
    const [free, charged] = [next(), next()]
    for (const [number, fee] of [
      [free, 'free'],
      [charged, 'tariff'],
    ] as const)
      await approvedPass(campus, [standingPerson(number, { plate: identityOf(number).plate })], { fee })
    for (const number of [free, charged]) await byPlate(identityOf(number).plate)
    campus.clock.now += 3 * HOUR
    const out = async (number: number) =>
      (
        await guard().get('gate.check', {
          ...GATE,
          direction: 'out',
          plate: identityOf(number).plate,
          inVehicle: true,
        })
      ).fee
    expect((await out(free))?.fen ?? 0).toBe(0)
    expect((await out(charged))?.fen ?? 0).toBeGreaterThan(0)
  })
})

describe('beside bookings', () => {
  it('neither stands in the other’s way', async () => {
    const number = next()
    await approvedPass(campus, [standingPerson(number)])
    expect(await book(campus, number)).toMatchObject({ visitId: expect.any(String) as string })
    const other = next()
    await book(campus, other)
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    expect(
      await unit.get('standing.apply', { plan: standingPlan(), people: [standingPerson(other)], papers: [] }),
    ).toMatchObject({ added: 1 })
  })

  it('they do where the office wants it', async () => {
    const rules = (await campus.stored<Rules>('settings', 'rules')) as Rules
    await campus.put('settings', { ...rules, standingBlocks: true })
    try {
      const number = next()
      await approvedPass(campus, [standingPerson(number)])
      const visitor = campus.person(`visitor-${number}`)
      expect(await visitor.outcome('visit.submit', { form: formFor(campus, number) })).toBe('DUPLICATE')
    } finally {
      await campus.put('settings', { ...rules, standingBlocks: false })
    }
  })

  it('of both the one that holds at this moment is meant', async () => {
    const number = next()
    const { plate } = identityOf(number)
    await approvedPass(campus, [standingPerson(number, { plate })], { weekdays: [1] })
    const { visitId } = await bookApproved(campus, number, { name: '工人甲', driving: true, plate })
    expect(await byDocument(number)).toMatchObject({ allowed: true, visit: { id: visitId } })
    expect(await byPlate(plate)).toMatchObject({ allowed: true, visit: { id: visitId } })
  })

  it('the blacklist keeps its people out', async () => {
    const number = next()
    await approvedPass(campus, [standingPerson(number)])
    await block(number)
    expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'BLACKLIST' })
  })
})

describe('withdrawing', () => {
  it('one of them is refused at the gate at once, the others come in, and gates are told', async () => {
    const [gone, stays] = [next(), next()]
    const asked = await approvedPass(
      campus,
      [gone, stays].map((number) => standingPerson(number)),
    )
    const { passId, unit } = asked
    const person = (await peopleOf(asked)).find(
      ({ phoneTail }) => phoneTail === identityOf(gone).phone.slice(-4),
    )
    campus.clock.now += 1000
    await unit.get('standing.withdraw', { passId, visitIds: [person?.id ?? ''], reason: '已离岗' })
    expect(await byDocument(gone)).toMatchObject({ allowed: false, reason: 'REVOKED' })
    expect(await byDocument(stays)).toMatchObject({ allowed: true })
    expect(await campus.stored('gateFacts', `visit:${person?.id ?? ''}`)).toMatchObject({
      visit: { state: 'revoked' },
    })
  })

  it('all of them by the office, with the reason; nobody is kept in', async () => {
    const people = [next(), next()]
    const asked = await approvedPass(
      campus,
      people.map((number) => standingPerson(number)),
    )
    const { passId, office } = asked
    await byDocument(people[0] ?? 0)
    await office.get('standing.withdraw', { passId, visitIds: [], reason: '合同终止' })
    for (const number of people)
      expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'REVOKED' })
    expect((await peopleOf(asked)).map(({ state }) => state)).toEqual(['revoked', 'revoked'])
    const tail = identityOf(people[0] ?? 0).document.slice(-6)
    expect(
      await guard().get('gate.check', { ...GATE, direction: 'out', person: { tail, name: '工人甲' } }),
    ).toMatchObject({ allowed: true })
    expect(await campus.stored<Calendar>('calendars', plateCalendarId(normalisePlate('桂C00000')))).toBeNull()
  })

  it('all of them one by one, it ends with the last, and asks for nothing any more', async () => {
    const asked = await approvedPass(
      campus,
      [next(), next()].map((number) => standingPerson(number)),
    )
    const { passId, unit } = asked
    const [first, second] = (await peopleOf(asked)).map(({ id }) => id)
    const withdraw = (id = '') => unit.get('standing.withdraw', { passId, visitIds: [id], reason: '已离岗' })
    expect(await withdraw(first)).toMatchObject({ state: 'approved' })
    expect(await withdraw(second)).toMatchObject({ state: 'withdrawn' })
    expect(await passOf(passId)).toMatchObject({ state: 'withdrawn', reason: '已离岗' })
  })

  it('somebody of another pass isn’t named by mistake', async () => {
    const mine = await approvedPass(campus, [standingPerson(next())])
    const others = await approvedPass(campus, [standingPerson(next())])
    const [person] = await peopleOf(others)
    expect(
      await mine.unit.outcome('standing.withdraw', {
        passId: mine.passId,
        visitIds: [person?.id ?? ''],
        reason: '误',
      }),
    ).toBe('NOT_FOUND')
  })

  it.each(['withdrawn', 'ended'] as const)(
    'what a call left of one that was %s is refused at once, and done by the timer',
    async (state) => {
      const number = next()
      const asked = await approvedPass(campus, [standingPerson(number)])
      const pass = (await passOf(asked.passId)) as StandingPass
      expect(await byDocument(number)).toMatchObject({ allowed: true })
      await campus.put('standingPasses', { ...pass, state, reason: '终止', due: true })
      expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'REVOKED' })
      const person = { tail: identityOf(number).document.slice(-6), name: '工人甲' }
      expect(await guard().get('gate.check', { ...GATE, direction: 'out', person })).toMatchObject({
        allowed: true,
      })
      expect(await settleStandingPasses(campus.clock.now)).toBe(1)
      expect((await peopleOf(asked))[0]).toMatchObject({ state: 'revoked' })
      expect(await settleStandingPasses(campus.clock.now)).toBe(0)
    },
  )
})

describe('renewing', () => {
  it('who kept the days of before gets the new ones once the other unit’s pass has gone', async () => {
    const [number, last, later] = [next(), addDays(TODAY, 10), addDays(TODAY, 60)]
    const own = await approvedPass(campus, [standingPerson(number)], { lastDay: last })
    const law = campus.person(approversOf(campus, 'law')[0] ?? '')
    const plan = standingPlan({ firstDay: addDays(last, 1), lastDay: later })
    const people = [standingPerson(number)]
    const { passId } = await law.get('standing.apply', { plan, people, papers: [], unitId: 'law' })
    await own.office.get('standing.answer', { passId, accept: true, reason: '' })
    await own.unit.get('standing.renew', { passId: own.passId, lastDay: later })
    await own.office.get('standing.answer', { passId: own.passId, accept: true, reason: '' })
    const visitId = (await peopleOf(own))[0]?.id ?? ''
    const lastDayAt = async (day: Day) => {
      campus.clock.now = startOfDay(day) + HOUR
      await endOverdueVisits(campus.clock.now, day)
      await lookAfterStandingPasses(campus.clock.now, day)
      await settleStandingPasses(campus.clock.now)
      await settleStandingPasses(campus.clock.now)
      return (await campus.stored<Visit>('visits', visitId))?.lastDay
    }
    expect(await lastDayAt(addDays(TODAY, 1))).toBe(last)
    expect(await lastDayAt(addDays(TODAY, 2))).toBe(last)
    // Nothing is left to do until the next night.
    expect((await campus.stored<StandingPass>('standingPasses', own.passId))?.due).toBe(false)
    await law.get('standing.withdraw', { passId, visitIds: [], reason: '不用了' })
    expect(await lastDayAt(addDays(TODAY, 3))).toBe(later)
    await lastDayAt(addDays(last, 1))
    expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('approved')
  })

  const lastDay = addDays(TODAY, 60)
  const later = addDays(TODAY, 120)

  it('is asked for from 30 days before the end to its last day, answered by the office, and its people stay', async () => {
    const number = next()
    const asked = await approvedPass(campus, [standingPerson(number)], { lastDay })
    const { passId, unit, office } = asked
    at(addDays(lastDay, -30), 9)
    expect(await unit.outcome('standing.renew', { passId, lastDay: later })).toBe('RENEWAL_NOT_YET')
    at(addDays(lastDay, -29), 9)
    expect(
      fieldsOf(await unit.ask('standing.renew', { passId, lastDay: addDays(lastDay, 184) })),
    ).toMatchObject([{ field: 'lastDay', code: 'STANDING_TOO_LONG' }])
    at(lastDay, 23.9)
    expect(await unit.outcome('standing.renew', { passId, lastDay: later })).toBe('ok')
    expect(
      (await office.get('standing.list', { waiting: true, cursor: null })).rows.map(({ id }) => id),
    ).toContain(passId)
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    await endOverdueVisits(startOfDay(addDays(lastDay, 1)) + HOUR, addDays(lastDay, 1))
    at(later, 23.9)
    expect(await byDocument(number)).toMatchObject({ allowed: true })
    const [person] = await peopleOf(asked)
    expect(await campus.stored('gateFacts', `visit:${person?.id ?? ''}`)).toMatchObject({
      visit: { lastDay: later },
      until: later,
    })
    at(addDays(later, 1), 1)
    expect(await byDocument(number)).toMatchObject({ allowed: false })
  })

  it('of a night is asked for and answered until the last one ends, as what it is lets in', async () => {
    const number = next()
    const asked = await approvedPass(campus, [standingPerson(number)], {
      ...{ lastDay, hours: { from: 22 * 60, until: 6 * 60 } },
    })
    const { passId, unit, office } = asked
    at(addDays(lastDay, 1), 5.9)
    expect((await byDocument(number)).allowed).toBe(true)
    expect((await unit.get('standing.get', { passId })).allowedActions).toMatchObject({
      ...{ renew: true, papers: true, withdraw: true },
    })
    expect(await unit.outcome('standing.renew', { passId, lastDay: later })).toBe('ok')
    expect(await office.outcome('standing.answer', { passId, accept: true, reason: '' })).toBe('ok')
    await endOverdueVisits(campus.clock.now, addDays(lastDay, 1))
    at(addDays(later, 1), 5.9)
    expect((await byDocument(number)).allowed).toBe(true)
    at(addDays(later, 1), 6)
    expect((await unit.get('standing.get', { passId })).allowedActions).toMatchObject({ renew: false })
    expect(await unit.outcome('standing.renew', { passId, lastDay: addDays(later, 9) })).toBe(
      'STANDING_STATE',
    )
  })

  it('answered on the last evening holds for everybody, also whom the call left to the next minute', async () => {
    const asked = await approvedPass(campus, [standingPerson(next())], { lastDay })
    const { passId, unit, office } = asked
    at(lastDay, 23.99)
    await unit.get('standing.renew', { passId, lastDay: later })
    const [person] = await peopleOf(asked)
    const before = await campus.stored<Visit>('visits', person?.id ?? '')
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    const pass = await passOf(passId)
    await campus.put('visits', { ...before, _id: person?.id ?? '' })
    await campus.put('standingPasses', { ...pass, _id: passId, due: true, settledUpTo: '' })
    const midnight = startOfDay(addDays(lastDay, 1))
    await settleStandingPasses(midnight + 1000)
    await endOverdueVisits(midnight + 60_000, addDays(lastDay, 1))
    expect(await campus.stored('visits', person?.id ?? '')).toMatchObject({
      state: 'approved',
      lastDay: later,
    })
  })

  it('refused, it ends as it would have', async () => {
    const { passId, unit, office } = await approvedPass(campus, [standingPerson(next())], { lastDay })
    at(lastDay, 9)
    await unit.get('standing.renew', { passId, lastDay: later })
    await office.get('standing.answer', { passId, accept: false, reason: '合同到期' })
    expect(await passOf(passId)).toMatchObject({ state: 'approved', lastDay, renewal: null })
    await look(addDays(lastDay, 1))
    expect(await passOf(passId)).toMatchObject({ state: 'ended' })
    expect(await unit.outcome('standing.renew', { passId, lastDay: later })).toBe('STANDING_STATE')
  })
})

describe('papers', () => {
  const until = addDays(TODAY, 40)
  const papers = [
    { name: '健康证', until, photo: null },
    { name: '保险', until: addDays(TODAY, 90), photo: null },
  ]

  it('are announced 30 and 7 days ahead and on running out, once each, to the unit', async () => {
    const { passId } = await approvedPass(campus, [standingPerson(next())], {}, { papers })
    const notices = () =>
      all<Stored & { to: object }>('outbox').filter(
        ({ _id }) => _id.includes(passId) && _id.includes('papers'),
      )
    const counts: number[] = []
    for (const ahead of [31, 30, 29, 8, 7, 6, 0, -1, -2]) {
      await look(addDays(until, -ahead))
      counts.push(notices().length)
    }
    expect(counts).toEqual([0, 1, 1, 1, 2, 2, 2, 3, 3])
    for (const { to } of notices()) expect(to).toEqual({ unitId: 'computing' })
  })

  it('that ran out hold its people at the gate until they are renewed', async () => {
    const number = next()
    const { passId, unit } = await approvedPass(campus, [standingPerson(number)], {}, { papers })
    at(until, 23.9)
    expect(await byDocument(number)).toMatchObject({ allowed: true })
    at(addDays(until, 1), 0)
    expect(await byDocument(number)).toMatchObject({
      ...{ allowed: false, reason: 'PAPERS_EXPIRED', sentence: '登记的证照已过期' },
    })
    const renewed = { name: '健康证', until: addDays(until, 40), photo: await handIn(unit, 'paper') }
    await unit.get('standing.papers', { passId, papers: [renewed, ...papers.slice(1)] })
    expect(await byDocument(number)).toMatchObject({ allowed: true })
  })

  it('of an approved pass change as the office would have it, whoever comes second', async () => {
    const number = next()
    const { passId, unit } = await approvedPass(campus, [standingPerson(number)], {}, { papers })
    const sends = (typed: typeof papers | { photo: string }[], seen?: number) =>
      unit.ask('standing.papers', { passId, papers: typed as typeof papers, seen })
    expect(await sends([])).toMatchObject({ code: 'FORM' })
    const forGood = papers.map((paper) => ({ ...paper, until: '2099-12-31' }))
    expect(await sends(forGood)).toMatchObject({ code: 'FORM' })
    at(addDays(TODAY, 91), 12)
    expect(await byDocument(number)).toMatchObject({ reason: 'PAPERS_EXPIRED' })
    const [health, insured] = papers.map((paper) => ({ ...paper, until: addDays(TODAY, 98) }))
    const { rev } = await unit.get('standing.get', { passId })
    const first = [{ ...health, photo: await handIn(unit, 'paper') }, papers[1] as { photo: null }]
    expect(await sends(first as never, rev)).toMatchObject({ ok: true })
    // One of two alone: the other still holds it.
    expect(await byDocument(number)).toMatchObject({ reason: 'PAPERS_EXPIRED' })
    const second = { ...insured, photo: await handIn(unit, 'paper') }
    expect(await sends([papers[0], second] as never, rev)).toMatchObject({ code: 'CHANGED_MEANWHILE' })
    const now = await unit.get('standing.get', { passId })
    expect(await sends([first[0], second] as never, now.rev)).toMatchObject({ ok: true })
    expect(await byDocument(number)).toMatchObject({ allowed: true })
  })

  it('that were shortened hold also whom another unit’s pass keeps from the days of a renewal', async () => {
    const [alone, shared] = [next(), next()]
    const lastDay = addDays(TODAY, 10)
    const insured = [{ name: '保险', until: addDays(TODAY, 300), photo: null }]
    const people = [standingPerson(alone), standingPerson(shared)]
    const asked = await approvedPass(campus, people, { lastDay }, { papers: insured })
    const { passId, unit, office } = asked
    const other = campus.person(approversOf(campus, 'literature')[0] ?? '')
    const second = await other.get('standing.apply', {
      plan: standingPlan({ firstDay: addDays(TODAY, 11), lastDay: addDays(TODAY, 40) }),
      ...{ people: [standingPerson(shared)], papers: [], unitId: 'literature' },
    })
    expect(second).toMatchObject({ added: 1 })
    await office.get('standing.answer', { passId: second.passId, accept: true, reason: '' })
    await unit.get('standing.renew', { passId, lastDay: addDays(TODAY, 60) })
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    const lastDays = async () => {
      const visits = all<Visit>('visits').filter(({ standingPassId }) => standingPassId === passId)
      return visits.map((visit) => visit.lastDay).sort()
    }
    expect(await lastDays()).toEqual([lastDay, addDays(TODAY, 60)])
    const shortened = [{ name: '保险', until: TODAY, photo: await handIn(unit, 'paper') }]
    await unit.get('standing.papers', { passId, papers: shortened })
    at(addDays(TODAY, 2), 10)
    for (const number of [alone, shared])
      expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'PAPERS_EXPIRED' })
  })

  it('keep their photos as long as the pass, and no longer', async () => {
    const unit = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const [first, second] = [await handIn(unit, 'paper'), await handIn(unit, 'paper')]
    const { passId } = await approvedPass(
      campus,
      [standingPerson(next())],
      {},
      {
        papers: [{ name: '保险', until, photo: first }],
      },
    )
    const fileOf = async (name: string) =>
      (await passOf(passId))?.papers.find((paper) => paper.name === name)?.photo?.file ?? ''
    const keptAs = (file: string) =>
      all<Stored & { file: string; dueAt: number | null }>('keptFiles').find((each) => each.file === file)
    const insured = await fileOf('保险')
    const kept = (uploadId: string) => keptAs(uploadId === first ? insured : inspected)
    let inspected = ''
    expect(kept(first)).toMatchObject({ dueAt: null })
    const asked = await unit.get('standing.get', { passId })
    expect(asked.papers).toMatchObject([{ name: '保险', photo: first, url: expect.any(String) as string }])
    const papers = [
      ...asked.papers.map(({ url: _, ...paper }) => paper),
      { name: '年检', until, photo: second },
    ]
    await unit.get('standing.papers', { passId, papers })
    inspected = await fileOf('年检')
    expect([kept(first), kept(second)]).toMatchObject([{ dueAt: null }, { dueAt: null }])
    const anew = await handIn(unit, 'paper')
    const renewed = papers.map((paper) => (paper.photo === first ? { ...paper, photo: anew } : paper))
    await unit.get('standing.papers', { passId, papers: renewed })
    expect([kept(first), kept(second)]).toMatchObject([{ dueAt: campus.clock.now }, { dueAt: null }])
    await unit.get('standing.withdraw', { passId, visitIds: [], reason: '合同终止' })
    expect(kept(second)).toMatchObject({ dueAt: campus.clock.now })
  })

  it('nobody names a picture of somebody else’s, or of another use', async () => {
    const other = campus.person(approversOf(campus, 'literature')[0] ?? '')
    const photo = await handIn(other, 'paper')
    const { passId, unit } = await approvedPass(campus, [standingPerson(next())])
    const papers = [{ name: '保险', until, photo }]
    expect(await unit.outcome('standing.papers', { passId, papers })).toBe('PHOTO_GONE')
  })
})

it('what was typed to say why goes 180 days after the last day, not before', async () => {
  const papers = [{ name: '王建国健康证', until: addDays(TODAY, 9), photo: null }]
  const asked = await approvedPass(
    campus,
    [standingPerson(next()), standingPerson(next())],
    { lastDay: addDays(TODAY, 9) },
    { papers },
  )
  const { passId, unit } = asked
  const [person] = await peopleOf(asked)
  const reason = '王建国已离职'
  await unit.get('standing.withdraw', { passId, visitIds: [person?.id ?? ''], reason })
  await unit.get('standing.withdraw', { passId, visitIds: [], reason })
  const told = async (days: number) => {
    await forgetReasons(NOW + days * DAY_MS, addDays(TODAY, days))
    return JSON.stringify(await passOf(passId)).match(/王建国/g)?.length ?? 0
  }
  expect(await told(9 + 180)).toBe(4)
  expect(await told(9 + 181)).toBe(0)
  expect(await passOf(passId)).toMatchObject({ state: 'withdrawn', why: '食堂劳务', saysWhy: false })
})

describe('confirming once a term', () => {
  // Terms end on 20 January and 10 July; TODAY is in May.
  const lastDay = addDays(TODAY, 182)

  it('a pass whose unit doesn’t ends two weeks after the term, with its people', async () => {
    const number = next()
    const asked = await approvedPass(campus, [standingPerson(number)], { lastDay })
    const year = TODAY.slice(0, 4)
    await look(`${year}-06-10`)
    await look(`${year}-07-24`)
    expect(await passOf(asked.passId)).toMatchObject({ state: 'approved' })
    expect(all<Stored>('outbox').filter(({ _id }) => _id.includes('confirm'))).not.toEqual([])
    await look(`${year}-07-25`)
    expect(await passOf(asked.passId)).toMatchObject({ state: 'ended' })
    await settleStandingPasses(startOfDay(`${year}-07-25`) + 2 * HOUR)
    at(`${year}-07-25`, 9)
    expect(await byDocument(number)).toMatchObject({ allowed: false, reason: 'REVOKED' })
  })

  it('a term that the office makes shorter ends nothing before the day its unit was told', async () => {
    const { passId, unit, office } = await approvedPass(campus, [standingPerson(next())], { lastDay })
    const year = TODAY.slice(0, 4)
    const until = async () => (await unit.get('standing.get', { passId })).pass.confirmUntil
    await look(`${year}-06-10`)
    at(`${year}-07-16`, 9)
    expect(await until()).toBe(`${year}-07-24`)
    await office.get('rules.change', { termEnds: ['01-20', '06-30'] })
    expect(await until()).toBe(`${year}-07-24`)
    await look(`${year}-07-17`)
    await look(`${year}-07-24`)
    expect(await passOf(passId)).toMatchObject({ state: 'approved' })
    await look(`${year}-07-25`)
    expect(await passOf(passId)).toMatchObject({ state: 'ended' })
    await office.get('rules.change', { termEnds: ['01-20', '07-10'] })
  })

  it('terms that are set late end nothing that wasn’t announced two weeks before', async () => {
    const { passId, unit, office } = await approvedPass(campus, [standingPerson(next())], { lastDay })
    await office.get('rules.change', { termEnds: [] })
    const year = TODAY.slice(0, 4)
    await look(`${year}-08-01`)
    at(`${year}-08-01`, 9)
    await office.get('rules.change', { termEnds: ['01-20', '07-10'] })
    await look(`${year}-08-02`)
    expect(await passOf(passId)).toMatchObject({ state: 'approved' })
    at(`${year}-08-02`, 9)
    expect((await unit.get('standing.get', { passId })).pass.confirmUntil).toBe(`${year}-08-16`)
    const announced = all<Stored>('outbox').map(({ _id }) => _id)
    expect(announced).toContainEqual(expect.stringContaining(`confirm:${year}-08-16`))
    await look(`${year}-08-16`)
    expect(await passOf(passId)).toMatchObject({ state: 'approved' })
    await look(`${year}-08-17`)
    expect(await passOf(passId)).toMatchObject({ state: 'ended' })
  })

  it('one that was renewed on the last day for it was approved by then, and goes on', async () => {
    const year = TODAY.slice(0, 4)
    const last = `${year}-07-24`
    const { passId, unit, office } = await approvedPass(campus, [standingPerson(next())], { lastDay: last })
    at(last, 9)
    expect((await unit.get('standing.get', { passId })).pass.confirmUntil).toBeNull()
    await unit.get('standing.renew', { passId, lastDay: addDays(last, 100) })
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    expect((await unit.get('standing.get', { passId })).pass.confirmUntil).toBeNull()
    await look(addDays(last, 1))
    expect(await passOf(passId)).toMatchObject({ state: 'approved' })
  })

  it('the unit is asked for its word however many passes it has that are newer, over, or not due', async () => {
    const asked = await approvedPass(campus, [standingPerson(next())], { lastDay })
    const pass = await passOf(asked.passId)
    const year = TODAY.slice(0, 4)
    // Two pages of later ones: ended by now, and too short to be confirmed.
    for (let index = 0; index < 45; index++)
      await campus.put('standingPasses', {
        ...(pass as StandingPass),
        ...{ _id: `later-${index}`, sort: `9${String(index).padStart(3, '0')}` },
        ...(index % 2 === 0 ? { state: 'ended', open: false } : { lastDay: addDays(TODAY, 60) }),
      })
    at(`${year}-06-10`, 9)
    const { rows } = await asked.unit.get('standing.list', { waiting: false, cursor: null })
    expect(rows.map(({ confirmUntil }) => confirmUntil).filter((until) => until !== null)).toEqual([])
    const due = { unitId: 'computing', unitName: pass?.unitName, until: `${year}-07-24` }
    expect(await asked.unit.get('standing.due', {})).toEqual({ units: [due] })
    // Others' units are others' to answer for.
    const [foreign = ''] = approversOf(campus, 'music')
    expect(await campus.person(foreign).get('standing.due', {})).toEqual({ units: [] })
    for (let index = 0; index < 45; index++)
      await campus.put('standingPasses', {
        ...((await passOf(`later-${index}`)) as StandingPass),
        state: 'ended',
        open: false,
      })
  })

  it('confirmed within the days for it, all of the unit’s go on', async () => {
    const asked = await approvedPass(campus, [standingPerson(next())], { lastDay })
    const year = TODAY.slice(0, 4)
    at(`${year}-06-10`, 9)
    expect((await asked.unit.get('standing.get', { passId: asked.passId })).pass.confirmUntil).toBe(
      `${year}-07-24`,
    )
    await asked.unit.get('standing.confirm', { unitId: 'computing' })
    expect((await asked.unit.get('standing.get', { passId: asked.passId })).pass.confirmUntil).toBeNull()
    expect(await asked.unit.get('standing.due', {})).toEqual({ units: [] })
    await look(`${year}-07-25`)
    expect(await passOf(asked.passId)).toMatchObject({ state: 'approved' })
  })
})

async function block(number: number): Promise<void> {
  const id = `document:${(await import('../../cloudfunctions/usecases/visit/identity-hashes')).documentHash('mainlandId', identityOf(number).document)}`
  const before = await campus.stored<Calendar>('calendars', id)
  const blocks = [{ blacklistId: 'b', from: dayOf(NOW), until: null }]
  await campus.put('calendars', {
    ...{ _id: id, kind: 'document', entries: [], inside: null, dues: [], movements: [], rev: 0 },
    ...before,
    blocks,
  })
}
