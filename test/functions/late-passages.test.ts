import { normalisePlate } from '../../miniprogram/domain/values/plates'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input, Output } from '../../contract'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Stay } from '../../cloudfunctions/stores/stays'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { stepOf } from '../../miniprogram/domain/pass/pass'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt } from './gates'
import { bookApproved, guardOf, identityOf } from './visitors'

/** Passages decided without a network and told later: each once, in the order of their times, whatever order they come in. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const EAST = 'yanshan-east'

type PassageEvent = Input<'gate.uploadPassages'>['events'][number]
type Row = Output<'gate.uploadPassages'>['rows'][number]

let campus: Campus
let guard: Person
let desk: Person
let office: Person
let numbers = 300
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus({ network: true })
  guard = campus.person(guardOf(campus, EAST))
  desk = campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const event = (changes: Partial<PassageEvent>): PassageEvent => ({
  eventId: randomUUID(),
  gateId: EAST,
  direction: 'in',
  way: 'qr',
  at: NOW,
  offset: 0,
  allowed: true,
  reason: 'OK',
  visitId: null,
  plate: null,
  override: null,
  step: null,
  ...changes,
})
const deliver = async (...events: PassageEvent[]): Promise<Row[]> =>
  (await guard.get('gate.uploadPassages', { sentAt: campus.clock.now, events })).rows
const visitOf = async (id: string): Promise<Visit> => (await campus.stored<Visit>('visits', id)) as Visit
const passageOf = async (row: Row | undefined): Promise<Passage> =>
  (await campus.stored<Passage>('passages', row?.passageId ?? '')) as Passage

async function car() {
  const number = next()
  const { plate } = identityOf(number)
  const booked = await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
  const move = (direction: 'in' | 'out', hour: number): PassageEvent =>
    event({ direction, way: 'plate', plate, visitId: booked.visitId, at: NOW + hour * HOUR })
  const stay = async () => (await desk.get('vehicle.find', { plate })).stay
  const { plateCalendarId } = await import('../../cloudfunctions/stores/calendars')
  const calendar = async () =>
    (await campus.stored<Calendar>('calendars', plateCalendarId(normalisePlate(plate)))) as Calendar
  return { ...booked, number, plate, move, stay, calendar }
}

describe('heads are counted in the order of the passages', () => {
  it('an entry told after the exit: at an unattended lane the same visitor comes back in', async () => {
    const lane = await deviceAt(campus, EAST)
    const { visitId, phone } = await bookApproved(campus, next())
    campus.clock.now = NOW + 2 * HOUR
    expect((await lane.show(phone.codeAt(campus.clock.now), 'out')).decision).toBe('allow')
    await deliver(event({ visitId, at: NOW }))
    expect(await visitOf(visitId)).toMatchObject({ headsInside: 0, insideCampusId: null })
    campus.clock.now += HOUR
    expect(await lane.show(phone.codeAt(campus.clock.now))).toMatchObject({ reason: 'OK' })
  })

  it('an exit told after the next entry: no second person gets in by the booking', async () => {
    const lane = await deviceAt(campus, EAST)
    const { visitId, phone } = await bookApproved(campus, next())
    for (const hour of [0, 2]) {
      campus.clock.now = NOW + hour * HOUR
      const answer = await guard.get('gate.check', {
        ...{ gateId: EAST, direction: 'in', code: phone.codeAt(campus.clock.now) },
      })
      expect(answer.allowed).toBe(true)
    }
    await deliver(event({ visitId, direction: 'out', at: NOW + HOUR }))
    expect(await visitOf(visitId)).toMatchObject({ headsInside: 1, insideCampusId: 'yanshan' })
    campus.clock.now += MINUTE
    expect((await lane.show(phone.codeAt(campus.clock.now))).reason).toBe('ALREADY_INSIDE')
  })

  it('in by plate and out by pass in one delivery, the exit first: nobody is inside', async () => {
    const { visitId, move, plate } = await car()
    campus.clock.now = NOW + 3 * HOUR
    await deliver(event({ visitId, direction: 'out', at: NOW + 2 * HOUR }))
    await deliver({ ...move('in', 1), plate })
    expect(await visitOf(visitId)).toMatchObject({ headsInside: 0, insideCampusId: null })
  })
})

describe('a car whose booking the list at the gate didn’t have', () => {
  it('left by its plate: its visitor is no longer inside', async () => {
    const { visitId, plate, move, stay } = await car()
    const entered = await guard.get('gate.check', { gateId: EAST, direction: 'in', plate })
    expect(entered.allowed).toBe(true)
    campus.clock.now += 2 * HOUR
    await deliver({ ...move('out', 1), visitId: null })
    expect(await stay()).toMatchObject({ state: 'due' })
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: null, lastPassageAt: NOW + HOUR })
  })

  it('left before it came in again by another one: who is inside stays there', async () => {
    const { visitId, plate, move } = await car()
    campus.clock.now += 2 * HOUR
    await guard.get('gate.check', { gateId: EAST, direction: 'in', plate })
    await deliver({ ...move('out', 1), visitId: null })
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan', lastPassageAt: NOW + 2 * HOUR })
  })

  it('let in by a guard’s word: it is inside by its booking, and an official one pays nothing', async () => {
    const number = next()
    const { plate } = identityOf(number)
    const { visitId } = await bookApproved(campus, number, { driving: true, plate })
    const told = { way: 'plate' as const, plate, visitId: null }
    await deliver(event({ ...told, reason: 'OVERRIDE', override: '单位来电确认' }))
    expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan', headsInside: 1 })
    campus.clock.now += 3 * HOUR
    const left = await guard.get('gate.check', { gateId: EAST, direction: 'out', plate })
    expect(left).toMatchObject({ allowed: true, visit: { id: visitId }, fee: { fen: 0 } })
  })
})

describe('exactly once', () => {
  it('told again, alone or in another batch, five times at once: the same answer and one passage', async () => {
    const { visitor, visitId } = await bookApproved(campus, next())
    const told = event({ visitId })
    campus.clock.now += HOUR
    const [first] = await deliver(told)
    const again = await Promise.all(Array.from({ length: 5 }, () => deliver(event({}), told)))
    for (const rows of again) expect(rows[1]).toEqual(first)
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
  })

  it('the check had come through and only its reply was lost: it stands as decided, once', async () => {
    const { visitor, visitId, phone } = await bookApproved(campus, next())
    const eventId = randomUUID()
    const code = phone.codeAt(NOW)
    const online = await guard.get('gate.check', { gateId: EAST, direction: 'in', code }, eventId)
    campus.clock.now += HOUR
    expect(await deliver(event({ eventId, visitId, step: stepOf(NOW) }))).toEqual([
      { eventId, passageId: online.passageId, conflict: null, refusal: null },
    ])
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
  })

  it('the check was under way for so long that it arrives after its delivery: recorded once', async () => {
    const { visitor, visitId, phone } = await bookApproved(campus, next())
    const eventId = randomUUID()
    const code = phone.codeAt(NOW)
    const told = event({ eventId, visitId, step: stepOf(NOW) })
    const first = await deliver(told)
    const check = { gateId: EAST, direction: 'in', code } as const
    expect(await guard.outcome('gate.check', check, eventId)).toBe('KEY_REUSED')
    expect(await deliver(told)).toEqual(first)
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
  })

  it('the server refused unheard and the guard let pass: both stand, each once', async () => {
    const { visitor, visitId, pass } = await bookApproved(campus, next(), {
      ...{ firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) },
    })
    const eventId = randomUUID()
    const check = { gateId: EAST, direction: 'in', code: pass.shortCode } as const
    expect((await guard.get('gate.check', check, eventId)).reason).toBe('NOT_YET')
    const told = event({ eventId, visitId, way: 'shortCode', reason: 'OVERRIDE', override: '提前到校' })
    expect(await deliver(told)).toEqual(await deliver(told))
    const { passages } = await visitor.get('visit.get', { visitId })
    expect(passages.map(({ allowed }) => allowed).sort()).toEqual([false, true])
  })

  describe('the server let in unheard, and the gate turned away', () => {
    const turnedAway = { allowed: false, reason: 'LOW_CONFIDENCE' } as const

    it('on foot: outside, with the code and the entry they still have', async () => {
      const { visitor, visitId, pass } = await bookApproved(campus, next())
      const before = await visitOf(visitId)
      const eventId = randomUUID()
      const check = { gateId: EAST, direction: 'in', code: pass.shortCode } as const
      expect((await guard.get('gate.check', check, eventId)).allowed).toBe(true)
      expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan' })
      const told = event({ eventId, visitId, way: 'shortCode', ...turnedAway })
      expect(await deliver(told)).toEqual(await deliver(told))
      const { insideCampusId, lastPassageAt, lastDirection, firstEntryAt, headsInside } =
        await visitOf(visitId)
      expect({ insideCampusId, lastPassageAt, lastDirection, firstEntryAt }).toEqual({
        ...{ insideCampusId: before.insideCampusId, lastPassageAt: before.lastPassageAt },
        ...{ lastDirection: before.lastDirection, firstEntryAt: before.firstEntryAt },
      })
      expect(headsInside).toBe(0)
      const { passages } = await visitor.get('visit.get', { visitId })
      expect(passages.map(({ allowed }) => allowed)).toEqual([false])
      expect(await guard.get('gate.check', check)).toMatchObject({ allowed: true, reason: 'OK' })
      // Told once more it turns nobody back who came in since.
      expect(await deliver(told)).toEqual(await deliver(told))
      expect(await visitOf(visitId)).toMatchObject({ insideCampusId: 'yanshan' })
    })

    it('by car: on no campus, nothing to pay, and it may come in', async () => {
      const { visitId, plate, calendar } = await car()
      const eventId = randomUUID()
      const check = { gateId: EAST, direction: 'in', plate } as const
      const { passageId } = await guard.get('gate.check', check, eventId)
      campus.clock.now += 2 * HOUR
      await deliver(event({ eventId, visitId, way: 'plate', plate, ...turnedAway }))
      expect(await calendar()).toMatchObject({ inside: null, dues: [], movements: [] })
      const stay = await campus.stored<Stay>('stays', passageId ?? '')
      expect(stay).toMatchObject({ state: 'left', feeFen: 0, exitAt: NOW })
      expect(await guard.get('gate.check', check)).toMatchObject({ allowed: true, reason: 'OK' })
    })

    it('on leaving: who was let out is outside', async () => {
      const { visitId, phone } = await bookApproved(campus, next())
      await guard.get('gate.check', { gateId: EAST, direction: 'in', code: phone.codeAt(NOW) })
      campus.clock.now += HOUR
      const eventId = randomUUID()
      const code = phone.codeAt(NOW + HOUR)
      await guard.get('gate.check', { gateId: EAST, direction: 'out', code }, eventId)
      const step = stepOf(NOW + HOUR)
      await deliver(event({ eventId, visitId, direction: 'out', at: NOW + HOUR, step, ...turnedAway }))
      expect(await visitOf(visitId)).toMatchObject({ insideCampusId: null, lastDirection: 'out' })
    })
  })

  it('fifty of one visitor share transactions, none with more than 20 writes', async () => {
    const { visitId, visitor } = await bookApproved(campus, next())
    const writes = new Map<string, number>()
    campus.network.watch = ({ action, transactionId = '' }) => {
      if (transactionId !== '' && action === 'database.modifyDocument')
        writes.set(transactionId, (writes.get(transactionId) ?? 0) + 1)
    }
    const events = Array.from({ length: 50 }, (_, index) => event({ visitId, at: NOW + index }))
    campus.clock.now += HOUR
    await deliver(...events)
    campus.network.watch = null
    // Two writes each, and three for all of a transaction: the visit, what gates know of it, the audit row.
    expect(writes.size).toBeLessThanOrEqual(7)
    expect(Math.max(...writes.values())).toBeLessThanOrEqual(20)
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(50)
  })

  it('fifty in one batch are all recorded, and answered in their order', async () => {
    const { visitId } = await bookApproved(campus, next())
    const events = Array.from({ length: 50 }, (_, index) =>
      event({ visitId, at: NOW + (50 - index) * MINUTE, direction: index % 2 ? 'in' : 'out' }),
    )
    campus.clock.now += 2 * HOUR
    const rows = await deliver(...events)
    expect(rows.map(({ eventId }) => eventId)).toEqual(events.map(({ eventId }) => eventId))
    expect(new Set(rows.map(({ passageId }) => passageId)).size).toBe(50)
  })
})

describe('as of its own time', () => {
  it('the passage carries the time, the phone’s clock and the mark that it was decided offline', async () => {
    const { visitId } = await bookApproved(campus, next())
    campus.clock.now = NOW + 3 * HOUR
    const [row] = await deliver(event({ visitId, at: NOW - 4 * MINUTE, offset: 5 * MINUTE }))
    expect(await passageOf(row)).toMatchObject({
      at: NOW + MINUTE,
      offline: { deliveredAt: NOW + 3 * HOUR, clockAt: NOW - 4 * MINUTE, clockOffset: 5 * MINUTE },
      allowed: true,
      conflict: null,
      by: { kind: 'guard', id: guard.openid },
    })
  })

  it('a clock whose error wasn’t known then is set right by the one at delivery; nothing is in the future', async () => {
    const { visitId } = await bookApproved(campus, next())
    const input = {
      sentAt: NOW + 10 * MINUTE,
      events: [event({ visitId, at: NOW + 9 * MINUTE, offset: null })],
    }
    const [row] = (await guard.get('gate.uploadPassages', input)).rows
    expect((await passageOf(row)).at).toBe(NOW - MINUTE)
    const [ahead] = await deliver(event({ visitId, at: NOW + HOUR, direction: 'out' }))
    expect((await passageOf(ahead)).at).toBe(NOW)
  })

  it('first entry is the earliest, whereabouts the latest, however late they are told', async () => {
    const { visitId, phone } = await bookApproved(campus, next())
    campus.clock.now = NOW + 2 * HOUR
    await phone.issue(campus.person(`visitor-${numbers}`), visitId)
    const code = phone.codeAt(campus.clock.now)
    await guard.get('gate.check', { gateId: EAST, direction: 'out', code })
    await deliver(event({ visitId, at: NOW + HOUR }))
    expect(await visitOf(visitId)).toMatchObject({
      firstEntryAt: NOW + HOUR,
      lastPassageAt: NOW + 2 * HOUR,
      lastDirection: 'out',
      insideCampusId: null,
    })
  })

  it('older than a month it is refused, with the others of its batch recorded', async () => {
    const { visitId } = await bookApproved(campus, next())
    const rows = await deliver(event({ visitId, at: NOW - 32 * 24 * HOUR }), event({ visitId }))
    expect(rows.map(({ refusal, passageId }) => [refusal?.code, passageId === null])).toEqual([
      ['PASSAGE_TIME', true],
      [undefined, false],
    ])
  })

  it('at a gate of another guard it is refused', async () => {
    const [row] = await deliver(event({ gateId: 'yucai-west' }))
    expect(row?.refusal?.code).toBe('WRONG_GATE_ACCOUNT')
  })
})

test.each([8, -8, 9000])(
  'of a phone whose clock was off by %i days it is recorded at its time',
  async (days) => {
    const { visitId } = await bookApproved(campus, next())
    const offset = days * 24 * HOUR
    campus.clock.now = NOW + HOUR
    expect(await deliver(event({ visitId, at: NOW - offset, offset }))).toMatchObject([{ refusal: null }])
    expect(await visitOf(visitId)).toMatchObject({ firstEntryAt: NOW })
  },
)

describe('what the server would have refused', () => {
  const revokedAt = async (at: number) => {
    const booked = await bookApproved(campus, next())
    campus.clock.now = at
    await booked.approver.get('approval.revoke', { visitId: booked.visitId, reason: '活动取消' })
    campus.clock.now = NOW + 5 * HOUR
    return booked.visitId
  }

  it('revoked before the passage: recorded, marked, and in the office’s list', async () => {
    const visitId = await revokedAt(NOW + HOUR)
    const [row] = await deliver(event({ visitId, at: NOW + 2 * HOUR }))
    expect(row).toMatchObject({ conflict: 'REVOKED', refusal: null })
    expect(await visitOf(visitId)).toMatchObject({ state: 'revoked', firstEntryAt: NOW + 2 * HOUR })
    const { rows } = await office.get('gate.conflicts', { cursor: null })
    expect(rows.find(({ id }) => id === row?.passageId)).toMatchObject({ conflict: 'REVOKED', name: '访**' })
  })

  it('is settled once, with a reason, and stands among the settled ones from then on', async () => {
    const visitId = await revokedAt(NOW + HOUR)
    const [row] = await deliver(event({ visitId, at: NOW + 2 * HOUR }))
    const passageId = row?.passageId ?? ''
    const settle = (reason: string) => office.outcome('gate.settleConflict', { passageId, reason })
    expect([await settle(' '), await settle('已电话核实'), await settle('再来一次')]).toEqual([
      ...['REASON_REQUIRED', 'ok', 'CONFLICT_SETTLED'],
    ])
    const listed = async (settled: boolean) =>
      (await office.get('gate.conflicts', { cursor: null, settled })).rows.find(({ id }) => id === passageId)
    expect([await listed(false), await listed(true)]).toMatchObject([
      undefined,
      { settled: { reason: '已电话核实' } },
    ])
    const none = { passageId: 'none', reason: '无' }
    expect(await office.outcome('gate.settleConflict', none)).toBe('NOT_FOUND')
  })

  it('stays settled when the passage is written again: marked by the guard, and when its person is taken out', async () => {
    const visitId = await revokedAt(NOW + HOUR)
    const [row] = await deliver(event({ visitId, at: NOW + 2 * HOUR }))
    const passageId = row?.passageId ?? ''
    await office.get('gate.settleConflict', { passageId, reason: '已电话核实' })
    await guard.get('gate.markPurposeMismatch', { gateId: EAST, passageId })
    expect(await passageOf(row)).toMatchObject({ purposeMismatch: true, conflicted: 'settled' })
    const { anonymiseVisit } = await import('../../cloudfunctions/usecases/visit/anonymise')
    await anonymiseVisit(visitId, 'anonymiseOldVisits', campus.clock.now, () => true)
    expect(await passageOf(row)).toMatchObject({ name: '', conflicted: 'settled' })
  })

  it('revoked after the passage: no conflict', async () => {
    const visitId = await revokedAt(NOW + 3 * HOUR)
    expect(await deliver(event({ visitId, at: NOW + 2 * HOUR }))).toMatchObject([{ conflict: null }])
  })

  it.each([
    ['before it was ordered', 1, null],
    ['while it held', 2.5, 'TRAFFIC_CONTROL'],
    ['after the office ended it', 4, null],
  ])('a traffic control that is over by now, passed %s: %s', async (_, hour, conflict) => {
    const { move } = await car()
    campus.clock.now = NOW + 2 * HOUR
    const times = { from: NOW, until: NOW + 9 * HOUR }
    const control = await office.get('traffic.close', { gateIds: [EAST], ...times, reason: '校庆' })
    campus.clock.now = NOW + 3 * HOUR
    await office.get('traffic.open', control)
    campus.clock.now = NOW + 5 * HOUR
    expect(await deliver(move('in', hour))).toMatchObject([{ conflict, refusal: null }])
  })

  it('leaving is never a conflict', async () => {
    const visitId = await revokedAt(NOW + HOUR)
    expect(await deliver(event({ visitId, at: NOW + 2 * HOUR, direction: 'out' }))).toMatchObject([
      { conflict: null },
    ])
  })

  it('one step at two gates without a network: the second is marked', async () => {
    const { visitId } = await bookApproved(campus, next())
    const step = stepOf(NOW)
    campus.clock.now += HOUR
    const rows = [...(await deliver(event({ visitId, step }))), ...(await deliver(event({ visitId, step })))]
    expect(rows.map(({ conflict }) => conflict)).toEqual([null, 'REPLAYED'])
  })

  test.each([
    ['nobody’s booking', { visitId: 'AAAAAAAAAAAAAAAA' }, 'NOT_FOUND'],
    ['nobody’s booking, by the guard’s word', { override: '校领导带入', reason: 'OVERRIDE' as const }, null],
    ['refused by the guard’s phone', { allowed: false, reason: 'NOT_FOUND' as const }, null],
  ])('%s', async (_, changes, conflict) => {
    expect(await deliver(event(changes))).toMatchObject([{ conflict, refusal: null }])
  })
})

describe('a guard who stands there no more', () => {
  /** Somebody who stood at both gates until `end`. */
  const wasGuard = async (end: 'ended' | 'another gate'): Promise<Person> => {
    const gates = { gateIds: [EAST, 'yucai-west'], campusIds: [] }
    const openid = campus.demo.staff.find(
      ({ openid, unitId }) => openid !== null && unitId === 'literature',
    )?.openid
    const account = { role: 'guard', staffId: null, accountId: openid ?? '' } as const
    const staffId = campus.demo.staff.find((each) => each.openid === openid)?.id ?? ''
    campus.clock.now = NOW - HOUR
    await office.get('duty.save', { ...account, staffId, accountId: null, ...gates })
    campus.clock.now = NOW + HOUR
    if (end === 'ended') await office.get('duty.end', { role: 'guard', accountId: account.accountId })
    else await office.get('duty.save', { ...account, ...gates, gateIds: ['yucai-west'] })
    return campus.person(account.accountId)
  }
  const tell = async (by: Person, at: number, days = 2): Promise<Row | undefined> => {
    campus.clock.now = NOW
    const { visitId } = await bookApproved(campus, next())
    campus.clock.now = NOW + days * 24 * HOUR
    const told = { sentAt: campus.clock.now, events: [event({ visitId, at })] }
    return (await by.get('gate.uploadPassages', told)).rows[0]
  }

  it.each(['ended', 'another gate'] as const)(
    '%s: tells what was before, marked for the office',
    async (end) => {
      const former = await wasGuard(end)
      const row = await tell(former, NOW + HOUR / 2)
      expect(row).toMatchObject({ conflict: 'ACCOUNT_ENDED', refusal: null })
      const visit = await visitOf((await passageOf(row)).visitId)
      expect(visit).toMatchObject({ lastDirection: 'in', lastPassageAt: NOW + HOUR / 2 })
      const { rows } = await office.get('gate.conflicts', { cursor: null })
      expect(rows.find(({ id }) => id === row?.passageId)).toMatchObject({ conflict: 'ACCOUNT_ENDED' })
      expect((await tell(former, NOW + 2 * HOUR))?.refusal?.code).toBe('WRONG_GATE_ACCOUNT')
      expect((await tell(former, NOW + HOUR / 2, 9))?.refusal?.code).toBe('WRONG_GATE_ACCOUNT')
    },
  )

  it('may do nothing else, and who was none not even this', async () => {
    const former = await wasGuard('ended')
    const check = { gateId: EAST, direction: 'in', code: 'AAAAAAAA' } as const
    expect(await former.outcome('gate.check', check)).toBe('NOT_ALLOWED')
    expect(await former.outcome('gate.recent', { gateId: EAST, cursor: null })).toBe('NOT_ALLOWED')
    const told = { sentAt: NOW, events: [event({})] }
    expect(await campus.person('anybody').outcome('gate.uploadPassages', told)).toBe('NOT_ALLOWED')
  })
})

