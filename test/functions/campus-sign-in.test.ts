import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { bringBack, openProvider, sentTo, throughProvider, type CampusProvider } from './campus-provider'
import { AWAY_COOKIE, browserAt, shownCode } from './console'
import { approversOf } from './visitors'

/** Signing in to the console by 统一身份认证, beside a real OpenID Connect server (spec 1, Console). */
let campus: Campus
let provider: CampusProvider
let office: Person

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  provider = await openProvider()
})
afterAll(async () => {
  await provider.close()
  await campus.close()
})

const numberOf = (openid: string): string =>
  campus.demo.staff.find((staff) => staff.openid === openid)?.id ?? ''

it('goes to the provider and back, and is signed in as who the directory has by that staff number', async () => {
  const openid = approversOf(campus, 'computing')[0] ?? ''
  const browser = browserAt(campus)
  expect((await shownCode(browser)).byCampus).toBe(true)
  const address = await sentTo(browser)
  expect(address.origin).toBe(provider.issuer)
  expect(Object.fromEntries(address.searchParams)).toMatchObject({
    ...{ response_type: 'code', scope: 'openid', code_challenge_method: 'S256' },
    redirect_uri: 'https://campus.example.edu.cn/console/',
  })
  const away = browser.cookies.get(AWAY_COOKIE) ?? ''
  const kept = JSON.stringify(await campus.stored('consoleSignIns', away.split('.')[0] ?? ''))
  expect(kept).toContain('"state":"away"')
  const hidden = [away.split('.')[1], address.searchParams.get('state'), address.searchParams.get('nonce')]
  for (const each of hidden) expect(kept).not.toContain(each)

  const search = await throughProvider(address, numberOf(openid))
  const done = await bringBack(browser, search)
  expect(done.reply).toMatchObject({ ok: true, data: { signedIn: true } })
  expect(done.setCookie).toMatch(
    /^__Host-console-session=.+; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Strict$/,
  )
  expect(await campus.stored('consoleSignIns', away.split('.')[0] ?? '')).toBeNull()
  expect((await browser.get('me', {})).approver).not.toBeNull()
  const { sessions } = await browser.get('console.sessions', {})
  expect(sessions).toMatchObject([{ browser: 'Chrome · Windows', beganAt: NOW, current: true }])
})

describe('whoever may use no console', () => {
  const refusals: readonly [string, () => string][] = [
    ['is not in the directory', () => '99999999'],
    ['has not bound themself', () => campus.demo.staff.find(({ openid }) => openid === null)?.id ?? ''],
    [
      'has no account that works on a computer',
      () => {
        const others = [...campus.demo.approvers, ...campus.demo.office, ...campus.demo.desks]
        const busy = new Set(others.map(({ openid }) => openid))
        return campus.demo.staff.find(({ openid }) => openid !== null && !busy.has(openid))?.id ?? ''
      },
    ],
  ]
  it.each(refusals)('%s: is told so, and not signed in', async (_, number) => {
    const browser = browserAt(campus)
    const search = await throughProvider(await sentTo(browser), number())
    const { status, reply, setCookie } = await bringBack(browser, search)
    expect([status, reply.ok === false && reply.code, setCookie]).toEqual([403, 'NOT_ALLOWED', ''])
    expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
  })

  it('was frozen: neither signs in nor goes on', async () => {
    const openid = approversOf(campus, 'music')[0] ?? ''
    const browser = browserAt(campus)
    await bringBack(browser, await throughProvider(await sentTo(browser), numberOf(openid)))
    expect(await browser.outcome('me', {})).toBe('ok')
    await office.get('account.freeze', { accountId: openid, reason: '调岗' })
    expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
    const again = browserAt(campus)
    const search = await throughProvider(await sentTo(again), numberOf(openid))
    expect((await bringBack(again, search)).reply).toMatchObject({ code: 'NOT_ALLOWED' })
  })

  it('has left: neither signs in nor goes on', async () => {
    const openid = approversOf(campus, 'physics')[0] ?? ''
    const row = campus.demo.staff.find((staff) => staff.openid === openid)
    if (row === undefined) throw new RangeError(openid)
    const browser = browserAt(campus)
    await bringBack(browser, await throughProvider(await sentTo(browser), row.id))
    expect(await browser.outcome('me', {})).toBe('ok')
    const { id, name, unitId, mobile } = row
    const left = { staffId: id, name, unitId, phone: mobile, pinyin: 'xin', active: false }
    await office.get('staff.save', left)
    expect(await browser.outcome('me', {})).toBe('SIGNED_OUT')
    const again = browserAt(campus)
    expect((await bringBack(again, await throughProvider(await sentTo(again), id))).reply).toMatchObject({
      code: 'NOT_ALLOWED',
    })
  })
})

it('reads the staff number from the claim that the environment names', async () => {
  process.env.CAMPUS_OIDC_CLAIM = 'employee_number'
  try {
    const { beginInstance } = await import('../../cloudfunctions/platform/instance-state')
    beginInstance()
    const browser = browserAt(campus)
    const search = await throughProvider(
      await sentTo(browser),
      numberOf(approversOf(campus, 'computing')[0] ?? ''),
    )
    // this provider says no such thing
    expect((await bringBack(browser, search)).reply).toMatchObject({ code: 'CONSOLE_CODE' })
  } finally {
    delete process.env.CAMPUS_OIDC_CLAIM
  }
})

it('isn’t there where the environment names no provider, and stops a function that it names by half', async () => {
  const { CAMPUS_OIDC_ISSUER: issuer, CAMPUS_OIDC_CLIENT_SECRET: secret } = process.env
  try {
    delete process.env.CAMPUS_OIDC_ISSUER
    const browser = browserAt(campus)
    expect((await shownCode(browser)).byCampus).toBe(false)
    expect((await browser.door('/v1/campus-sign-in')).status).toBe(404)
    expect(browser.cookies.has(AWAY_COOKIE)).toBe(false)
    const { campusProvider } = await import('../../cloudfunctions/platform/campus-provider')
    Object.assign(process.env, { CAMPUS_OIDC_ISSUER: issuer, CAMPUS_OIDC_CLIENT_SECRET: '' })
    expect(() => campusProvider()).toThrow('CAMPUS_OIDC_CLIENT_SECRET')
  } finally {
    Object.assign(process.env, { CAMPUS_OIDC_ISSUER: issuer, CAMPUS_OIDC_CLIENT_SECRET: secret })
  }
})
