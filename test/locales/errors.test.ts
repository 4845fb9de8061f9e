import { describe, expect, it, test } from 'vitest'
import type { ErrorCode } from '../../miniprogram/domain/errors'
import { errorSentences as en } from '../../miniprogram/locales/en/errors'
import { translate } from '../../miniprogram/locales/errors'
import { errorSentences as zh } from '../../miniprogram/locales/zh/errors'

const CODES = (Object.keys(zh) as (keyof typeof zh)[]).filter((code): code is ErrorCode => code !== 'UNKNOWN')

it('both languages know the same codes, in the same order', () =>
  expect(Object.keys(en)).toEqual(Object.keys(zh)))

describe.each(CODES)('%s', (code) => {
  it('reads well in both languages, also when its details got lost', () => {
    expect(translate(code, {}, 'zh')).toMatch(/[\u4e00-\u9fff]{3,}/)
    expect(translate(code, {}, 'en')).toMatch(/^[ A-Z0-9].{5,}$/)
    for (const locale of ['zh', 'en'] as const)
      expect(translate(code, {}, locale)).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('in English shows no Chinese beyond a plate or the name of a service', () =>
    expect(translate(code, {}, 'en').replace(/桂C12345|一网通办/, '')).not.toMatch(/[\u4e00-\u9fff]/))
})

it('a form says what is wrong with it, once each and three at most: whoever shows the sentence marks nothing', () => {
  const errors = ['HOST_REQUIRED', 'NAME_REQUIRED', 'NAME_REQUIRED', 'PHONE_REQUIRED', 'TOO_LONG'] as const
  const fieldErrors = errors.map((code, at) => ({ field: `field${at}`, code, details: {} }))
  const said = (locale: 'zh' | 'en') => errors.slice(0, 4).map((code) => translate(code, {}, locale))
  const once = (locale: 'zh' | 'en') => [...new Set(said(locale))]
  expect(translate('FORM', { fieldErrors }, 'zh')).toBe(once('zh').join('；'))
  expect(translate('FORM', { fieldErrors }, 'en')).toBe(once('en').join('; '))
  expect(translate('FORM', { fieldErrors: [] }, 'zh')).not.toMatch(/标出/)
})

test.each([
  ['ALREADY_DECIDED', { state: 'approved', byName: '覃主任' }, 'This booking is approved, decided by 覃主任'],
  ['ALREADY_DECIDED', { state: 'expired', byName: '' }, 'This booking is expired'],
  ['FIRST_DAY_TOO_FAR', { latest: '2026-06-22' }, 'At present visits can start until 22 Jun 2026'],
  ['FACE_HINT', { hint: 'closer' }, 'Come a little closer; please take it again'],
  ['EMERGENCY_SWITCHED', { on: true, byName: '' }, 'Phone reports are open'],
  [
    'FROZEN',
    { reason: '', since: Date.parse('2026-05-23T04:00:00Z') },
    'Your approver account is frozen since 23 May 2026; please contact the security office',
  ],
] as const)('%s %j: %s', (code, details, sentence) => expect(translate(code, details, 'en')).toBe(sentence))
