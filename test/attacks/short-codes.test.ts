import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Passage } from '../../cloudfunctions/stores/passages'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { deviceAt, post, type GateDevice } from '../functions/gates'
import { bookApproved, guardOf } from '../functions/visitors'

/** Somebody has overheard or photographed a short code (spec 5.1). */
const GATE = 'yanshan-east'
let campus: Campus
let guard: Person
let lane: GateDevice
let head: GateDevice
let numbers = 40_000

beforeAll(async () => {
  campus = await openCampus()
  campus.clock.now = NOW
  guard = campus.person(guardOf(campus, GATE))
  lane = await deviceAt(campus, GATE)
  head = await deviceAt(campus, GATE, { kind: 'qrHead', direction: 'in', unsigned: true })
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const approved = (changes = {}) => bookApproved(campus, ++numbers, changes)
const atGuard = (code: string, direction: 'in' | 'out' = 'in') =>
  guard.get('gate.check', { gateId: GATE, direction, code })

it('as text in a QR code, right or wrong, it opens no unattended lane, and tells nothing', async () => {
  const { pass } = await approved()
  for (const code of [pass.shortCode, 'ZZZZ2222'])
    for (const direction of ['in', 'out'] as const)
      expect(await lane.show(code, direction)).toMatchObject({
        ...{ decision: 'hold', reason: 'GUARD_ONLY', visitor: null, hint: null, fee: null },
      })
  const scanned = await post(campus, {
    ...{ method: 'POST', path: head.path ?? '', headers: {} },
    body: `vgdecoderesult=${pass.shortCode}&&devicenumber=1`,
  })
  expect(scanned).toEqual({ status: 200, body: 'code=0001' })
  // The visitor goes in by a guard all the same.
  expect(await atGuard(pass.shortCode)).toMatchObject({ allowed: true })
})

it('works once in each direction, for days; leaving by it again is looked at, not refused', async () => {
  const { pass, visitor, visitId } = await approved({ lastDay: addDays(TODAY, 2) })
  expect(await atGuard(pass.shortCode)).toMatchObject({ allowed: true, reason: 'OK' })
  expect(await atGuard(pass.shortCode, 'out')).toMatchObject({ allowed: true, hint: null })
  for (const later of [0, 86_400_000]) {
    campus.clock.now = NOW + later
    expect(await atGuard(pass.shortCode)).toMatchObject({ allowed: false, reason: 'CODE_USED' })
  }
  expect(await atGuard(pass.shortCode, 'out')).toMatchObject({ allowed: true, hint: '短码已用过' })
  campus.clock.now = NOW
  // Each try stands on its own: none takes the place of the passage that the code opened.
  expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(5)
})

it('of two guards who are given it at once one lets in', async () => {
  const { pass } = await approved()
  const answers = await Promise.all([atGuard(pass.shortCode), atGuard(pass.shortCode)])
  expect(answers.map(({ reason }) => reason).sort()).toEqual(['CODE_USED', 'OK'])
})

it('a device that says it let somebody in by one is believed, and marked for the office', async () => {
  const { visitId } = await approved()
  const event = {
    ...{ eventId: randomUUID(), direction: 'in' as const, way: 'shortCode' as const, at: NOW, offset: 0 },
    ...{ allowed: true, reason: 'OK' as const, visitId, plate: null, override: null, step: null },
  }
  const { rows } = await lane.get('events', { sentAt: NOW, events: [event] })
  expect(rows).toMatchObject([{ conflict: 'GUARD_ONLY', refusal: null }])
  expect(await campus.stored<Passage>('passages', rows[0]?.passageId ?? '')).toMatchObject({
    conflicted: true,
    way: 'shortCode',
  })
})
