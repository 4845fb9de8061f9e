import { generateKeyPairSync, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from '../functions/campus'
import {
  bringBack,
  openForger,
  openProvider,
  sentTo,
  throughProvider,
  type Forgery,
} from '../functions/campus-provider'
import { AWAY_COOKIE, browserAt, SESSION_COOKIE, SIGN_IN_COOKIE, shownCode } from '../functions/console'
import { contentsOfDatabase } from '../functions/database-changes'
import { approversOf } from '../functions/visitors'

/** Somebody wants into the console by 统一身份认证 who isn't its person, or wants somebody else in as themself (spec 1, Console). */
let campus: Campus
let number: string
beforeAll(async () => {
  campus = await openCampus()
  const openid = approversOf(campus, 'computing')[0] ?? ''
  number = campus.demo.staff.find((staff) => staff.openid === openid)?.id ?? ''
})
beforeEach(() => void (campus.clock.now = NOW))
afterAll(() => campus.close())

const refused = { ok: false, code: 'CONSOLE_CODE' }

describe('beside a real provider', () => {
  let provider: Awaited<ReturnType<typeof openProvider>>
  beforeAll(async () => void (provider = await openProvider()))
  afterAll(() => provider.close())

  it('a browser that began nothing can’t be signed in as somebody else', async () => {
    const attacker = browserAt(campus)
    const search = await throughProvider(await sentTo(attacker), number)
    const victim = browserAt(campus)
    expect((await bringBack(victim, search)).reply).toMatchObject(refused)
    // one that has begun is neither, and goes on with its own
    const address = await sentTo(victim)
    expect((await bringBack(victim, search)).reply).toMatchObject(refused)
    expect((await bringBack(victim, await throughProvider(address, number))).reply).toMatchObject({
      ok: true,
    })
  })

  it('what came back works once', async () => {
    const browser = browserAt(campus)
    const search = await throughProvider(await sentTo(browser), number)
    const away = browser.cookies.get(AWAY_COOKIE) ?? ''
    const answers = await Promise.all(Array.from({ length: 5 }, () => bringBack(browser, search)))
    expect(answers.filter(({ reply }) => reply.ok)).toHaveLength(1)
    const replayed = browserAt(campus)
    replayed.cookies.set(AWAY_COOKIE, away)
    const before = contentsOfDatabase(campus)
    expect((await bringBack(replayed, search)).reply).toMatchObject(refused)
    expect(contentsOfDatabase(campus)).toEqual(before)
  })

  it('a code that was seen on its way is of no use with a sign-in of one’s own', async () => {
    const seen = new URLSearchParams(await throughProvider(await sentTo(browserAt(campus)), number))
    const thief = browserAt(campus)
    seen.set('state', (await sentTo(thief)).searchParams.get('state') ?? '')
    const { reply, setCookie } = await bringBack(thief, `?${seen}`)
    expect(reply).toMatchObject(refused)
    expect(setCookie).toBe('')
  })

  it.each([
    ['the last moment', 10 * 60_000 - 1, true],
    ['ten minutes', 10 * 60_000, false],
  ])('is over after ten minutes: %s', async (_, later, ok) => {
    const browser = browserAt(campus)
    const search = await throughProvider(await sentTo(browser), number)
    campus.clock.now = NOW + later
    expect((await bringBack(browser, search)).reply.ok).toBe(ok)
  })

  it('what a code is waited for with is none of it, nor the other way round', async () => {
    const browser = browserAt(campus)
    await shownCode(browser)
    const search = await throughProvider(await sentTo(browser), number)
    const [away = '', signIn = ''] = [AWAY_COOKIE, SIGN_IN_COOKIE].map((name) => browser.cookies.get(name))
    const other = browserAt(campus)
    other.cookies.set(AWAY_COOKIE, signIn).set(SIGN_IN_COOKIE, away)
    expect((await bringBack(other, search)).reply).toMatchObject(refused)
    expect((await other.door('/v1/sign-in/state')).reply).toMatchObject({ data: { signedIn: false } })
    const state = new URLSearchParams(search).get('state') ?? ''
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    for (const code of [state, state.slice(0, 22)])
      expect(await office.outcome('console.confirm', { code })).not.toBe('ok')
  })

  it.each([
    ['a refusal', '?error=access_denied'],
    ['two codes', '?code=one&code=two'],
    ['no code', '?'],
    ['the name of another provider', '?code=one&iss=https%3A%2F%2Fevil.example'],
  ])('%s signs nobody in', async (_, search) => {
    const browser = browserAt(campus)
    const state = (await sentTo(browser)).searchParams.get('state') ?? ''
    const { reply, setCookie } = await bringBack(browser, `${search}&state=${state}`)
    expect(reply).toMatchObject(refused)
    expect(setCookie).toBe('')
    expect(browser.cookies.has(SESSION_COOKIE)).toBe(false)
  })

  it.each([undefined, {}, { search: 1 }, { search: 'x'.repeat(4001) }])('%j is no return', async (body) => {
    const browser = browserAt(campus)
    await sentTo(browser)
    expect((await browser.send('/v1/campus-sign-in/return', body)).status).toBe(400)
  })

  it('sixty a minute of one address', async () => {
    const answers = []
    for (let count = 0; count < 62; count++)
      answers.push((await browserAt(campus, '10.78.7.7').door('/v1/campus-sign-in')).status)
    expect(answers.filter((status) => status === 200)).toHaveLength(60)
    expect(answers.slice(-2)).toEqual([429, 429])
  })
})

describe('a token of somebody who stands between', () => {
  let forger: Awaited<ReturnType<typeof openForger>>
  beforeAll(async () => void (forger = await openForger()))
  afterAll(() => forger.close())

  const others = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey
  const seconds = Math.floor(Date.now() / 1000)
  const unsigned = (): string =>
    [
      { alg: 'none' },
      {
        ...{ iss: forger.issuer, aud: 'campus-visitor', sub: number, nonce: forger.nonce },
        ...{ iat: seconds, exp: seconds + 600 },
      },
    ]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.')
      .concat('.')
  const FORGERIES: Readonly<Record<string, () => Forgery>> = {
    'of another issuer': () => ({ claims: { iss: 'https://evil.example' } }),
    'for another program': () => ({ claims: { aud: 'library' } }),
    'for several, of whom another asked': () => ({
      claims: { aud: ['campus-visitor', 'library'], azp: 'library' },
    }),
    'of another sign-in': () => ({ claims: { nonce: randomUUID() } }),
    'of no sign-in': () => ({ claims: { nonce: undefined } }),
    'whose time is over': () => ({ claims: { iat: seconds - 3600, exp: seconds - 60 } }),
    'without an end': () => ({ claims: { exp: undefined } }),
    'signed by somebody else': () => ({ key: others }),
    'signed by a key that nobody knows': () => ({ key: others, header: { kid: 'two' } }),
    'signed by nobody': () => ({ token: unsigned() }),
    'that isn’t there': () => ({ token: '' }),
    'that says no staff number': () => ({ claims: { sub: undefined } }),
    'whose staff number is a list': () => ({ claims: { sub: [number] } }),
  }

  async function brought(forgery: Forgery) {
    const browser = browserAt(campus)
    const { searchParams } = await sentTo(browser)
    forger.subject = number
    forger.nonce = searchParams.get('nonce') ?? ''
    forger.forgery = forgery
    return bringBack(browser, `?code=one&state=${searchParams.get('state')}`)
  }

  it('is taken when it is right', async () => {
    expect((await brought({})).reply).toMatchObject({ ok: true })
  })

  it.each(Object.entries(FORGERIES))('%s signs nobody in', async (_, forgery) => {
    const sessions = () =>
      [...contentsOfDatabase(campus)].filter(([key]) => key.startsWith('consoleSessions/'))
    const before = sessions()
    const { reply, setCookie } = await brought(forgery())
    expect(reply).toMatchObject(refused)
    expect(setCookie).toBe('')
    expect(sessions()).toEqual(before)
  })
})
