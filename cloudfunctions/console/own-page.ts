import { OWN_CALLS, OWN_HEADER } from '../../miniprogram/domain/account/console'
import type { HttpRequest } from '../dispatch/http'

/** Addresses of the page beside the one that is called, separated by commas; needed where a gateway changes the host. */
const ORIGINS_VARIABLE = 'CAMPUS_CONSOLE_ORIGINS'

/**
 * Whether the console's own page asks: a POST with the header that no form and no foreign script can add without being
 * asked first, and the address that the browser itself says the page came from. Cookies that stay with the own page are
 * the first lock against pages of others; this is the second.
 */
export function isOwnPage({ method, headers }: HttpRequest): boolean {
  const { origin = '', host = '' } = headers
  return (
    method === 'POST' &&
    (Object.values(OWN_CALLS) as (string | undefined)[]).includes(headers[OWN_HEADER]) &&
    // Neither of which a form can send; a picture is larger than HTTP access passes as text.
    /^application\/(?:json|octet-stream)\b/.test(headers['content-type'] ?? '') &&
    ['same-origin', undefined].includes(headers['sec-fetch-site']) &&
    isOwnOrigin(origin, host)
  )
}

/** Whether somebody sits there: a page that looks by itself what is new keeps no sign-in from ending. */
export const isUsed = ({ headers }: HttpRequest): boolean => headers[OWN_HEADER] !== OWN_CALLS.unattended

function isOwnOrigin(origin: string, host: string): boolean {
  const named = (process.env[ORIGINS_VARIABLE] ?? '').split(',').map((each) => each.trim())
  if (origin === '') return false
  return named.includes(origin) || (host !== '' && [`https://${host}`, `http://${host}`].includes(origin))
}
