import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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
