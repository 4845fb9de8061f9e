/**
 * What a device signs with HMAC-SHA256 under its key (docs/decisions/0007), for both sides: five lines.
 *
 *     POST
 *     /v1/verify
 *     1779515999000
 *     Kx1pVq0mT3sZ8bWcYd2F
 *     hex SHA-256 of the body
 *
 * A query is part of the second line, its fields in the order of their names and encoded: `/v1/snapshot?since=17`.
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
  return [method, path + queryText(query), timestamp, nonce, bodySha256].join('\n')
}

function queryText(query: Readonly<Record<string, string>>): string {
  const fields = Object.keys(query)
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(query[name] ?? '')}`)
  return fields.length === 0 ? '' : `?${fields.join('&')}`
}

/** How far a timestamp may be from the server's clock. */
export const MAX_SKEW_MS = 5 * 60_000
