import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import type { Reply } from '../../contract'
import { NOW } from '../domain/builders'
import { callAt } from './doors'
import { openCampus, type Campus } from './campus'
import { changesBetween, contentsOfDatabase } from './database-changes'
import { validCalls, type ValidCalls } from './valid-calls'

/**
 * Every action that changes something, with its connection to the database broken at one request: before it arrived, or
 * after it was done. Sent again under the same key, it ends as an undisturbed call does. Tried at the last request, which
 * commits, and one before it; INTERRUPT=all: at every request.
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
interface Outcome {
  replies: Reply[]
  changes: string[]
  requests: number
}

/** The action's valid call, broken off after so many requests; sent again until it is answered. */
async function send(action: Action, after: number, done: boolean): Promise<Outcome> {
  campus.clock.now = NOW
  const { by, input } = await calls[action]()
  await deliver()
  const before = contentsOfDatabase(campus)
  const request = { action, input, requestId: randomUUID() }
  const interruption = { after, done }
  campus.network.interruption = interruption
  const replies = [await serve(request, by.openid)]
  campus.network.interruption = null
  while (!replies.at(-1)?.ok && replies.length < TRIES) replies.push(await serve(request, by.openid))
  const left = LEFT_TO_TIMER.includes(action)
  if (left) await settle(campus.clock.now)
  await deliver()
  const all = changesBetween(before, contentsOfDatabase(campus)).map(withoutDelivery)
  const changes = left ? all.filter((line) => !line.startsWith('audit: ')) : all
  return { replies, changes, requests: after - interruption.after }
}

/** How often a message was tried, and what came of it, isn't the action's: one broken off may have been sent, so it isn't again. */
const withoutDelivery = (change: string): string =>
  change.startsWith('outbox: ')
    ? change.replace(/"(dueAt|attempts|outcome)":(?:\d+|"\w+")/g, '"$1":"·"')
    : change

const NEVER = 1e6

/** What one undisturbed call does. */
const once = new Map<Action, Promise<Outcome>>()

function undisturbed(action: Action): Promise<Outcome> {
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
