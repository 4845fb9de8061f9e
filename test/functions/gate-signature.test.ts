import { randomBytes, randomInt, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { SIGNATURE_HEADERS } from '../../contract/gate/device-api'
import { MAX_SKEW_MS } from '../../contract/gate/signature'
import { GateClient, type SignedCall } from '../../local/gate-simulator/client'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { deviceAt, type GateDevice } from './gates'
import { bookApproved } from './visitors'

/**
 * Calls that were tampered with, replayed, or come late: all refused, and nothing is decided. `GATE_CALLS` says how many
 * (400 unless given; 10000 for the figure in the documentation).
 */
const CALLS = Number(process.env.GATE_CALLS ?? 400)
const AT_ONCE = 20

let campus: Campus
let device: GateDevice
let other: GateDevice
let code = ''
let visitId = ''

beforeAll(async () => {
  campus = await openCampus()
  device = await deviceAt(campus, 'yanshan-east')
  other = await deviceAt(campus, 'yucai-west')
  const booked = await bookApproved(campus, 900)
  visitId = booked.visitId
  code = booked.phone.codeAt(NOW)
})
afterAll(() => campus.close())

const signed = (client = device.client): SignedCall =>
  client.sign('verify', { eventId: randomUUID(), direction: 'in', code })
const changed = (text: string): string => {
  const at = randomInt(text.length)
  const to = text[at] === 'a' ? 'b' : 'a'
  return text.slice(0, at) + to + text.slice(at + 1)
}
const withHeader = (call: SignedCall, name: string, change: (value: string) => string): SignedCall => ({
  ...call,
  headers: { ...call.headers, [name]: change(call.headers[name] ?? '') },
})
const clientAt = (skew: number): GateClient =>
  new GateClient({
    url: '',
    deviceId: device.id,
    secret: device.secret,
    clock: () => campus.clock.now + skew,
  })

const { signature, nonce, timestamp, device: deviceHeader } = SIGNATURE_HEADERS
const attacks: [string, () => SignedCall, RegExp][] = [
  ['a changed body', () => ({ ...signed(), body: changed(signed().body) }), /^SIGNATURE$/],
  ['another path', () => ({ ...signed(), path: '/v1/override' }), /^SIGNATURE$/],
  ['another method', () => ({ ...signed(), method: 'GET', path: '/v1/keys' }), /^SIGNATURE$/],
  ['a query that wasn’t signed', () => ({ ...signed(), path: '/v1/verify?since=1' }), /^SIGNATURE$/],
  ['a changed signature', () => withHeader(signed(), signature, changed), /^SIGNATURE$/],
  [
    'a shortened signature',
    () => withHeader(signed(), signature, (s) => s.slice(0, randomInt(64))),
    /^SIGNATURE_HEADERS$/,
  ],
  ['another nonce', () => withHeader(signed(), nonce, () => randomBytes(12).toString('hex')), /^SIGNATURE$/],
  [
    'another time',
    () => withHeader(signed(), timestamp, (at) => String(Number(at) + 1 + randomInt(1000))),
    /^SIGNATURE$/,
  ],
  ['another device’s name', () => withHeader(signed(), deviceHeader, () => other.id), /^SIGNATURE$/],
  ['a device nobody knows', () => withHeader(signed(), deviceHeader, () => randomUUID()), /^SIGNATURE$/],
  ['no signature', () => ({ ...signed(), headers: {} }), /^SIGNATURE_HEADERS$/],
  [
    'a guessed key',
    () =>
      signed(
        new GateClient({
          url: '',
          deviceId: device.id,
          secret: randomBytes(32).toString('base64url'),
          clock: () => campus.clock.now,
        }),
      ),
    /^SIGNATURE$/,
  ],
  ['too late', () => signed(clientAt(-MAX_SKEW_MS - 1 - randomInt(86_400_000))), /^CLOCK_SKEW$/],
  ['too early', () => signed(clientAt(MAX_SKEW_MS + 1 + randomInt(86_400_000))), /^CLOCK_SKEW$/],
]

const passages = async () =>
  (await campus.person('visitor-900').get('visit.get', { visitId })).passages.length

/** `count` calls, `AT_ONCE` at a time; how often each code came. */
async function outcomes(
  count: number,
  call: (at: number) => Promise<string>,
): Promise<Record<string, number>> {
  const sum: Record<string, number> = {}
  for (let from = 0; from < count; from += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => call(from + index))
    for (const code of await Promise.all(batch)) sum[code] = (sum[code] ?? 0) + 1
  }
  return sum
}
const codeOf = async (call: SignedCall): Promise<string> => {
  const reply = await device.send(call)
  return reply.ok ? 'ok' : reply.code
}

