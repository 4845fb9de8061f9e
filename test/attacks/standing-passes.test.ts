import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { StandingPass } from '../../cloudfunctions/stores/standing-passes'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { approvedPass, askedPass, peopleOf, standingPerson, standingPlan } from '../functions/standing'
import { handIn } from '../functions/uploads'
import { approversOf, guardOf, identityOf, PassPhone } from '../functions/visitors'

/** Who would like to come in by a standing pass that isn't theirs, not any more, or not yet (spec 4.4). */
let campus: Campus
let numbers = 70_000
const next = (): number => ++numbers
const GATE = { gateId: 'yanshan-east', direction: 'in' } as const

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const guard = (): Person => campus.person(guardOf(campus, GATE.gateId))
const foreignUnit = (): Person => campus.person(approversOf(campus, 'literature')[0] ?? '')
const colleague = (): Person => campus.person(approversOf(campus, 'computing')[1] ?? '')
const passOf = (id: string) => campus.stored<StandingPass>('standingPasses', id)
const visitOf = (id: string) => campus.stored<Visit>('visits', id)

/** Somebody whose number WeChat has named. */
async function proved(number: number, openid = `holder-${number}`): Promise<Person> {
  const person = campus.person(openid)
  await person.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
  return person
}

/** A pass on the phone of the one person on it. */
async function heldPass(changes: Parameters<typeof standingPlan>[0] = {}) {
  const number = next()
  const asked = await approvedPass(campus, [standingPerson(number)], changes)
  const holder = await proved(number)
  const [taken] = (await holder.get('standing.claim', {})).passes
  const visitId = taken?.visitId ?? ''
  const phone = new PassPhone()
  await phone.issue(holder, visitId)
  const shows = () => guard().get('gate.check', { ...GATE, code: phone.codeAt(campus.clock.now) })
  return { ...asked, number, holder, visitId, phone, shows }
}

describe('a stranger', () => {
  it('with a number of their own takes nobody’s pass, and without one none', async () => {
    const { visitId } = await heldPass()
    const stranger = await proved(next())
    expect(await stranger.get('standing.claim', {})).toEqual({ passes: [] })
    expect(await campus.person(`nobody-${next()}`).outcome('standing.claim', {})).toBe('PHONE_CODE')
    expect(await new PassPhone().issue(stranger, visitId).catch((error: Error) => error.message)).toContain(
      'NOT_FOUND',
    )
    expect(await stranger.outcome('visit.get', { visitId })).toBe('NOT_FOUND')
  })

  it('who only waits for the pass holds none', async () => {
    const number = next()
    await askedPass(campus, [standingPerson(number)])
    expect(await (await proved(number)).get('standing.claim', {})).toEqual({ passes: [] })
  })

  it('has the number by now: who held the pass before shows a code that opens nothing', async () => {
    const { number, shows } = await heldPass()
    const successor = await proved(number, `successor-${next()}`)
    const [taken] = (await successor.get('standing.claim', {})).passes
    await new PassPhone().issue(successor, taken?.visitId ?? '')
    expect(await shows()).toMatchObject({ allowed: false })
  })
})

describe('whoever had the number once', () => {
  it('takes nothing from who has it by now, until WeChat names it as theirs again', async () => {
    const { number, holder } = await heldPass()
    campus.clock.now += 60_000
    const successor = await proved(number, `successor-${next()}`)
    const [taken] = (await successor.get('standing.claim', {})).passes
    const phone = new PassPhone()
    await phone.issue(successor, taken?.visitId ?? '')
    campus.clock.now += 60_000
    expect(await holder.get('standing.claim', {})).toEqual({ passes: [] })
    const shown = { ...GATE, code: phone.codeAt(campus.clock.now) }
    expect(await guard().get('gate.check', shown)).toMatchObject({ allowed: true })
    await proved(number, holder.openid ?? '')
    expect((await holder.get('standing.claim', {})).passes).toEqual([taken])
  })
})

