import { randomUUID } from 'node:crypto'
import { isDeepStrictEqual } from 'node:util'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import type { Reply } from '../../contract'
import type { Stored } from '../../cloudfunctions/platform/database'
import { NOW } from '../domain/builders'
import type { EndpointInput, EndpointName } from '../../contract/gate/device-api'
import type { GateReply } from '../../local/gate-simulator/client'
import { callAt } from './doors'
import { openCampus, type Campus } from './campus'
import { changesBetween, contentsOfDatabase, isDailyNews } from './database-changes'
import { deviceAt, type GateDevice } from './gates'
import { validCalls, type ValidCalls } from './valid-calls'
import { bookApproved } from './visitors'

/**
 * Every action that changes something, with its connection to the database broken at one request: before it arrived, or
 * after it was done. Sent again under the same key, it ends as an undisturbed call does. Tried at the last request, which
 * commits, and one before it; INTERRUPT=all: at every request. What gate hardware sends is tried at every request.
 */
const EVERY = process.env.INTERRUPT === 'all'
const MUTATING = (Object.keys(ACTIONS) as Action[]).filter((action) => ACTIONS[action].changes)
/** So often a phone sends the same request by itself. */
const TRIES = 3
/** A code of WeChat's is used up by the first try: the user taps again, which makes another request. */
const ONE_USE: Partial<Record<Action, string>> = { 'staff.bind': 'PHONE_CODE' }

/** What these leave behind the timer brings to its end, under its own name on the audit trail. */
const LEFT_TO_TIMER: readonly Action[] = [
  'standing.revise',
  'standing.answer',
  'standing.withdraw',
  'standing.papers',
]

let campus: Campus
let calls: ValidCalls
let serve: (request: object, openid: string | null) => Promise<Reply>
let deliver: () => Promise<unknown>
let settle: (now: number) => Promise<number>
let numbers = 0

beforeAll(async () => {
  campus = await openCampus({ network: true })
  calls = validCalls(campus, () => ++numbers)
  serve = (request, openid) => callAt(request, openid, campus.clock.now, 'trace')
  const { deliverDue, deliveriesDone } = await import('../../cloudfunctions/usecases/notice/deliver')
  settle = (await import('../../cloudfunctions/usecases/standing-pass/settle')).settleStandingPasses
  // The timer sends what a call that was broken off left behind, once nobody else can be at it.
  deliver = async () => {
    await deliveriesDone()
    for (const later of [0, 2 * 60_000]) await deliverDue(campus.clock.now + later)
  }
})
afterAll(() => campus.close())
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.restoreAllMocks()
})

/** What came of a call: its replies, one for each try, what changed, and how many requests the first try sent. */
interface Outcome<R> {
  replies: R[]
  changes: string[]
  requests: number
}

/** The action's valid call, broken off after so many requests; sent again until it is answered. */
async function send(action: Action, after: number, done: boolean): Promise<Outcome<Reply>> {
  campus.clock.now = NOW
  const { by, input } = await calls[action]()
  const request = { action, input, requestId: randomUUID() }
  const left = LEFT_TO_TIMER.includes(action)
  const outcome = await brokenOff(
    () => serve(request, by.openid),
    async () => void (left && (await settle(campus.clock.now))),
    { after, done },
  )
  const changes = left ? outcome.changes.filter((line) => !line.startsWith('audit: ')) : outcome.changes
  return { ...outcome, changes }
}

/** One call, its connection broken at one request; made again until it is answered. @param rest what the timer does after it */
async function brokenOff<R extends { ok: boolean }>(
  call: () => Promise<R>,
  rest: () => Promise<void>,
  { after, done }: { after: number; done: boolean },
): Promise<Outcome<R>> {
  await deliver()
  const before = contentsOfDatabase(campus)
  const interruption = { after, done }
  campus.network.interruption = interruption
  const replies = [await call()]
  campus.network.interruption = null
  while (!replies.at(-1)?.ok && replies.length < TRIES) replies.push(await call())
  await rest()
  await deliver()
  const changes = changesBetween(before, contentsOfDatabase(campus))
    .filter((line) => !isDailyNews(line))
    .map(withoutDelivery)
  return { replies, changes, requests: after - interruption.after }
}

/** How often a message was tried, and what came of it, isn't the action's: one broken off may have been sent, so it isn't again. */
const withoutDelivery = (change: string): string =>
  change.startsWith('outbox: ')
    ? change.replace(/"(dueAt|attempts|outcome)":(?:\d+|"\w+")/g, '"$1":"·"')
    : change

const NEVER = 1e6

/** What one undisturbed call does. */
const once = new Map<Action, Promise<Outcome<Reply>>>()

