import { afterAll, beforeAll, expect, it } from 'vitest'
import indexes from '../../cloudfunctions/indexes.json'
import { pagesOf } from '../../local/records'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import { DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { validCalls } from './valid-calls'

/**
 * Whatever can be done is done once, each time by and about people whom nobody else is. When all of it is over and its
 * time has come, no document of any collection tells of a visitor any more, but for what has to be kept (spec 9).
 */
let campus: Campus

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

/** As visitors of test/functions/visitors.ts are called, and what a screen shows of them. */
const MARKS: Readonly<Record<string, RegExp>> = {
  phone: /138000\d{5}|138\*+/,
  document: /450305(19|20)\d{9}[\dX]|450\*+/,
  plate: /桂C\d{5}/,
  name: /访客甲|访\*|工人甲|工\*|张三|张\*/,
  openid: /^(?:.*:)?(?:caller|visitor|booker|guest)-\d/,
  // longer than the seal of an empty text
  sealed: /^d1\..{39,}/,
}

/** Where all of it leaves marks. */
const TELLING = [
  ...['activityGuests', 'audit', 'blacklist', 'bookers', 'consents', 'erasures', 'gateFacts', 'invitations'],
  ...['outbox', 'passages', 'releaseRequests', 'searchLimits', 'setupCodes', 'stays', 'uploads', 'visits'],
  ...['activities', 'standingPasses', 'walkInTickets'],
]

/** `collection.field mark` of everything in a document that tells of a visitor. */
function marksIn(value: unknown, path: string): string[] {
  if (typeof value === 'string')
    return Object.entries(MARKS).flatMap(([mark, form]) => (form.test(value) ? [`${path} ${mark}`] : []))
  if (Array.isArray(value)) return value.flatMap((each) => marksIn(each, `${path}[]`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, each]) => marksIn(each, `${path}.${key}`))
}

/** What may tell of somebody for longer, and why. */
const KEPT: Readonly<Record<string, (document: Record<string, unknown>) => boolean>> = {
  // who works here
  accounts: () => true,
  accountRequests: () => true,
  bindings: () => true,
  staff: () => true,
  // an entry that holds until it is lifted
  blacklist: ({ state }) => ['proposed', 'active', 'liftAsked'].includes(state as string),
  // why gates were closed and the switch turned: of no visitor
  ...{ trafficControls: () => true, emergency: () => true },
  // secrets of gates
  devices: () => true,
  // a car that has not left, and what gates know of it or of an entry that holds
  stays: ({ inside }) => inside === true,
  gateFacts: ({ identity }) => {
    const { inside, blocks } = identity as { inside: boolean; blocks: unknown[] }
    return inside || blocks.length > 0
  },
}

/** What a unit planned is the name of it, as the title of an activity is. */
const PLANNED = ['standingPasses.why name']

async function marks(isKept: typeof KEPT = {}): Promise<string[]> {
  const found = new Set<string>()
  for (const collection of Object.keys(indexes))
    for await (const page of pagesOf(collection))
      for (const document of page)
        if (isKept[collection]?.(document as unknown as Record<string, unknown>) !== true)
          for (const mark of marksIn(document, collection)) found.add(mark)
  return [...found].sort()
}

/** What somebody types to say why may name people. */
const FREE_TEXTS = ['reason', 'note', 'override', 'why', 'text']
const GATE_REASON = /^[A-Z_]*$/

/** The input with somebody named in each text that says why. */
function named(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(named)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, each]) => {
      if (key === 'override') return [key, '张三来取件']
      const typed = FREE_TEXTS.includes(key) && typeof each === 'string' && !GATE_REASON.test(each)
      return [key, typed ? `${each}，与张三说好` : named(each)]
    }),
  )
}

/** Days after today on which the timer runs: visits end, terms and their passes do, and half a year later all of it goes. */
const NIGHTS = [1, 2, 31, 100, 101, 182, 183, 290, 291, 400, 401, 402]

it('nothing tells of a visitor when the time of all they did is over', { timeout: 180_000 }, async () => {
  let numbers = 1000
  const calls = validCalls(campus, () => ++numbers)
  const refused: string[] = []
  for (const action of Object.keys(ACTIONS) as Action[]) {
    const { by, input } = await calls[action]()
    const outcome = await by.outcome(action, named(input) as typeof input)
    if (outcome !== 'ok') refused.push(`${action}: ${outcome}`)
  }
  expect(refused).toEqual([])
  // What is looked for is there, so that not finding it means something.
  const before = (await marks()).map((mark) => mark.slice(0, mark.search(/[. ]/)))
  expect(before).toEqual(expect.arrayContaining([...TELLING]))

  const { runJobs } = await import('../../cloudfunctions/timer/jobs')
  for (const days of NIGHTS)
    for (const group of ['notices', 'days', 'photos', 'audit'])
      expect((await runJobs(group, NOW + days * DAY_MS)).failed).toEqual([])
  expect((await marks(KEPT)).filter((mark) => !PLANNED.includes(mark))).toEqual([])
})