describe('a code that was good', () => {
  it('opens nothing once its person was withdrawn, or the whole pass', async () => {
    const one = await heldPass()
    await one.unit.get('standing.withdraw', {
      ...{ passId: one.passId, visitIds: [one.visitId], reason: '人员调离' },
    })
    expect(await one.shows()).toMatchObject({ allowed: false, reason: 'REVOKED' })
    const all = await heldPass()
    await all.office.get('standing.withdraw', { passId: all.passId, visitIds: [], reason: '合同终止' })
    expect(await all.shows()).toMatchObject({ allowed: false, reason: 'REVOKED' })
    expect(await all.holder.get('standing.claim', {})).toEqual({ passes: [] })
  })

  it('opens nothing after its last day, also while a renewal is asked for', async () => {
    const lastDay = addDays(TODAY, 9)
    const { unit, passId, shows } = await heldPass({ lastDay })
    await unit.get('standing.renew', { passId, lastDay: addDays(lastDay, 30) })
    campus.clock.now = startOfDay(addDays(lastDay, 1)) - 1
    expect(await shows()).toMatchObject({ allowed: true })
    campus.clock.now += 1
    expect(await shows()).toMatchObject({ allowed: false, reason: 'EXPIRED' })
  })

  it('opens nothing in other hours, whatever the phone was given before', async () => {
    const { shows } = await heldPass({ hours: { from: 9 * 60, until: 15 * 60 } })
    expect(await shows()).toMatchObject({ allowed: true })
    campus.clock.now = startOfDay(TODAY) + 15 * 3_600_000
    expect(await shows()).toMatchObject({ allowed: false, reason: 'OUTSIDE_HOURS' })
  })
})

describe('another unit’s pass', () => {
  test.each<[string, (who: Person, passId: string, visitId: string) => Promise<string>]>([
    ['is read', (who, passId) => who.outcome('standing.get', { passId })],
    ['has its people listed', (who, passId) => who.outcome('standing.people', { passId, cursor: null })],
    [
      'gets somebody more',
      (who, passId) => who.outcome('standing.add', { passId, people: [standingPerson(next())] }),
    ],
    ['is changed', (who, passId) => who.outcome('standing.revise', { passId, plan: standingPlan() })],
    [
      'is lengthened',
      (who, passId) => who.outcome('standing.renew', { passId, lastDay: addDays(TODAY, 120) }),
    ],
    [
      'is taken away',
      (who, passId, visitId) =>
        who.outcome('standing.withdraw', { passId, visitIds: [visitId], reason: '人员调离' }),
    ],
    ['gets other papers', (who, passId) => who.outcome('standing.papers', { passId, papers: [] })],
  ])('%s by nobody else: they don’t learn that it exists', async (_, act) => {
    const { passId, visitId } = await heldPass()
    const before = [await passOf(passId), await visitOf(visitId)]
    expect(await act(foreignUnit(), passId, visitId)).toBe('NOT_FOUND')
    expect(await act(campus.person(`nobody-${next()}`), passId, visitId)).toBe('NOT_ALLOWED')
    expect([await passOf(passId), await visitOf(visitId)]).toEqual(before)
  })

  it('lends nobody its people: who is of one pass isn’t withdrawn through another', async () => {
    const [own, other] = [await heldPass(), await heldPass()]
    const visitIds = [other.visitId]
    const withdraw = { passId: own.passId, visitIds, reason: '人员调离' }
    expect(await own.unit.outcome('standing.withdraw', withdraw)).toBe('NOT_FOUND')
    expect(await visitOf(other.visitId)).toMatchObject({ state: 'approved' })
  })

  it('is let go by no single approver because somebody asks for it', async () => {
    const { visitId } = await heldPass()
    const ask = { visitId, field: 'document', firstDay: TODAY, lastDay: TODAY } as const
    expect(await campus.person(`nobody-${next()}`).outcome('release.ask', ask)).toBe('NOT_ALLOWED')
    expect(await visitOf(visitId)).toMatchObject({ state: 'approved' })
  })

  it('lends nobody its papers by the id of their picture', async () => {
    const until = addDays(TODAY, 30)
    const own = await heldPass()
    const photo = await handIn(own.unit, 'paper')
    await own.unit.get('standing.papers', { passId: own.passId, papers: [{ name: '保险', until, photo }] })
    const plan = standingPlan()
    const stolen = { plan, people: [standingPerson(next())], papers: [{ name: '保险', until, photo }] }
    expect(await foreignUnit().outcome('standing.apply', { ...stolen, unitId: 'literature' })).not.toBe('ok')
    const [{ photo: kept } = { photo: null }] = (await passOf(own.passId))?.papers ?? []
    expect(kept).toMatchObject({ id: photo })
  })

  it('nobody answers for another unit’s list', async () => {
    expect(await foreignUnit().outcome('standing.confirm', { unitId: 'computing' })).toBe('NOT_FOUND')
    expect(await campus.stored('standingConfirmations', 'computing')).toBeNull()
  })
})

