import { describe, expect, it, test } from 'vitest'
import {
  askCheck,
  enterCampus,
  isSettled,
  leaveCampus,
  leftUnseen,
  markPaid,
  resolve,
  type AnomalyOutcome,
  type StayLife,
  type StayState,
} from '../../../miniprogram/domain/vehicle/stay'
import { frozen, NOW, refusalOf } from '../builders'
import { saidBy } from '../../locales/said-by'

const HOUR = 3_600_000
const inside = (): StayLife => frozen(enterCampus('门岗甲', NOW))
const decided = (
  outcome: AnomalyOutcome,
  { stay = askCheck(inside(), NOW + HOUR), feeFen = 0, reason = '调看了监控', leftAt = NOW + 2 * HOUR } = {},
) => resolve(frozen(stay), { outcome, reason, feeFen, byName: '指挥中心', leftAt }, NOW + 3 * HOUR)

describe('leaving', () => {
  test.each<[number, StayState]>([
    [0, 'left'],
    [400, 'due'],
  ])('with a fee of %i: %s', (feeFen, state) => {
    const stay = leaveCampus(frozen(askCheck(inside(), NOW + 1)), '门岗乙', feeFen, NOW + HOUR)
    expect(stay).toMatchObject({ state, feeFen, exitAt: NOW + HOUR, caseOpen: false })
    expect(stay.history.map(({ action, byName }) => [action, byName])).toEqual([
      ['entered', '门岗甲'],
      ['checkAsked', ''],
      ['left', '门岗乙'],
    ])
  })
})

describe('请求核查 opens a case', () => {
  it('once, however often it is asked', () => {
    const asked = askCheck(inside(), NOW + 1)
    expect(asked.caseOpen).toBe(true)
    expect(askCheck(frozen(asked), NOW + 2)).toEqual(asked)
  })
  it('not for a vehicle that has left: the visitor can submit', () => {
    const left = leaveCampus(inside(), '门岗乙', 0, NOW + HOUR)
    expect(saidBy(refusalOf(() => askCheck(left, NOW + HOUR)))).toBe(
      '记录显示该车已不在校内，可以直接重新提交',
    )
  })
})

describe('the desk’s four outcomes', () => {
  test.each<[AnomalyOutcome, StayState, boolean]>([
    ['inside', 'inside', false],
    ['gateMaintenance', 'cleared', true],
    ['barriersUp', 'cleared', true],
    ['leftUnpaid', 'due', true],
  ])('%s: %s, on the record with its reason', (outcome, state, ended) => {
    const stay = decided(outcome, { feeFen: 600 })
    expect(stay.state).toBe(state)
    expect(stay.caseOpen).toBe(false)
    expect(stay.exitAt !== null).toBe(ended)
    expect(stay.feeFen).toBe(outcome === 'leftUnpaid' ? 600 : 0)
    expect(stay.history.at(-1)).toEqual({
      at: NOW + 3 * HOUR,
      action: 'resolved',
      byName: '指挥中心',
      outcome,
      reason: '调看了监控',
    })
  })
  it('left unpaid within the free minutes: nothing is due', () =>
    expect(decided('leftUnpaid', { feeFen: 0 }).state).toBe('cleared'))
  it('left unpaid: the exit is when it left, not when the desk looked', () =>
    expect(decided('leftUnpaid', { feeFen: 600 }).exitAt).toBe(NOW + 2 * HOUR))
  test.each<[AnomalyOutcome]>([['inside'], ['gateMaintenance'], ['barriersUp'], ['leftUnpaid']])(
    '%s needs a reason',
    (outcome) => {
      expect(refusalOf(() => decided(outcome, { reason: '  ' }))?.code).toBe('DESK_REASON_REQUIRED')
      expect(refusalOf(() => decided(outcome, { reason: '字'.repeat(101) }))?.code).toBe('REASON_TOO_LONG')
      expect(refusalOf(() => decided(outcome, { reason: '字'.repeat(100) }))).toBeNull()
    },
  )
  it('of a vehicle that has left nothing is decided', () => {
    const stay = leaveCampus(inside(), '门岗乙', 400, NOW + HOUR)
    expect(refusalOf(() => decided('barriersUp', { stay }))?.code).toBe('VEHICLE_NOT_INSIDE')
  })
})

describe('paying', () => {
  it('what is due is paid once', () => {
    const paid = markPaid(
      frozen(leaveCampus(inside(), '门岗乙', 400, NOW + HOUR)),
      '指挥中心',
      NOW + 2 * HOUR,
    )
    expect(paid).toMatchObject({ state: 'paid', feeFen: 400 })
    expect(refusalOf(() => markPaid(paid, '指挥中心', NOW))?.code).toBe('NOTHING_DUE')
  })
  it('a vehicle inside owes nothing yet', () =>
    expect(refusalOf(() => markPaid(inside(), '指挥中心', NOW))?.code).toBe('NOTHING_DUE'))
})

it('let in again although held as inside: it left unseen, on the guard’s word', () => {
  const stay = leftUnseen(inside(), '门岗乙', '昨天抬杆离校', NOW + HOUR)
  expect(stay).toMatchObject({ state: 'cleared', feeFen: 0, exitAt: NOW + HOUR, caseOpen: false })
  expect(stay.history.at(-1)).toMatchObject({ action: 'resolved', byName: '门岗乙', reason: '昨天抬杆离校' })
})

describe('what a passage told late may still change', () => {
  const left = (stay: StayLife, feeFen: number) => leaveCampus(stay, '门岗乙', feeFen, NOW + 4 * HOUR)
  test.each<[string, StayLife, boolean]>([
    ['still inside', inside(), false],
    ['left by a gate', left(inside(), 0), false],
    ['left by a gate, a fee due', left(inside(), 400), false],
    ['the desk found it really inside', decided('inside'), false],
    ['really inside, and left since', left(decided('inside'), 400), false],
    ['cleared after maintenance', decided('gateMaintenance'), true],
    ['cleared after raised barriers', decided('barriersUp'), true],
    ['left without paying, says the desk', decided('leftUnpaid', { feeFen: 400 }), true],
    ['paid', markPaid(left(inside(), 400), '指挥中心', NOW + 5 * HOUR), true],
    [
      'really inside, left and paid',
      markPaid(left(decided('inside'), 400), '指挥中心', NOW + 5 * HOUR),
      true,
    ],
  ])('%s: settled %#', (_, stay, settled) => expect(isSettled(stay)).toBe(settled))
})
