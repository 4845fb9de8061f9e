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
  keys: { keyId: number; publicKey: string }[]
  gates: { id: string; pedestrian: boolean; vehicleBarrier: boolean; privateVehicles: string }[]
  controls: { gateIds: string[]; from: number; until: number; ended: boolean }[]
}

export function isSigned({ payload, keyId, signature }: Snapshot, keys: readonly Key[]): boolean {
  const key = keys.find((each) => each.keyId === keyId)
  return (
    key !== undefined &&
    fits(key.publicKey, Buffer.from(payload, 'ascii'), Buffer.from(signature, 'base64url'))
  )
}

/** @param key Ed25519, base64url */
function fits(key: string, signed: Uint8Array, signature: Uint8Array): boolean {
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' })
  return verifyBytes(null, signed, publicKey, signature)
}

export interface Decision {
  decision: 'allow' | 'deny' | 'hold'
  visitId: string | null
}

const HELD: Decision = { decision: 'hold', visitId: null }
const DENIED: Decision = { decision: 'deny', visitId: null }

/** In without a network: a vehicle by its plate, somebody on foot by the person whose face it was. */
export function decideAlone(
  pages: readonly List[],
  shown: { plate: string } | { person: string },
  gateId: string,
  now: number,
): Decision {
  const [first] = pages
  if (first === undefined || first.format !== 2 || first.expiresAt < now) return HELD
  const vehicle = 'plate' in shown ? tokenOf(first.salt, `plate:${shown.plate}`) : null
  const record = recordsOf(pages)
    .filter((each) =>
      vehicle === null
        ? idOf(each) === (shown as { person: string }).person
        : ((each[39] ?? 0) & 4) !== 0 && each.subarray(18, 24).equals(vehicle),
    )
    .pop()
  return record === undefined ? DENIED : judged(pages, record, { vehicle, gateId, now })
}

/** In on foot by the code of a pass, without a network. */
export function decidePass(pages: readonly List[], code: string, gateId: string, now: number): Decision {
  const [first] = pages
  if (first === undefined || first.format !== 2 || first.expiresAt < now || !code.startsWith('CV2:'))
    return HELD
  const bytes = fromBase45(code.slice(4))
  const length = 60 + (bytes[27] ?? 0)
  if (bytes.length !== length + 64 + 4 + 64) return DENIED
  const [statement, phone] = [bytes.subarray(0, length), bytes.subarray(28, 60).toString('base64url')]
  const server = first.keys.find(({ keyId }) => keyId === bytes[1])?.publicKey
  if (server === undefined) return DENIED
  const signedByPhone = bytes.subarray(0, length + 68)
  const genuine =
    fits(server, statement, bytes.subarray(length, length + 64)) &&
    fits(phone, signedByPhone, bytes.subarray(length + 68))
  const steps = bytes.readUInt32BE(length + 64) - Math.floor(now / 15_000)
  if (!genuine || Math.abs(steps) > 2) return DENIED

  const visitId = bytes.subarray(2, 14).toString('base64url')
  const record = recordsOf(pages)
    .filter((each) => idOf(each) === visitId)
    .pop()
  if (record !== undefined) {
    const holder = record.subarray(40, 43)
    const other = createHash('sha512').update(bytes.subarray(28, 60)).digest().subarray(0, 3)
    if (!holder.equals(Buffer.alloc(3)) && !holder.equals(other)) return { decision: 'hold', visitId }
    return judged(pages, record, { vehicle: null, gateId, now })
  }
  const narrowed = bytes.subarray(20, 28).some((byte) => byte !== 0) || ((bytes[18] ?? 0) & 4) !== 0
  const [from, until] = [bytes.readUInt16BE(14), bytes.readUInt16BE(16)]
  const gate = first.gates.find(({ id }) => id === gateId)
  if (from > dayOf(now) || dayOf(now) > until || gate?.pedestrian !== true)
    return { decision: 'deny', visitId }
  return { decision: narrowed ? 'hold' : 'allow', visitId }
}

/** @param vehicle token of its plate; null: somebody on foot */
function judged(
  pages: readonly List[],
  record: Buffer,
  { vehicle, gateId, now }: { vehicle: Buffer | null; gateId: string; now: number },
): Decision {
  const [visitId, marks, today] = [idOf(record), record[39] ?? 0, dayOf(now)]
  const firstDay = record.readUInt16BE(36)
  const lastDay = firstDay + ((record[38] ?? 0) >> 4)
  const { gates = [], controls = [] } = pages[0] ?? {}
  const gate = gates.find(({ id }) => id === gateId)
  const closed = controls.some(
    ({ gateIds, from, until, ended }) => gateIds.includes(gateId) && !ended && from <= now && now < until,
  )
  const barrier =
    gate?.vehicleBarrier === true &&
    ((marks & 1) === 1 || ['both', 'entryOnly'].includes(gate.privateVehicles))
  const opens = vehicle === null ? gate?.pedestrian === true : barrier && !closed
  const facts = pages.flatMap((page) => cut(page.identities, page.identityLength))
  const against = [vehicle, record.subarray(24, 30), record.subarray(30, 36)].some(
    (each) => each !== null && isHeld(facts, each, today),
  )
  const valid = marks >> 3 === 0 && firstDay <= today && today <= lastDay && opens && !against
  if (!valid) return { decision: 'deny', visitId }
  return { decision: (marks & 2) === 0 ? 'allow' : 'hold', visitId }
}

const idOf = (record: Buffer): string => record.subarray(0, 12).toString('base64url')

/** Days since 2020 in Shanghai. */
const dayOf = (now: number): number =>
  Math.floor((now + 8 * 3_600_000) / 86_400_000) - Date.UTC(2020, 0, 1) / 86_400_000

const recordsOf = (pages: readonly List[]): Buffer[] =>
  pages.flatMap((page) => cut(page.visits, page.visitLength))

const tokenOf = (salt: string, value: string): Buffer =>
  createHash('sha512')
    .update(Buffer.from(salt, 'base64url'))
    .update(encodeURIComponent(value))
    .digest()
    .subarray(0, 6)

const BASE45 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

function fromBase45(text: string): Buffer {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((letter) => BASE45.indexOf(letter))
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0)
    if (digits.length === 3) bytes.push(value >> 8)
    bytes.push(value & 255)
  }
  return Buffer.from(bytes)
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
