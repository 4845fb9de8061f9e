import { describe, expect, it } from 'vitest'
import {
  countPassage,
  countStep,
  csvOf,
  inertCell,
  noFigures,
  sumFigures,
  type CountedPassage,
  type CountedVisit,
} from '../../../miniprogram/domain/campus/figures'
import type { HistoryEntry } from '../../../miniprogram/domain/visit/visit'
import { NOW } from '../builders'

/** Figures of the office (spec 10). */
const MINUTE = 60_000
const step = (action: HistoryEntry['action'], at: number): HistoryEntry => ({
  ...{ at, action, byName: '', byRole: 'visitor', from: null, to: 'pending', reason: null },
})
const visit = (changes: Partial<CountedVisit> = {}): CountedVisit => ({
  ...{ unitId: 'computing', purpose: 'official', purposeClass: 'official', kind: 'booking' },
  ...{ hostConfirmation: 'none', history: [step('submitted', NOW)] },
  ...changes,
})

describe('a step of a booking', () => {
  it.each([
    ['made', visit(), null, 'pending', { purposes: { official: 1 }, decided: 0 }],
    [
      'approved without the host’s word',
      visit(),
      'pending',
      'approved',
      { decided: 1, official: 1, unconfirmed: 1 },
    ],
    [
      'confirmed',
      visit({ hostConfirmation: 'confirmed' }),
      'pending',
      'approved',
      { official: 1, unconfirmed: 0 },
    ],
    [
      'private',
      visit({ purposeClass: 'private', purpose: 'private' }),
      'pending',
      'approved',
      { official: 0 },
    ],
    ['returned', visit(), 'pending', 'returned', { decided: 1, returned: 1, official: 0 }],
    ['revoked', visit(), 'approved', 'revoked', { decided: 0 }],
    ['cancelled', visit(), 'pending', 'cancelled', { decided: 0 }],
  ] as const)('%s', (_, booking, from, to, expected) => {
    const figures = noFigures()
    countStep(figures, booking, { from, to, at: NOW + MINUTE })
    expect(figures.units.computing).toMatchObject(expected)
  })

  it.each([
    [10, 0],
    [10.1, 1],
    [60, 2],
    [1440, 5],
    [1441, 6],
  ])('decided after %d minutes stands in range %d', (minutes, range) => {
    const figures = noFigures()
    countStep(figures, visit(), { from: 'pending', to: 'approved', at: NOW + minutes * MINUTE })
    expect(figures.units.computing?.decisionRanges[range]).toBe(1)
  })

  it('time runs from when it was sent again', () => {
    const figures = noFigures()
    const history = [step('submitted', NOW), step('returned', NOW + 5), step('revised', NOW + 60 * MINUTE)]
    countStep(figures, visit({ history }), { from: 'pending', to: 'approved', at: NOW + 61 * MINUTE })
    expect(figures.units.computing?.decisionMs).toBe(MINUTE)
  })

  it('a place that came free is nobody’s decision', () => {
    const figures = noFigures()
    const approved = (at: number, byRole: HistoryEntry['byRole']): HistoryEntry => ({
      ...{ ...step('approved', at), from: 'pending', to: 'approved', byRole },
    })
    const history = [step('submitted', NOW), approved(NOW + 99 * MINUTE, 'system')]
    countStep(figures, visit({ history }), { from: 'pending', to: 'approved', at: NOW + 99 * MINUTE })
    expect(figures.units.computing?.decided).toBe(0)
    // Sent again, it was decided by somebody.
    const later = [...history, step('revised', NOW + 100 * MINUTE), approved(NOW + 101 * MINUTE, 'approver')]
    countStep(figures, visit({ history: later }), {
      from: 'pending',
      to: 'approved',
      at: NOW + 101 * MINUTE,
    })
    expect(figures.units.computing).toMatchObject({ decided: 1, decisionMs: MINUTE })
  })

  it('a phone report is none', () => {
    const figures = noFigures()
    countStep(figures, visit({ kind: 'emergency' }), { from: null, to: 'approved', at: NOW })
    expect(figures.units).toEqual({})
  })
})

describe('waiting at a gate', () => {
  const attempt = (
    minutes: number,
    allowed: boolean,
    changes: Partial<CountedPassage> = {},
  ): CountedPassage => ({
    ...{ visitId: 'visit-1', gateId: 'west', direction: 'in', at: NOW + minutes * MINUTE, allowed },
    ...{ reason: allowed ? 'OK' : 'NOT_FOUND', ...changes },
  })
  it.each([
    ['let in at once', [], 0],
    ['refused before', [attempt(-4, false), attempt(-2, false)], 4],
    ['too long ago', [attempt(-11, false)], 0],
    ['let in between', [attempt(-6, false), attempt(-5, true), attempt(-3, false)], 3],
    ['at another gate', [attempt(-4, false, { gateId: 'east' })], 0],
    ['on the way out', [attempt(-4, false, { direction: 'out' })], 0],
  ])('%s', (_, others, minutes) => {
    const figures = noFigures()
    countPassage(figures, attempt(0, true), others)
    expect(figures.gates.west).toMatchObject({
      entries: 1,
      waited: minutes > 0 ? 1 : 0,
      waitMs: minutes * MINUTE,
    })
  })

  it('a refused try is counted by its reason', () => {
    const figures = noFigures()
    for (const reason of ['NOT_YET', 'NOT_YET', 'EXPIRED'])
      countPassage(figures, attempt(0, false, { reason }), [])
    expect(figures.gates.west?.refused).toEqual({ NOT_YET: 2, EXPIRED: 1 })
  })
})

it('days add up', () => {
  const [one, other] = [noFigures(), noFigures()]
  countStep(one, visit(), { from: null, to: 'pending', at: NOW })
  countStep(other, visit(), { from: null, to: 'pending', at: NOW })
  countStep(other, visit(), { from: 'pending', to: 'approved', at: NOW })
  other.notices = { settled: 3, reachedNobody: 1 }
  const sum = sumFigures([one, other])
  expect(sum.units.computing).toMatchObject({ purposes: { official: 2 }, decided: 1 })
  expect(sum.notices).toEqual({ settled: 3, reachedNobody: 1 })
})

it.each([
  ['=1+1', `"'=1+1"`],
  ['@SUM(A1)', `"'@SUM(A1)"`],
  ['+86', `"'+86"`],
  ['-2', `"'-2"`],
  ['＝cmd', `"'＝cmd"`],
  ['|calc', `"'|calc"`],
  ['文学院', '文学院'],
  ['a,"b"', '"a,""b"""'],
  ['"=1+1"', `"'""=1+1"""`],
  ['=x\ny', `"'=x y"`],
])('the cell %j is inert as %s', (value, cell) => expect(inertCell(value)).toBe(cell))

it('numbers stay numbers, also below zero', () => expect(csvOf([['x', -3]])).toBe('\ufeffx,-3\r\n'))
