import type * as Client from 'openid-client'
import type { ClientAuth, Configuration } from 'openid-client'
import { required } from './environment'
import { ofInstance } from './instance-state'
import { log } from './log'

/**
 * 统一身份认证 of the campus as an OpenID Connect provider (docs/decisions/0036). All that is said to it and read from it goes
 * through openid-client, which is loaded when somebody first signs in by it.
 */
interface Provider {
  issuer: URL
  clientId: string
  secret: string
  /** The claim of the ID token that holds the staff number. */
  claim: string
}

const ISSUER_VARIABLE = 'CAMPUS_OIDC_ISSUER'
const CLIENT_VARIABLE = 'CAMPUS_OIDC_CLIENT_ID'
const SECRET_VARIABLE = 'CAMPUS_OIDC_CLIENT_SECRET'
const CLAIM_VARIABLE = 'CAMPUS_OIDC_CLAIM'

/** The campus's provider; null where the environment names none. Named by half it stops the function. */
export function campusProvider(): Provider | null {
  const { [ISSUER_VARIABLE]: issuer = '', [CLAIM_VARIABLE]: claim = '' } = process.env
  if (issuer === '') return null
  return {
    issuer: new URL(issuer),
    clientId: required(CLIENT_VARIABLE),
    secret: required(SECRET_VARIABLE),
    claim: claim === '' ? 'sub' : claim,
  }
}

/** What ties one sign-in to the browser that began it; none of it is used a second time. */
export interface Ties {
  /** The console's own page, to which the provider sends the browser back. */
  page: string
  state: string
  nonce: string
  /** Of PKCE (RFC 7636): only its hash goes through the browser's address. */
  verifier: string
}

/** Where the browser goes to sign in. Throws what `tried` does. */
export const providerAddress = ({ page, state, nonce, verifier }: Ties): Promise<string> =>
  tried(async () => {
    const { client, config } = await connection()
    const challenge = await client.calculatePKCECodeChallenge(verifier)
    const address = client.buildAuthorizationUrl(config, {
      ...{ redirect_uri: page, scope: 'openid', response_type: 'code', state, nonce },
      ...{ code_challenge: challenge, code_challenge_method: 'S256' },
    })
    return address.href
  })

/**
 * The staff number for which the provider has signed, by what it sent the browser back with: the code is exchanged, and
 * signature, issuer, audience, nonce and time of the ID token are verified. Throws what `tried` does.
 *
 * @param search query of the address that the browser came back to
 */
export const staffNumberBy = (search: string, { page, state, nonce, verifier }: Ties): Promise<string> =>
  tried(async () => {
    const { client, config, claim } = await connection()
    const returned = new URL(page)
    returned.search = search
    const tokens = await client.authorizationCodeGrant(config, returned, {
      ...{ expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true },
    })
    const number = tokens.claims()?.[claim]
    if (typeof number !== 'string' || number === '') throw new ProviderFault('claim')
    return number
  })

/** The provider can't be reached, refused, or said what can't be verified. `code` is for the log. */
export class ProviderFault extends Error {
  constructor(readonly code: string) {
    super(`the campus's provider: ${code}`)
  }
}

/** Logs why it failed by code alone, since what the provider says may name somebody. Throws a ProviderFault. */
async function tried<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { code, name } = error as { code?: unknown; name?: unknown }
    const fault = typeof code === 'string' ? code : String(name)
    log('warn', 'provider.refused', { fault })
    throw new ProviderFault(fault)
  }
}

interface Connection {
  client: typeof Client
  config: Configuration
  claim: string
}

/** What the provider says of itself, addresses and keys, is read again after this time. */
const KEPT_MS = 10 * 60_000
/** Three requests fit into the function's time limit (config.json). */
const TIMEOUT_SECONDS = 3

const kept = ofInstance(() => ({ at: 0, connection: null as Promise<Connection> | null }))

function connection(): Promise<Connection> {
  const { at, connection: known } = kept()
  if (known !== null && Date.now() - at < KEPT_MS) return known
  const fresh = connect()
  kept().at = Date.now()
  kept().connection = fresh
  fresh.catch(() => (kept().connection = null))
  return fresh
}

async function connect(): Promise<Connection> {
  const provider = campusProvider()
  if (provider === null) throw new ProviderFault('none')
  const { issuer, clientId, secret, claim } = provider
  const client = await import('openid-client')
  const config = await client.discovery(issuer, clientId, undefined, secretOf(client, secret), {
    timeout: TIMEOUT_SECONDS,
    // TLS alone would say who the token came from, for as long as nothing stands between.
    execute: [client.enableNonRepudiationChecks],
  })
  return { client, config, claim }
}

/** As the provider takes it; what says nothing takes it as a header (OpenID Connect Discovery 1.0, 3). */
function secretOf({ ClientSecretBasic, ClientSecretPost }: typeof Client, secret: string): ClientAuth {
  const [inHeader, inBody] = [ClientSecretBasic(secret), ClientSecretPost(secret)]
  return (server, ...request) => {
    const methods = server.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
    return (methods.includes('client_secret_basic') ? inHeader : inBody)(server, ...request)
  }
}
