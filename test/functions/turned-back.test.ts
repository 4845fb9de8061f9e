import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Input, Output } from '../../contract'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Stay } from '../../cloudfunctions/stores/stays'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { normalisePlate } from '../../miniprogram/domain/values/plates'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { bookApproved, formFor, guardOf, identityOf } from './visitors'

/** The server let in unheard and the gate says that it turned away: what is taken back, and what stands. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const EAST = 'yanshan-east'

type PassageEvent = Input<'gate.uploadPassages'>['events'][number]
type Row = Output<'gate.uploadPassages'>['rows'][number]

let campus: Campus
let guard: Person
let desk: Person
let office: Person
let numbers = 820
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, EAST))
  desk = campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const event = (changes: Partial<PassageEvent>): PassageEvent => ({
  ...{ eventId: randomUUID(), gateId: EAST, direction: 'in', way: 'shortCode', at: NOW, offset: 0 },
  ...{ allowed: true, reason: 'OK', visitId: null, plate: null, override: null, step: null },
  ...changes,
})
const turnedAway = { allowed: false, reason: 'LOW_CONFIDENCE' } as const
const deliver = async (by: Person, ...events: PassageEvent[]): Promise<Row[]> =>
  (await by.get('gate.uploadPassages', { sentAt: campus.clock.now, events })).rows
const visitOf = async (id: string): Promise<Visit> => (await campus.stored<Visit>('visits', id)) as Visit
const passageOf = (id: string | null | undefined) => campus.stored<Passage>('passages', id ?? '')

/** On foot by the short code; the answer to the first entry is lost. */
async function walker(changes: Partial<Visit> = {}, by = guard) {
  const booked = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 2) })
  if (Object.keys(changes).length > 0) await campus.put('visits', { _id: booked.visitId, ...changes })
  const eventId = randomUUID()
  const code = booked.pass.shortCode
  const check = { gateId: EAST, direction: 'in', code } as const
  const { passageId, allowed } = await by.get('gate.check', check, eventId)
  expect(allowed).toBe(true)
  const told = event({ eventId, visitId: booked.visitId, ...turnedAway })
  return { ...booked, check, eventId, passageId, told }
}

/** By car; the answer to the entry is lost. It leaves by a gate with a network. */
async function car() {
  const number = next()
  const { plate } = identityOf(number)
  const booked = await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
  const { visitId } = booked
  const eventId = randomUUID()
  const check = { gateId: EAST, direction: 'in', plate } as const
  const { passageId } = await guard.get('gate.check', check, eventId)
  const byPlate = { visitId, plate, way: 'plate' } as const
  const told = event({ ...byPlate, eventId, ...turnedAway })
  const leave = async (hours: number) => {
    campus.clock.now = NOW + hours * HOUR
    return (await guard.get('gate.check', { gateId: EAST, direction: 'out', plate })).fee?.stayId ?? ''
  }
  const { plateCalendarId } = await import('../../cloudfunctions/stores/calendars')
  const calendar = async () =>
    (await campus.stored<Calendar>('calendars', plateCalendarId(normalisePlate(plate)))) as Calendar
  const stay = (id: string | null) => campus.stored<Stay>('stays', id ?? '')
  const bookAgain = (days: number) => {
    const day = addDays(TODAY, days)
    const driving = { purpose: 'private' as const, driving: true, plate }
    const form = formFor(campus, number, { ...driving, firstDay: day, lastDay: day })
    return booked.visitor.outcome('visit.submit', { form })
  }
  return { ...booked, plate, check, byPlate, passageId, told, leave, calendar, stay, bookAgain }
}

