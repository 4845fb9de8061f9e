import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { EndpointInput } from '../../contract/gate/device-api'
import type { Input } from '../../contract'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { CHECK_REPEATS_MS } from '../../miniprogram/domain/gate/repeats'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt, post, type GateDevice } from './gates'
import { bookApproved, guardOf, identityOf } from './visitors'

/** An id of an event that comes back: a repeat within minutes, another event later. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const EAST = 'yanshan-east'
const WEST = 'yucai-west'
let campus: Campus
let lane: GateDevice
let guard: Person
let numbers = 900
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  lane = await deviceAt(campus, EAST)
  guard = campus.person(guardOf(campus, EAST))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

async function car() {
  const { plate } = identityOf(next())
  const dates = { firstDay: TODAY, lastDay: addDays(TODAY, 2) }
  return {
    ...(await bookApproved(campus, numbers, { purpose: 'private', driving: true, plate, ...dates })),
    plate,
  }
}
const visitOf = async (id: string): Promise<Visit> => (await campus.stored<Visit>('visits', id)) as Visit
const passageOf = (id: string | null) => campus.stored<Passage>('passages', id ?? '')

describe('a lane whose counter starts anew', () => {
  it.each([
    ['just over ten minutes', CHECK_REPEATS_MS + 1],
    ['a day', DAY],
    ['three weeks', 21 * DAY],
  ])('%s later it is another event: refused, and decided under a new id', async (_, after) => {
    const { plate, visitId, approver } = await car()
    const asked = { eventId: `evt-counter-${numbers}-000001`, plate: { number: plate, confidence: 0.99 } }
    const first = await lane.get('verify', { ...asked, direction: 'in' })
    expect(first.decision).toBe('allow')
    campus.clock.now = NOW + MINUTE
    expect(await lane.get('verify', { ...asked, direction: 'in' })).toEqual(first)
    await guard.get('gate.check', { gateId: EAST, direction: 'out', plate })
    await approver.get('approval.revoke', { visitId, reason: '活动取消' })
    campus.clock.now = NOW + after
    expect(await lane.ask('verify', { ...asked, direction: 'in' })).toMatchObject({
      ...{ ok: false, status: 422, code: 'REFUSED', details: { code: 'KEY_REUSED' } },
    })
    const anew = { ...asked, eventId: randomUUID(), direction: 'in' as const }
    expect((await lane.get('verify', anew)).decision).not.toBe('allow')
  })

  it('an override is of its moment, and a guard’s check', async () => {
    const { plate } = await car()
    const attended = await deviceAt(campus, EAST, { mayOverride: true })
    const [eventId, key] = [randomUUID(), randomUUID()]
    const insisted = { eventId, direction: 'in' as const, plate: { number: plate }, operator: '韦师傅' }
    const check = { gateId: EAST, direction: 'out', plate } as const
    const both = async () => [
      (await attended.ask('override', { ...insisted, why: '来访' })).ok,
      await guard.outcome('gate.check', check, key),
    ]
    expect(await both()).toEqual([true, 'ok'])
    campus.clock.now = NOW + CHECK_REPEATS_MS + 1
    expect(await both()).toEqual([false, 'KEY_REUSED'])
  })
})

describe('a camera that can’t sign', () => {
  const alarm = async (eye: GateDevice, plate: string, seconds: number | null) => {
    const timeStamp = seconds === null ? {} : { timeStamp: { Timeval: { sec: seconds } } }
    const PlateResult = { license: plate, confidence: 99, plateid: 0, ...timeStamp }
    const body = JSON.stringify({ AlarmInfoPlate: { result: { PlateResult } } })
    const call = { method: 'POST' as const, path: eye.path ?? '', headers: {}, body }
    return (await post(campus, call)).body.includes('"ok"') ? 'ok' : 'no'
  }

  it.each([
    ['stands still', () => 0],
    ['is a day ahead', () => Math.floor((campus.clock.now + DAY) / 1000)],
    ['goes', () => Math.floor(campus.clock.now / 1000)],
    ['isn’t there', () => null],
  ])('whose clock %s: a repeat gets the same answer, a day later it is decided anew', async (_, clock) => {
    const eye = await deviceAt(campus, EAST, { kind: 'plateCamera', direction: 'in', unsigned: true })
    const { plate, visitId, visitor, approver } = await car()
    const seconds = clock()
    expect(await alarm(eye, plate, seconds)).toBe('ok')
    campus.clock.now = NOW + 3000
    expect(await alarm(eye, plate, seconds)).toBe('ok')
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
    campus.clock.now = NOW + HOUR
    await guard.get('gate.check', { gateId: EAST, direction: 'out', plate })
    await approver.get('approval.revoke', { visitId, reason: '活动取消' })
    campus.clock.now = NOW + DAY
    expect(await alarm(eye, plate, clock())).toBe('no')
  })

  it('in again within minutes is another passage, where its clock stands still', async () => {
    const eye = await deviceAt(campus, EAST, { kind: 'plateCamera', direction: 'in', unsigned: true })
    const { plate, visitId, visitor } = await car()
    await alarm(eye, plate, 0)
    campus.clock.now = NOW + MINUTE
    await guard.get('gate.check', { gateId: EAST, direction: 'out', plate })
    campus.clock.now = NOW + 2 * MINUTE
    expect(await alarm(eye, plate, 0)).toBe('ok')
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(3)
  })
})

type Event = EndpointInput<'events'>['events'][number]
const eventOf = (changes: Partial<Event>): Event => ({
  ...{ eventId: randomUUID(), direction: 'in', way: 'qr', at: campus.clock.now, offset: 0, allowed: true },
  ...{ reason: 'OK', visitId: null, plate: null, override: null, step: null },
  ...changes,
})
const tell = async (by: GateDevice, ...events: Event[]) =>
  (await by.get('events', { sentAt: campus.clock.now, events })).rows

describe('what is told late under an id that was used', () => {
  it('a day later somebody came in: recorded once, whatever was checked under the id before', async () => {
    const { plate, visitId } = await car()
    const eventId = randomUUID()
    const checked = await lane.get('verify', { eventId, direction: 'in', plate: { number: plate } })
    campus.clock.now = NOW + HOUR
    await lane.get('verify', { eventId: randomUUID(), direction: 'out', plate: { number: plate } })
    campus.clock.now = NOW + DAY + 2 * HOUR
    const told = eventOf({ eventId, way: 'plate', plate, visitId, at: NOW + DAY + HOUR })
    const [row] = await tell(lane, told)
    expect(row).toMatchObject({ conflict: null, refusal: null })
    expect(row?.passageId).not.toBe(checked.passageId)
    expect(await passageOf(row?.passageId ?? null)).toMatchObject({ at: NOW + DAY + HOUR, visitId })
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan' })
    expect(await tell(lane, told)).toEqual([row])
  })

  it('what happened before the check is another event too: its counter started anew between', async () => {
    const { plate, visitId } = await car()
    const eventId = randomUUID()
    campus.clock.now = NOW + HOUR
    const { passageId } = await lane.get('verify', { eventId, direction: 'out', plate: { number: plate } })
    const [row] = await tell(
      lane,
      eventOf({ eventId, way: 'plate', plate, visitId, direction: 'out', at: NOW }),
    )
    expect(row?.passageId).not.toBe(passageId)
    expect(await passageOf(row?.passageId ?? null)).toMatchObject({ at: NOW })
  })

  it('a phone’s check may be under way for an hour: it is the one that is told', async () => {
    const { plate, visitId } = await car()
    const key = randomUUID()
    campus.clock.now = NOW + HOUR
    const { passageId } = await guard.get('gate.check', { gateId: EAST, direction: 'in', plate }, key)
    const told = { ...eventOf({ eventId: key, way: 'plate', plate, visitId, at: NOW }), gateId: EAST }
    const { rows } = await guard.get('gate.uploadPassages', { sentAt: campus.clock.now, events: [told] })
    expect(rows).toMatchObject([{ passageId }])
  })

  it.each<[string, (other: { visitId: string; plate: string }) => Partial<Event>]>([
    ['of another visitor', ({ visitId }) => ({ visitId })],
    ['of another direction', () => ({ direction: 'out' })],
    ['of another way', ({ plate }) => ({ way: 'plate', plate })],
  ])('%s: recorded by itself, once; what was checked stands', async (_, changes) => {
    const [one, other] = [await car(), await car()]
    const eventId = randomUUID()
    const checked = await lane.get('verify', { eventId, direction: 'in', code: one.phone.codeAt(NOW) })
    const told = eventOf({ eventId, visitId: one.visitId, ...changes(other) })
    const [row] = await tell(lane, told)
    expect(row).toMatchObject({ refusal: null })
    expect(row?.passageId).not.toBe(checked.passageId)
    expect(await passageOf(checked.passageId)).toMatchObject({ allowed: true, visitId: one.visitId, at: NOW })
    expect(await tell(lane, told)).toEqual([row])
    // The check itself, told late, is still known as what it is.
    expect(await tell(lane, eventOf({ eventId, visitId: one.visitId }))).toMatchObject([
      { passageId: checked.passageId },
    ])
  })

  it('of another gate: it turns nobody back at the first', async () => {
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    const staff = campus.demo.staff.find(({ openid, unitId }) => openid !== null && unitId === 'literature')
    const duty = { role: 'guard' as const, gateIds: [EAST, WEST], campusIds: [], accountId: null }
    await office.get('duty.save', { ...duty, staffId: staff?.id ?? '' })
    const both = campus.person(staff?.openid ?? '')
    const { visitId, pass } = await bookApproved(campus, next())
    const key = randomUUID()
    const code = pass.shortCode
    const { passageId } = await both.get('gate.check', { gateId: EAST, direction: 'in', code }, key)
    const told: Input<'gate.uploadPassages'>['events'][number] = {
      ...eventOf({
        eventId: key,
        way: 'shortCode',
        visitId,
        allowed: false,
        reason: 'LOW_CONFIDENCE',
      }),
      gateId: WEST,
    }
    const { rows } = await both.get('gate.uploadPassages', { sentAt: campus.clock.now, events: [told] })
    expect(await passageOf(rows[0]?.passageId ?? null)).toMatchObject({ gateId: WEST, allowed: false })
    expect(await passageOf(passageId)).toMatchObject({ gateId: EAST, allowed: true })
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan', headsInside: 1 })
  })

  test('several of one id, told in one upload and again: each once, in the order of the events', async () => {
    const [one, other] = [await car(), await car()]
    const eventId = randomUUID()
    campus.clock.now = NOW + HOUR
    const events = [
      eventOf({ eventId, visitId: one.visitId, at: NOW }),
      eventOf({ eventId, visitId: other.visitId, at: NOW + MINUTE }),
      eventOf({ eventId, visitId: one.visitId, at: NOW + 2 * MINUTE, direction: 'out' }),
    ]
    const rows = await tell(lane, ...events)
    const passages = await Promise.all(rows.map(({ passageId }) => passageOf(passageId)))
    expect(passages.map((passage) => [passage?.visitId, passage?.direction])).toEqual([
      ...[[one.visitId, 'in'] as const, [other.visitId, 'in'] as const, [one.visitId, 'out'] as const],
    ])
    expect(await tell(lane, ...events)).toEqual(rows)
    expect((await one.visitor.get('visit.get', { visitId: one.visitId })).passages).toHaveLength(2)
  })
})

it('of a car its plate counts: a list may know another booking of it', async () => {
  const [{ plate }, another] = [await car(), await car()]
  const left = { eventId: randomUUID(), direction: 'out' as const }
  const { passageId } = await lane.get('verify', { ...left, plate: { number: plate } })
  const byPlate = { ...left, way: 'plate' as const, plate }
  expect(await tell(lane, eventOf({ ...byPlate, visitId: another.visitId }))).toMatchObject([{ passageId }])
})
