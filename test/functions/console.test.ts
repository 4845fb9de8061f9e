import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { OWN_CALLS, OWN_HEADER, PERSON_HEADER } from '../../miniprogram/domain/account/console'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import type { DutyRole } from '../../miniprogram/domain/account/accounts'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { browserAt, SESSION_COOKIE, SIGN_IN_COOKIE, shownCode, signedIn } from './console'
import { validCalls, type ValidCalls } from './valid-calls'
import { approversOf, book } from './visitors'

/** Signing in to the console and what may be done there (spec 1, Console). */
let campus: Campus
let calls: ValidCalls
let approver: Person
let office: Person
let numbers = 71_000
const next = () => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, next)
  approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
beforeEach(() => void (campus.clock.now = NOW))
afterAll(() => campus.close())

describe('signing in', () => {
  it('takes the code from the page to the phone and the yes back to the page', async () => {
    const browser = browserAt(campus, '10.9.8.7')
    const { code, digits, endsAt } = await shownCode(browser)
    expect(endsAt).toBe(NOW + 120_000)
    expect((await browser.door('/v1/sign-in/state')).reply).toMatchObject({ data: { signedIn: false } })
    expect(await approver.get('console.look', { code })).toEqual({
      ...{ digits, endsAt, browser: 'Chrome · Windows', address: '10.9.8.7', beganAt: NOW },
    })
    await approver.get('console.confirm', { code })
    const done = await browser.door('/v1/sign-in/state')
    expect(done.reply).toMatchObject({ ok: true, data: { signedIn: true } })
    expect(done.setCookie).toMatch(/; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/)
    const me = await browser.get('me', {})
    expect(me.approver?.units.map(({ id }) => id)).toEqual(
      (await approver.get('me', {})).approver?.units.map(({ id }) => id),
    )
  })

  it('keeps neither code nor secrets', async () => {
    const browser = await signedIn(campus, office)
    const [id = '', secret = ''] = (browser.cookies.get(SESSION_COOKIE) ?? '').split('.')
    const kept = JSON.stringify(await campus.stored('consoleSessions', id))
    expect(kept).toContain(office.openid)
    expect(kept).not.toContain(secret)
    const fresh = browserAt(campus)
    const { code } = await shownCode(fresh)
    const [signIn = '', ofBrowser = ''] = (fresh.cookies.get(SIGN_IN_COOKIE) ?? '').split('.')
    const open = JSON.stringify(await campus.stored('consoleSignIns', signIn))
    expect(open).toContain('"state":"open"')
    for (const hidden of [code, ofBrowser]) expect(open).not.toContain(hidden)
  })

  it('is refused on the phone: the page hears that its code is over', async () => {
    const browser = browserAt(campus)
    const { code } = await shownCode(browser)
    await office.get('console.refuse', { code })
    expect((await browser.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
    expect(await office.outcome('console.confirm', { code })).toBe('CONSOLE_CODE')
  })

  it('ends the session that began first when a sixth begins', async () => {
    const browsers = []
    for (let session = 0; session < 6; session++) {
      campus.clock.now = NOW + session
      browsers.push(await signedIn(campus, approver))
    }
    expect(await Promise.all(browsers.map((each) => each.outcome('me', {})))).toEqual([
      'SIGNED_OUT',
      ...Array.from({ length: 5 }, () => 'ok'),
    ])
  })
})

describe('a session', () => {
  test.each([
    ['unused', [31], 'SIGNED_OUT'],
    ['in use', [20, 40, 60], 'ok'],
    [
      'in use until its day is over',
      Array.from({ length: 36 }, (_, index) => (index + 1) * 20),
      'SIGNED_OUT',
    ],
  ])('%s', async (_, minutes, outcome) => {
    const browser = await signedIn(campus, office)
    let last = ''
    for (const minute of minutes) {
      campus.clock.now = NOW + minute * 60_000
      last = await browser.outcome('traffic.list', {})
    }
    expect(last).toBe(outcome)
  })

  it('lasts as long as the office says', async () => {
    await office.get('rules.change', { consoleIdleMinutes: 60, consoleHours: 2 })
    const browser = await signedIn(campus, office)
    const outcomes = []
    for (const minute of [50, 100, 121]) {
      campus.clock.now = NOW + minute * 60_000
      outcomes.push(await browser.outcome('traffic.list', {}))
    }
    expect(outcomes).toEqual(['ok', 'ok', 'SIGNED_OUT'])
    campus.clock.now = NOW
    await office.get('rules.change', { consoleIdleMinutes: 30, consoleHours: 12 })
  })

  it('that is open lasts no longer than the office says now', async () => {
    const browser = await signedIn(campus, office)
    await office.get('rules.change', { consoleIdleMinutes: 480, consoleHours: 1 })
    const outcomes = []
    for (const minute of [59, 61]) {
      campus.clock.now = NOW + minute * 60_000
      outcomes.push(await browser.outcome('traffic.list', {}))
    }
    expect(outcomes).toEqual(['ok', 'SIGNED_OUT'])
    campus.clock.now = NOW
    await office.get('rules.change', { consoleIdleMinutes: 30, consoleHours: 12 })
  })

  it('moves with its browser to another network, and ends in another browser, which stands on the trail', async () => {
    const browser = await signedIn(campus, office)
    browser.headers['x-forwarded-for'] = '1.1.1.1, 10.200.0.9'
    expect(await browser.outcome('me', {})).toBe('ok')
    const cookie = browser.cookies.get(SESSION_COOKIE) ?? ''
    const foreign = browserAt(campus)
    foreign.cookies.set(SESSION_COOKIE, cookie)
    foreign.headers['user-agent'] = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
    expect((await foreign.ask('me', {})).status).toBe(401)
    expect(await browser.outcome('me', {}), 'nobody uses it any more').toBe('SIGNED_OUT')
    const { rows } = await office.get('audit.list', { topic: 'refused', cursor: null })
    expect(rows[0]).toMatchObject({ action: 'console.otherBrowser', byName: campus.demo.office[0]?.name })
  })

  it('begins in the browser that showed the code, and in no other', async () => {
    const browser = browserAt(campus)
    const { code } = await shownCode(browser)
    await office.get('console.confirm', { code })
    browser.headers['user-agent'] = 'another'
    expect((await browser.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
    delete browser.headers['user-agent']
    expect((await browser.door('/v1/sign-in/state')).reply).toMatchObject({ data: { signedIn: true } })
  })

  it('is seen and ended on the phone and on the console', async () => {
    await office.get('console.end', { sessionId: null })
    const first = await signedIn(campus, office, browserAt(campus, '10.0.0.1'))
    campus.clock.now = NOW + 1000
    const second = await signedIn(campus, office, browserAt(campus, '10.0.0.2'))
    const seen = (await second.get('console.sessions', {})).sessions
    expect(seen.map(({ address, current }) => [address, current])).toEqual([
      ['10.0.0.2', true],
      ['10.0.0.1', false],
    ])
    await office.get('console.end', { sessionId: seen[1]?.id ?? '' })
    expect(await first.outcome('me', {})).toBe('SIGNED_OUT')
    expect(await second.outcome('me', {})).toBe('ok')
    await second.door('/v1/sign-out')
    expect(second.cookies.has(SESSION_COOKIE)).toBe(false)
    expect((await office.get('console.sessions', {})).sessions).toEqual([])
  })
})

describe('whoever may use no console any more', () => {
  const frozenAndBack = async (accountId: string) => {
    await office.get('account.freeze', { accountId, reason: '调岗' })
    await office.get('account.unfreeze', { accountId })
  }
  test.each<[string, (accountId: string) => Promise<unknown>]>([
    ['is frozen', (accountId) => office.get('account.freeze', { accountId, reason: '调岗' })],
    ['is removed', (accountId) => office.get('account.remove', { accountId, reason: '离职' })],
    ['was frozen for a moment', frozenAndBack],
  ])('%s: the open console ends at its next call', async (_, step) => {
    const accountId = (await calls['account.freeze']()).input.accountId
    const browser = await signedIn(campus, campus.person(accountId))
    expect(await browser.outcome('approval.list', { list: 'pending', cursor: null })).toBe('ok')
    campus.clock.now = NOW + 1000
    await step(accountId)
    const { status, setCookie } = await browser.ask('approval.list', { list: 'pending', cursor: null })
    expect(status).toBe(401)
    expect(setCookie).toMatch(/^__Host-console-session=; Max-Age=0;/)
  })

  const DUTIES: readonly DutyRole[] = ['desk', 'office']
  test.each(DUTIES)(
    'of the %s was ended: what stood open doesn’t come back with the account',
    async (role) => {
      const staff = campus.demo.staff.filter(
        ({ openid, unitId }) => openid !== null && unitId === 'literature',
      )[role === 'desk' ? 0 : 1]
      const given = { role, staffId: staff?.id ?? '', accountId: null, gateIds: [], campusIds: ['yucai'] }
      await office.get('duty.save', given)
      const browser = await signedIn(campus, campus.person(staff?.openid ?? ''))
      const underWay = browserAt(campus)
      const { code } = await shownCode(underWay)
      await campus.person(staff?.openid ?? '').get('console.confirm', { code })
      expect(await browser.outcome('me', {})).toBe('ok')
      campus.clock.now = NOW + 1000
      await office.get('duty.end', { role, accountId: staff?.openid ?? '' })
      expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
      await office.get('duty.save', given)
      expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
      expect((await underWay.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
      campus.clock.now += 1
      expect(await (await signedIn(campus, campus.person(staff?.openid ?? ''))).outcome('me', {})).toBe('ok')
    },
  )

  it('has no account at all: nobody of them signs in', async () => {
    const { code } = await shownCode(browserAt(campus))
    for (const each of [campus.person('visitor'), campus.person(campus.demo.guards[0]?.openid ?? '')])
      expect(await each.outcome('console.confirm', { code })).toBe('NOT_ALLOWED')
  })
})

describe('what may be done', () => {
  const off = (Object.keys(ACTIONS) as Action[]).filter((action) => traitsOf(action).console === undefined)
  it('is what the table of actions says, by the accounts of who is signed in', async () => {
    const browser = await signedIn(campus, office)
    expect(off).toContain('visit.submit')
    for (const action of off) expect(await browser.outcome(action, {})).toMatch(/NOT_ALLOWED|BAD_REQUEST/)
    const { by, input } = await calls['visit.cancel']()
    expect(by).not.toBe(office)
    expect(await browser.outcome('visit.cancel', input)).toBe('NOT_ALLOWED')
    expect(await browser.outcome('approval.list', { list: 'pending', cursor: null })).toBe('NOT_ALLOWED')
  })

  it('is done once for one key, and decided by the same person on both', async () => {
    const browser = await signedIn(campus, approver)
    const { visitId } = await book(campus, next())
    const key = randomUUID()
    const approved = await browser.get('approval.approve', { visitId }, key)
    expect(await browser.get('approval.approve', { visitId }, key)).toEqual(approved)
    expect(await approver.outcome('approval.approve', { visitId })).toBe('ALREADY_DECIDED')
    expect(await browser.outcome('approval.return', { visitId, reason: '改期' }, key)).toBe('KEY_REUSED')
  })

  test.each([
    ['blacklist.propose', 'blacklistId'],
    ['activity.apply', 'activityId'],
    ['traffic.close', 'controlId'],
    ['tariff.add', 'tariffId'],
    ['standing.apply', 'passId'],
    ['emergency.report', 'visitId'],
  ] as [Action, string][])(
    '%s under an id that the phone has used makes a record of its own',
    async (action, id) => {
      const [first, second] = [await calls[action](), await calls[action]()]
      const browser = await signedIn(campus, first.by)
      const key = randomUUID()
      const made = (await first.by.get(action, first.input, key)) as Record<string, unknown>
      const other = (await browser.get(action, second.input, key)) as Record<string, unknown>
      expect(other[id]).toEqual(expect.any(String))
      expect(other[id]).not.toBe(made[id])
    },
  )

  it('answers several questions at once, and changes nothing by that', async () => {
    const browser = await signedIn(campus, approver)
    const { visitId } = await book(campus, next())
    const asked = await browser.send('/v1/call', {
      together: [
        { action: 'me', input: {} },
        { action: 'approval.approve', input: { visitId }, requestId: randomUUID() },
      ],
    })
    expect(asked.reply).toMatchObject({ together: [{ ok: true }, { ok: false, code: 'BAD_REQUEST' }] })
  })
})

it('a page of one person does nothing as another who has signed in beside it, and signs nobody out', async () => {
  const browser = await signedIn(campus, approver)
  const mine = (await browser.get('me', {})).person ?? ''
  expect(mine).toMatch(/^[\w-]{16}$/)
  browser.headers[PERSON_HEADER] = mine
  expect(await browser.outcome('rules.get', {})).toBe('NOT_ALLOWED')
  // In another tab of the same browser: they share the cookie.
  await signedIn(campus, office, browser)
  expect((await browser.get('me', {}).catch(() => null))?.person).toBeUndefined()
  const rules = async () => (await office.get('rules.get', {})).revision
  const before = await rules()
  const refused = await browser.ask('rules.change', { adviseAheadDays: 6 })
  expect([refused.status, refused.setCookie, refused.reply]).toMatchObject([
    409,
    '',
    { code: 'OTHER_PERSON' },
  ])
  expect(await rules()).toBe(before)
  delete browser.headers[PERSON_HEADER]
  const other = (await browser.get('me', {})).person
  expect(other).not.toBe(mine)
  browser.headers[PERSON_HEADER] = other
  expect(await browser.outcome('rules.change', { adviseAheadDays: 6 })).toBe('ok')
  // It is no name of anybody, and the phone needs none.
  expect(other).not.toContain(office.openid)
  expect((await office.get('me', {})).person).toBeUndefined()
})

it('a page that asks of itself what is new keeps no sign-in from ending; who uses it does', async () => {
  const minute = 60_000
  const [left, used] = [await signedIn(campus, office), await signedIn(campus, office)]
  left.headers[OWN_HEADER] = OWN_CALLS.unattended
  const outcomes = []
  for (let at = 1; at <= 30; at++) {
    campus.clock.now = NOW + at * minute
    outcomes.push(await left.outcome('me', {}))
    if (at % 10 === 0) expect(await used.outcome('me', {})).toBe('ok')
  }
  expect(outcomes.slice(0, 29).every((each) => each === 'ok')).toBe(true)
  expect(outcomes[29]).toBe('SIGNED_OUT')
  const { sessions } = await used.get('console.sessions', {})
  expect(sessions.length).toBeGreaterThan(0)
})

describe('the audit trail names who did it', () => {
  const named = async (action: Action): Promise<string | undefined> => {
    const { rows } = await office.get('audit.list', { topic: 'all', cursor: null })
    return rows.find((row) => row.action === action)?.byName
  }
  const officer = () => campus.demo.office[0]?.name ?? ''

  it('at the console as on the phone, signing in and out included', async () => {
    campus.clock.now = NOW + 3_600_000
    const browser = await signedIn(campus, office)
    await browser.get('rules.change', { adviseAheadDays: 5 })
    await browser.door('/v1/sign-out')
    expect(officer()).not.toBe('')
    for (const action of ['console.signIn', 'rules.change', 'console.signOut'] as const)
      expect([action, await named(action as Action)]).toEqual([action, officer()])
  })

  it('a deputy who has no account of their own, and a colleague who was refused; a visitor isn’t', async () => {
    campus.clock.now = NOW + 2 * 3_600_000
    const staff = campus.demo.staff.find(
      ({ openid, unitId }) =>
        unitId === 'computing' && openid !== null && !approversOf(campus, 'computing').includes(openid),
    )
    const days = { firstDay: TODAY, lastDay: TODAY }
    await approver.get('deputy.set', { staffId: staff?.id ?? '', ...days })
    const { visitId } = await book(campus, next())
    await campus.person(staff?.openid ?? '').get('approval.approve', { visitId })
    expect(await named('approval.approve')).toBe(staff?.name)
    const visitor = campus.person('visitor-refused')
    for (const by of [approver, visitor]) expect(await by.outcome('rules.get', {})).toBe('NOT_ALLOWED')
    const { auditTries } = await import('../../cloudfunctions/usecases/campus/audit-tries')
    campus.clock.now += 3_600_000
    await auditTries(campus.clock.now)
    const { rows } = await office.get('audit.list', { topic: 'refused', cursor: null })
    const own = campus.demo.staff.find(({ openid }) => openid === approver.openid)?.name
    expect(rows.map(({ byName }) => byName)).toEqual(expect.arrayContaining([own, '']))
    expect(await named('visit.submit')).toBe('')
  })
})
