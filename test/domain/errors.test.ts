import { describe, expect, it, test } from 'vitest'
import { detailsOf, DomainError, fieldError, type ErrorCode } from '../../miniprogram/domain/errors'
import { translate } from '../../miniprogram/locales/errors'

/** Sentences that the specification gives word for word. */
describe('quoted sentences stand as they were given', () => {
  test.each<[ErrorCode, Record<string, unknown>, string]>([
    ['CAMPUS_WITHOUT_GATES', {}, '王城校区未建设智能门禁系统，请联系接待单位在一网通办申请'],
    ['TOO_LONG', {}, '单次来访预约期限最长为15天'],
    ['BLACKLISTED', {}, '无法预约，请联系保卫处'],
    ['VEHICLE_INSIDE', { campusName: '育才校区' }, '该车辆已在【育才校区】停车场内，无法预约'],
    ['DUPLICATE', {}, '访客预约申请次数已达上限'],
  ])('%s', (code, details, sentence) => expect(translate(code, details)).toBe(sentence))
})

describe('a sentence built from details', () => {
  test.each<[ErrorCode, Record<string, unknown>, string]>([
    ['ALREADY_DECIDED', { state: 'approved', byName: '覃主任' }, '这条预约已由覃主任处理：已通过'],
    ['ALREADY_DECIDED', { state: 'returned', byName: '覃主任' }, '这条预约已由覃主任处理：已退回'],
    ['ALREADY_DECIDED', { state: 'cancelled', byName: '' }, '这条预约已由访客取消'],
    ['ALREADY_DECIDED', { state: 'expired', byName: '' }, '这条预约已过期'],
    ['ALREADY_DECIDED', {}, '这条预约已经处理'],
    ['NOT_CANCELLABLE', { state: 'finished' }, '这条预约已结束，不能取消'],
    ['NOT_REVISABLE', { state: 'revoked' }, '这条预约已取消审核，不能再修改，可以“再次预约”'],
    ['NO_PASS', { state: 'pending' }, '这条预约正在等待审批，没有通行证'],
    [
      'FROZEN',
      { reason: '调岗', since: Date.parse('2026-12-31T16:00:00Z') },
      '您的审批账号已于2027年1月1日被冻结（调岗），如有疑问请联系保卫处',
    ],
    ['FROZEN', { reason: '调岗' }, '您的审批账号已被冻结（调岗），如有疑问请联系保卫处'],
    ['FROZEN', {}, '您的审批账号已被冻结，如有疑问请联系保卫处'],
    ['FIRST_DAY_TOO_FAR', { latest: '2026-06-22' }, '目前最远可预约到2026-06-22'],
    ['INTERNAL', { requestId: '3f2a' }, '系统出了点问题，请稍后再试（编号 3f2a）'],
    ['NO_APPROVER', { unitName: '图书馆' }, '图书馆还没有开通审批，请联系被访人或保卫处'],
  ])('%s %j', (code, details, sentence) => expect(translate(code, details)).toBe(sentence))

  it('leaves out what is no plain value, instead of showing an object', () => {
    expect(translate('FROZEN', { reason: { toString: () => 'x' } })).toBe(
      '您的审批账号已被冻结，如有疑问请联系保卫处',
    )
  })
})

it('a refusal carries its code and its details; its message is the code', () => {
  const refusal = new DomainError('FROZEN', { reason: '调岗', since: 5 })
  expect(refusal).toBeInstanceOf(Error)
  expect(refusal).toMatchObject({ code: 'FROZEN', message: 'FROZEN', details: { reason: '调岗', since: 5 } })
  expect(new DomainError('TOO_LONG').details).toEqual({})
})

it('details are read by the code they belong to', () => {
  const refusal = new DomainError('NO_PASS', { state: 'revoked' })
  expect(detailsOf(refusal, 'NO_PASS')?.state).toBe('revoked')
  expect(detailsOf(refusal, 'NOT_REVISABLE')).toBeNull()
})

it('what is missing or too much beside a code doesn’t compile', () => {
  // @ts-expect-error FROZEN has details
  expect(new DomainError('FROZEN').code).toBe('FROZEN')
  // @ts-expect-error TOO_LONG has none
  expect(new DomainError('TOO_LONG', { days: 16 }).code).toBe('TOO_LONG')
  // @ts-expect-error since is a time
  expect(new DomainError('FROZEN', { reason: '', since: 'yesterday' }).code).toBe('FROZEN')
  // @ts-expect-error a field error is held to the same
  expect(fieldError('firstDay', 'FIRST_DAY_TOO_FAR').code).toBe('FIRST_DAY_TOO_FAR')
  expect(new DomainError('BAD_REQUEST').details).toEqual({})
  expect(new DomainError('BAD_REQUEST', { fields: ['a'] }).details).toEqual({ fields: ['a'] })
})

test.each([
  'toString',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '',
  'duplicate',
  'NEWER_CODE',
  'UNKNOWN',
])('%j is no code of the table: a general sentence names it', (code) => {
  expect(translate(code, {})).toBe(`没有办成，请稍后再试，或更新小程序（${code}）`)
  expect(translate(code, {}, 'en')).toBe(
    `That did not work. Please try again later, or update the Mini Program (${code})`,
  )
})
