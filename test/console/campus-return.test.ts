import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { campusReturn } from '../../console/shell/campus-return'
import { signInWords } from '../../console/locales/zh/shell'

/** The console's page as the campus's provider sends its browser back to it. */
const replaceState = vi.fn()
const fetched = vi.fn()
const answers = (reply: object): void =>
  void fetched.mockImplementation(() => Promise.resolve(new Response(JSON.stringify(reply))))
const at = (search: string): void =>
  void vi.stubGlobal('location', { search, pathname: '/console/', hash: '#/records?state=approved' })

beforeEach(() => {
  vi.stubGlobal('history', { replaceState })
  vi.stubGlobal('fetch', fetched)
  answers({ ok: true, data: { signedIn: true }, now: 0 })
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetAllMocks()
})

it.each(['?code=one&state=two', '?error=access_denied&state=two', '?code=one&state=two&iss=three'])(
  'takes %s out of the address before it is sent, and keeps the page',
  async (search) => {
    at(search)
    fetched.mockImplementation(() => {
      expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/console/#/records?state=approved')
      return Promise.resolve(new Response(JSON.stringify({ ok: true, data: { signedIn: true }, now: 0 })))
    })
    expect(await campusReturn()).toBe('')
    const [address, { body }] = fetched.mock.calls[0] as [string, { body: string }]
    expect([address, JSON.parse(body)]).toEqual(['/console-api/v1/campus-sign-in/return', { search }])
  },
)

it.each(['', '?scan=AAAAAAAAAAAAAAAAAAAAAA', '?state=two', '?code=one'])(
  'leaves %j alone, which nobody was sent back with',
  async (search) => {
    at(search)
    expect(await campusReturn()).toBe('')
    expect(replaceState).not.toHaveBeenCalled()
    expect(fetched).not.toHaveBeenCalled()
  },
)

describe('says why nobody is signed in', () => {
  it.each([
    ['NOT_ALLOWED', signInWords.campusUnknown],
    ['CONSOLE_CODE', signInWords.campusFailed],
    ['BUSY', signInWords.campusFailed],
  ])('%s', async (code, words) => {
    at('?code=one&state=two')
    answers({ ok: false, code, details: {}, now: 0 })
    expect(await campusReturn()).toBe(words)
  })

  it('and when nothing came back', async () => {
    at('?code=one&state=two')
    fetched.mockImplementation(() => Promise.reject(new TypeError('Failed to fetch')))
    expect(await campusReturn()).toBe(signInWords.campusFailed)
  })
})
