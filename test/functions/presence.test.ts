import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt } from './gates'
import { bookApproved, formFor, guardOf, identityOf } from './visitors'

/** Where somebody is, is the person's, by whichever booking they came and went (spec 2, 5.1). */
const GATE = 'yanshan-east'
let campus: Campus
let guard: Person
let numbers = 61_000
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const pass = (code: string, direction: 'in' | 'out') =>
  guard.get('gate.check', { gateId: GATE, direction, code })
const inside = async () =>
  (await guard.get('campus.inside', { campusId: null, cursor: null })).rows.map(({ id }) => id)

/** Came in by a booking of today, stayed, and has another one for tomorrow. */
async function stayedOver() {
  const number = next()
  const first = await bookApproved(campus, number)
  await pass(first.phone.codeAt(campus.clock.now), 'in')
  campus.clock.now += DAY_MS
  const second = await bookApproved(campus, number, {
    firstDay: addDays(TODAY, 1),
    lastDay: addDays(TODAY, 1),
  })
  return { first, second }
}

/** The same with two companions, whom the other one doesn't name. */
async function groupStayed(number: number) {
  const companions = ['林晓雪', '林晓雨'].map((name) => ({
    ...{ name, documentKind: 'mainlandId' as const },
    document: identityOf(next()).document,
  }))
  const first = await bookApproved(campus, number, { companions })
  await pass(first.phone.codeAt(campus.clock.now), 'in')
  campus.clock.now += DAY_MS
  const tomorrow = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }
  return { first, second: await bookApproved(campus, number, tomorrow) }
}

describe('whoever leaves by another booking than they came by', () => {
  it('is on the list of neither, at a check', async () => {
    const { first, second } = await stayedOver()
    expect(await inside()).toContain(first.visitId)
    await pass(second.phone.codeAt(campus.clock.now), 'out')
    const rows = await inside()
    expect(rows).not.toContain(first.visitId)
    expect(rows).not.toContain(second.visitId)
  })

  it('nor when the passage is told later', async () => {
    const { first, second } = await stayedOver()
    const at = campus.clock.now
    campus.clock.now += 60_000
    await guard.get('gate.uploadPassages', {
      sentAt: campus.clock.now,
      events: [
        {
          ...{
            eventId: 'left-later-by-the-newer-one',
            gateId: GATE,
            direction: 'out',
            way: 'qr',
            at,
            offset: 0,
          },
          ...{ allowed: true, reason: 'OK', visitId: second.visitId, plate: null, inVehicle: false },
          ...{ override: null, step: null },
        },
      ],
    })
    expect(await inside()).not.toContain(first.visitId)
  })

  it('and takes nobody else along, however often a lane asks about the same exit', async () => {
    const { first, second } = await groupStayed(next())
    const lane = await deviceAt(campus, GATE)
    const exit = {
      eventId: randomUUID(),
      ...{ direction: 'out' as const, code: second.phone.codeAt(campus.clock.now) },
    }
    for (let time = 0; time < 3; time++) {
      expect(await lane.get('verify', exit)).toMatchObject({ decision: 'allow' })
      const { headsInside } = (await campus.stored<Visit>('visits', first.visitId)) ?? {}
      expect(headsInside).toBe(2)
    }
    expect(await inside()).toContain(first.visitId)
  })

  it('nor do companions who stay: a guard sees out as many as that booking is for', async () => {
    const number = next()
    const { first, second } = await groupStayed(number)
    await pass(second.phone.codeAt(campus.clock.now), 'out')
    expect((await campus.stored<Visit>('visits', first.visitId))?.headsInside).toBe(2)
    expect(await inside()).toContain(first.visitId)
    // Asked about once more, as something new, they have left already.
    campus.clock.now += 30_000
    await pass(second.phone.codeAt(campus.clock.now), 'out')
    expect((await campus.stored<Visit>('visits', first.visitId))?.headsInside).toBe(2)
  })

  it('nor inside by a booking that names them as a companion', async () => {
    const number = next()
    const document = identityOf(next()).document
    const companion = { name: '韦小玉', documentKind: 'mainlandId' as const, document }
    const group = await bookApproved(campus, number, { companions: [companion] })
    const reader = await deviceAt(campus, GATE, { kind: 'idReader' })
    const shown = { kind: 'mainlandId' as const, number: document }
    await reader.get('verify', { eventId: randomUUID(), direction: 'in', document: shown })
    expect(await inside()).toContain(group.visitId)
    const own = await bookApproved(campus, number + 1)
    campus.clock.now += 60_000
    await pass(own.phone.codeAt(campus.clock.now), 'out')
    expect(await inside()).not.toContain(group.visitId)
  })

  it.each([true, false])('nor when a car is told out later, by a list that knew of it: %s', async (known) => {
    const number = next()
    const first = await bookApproved(campus, number)
    await pass(first.phone.codeAt(campus.clock.now), 'in')
    campus.clock.now += DAY_MS
    const day = addDays(TODAY, 1)
    const { plate } = identityOf(number)
    const car = { firstDay: day, lastDay: day, driving: true, plate }
    const second = await bookApproved(campus, number, car)
    const at = campus.clock.now
    campus.clock.now += 60_000
    const exit = { eventId: randomUUID(), gateId: GATE, direction: 'out' as const, way: 'plate' as const }
    const decided = { allowed: true, reason: 'OK' as const, override: null, step: null }
    const event = {
      ...exit,
      ...decided,
      at,
      offset: 0,
      visitId: known ? second.visitId : null,
      plate,
      inVehicle: true,
    }
    await guard.get('gate.uploadPassages', { sentAt: campus.clock.now, events: [event] })
    expect(await inside()).not.toContain(first.visitId)
  })

  it('and who came in once more since stays where they are', async () => {
    const { first, second } = await stayedOver()
    const at = campus.clock.now
    campus.clock.now += 30 * 60_000
    await pass(second.phone.codeAt(campus.clock.now), 'in')
    await guard.get('gate.uploadPassages', {
      sentAt: campus.clock.now,
      events: [
        {
          ...{
            eventId: 'left-before-coming-back-in',
            gateId: GATE,
            direction: 'out',
            way: 'qr',
            at,
            offset: 0,
          },
          ...{ allowed: true, reason: 'OK', visitId: first.visitId, plate: null, inVehicle: false },
          ...{ override: null, step: null },
        },
      ],
    })
    expect(await inside()).toContain(second.visitId)
  })

  it('inside by two bookings they are one row', async () => {
    const { first, second } = await stayedOver()
    await pass(second.phone.codeAt(campus.clock.now), 'in')
    const rows = await inside()
    expect(rows).toContain(second.visitId)
    expect(rows).not.toContain(first.visitId)
  })
})

