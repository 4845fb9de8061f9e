import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import { beginInstance } from '../../cloudfunctions/platform/instance-state'
import type { Browser } from './console'

/** 统一身份认证 beside a campus of tests, and the way of a browser through it. */
export interface CampusProvider {
  issuer: string
  close(): Promise<void>
}

const CLIENT = { id: 'campus-visitor', secret: 'said-by-nobody-else' }
const ISSUER = 'https://sso.example.edu.cn'
/** What an address has to be registered as, for browsers of tests (console.ts). */
const PAGE = 'https://campus.example.edu.cn/console/'

/** A real OpenID Connect server, in which anybody signs in by their staff number. */
export async function openProvider(): Promise<CampusProvider> {
  const server = await listening()
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const provider = new Provider(server.issuer, {
    clients: [
      {
        ...{ client_id: CLIENT.id, client_secret: CLIENT.secret, redirect_uris: [PAGE] },
        ...{ grant_types: ['authorization_code'], response_types: ['code'] },
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'one' }] },
    cookies: { keys: ['of tests'] },
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_: unknown, accountId: string) => ({ accountId, claims: () => ({ sub: accountId }) }),
  })
  provider.proxy = true
  server.answerBy(provider.callback())
  return server
}

/** What somebody who stands between could send instead of an ID token. */
export interface Forgery {
  header?: object
  claims?: object
  /** Signs it instead of the provider's own key. */
  key?: KeyObject
  /** Goes out instead of the whole token; empty: none goes out. */
  token?: string
}

/** A provider that answers any code with the token that the test wants. Its tokens are right unless `forgery` says otherwise. */
export async function openForger(): Promise<
  CampusProvider & { forgery: Forgery; subject: string; nonce: string }
> {
  const server = await listening()
  const { issuer } = server
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const forgery: Forgery = {}
  const forger = Object.assign(server, { forgery, subject: '', nonce: '' })
  const answers: Readonly<Record<string, () => object>> = {
    '/.well-known/openid-configuration': () => ({
      ...{ issuer, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` },
      ...{ jwks_uri: `${issuer}/jwks`, response_types_supported: ['code'] },
      ...{ subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
    }),
    '/jwks': () => ({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256' }] }),
    '/token': () => {
      const { header, claims, key, token } = forger.forgery
      const now = Math.floor(Date.now() / 1000)
      const parts = [
        { alg: 'RS256', kid: 'one', ...header },
        {
          ...{ iss: issuer, aud: CLIENT.id, sub: forger.subject, nonce: forger.nonce },
          ...{ iat: now, exp: now + 60, ...claims },
        },
      ].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      const signed = sign('RSA-SHA256', Buffer.from(parts.join('.')), key ?? privateKey).toString('base64url')
      const idToken = token ?? [...parts, signed].join('.')
      return { access_token: 'one', token_type: 'Bearer', ...(idToken === '' ? {} : { id_token: idToken }) }
    },
  }
  server.answerBy((request, response) => {
    const answer = answers[new URL(request.url ?? '', issuer).pathname]
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer?.() ?? {}))
  })
  return forger
}

/** A server of this machine, to which the functions of this process go from now on until it closes. */
async function listening(): Promise<CampusProvider & { answerBy(listener: http.RequestListener): void }> {
  let listener: http.RequestListener = (_, response) => void response.end()
  const server = http.createServer({ keepAliveTimeout: 0 }, (request, response) =>
    listener(request, response),
  )
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const { fetch: direct } = globalThis
  globalThis.fetch = passingOn(direct, `http://127.0.0.1:${port}`)
  const variables = {
    CAMPUS_OIDC_ISSUER: ISSUER,
    CAMPUS_OIDC_CLIENT_ID: CLIENT.id,
    CAMPUS_OIDC_CLIENT_SECRET: CLIENT.secret,
  }
  Object.assign(process.env, variables)
  beginInstance()
  return {
    issuer: ISSUER,
    answerBy: (by) => void (listener = by),
    async close() {
      for (const name of Object.keys(variables)) Reflect.deleteProperty(process.env, name)
      globalThis.fetch = direct
      beginInstance()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** The provider's address, which only TLS reaches, as a server of this machine behind a proxy that ends it. */
const passingOn =
  (direct: typeof fetch, server: string): typeof fetch =>
  (input, init) => {
    const url = input instanceof Request ? input.url : String(input)
    if (!url.startsWith(`${ISSUER}/`)) return direct(input, init)
    const headers = new Headers(init?.headers)
    headers.set('x-forwarded-proto', 'https')
    headers.set('x-forwarded-host', new URL(ISSUER).host)
    return direct(url.replace(ISSUER, server), { ...init, headers })
  }

/** Where the page sends this browser. */
export async function sentTo(browser: Browser): Promise<URL> {
  const { reply } = await browser.door('/v1/campus-sign-in')
  if (!reply.ok) throw new Error(reply.code)
  return new URL(reply.data.address)
}

/** The way through the provider's own pages; gives the query with which the browser comes back. */
export async function throughProvider(address: URL, staffNumber: string): Promise<string> {
  const cookies = new Map<string, string>()
  let [url, form] = [address, null as URLSearchParams | null]
  for (let step = 0; step < 12; step++) {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(url, {
      ...{ method: form === null ? 'GET' : 'POST', redirect: 'manual', headers: { cookie } },
      ...(form === null ? {} : { body: form }),
    })
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      cookies.set(name, value)
    }
    const to = answer.headers.get('location')
    if (to === null) {
      const prompt = /name="prompt" value="(\w+)"/.exec(await answer.text())?.[1]
      if (prompt === undefined) throw new Error(`${url.href} answers ${answer.status}`)
      form = new URLSearchParams({ prompt, login: staffNumber, password: 'x' })
    } else {
      ;[url, form] = [new URL(to, url), null]
      if (url.origin !== address.origin) return url.search
    }
  }
  throw new Error('it never came back')
}

/** Brings `search` to the function, as the page does. */
export const bringBack = (browser: Browser, search: string): Promise<Awaited<ReturnType<Browser['send']>>> =>
  browser.send('/v1/campus-sign-in/return', { search })