describe('a car that left since was inside', () => {
  it('owes what it owed, pays it, and may be booked again', async () => {
    const { told, passageId, leave, calendar, stay, bookAgain } = await car()
    const stayId = await leave(3)
    campus.clock.now += HOUR
    const [row] = await deliver(guard, told)
    expect(await passageOf(row?.passageId)).toMatchObject({ allowed: false, conflict: null })
    expect(await passageOf(passageId)).toMatchObject({ allowed: true })
    expect(await calendar()).toMatchObject({ inside: null, dues: [{ stayId, fen: 600 }] })
    expect(await stay(stayId)).toMatchObject({ state: 'due', feeFen: 600 })
    expect(await desk.outcome('vehicle.paid', { stayId })).toBe('ok')
    campus.clock.now = NOW + 26 * HOUR
    expect(await bookAgain(2)).toBe('ok')
  })

  const letInAfterAll = { at: NOW + MINUTE, reason: 'OVERRIDE', override: '单位来电确认' } as const

  it('owes once where the gate also tells how it came in', async () => {
    const { told, byPlate, leave, calendar } = await car()
    await leave(3)
    await deliver(guard, told, event({ ...byPlate, ...letInAfterAll }))
    expect((await calendar()).dues).toMatchObject([{ fen: 600 }])
  })

  it('owes nothing more once it has paid', async () => {
    const { told, byPlate, passageId, leave, calendar, stay } = await car()
    const stayId = await leave(3)
    expect(await desk.outcome('vehicle.paid', { stayId })).toBe('ok')
    await deliver(guard, told, event({ ...byPlate, ...letInAfterAll }))
    expect(await calendar()).toMatchObject({ inside: null, dues: [] })
    expect(await stay(passageId)).toMatchObject({ state: 'paid', feeFen: 600 })
  })

  it('whose stay the desk has ended stays as the desk decided', async () => {
    const { told, passageId, calendar, stay } = await car()
    campus.clock.now += HOUR
    const left = { outcome: 'leftUnpaid', reason: '监控可见', leftAt: NOW + HOUR } as const
    expect(await desk.outcome('vehicle.resolve', { stayId: passageId ?? '', ...left })).toBe('ok')
    const { dues } = await calendar()
    expect(dues).toHaveLength(1)
    await deliver(guard, told)
    expect((await calendar()).dues).toEqual(dues)
    expect(await stay(passageId)).toMatchObject({ state: 'due' })
    expect(await desk.outcome('vehicle.paid', { stayId: passageId ?? '' })).toBe('ok')
  })
})

it('hours that were paid are not charged again, when an exit and an entry between are told late', async () => {
  const { byPlate, leave, calendar } = await car()
  const stayId = await leave(5)
  expect(await desk.outcome('vehicle.paid', { stayId })).toBe('ok')
  const out = event({ ...byPlate, direction: 'out', at: NOW + HOUR })
  const entry = event({ ...byPlate, at: NOW + 3 * HOUR })
  await deliver(guard, out)
  const [row] = await deliver(guard, entry)
  expect(await calendar()).toMatchObject({ inside: null, dues: [] })
  expect(await campus.stored<Stay>('stays', row?.passageId ?? '')).toMatchObject({
    ...{ state: 'left', feeFen: 0, exitAt: NOW + 5 * HOUR },
  })
  // The next time it pays as ever.
  campus.clock.now = NOW + 6 * HOUR
  await deliver(guard, event({ ...byPlate, at: campus.clock.now }))
  await leave(8)
  expect((await calendar()).dues).toMatchObject([{ fen: 400 }])
})

describe('hours later nobody is turned back', () => {
  it('a walker stays on the list for an emergency', async () => {
    const { visitId, told, passageId } = await walker()
    campus.clock.now = NOW + 30 * HOUR
    const [row] = await deliver(guard, { ...told, at: campus.clock.now - 1000 })
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan', headsInside: 1 })
    expect(await passageOf(row?.passageId)).toMatchObject({ allowed: false, at: NOW + 30 * HOUR - 1000 })
    expect(await passageOf(passageId)).toMatchObject({ allowed: true, at: NOW })
  })

  it('a car pays for its hours', async () => {
    const { told, leave, calendar } = await car()
    campus.clock.now = NOW + 20 * HOUR
    await deliver(guard, { ...told, at: NOW + 11 * MINUTE })
    expect((await calendar()).inside).not.toBeNull()
    await leave(21)
    expect((await calendar()).dues).toHaveLength(1)
  })
})

