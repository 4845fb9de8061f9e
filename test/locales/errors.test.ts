import { describe, expect, it, test } from 'vitest'
import type { ErrorCode } from '../../miniprogram/domain/errors'
import { errorSentences as en } from '../../miniprogram/locales/en/errors'
import { translate } from '../../miniprogram/locales/errors'
import { errorSentences as zh } from '../../miniprogram/locales/zh/errors'

const CODES = (Object.keys(zh) as (keyof typeof zh)[]).filter((code): code is ErrorCode => code !== 'UNKNOWN')

/** Whatever a code calls the day that it tells. */
const DAYS = { latest: '2026-12-30', from: '2026-12-30' }

it('both languages know the same codes, in the same order', () =>
  expect(Object.keys(en)).toEqual(Object.keys(zh)))

describe.each(CODES)('%s', (code) => {
  it('reads well in both languages, also when its details got lost', () => {
    expect(translate(code, {}, 'zh')).toMatch(/[\u4e00-\u9fff]{3,}/)
    expect(translate(code, {}, 'en')).toMatch(/^[ A-Z0-9].{5,}$/)
    for (const locale of ['zh', 'en'] as const)
      expect(translate(code, {}, locale)).not.toMatch(/undefined|null|NaN|\[object/)
  })

  it('in English shows no Chinese beyond a plate and names that people look for', () =>
    expect(translate(code, {}, 'en').replace(/桂C12345|王城校区|一网通办/g, '')).not.toMatch(
      /[\u4e00-\u9fff]/,
    ))

  it('in English writes a day as every page does', () =>
    expect(translate(code, DAYS, 'en').replace('30 Dec 2026', '')).not.toMatch(/2026/))
})

it('a form names each text that is too long', () => {
  const fieldErrors = (['note', 'matter'] as const).map((field) => ({
    ...{ field, code: 'TEXT_TOO_LONG', details: { field, limit: 100 } },
  }))
  expect(translate('FORM', { fieldErrors }, 'zh')).toBe('备注最多100个字；办什么事最多100个字')
  expect(translate('FORM', { fieldErrors }, 'en')).toBe(
    'Note: at most 100 characters; What the visit is for: at most 100 characters',
  )
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
  ['ALREADY_DECIDED', { state: 'approved', byName: '覃主任' }, 'This booking was approved by 覃主任'],
  ['ALREADY_DECIDED', { state: 'returned', byName: '覃主任' }, 'This booking was returned by 覃主任'],
  ['ALREADY_DECIDED', { state: 'revoked', byName: '覃主任' }, 'This booking was withdrawn by 覃主任'],
  ['ALREADY_DECIDED', { state: 'cancelled', byName: '覃主任' }, 'This booking was cancelled by 覃主任'],
  ['ALREADY_DECIDED', { state: 'pending', byName: '覃主任' }, 'This booking is waiting for approval'],
  ['ALREADY_DECIDED', { state: 'expired', byName: '' }, 'This booking has expired'],
  ['ALREADY_DECIDED', {}, 'This booking is no longer open'],
  ['NOT_CANCELLABLE', { state: 'finished' }, "This booking has ended and can't be cancelled"],
  [
    'NOT_CANCELLABLE',
    { state: 'cancelled' },
    "This booking was cancelled by the visitor and can't be cancelled",
  ],
  [
    'NOT_REVISABLE',
    { state: 'revoked' },
    "This booking was withdrawn and can't be changed; you can “Book again”",
  ],
  ['NO_PASS', { state: 'pending' }, 'This booking is waiting for approval and has no pass'],
  ['TEXT_TOO_LONG', { field: 'note', limit: 100 }, 'Note: at most 100 characters'],
  ['TEXT_TOO_LONG', { field: 'matter', limit: 100 }, 'What the visit is for: at most 100 characters'],
  ['TEXT_TOO_LONG', { limit: 100 }, 'At most 100 characters'],
  [
    'FIRST_DAY_TOO_FAR',
    { latest: '2026-06-22' },
    'At present a visit can start on 22 Jun 2026 at the latest',
  ],
  [
    'RENEWAL_NOT_YET',
    { from: '2026-12-30' },
    'It can be renewed in its last 30 days; please ask on 30 Dec 2026 or later',
  ],
  [
    'STANDING_TOO_LONG',
    { latest: '2026-12-30' },
    'A long-term pass is valid until 30 Dec 2026 at the latest; you can ask to renew it before it ends',
  ],
  ['STANDING_STATE', { state: 'withdrawn' }, 'This long-term pass was withdrawn'],
  ['FACE_HINT', { hint: 'closer' }, 'Come a little closer; please take it again'],
  ['EMERGENCY_SWITCHED', { on: true, byName: '' }, 'Phone reporting is already open'],
  ['EMERGENCY_SWITCHED', { on: false, byName: '覃主任' }, 'Phone reporting was closed by 覃主任'],
  [
    'FROZEN',
    { reason: '', since: Date.parse('2026-05-23T04:00:00Z') },
    'Your approver account was frozen on 23 May 2026; if you have questions, please contact the security office',
  ],
] as const)('%s %j: %s', (code, details, sentence) => expect(translate(code, details, 'en')).toBe(sentence))
