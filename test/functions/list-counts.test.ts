import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Action, Input, Output } from '../../contract'
import { GUEST_LISTS } from '../../miniprogram/domain/activity/guest'
import { BLACKLIST_LISTS } from '../../miniprogram/domain/blacklist/blacklist'
import { REPORT_STATES } from '../../miniprogram/domain/emergency/emergency'
import { STAY_LISTS } from '../../miniprogram/domain/vehicle/stay'
import { openCampus, type Campus, type Person } from './campus'
import { validCalls, type ValidCalls } from './valid-calls'

/** A tab says how many stand on it: as many as whoever pages to the end finds there. */
type Counted =
  | 'account.requests'
  | 'blacklist.list'
  | 'vehicle.list'
  | 'emergency.list'
  | 'activity.guests'
  | 'host.visits'

let campus: Campus
let calls: ValidCalls
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, () => ++numbers)
})
afterAll(() => campus.close())

/** Makes the records of an action some times; with `send` it is done, too. */
async function made(action: Action, times: number, send = false) {
  let last = await calls[action]()
  for (let time = 1; time < times; time++) last = await calls[action]()
  if (send) await last.by.get(action, last.input)
  return last as { by: Person; input: Record<string, unknown> }
}

async function rowsOf<A extends Counted>(by: Person, action: A, input: Omit<Input<A>, 'cursor'>) {
  let cursor: string | null = null
  let rows = 0
  let counts: Output<A>['counts'] | undefined
  do {
    const page: Output<A> = await by.get(action, { ...input, cursor } as never)
    expect(page.counts === null).toBe(cursor !== null)
    counts ??= page.counts
    rows += page.rows.length
    cursor = page.next
  } while (cursor !== null)
  return { rows, counts: counts as Readonly<Record<string, number>> }
}

const COUNTED: Readonly<Record<Counted, () => Promise<[Person, string, readonly string[], object, number]>>> =
  {
    // Several pages of them.
    'account.requests': async () => {
      const { by } = await made('account.answer', 21)
      return [by, 'state', ['open'], {}, 21]
    },
    'blacklist.list': async () => {
      const { by } = await made('blacklist.answer', 2)
      await made('blacklist.answer', 1, true)
      return [by, 'list', BLACKLIST_LISTS.filter((list) => list !== 'ended'), {}, 3]
    },
    'vehicle.list': async () => {
      await made('vehicle.paid', 1)
      const { by } = await made('vehicle.resolve', 2)
      return [by, 'list', STAY_LISTS, { campusId: 'yanshan' }, 5]
    },
    'emergency.list': async () => {
      const { by, input } = await made('emergency.reconcile', 3)
      await by.get('emergency.reconcile', { ...input, matched: false } as never)
      return [by, 'list', REPORT_STATES.filter((state) => state !== 'matched'), {}, 3]
    },
    'activity.guests': async () => {
      const { by, input } = await made('activity.addGuests', 1, true)
      return [by, 'list', GUEST_LISTS.filter((list) => list !== 'ended'), { activityId: input.activityId }, 1]
    },
    'host.visits': async () => {
      const { by } = await made('host.confirm', 1)
      return [by, 'list', ['pending', 'approved'], {}, 1]
    },
  }

it.each(Object.keys(COUNTED) as Counted[])('%s counts what it lists', async (action) => {
  const [by, tab, lists, rest, least] = await COUNTED[action]()
  let found = 0
  for (const list of lists) {
    const { rows, counts } = await rowsOf(by, action, { ...rest, [tab]: list } as never)
    expect([list, counts[list]]).toEqual([list, rows])
    found += rows
  }
  expect(found).toBeGreaterThanOrEqual(least)
})

it('a desk counts the reports of its own campuses, the office all', async () => {
  const { by: desk } = await made('emergency.reconcile', 1)
  const { by: office } = await calls['account.requests']()
  const elsewhere = campus.person(
    campus.demo.desks.find(({ campusIds }) => !campusIds.includes('yanshan'))?.openid ?? '',
  )
  const open = async (by: Person) =>
    (await rowsOf(by, 'emergency.list', { list: 'open' })).counts['open'] ?? 0
  expect(await open(elsewhere)).toBe(0)
  expect(await open(desk)).toBeGreaterThan(0)
  expect(await open(office)).toBe(await open(desk))
})