test.each(attacks)('%s: refused', async (_, attack, expected) => {
  expect(await codeOf(attack())).toMatch(expected)
})

it(`${CALLS} tampered, replayed or late calls: every one refused, nothing recorded`, async () => {
  const before = await passages()
  // One honest call for every hundred attacks, whose replays are the other half of them.
  const honest = Array.from({ length: Math.max(1, Math.ceil(CALLS / 100)) }, () => signed())
  for (const call of honest) expect(await codeOf(call)).toBe('ok')
  const recorded = await passages()
  expect(recorded).toBe(Math.min(100, before + honest.length))
  const sum = await outcomes(CALLS, (at) =>
    at % 2 === 0
      ? codeOf(honest[at % honest.length] as SignedCall)
      : codeOf((attacks[randomInt(attacks.length)] as (typeof attacks)[number])[1]()),
  )
  expect(sum.ok).toBeUndefined()
  expect(sum.NONCE_REPLAYED).toBe(Math.ceil(CALLS / 2))
  expect(Object.values(sum).reduce((all, each) => all + each, 0)).toBe(CALLS)
  expect(await passages()).toBe(recorded)
}, 600_000)

it('one call twenty times at once: one is answered, nineteen are replays', async () => {
  const call = signed()
  expect(await outcomes(20, () => codeOf(call))).toEqual({ ok: 1, NONCE_REPLAYED: 19 })
})

it.each([-MAX_SKEW_MS, MAX_SKEW_MS])(
  '%i ms off is still on time; a millisecond more is told the time',
  async (skew) => {
    expect(await codeOf(signed(clientAt(skew)))).toBe('ok')
    const client = clientAt(skew + Math.sign(skew))
    const reply = await device.send(signed(client))
    expect(reply).toMatchObject({ ok: false, status: 401, code: 'CLOCK_SKEW', serverTime: campus.clock.now })
  },
)

it('nonces are forgotten once their calls would be late, not before', async () => {
  const { dropPastNonces } = await import('../../cloudfunctions/stores/devices')
  campus.clock.now = NOW
  const call = signed()
  expect(await codeOf(call)).toBe('ok')
  await dropPastNonces(NOW + MAX_SKEW_MS)
  expect(await codeOf(call)).toBe('NONCE_REPLAYED')
  expect(await dropPastNonces(NOW + MAX_SKEW_MS + 1)).toBeGreaterThan(0)
  campus.clock.now = NOW + MAX_SKEW_MS + 1
  expect(await codeOf(call)).toBe('CLOCK_SKEW')
  campus.clock.now = NOW
})

describe('a poll, whose nonce is kept with what is heard of its device', () => {
  type Poll = 'snapshot' | 'heartbeat'
  const poll = (name: Poll, skew = 0): SignedCall =>
    name === 'snapshot'
      ? clientAt(skew).sign('snapshot', {})
      : clientAt(skew).sign('heartbeat', { version: null, faults: [] })

  test.each<Poll>(['snapshot', 'heartbeat'])('%s: twenty times at once, one is answered', async (name) => {
    const call = poll(name)
    expect(await outcomes(20, () => codeOf(call))).toEqual({ ok: 1, NONCE_REPLAYED: 19 })
  })

  it('one that comes late is no replay of those after it, and counts once too', async () => {
    const [late, early] = [poll('heartbeat', -2), poll('snapshot', -1)]
    expect([await codeOf(early), await codeOf(late)]).toEqual(['ok', 'ok'])
    expect([await codeOf(early), await codeOf(late)]).toEqual(['NONCE_REPLAYED', 'NONCE_REPLAYED'])
  })

  it('one that is older than all that are kept is refused, whether or not it was made', async () => {
    const [made, unmade] = [poll('heartbeat'), poll('heartbeat')]
    expect(await codeOf(made)).toBe('ok')
    for (let later = 1; later <= 64; later++) expect(await codeOf(poll('heartbeat', later))).toBe('ok')
    expect([await codeOf(made), await codeOf(unmade)]).toEqual(['NONCE_REPLAYED', 'NONCE_REPLAYED'])
    expect(await codeOf(poll('heartbeat', 65))).toBe('ok')
  })

  it('says when to ask again', async () => {
    expect(await other.get('snapshot', {})).toMatchObject({ next: null, nextAfterMs: 10_000 })
  })
})
