import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { VisitForm } from '../../contract'
import type { GateFact } from '../../cloudfunctions/stores/gate-facts'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import type { OfflineCheck } from '../../miniprogram/domain/gate/snapshot/decide-offline'
import { VISIT_LENGTH } from '../../miniprogram/domain/gate/snapshot/records'
import { SNAPSHOT_LIFE_MS, verifySnapshot } from '../../miniprogram/domain/gate/snapshot/snapshot'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { decide, fetchPages, fetchSnapshot, phoneTools } from './gate-phone'
import { putMany } from './gate-facts'
import { book, bookApproved, formFor, guardOf, identityOf } from './visitors'

const MINUTE = 60_000
const EAST = 'yanshan-east'

let campus: Campus
let guard: Person
let office: Person[]
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, EAST))
  office = campus.demo.office.map(({ openid }) => campus.person(openid))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const car = (number: number, changes: Partial<VisitForm> = {}): Partial<VisitForm> => ({
  ...{ purpose: 'private', driving: true, plate: identityOf(number).plate },
  ...changes,
})

async function block(subject: { document?: string; phone?: string; plate?: string }): Promise<void> {
  const [first, second] = office as [Person, Person]
  const nobody = { name: '', documentKind: 'mainlandId' as const, document: '', phone: '', plate: '' }
  const terms = { reason: '多次冲卡', evidence: [], from: TODAY, until: null }
  const { blacklistId } = await first.get('blacklist.propose', { ...nobody, ...subject, ...terms })
  await second.get('blacklist.answer', { blacklistId, accept: true })
}

type Asked = Omit<OfflineCheck, 'gateId'>
const asked = (credential: OfflineCheck['credential'], more: Partial<Asked> = {}): Asked => ({
  ...{ direction: 'in', inVehicle: false, credential },
  ...more,
})