describe('who came this morning', () => {
  const tomorrow = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }

  it('can book for tomorrow once they have left, not before', async () => {
    const number = next()
    const { visitor, visitId, phone } = await bookApproved(campus, number)
    const again = () => visitor.outcome('visit.submit', { form: formFor(campus, number, tomorrow) })
    expect(await again()).toBe('DUPLICATE')
    await pass(phone.codeAt(campus.clock.now), 'in')
    expect(await again()).toBe('DUPLICATE')
    expect((await visitor.get('visit.get', { visitId })).allowedActions.bookAgain).toBe(false)
    await pass(phone.codeAt(campus.clock.now), 'out')
    expect((await visitor.get('visit.get', { visitId })).allowedActions.bookAgain).toBe(true)
    expect(await again()).toBe('ok')
    // Two bookings for tomorrow are still one too many.
    expect(await again()).toBe('DUPLICATE')
  })

  it('can’t where the booking lasts longer', async () => {
    const number = next()
    const { visitor, phone } = await bookApproved(campus, number, { lastDay: addDays(TODAY, 1) })
    await pass(phone.codeAt(campus.clock.now), 'in')
    await pass(phone.codeAt(campus.clock.now), 'out')
    const form = formFor(campus, number, { firstDay: addDays(TODAY, 2), lastDay: addDays(TODAY, 2) })
    expect(await visitor.outcome('visit.submit', { form })).toBe('DUPLICATE')
  })
})

describe('the list of a campus', () => {
  it('has names in full and numbers to call', async () => {
    const { phone, visitId } = await bookApproved(campus, next(), { name: '欧阳修文' })
    await pass(phone.codeAt(campus.clock.now), 'in')
    const { rows } = await guard.get('campus.inside', { campusId: null, cursor: null })
    expect(rows.find(({ id }) => id === visitId)).toMatchObject({
      name: '欧阳修文',
      phone: expect.stringMatching(/^138\d{8}$/),
    })
  })
})

describe('a car that a guard let in without a booking', () => {
  it('stands on the list of its campus, first, by its plate, until it leaves', async () => {
    const { plate } = identityOf(next())
    const drive = (direction: 'in' | 'out', override?: string) =>
      guard.get('gate.check', { gateId: GATE, direction, plate, ...(override ? { override } : {}) })
    const { passageId } = await drive('in', '工程抢修')
    const { rows } = await guard.get('campus.inside', { campusId: null, cursor: null })
    expect(rows[0]).toMatchObject({
      id: passageId,
      name: '',
      phone: '',
      headCount: 1,
      plate,
      overstayed: false,
    })
    campus.clock.now += DAY_MS
    const later = await guard.get('campus.inside', { campusId: null, cursor: null })
    expect(later.rows[0]).toMatchObject({ id: passageId, overstayed: true })
    expect(await drive('out')).toMatchObject({ allowed: true, fee: { stayId: passageId } })
    expect(await inside()).not.toContain(passageId)
  })
})