function undisturbed(action: Action): Promise<Outcome<Reply>> {
  const outcome = once.get(action) ?? send(action, NEVER, false)
  once.set(action, outcome)
  return outcome
}

/** At which of its requests an action is broken off. */
function requestsTried(action: Action, requests: number): number[] {
  const all = Array.from({ length: requests }, (_, at) => at)
  return EVERY ? all : [MUTATING.indexOf(action) % (requests - 1), requests - 1]
}

describe.each(MUTATING)('%s, broken off', (action) => {
  it.each([
    ['before a request arrived', false],
    ['after a request was done', true],
  ])('%s: the next try does it once', async (_, done) => {
    const expected = await undisturbed(action)
    expect(expected.replies).toHaveLength(1)
    expect(expected.changes).not.toEqual([])
    for (const at of requestsTried(action, expected.requests)) {
      const { replies, changes } = await send(action, at, done)
      const where = `request ${at + 1} of ${expected.requests}`
      const usedUp = ONE_USE[action] !== undefined && changes.length === 0
      expect
        .soft(replies.at(-1), where)
        .toMatchObject(usedUp ? { ok: false, code: ONE_USE[action] } : { ok: true })
      expect.soft(changes, where).toEqual(usedUp ? [] : expected.changes)
    }
  })
})

/** What a device says of itself: each of its calls is heard of and has a nonce of its own, however often one thing is sent. */
const ofDevice = (change: string): boolean => !/^(gateNonces|deviceStates): /.test(change)

const EAST = 'yanshan-east'
/**
 * What endpoints that write are sent (an override goes the way of verify), for somebody new; sent again it is the same event,
 * signed anew.
 */
const DEVICE_CALLS = {
  verify: async () => ({ eventId: randomUUID(), direction: 'in' as const, code: await newCode() }),
  events: async () => ({ sentAt: NOW, events: [await passageOf(true), await passageOf(false)] }),
  heartbeat: () => ({ version: NOW - 1000, faults: [`风扇${++numbers}`] }),
} satisfies { [E in EndpointName]?: () => EndpointInput<E> | Promise<EndpointInput<E>> }

async function newCode(): Promise<string> {
  return (await bookApproved(campus, ++numbers)).phone.codeAt(campus.clock.now)
}

/** A passage that the device decided without a network. */
async function passageOf(allowed: boolean): Promise<EndpointInput<'events'>['events'][number]> {
  const { visitId } = await bookApproved(campus, ++numbers)
  return {
    ...{ eventId: randomUUID(), direction: 'in', way: 'qr', at: NOW - 60_000, offset: 0, allowed, visitId },
    ...{ reason: allowed ? 'OK' : 'WRONG_GATE', plate: null, override: null, step: null },
  }
}

describe.each(Object.keys(DEVICE_CALLS) as (keyof typeof DEVICE_CALLS)[])(
  '%s of a device, broken off',
  (name) => {
    let device: GateDevice
    beforeAll(async () => {
      device = await deviceAt(campus, EAST)
    })

    async function sent(after: number, done: boolean) {
      campus.clock.now = NOW
      const input = await DEVICE_CALLS[name]()
      const outcome = await brokenOff(
        () => device.ask(name, input),
        () => Promise.resolve(),
        { after, done },
      )
      const state = await campus.stored<Stored & { faults: string[] }>('deviceStates', device.id)
      const faults = 'faults' in input ? isDeepStrictEqual(state?.faults, input.faults) : null
      return { ...outcome, changes: outcome.changes.filter(ofDevice), faults }
    }

    it.each([
      ['before a request arrived', false],
      ['after a request was done', true],
    ])('%s: the next try does it once', async (_, done) => {
      const expected = await sent(NEVER, false)
      expect(expected.replies.map(({ ok }) => ok)).toEqual([true])
      if (name === 'heartbeat') expect(expected.faults).toBe(true)
      else expect(expected.changes).not.toEqual([])
      for (let at = 0; at < expected.requests; at++) {
        const { replies, changes, faults } = await sent(at, done)
        const where = `request ${at + 1} of ${expected.requests}`
        expect.soft(decisionsOf(replies.at(-1)), where).toEqual(decisionsOf(expected.replies[0]))
        expect.soft(changes, where).toEqual(expected.changes)
        expect.soft(faults, where).toBe(expected.faults)
      }
    })
  },
)

/** What the device was told to do. */
function decisionsOf(reply: GateReply<keyof typeof DEVICE_CALLS> | undefined): unknown {
  if (reply?.ok !== true) return reply
  const { data } = reply
  if ('decision' in data) return [data.decision, data.reason]
  return 'rows' in data ? data.rows.map(({ conflict, refusal }) => [conflict, refusal]) : 'heard'
}
