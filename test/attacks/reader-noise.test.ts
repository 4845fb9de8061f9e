import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { STEP_MS } from '../../miniprogram/domain/pass/pass'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { decide, fetchSnapshot } from '../functions/gate-phone'
import { deviceAt, post, type GateDevice } from '../functions/gates'
import { bookApproved, guardOf, identityOf } from '../functions/visitors'

/** Readers and cameras add to what they read; nobody right is kept out by it (spec 2, What people type). */
const GATE = 'yanshan-east'
let campus: Campus
let guard: Person
let lane: GateDevice
let head: GateDevice
let eye: GateDevice
let numbers = 44_000

beforeAll(async () => {
  campus = await openCampus()
  guard = campus.person(guardOf(campus, GATE))
  lane = await deviceAt(campus, GATE)
  head = await deviceAt(campus, GATE, { kind: 'qrHead', direction: 'in', unsigned: true })
  eye = await deviceAt(campus, GATE, { kind: 'plateCamera', direction: 'in', unsigned: true })
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const later = (): number => (campus.clock.now += 2 * STEP_MS)
const send = (by: GateDevice, body: string) =>
  post(campus, { method: 'POST', path: by.path ?? '', headers: {}, body })

describe.each([
  ['', '\r\n'],
  ['', '\n'],
  [' ', ' \t'],
  ['\u0002', '\u0003'],
  [']Q1', '\r'],
])('%j before and %j behind', (before, behind) => {
  it('a pass opens a signed lane, an unsigned head and a guard’s check', async () => {
    const { phone } = await bookApproved(campus, ++numbers)
    const shown = () => before + phone.codeAt(later()) + behind
    expect(await lane.show(shown())).toMatchObject({ decision: 'allow' })
    await lane.show(shown(), 'out')
    for (const [name, tail] of [
      ['', '&&devicenumber=0'],
      ['', '&devicenumber=0'],
      ['devicenumber=0&&', ''],
      ['', ''],
    ] as const) {
      const body = `${name}vgdecoderesult=${shown()}${tail}`
      expect(await send(head, body), body.slice(-30)).toEqual({ status: 200, body: 'code=0000' })
      await lane.show(shown(), 'out')
    }
    expect(await guard.get('gate.check', { gateId: GATE, direction: 'in', code: shown() })).toMatchObject({
      allowed: true,
      reason: 'OK',
    })
  })

  it('a short code is found at the guard’s', async () => {
    const { pass } = await bookApproved(campus, ++numbers)
    const code = before + pass.shortCode + behind
    expect(await guard.get('gate.check', { gateId: GATE, direction: 'in', code })).toMatchObject({
      allowed: true,
    })
  })
})

describe('a camera that reads several plates on one car', () => {
  const alarm = (license: string) =>
    send(
      eye,
      JSON.stringify({ AlarmInfoPlate: { result: { PlateResult: { license, plateid: ++numbers } } } }),
    )

  test.each([
    (plate: string) => `${plate}|MX7742`,
    (plate: string) => `MX7742|${plate}`,
    (plate: string) => `粤ZJ068澳|${plate},MX7742`,
    (plate: string) => `蓝${plate}\r\n`,
  ])('the booked one counts, with and without a network (%#)', async (read) => {
    const number = ++numbers
    const { plate } = identityOf(number)
    await bookApproved(campus, number, { driving: true, plate })
    const snapshot = await fetchSnapshot(guard)
    const check = {
      gateId: GATE,
      direction: 'in' as const,
      inVehicle: true,
      credential: { plate: read(plate) },
    }
    expect(decide(snapshot, check, NOW)).toMatchObject({ answer: { allowed: true }, plate })
    expect((await alarm(read(plate))).body).toContain('"ok"')
  })

  it('without a booking it stays shut', async () => {
    expect((await alarm('粤ZJ068澳|MX7742')).body).toContain('"no"')
  })
})

describe('a plate of no form', () => {
  it('opens nothing by a camera, and is found by the guard who looks at it', async () => {
    const written = `WJ${++numbers}`
    const plate = `其他${written}`
    await bookApproved(campus, ++numbers, { driving: true, plate })
    const license = JSON.stringify({
      AlarmInfoPlate: { result: { PlateResult: { license: written, plateid: ++numbers } } },
    })
    expect((await send(eye, license)).body).not.toContain('"info":"ok"')
    const check = { gateId: GATE, direction: 'in' } as const
    expect(await guard.get('gate.check', { ...check, plate: written })).toMatchObject({ allowed: false })
    expect(await guard.get('gate.check', { ...check, plate })).toMatchObject({ allowed: true, reason: 'OK' })
  })
})
