import { afterEach, describe, expect, it, test, vi } from 'vitest'
import { ApiError, failureOf } from '../../miniprogram/api/api-error'
import { failedView, type WayOn } from '../../miniprogram/components/load-failed/load-failed.view'
import { setLocale } from '../../miniprogram/locales/current'
import { errorSentences as zh } from '../../miniprogram/locales/zh/errors'

afterEach(() => setLocale(null))

const seen = (code: string, details = {}, way: WayOn = 'home', advice = '') =>
  failedView(failureOf(new ApiError(code, details)), advice, way)

/** The only answers after which the same question may be answered otherwise. */
const AGAIN = ['NETWORK', 'BUSY', 'INTERNAL', 'CLOUD', 'TOO_MANY_SEARCHES', 'WALK_IN_FULL']

describe('what couldn’t be loaded', () => {
  test.each(Object.keys(zh))('%s: 重试 where it may succeed, else a way on; never both', (code) => {
    for (const locale of ['zh', 'en'] as const) {
      setLocale(locale)
      const shown = seen(code)
      expect(shown.again).toBe(AGAIN.includes(code))
      expect(shown.action === '').toBe(shown.again)
      expect(shown.icon === 'cloud-off').toBe(code === 'NETWORK')
      expect(shown.sentence).not.toBe('')
    }
  })

  test.each([
    ['NOT_FOUND', 'file-unknown', '没有找到这条记录', '可能已删除'],
    ['NOT_ALLOWED', 'lock-on', '您没有此项权限', '可能已变更'],
    ['FROZEN', 'lock-on', '冻结', ''],
    ['INVITATION_CLOSED', 'file-unknown', '这份邀约已失效', ''],
    ['WALK_IN_CODE', 'file-unknown', '请重新扫描', ''],
    ['BAD_REQUEST', 'file-unknown', '链接不完整或已失效', '更新小程序'],
  ])('%s: %s, %s', (code, icon, sentence, advice) => {
    const shown = seen(code)
    expect(shown.icon).toBe(icon)
    expect(shown.sentence).toContain(sentence)
    expect(shown.advice === '').toBe(advice === '')
    expect(shown.advice).toContain(advice)
  })

  test.each([
    ['home', '返回首页', 'Back to home'],
    ['records', '查看我的预约', 'See my bookings'],
    ['booking', '预约来访', 'Book a visit'],
  ] as const)('the way on to %s', (way, words, english) => {
    expect(seen('NOT_FOUND', {}, way).action).toBe(words)
    setLocale('en')
    expect(seen('NOT_FOUND', {}, way).action).toBe(english)
  })

  it('says what its page knows to do, except to whoever lost the role', () => {
    expect(seen('NOT_FOUND', {}, 'home', '请联系邀请人').advice).toBe('请联系邀请人')
    expect(seen('BAD_REQUEST', {}, 'home', '请联系邀请人').advice).toBe('请联系邀请人')
    expect(seen('INVITATION_CLOSED', {}, 'home', '也可以自己预约').advice).toBe('也可以自己预约')
    expect(seen('NOT_ALLOWED', {}, 'home', '请联系邀请人').advice).not.toBe('请联系邀请人')
    expect(seen('NETWORK', {}, 'home', '请联系邀请人').advice).toBe('')
  })

  it('where ways begin, the way on is to ask again', () => {
    for (const code of Object.keys(zh)) {
      const shown = seen(code, {}, 'none')
      expect([shown.again, shown.action]).toEqual([true, ''])
      expect(shown.sentence).not.toBe('')
    }
    expect(seen('BAD_REQUEST', {}, 'none').advice).toContain('更新小程序')
  })

  it('takes a fault of the phone’s own for one that passes', () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined)
    expect(failureOf(new Error('boom'))).toMatchObject({ code: 'INTERNAL', again: true })
    expect(logged).toHaveBeenCalled()
    logged.mockRestore()
  })
})
