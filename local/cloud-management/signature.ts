import { createHash, createHmac, timingSafeEqual } from 'node:crypto'

/** One request as it came over the wire. Header names in lower case. */
export interface SignedRequest {
  method: string
  path: string
  headers: Readonly<Record<string, string | undefined>>
  body: string
}

const AUTHORIZATION =
  /^TC3-HMAC-SHA256 Credential=([^/]+)\/(\d{4}-\d\d-\d\d)\/(\w+)\/tc3_request, SignedHeaders=([\w;-]+), Signature=([0-9a-f]{64})$/

/** How far a request's time may be from ours. */
const MAX_SKEW_SECONDS = 300

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/**
 * Checks Tencent Cloud's signature, version 3 (TC3-HMAC-SHA256). Answers the code of the refusal, as the API names it;
 * null when the request is signed by the owner of `secretKey`.
 */
export function signatureFault(
  { method, path, headers, body }: SignedRequest,
  keys: { secretId: string; secretKey: string },
  nowSeconds: number,
): string | null {
  const parts = AUTHORIZATION.exec(headers.authorization ?? '')
  if (parts === null) return 'AuthFailure.SignatureFailure'
  const [, id, date = '', service = '', signedHeaders = '', signature = ''] = parts
  if (id !== keys.secretId) return 'AuthFailure.SecretIdNotFound'
  const timestamp = Number(headers['x-tc-timestamp'])
  if (!(Math.abs(nowSeconds - timestamp) <= MAX_SKEW_SECONDS)) return 'AuthFailure.SignatureExpire'
  if (date !== new Date(timestamp * 1000).toISOString().slice(0, 10)) return 'AuthFailure.SignatureFailure'
  const names = signedHeaders.split(';')
  if (!names.includes('host') || !names.includes('content-type')) return 'AuthFailure.SignatureFailure'
  const host = headers.host ?? ''
  if (host !== `${service}.tencentcloudapi.com`) return 'AuthFailure.SignatureFailure'
  const signed = names.map((name) => `${name}:${headers[name] ?? ''}\n`).join('')
  const canonical = [method, path, '', signed, signedHeaders, hash(body)].join('\n')
  const toSign = ['TC3-HMAC-SHA256', timestamp, `${date}/${service}/tc3_request`, hash(canonical)].join('\n')
  const key = hmac(hmac(hmac(`TC3${keys.secretKey}`, date), service), 'tc3_request')
  const right = hmac(key, toSign)
  return timingSafeEqual(right, Buffer.from(signature, 'hex')) ? null : 'AuthFailure.SignatureFailure'
}
