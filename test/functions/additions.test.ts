import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { demoTemplates } from '../../local/demo'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { decide, fetchSnapshot } from './gate-phone'
import { approvedPass, standingPerson } from './standing'
import { approversOf, bookApproved, type formFor, guardOf, identityOf } from './visitors'

/** After the first entry: more days or another plate, for the unit to agree to while the approved days hold (spec 3). */
const GATE = 'yanshan-east'
const { newBooking } = demoTemplates
const LATER = addDays(TODAY, 3)
let campus: Campus
let guard: Person
let numbers = 81_000
beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

/** Takes one message about a new booking. */
async function accept({ openid = '' }: Person): Promise<void> {
  await campus.cloud.consent.record(openid as string, newBooking.id, 'accept')
  await campus.person(openid).get('consent.record', { accepted: [newBooking.id] })
}
const approver = (at = 0): Person => campus.person(approversOf(campus, 'computing')[at] ?? '')
const check = (direction: 'in' | 'out', shown: object) =>
  guard.get('gate.check', { gateId: GATE, direction, inVehicle: true, ...shown })

/** Came in by car and left again. */
async function came(changes: Parameters<typeof formFor>[2] = {}) {
  const number = ++numbers
  const { plate } = identityOf(number)
  const booked = await bookApproved(campus, number, { purpose: 'private', driving: true, plate, ...changes })
  expect((await check('in', { plate })).allowed).toBe(true)
  campus.clock.now += 60_000
  expect((await check('out', { plate })).allowed).toBe(true)
  const { visitor, visitId } = booked
  const ask = (wanted: Partial<Input<'visit.askChange'>> = {}) =>
    visitor.ask('visit.askChange', { visitId, lastDay: LATER, plate: '', reason: '', ...wanted })
  const asked = async () => (await approver().get('approval.get', { visitId })).changeAsked
  const answer = async (release: boolean, by = approver()) =>
    by.outcome('release.answer', { releaseId: (await asked())?.releaseId ?? '', release })
  const seen = () => visitor.get('visit.get', { visitId })
  return { ...booked, plate, ask, asked, answer, seen }
}

describe('asked for', () => {
  it('the approved days go on, the unit is told once and reads from what to what, the visitor that it waits', async () => {
    const { ask, asked, seen, plate, visitId } = await came()
    await accept(approver())
    const other = identityOf(++numbers).plate
    expect(await ask({ lastDay: LATER, plate: other, reason: ' 还没办完 ' })).toMatchObject({ ok: true })
    expect(await asked()).toMatchObject({ lastDay: LATER, plate: other, reason: '还没办完' })
    const { rows } = await approver().get('release.list', { cursor: null })
    expect(rows.find(({ visit }) => visit.id === visitId)).toMatchObject({
      ...{ field: 'change', wantedLastDay: LATER, wantedPlate: other },
      visit: { lastDay: TODAY, plate },
    })
    const own = await seen()
    expect(own.visit).toMatchObject({ state: 'approved', lastDay: TODAY, plate })
    expect(own.changeRequest).toMatchObject({ state: 'open', lastDay: LATER, plate: other })
    expect((await check('in', { plate })).allowed).toBe(true)
    // Asked again, the last request counts.
    await ask({ lastDay: addDays(TODAY, 1) })
    const told = campus.cloud.notices
      .list(approver().openid as string)
      .filter(({ page }) => page.includes(visitId))
    expect(told.map(({ fields }) => fields.thing2)).toEqual(['请求变更预约'])
    expect(await asked()).toMatchObject({ lastDay: addDays(TODAY, 1), reason: null })
  })

  test.each<[string, Partial<Input<'visit.askChange'>>, string]>([
    ['nothing new', { lastDay: TODAY }, 'NOTHING_ADDED'],
    ['an earlier day', { lastDay: addDays(TODAY, -1) }, 'NOTHING_ADDED'],
    ['a sixteenth day', { lastDay: addDays(TODAY, 15) }, 'FORM'],
    ['no plate at all', { plate: '桂O1' }, 'FORM'],
    ['a long reason', { reason: '长'.repeat(101) }, 'REASON_TOO_LONG'],
  ])('%s is refused', async (_, wanted, code) => {
    const { ask } = await came()
    expect(await ask(wanted)).toMatchObject({ ok: false, code })
  })

  it('before the first entry, when it was revoked, or by anybody else it is refused', async () => {
    const before = await bookApproved(campus, ++numbers)
    const input = { visitId: before.visitId, lastDay: LATER, plate: '', reason: '' }
    expect(await before.visitor.outcome('visit.askChange', input)).toBe('NOT_REVISABLE')
    const revoked = await came()
    await approver().get('approval.revoke', { visitId: revoked.visitId, reason: '来访结束' })
    expect(await revoked.ask()).toMatchObject({ code: 'NOT_REVISABLE' })
    expect(
      await campus.person('stranger').outcome('visit.askChange', { ...input, visitId: revoked.visitId }),
    ).toBe('NOT_FOUND')
  })

  it('a plate that another live booking holds, or that is on the blacklist, is refused', async () => {
    const holder = await came()
    const { ask } = await came()
    expect(await ask({ plate: holder.plate })).toMatchObject({ code: 'DUPLICATE' })
    const plate = identityOf(++numbers).plate
    const [first, second] = campus.demo.office.map(({ openid }) => campus.person(openid)) as [Person, Person]
    const { blacklistId } = await first.get('blacklist.propose', {
      ...{ name: '', documentKind: 'mainlandId', document: '', phone: '', plate, reason: '冲卡' },
      ...{ evidence: [], from: TODAY, until: null },
    })
    await second.get('blacklist.answer', { blacklistId, accept: true })
    expect(await ask({ plate })).toMatchObject({ code: 'BLACKLISTED' })
  })

  it.each([
    [true, { ok: false, code: 'DUPLICATE' }],
    [false, { ok: true }],
  ])('a plate of a standing pass: `standingBlocks` %s as for a booking', async (standingBlocks, answer) => {
    await campus.put('settings', { _id: 'rules', standingBlocks })
    const number = ++numbers
    const { plate } = identityOf(number)
    await approvedPass(campus, [standingPerson(number, { plate })])
    const { ask } = await came()
    expect(await ask({ plate })).toMatchObject(answer)
    await campus.put('settings', { _id: 'rules', standingBlocks: false })
  })
})

