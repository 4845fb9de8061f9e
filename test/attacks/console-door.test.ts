import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { ConsoleDoor } from '../../contract/console'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import { OWN_HEADER } from '../../miniprogram/domain/account/console'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import {
  browserAt,
  SESSION_COOKIE,
  SIGN_IN_COOKIE,
  shownCode,
  signedIn,
  type Browser,
} from '../functions/console'
import { contentsOfDatabase } from '../functions/database-changes'
import { approversOf } from '../functions/visitors'

/** Somebody wants to be at the console who isn't its person (spec 1, Console). */
let campus: Campus
let victim: Person
let office: Person

beforeAll(async () => {
  campus = await openCampus()
  victim = campus.person(approversOf(campus, 'computing')[0] ?? '')
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
beforeEach(() => void (campus.clock.now = NOW))
afterAll(() => campus.close())

/** Everything but the count of refusals itself (test/attacks/wrong-codes.test.ts). */
const kept = () => [...contentsOfDatabase(campus)].filter(([key]) => !key.startsWith('refusedTries/'))

const SECRET = 'B'.repeat(43)
const sessionOf = (browser: Browser): string => browser.cookies.get(SESSION_COOKIE) ?? ''
/** A browser that holds what it was never given. */
function holding(cookie: string, value: string): Browser {
  const browser = browserAt(campus, '10.66.6.6')
  browser.cookies.set(cookie, value)
  return browser
}

/** Ways to come without a session that is one's own and open. */
const SESSIONS: Readonly<Record<string, () => Promise<string>>> = {
  none: async () => '',
  'made up': async () => `${'A'.repeat(32)}.${SECRET}`,
  'the right person, a made-up secret': async () =>
    `${sessionOf(await signedIn(campus, victim)).split('.')[0]}.${SECRET}`,
  'of one’s own, with the id of another': async () => {
    const [own, other] = [await signedIn(campus, victim), await signedIn(campus, office)].map(sessionOf)
    return `${other?.split('.')[0]}.${own?.split('.')[1]}`
  },
  'a sign-in that nobody confirmed': async () => {
    const browser = browserAt(campus)
    await shownCode(browser)
    return browser.cookies.get(SIGN_IN_COOKIE) ?? ''
  },
  'ended by signing out': async () => {
    const browser = await signedIn(campus, victim)
    const token = sessionOf(browser)
    await browser.door('/v1/sign-out')
    return token
  },
  'ended on the phone': async () => {
    const token = sessionOf(await signedIn(campus, victim))
    await victim.get('console.end', { sessionId: null })
    return token
  },
  'left alone for too long': async () => {
    const token = sessionOf(await signedIn(campus, victim))
    campus.clock.now = NOW + 30 * 60_000
    return token
  },
  'its day over': async () => {
    const token = sessionOf(await signedIn(campus, victim))
    campus.clock.now = NOW + 13 * 3_600_000
    return token
  },
}

describe.each(Object.entries(SESSIONS))('a session that is %s', (_, tokenOf) => {
  it('opens no action, and changes nothing', async () => {
    const browser = holding(SESSION_COOKIE, await tokenOf())
    const before = kept()
    for (const action of Object.keys(ACTIONS) as Action[]) {
      const { status, reply } = await browser.ask(action, {})
      expect([action, status, reply.ok === false && reply.code]).toEqual([action, 401, 'SIGNED_OUT'])
    }
    expect((await browser.send('/v1/call', { together: [{ action: 'me', input: {} }] })).status).toBe(401)
    expect(kept()).toEqual(before)
  })
})

it('a reply that was given before is not given to who has signed out since', async () => {
  const browser = await signedIn(campus, office)
  const token = sessionOf(browser)
  const [input, key] = [{ evacuationHours: 24 }, randomUUID()]
  expect(await browser.outcome('rules.change', input, key)).toBe('ok')
  await browser.door('/v1/sign-out')
  expect(await holding(SESSION_COOKIE, token).outcome('rules.change', input, key)).toBe('SIGNED_OUT')
})

/** What the page of somebody else can make a browser send, or a program that holds the cookies. */
const FOREIGN: Readonly<Record<string, Browser['headers']>> = {
  'another origin': { origin: 'https://evil.example' },
  'an origin that begins like ours': { origin: 'https://campus.example.edu.cn.evil.example' },
  'an origin that ends like ours': { origin: 'https://evil-campus.example.edu.cn' },
  'another port': { origin: 'https://campus.example.edu.cn:8443' },
  'a sandboxed frame': { origin: 'null' },
  'no origin': { origin: undefined },
  'no origin and no host': { origin: undefined, host: undefined },
  'another page of the same site': { 'sec-fetch-site': 'same-site' },
  'another site': { 'sec-fetch-site': 'cross-site' },
  'an address typed in': { 'sec-fetch-site': 'none' },
  'a form': { 'content-type': 'application/x-www-form-urlencoded' },
  'a form that looks like JSON': { 'content-type': 'text/plain' },
  'no header of the page': { [OWN_HEADER]: undefined },
}
const PATHS: (keyof ConsoleDoor | '/v1/call')[] = [
  '/v1/sign-in',
  '/v1/sign-in/state',
  '/v1/campus-sign-in',
  '/v1/campus-sign-in/return',
  '/v1/sign-out',
  '/v1/call',
]

describe.each(Object.entries(FOREIGN))('with an open session, %s', (_, headers) => {
  test.each(PATHS)('gets nothing from %s, and no cookie', async (path) => {
    const browser = await signedIn(campus, office)
    Object.assign(browser.headers, headers)
    const before = kept()
    const { status, reply, setCookie } = await browser.send(path, {
      ...{ action: 'rules.change', input: { cancelApproved: false }, requestId: randomUUID() },
    })
    expect([status, reply.ok, setCookie]).toEqual([403, false, ''])
    expect(kept()).toEqual(before)
    Object.assign(browser.headers, Object.fromEntries(Object.keys(headers).map((name) => [name, undefined])))
  })
})

test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])('%s asks for nothing', async (method) => {
  const browser = await signedIn(campus, office)
  for (const path of PATHS) expect((await browser.send(path, {}, method)).status).toBe(403)
})

