import { randomUUID } from 'node:crypto'
import { afterAll, beforeEach, beforeAll, expect, it } from 'vitest'
import { find } from '../../cloudfunctions/platform/database'
import type { AuditRow } from '../../cloudfunctions/platform/audit'
import type { OfficeAccount } from '../../cloudfunctions/stores/accounts'
import {
  SETUP_CODE_LASTS_MS,
  SETUP_CODE_VARIABLE,
  setupVariable,
} from '../../cloudfunctions/platform/setup-code'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'

/** The first office account by the code that a deployment printed. */
let campus: Campus
let codes = 0
const REQUEST = randomUUID()
let code = ''

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
  code = `AAAA-BBBB-${String(++codes).padStart(4, '0')}`
  const key = Buffer.from(process.env.CAMPUS_LOOKUP_KEY ?? '', 'base64')
  process.env[SETUP_CODE_VARIABLE] = setupVariable(code, NOW + SETUP_CODE_LASTS_MS, key)
})

const setUp = (openid: string, typed = code, requestId?: string) =>
  campus.person(openid).get('account.setUp', { code: typed, name: '林保卫' }, requestId)
const officeOf = (openid: string) => campus.stored<OfficeAccount>('accounts', `office:${openid}`)

it('makes the account of who types it, once, with an audit row', async () => {
  expect((await campus.person('first').get('me', {})).setup).toBe(true)
  expect(await setUp('first', code.toLowerCase(), REQUEST)).toMatchObject({ outcome: 'done' })
  expect(await officeOf('first')).toMatchObject({ role: 'office', name: '林保卫', active: true })
  expect(await campus.person('first').get('rules.get', {})).toBeDefined()
  expect((await campus.person('first').get('me', {})).setup).toBe(false)
  // a lost reply, asked for again
  expect(await setUp('first', code.toLowerCase(), REQUEST)).toMatchObject({ outcome: 'done' })
  expect(await setUp('second')).toMatchObject({ outcome: 'used' })
  expect(await officeOf('second')).toBeNull()
  const rows = await find<AuditRow>('audit', { 'by.id': 'first' }, ['at', 'desc'], 10)
  expect(rows.map(({ action, changes }) => [action, changes.map(({ collection }) => collection)])).toEqual([
    ['account.setUp', ['setupCodes', 'accounts']],
  ])
})

it('two at once: one gets it', async () => {
  const outcomes = await Promise.all(
    ['one', 'two', 'three'].map(async (openid) => (await setUp(openid)).outcome),
  )
  expect(outcomes.sort()).toEqual(['done', 'used', 'used'])
})

it('six wrong tries at once: five are counted, each with an audit row, and the right code has to wait', async () => {
  const typed = Array.from({ length: 6 }, () => setUp('guesser', '0000-0000-0000'))
  const outcomes = (await Promise.all(typed)).map(({ outcome }) => outcome)
  expect(outcomes.sort()).toEqual(['wait', 'wrong', 'wrong', 'wrong', 'wrong', 'wrong'])
  expect(await find('audit', { 'by.id': 'guesser' }, ['at', 'desc'], 10)).toHaveLength(5)
  expect(await setUp('guesser')).toMatchObject({ outcome: 'wait' })
  expect(await officeOf('guesser')).toBeNull()
})

it('is worth nothing a day later, and none was made: every code is wrong', async () => {
  campus.clock.now = NOW + SETUP_CODE_LASTS_MS
  expect(await setUp('late')).toMatchObject({ outcome: 'late' })
  expect((await campus.person('late').get('me', {})).setup).toBe(false)
  delete process.env[SETUP_CODE_VARIABLE]
  expect(await setUp('late')).toMatchObject({ outcome: 'wrong' })
  expect(await setUp('late', '')).toMatchObject({ outcome: 'wrong' })
  expect(await officeOf('late')).toBeNull()
})

it('wants a name that others can read', async () => {
  expect(await campus.person('nameless').outcome('account.setUp', { code, name: '1' })).toBe('NAME_INVALID')
})
