import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Action, Input } from '../../contract'
import { addDays } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { NOW, TODAY } from '../domain/builders'
import { callAt } from './doors'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, formFor, guardOf } from './visitors'

/** Every mutating action of the main job: the same request id gives the same reply and changes things once. */
let campus: Campus
let approver: Person
let guard: Person
let numbers = 100
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  approver = campus.person(approversOf(campus, 'computing')[0] as string)
  guard = campus.person(guardOf(campus, 'yucai-west'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

interface Change<A extends Action = Action> {
  by: Person
  input: Input<A>
  /** Something that counts how often the change was made. */
  traces: () => Promise<unknown>
}

const story = async (visitor: Person, visitId: string) => {
  const { visit, rev, history, passages } = await visitor.get('visit.get', { visitId })
  return { state: visit.state, rev, steps: history.length, passages: passages.length }
}

const changes: { [A in Action]?: () => Promise<Change<A>> } = {
  'visit.submit': async () => {
    const by = campus.person(`idempotent-${next()}`)
    const traces = async () => (await by.get('visit.list', { list: 'pending', cursor: null })).rows.length
    return { by, input: { form: formFor(campus, numbers) }, traces }
  },
  'visit.revise': async () => {
    const { visitor, visitId } = await book(campus, next())
    const { rev } = await visitor.get('visit.get', { visitId })
    const form = formFor(campus, numbers, { note: '改过' })
    return { by: visitor, input: { visitId, rev, form }, traces: () => story(visitor, visitId) }
  },
  'visit.cancel': async () => {
    const { visitor, visitId } = await book(campus, next())
    return { by: visitor, input: { visitId }, traces: () => story(visitor, visitId) }
  },
  'approval.approve': async () => {
    const { visitor, visitId } = await book(campus, next())
    return { by: approver, input: { visitId }, traces: () => story(visitor, visitId) }
  },
  'approval.return': async () => {
    const { visitor, visitId } = await book(campus, next())
    return { by: approver, input: { visitId, reason: '改期' }, traces: () => story(visitor, visitId) }
  },
  'approval.revoke': async () => {
    const { visitor, visitId } = await bookApproved(campus, next())
    return { by: approver, input: { visitId, reason: '取消' }, traces: () => story(visitor, visitId) }
  },
  'gate.check': async () => {
    const { visitor, visitId, phone } = await bookApproved(campus, next())
    const input = { gateId: 'yucai-west', direction: 'in' as const, code: phone.codeAt(NOW) }
    return { by: guard, input, traces: () => story(visitor, visitId) }
  },
  'consent.record': async () => {
    const by = campus.person(`idempotent-${next()}`)
    return {
      by,
      input: { accepted: [demoTemplates.decision.id] },
      traces: async () => (await by.get('me', {})).consents,
    }
  },
}
const ACTIONS = Object.keys(changes) as Action[]
const prepare = (action: Action): Promise<Change> => (changes[action] as () => Promise<Change>)()

describe.each(ACTIONS)('%s', (action) => {
  it('asked twice with one request id: the same reply, applied once', async () => {
    const { by, input, traces } = await prepare(action)
    const before = await traces()
    const requestId = randomUUID()
    const first = await by.get(action, input, requestId)
    const once = await traces()
    expect(once).not.toEqual(before)
    campus.clock.now += 60_000
    expect(await by.get(action, input, requestId)).toEqual(first)
    expect(await traces()).toEqual(once)
  })

  it('five times at once: five equal replies, applied once', async () => {
    const { by, input, traces } = await prepare(action)
    const requestId = randomUUID()
    const replies = await Promise.all(Array.from({ length: 5 }, () => by.get(action, input, requestId)))
    for (const reply of replies) expect(reply).toEqual(replies[0])
    const once = await traces()
    await by.get(action, input, requestId)
    expect(await traces()).toEqual(once)
  })

  it('without a request id it is refused', async () => {
    const { by, input } = await prepare(action)
    const reply = await callAt({ action, input }, by.openid, NOW)
    expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST', details: { fields: ['requestId'] } })
  })
})

describe('a request id belongs to one action of one person', () => {
  test.each(ACTIONS.filter((action) => action !== 'visit.submit'))(
    'used for a booking, it is refused for %s',
    async (action) => {
      const { by, input } = await prepare(action)
      const requestId = randomUUID()
      await by.get('visit.submit', { form: formFor(campus, next()) }, requestId)
      expect(await by.outcome(action, input as never, requestId)).toBe('KEY_REUSED')
    },
  )

  it('with another form it is refused, whatever became of the first booking, and the first answer stands', async () => {
    const visitor = campus.person('other-form')
    const requestId = randomUUID()
    const form = formFor(campus, next())
    const first = await visitor.get('visit.submit', { form }, requestId)
    for (const changed of [{ ...form, note: '改过' }, { ...form, phone: 'none' }, formFor(campus, next())])
      expect(await visitor.outcome('visit.submit', { form: changed }, requestId)).toBe('KEY_REUSED')
    // The order of the fields says nothing.
    const reordered = Object.fromEntries(Object.entries(form).reverse()) as typeof form
    expect(await visitor.get('visit.submit', { form: reordered }, requestId)).toEqual(first)
    expect((await visitor.get('visit.list', { list: 'pending', cursor: null })).rows).toHaveLength(1)
  })

  it('two people may have made the same id: two bookings', async () => {
    const requestId = randomUUID()
    const [one, two] = await Promise.all(
      ['twin-1', 'twin-2'].map((openid) =>
        campus.person(openid).get('visit.submit', { form: formFor(campus, next()) }, requestId),
      ),
    )
    expect(one?.visitId).not.toBe(two?.visitId)
  })
})

describe('a retry after a lost reply, when the world has moved on', () => {
  it('of a booking made a second before midnight for that day', async () => {
    campus.clock.now = Date.parse('2026-05-23T15:59:59Z')
    const visitor = campus.person('late')
    const requestId = randomUUID()
    const form = formFor(campus, next())
    const first = await visitor.get('visit.submit', { form }, requestId)
    campus.clock.now += 2000
    expect(await visitor.get('visit.submit', { form }, requestId)).toEqual(first)
    expect(await visitor.outcome('visit.submit', { form })).toBe('FORM')
  })

  it('of a booking that was approved meanwhile', async () => {
    const visitor = campus.person('quickly-approved')
    const requestId = randomUUID()
    const form = formFor(campus, next())
    const first = await visitor.get('visit.submit', { form }, requestId)
    await approver.get('approval.approve', { visitId: first.visitId })
    expect(await visitor.get('visit.submit', { form }, requestId)).toEqual(first)
  })

  it('of an approval by somebody frozen since; a new decision is refused', async () => {
    const openid = approversOf(campus, 'literature')[0] as string
    const person = campus.person(openid)
    const host = campus.demo.staff.find(({ unitId }) => unitId === 'literature')
    const bookOne = () => book(campus, next(), { hostId: host?.id ?? '', lastDay: addDays(TODAY, 1) })
    const [one, two] = [await bookOne(), await bookOne()]
    const requestId = randomUUID()
    const first = await person.get('approval.approve', { visitId: one.visitId }, requestId)
    await campus.put('accounts', {
      _id: `approver:${openid}`,
      active: false,
      frozen: { reason: '调岗', since: NOW },
    })
    expect(await person.get('approval.approve', { visitId: one.visitId }, requestId)).toEqual(first)
    expect(await person.outcome('approval.approve', { visitId: two.visitId })).toBe('FROZEN')
  })
})

it('a refusal is not kept: the same request may succeed later', async () => {
  const { visitor, visitId } = await book(campus, next())
  const requestId = randomUUID()
  const form = formFor(campus, numbers)
  const second = campus.person('patient')
  expect(await second.outcome('visit.submit', { form }, requestId)).toBe('DUPLICATE')
  await visitor.get('visit.cancel', { visitId })
  expect(await second.outcome('visit.submit', { form }, requestId)).toBe('ok')
})