describe('a code', () => {
  it('signs nobody in but the browser that shows it', async () => {
    const [shown, thief] = [browserAt(campus), browserAt(campus, '10.66.6.6')]
    const { code } = await shownCode(shown)
    await shownCode(thief)
    await victim.get('console.confirm', { code })
    expect((await thief.door('/v1/sign-in/state')).reply).toMatchObject({ data: { signedIn: false } })
    const [id] = (shown.cookies.get(SIGN_IN_COOKIE) ?? '').split('.')
    for (const token of [`${id}.${SECRET}`, `${code}`, ''])
      expect((await holding(SIGN_IN_COOKIE, token).door('/v1/sign-in/state')).reply).toMatchObject({
        code: 'CONSOLE_CODE',
      })
    expect((await shown.door('/v1/sign-in/state')).reply).toMatchObject({ data: { signedIn: true } })
  })

  it('makes one session, however many ask at once', async () => {
    const shown = browserAt(campus)
    const { code } = await shownCode(shown)
    await office.get('console.end', { sessionId: null })
    await office.get('console.confirm', { code })
    const token = shown.cookies.get(SIGN_IN_COOKIE) ?? ''
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => holding(SIGN_IN_COOKIE, token).door('/v1/sign-in/state')),
    )
    expect(answers.filter(({ reply }) => reply.ok)).toHaveLength(1)
    expect((await office.get('console.sessions', {})).sessions).toHaveLength(1)
    expect((await shown.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
  })

  it('is confirmed once', async () => {
    const { code } = await shownCode(browserAt(campus))
    const key = randomUUID()
    await office.get('console.confirm', { code }, key)
    // the same yes again, after a lost reply
    expect(await office.outcome('console.confirm', { code }, key)).toBe('ok')
    for (const [by, action] of [
      [office, 'console.confirm'],
      [victim, 'console.confirm'],
      [victim, 'console.refuse'],
      [victim, 'console.look'],
    ] as const)
      expect(await by.outcome(action, { code })).toBe('CONSOLE_CODE')
  })

  it.each([
    ['before the yes', 0],
    ['before the page asks', 119_999],
  ])('is over after two minutes, %s', async (_, confirmedAt) => {
    const shown = browserAt(campus)
    const { code } = await shownCode(shown)
    if (confirmedAt > 0) {
      campus.clock.now = NOW + confirmedAt
      await office.get('console.confirm', { code })
    }
    campus.clock.now = NOW + 120_000
    for (const action of ['console.look', 'console.confirm'] as const)
      expect(await office.outcome(action, { code })).toBe('CONSOLE_CODE')
    expect((await shown.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
  })

  it('of somebody frozen between the yes and the page makes no session', async () => {
    const [first = '', second = ''] = approversOf(campus, 'music')
    const frozen = [first, second].find((openid) => openid !== '') ?? ''
    const shown = browserAt(campus)
    const { code } = await shownCode(shown)
    await campus.person(frozen).get('console.confirm', { code })
    await office.get('account.freeze', { accountId: frozen, reason: '调岗' })
    expect((await shown.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
    await office.get('account.unfreeze', { accountId: frozen })
    expect((await shown.door('/v1/sign-in/state')).reply).toMatchObject({ code: 'CONSOLE_CODE' })
    expect(await shown.outcome('me', {})).toBe('SIGNED_OUT')
  })
})

describe('a session that somebody brings along', () => {
  it('is never taken over: signing in makes a new one, and the one before opens what it did', async () => {
    const attacker = await signedIn(campus, office)
    const planted = sessionOf(attacker)
    const browser = holding(SESSION_COOKIE, planted)
    await signedIn(campus, victim, browser)
    expect(sessionOf(browser)).not.toBe(planted)
    expect((await attacker.get('me', {})).approver).toBeNull()
  })

  it('counts for nothing when it comes twice', async () => {
    const token = sessionOf(await signedIn(campus, office))
    const browser = browserAt(campus)
    browser.headers.cookie = `${SESSION_COOKIE}=${token}; ${SESSION_COOKIE}=${token}`
    expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
  })
})

describe('guessing', () => {
  it('codes: ten wrong ones a minute, then the right one is refused too, and the office sees the burst', async () => {
    const guesser = campus.person(campus.demo.desks[0]?.openid ?? '')
    const { code } = await shownCode(browserAt(campus))
    const guess = (number: number) => ({ code: `${'A'.repeat(20)}${10 + number}` })
    for (let number = 0; number < 12; number++)
      expect(await guesser.outcome('console.confirm', guess(number))).toBe('CONSOLE_CODE')
    expect(await guesser.outcome('console.confirm', { code })).toBe('CONSOLE_CODE')
    expect(await victim.outcome('console.look', { code })).toBe('ok')
    campus.clock.now = NOW + 60_000
    expect(await guesser.outcome('console.confirm', { code })).toBe('ok')
  })

  it('codes shown to one address: sixty a minute, whatever it says of itself', async () => {
    const answers = []
    for (let number = 0; number < 62; number++) {
      const browser = browserAt(campus, '10.77.7.7')
      browser.headers['x-forwarded-for'] = `10.0.0.${number}, 10.77.7.7`
      answers.push((await browser.door('/v1/sign-in')).status)
    }
    expect(answers.filter((status) => status === 200)).toHaveLength(60)
    expect(answers.slice(-2)).toEqual([429, 429])
    expect((await browserAt(campus, '10.77.7.8').door('/v1/sign-in')).status).toBe(200)
  })
})

it('a WeChat user who calls the function by its name, with cookies of their own, gets nothing', async () => {
  const { refuseWeChat } = await import('../../cloudfunctions/console/handle')
  expect(refuseWeChat(NOW)).toMatchObject({ statusCode: 404 })
})