describe('a vehicle’s stay', () => {
  const ENDED = { state: 'due', enteredAt: NOW, exitAt: NOW + HOUR }

  it('is kept of a car checked by the code of its driver alone, as it is with a network', async () => {
    const { visitId, calendar, stay } = await car()
    const ride = (direction: 'in' | 'out', hour: number): PassageEvent =>
      event({ direction, visitId, inVehicle: true, at: NOW + hour * HOUR, step: stepOf(NOW + hour * HOUR) })
    campus.clock.now = NOW + 3 * HOUR
    await deliver(ride('in', 0))
    expect((await calendar()).inside).toMatchObject({ since: NOW, visitId })
    await deliver(ride('out', 1))
    expect(await stay()).toMatchObject(ENDED)
  })

  it('is not kept of a driver who walks', async () => {
    const { visitId, stay } = await car()
    await deliver(event({ visitId }))
    expect(await stay()).toBeNull()
  })

  test.each<[string, (move: (direction: 'in' | 'out', hour: number) => PassageEvent) => PassageEvent[][]]>([
    ['in order', (move) => [[move('in', 0)], [move('out', 1)]]],
    ['the exit first', (move) => [[move('out', 1)], [move('in', 0)]]],
    ['in one batch, upside down', (move) => [[move('out', 1), move('in', 0)]]],
  ])('entry and exit told %s: one stay with its fee', async (_, batches) => {
    const { move, calendar, plate } = await car()
    campus.clock.now = NOW + 3 * HOUR
    for (const batch of batches(move)) await deliver(...batch)
    const { dues, inside } = await calendar()
    expect([inside, dues.length]).toEqual([null, 1])
    expect((await desk.get('vehicle.find', { plate })).stay).toMatchObject(ENDED)
  })

  it('an exit told after the next entry ends the first stay and leaves the vehicle inside', async () => {
    const { move, calendar } = await car()
    campus.clock.now = NOW + 5 * HOUR
    const [first] = await deliver(move('in', 0))
    const [second] = await deliver(move('in', 2))
    expect((await calendar()).inside).toMatchObject({ stayId: second?.passageId })
    expect((await calendar()).dues).toEqual([])
    await deliver(move('out', 1))
    expect(await calendar()).toMatchObject({
      inside: { stayId: second?.passageId, since: NOW + 2 * HOUR },
      dues: [{ stayId: first?.passageId }],
    })
  })

  it('an exit charged too late is set right by the true one; what was paid stands', async () => {
    const { move, stay, calendar } = await car()
    campus.clock.now = NOW + 9 * HOUR
    await deliver(move('in', 0), move('out', 8))
    const dear = (await stay())?.feeFen ?? 0
    await deliver(move('out', 1))
    const cheap = await stay()
    expect(cheap).toMatchObject(ENDED)
    expect(cheap?.feeFen).toBeLessThan(dear)
    await desk.get('vehicle.paid', { stayId: cheap?.id ?? '' })
    await deliver(move('out', 0.75))
    expect((await calendar()).dues).toEqual([])
  })
})