/** The scene, and what a gate is then asked. Each is played once; the answers of both sides are held together. */
const scenes: [string, string, () => Promise<{ gateId?: string; checks: Asked[] }>][] = [
  [
    'approved for today, on foot, by code, in and out',
    'OK OK OK',
    async () => {
      const { phone, pass } = await bookApproved(campus, next())
      const code = { code: phone.codeAt(NOW) }
      return { checks: [asked({ code: pass.shortCode }), asked(code), asked(code, { direction: 'out' })] }
    },
  ],
  [
    'for tomorrow',
    'NOT_YET NOT_YET',
    async () => {
      const days = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 2) }
      const { phone, pass } = await bookApproved(campus, next(), days)
      return { checks: [asked({ code: phone.codeAt(NOW) }), asked({ code: pass.shortCode })] }
    },
  ],
  [
    'for next week, with a car',
    'NOT_YET',
    async () => {
      const days = { firstDay: addDays(TODAY, 7), lastDay: addDays(TODAY, 8) }
      const { phone } = await bookApproved(campus, next(), days)
      return { checks: [asked({ code: phone.codeAt(NOW) })] }
    },
  ],
  [
    'revoked: out goes, in does not',
    'REVOKED REVOKED OK',
    async () => {
      const { phone, pass, approver, visitId } = await bookApproved(campus, next())
      await approver.get('approval.revoke', { visitId, reason: '会议取消' })
      const code = { code: phone.codeAt(NOW) }
      return { checks: [asked(code), asked({ code: pass.shortCode }), asked(code, { direction: 'out' })] }
    },
  ],
  [
    'cancelled by the visitor',
    'CANCELLED',
    async () => {
      const { phone, visitor, visitId } = await bookApproved(campus, next())
      await visitor.get('visit.cancel', { visitId })
      return { checks: [asked({ code: phone.codeAt(NOW) })] }
    },
  ],
  [
    'changed after approval: pending again',
    'PENDING',
    async () => {
      const number = next()
      const { phone, visitor, visitId } = await bookApproved(campus, number)
      const { rev } = (await visitor.get('visit.get', { visitId })) as unknown as { rev: number }
      await visitor.get('visit.revise', { visitId, rev, form: formFor(campus, number, { note: '改' }) })
      return { checks: [asked({ code: phone.codeAt(NOW) })] }
    },
  ],
  [
    'a private car at its gate by plate, and who sits in it by code',
    'OK OK OK',
    async () => {
      const number = next()
      const { pass, phone } = await bookApproved(campus, number, car(number))
      const { plate } = identityOf(number)
      const codes = [asked({ code: pass.shortCode }), asked({ code: phone.codeAt(NOW) })]
      return { checks: [asked({ plate: plate.toLowerCase() }), ...codes] }
    },
  ],
  [
    'a private car at the gate that only lets it in',
    'ENTRY_ONLY',
    async () => {
      const number = next()
      await bookApproved(campus, number, car(number))
      return {
        gateId: 'yanshan-west',
        checks: [asked({ plate: identityOf(number).plate }, { direction: 'out', inVehicle: true })],
      }
    },
  ],
  [
    'a private car where only official ones may',
    'WRONG_GATE OK',
    async () => {
      const number = next()
      const { phone } = await bookApproved(campus, number, car(number))
      return {
        gateId: 'yanshan-south',
        checks: [
          asked({ plate: identityOf(number).plate }, { inVehicle: true }),
          asked({ code: phone.codeAt(NOW) }),
        ],
      }
    },
  ],
  [
    'inVehicle without a vehicle on the booking',
    'NO_VEHICLE',
    async () => {
      const { phone } = await bookApproved(campus, next())
      return { checks: [asked({ code: phone.codeAt(NOW) }, { inVehicle: true })] }
    },
  ],
  [
    'a vehicle that is inside comes again',
    'ALREADY_INSIDE',
    async () => {
      const number = next()
      await bookApproved(campus, number, car(number))
      const { plate } = identityOf(number)
      await guard.get('gate.check', { gateId: EAST, direction: 'in', inVehicle: true, plate })
      return { checks: [asked({ plate }, { inVehicle: true })] }
    },
  ],
  [
    'a vehicle that left without paying comes again',
    'FEE_DUE',
    async () => {
      const number = next()
      await bookApproved(campus, number, car(number))
      const { plate } = identityOf(number)
      campus.clock.now = NOW - 120 * MINUTE
      await guard.get('gate.check', { gateId: EAST, direction: 'in', inVehicle: true, plate })
      campus.clock.now = NOW - MINUTE
      await guard.get('gate.check', { gateId: EAST, direction: 'out', inVehicle: true, plate })
      campus.clock.now = NOW
      return { checks: [asked({ plate }, { inVehicle: true })] }
    },
  ],
  [
    'on the blacklist by ID since the approval: in does not, out does',
    'BLACKLIST OK',
    async () => {
      const number = next()
      const { phone } = await bookApproved(campus, number)
      await block({ document: identityOf(number).document })
      const code = { code: phone.codeAt(NOW) }
      return { checks: [asked(code), asked(code, { direction: 'out' })] }
    },
  ],
  [
    'on the blacklist by phone',
    'BLACKLIST',
    async () => {
      const number = next()
      const { pass } = await bookApproved(campus, number)
      await block({ phone: identityOf(number).phone })
      return { checks: [asked({ code: pass.shortCode })] }
    },
  ],
  [
    'a plate on the blacklist, booked by nobody',
    'BLACKLIST OK',
    async () => {
      const { plate } = identityOf(next())
      await block({ plate })
      return {
        checks: [
          asked({ plate }, { inVehicle: true }),
          asked({ plate }, { inVehicle: true, direction: 'out' }),
        ],
      }
    },
  ],
  [
    'a plate, a short code and a number that belong to nobody',
    'NOT_FOUND OK NOT_FOUND NOT_FOUND NOT_FOUND',
    async () => {
      const { plate } = identityOf(99_999)
      return {
        checks: [
          asked({ plate }, { inVehicle: true }),
          asked({ plate }, { inVehicle: true, direction: 'out' }),
          asked({ code: 'ABCD2345' }),
          asked({ code: 'ABCD2345' }, { direction: 'out' }),
          asked({ code: 'E-9999-K7XM' }),
        ],
      }
    },
  ],
  [
    'something that is no pass',
    'BAD_SIGNATURE',
    async () => ({ checks: [asked({ code: 'https://example.com' })] }),
  ],
  [
    'a code of ten minutes ago',
    'STALE_CODE OK',
    async () => {
      const { phone } = await bookApproved(campus, next())
      const code = { code: phone.codeAt(NOW - 10 * MINUTE) }
      return { checks: [asked(code), asked(code, { direction: 'out' })] }
    },
  ],
  [
    'a gate under traffic control: vehicles no, people yes',
    'TRAFFIC_CONTROL OK',
    async () => {
      const number = next()
      const { phone } = await bookApproved(campus, number, car(number, { purpose: 'official' }))
      const times = { from: NOW - MINUTE, until: NOW + 60 * MINUTE }
      await office[0]?.get('traffic.close', { gateIds: ['yanshan-south'], ...times, reason: '校庆' })
      return {
        gateId: 'yanshan-south',
        checks: [
          asked({ plate: identityOf(number).plate }, { inVehicle: true }),
          asked({ code: phone.codeAt(NOW) }),
        ],
      }
    },
  ],
  [
    'an emergency pass: by its number at its gate, and at another',
    'OK WRONG_GATE',
    async () => {
      // The list holds the numbers of the gates where its guard stands.
      await campus.put('accounts', { _id: `guard:${guard.openid}`, gateIds: [EAST, 'yucai-west'] })
      await office[0]?.get('emergency.switch', { on: true, reason: '演练' })
      const report = {
        ...{
          hostName: '覃老师',
          unitName: '计算机学院',
          purpose: 'other' as const,
          name: '急访客',
          phone: '13800138000',
          plate: '',
        },
        ...{ gateIds: [EAST], firstDay: TODAY, lastDay: TODAY, note: '' },
      }
      const { number } = (await office[0]?.get('emergency.report', report)) as { number: string }
      const elsewhere = await office[0]?.get('emergency.report', { ...report, gateIds: ['yucai-west'] })
      return { checks: [number, elsewhere?.number ?? ''].map((code) => asked({ code, name: '急访客' })) }
    },
  ],
]