describe('answered', () => {
  it('agreed: gates let it in by the new plate and on the new days, the old plate is free', async () => {
    const { ask, answer, seen, plate, visitId } = await came()
    const other = identityOf(++numbers).plate
    await ask({ plate: other })
    expect(await answer(true)).toBe('ok')
    const { visit, history, changeRequest, delivery } = await seen()
    expect(visit).toMatchObject({ state: 'approved', lastDay: LATER, plate: other })
    expect(history.at(-1)).toMatchObject({ action: 'extended', byRole: 'approver', reason: null })
    expect(history.at(-1)?.changes?.map(({ field }) => field)).toEqual(['lastDay', 'plate'])
    expect([changeRequest?.state, delivery.length > 0]).toEqual(['released', true])
    expect(await check('in', { plate })).toMatchObject({ allowed: false, reason: 'NOT_FOUND' })
    campus.clock.now = NOW + 2 * 86_400_000
    expect((await check('in', { plate: other })).allowed).toBe(true)
    const days = { firstDay: addDays(TODAY, 2), lastDay: LATER }
    const next = await bookApproved(campus, ++numbers, { purpose: 'private', driving: true, plate, ...days })
    expect(next.visitId).not.toBe(visitId)
  })

  it('agreed while the car is inside: by its driver’s pass the car that came in leaves', async () => {
    const { ask, answer, plate, phone, seen } = await came()
    expect((await check('in', { plate })).allowed).toBe(true)
    const other = identityOf(++numbers).plate
    await ask({ plate: other })
    expect(await answer(true)).toBe('ok')
    expect((await seen()).visit.plate).toBe(other)
    campus.clock.now += 60 * 60_000
    const code = phone.codeAt(campus.clock.now)
    expect(await check('out', { code })).toMatchObject({ allowed: true, hint: null, fee: { fen: 200 } })
    const desk = campus.person(
      campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '',
    )
    expect((await desk.get('vehicle.find', { plate })).stay).toMatchObject({ state: 'due' })
  })

  it('agreed: a gate without a network goes by the new plate and the new days too', async () => {
    const { ask, answer, plate } = await came()
    const before = await fetchSnapshot(guard)
    campus.clock.now += 10 * 60_000
    const other = identityOf(++numbers).plate
    await ask({ plate: other })
    expect(await answer(true)).toBe('ok')
    campus.clock.now += 60_000
    const offline = (shown: string, snapshot: typeof before) => {
      const asked = { gateId: GATE, direction: 'in' as const, inVehicle: true, credential: { plate: shown } }
      return decide(snapshot, asked, campus.clock.now).answer.reason
    }
    const after = await fetchSnapshot(guard, before)
    expect([offline(plate, after), offline(other, after)]).toEqual(['NOT_FOUND', 'OK'])
    campus.clock.now = NOW + 2 * 86_400_000
    expect(offline(other, await fetchSnapshot(guard))).toBe('OK')
  })

  it('agreed while the car is inside: an official visit is free until the end of the added days, and pays after them', async () => {
    const { plate, ask, answer } = await came({ purpose: 'official' })
    await check('in', { plate })
    await ask({ lastDay: LATER })
    expect(await answer(true)).toBe('ok')
    campus.clock.now = startOfDay(addDays(LATER, 1)) - 60_000
    expect(await check('out', { plate })).toMatchObject({ allowed: true, fee: { fen: 0 } })
    await check('in', { plate })
    campus.clock.now += 2 * 60 * 60_000
    expect((await check('out', { plate })).fee?.fen).toBeGreaterThan(0)
  })

  it('not agreed: it stands as it was, and may be asked for again', async () => {
    const { ask, answer, seen, plate } = await came()
    await ask()
    expect(await answer(false)).toBe('ok')
    const { visit, changeRequest } = await seen()
    expect(visit).toMatchObject({ state: 'approved', lastDay: TODAY, plate })
    expect(changeRequest).toMatchObject({ state: 'kept' })
    campus.clock.now += 60_000
    expect(await ask()).toMatchObject({ ok: true })
  })

  it('something else asked for since it was looked at: looked at again before it is agreed to', async () => {
    const { ask, asked, seen, plate } = await came()
    await ask()
    const { releaseId = '', askedAt: looked = 0 } = (await asked()) ?? {}
    campus.clock.now += 60_000
    await ask({ lastDay: TODAY, plate: identityOf(++numbers).plate })
    const agree = (at: number) => approver().outcome('release.answer', { releaseId, release: true, seen: at })
    expect(await agree(looked)).toBe('CHANGED_MEANWHILE')
    expect((await seen()).visit).toMatchObject({ lastDay: TODAY, plate })
    expect(await agree((await asked())?.askedAt ?? 0)).toBe('ok')
  })

  it('by two at once: one answer counts', async () => {
    const { ask, asked } = await came()
    await ask()
    const releaseId = (await asked())?.releaseId ?? ''
    const answers = [0, 1].map((at) =>
      approver(at).outcome('release.answer', { releaseId, release: at === 0 }),
    )
    expect((await Promise.all(answers)).sort()).toEqual(['RELEASE_ANSWERED', 'ok'])
  })

  it('nobody agrees to what is their own', async () => {
    const own = approver()
    const { visitId, ask, asked, answer } = await came()
    await ask()
    const visit = (await campus.stored<Visit>('visits', visitId)) as Visit
    await campus.put('visits', { ...visit, makers: [...visit.makers, own.openid ?? ''] })
    expect(await asked()).not.toBeNull()
    expect(await answer(true, own)).toBe('SELF_APPROVAL')
    expect(await answer(true, approver(1))).toBe('ok')
  })

  it('another unit neither sees nor answers it', async () => {
    const { ask, asked, visitId } = await came()
    await ask()
    const elsewhere = campus.person(approversOf(campus, 'music')[0] ?? '')
    const { rows } = await elsewhere.get('release.list', { cursor: null })
    expect(rows.map(({ visit }) => visit.id)).not.toContain(visitId)
    const releaseId = (await asked())?.releaseId ?? ''
    expect(await elsewhere.outcome('release.answer', { releaseId, release: true })).toBe('NOT_FOUND')
  })

  it('a plate that somebody else booked meanwhile: nothing changes, and it stays open', async () => {
    const { ask, answer, asked, seen } = await came()
    const number = ++numbers
    const { plate } = identityOf(number)
    await ask({ plate })
    await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
    expect(await answer(true)).toBe('DUPLICATE')
    expect((await seen()).visit.lastDay).toBe(TODAY)
    expect(await asked()).not.toBeNull()
  })
})
