import { randomUUID } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import type { Output, Reply, Request } from '../../contract'
import { randomFrom } from '../../local/demo/random'
import { NOW } from '../domain/builders'
import { callAt } from './doors'
import { openCampus, type Campus } from './campus'
import { changesBetween, contentsOfDatabase, isDailyNews } from './database-changes'
import { fateOf, lossyPhone, type Fate } from './lossy-phone'
import { validCalls, type ValidCalls } from './valid-calls'

/**
 * Every action that changes something, on a network that loses and repeats: applied exactly once, and answered the same
 * every time. The phone's own retry code sends; what is in the database afterwards is what one undisturbed call leaves.
 * LOSSY_ROUNDS: how many seeds each action is tried with; the seed stands in the test's name.
 */
const ROUNDS = Number(process.env.LOSSY_ROUNDS ?? 2)
const MUTATING = (Object.keys(ACTIONS) as Action[]).filter((action) => ACTIONS[action].changes)

let campus: Campus
let calls: ValidCalls
let serve: (request: Request, openid: string | null) => Promise<Reply>
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, () => ++numbers)
  serve = async (request, openid) => {
    const reply = await callAt(request, openid, campus.clock.now, 'trace')
    // Once it is done, every repetition comes in another minute: what is decided anew would be seen.
    if (reply.ok) campus.clock.now += 60_000
    return reply
  }
})
afterAll(() => campus.close())
beforeEach(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined)
})
afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** Makes the action's valid call through the network of these fates; what changed, and every reply there was. */
async function requestFor<A extends Action>(action: A, fates: () => Fate) {
  campus.clock.now = NOW
  const { by, input } = await calls[action]()
  const before = contentsOfDatabase(campus)
  const sentBefore = campus.cloud.notices.list().length
  const phone = lossyPhone((request) => serve(request, by.openid))
  const answer: Output<A> = await phone.request(action, input as never, fates)
  const replies = await phone.replies()
  await (await import('../../cloudfunctions/usecases/notice/deliver')).deliveriesDone()
  vi.unstubAllGlobals()
  const changes = changesBetween(before, contentsOfDatabase(campus))
  return { answer, replies, changes, sent: campus.cloud.notices.list().length - sentBefore }
}

const calm = (): Fate => ({})

/** Each kind of loss, one after the other. */
function everythingOnce(): () => Fate {
  const fates: Fate[] = [
    { lost: true },
    { lost: true, silent: true },
    { twice: 'together', replyLost: true },
    { twice: 'late', replyLost: true, silent: true },
    { twice: 'together' },
  ]
  return () => fates.shift() ?? {}
}

/** What one undisturbed call does. */
const once = new Map<Action, ReturnType<typeof requestFor>>()

/** Two at once share a gate's places out twice, to the same end: rows of that which say the same count once. */
const toCompare = (action: Action, changes: readonly string[]): readonly string[] => {
  const compared = changes.filter((line) => !isDailyNews(line))
  return action === 'walkIn.saveQuota' ? [...new Set(compared)] : compared
}

async function expectOnce(action: Action, fates: () => Fate): Promise<void> {
  const undisturbed = once.get(action) ?? requestFor(action, calm)
  once.set(action, undisturbed)
  const expected = await undisturbed
  expect(expected.changes).not.toEqual([])
  const { answer, replies, changes, sent } = await requestFor(action, fates)
  for (const reply of replies) expect(reply).toMatchObject({ ok: true, data: answer })
  expect(toCompare(action, changes)).toEqual(toCompare(action, expected.changes))
  expect(sent).toBe(expected.sent)
}

describe.each(MUTATING)('%s', (action) => {
  it('when everything goes wrong once: applied once, one answer', () => expectOnce(action, everythingOnce()))

  it.each(Array.from({ length: ROUNDS }, (_, round) => `${action} ${round}`))(
    'with 20 % of requests and of replies lost and 10 % doubled, seed %j: applied once, one answer',
    (seed) => {
      const random = randomFrom(seed)
      return expectOnce(action, () => fateOf(random))
    },
  )
})

it('a server that knows no repetition is noticed', async () => {
  const remembering = serve
  serve = (request, openid) => remembering({ ...request, requestId: randomUUID() }, openid)
  await expect(expectOnce('consent.record', everythingOnce())).rejects.toThrow()
  serve = remembering
})
