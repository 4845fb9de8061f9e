import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { STEP_MS } from '../../miniprogram/domain/pass/pass'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { deviceAt, type GateDevice } from '../functions/gates'
import { decide, fetchSnapshot } from '../functions/gate-phone'
import { bookApproved, guardOf, identityOf, PassPhone } from '../functions/visitors'

/** Several people try to get in on one booking (spec 5.1). */
const GATE = 'yanshan-east'
let campus: Campus
let guard: Person
let lane: GateDevice
let numbers = 42_000

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
  lane = await deviceAt(campus, GATE)
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const approved = (changes = {}) => bookApproved(campus, ++numbers, changes)
/** Some steps later, so that no code is used twice. */
const later = (): number => (campus.clock.now += 2 * STEP_MS)

it('five phones with five keys, one booking for one: one gets in', async () => {
  const { visitor, visitId } = await approved()
  const phones: PassPhone[] = []
  for (let each = 0; each < 5; each++) {
    const phone = new PassPhone()
    await phone.issue(visitor, visitId)
    phones.push(phone)
  }
  const reasons: string[] = []
  for (const phone of phones) reasons.push((await lane.show(phone.codeAt(later()))).reason)
  expect(reasons).toEqual([...Array<string>(4).fill('OTHER_PHONE'), 'OK'])
  // Issued anew, it is held by the first again, and the booking's one head is inside.
  await phones[0]?.issue(visitor, visitId)
  const again = await lane.show((phones[0] as PassPhone).codeAt(later()))
  expect(again).toMatchObject({ decision: 'hold', reason: 'ALREADY_INSIDE' })
  // Out everybody gets, by whichever phone.
  expect(await lane.show((phones[3] as PassPhone).codeAt(later()), 'out')).toMatchObject({
    decision: 'allow',
  })
})

it('two phones open on one booking: the pass stays where it was opened last, step after step', async () => {
  const { visitor, visitId, phone: first } = await approved()
  const second = new PassPhone()
  await second.issue(visitor, visitId)
  const { rev } = (await campus.stored<{ _id: string; rev: number }>('visits', visitId)) ?? { rev: 0 }
  const heard: string[][] = []
  for (let step = 0; step < 6; step++) {
    campus.clock.now += STEP_MS
    heard.push(await Promise.all([first, second].map((phone) => phone.renew(visitor, visitId))))
  }
  expect(heard).toEqual(Array<string[]>(6).fill(['PASS_ELSEWHERE', 'ok']))
  expect(await campus.stored('visits', visitId)).toMatchObject({ rev })
  expect((await lane.show(first.codeAt(later()))).reason).toBe('OTHER_PHONE')
  expect((await lane.show(second.codeAt(later()))).reason).toBe('OK')
  // Opened again on purpose, the first has it, and the second hears so.
  await first.issue(visitor, visitId)
  expect(await second.renew(visitor, visitId)).toBe('PASS_ELSEWHERE')
})

const COMPANIONS = [1, 2].map((each) => ({
  ...{ name: `随行${'甲乙'.charAt(each - 1)}`, documentKind: 'mainlandId' as const },
  document: identityOf(43_000 + each).document,
}))

describe('an unattended lane lets in as many as the booking names', () => {
  test.each([0, 1, 2])('with %i companions', async (companions) => {
    const { phone } = await approved({ companions: COMPANIONS.slice(0, companions) })
    const answers: string[] = []
    for (let each = 0; each < companions + 3; each++)
      answers.push((await lane.show(phone.codeAt(later()))).decision)
    const heads = companions + 1
    expect(answers).toEqual([...Array<string>(heads).fill('allow'), 'hold', 'hold'])
    // One leaves, one more gets in.
    expect((await lane.show(phone.codeAt(later()), 'out')).decision).toBe('allow')
    expect((await lane.show(phone.codeAt(later()))).decision).toBe('allow')
    expect((await lane.show(phone.codeAt(later()))).decision).toBe('hold')
  })

  it('a group that a guard saw through is inside whole; the guard sees who is one more', async () => {
    const { phone } = await approved({ companions: COMPANIONS })
    const atGuard = (direction: 'in' | 'out') =>
      guard.get('gate.check', { gateId: GATE, direction, code: phone.codeAt(later()) })
    expect(await atGuard('in')).toMatchObject({ allowed: true })
    expect((await lane.show(phone.codeAt(later()))).reason).toBe('ALREADY_INSIDE')
    expect(await atGuard('in')).toMatchObject({ allowed: true, hint: '记录显示已在校内' })
    expect(await atGuard('out')).toMatchObject({ allowed: true })
    expect((await lane.show(phone.codeAt(later()))).reason).toBe('OK')
  })

  it('while one of them is inside the campus list has the booking', async () => {
    const { phone, visitId } = await approved({ companions: COMPANIONS.slice(0, 1) })
    const inside = async () =>
      (await guard.get('campus.inside', { campusId: null, cursor: null })).rows.some(
        ({ id }) => id === visitId,
      )
    for (const direction of ['in', 'in', 'out'] as const) await lane.show(phone.codeAt(later()), direction)
    expect(await inside()).toBe(true)
    await lane.show(phone.codeAt(later()), 'out')
    expect(await inside()).toBe(false)
  })
})

it('without a network a pass of another phone than the list names is for the guard to judge', async () => {
  const { visitor, visitId, phone } = await approved()
  const snapshot = await fetchSnapshot(guard)
  const at = (by: PassPhone, direction: 'in' | 'out') => {
    const credential = { code: by.codeAt(NOW) }
    return decide(snapshot, { gateId: GATE, direction, inVehicle: false, credential }, NOW)
  }
  expect(at(phone, 'in')).toMatchObject({ answer: { allowed: true }, doubt: null })
  const newer = new PassPhone()
  await newer.issue(visitor, visitId)
  expect(at(newer, 'in')).toMatchObject({ answer: { allowed: true }, doubt: 'holderUnknown' })
  expect(at(newer, 'out')).toMatchObject({ answer: { allowed: true }, doubt: null })
  campus.clock.now += 1000
  const told = await fetchSnapshot(guard, snapshot)
  const credential = { code: newer.codeAt(NOW) }
  const check = { gateId: GATE, direction: 'in' as const, inVehicle: false, credential }
  expect(decide(told, check, NOW).doubt).toBeNull()
})
