/**
 * What a browser holds. `__Host-`: set by this very address over TLS, for no other; no script reads it, and no page of others
 * makes the browser send it.
 */
export const COOKIES = {
  /** Of the code that this browser shows. */
  signIn: '__Host-console-sign-in',
  /** Of the sign-in by the campus's provider, from which this browser shall come back. */
  away: '__Host-console-away',
  session: '__Host-console-session',
} as const

const TOKEN = /^[A-Za-z0-9_-]{32}\.[A-Za-z0-9_-]{43}$/

/** The value of one cookie; empty when it isn't there, comes twice, or is none that was ever set. */
export function cookieIn(header: string | undefined, name: string): string {
  const values = (header ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1))
  const [value = ''] = values
  return values.length === 1 && TOKEN.test(value) ? value : ''
}

const ATTRIBUTES = 'Path=/; Secure; HttpOnly; SameSite=Strict'

/** @param lastsMs how long the browser keeps it */
export const setCookie = (name: string, value: string, lastsMs: number): string =>
  `${name}=${value}; Max-Age=${Math.floor(lastsMs / 1000)}; ${ATTRIBUTES}`

export const dropCookie = (name: string): string => `${name}=; Max-Age=0; ${ATTRIBUTES}`
