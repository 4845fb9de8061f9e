import type { Reply } from '../../contract'
import type { ConsoleDoor, Returned } from '../../contract/console'
import { together } from '../../contract/together'
import * as z from 'zod'
import { PERSON_HEADER, SIGN_IN_LASTS_MS } from '../../miniprogram/domain/account/console'
import { browserName } from '../../miniprogram/domain/account/browser-name'
import { DomainError, isDomainError, type ErrorCode } from '../../miniprogram/domain/errors'
import { answerCall, refusalOf } from '../api/handle'
import { consoleCaller } from '../dispatch/callers'
import { addressOf, jsonReply, requestOf, type HttpReply, type HttpRequest } from '../dispatch/http'
import {
  AWAY_MS,
  beginCampusSignIn,
  finishCampusSignIn,
  hasCampusSignIn,
} from '../usecases/account/campus-sign-in'
import { agentOf, endSessionOf, openSession, personMark } from '../usecases/account/console-sessions'
import { beginSignIn, finishSignIn, type Screen } from '../usecases/account/console-sign-in'
import { countRefused } from '../stores/refused-tries'
import { COOKIES, cookieIn, dropCookie, setCookie } from './cookies'
import { MOUNT } from './page'
import { isOwnPage, isUsed } from './own-page'
import { useCases } from './use-cases'

/** What is answered, and the one cookie that goes with it. */
interface Answer {
  data: unknown
  cookie?: string
}
type Step = (request: HttpRequest, now: number) => Promise<Answer>

/** Where actions are called. What is larger than text is read there, and by nobody who hasn't signed in. */
const CALL = '/v1/call'

/** One HTTP call of the console's page. Refusals are answers of their own status where the page has to act on them. */
export async function handle(event: unknown, now: number, trace: string): Promise<HttpReply> {
  try {
    const request = requestOf(
      event,
      /\/v1\//,
      (code) => new DomainError(code === 'NO_SUCH_PATH' ? 'NOT_FOUND' : 'BAD_REQUEST'),
      (path) => path === CALL,
    )
    if (request.path === CALL) return await calls(ownPage(request), now, trace)
    const step = (DOOR as Partial<Record<string, Step>>)[request.path]
    if (step === undefined) throw new DomainError('NOT_FOUND')
    const { data, cookie } = await step(ownPage(request), now)
    return withCookie(jsonReply(200, { ok: true, data, now }), cookie)
  } catch (error) {
    const refusal = refusalOf(error, trace)
    const code = isDomainError(error) ? error.code : null
    // Another page's call (own-page.ts), or somebody without an account at the door.
    if (code === 'NOT_ALLOWED') await countRefused('console', '', now)
    const reply = jsonReply(statusOf(code), { ok: false, ...refusal, now })
    return withCookie(reply, code === 'SIGNED_OUT' ? dropCookie(COOKIES.session) : undefined)
  }
}

/** What a WeChat user is answered who calls this function by its name. */
export const refuseWeChat = (now: number): HttpReply =>
  jsonReply(404, { ok: false, code: 'NOT_FOUND', details: {}, now })

const STATUS: Partial<Record<ErrorCode, number>> = {
  SIGNED_OUT: 401,
  NOT_ALLOWED: 403,
  NOT_FOUND: 404,
  BAD_REQUEST: 400,
  OTHER_PERSON: 409,
  BUSY: 429,
}
const statusOf = (code: ErrorCode | null): number => (code === null ? 500 : (STATUS[code] ?? 200))

const withCookie = (reply: HttpReply, cookie: string | undefined): HttpReply =>
  cookie === undefined ? reply : { ...reply, headers: { ...reply.headers, 'set-cookie': cookie } }

function ownPage(request: HttpRequest): HttpRequest {
  if (!isOwnPage(request)) throw new DomainError('NOT_ALLOWED')
  return request
}

const tokenIn = ({ headers }: HttpRequest, cookie: keyof typeof COOKIES): string =>
  cookieIn(headers.cookie, COOKIES[cookie])

const agentIn = ({ headers }: HttpRequest): string => agentOf(headers['user-agent'] ?? '')

const screenOf = (request: HttpRequest): Screen => ({
  browser: browserName(request.headers['user-agent'] ?? ''),
  agent: agentIn(request),
  address: addressOf(request),
})

/** The console's page of the address that asks, which is one of our own (`isOwnPage`). */
const pageOf = ({ headers }: HttpRequest): string => `${headers.origin ?? ''}${MOUNT}/`

/** Longer than any code. */
const returned = z.object({ search: z.string().max(4000) })

function returnedIn(request: HttpRequest): Returned {
  const given = returned.safeParse(jsonOf(request))
  if (!given.success) throw new DomainError('BAD_REQUEST')
  return given.data
}

/** What needs no session. */
const DOOR: Readonly<Record<keyof ConsoleDoor, Step>> = {
  '/v1/sign-in': async (request, now) => {
    const { begun, token } = await beginSignIn(screenOf(request), now)
    return {
      data: { ...begun, byCampus: hasCampusSignIn() },
      cookie: setCookie(COOKIES.signIn, token, SIGN_IN_LASTS_MS),
    }
  },
  // A session is always a new one: what the browser held before is replaced, never taken over.
  '/v1/sign-in/state': async (request, now) => {
    const session = await finishSignIn(tokenIn(request, 'signIn'), screenOf(request), now)
    if (session === null) return { data: { signedIn: false } }
    return { data: { signedIn: true }, cookie: setCookie(COOKIES.session, session.token, session.lastsMs) }
  },
  '/v1/campus-sign-in': async (request, now) => {
    const { address, token } = await beginCampusSignIn(screenOf(request), pageOf(request), now)
    return { data: { address }, cookie: setCookie(COOKIES.away, token, AWAY_MS) }
  },
  '/v1/campus-sign-in/return': async (request, now) => {
    const { search } = returnedIn(request)
    const session = await finishCampusSignIn(
      tokenIn(request, 'away'),
      screenOf(request),
      pageOf(request),
      search,
      now,
    )
    return { data: { signedIn: true }, cookie: setCookie(COOKIES.session, session.token, session.lastsMs) }
  },
  '/v1/sign-out': async (request, now) => {
    await endSessionOf(tokenIn(request, 'session'), now)
    return { data: {}, cookie: dropCookie(COOKIES.session) }
  },
}

/** Actions, one or several at once, by whoever is signed in: the session is looked at before anything else. */
async function calls(request: HttpRequest, now: number, trace: string): Promise<HttpReply> {
  const signedIn = await openSession(tokenIn(request, 'session'), agentIn(request), now, isUsed(request))
  const { openid } = signedIn
  // The page of somebody else stands open still in another tab.
  const shown = request.headers[PERSON_HEADER]
  if (shown !== undefined && shown !== personMark(openid)) throw new DomainError('OTHER_PERSON')
  const answer = (call: unknown): Promise<Reply> =>
    answerCall(
      call,
      { kind: 'console', openid, callerOf: (key) => consoleCaller(signedIn, key, now), useCases },
      now,
      trace,
    )
  const given = jsonOf(request)
  const several = together.safeParse(given)
  if (!several.success) return jsonReply(200, await answer(given))
  return jsonReply(200, { together: await Promise.all(several.data.together.map(answer)), now })
}

function jsonOf({ body }: HttpRequest): unknown {
  try {
    return JSON.parse(body.toString('utf8'))
  } catch {
    throw new DomainError('BAD_REQUEST')
  }
}
