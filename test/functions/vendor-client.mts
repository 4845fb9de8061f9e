// What somebody writes who knows the OpenAPI document and nothing else: types from it, words from it.
import { createHash, createHmac, createPublicKey, randomBytes, verify as verifyBytes } from 'node:crypto'
import type { paths } from './gate-api.js'

type Posts = '/v1/verify' | '/v1/events' | '/v1/heartbeat'
type Gets = '/v1/snapshot' | '/v1/keys'
type Body<P extends Posts> = paths[P]['post']['requestBody']['content']['application/json']
type Answer<O> = O extends { responses: { 200: { content: { 'application/json': infer A } } } } ? A : never
type Snapshot = Answer<paths['/v1/snapshot']['get']>
type Key = Answer<paths['/v1/keys']['get']>['keys'][number]

const encoded = (text: string): string =>
  [...Buffer.from(text, 'utf8')]
    .map((byte) => {
      const letter = String.fromCharCode(byte)
      return /[A-Za-z0-9\-_.~]/.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
    })
    .join('')

const withQuery = (path: string, query: Record<string, string>): string => {
  const fields = Object.keys(query)
    .sort()
    .map((name) => `${encoded(name)}=${encoded(query[name] ?? '')}`)
  return fields.length === 0 ? path : `${path}?${fields.join('&')}`
}

export function signatureOf(key: string, lines: readonly string[]): string {
  return createHmac('sha256', Buffer.from(key, 'base64url')).update(lines.join('\n')).digest('hex')
}

export const linesOf = (
  ...[method, path, timestamp, nonce, body]: [string, string, string, string, string]
): string[] => [method, path, timestamp, nonce, createHash('sha256').update(body, 'utf8').digest('hex')]

export class Device {
  constructor(
    private readonly url: string,
    private readonly id: string,
    private readonly key: string,
  ) {}

  post<P extends Posts>(path: P, body: Body<P>): Promise<Answer<paths[P]['post']>> {
    return this.call('POST', path, JSON.stringify(body))
  }

  get<P extends Gets>(path: P, query: Record<string, string> = {}): Promise<Answer<paths[P]['get']>> {
    return this.call('GET', withQuery(path, query), '')
  }

  private async call<A>(method: string, path: string, body: string): Promise<A> {
    const [timestamp, nonce] = [String(Date.now()), randomBytes(15).toString('base64url')]
    const headers = {
      'content-type': 'application/json',
      'x-gate-device': this.id,
      'x-gate-timestamp': timestamp,
      'x-gate-nonce': nonce,
      'x-gate-signature': signatureOf(this.key, linesOf(method, path, timestamp, nonce, body)),
    }
    const answer = await fetch(
      this.url + path,
      method === 'POST' ? { method, headers, body } : { method, headers },
    )
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as A
  }

  /** The whole list: every page, each under a signature that fits. */
  async list(keys: readonly Key[]): Promise<List[]> {
    const pages: List[] = []
    let cursor: string | null = null
    do {
      const page: Snapshot = await this.get('/v1/snapshot', cursor === null ? {} : { cursor })
      if (!isSigned(page, keys)) throw new Error('a page that nobody signed')
      pages.push(JSON.parse(page.payload) as List)
      cursor = page.next
    } while (cursor !== null)
    return pages
  }
}

interface List {
  format: number
  salt: string
  expiresAt: number
  visitLength: number
  identityLength: number
  visits: string
  identities: string
  gates: { id: string; vehicleBarrier: boolean; privateVehicles: string }[]
  controls: { gateIds: string[]; from: number; until: number; ended: boolean }[]
}

export function isSigned({ payload, keyId, signature }: Snapshot, keys: readonly Key[]): boolean {
  const key = keys.find((each) => each.keyId === keyId)
  if (key === undefined) return false
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.publicKey }, format: 'jwk' })
  return verifyBytes(null, Buffer.from(payload, 'ascii'), publicKey, Buffer.from(signature, 'base64url'))
}

export interface Decision {
  decision: 'allow' | 'deny' | 'hold'
  visitId: string | null
}

const HELD: Decision = { decision: 'hold', visitId: null }

/** In, by plate, without a network. */
export function decideAlone(pages: readonly List[], plate: string, gateId: string, now: number): Decision {
  const [first] = pages
  if (first === undefined || first.format !== 2 || first.expiresAt < now) return HELD
  const token = createHash('sha512')
    .update(Buffer.from(first.salt, 'base64url'))
    .update(encodeURIComponent(`plate:${plate}`))
    .digest()
    .subarray(0, 6)
  const records = pages.flatMap((page) => cut(page.visits, page.visitLength))
  const record = records
    .filter((each) => ((each[39] ?? 0) & 4) !== 0 && each.subarray(18, 24).equals(token))
    .pop()
  if (record === undefined) return { decision: 'deny', visitId: null }
  const visitId = record.subarray(0, 12).toString('base64url')
  const marks = record[39] ?? 0
  const today = Math.floor((now + 8 * 3_600_000) / 86_400_000) - Date.UTC(2020, 0, 1) / 86_400_000
  const firstDay = record.readUInt16BE(36)
  const lastDay = firstDay + ((record[38] ?? 0) >> 4)
  const gate = first.gates.find(({ id }) => id === gateId)
  const closed = first.controls.some(
    ({ gateIds, from, until, ended }) => gateIds.includes(gateId) && !ended && from <= now && now < until,
  )
  const fits =
    gate?.vehicleBarrier === true &&
    ((marks & 1) === 1 || ['both', 'entryOnly'].includes(gate.privateVehicles))
  const facts = pages.flatMap((page) => cut(page.identities, page.identityLength))
  const against = [token, record.subarray(24, 30), record.subarray(30, 36)].some((each) =>
    isHeld(facts, each, today),
  )
  const valid = marks >> 3 === 0 && firstDay <= today && today <= lastDay && fits && !closed && !against
  if (!valid) return { decision: 'deny', visitId }
  return { decision: (marks & 2) === 0 ? 'allow' : 'hold', visitId }
}

function isHeld(facts: readonly Buffer[], token: Buffer, today: number): boolean {
  let held = false
  for (const fact of facts.filter((each) => each.subarray(0, 6).equals(token))) {
    const [from, until] = [fact.readUInt16BE(7), fact.readUInt16BE(9)]
    if (fact[6] === 0) held = false
    else if (fact[6] !== 3 && from <= today && today <= until) held = true
  }
  return held
}

function cut(bytes: string, length: number): Buffer[] {
  const all = Buffer.from(bytes, 'base64url')
  return Array.from({ length: all.length / length }, (_, index) =>
    all.subarray(index * length, (index + 1) * length),
  )
}