describe('who was never looked at', () => {
  /** Somebody's call that read the pass before the office answered it, and writes afterwards. */
  const takesIn = async (unit: Person, passId: string, people: ReturnType<typeof standingPerson>[]) => {
    const { wechatCaller } = await import('../../cloudfunctions/dispatch/callers')
    const { takeIn } = await import('../../cloudfunctions/usecases/standing-pass/people')
    const { loadSettings } = await import('../../cloudfunctions/stores/settings')
    const key = { action: 'standing.add', requestId: randomUUID(), content: '' } as const
    const caller = await wechatCaller(unit.openid, key, campus.clock.now)
    caller.scope.units()
    return takeIn(caller, passId, people, await loadSettings())
  }

  it('isn’t put on a pass that the office has answered meanwhile', async () => {
    const { unit, passId } = await heldPass()
    await expect(takesIn(unit, passId, [standingPerson(next())])).rejects.toThrow('STANDING_STATE')
    await unit.get('standing.papers', { passId, papers: [] })
    expect(await unit.get('standing.people', { passId, cursor: null })).toMatchObject({
      rows: [{ state: 'approved', claimed: true }],
    })
  })

  it('meets whoever answers at this moment: each who is taken in changes the pass', async () => {
    const { unit, passId } = await askedPass(campus, [standingPerson(next())])
    const revOf = async () => (await passOf(passId))?.rev ?? 0
    const before = await revOf()
    await takesIn(unit, passId, [standingPerson(next())])
    expect(await revOf()).toBeGreaterThan(before)
  })
})

describe('a pass for oneself', () => {
  it('is approved by no approver, alone or as a booking', async () => {
    const number = next()
    const asked = await askedPass(campus, [standingPerson(number)])
    const [person] = await peopleOf(asked)
    const visitId = person?.id ?? ''
    for (const approver of [asked.unit, colleague()]) {
      const answer = { passId: asked.passId, accept: true, reason: '' }
      expect(await approver.outcome('standing.answer', answer)).toBe('NOT_ALLOWED')
      expect(await approver.outcome('approval.approve', { visitId })).not.toBe('ok')
    }
    expect(await visitOf(visitId)).toMatchObject({ state: 'pending' })
  })

  it('isn’t changed, joined or revised once it was approved', async () => {
    const { unit, passId } = await heldPass()
    const people = [standingPerson(next())]
    const before = await passOf(passId)
    expect(await unit.outcome('standing.add', { passId, people })).toBe('STANDING_STATE')
    const plan = standingPlan({ lastDay: addDays(TODAY, 150) })
    expect(await unit.outcome('standing.revise', { passId, plan })).toBe('STANDING_STATE')
    expect(await passOf(passId)).toEqual(before)
  })

  it('isn’t lengthened by its holder, and by its unit only as far as a term and by the office’s word', async () => {
    const lastDay = addDays(TODAY, 9)
    const { unit, office, holder, passId, visitId, shows } = await heldPass({ lastDay })
    const { rev } = (await visitOf(visitId)) ?? { rev: 0 }
    expect((await holder.get('visit.get', { visitId })).visit).toMatchObject({ lastDay })
    expect(await holder.outcome('visit.cancel', { visitId })).toBe('NOT_CANCELLABLE')
    expect(await holder.outcome('standing.renew', { passId, lastDay: addDays(lastDay, 5) })).toBe(
      'NOT_ALLOWED',
    )
    expect(await unit.outcome('standing.renew', { passId, lastDay: addDays(lastDay, 184) })).toBe('FORM')
    await unit.get('standing.renew', { passId, lastDay: addDays(lastDay, 30) })
    await unit.get('standing.renew', { passId, lastDay: addDays(lastDay, 60) })
    expect(await passOf(passId)).toMatchObject({ lastDay, renewal: { lastDay: addDays(lastDay, 60) } })
    expect(await visitOf(visitId)).toMatchObject({ lastDay, rev })
    await office.get('standing.answer', { passId, accept: false, reason: '合同未续' })
    campus.clock.now = startOfDay(addDays(lastDay, 1))
    expect(await shows()).toMatchObject({ allowed: false, reason: 'EXPIRED' })
  })
})
