import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as SearchLimits from '../../cloudfunctions/stores/search-limits'
import { addDays, dayOf, startOfDay } from '../../miniprogram/domain/values/days'
import { quotasAt } from '../../miniprogram/domain/walk-in/quota'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { formFor } from './visitors'

/** What may be done so often a day counts the days of Shanghai: at half past midnight it is another day than in Greenwich. */
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const TOMORROW = addDays(TODAY, 1)
const DAY_AFTER = addDays(TODAY, 2)
const LATE = startOfDay(TODAY) + 23.5 * HOUR
const EARLY = startOfDay(TOMORROW) + 0.5 * HOUR
/** The hour at which a day begins in Greenwich. */
const AFTER_EIGHT = startOfDay(TOMORROW) + 8.5 * HOUR

let campus: Campus
let limits: typeof SearchLimits

beforeAll(async () => {
  campus = await openCampus()
  limits = await import('../../cloudfunctions/stores/search-limits')
  campus.clock.now = LATE
})
afterAll(() => campus.close())

/** The counter of a day as it stands when all of it was had: begun by one, then set. */
async function usedUp(who: string, begin: () => Promise<unknown>, max: object): Promise<void> {
  await begin()
  const { command, find } = await import('../../cloudfunctions/platform/database')
  const days = await find('searchLimits', { until: command().gt(0) }, ['until', 'desc'], 100)
  const begun = days.find(({ _id }) => _id.startsWith(`${who}:`))
  await campus.put('searchLimits', { _id: begun?._id ?? '', ...max })
}

interface Counter {
  /** Uses up all of a day at a moment. */
  exhaust(who: string, now: number): Promise<void>
  /** Whether one more is allowed. */
  allows(who: string, now: number): Promise<boolean>
}

const searchCounter = (
  max: number,
  prefix: string,
  one: (who: string, now: number) => Promise<boolean>,
): Counter => ({
  exhaust: (who, now) => usedUp(`${prefix}${who}`, () => one(who, now), { count: max }),
  allows: one,
})

const HOSTS = Array.from({ length: 100 }, (_, index) => `host-${index}`)
const tellOfHost = async (openid: string, now: number, hostIds: readonly string[]) =>
  limits.countHosts({ openid, hostIds, searches: 0 }, now, await limits.loadSearchDay(openid, now))

let numbers = 4_000
const COUNTERS: Record<string, Counter> = {
  searches: searchCounter(400, '', (who, now) => limits.maySearch(who, now)),
  'codes shown to a computer': searchCounter(3000, 'console:', (who, now) => limits.mayBeginSignIn(who, now)),
  'people refused': {
    ...searchCounter(100, 'standing:', (who, now) => limits.mayTellRefusal(who, now)),
    allows: async (who, now) => !(await limits.toldAllRefusals(who, now)),
  },
  'hosts told of': {
    exhaust: async (who, now) => void (await tellOfHost(who, now, HOSTS)),
    allows: async (who, now) => (await tellOfHost(who, now, ['another'])) === 'counted',
  },
  'bookings sent': {
    async exhaust(who, now) {
      const { countSent } = await import('../../cloudfunctions/stores/bookers')
      for (let sent = 0; sent < 10; sent++) await countSent(who, dayOf(now), 10, now)
    },
    async allows(who, now) {
      campus.clock.now = now
      const form = formFor(campus, ++numbers, { firstDay: DAY_AFTER, lastDay: DAY_AFTER })
      return (await campus.person(who).outcome('visit.submit', { form })) === 'ok'
    },
  },
}

describe.each(Object.entries(COUNTERS))('%s', (name, { exhaust, allows }) => {
  it('used up at 23:30, there are some again at 00:30', async () => {
    const who = `late ${name}`
    await exhaust(who, LATE)
    expect(await allows(who, LATE + MINUTE)).toBe(false)
    expect(await allows(who, EARLY)).toBe(true)
  })

  it('used up at 00:30, there are none at 08:30, and some at the next midnight', async () => {
    const who = `early ${name}`
    await exhaust(who, EARLY)
    expect(await allows(who, AFTER_EIGHT)).toBe(false)
    expect(await allows(who, startOfDay(DAY_AFTER))).toBe(true)
  })
})

it('the places of a gate’s day, and of its hours', () => {
  const quota = { open: true, fromHour: 0, untilHour: 24, perHour: 10, perDay: 60 }
  const ids = [LATE, EARLY, AFTER_EIGHT].map((now) => quotasAt(quota, 'west', now))
  expect(ids.map(({ day }) => day.id)).toEqual([
    `walkIn:west:${TODAY}`,
    `walkIn:west:${TOMORROW}`,
    `walkIn:west:${TOMORROW}`,
  ])
  expect(ids.map(({ hour }) => hour.id)).toEqual([
    `walkIn:west:${TODAY}T23`,
    `walkIn:west:${TOMORROW}T0`,
    `walkIn:west:${TOMORROW}T8`,
  ])
})