describe('a gate with a fresh snapshot answers what the server answers', () => {
  test.each(scenes)('%s: %s', async (_, reasons, play) => {
    const { gateId = EAST, checks } = await play()
    const snapshot = await fetchSnapshot(guard)
    const offline = checks.map(
      (check) => decide(snapshot, { gateId, ...check }, campus.clock.now).answer.reason,
    )
    const online: string[] = []
    const own = campus.person(guardOf(campus, gateId))
    for (const { direction, inVehicle, credential } of checks)
      online.push((await own.get('gate.check', { gateId, direction, inVehicle, ...credential })).reason)
    expect({ offline: offline.join(' '), online: online.join(' ') }).toEqual({
      offline: reasons,
      online: reasons,
    })
  })
})

describe('a booking that was changed and approved again', () => {
  /** Approved, its pass shown; then revised and approved again. Lists of before and of after, all brought up to date. */
  async function changed(first: Partial<VisitForm>, second: Partial<VisitForm>, gateId: string) {
    const number = next()
    const holder = campus.person(guardOf(campus, gateId))
    const booked = await bookApproved(campus, number, first)
    campus.clock.now += MINUTE
    const held = await fetchSnapshot(holder)
    campus.clock.now += MINUTE
    const { visitor, approver, visitId, phone, pass } = booked
    const { rev, form } = await visitor.get('visit.get', { visitId })
    await visitor.get('visit.revise', { visitId, rev, form: { ...form, ...second } })
    campus.clock.now += MINUTE
    await approver.get('approval.approve', { visitId })
    campus.clock.now += 10 * MINUTE
    const code = { code: phone.codeAt(campus.clock.now) }
    const lists = { held: await fetchSnapshot(holder, held), whole: await fetchSnapshot(holder) }
    return { code, shortCode: { code: pass.shortCode }, plate: { plate: form.plate }, holder, gateId, lists }
  }
  type Changed = Awaited<ReturnType<typeof changed>>

  async function reasons(
    { lists, holder, gateId }: Changed,
    credential: OfflineCheck['credential'],
    inVehicle = false,
  ): Promise<string[]> {
    const check = { gateId, direction: 'in' as const, inVehicle, credential }
    const offline = [lists.held, lists.whole].map(
      (list) => decide(list, check, campus.clock.now).answer.reason,
    )
    const online = await holder.get('gate.check', { gateId, direction: 'in', inVehicle, ...credential })
    return [...offline, online.reason]
  }

  const thrice = (reason: string): string[] => [reason, reason, reason]

  test.each([1, 2, 7])(
    'moved by %i days it lets nobody in today, with and without a network',
    async (ahead) => {
      const day = addDays(TODAY, ahead)
      const { plate } = identityOf(numbers + 1)
      const moved = await changed({ ...car(0), plate }, { firstDay: day, lastDay: day }, EAST)
      expect(await reasons(moved, moved.code)).toEqual(thrice('NOT_YET'))
      expect(await reasons(moved, moved.shortCode)).toEqual(thrice('NOT_YET'))
      expect(await reasons(moved, moved.plate, true)).toEqual(thrice('NOT_YET'))
    },
  )

  test.each([
    ['an official car that became a private one', { purpose: 'private' }],
    ['a driver who comes on foot now', { driving: false, plate: '' }],
  ] as const)('%s: the pass of before opens no gate that was for it', async (_, second) => {
    const { plate } = identityOf(numbers + 1)
    const rerouted = await changed({ ...car(0), plate, purpose: 'official' }, second, 'yucai-north')
    expect(await reasons(rerouted, rerouted.code)).toEqual(thrice('WRONG_GATE'))
  })
})

