import { randomUUID } from 'node:crypto'
import type { Action, Input, Output, Reply } from '../../contract'
import type { ConsoleDoor, DoorReply } from '../../contract/console'
import { OWN_HEADER } from '../../miniprogram/domain/account/console'
import type { HttpReply } from '../../cloudfunctions/dispatch/http'
import type { Campus, Person } from './campus'

/** What comes back: the HTTP status beside the reply. */
interface Answered<R = Reply> {
  status: number
  reply: R
  /** Cookies set, by name; one that is dropped is empty. */
  cookies: Record<string, string>
  /** The header as it stands. */
  setCookie: string
}

export const SIGN_IN_COOKIE = '__Host-console-sign-in'
export const AWAY_COOKIE = '__Host-console-away'
export const SESSION_COOKIE = '__Host-console-session'

/** A browser with the console's page open: it keeps cookies, and sends what the page sends unless told otherwise. */
export interface Browser {
  cookies: Map<string, string>
  /** What it sends besides, or otherwise; undefined leaves a header out. */
  headers: Record<string, string | undefined>
  door<Path extends keyof ConsoleDoor>(path: Path): Promise<Answered<DoorReply<Path>>>
  ask<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<Answered<Reply<A>>>
  /** What a call that has to succeed gives. */
  get<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<Output<A>>
  /** The code of the refusal, or `ok`. */
  outcome<A extends Action>(action: A, input: Input<A>, requestId?: string): Promise<string>
  /** Any request at all. */
  send(path: string, body: unknown, method?: string): Promise<Answered>
}

let browsers = 0
/** Computers stand anywhere: only so many codes are shown to one address. */
const nextAddress = (): string => `10.1.${++browsers >> 8}.${browsers & 255}`

const CHROME =
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36'

/** Brings a request to the function and its answer back. */
type Bring = (event: HttpEvent) => Promise<HttpReply>
interface HttpEvent {
  path: string
  httpMethod: string
  headers: Record<string, string>
  body: string
}

/** The function in this process, at the time `campus.clock` says. */
export function browserAt(campus: Campus, address = nextAddress()): Browser {
  return openBrowser('https://campus.example.edu.cn', address, async (event) => {
    const { handle } = await import('../../cloudfunctions/console/handle')
    return handle(event, campus.clock.now, 'trace')
  })
}

/** The built function, over HTTP access of a campus that was opened with its functions, at the real time. */
export async function deployedBrowser(campus: Campus, address = nextAddress()): Promise<Browser> {
  const url = await campus.cloud.listen()
  return openBrowser(url, address, async ({ path, httpMethod: method, headers, body }) => {
    const answered = await fetch(`${url}/console-api${path}`, { method, headers, body })
    const sent = Object.fromEntries(answered.headers)
    return { statusCode: answered.status, headers: sent, body: await answered.text() }
  })
}

function openBrowser(origin: string, address: string, bring: Bring): Browser {
  const cookies = new Map<string, string>()
  const headers: Browser['headers'] = {}
  async function send(path: string, body: unknown, method = 'POST'): Promise<Answered> {
    const sent: Record<string, string | undefined> = {
      host: new URL(origin).host,
      origin,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/json',
      'user-agent': CHROME,
      'x-forwarded-for': `1.1.1.1, ${address}`,
      [OWN_HEADER]: '1',
      cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
      ...headers,
    }
    const given = Object.fromEntries(
      Object.entries(sent).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const])),
    )
    const event = { path, httpMethod: method, headers: given, body: JSON.stringify(body) }
    const { statusCode, headers: answered, body: text } = await bring(event)
    const setCookie = answered['set-cookie'] ?? ''
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(setCookie) ?? []
    if (name !== '' && value === '') cookies.delete(name)
    else if (name !== '') cookies.set(name, value)
    return {
      status: statusCode,
      reply: JSON.parse(text) as Reply,
      cookies: name === '' ? {} : { [name]: value },
      setCookie,
    }
  }
  const ask = async <A extends Action>(action: A, input: Input<A>, requestId: string = randomUUID()) =>
    (await send('/v1/call', { action, input, requestId })) as Answered<Reply<A>>
  return {
    cookies,
    headers,
    send,
    ask,
    door: async (path) => (await send(path, {})) as never,
    async get(action, input, requestId) {
      const { reply } = await ask(action, input, requestId)
      if (!reply.ok) throw new Error(`${action}: ${reply.code} ${JSON.stringify(reply.details)}`)
      return reply.data
    },
    async outcome(action, input, requestId) {
      const { reply } = await ask(action, input, requestId)
      return reply.ok ? 'ok' : reply.code
    },
  }
}

/** The code on a browser's page. */
export async function shownCode(browser: Browser): Promise<ConsoleDoor['/v1/sign-in']> {
  const { reply } = await browser.door('/v1/sign-in')
  if (!reply.ok) throw new Error(reply.code)
  return reply.data
}

/** A browser in which this person has signed in by scanning. */
export async function signedIn(campus: Campus, by: Person, browser = browserAt(campus)): Promise<Browser> {
  const { code } = await shownCode(browser)
  await by.get('console.confirm', { code })
  const { reply } = await browser.door('/v1/sign-in/state')
  if (!reply.ok || !reply.data.signedIn) throw new Error('it is not signed in')
  return browser
}
