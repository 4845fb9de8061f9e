import { isUtf8 } from 'node:buffer'
import * as z from 'zod'

/** One HTTP request as CloudBase's HTTP access hands it to a function. */
const httpEvent = z.object({
  path: z.string().max(2000),
  httpMethod: z.string().max(10),
  headers: z.record(z.string(), z.unknown()).optional(),
  queryStringParameters: z.record(z.string(), z.unknown()).nullish(),
  body: z.string().nullish(),
  isBase64Encoded: z.union([z.boolean(), z.literal('true'), z.literal('false')]).optional(),
})

export interface HttpRequest {
  method: string
  /** From the function's own paths on: `/v1/verify`, wherever HTTP access mounts it. */
  path: string
  query: Record<string, string>
  /** Lower-case names. */
  headers: Record<string, string>
  body: Buffer
}

/** What HTTP access takes for an answer. */
export interface HttpReply {
  statusCode: number
  headers: Record<string, string>
  body: string
}

/** The most that HTTP access passes as text, and as anything else. */
const MAX_TEXT_BYTES = 100 * 1024
const MAX_BODY_BYTES = 6 * 1024 * 1024

/** Why a request can't be read; each entry answers in its own form. `BODY` names the fields that come twice. */
export type HttpFault = 'NO_SUCH_PATH' | 'TOO_LARGE' | 'ENCODING' | 'BODY'

/**
 * The request of an event.
 *
 * @param ownPaths where the function's own part of the path begins, wherever HTTP access mounts it
 * @param fault makes the error that is thrown
 * @param takesFiles whether what is larger than text is taken there, sent as bytes
 */
export function requestOf(
  event: unknown,
  ownPaths: RegExp,
  fault: (code: HttpFault, fields: readonly string[]) => Error,
  takesFiles: (ownPath: string) => boolean = () => false,
): HttpRequest {
  const parsed = httpEvent.safeParse(event)
  if (!parsed.success) throw fault('NO_SUCH_PATH', [])
  const { path, httpMethod, headers = {}, queryStringParameters, body, isBase64Encoded } = parsed.data
  const own = `/${path.replace(/^\/+/, '')}`
  const from = own.search(ownPaths)
  const ownPath = from < 0 ? own : own.slice(from)
  const bytes = Buffer.from(body ?? '', String(isBase64Encoded) === 'true' ? 'base64' : 'utf8')
  if (bytes.length > (takesFiles(ownPath) ? MAX_BODY_BYTES : MAX_TEXT_BYTES)) throw fault('TOO_LARGE', [])
  const named = Object.fromEntries(
    Object.entries(texts(headers)).map(([name, value]) => [name.toLowerCase(), value]),
  )
  if (!isPlainUtf8(named, bytes)) throw fault('ENCODING', [])
  return {
    method: httpMethod.toUpperCase(),
    path: ownPath,
    query: onceEach(queryStringParameters ?? {}, fault),
    headers: named,
    body: bytes,
  }
}

/** HTTP access reads text as UTF-8 and puts U+FFFD where it isn't: such a body is not what was sent, nor signed. */
function isPlainUtf8(headers: Record<string, string>, body: Buffer): boolean {
  const { 'content-encoding': encoding = 'identity', 'content-type': type = '' } = headers
  const charset = /charset="?([^\s;"]+)/i.exec(type)?.[1] ?? 'utf-8'
  return (
    encoding.toLowerCase() === 'identity' &&
    ['utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase()) &&
    isUtf8(body) &&
    !body.includes('\ufffd')
  )
}

/** A name that comes twice is neither signed nor meant: it is refused, not picked from. */
function onceEach(
  query: Record<string, unknown>,
  fault: (code: HttpFault, fields: readonly string[]) => Error,
): Record<string, string> {
  const twice = Object.keys(query).filter((name) => typeof query[name] !== 'string')
  if (twice.length > 0) throw fault('BODY', twice)
  return query as Record<string, string>
}

const texts = (fields: Record<string, unknown>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  )

export const jsonReply = (statusCode: number, body: object): HttpReply => ({
  statusCode,
  headers: { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
})

export const textReply = (contentType: string, body: string): HttpReply => ({
  statusCode: 200,
  headers: { 'content-type': `${contentType}; charset=utf-8`, 'cache-control': 'no-store' },
  body,
})

/** A caller may send any entries of its own: the gateway adds what it saw as the last. */
export const addressOf = ({ headers }: HttpRequest): string =>
  (headers['x-forwarded-for'] ?? '').split(',').pop()?.trim() ?? ''
