import { describe, expect, it, test } from 'vitest'
import { answerRelease, type ReleaseLife } from '../../miniprogram/domain/release-request'
import { frozen, NOW, refusalOf } from './builders'

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
    expect(refusal?.message).toBe('这条请求已由韦老师处理')
  })
})
