import { describe, expect, it, test } from 'vitest'
import {
  answerRelease,
  askCancel,
  isOwnRequest,
  type ReleaseLife,
} from '../../../miniprogram/domain/visit/release-request'
import { frozen, NOW, refusalOf, TODAY } from '../builders'
import { saidBy } from '../../locales/said-by'

const open: ReleaseLife = frozen({ state: 'open', field: 'plate', answeredAt: null, answeredBy: null })

describe('a request to let a booking go', () => {
  test.each([
    [true, 'released'],
    [false, 'kept'],
  ] as const)('answered with %s is %s, and by whom and when is kept', (release, state) => {
    expect(answerRelease(open, '韦老师', release, NOW)).toEqual({
      state,
      field: 'plate',
      answeredAt: NOW,
      answeredBy: '韦老师',
    })
  })

  it('is answered once: the second is told who was first', () => {
    const answered = frozen(answerRelease(open, '韦老师', false, NOW))
    const refusal = refusalOf(() => answerRelease(answered, '黄老师', true, NOW + 1))
    expect(refusal).toMatchObject({ code: 'RELEASE_ANSWERED', details: { byName: '韦老师' } })
    expect(saidBy(refusal)).toBe('这条请求已由韦老师处理')
  })
})

describe('a visitor’s own request to cancel', () => {
  const approved = { state: 'approved', lastDay: TODAY } as const

  test.each([
    ['', null],
    ['  ', null],
    [' 事情提前办完 ', '事情提前办完'],
  ])('with the reason %j is kept with %j', (reason, kept) =>
    expect(askCancel(approved, reason, NOW)).toBe(kept),
  )

  it('is for an approved booking whose days aren’t over', () => {
    for (const state of ['pending', 'returned', 'revoked', 'cancelled'] as const)
      expect(refusalOf(() => askCancel({ ...approved, state }, '', NOW))?.code).toBe('NOT_CANCELLABLE')
    const over = { ...approved, lastDay: '2026-01-01' }
    expect(refusalOf(() => askCancel(over, '', NOW))?.code).toBe('NOT_CANCELLABLE')
    expect(refusalOf(() => askCancel(approved, '长'.repeat(101), NOW))?.code).toBe('REASON_TOO_LONG')
  })
})

test.each([
  ['document', false],
  ['phone', false],
  ['plate', false],
  ['cancel', true],
  ['change', true],
] as const)('a request about %s is the visitor’s own: %s', (field, own) =>
  expect(isOwnRequest(field)).toBe(own),
)

it('an answer without a name is told without one', () => {
  const answered = frozen({ ...open, state: 'kept' as const })
  expect(refusalOf(() => answerRelease(answered, '黄老师', true, NOW))?.details).toEqual({ byName: '' })
})

test.each([
  ['of no unit', { state: 'approved', lastDay: TODAY, unitId: '' } as const, 'approved'],
  ['that is pending', { state: 'pending', lastDay: TODAY, unitId: 'law' } as const, 'pending'],
])('a booking %s can’t be asked to be cancelled', (_, visit, state) =>
  expect(refusalOf(() => askCancel(visit, '', NOW))).toMatchObject({
    code: 'NOT_CANCELLABLE',
    details: { state },
  }),
)