describe('what no gate needs any more', () => {
  it('is deleted by the timer, once, and what was told anew stays', async () => {
    const { removeExpired } = await import('../../cloudfunctions/usecases/campus/remove-expired')
    const days = { firstDay: TODAY, lastDay: addDays(TODAY, 14) }
    const { pass } = await bookApproved(campus, next(), days)
    campus.clock.now = NOW + 5 * 24 * 60 * MINUTE
    expect(await removeExpired(campus.clock.now)).toBeGreaterThan(0)
    expect(await removeExpired(campus.clock.now)).toBe(0)
    const snapshot = await fetchSnapshot(guard)
    const check = { gateId: EAST, ...asked({ code: pass.shortCode }) }
    expect(decide(snapshot, check, campus.clock.now).answer.reason).toBe('OK')
  })
})

describe('a snapshot is brought up to date by what changed', () => {
  it('an approval, a revocation and a block reach it; what did not change is not sent again', async () => {
    const kept = await bookApproved(campus, next())
    const revoked = await bookApproved(campus, next())
    campus.clock.now = NOW + 10 * MINUTE
    const before = await fetchSnapshot(guard)
    campus.clock.now = NOW + 20 * MINUTE
    await revoked.approver.get('approval.revoke', { visitId: revoked.visitId, reason: '会议取消' })
    const added = await bookApproved(campus, next())
    campus.clock.now = NOW + 21 * MINUTE
    const pages = await fetchPages(guard, before.version)
    const after = await fetchSnapshot(guard, before)
    const by = (shortCode: string) =>
      decide(after, { gateId: EAST, ...asked({ code: shortCode }) }, campus.clock.now).answer.reason
    expect([kept, revoked, added].map(({ pass }) => by(pass.shortCode))).toEqual(['OK', 'REVOKED', 'OK'])
    expect(after.visits.length - before.visits.length).toBe(2 * VISIT_LENGTH)
    expect(pages).toHaveLength(1)
    expect(after.version).toBeGreaterThan(before.version)
  })

  it('a change that began before the last fetch and ended after it is not missed', async () => {
    const { visitId, approver, pass } = await bookApproved(campus, next())
    campus.clock.now = NOW + 30 * MINUTE
    const before = await fetchSnapshot(guard)
    campus.clock.now = NOW + 29.5 * MINUTE
    await approver.get('approval.revoke', { visitId, reason: '会议取消' })
    campus.clock.now = NOW + 31 * MINUTE
    const after = await fetchSnapshot(guard, before)
    const check = { gateId: EAST, ...asked({ code: pass.shortCode }) }
    expect(decide(after, check, campus.clock.now).answer.reason).toBe('REVOKED')
  })

  it('an approved visit of which gates were never told reaches it by the night’s check, once', async () => {
    const { visitId, pass } = await bookApproved(campus, next(), { lastDay: addDays(TODAY, 3) })
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
    // As it was stored before gates were told of visits.
    await inTransaction(async (tx) => {
      const { gateState, gateDigest: _, ...older } = (await tx.read('visits', visitId)) as Visit
      expect(gateState).toBe('approved')
      await tx.write('visits', older)
      await tx.remove('gateFacts', `visit:${visitId}`)
    })
    campus.clock.now = NOW + 9 * 60 * MINUTE
    const before = await fetchSnapshot(guard)
    const check = { gateId: EAST, ...asked({ code: pass.shortCode }) }
    expect(decide(before, check, campus.clock.now).answer.reason).toBe('NOT_FOUND')
    campus.clock.now += 20 * MINUTE
    expect([await checkCalendars(campus.clock.now), await checkCalendars(campus.clock.now)]).toEqual([1, 0])
    const after = await fetchSnapshot(guard, before)
    expect(decide(after, check, campus.clock.now).answer.reason).toBe('OK')
  })

  it('an approved visit of which gates were told something else reaches it by the night’s check, once', async () => {
    const number = next()
    const { visitId } = await bookApproved(campus, number, { ...car(number), lastDay: addDays(TODAY, 3) })
    const { inTransaction } = await import('../../cloudfunctions/platform/database')
    const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
    // As it was stored when gates weren't told what an approved visit became.
    await inTransaction(async (tx) => {
      const { gateDigest: _, ...older } = (await tx.read('visits', visitId)) as Visit
      await tx.write('visits', older)
      const fact = (await tx.read('gateFacts', `visit:${visitId}`)) as GateFact
      await tx.write('gateFacts', { ...fact, visit: { ...fact.visit, firstDay: addDays(TODAY, 1) } })
    })
    campus.clock.now = NOW + 9 * 60 * MINUTE
    const check = {
      gateId: EAST,
      ...{ direction: 'in' as const, inVehicle: true },
      credential: { plate: identityOf(number).plate },
    }
    const offline = async () => decide(await fetchSnapshot(guard), check, campus.clock.now).answer.allowed
    expect(await offline()).toBe(false)
    expect([await checkCalendars(campus.clock.now), await checkCalendars(campus.clock.now)]).toEqual([1, 0])
    expect(await offline()).toBe(true)
  })

  it('of another day it is fetched anew, under another salt', async () => {
    const before = await fetchSnapshot(guard)
    campus.clock.now = NOW + 24 * 60 * MINUTE
    const after = await fetchSnapshot(guard, before)
    expect(after.salt).not.toBe(before.salt)
    expect(after.expiresAt).toBe(campus.clock.now + SNAPSHOT_LIFE_MS)
  })

  it('that comes in pages is the same as a whole one', async () => {
    await putMany(4001)
    const pages = await fetchPages(guard, null)
    expect(pages.map(({ next: more }) => more === null)).toEqual([false, true])
    const snapshot = await fetchSnapshot(guard)
    expect(snapshot.visits.length / VISIT_LENGTH).toBeGreaterThanOrEqual(4001)
    expect(campus.cloud.slowQueries).toEqual([])
  })
})