describe('who was let in on foot without a booking', () => {
  const nobody = { tail: '123456', name: '查无此人' }
  const letIn = (more: object) =>
    guard.get('gate.check', { gateId: GATE, direction: 'in', override: '急救/消防/警务', ...more })
  const rowOf = async (id: string | null) =>
    (await guard.get('campus.inside', { campusId: null, cursor: null })).rows.find((row) => row.id === id)

  it.each([
    ['a person', { person: nobody }, null],
    ['a car whose plate nobody can read', { plate: '无牌' }, '无牌'],
  ])('%s stands on the list with the gate and the reason, for twelve hours', async (_, presented, plate) => {
    const { passageId } = await letIn(presented)
    const letInAt = { gateName: expect.stringMatching('东门'), reason: '急救/消防/警务' }
    expect(await rowOf(passageId)).toMatchObject({ name: '', headCount: 1, plate, letIn: letInAt })
    campus.clock.now += 12 * 3_600_000
    expect(await rowOf(passageId)).toMatchObject({ overstayed: false })
    campus.clock.now += 1
    expect(await rowOf(passageId)).toBeUndefined()
  })

  it('by a guard’s phone without a network, once it is told', async () => {
    const at = campus.clock.now
    campus.clock.now += 60_000
    const { rows } = await guard.get('gate.uploadPassages', {
      sentAt: campus.clock.now,
      events: [
        {
          ...{
            eventId: 'nobody-let-in-on-foot',
            gateId: GATE,
            direction: 'in',
            way: 'document',
            at,
            offset: 0,
          },
          ...{ allowed: true, reason: 'OVERRIDE', visitId: null, plate: null, inVehicle: false },
          ...{ override: '系统故障', step: null },
        },
      ],
    })
    expect(await rowOf(rows[0]?.passageId ?? '')).toMatchObject({ letIn: { reason: '系统故障' } })
  })

  it('by a device that decided alone, whose booking nobody finds', async () => {
    const reader = await deviceAt(campus, GATE, { kind: 'idReader' })
    const at = campus.clock.now
    campus.clock.now += 60_000
    const decided = { allowed: true, reason: 'OK' as const, override: null, step: null }
    const passed = { direction: 'in' as const, way: 'document' as const, visitId: null, plate: null }
    const event = { eventId: randomUUID(), ...passed, ...decided, at, offset: 0 }
    const { rows } = await reader.get('events', { sentAt: campus.clock.now, events: [event] })
    expect(rows[0]).toMatchObject({ conflict: 'NOT_FOUND' })
    expect(await rowOf(rows[0]?.passageId ?? '')).toMatchObject({ letIn: { reason: '' } })
  })
})

describe('who read the list of a campus', () => {
  it('stands on the audit trail, once an hour for each reader', async () => {
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    const desk = campus.person(
      campus.demo.desks.find(({ campusIds }) => campusIds.includes('yucai'))?.openid ?? '',
    )
    const rows = async () => {
      const { rows } = await office.get('audit.list', { topic: 'exported', cursor: null })
      return rows.filter(({ action }) => action === 'campus.inside').length
    }
    const before = await rows()
    const read = (by: Person) => by.get('campus.inside', { campusId: 'yucai', cursor: null })
    for (let time = 0; time < 3; time++) await read(desk)
    expect(await rows()).toBe(before + 1)
    await read(office)
    campus.clock.now += 3_600_000
    await read(desk)
    expect(await rows()).toBe(before + 3)
  })
})

describe('a request to cancel', () => {
  it('stands beside a release request of the same person', async () => {
    const { visitor, visitId, phone, approver } = await bookApproved(campus, next())
    await pass(phone.codeAt(campus.clock.now), 'in')
    await visitor.get('release.ask', { visitId, field: 'phone', firstDay: TODAY, lastDay: TODAY })
    await visitor.get('visit.askCancel', { visitId, reason: '提前办完' })
    const { rows } = await approver.get('release.list', { cursor: null })
    const fields = rows.filter(({ visit }) => visit.id === visitId).map(({ field }) => field)
    expect(fields.sort()).toEqual(['cancel', 'phone'])
    expect((await visitor.get('visit.get', { visitId })).cancelRequest).toMatchObject({ state: 'open' })
  })
})
