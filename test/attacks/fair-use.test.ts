import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Booker } from '../../cloudfunctions/stores/bookers'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { deviceAt } from '../functions/gates'
import { approvedPass, standingPerson } from '../functions/standing'
import { approversOf, bookApproved, formFor, guardOf, identityOf } from '../functions/visitors'

/** One WeChat user tries to fill the queue, and to hold strangers' phones, IDs and plates (spec 2, Fair use). */
let campus: Campus
let office: Person
let numbers = 60_000

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const tallied = (outcomes: readonly string[]) =>
  outcomes.reduce<Record<string, number>>((all, each) => ({ ...all, [each]: (all[each] ?? 0) + 1 }), {})
const submit = (by: Person, changes = {}) =>
  by.outcome('visit.submit', { form: formFor(campus, ++numbers, changes) })

describe('one user with sixty strangers’ data', () => {
  it('holds three live bookings, one after the other', async () => {
    const flooder = campus.person('flooder')
    const outcomes: string[] = []
    for (let each = 0; each < 60; each++) outcomes.push(await submit(flooder))
    expect(tallied(outcomes)).toEqual({ ok: 3, TOO_MANY_LIVE: 57 })
  })

  it('holds three, also with sixty at once', async () => {
    const rusher = campus.person('rusher')
    const outcomes = await Promise.all(Array.from({ length: 60 }, () => submit(rusher)))
    const { ok = 0, TOO_MANY_LIVE = 0, BUSY = 0, ...others } = tallied(outcomes)
    expect(others).toEqual({})
    expect(ok).toBeGreaterThan(0)
    expect(ok).toBeLessThanOrEqual(3)
    expect(TOO_MANY_LIVE + BUSY).toBe(60 - ok)
    const live = (await rusher.get('visit.list', { list: 'pending', cursor: null })).rows
    expect(live).toHaveLength(ok)
    expect((await campus.stored<Booker>('bookers', 'rusher'))?.live).toHaveLength(ok)
  })

  it('cancels and books again ten times a day, and not the eleventh; the next day again', async () => {
    const patient = campus.person('patient')
    const outcomes: string[] = []
    for (let each = 0; each < 12; each++) {
      const reply = await patient.ask('visit.submit', { form: formFor(campus, ++numbers) })
      outcomes.push(reply.ok ? 'ok' : reply.code)
      if (reply.ok) await patient.get('visit.cancel', { visitId: reply.data.visitId })
    }
    expect(tallied(outcomes)).toEqual({ ok: 10, TOO_MANY_BOOKINGS: 2 })
    campus.clock.now = NOW + DAY_MS
    const tomorrow = addDays(TODAY, 1)
    expect(await submit(patient, { firstDay: tomorrow, lastDay: tomorrow })).toBe('ok')
  })

  it('books no year ahead: thirty days, and the office says how many', async () => {
    const early = campus.person('early')
    const on = (ahead: number) =>
      submit(early, { firstDay: addDays(TODAY, ahead), lastDay: addDays(TODAY, ahead) })
    expect([await on(30), await on(31), await on(60_000)]).toEqual(['ok', 'FORM', 'FORM'])
    await office.get('rules.change', { maxLiveBookings: 1 })
    expect(await on(1)).toBe('TOO_MANY_LIVE')
    await office.get('rules.change', { maxLiveBookings: 3 })
  })
})

describe('somebody’s own ID, written on twenty bookings of others that are cancelled again', () => {
  const GATE = 'yucai-west'
  const read = async (number: number, direction: 'in' | 'out' = 'in') => {
    const reader = await deviceAt(campus, GATE, { kind: 'idReader' })
    const document = { kind: 'mainlandId' as const, number: identityOf(number).document }
    return (await reader.get('verify', { eventId: randomUUID(), direction, document })).reason
  }

  let strangers = 0

  /** Two users, ten bookings each in one day. */
  async function flood(changes: Parameters<typeof formFor>[2]): Promise<void> {
    for (let sent = 0; sent < 20; sent++) {
      campus.clock.now += 61_000
      if (sent % 10 === 0) strangers++
      const stranger = campus.person(`stranger-${strangers}`)
      const { visitId } = await stranger.get('visit.submit', {
        form: formFor(campus, 69_000 + sent, changes),
      })
      await stranger.get('visit.cancel', { visitId })
    }
  }

  it('lets them in and out as a companion all the same', async () => {
    const victim = ++numbers
    const { document } = identityOf(victim)
    const companions = [{ name: '韦小玉', documentKind: 'mainlandId' as const, document }]
    const left = await bookApproved(campus, ++numbers, { companions })
    const guard = campus.person(guardOf(campus, GATE))
    const shown = { gateId: GATE, direction: 'in' as const }
    await guard.get('gate.check', { ...shown, code: left.phone.codeAt(campus.clock.now) })
    await left.approver.get('approval.revoke', { visitId: left.visitId, reason: '会议取消' })
    await bookApproved(campus, ++numbers, { companions })
    await flood({ companions })
    expect(await read(victim, 'out')).toBe('OK')
    expect((await left.visitor.get('visit.get', { visitId: left.visitId })).passages).toHaveLength(2)
    const person = { tail: document.slice(-6), name: '韦小玉' }
    expect((await guard.get('gate.check', { ...shown, person })).reason).toBe('OK')
    expect(await read(victim, 'out')).toBe('OK')
    expect(await read(victim)).toBe('OK')
  })

  it('lets them in by their standing pass all the same', async () => {
    const victim = ++numbers
    await approvedPass(campus, [standingPerson(victim)])
    await flood({ document: identityOf(victim).document })
    expect(await read(victim)).toBe('OK')
  })
})

describe('who plays fair isn’t kept out', () => {
  it('one that was cancelled, returned or is over counts no more', async () => {
    const visitor = campus.person('fair-visitor')
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const made: string[] = []
    for (let each = 0; each < 3; each++)
      made.push((await visitor.get('visit.submit', { form: formFor(campus, ++numbers) })).visitId)
    const [first = '', second = ''] = made
    expect(await submit(visitor)).toBe('TOO_MANY_LIVE')
    await visitor.get('visit.cancel', { visitId: first })
    await approver.get('approval.return', { visitId: second, reason: '改一下' })
    expect([await submit(visitor), await submit(visitor)]).toEqual(['ok', 'ok'])
    // What came back is one of three again once it is sent.
    const { rev, form } = await visitor.get('visit.get', { visitId: second })
    expect(await visitor.outcome('visit.revise', { visitId: second, rev, form })).toBe('TOO_MANY_LIVE')
    campus.clock.now = NOW + DAY_MS
    const tomorrow = addDays(TODAY, 1)
    expect(await submit(visitor, { firstDay: tomorrow, lastDay: tomorrow })).toBe('ok')
  })

  it('the same request again is the same booking, also when it was the last of the day', async () => {
    const visitor = campus.person('repeater')
    for (let each = 0; each < 9; each++) {
      const { visitId } = await visitor.get('visit.submit', { form: formFor(campus, ++numbers) })
      await visitor.get('visit.cancel', { visitId })
    }
    const form = formFor(campus, ++numbers)
    const once = await visitor.get('visit.submit', { form }, 'the-tenth-request-01')
    expect(await visitor.get('visit.submit', { form }, 'the-tenth-request-01')).toEqual(once)
  })

  it('an approver’s invitations count for nobody', async () => {
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    for (let each = 0; each < 12; each++)
      await approver.get('invitation.create', {
        ...{ form: formFor(campus, ++numbers), vip: false, vouched: true },
      })
    expect(await submit(approver)).toBe('ok')
  })
})