describe('whoever left since was inside', () => {
  it('on foot, too: out as they were, and the entry is used', async () => {
    const { visitId, check, told } = await walker({ right: { entries: 2 } })
    campus.clock.now = NOW + HOUR
    await guard.get('gate.check', { ...check, direction: 'out' })
    const before = await visitOf(visitId)
    await deliver(guard, told)
    expect(await visitOf(visitId)).toMatchObject({
      ...{ firstEntryAt: NOW, lastPassageAt: NOW + HOUR, entriesMade: 1, headLog: before.headLog },
    })
  })

  it('not by the entry that follows', async () => {
    const { visitId, check, told, phone } = await walker({ right: { entries: 3 } })
    campus.clock.now = NOW + MINUTE
    await guard.get('gate.check', { ...check, code: phone.codeAt(campus.clock.now) })
    campus.clock.now = NOW + HOUR
    await guard.get('gate.check', { ...check, direction: 'out' })
    await deliver(guard, told)
    expect(await visitOf(visitId)).toMatchObject({
      ...{ firstEntryAt: NOW + MINUTE, lastPassageAt: NOW + HOUR, entriesMade: 1, insideCampusId: null },
    })
  })
})

describe('what an entry that is taken back gives back', () => {
  it('the entry of a right, which then opens', async () => {
    const { visitId, check, told } = await walker({ right: { entries: 1 } })
    expect(await visitOf(visitId)).toMatchObject({ entriesMade: 1 })
    await deliver(guard, told)
    expect(await visitOf(visitId)).toMatchObject({ entriesMade: 0, insideCampusId: null })
    expect(await guard.get('gate.check', check)).toMatchObject({ allowed: true, reason: 'OK' })
  })

  it('no word to the host of a guest who didn’t come', async () => {
    const { visitId, told } = await walker({ hostId: 'host' })
    expect(await visitOf(visitId)).toMatchObject({ hostUntold: true })
    await deliver(guard, told)
    const visit = await visitOf(visitId)
    expect([visit.firstEntryAt, visit.hostUntold]).toEqual([null, undefined])
  })

  it('the word to the host stays where the guest came in after all', async () => {
    const { visitId, check, told, phone } = await walker({ hostId: 'host' })
    campus.clock.now += 20_000
    await guard.get('gate.check', { ...check, code: phone.codeAt(campus.clock.now) })
    campus.clock.now += HOUR
    await deliver(guard, told)
    expect(await visitOf(visitId)).toMatchObject({ firstEntryAt: NOW + 20_000, hostUntold: true })
  })
})

describe('the office sees it', () => {
  const listed = async (id: string | null) =>
    (await office.get('gate.conflicts', { cursor: null })).rows.find((row) => row.id === id)

  it('what was taken back', async () => {
    const { told, passageId } = await walker()
    expect(await deliver(guard, told)).toMatchObject([{ passageId, conflict: 'TAKEN_BACK' }])
    expect(await listed(passageId)).toMatchObject({ conflict: 'TAKEN_BACK', allowed: false })
  })

  it('by whom whose account had ended', async () => {
    const former = await guardForAnHour()
    const { visitId, told, passageId } = await walker({}, former.person)
    await former.end()
    campus.clock.now = NOW + 4 * HOUR
    expect(await deliver(former.person, told)).toMatchObject([{ passageId, conflict: 'ACCOUNT_ENDED' }])
    expect(await listed(passageId)).toMatchObject({ conflict: 'ACCOUNT_ENDED', allowed: false })
    expect((await visitOf(visitId)).insideCampusId).toBeNull()
  })

  async function guardForAnHour() {
    const staff = campus.demo.staff.find(({ openid, unitId }) => openid !== null && unitId === 'literature')
    const accountId = staff?.openid ?? ''
    const duty = { role: 'guard' as const, gateIds: [EAST], campusIds: [], staffId: staff?.id ?? '' }
    await office.get('duty.save', { ...duty, accountId: null })
    const end = async () => {
      campus.clock.now = NOW + HOUR
      await office.get('duty.end', { role: 'guard', accountId })
    }
    return { person: campus.person(accountId), end }
  }
})
