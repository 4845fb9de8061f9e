import { describe, expect, it, test } from 'vitest'
import { NOTHING_REMEMBERED, type Remembered } from '../../../../miniprogram/domain/gate/memory'
import { decideOffline, type OfflineCheck } from '../../../../miniprogram/domain/gate/snapshot/decide-offline'
import type { GateSnapshot } from '../../../../miniprogram/domain/gate/snapshot/snapshot'
import { stepOf } from '../../../../miniprogram/domain/pass/pass'
import { NOW, TODAY } from '../../builders'
import { codeOf, GATE, snapshotOf, toolsOfNode, VISIT } from '../builders'

const STEP = stepOf(NOW)
const PASS = { code: codeOf(STEP, { headCount: 3 }) }
const LISTED = snapshotOf({ headCount: 3 })
const NOBODY: GateSnapshot = { ...LISTED, visits: new Uint8Array() }
const at = (
  snapshot: GateSnapshot,
  check: Partial<OfflineCheck> = {},
  remembered: Partial<Remembered> = {},
) =>
  decideOffline(
    snapshot,
    { gateId: GATE, direction: 'in', inVehicle: false, credential: PASS, ...check },
    NOW,
    { ...NOTHING_REMEMBERED, ...remembered },
    toolsOfNode,
  )

describe('what is shown of a booking', () => {
  const three = { firstDay: TODAY, lastDay: TODAY, headCount: 3 }
  const code = (text: string) => ({ credential: { code: text } })
  test.each<[string, GateSnapshot, Partial<OfflineCheck>, object | null, boolean]>([
    ['of the list, by its pass', LISTED, {}, three, false],
    ['of the list, by its short code', LISTED, code('ABCD2345'), three, false],
    ['approved since, by its signature', NOBODY, {}, three, true],
    ['of nobody', NOBODY, code('ABCD2345'), null, false],
    ['by a picture of a pass: nothing', LISTED, code(codeOf(STEP - 20)), null, false],
    ['by a picture of a pass approved since', NOBODY, code(codeOf(STEP - 20)), null, false],
  ])('%s', (_, snapshot, check, visit, bySignature) => {
    const answer = at(snapshot, check)
    expect(answer.visit).toStrictEqual(visit)
    expect(answer.bySignature).toBe(bySignature)
  })

  const limit = { visitId: VISIT, number: '', gateIds: null }
  const hours = { from: 0, until: 1440 }
  const weekdays = [6 as const]
  test.each([{}, { hours }, { weekdays }, { hours, weekdays }])('with what narrows its days: %j', (right) => {
    const snapshot = { ...snapshotOf({ headCount: 3, limited: true }), limits: [{ ...limit, right }] }
    expect(at(snapshot).visit).toStrictEqual({ ...three, ...right })
  })
})

describe('a gate that isn’t in use', () => {
  test.each([
    ['a visit of the list', LISTED],
    ['a visit approved since', NOBODY],
  ])('lets nobody pass and says nothing of %s', (_, snapshot) =>
    expect(at(snapshot, { gateId: 'closed' })).toMatchObject({
      answer: { allowed: false, reason: 'WRONG_GATE' },
      ...{ doubt: null, visit: null, bySignature: false, visitId: VISIT },
    }),
  )
})

describe('as many as the booking names', () => {
  const heads = new Map([[VISIT, 3]])
  test.each<[Partial<OfflineCheck>, string]>([
    [{}, 'OK'],
    [{ attended: true }, 'OK'],
    [{ attended: false }, 'ALREADY_INSIDE'],
  ])('are inside, %j: %s', (check, reason) => expect(at(LISTED, check, { heads }).answer.reason).toBe(reason))
})

it('a lane lets pass the way that it goes', () => {
  expect(at(LISTED, { opens: 'in' }).answer.allowed).toBe(true)
  expect(at(LISTED, { opens: 'out' }).answer.reason).toBe('EXIT_ONLY')
  expect(at(LISTED, { opens: 'out', direction: 'out' }).answer.allowed).toBe(true)
})
