import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { normaliseEmergencyNumber } from '../../miniprogram/domain/emergency/emergency'
import { normaliseShortCode, SHORT_CODE_ALPHABET } from '../../miniprogram/domain/pass/pass'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { decide, fetchSnapshot } from '../functions/gate-phone'
import { deviceAt, post, type GateDevice } from '../functions/gates'
import { bookApproved, guardOf, identityOf } from '../functions/visitors'

/** Somebody knows that emergency numbers exist, has heard one, or keeps one for later (spec 5.1, 5.6). */
const GATE = 'yanshan-south'
let campus: Campus
let guard: Person
let office: Person
let lane: GateDevice
let head: GateDevice

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  lane = await deviceAt(campus, GATE)
  head = await deviceAt(campus, GATE, { kind: 'qrHead', direction: 'in', unsigned: true })
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await office.outcome('emergency.switch', { on: true, reason: '系统检修' })
})

const report = (changes: Partial<Input<'emergency.report'>> = {}) =>
  office.get('emergency.report', {
    ...{ hostName: '李老师', unitName: '文学院', name: '急访客', phone: '', plate: '', purpose: 'other' },
    ...{ gateIds: [GATE], firstDay: TODAY, lastDay: TODAY, note: '', ...changes },
  })
const atGuard = (code: string, name?: string, more: object = {}) =>
  guard.get('gate.check', {
    gateId: GATE,
    direction: 'in',
    code,
    ...(name === undefined ? {} : { name }),
    ...more,
  })

it('numbers that follow one another tell nothing of each other', async () => {
  const numbers = await Promise.all([1, 2, 3, 4].map(async () => (await report()).number))
  const tails = numbers.map((number) => number.slice(-4))
  expect(new Set(tails).size).toBe(4)
  for (const number of numbers) expect(number).toMatch(/^E-\d{4}-[2-9A-HJ-NP-Z]{4}$/)
})

it('opens nothing but at a guard’s, and there with the name alone', async () => {
  const { number } = await report()
  for (const code of [number, number.replace(/-/g, ''), 'E1', 'E-0001'])
    for (const direction of ['in', 'out'] as const)
      expect((await lane.show(code, direction)).decision, code).not.toBe('allow')
  expect(await lane.show(number)).toMatchObject({ decision: 'hold', reason: 'GUARD_ONLY', visitor: null })
  const scanned = { method: 'POST' as const, path: head.path ?? '', headers: {} }
  expect(await post(campus, { ...scanned, body: `vgdecoderesult=${number}&&devicenumber=1` })).toMatchObject({
    body: 'code=0001',
  })
  for (const name of [undefined, '', '李老师', '急访'])
    expect(await atGuard(number, name)).toMatchObject({ allowed: false, reason: 'NOT_FOUND', visit: null })
  // A character that is wrong, and a number beside it.
  expect(await atGuard(`${number.slice(0, -1)}${number.endsWith('2') ? '3' : '2'}`, '急访客')).toMatchObject({
    reason: 'NOT_FOUND',
  })
  expect(await atGuard(number, '急访客')).toMatchObject({ allowed: true, reason: 'OK' })
})

test.each(['急 访 客', '急访客\r\n', '\u200b急访客', 'ABDUL KERIM', 'abdul kerim'])(
  'the name is read as people write it: %j, with and without a network',
  async (typed) => {
    const { number } = await report({ name: /A/i.test(typed) ? 'Abdul Kerim' : '急访客' })
    const written = number.toLowerCase().replace(/-/g, ' ')
    const snapshot = await fetchSnapshot(guard)
    const offline = (name: string) =>
      decide(
        snapshot,
        { gateId: GATE, direction: 'in', inVehicle: false, credential: { code: written, name } },
        NOW,
      ).answer
    expect(offline(typed)).toMatchObject({ allowed: true })
    expect(offline('')).toMatchObject({ allowed: false, reason: 'NOT_FOUND' })
    expect(await atGuard(written, typed)).toMatchObject({ allowed: true })
  },
)

it('a short code is never taken for one, whatever its characters', async () => {
  const digits = [...SHORT_CODE_ALPHABET].filter((character) => /\d/.test(character))
  for (let each = 0; each < 500; each++) {
    const code = `E${Array.from({ length: 7 }, (_, at) => digits[(each * 7 + at * 3) % digits.length]).join('')}`
    expect([normaliseShortCode(code), normaliseEmergencyNumber(code)]).toEqual([code, null])
  }
})