describe('a snapshot', () => {
  it('holds no plate, name, ID or phone number that could be read', async () => {
    const number = next()
    await bookApproved(campus, number, car(number))
    const text = (await fetchPages(guard, null)).map(({ payload }) => payload).join('')
    const { document, phone, plate } = identityOf(number)
    for (const secret of [document, phone, plate, plate.slice(1), '访客']) expect(text).not.toContain(secret)
  })

  it('with a character changed is none', async () => {
    const [page] = await fetchPages(guard, null)
    if (page === undefined) throw new Error('no page')
    const changed = page.payload.replace('"pedestrian":true', '"pedestrian":true ')
    expect(verifySnapshot(page, null, phoneTools.verify)).not.toBeNull()
    expect(verifySnapshot({ ...page, payload: changed }, null, phoneTools.verify)).toBeNull()
  })

  it('is for guards: a visitor gets none', async () => {
    const { visitor } = await book(campus, next())
    expect(await visitor.outcome('gate.snapshot', { since: null, cursor: null })).toBe('NOT_ALLOWED')
  })

  it('page that nobody was sent to is refused', async () => {
    for (const cursor of ['x', 'whole:1:1:a', `whole:${NOW + MINUTE}:1:${TODAY}`])
      expect(await guard.outcome('gate.snapshot', { since: null, cursor })).toBe('BAD_REQUEST')
  })
})
