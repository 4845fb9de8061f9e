/**
 * What a device signs with HMAC-SHA256 under its key (docs/decisions/0007), for both sides: five lines.
 *
 *     POST
 *     /v1/verify
 *     1779515999000
 *     Kx1pVq0mT3sZ8bWcYd2F
 *     hex SHA-256 of the body
 *
 * A query is part of the second line, its fields in the order of their names: `/v1/snapshot?since=17`. Names and values are
 * encoded as RFC 3986 says, every byte but letters, digits and `-_.~` as `%` and two capital hex digits: a blank is `%20`.
 */
export function signedText(request: {
  method: string
  path: string
  query: Readonly<Record<string, string>>
  timestamp: string
  nonce: string
  bodySha256: string
}): string {
  const { method, path, query, timestamp, nonce, bodySha256 } = request
  return [method, pathWithQuery(path, query), timestamp, nonce, bodySha256].join('\n')
}

/** The path as it is signed, and best sent too: `/v1/faces?cursor=a&since=17`. */
export function pathWithQuery(path: string, query: Readonly<Record<string, string>>): string {
  const fields = Object.keys(query)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(query[name] ?? '')}`)
  return fields.length === 0 ? path : `${path}?${fields.join('&')}`
}

/** `encodeURIComponent` leaves five characters that RFC 3986 reserves. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (each) => `%${each.charCodeAt(0).toString(16).toUpperCase()}`)

/** How far a timestamp may be from the server's clock. */
export const MAX_SKEW_MS = 5 * 60_000