describe('a car of an emergency pass', () => {
  test.each(['other', 'official'] as const)(
    'for %s: in and out at the gate it names, with and without a network, nowhere else in',
    async (purpose) => {
      const plate = identityOf(45_000 + purpose.length).plate
      const { number } = await report({ purpose, plate })
      const snapshot = await fetchSnapshot(guard)
      const credential = { code: number, name: '急访客' }
      const check = { gateId: GATE, direction: 'in' as const, inVehicle: true, credential }
      expect(decide(snapshot, check, NOW).answer).toMatchObject({ allowed: true })
      expect(await atGuard(number, '急访客', { inVehicle: true })).toMatchObject({
        allowed: true,
        reason: 'OK',
      })
      expect(await atGuard(number, '急访客', { inVehicle: true, direction: 'out' })).toMatchObject({
        allowed: true,
      })
      const elsewhere = campus.person(guardOf(campus, 'yanshan-east'))
      expect(
        await elsewhere.get('gate.check', {
          ...{ gateId: 'yanshan-east', direction: 'in', inVehicle: true, ...credential },
        }),
      ).toMatchObject({ allowed: false, reason: 'WRONG_GATE' })
    },
  )

  it('its plate alone lets it in nowhere, with a network and without, at a guard’s and in a lane', async () => {
    const { plate } = identityOf(45_200)
    const { number } = await report({ plate })
    const check = { gateId: GATE, direction: 'in' as const, inVehicle: true }
    expect(await guard.get('gate.check', { ...check, plate })).toMatchObject({ reason: 'NOT_FOUND' })
    const held = await fetchSnapshot(guard)
    expect(decide(held, { ...check, credential: { plate } }, NOW).answer.reason).toBe('NOT_FOUND')
    const atLane = await fetchSnapshot({ get: () => lane.get('snapshot', {}) } as unknown as Person)
    const alone = { ...check, credential: { plate }, attended: false, reads: ['qr', 'plate'] as const }
    expect(decide(atLane, alone, NOW).answer.reason).toBe('NOT_FOUND')
    expect(decide(held, { ...check, credential: { code: number, name: '急访客' } }, NOW).answer.allowed).toBe(
      true,
    )
    const out = { ...alone, direction: 'out' as const }
    expect(decide(atLane, out, NOW).answer.allowed).toBe(true)
  })

  it('a private car without such a pass stays outside there', async () => {
    const number = 45_100
    const { plate } = identityOf(number)
    const { phone } = await bookApproved(campus, number, { purpose: 'private', driving: true, plate })
    expect(await atGuard(phone.codeAt(NOW), undefined, { inVehicle: true })).toMatchObject({
      reason: 'WRONG_GATE',
    })
  })
})

describe('switching the mode off', () => {
  it('has to say what becomes of the open passes', async () => {
    expect(await office.outcome('emergency.switch', { on: false, reason: '恢复' })).toBe('BAD_REQUEST')
  })

  it('keeps them to the end of their days', async () => {
    const { number } = await report()
    await office.get('emergency.switch', { on: false, reason: '恢复', openPasses: 'keep' })
    expect(await atGuard(number, '急访客')).toMatchObject({ allowed: true })
  })

  it('ends them: nobody gets in any more, everybody out, also without a network; a later one opens', async () => {
    const [inside, open] = [await report(), await report()]
    await atGuard(inside.number, '急访客')
    campus.clock.now += 1000
    await office.get('emergency.switch', { on: false, reason: '恢复', openPasses: 'end' })
    for (const { number } of [inside, open])
      expect(await atGuard(number, '急访客')).toMatchObject({ allowed: false, reason: 'REVOKED' })
    expect(await atGuard(inside.number, '急访客', { direction: 'out' })).toMatchObject({ allowed: true })
    const snapshot = await fetchSnapshot(guard)
    const credential = { code: open.number, name: '急访客' }
    const check = { gateId: GATE, direction: 'in' as const, inVehicle: false, credential }
    expect(decide(snapshot, check, campus.clock.now).answer.allowed).toBe(false)
    campus.clock.now += 1000
    await office.get('emergency.switch', { on: true, reason: '又检修' })
    expect(await atGuard((await report()).number, '急访客')).toMatchObject({ allowed: true })
  })

  it('what the switch left open the timer ends', async () => {
    const { number, visitId } = await report()
    const mode = await campus.stored('emergency', 'mode')
    await campus.put('emergency', { ...mode, _id: 'mode', passesEndedAt: campus.clock.now })
    const { runJobs } = await import('../../cloudfunctions/timer/jobs')
    expect((await runJobs('notices', campus.clock.now + 1000)).failed).toEqual([])
    expect(await campus.stored('visits', visitId)).toMatchObject({ state: 'revoked' })
    expect(await atGuard(number, '急访客')).toMatchObject({ reason: 'REVOKED' })
  })

  it(
    'none is left open behind others without an owner, however many there are',
    { timeout: 60_000 },
    async () => {
      const { visitId } = await report({ lastDay: addDays(TODAY, 1) })
      const passes = (await campus.stored<Visit>('visits', visitId)) as Visit
      // People on lists have no owner until they take their pass.
      for (let number = 0; number < 100; number++)
        await campus.put('visits', { ...passes, _id: `listed-${number}`, kind: 'activity', lastDay: TODAY })
      await office.get('emergency.switch', { on: false, reason: '恢复', openPasses: 'end' })
      expect(await campus.stored('visits', visitId)).toMatchObject({ state: 'revoked' })
      expect(await campus.stored('visits', 'listed-0')).toMatchObject({ state: 'approved' })
    },
  )
})
