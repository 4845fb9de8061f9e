import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt, type GateDevice } from './gates'
import { bookApproved, guardOf, identityOf } from './visitors'

/** Somebody without a phone comes along with a visitor who has one (spec 2): known at the gate by an ID document. */
const GATE = 'yucai-west'
const MINUTE = 60_000

let campus: Campus
let guard: Person
let reader: GateDevice
let numbers = 600
/** A visitor, and the number of the companion they bring. */
const next = (): number => (numbers += 2)

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
  reader = await deviceAt(campus, GATE, { kind: 'idReader' })
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const companion = (number: number) => ({
  ...{ name: '韦小玉', documentKind: 'mainlandId' as const, document: identityOf(number).document },
})
const comingWith = (number: number, changes: Parameters<typeof bookApproved>[2] = {}) =>
  bookApproved(campus, number, { companions: [companion(number + 1)], ...changes })
const read = (number: number, direction: 'in' | 'out' = 'in') =>
  reader.get('verify', {
    ...{ eventId: randomUUID(), direction },
    document: { kind: 'mainlandId', number: identityOf(number).document },
  })
const visitOf = async (id: string): Promise<Visit> => (await campus.stored<Visit>('visits', id)) as Visit

describe('a companion without a phone', () => {
  it('is let in and out by an ID reader, under the own name', async () => {
    const number = next()
    const { visitor, visitId } = await comingWith(number)
    expect(await read(number + 1)).toMatchObject({
      ...{ decision: 'allow', reason: 'OK', hint: null },
      visitor: { name: '韦**', headCount: 2 },
    })
    expect(await read(number + 1, 'out')).toMatchObject({ decision: 'allow', hint: null })
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(2)
    // Nobody else came by the booking, so nobody of it stands on the campus list any more.
    expect((await visitOf(visitId)).insideCampusId).toBeNull()
  })

  it('is let in by a guard, by the last six and the name', async () => {
    const number = next()
    await comingWith(number)
    const person = { tail: identityOf(number + 1).document.slice(-6), name: '韦小玉' }
    const answer = await guard.get('gate.check', { gateId: GATE, direction: 'in', person })
    expect(answer).toMatchObject({ allowed: true, visit: { name: '韦小玉' } })
  })

  it('is held to the days and the state of the booking', async () => {
    const number = next()
    const tomorrow = addDays(TODAY, 1)
    const { approver, visitId } = await comingWith(number, { firstDay: tomorrow, lastDay: tomorrow })
    expect((await read(number + 1)).reason).toBe('NOT_YET')
    await approver.get('approval.revoke', { visitId, reason: '会议取消' })
    expect((await read(number + 1)).reason).toBe('REVOKED')
  })

  it('with a valid booking of their own comes by that', async () => {
    const number = next()
    await comingWith(number)
    const own = await bookApproved(campus, number + 1)
    await read(number + 1)
    expect((await visitOf(own.visitId)).lastDirection).toBe('in')
  })

  it('leaving, doesn’t take the visitor off the campus', async () => {
    const number = next()
    const { visitId, phone } = await comingWith(number)
    await guard.get('gate.check', { gateId: GATE, direction: 'in', code: phone.codeAt(NOW) })
    campus.clock.now += MINUTE
    await read(number + 1, 'out')
    expect((await visitOf(visitId)).insideCampusId).toBe('yucai')
  })

  it('leaving by a guard, leaves as many on the list of the guard’s phone as stay', async () => {
    const number = next()
    const others = [companion(number + 1), { ...companion(next()), name: '韦小山' }]
    const { visitId, phone } = await comingWith(number, { companions: others })
    const check = (direction: 'in' | 'out', way: { code: string } | { person: object }) =>
      guard.get('gate.check', { gateId: GATE, direction, ...(way as { code: string }) })
    const person = { tail: identityOf(number + 1).document.slice(-6), name: '韦小玉' }
    expect((await check('in', { code: phone.codeAt(NOW) })).visit?.stillInside).toBeUndefined()
    campus.clock.now += MINUTE
    const left = await check('out', { person })
    expect(left.visit).toMatchObject({ id: visitId, headCount: 3, stillInside: 2 })
    campus.clock.now += MINUTE
    const all = await check('out', { code: phone.codeAt(campus.clock.now) })
    expect(all).toMatchObject({ allowed: true, visit: { id: visitId } })
    expect(all.visit?.stillInside).toBeUndefined()
  })

  it('on the blacklist stays outside, and gets out', async () => {
    const number = next()
    await comingWith(number)
    const [first, second] = campus.demo.office.map(({ openid }) => campus.person(openid))
    const { blacklistId } = await (first as Person).get('blacklist.propose', {
      ...{ name: '', documentKind: 'mainlandId', document: identityOf(number + 1).document, phone: '' },
      ...{ plate: '', reason: '多次冲卡', evidence: [], from: TODAY, until: null },
    })
    await (second as Person).get('blacklist.answer', { blacklistId, accept: true })
    expect((await read(number + 1)).reason).toBe('BLACKLIST')
    expect((await read(number + 1, 'out')).decision).toBe('allow')
  })

  it('taken out of the booking, is unknown', async () => {
    const number = next()
    const { visitor, visitId } = await comingWith(number)
    const { rev, form } = await visitor.get('visit.get', { visitId })
    await visitor.get('visit.revise', { visitId, rev, form: { ...form, companions: [] } })
    expect((await read(number + 1)).reason).toBe('NOT_FOUND')
  })
})
