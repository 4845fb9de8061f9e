import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { listSlots } from '../../cloudfunctions/stores/place-slots'
import { holdQuota } from '../../cloudfunctions/usecases/activity/places'
import { byOperator } from '../../cloudfunctions/usecases/caller'
import { randomFrom } from '../../local/demo/random'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { slotSizes } from '../../miniprogram/domain/activity/places'
import { quotasAt } from '../../miniprogram/domain/walk-in/quota'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { guardOf, manyBookings } from './visitors'
import { openWalkIns, shownAt, WALK_IN_GATE, walkIn, walkInForm, walkInQuota } from './walk-ins'

/** Places of a gate's hour and day (spec 4.3), on the real database protocol. */
let campus: Campus
let numbers = 0
let day = TODAY
const next = (): number => ++numbers
const HOUR = 3_600_000

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
/** Each test on a day of its own, at 14:00, with the same numbers. */
beforeEach(async () => {
  day = addDays(day, 1)
  campus.clock.now = startOfDay(day) + 14 * HOUR
  await openWalkIns(campus)
})

const visitOf = (visitId: string) => campus.stored<Visit>('visits', visitId)
const officeOf = () => campus.person(campus.demo.office[0]?.openid ?? '')
const today = async (): Promise<number> => {
  const { rows } = await officeOf().get('walkIn.quotas', {})
  return rows.find(({ gateId }) => gateId === WALK_IN_GATE)?.today ?? 0
}

/** So many send the form at once, and what each is answered. */
async function rush(count: number) {
  const people = Array.from({ length: count }, next)
  const visitors = people.map((number) => campus.person(`walk-in-${number}`))
  for (const visitor of visitors) await visitor.get('walkIn.read', { code: shownAt(campus) })
  return Promise.all(
    people.map(async (number, index) => {
      const visitor = visitors[index] as Person
      return { visitor, outcome: await visitor.outcome('walkIn.submit', { form: walkInForm(number) }) }
    }),
  )
}

async function cancelWalkIn(visitor: Person): Promise<void> {
  const { rows } = await visitor.get('visit.list', { list: 'approved', cursor: null })
  await visitor.get('visit.cancel', { visitId: rows[0]?.id ?? '' })
}

describe('places', () => {
  it('run out by the hour, and say when the next ones come', async () => {
    await openWalkIns(campus, { perHour: 1 })
    await walkIn(campus, next())
    const late = campus.person(`walk-in-${next()}`)
    const atThree = startOfDay(day) + 15 * HOUR
    expect(await late.get('walkIn.read', { code: shownAt(campus) })).toMatchObject({
      ...{ left: 0, nextAt: atThree, until: null },
    })
    campus.clock.now = atThree - 1
    expect((await late.get('walkIn.read', { code: shownAt(campus) })).left).toBe(0)
    campus.clock.now = atThree
    expect((await late.get('walkIn.read', { code: shownAt(campus) })).left).toBe(1)
  })

  it('run out by the day, whatever the hour has', async () => {
    await openWalkIns(campus, { perHour: 6, perDay: 2 })
    const slow = campus.person(`walk-in-${next()}`)
    await slow.get('walkIn.read', { code: shownAt(campus) })
    const mine = numbers
    await walkIn(campus, next())
    await walkIn(campus, next())
    const reply = await slow.ask('walkIn.submit', { form: walkInForm(mine) })
    const tomorrow = startOfDay(addDays(day, 1)) + 8 * HOUR
    expect(reply).toMatchObject({ code: 'WALK_IN_FULL', details: { nextAt: tomorrow } })
    expect(await today()).toBe(2)
  })

  it('are given back when somebody cancels before coming in, those of the hour and of the day', async () => {
    await openWalkIns(campus, { perHour: 1, perDay: 1 })
    const { visitor, visitId } = await walkIn(campus, next())
    await visitor.get('visit.cancel', { visitId })
    expect(await today()).toBe(0)
    const second = await walkIn(campus, next())
    expect((await visitOf(second.visitId))?.state).toBe('approved')
  })

  it('hold for a change at once, and never beyond the new number', async () => {
    await openWalkIns(campus, { perHour: 4, perDay: 40 })
    for (let index = 0; index < 3; index++) await walkIn(campus, next())
    const leftAfter = async (perHour: number) => {
      await openWalkIns(campus, { perHour, perDay: 40 })
      const guard = campus.person(guardOf(campus, WALK_IN_GATE))
      return (await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).left
    }
    expect(await leftAfter(9)).toBe(6)
    expect(await leftAfter(5)).toBe(2)
    expect(await leftAfter(2)).toBe(0)
    expect(await leftAfter(4)).toBe(1)
    await walkIn(campus, next())
    expect(await today()).toBe(4)
  })

  it('come free again under a number that was lowered beneath those taken, once as many are given back', async () => {
    await openWalkIns(campus, { perHour: 6, perDay: 40 })
    const guests: Awaited<ReturnType<typeof walkIn>>[] = []
    for (let index = 0; index < 4; index++) guests.push(await walkIn(campus, next()))
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    const left = async (): Promise<number> => (await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).left
    await openWalkIns(campus, { perHour: 3, perDay: 40 })
    const seen = [await left()]
    for (const { visitor, visitId } of guests) {
      await visitor.get('visit.cancel', { visitId })
      seen.push(await left())
    }
    expect(seen).toEqual([0, 0, 1, 2, 3])
    for (let index = 0; index < 3; index++) await walkIn(campus, next())
    expect([await left(), await today()]).toEqual([0, 3])
    await openWalkIns(campus, { perHour: 5, perDay: 40 })
    expect(await left()).toBe(2)
  })

  it('are shared out anew when a number lowered beneath those taken is raised again, and come back one by one', async () => {
    await openWalkIns(campus, { perHour: 400, perDay: 400 })
    const before = await rush(12)
    await openWalkIns(campus, { perHour: 10, perDay: 10 })
    await openWalkIns(campus, { perHour: 400, perDay: 400 })
    const { id } = quotasAt(walkInQuota(), WALK_IN_GATE, campus.clock.now).day
    const free = (await listSlots(id)).filter((slot) => slot.free > 0)
    expect(free.length).toBeGreaterThan(100)
    const after = await rush(60)
    expect([...before, ...after].filter(({ outcome }) => outcome !== 'ok')).toEqual([])
    expect(await today()).toBe(72)
    for (const { visitor } of [...after.slice(0, 8), ...before.slice(0, 8)]) await cancelWalkIn(visitor)
    expect(await today()).toBe(56)
    const places = (await listSlots(id)).reduce((sum, slot) => sum + slot.free, 0)
    expect(places).toBe(400 - 56)
    // Lowered beneath them once more, those of before and after are counted together.
    await openWalkIns(campus, { perHour: 400, perDay: 50 })
    for (const { visitor } of [...after.slice(8, 12), ...before.slice(8)]) await cancelWalkIn(visitor)
    expect((await listSlots(id)).reduce((sum, slot) => sum + slot.free, 0)).toBe(2)
  })

  it('of an hour that begins while its number is changed have the new one', async () => {
    await openWalkIns(campus, { perHour: 20, perDay: 100 })
    const edge = startOfDay(day) + 15 * HOUR
    campus.clock.now = edge - 100
    const [hour, coming] = [campus.clock.now, edge].map(
      (now) => quotasAt(walkInQuota(), WALK_IN_GATE, now).hour.id,
    )
    await openWalkIns(campus, { perHour: 2, perDay: 100 })
    const sizes = async (id = '') => (await listSlots(id)).map(({ size, open }) => (open ? size : 0))
    const sum = (all: readonly number[]) => all.reduce((total, each) => total + each, 0)
    // Made before the record says so: whoever still reads the old one finds them.
    expect([sum(await sizes(hour)), sum(await sizes(coming))]).toEqual([2, 2])
    expect((await sizes(coming)).length).toBeGreaterThanOrEqual(slotSizes(20).length)
    campus.clock.now = edge + 100
    await walkIn(campus, next())
    await walkIn(campus, next())
    const late = campus.person(`walk-in-${next()}`)
    expect((await late.get('walkIn.read', { code: shownAt(campus) })).left).toBe(0)
  })

  it('that were taken today are counted also once the gate is closed', async () => {
    await walkIn(campus, next())
    await openWalkIns(campus, { open: false })
    expect(await today()).toBe(1)
  })

  it('are as many as the office said last, however often it changed its mind', async () => {
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    const left = async (): Promise<number> => (await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).left
    await openWalkIns(campus, { perHour: 100, perDay: 400 })
    await walkIn(campus, next())
    const seen: number[] = []
    for (const perHour of [100, 10, 8, 30, 3, 60, 2, 1, 7]) {
      await openWalkIns(campus, { perHour, perDay: 400 })
      seen.push(await left())
    }
    expect(seen).toEqual([99, 9, 7, 29, 2, 59, 1, 0, 6])
  })

  it('aren’t held back for good by a change that was cut off, also when the office leaves it as it was', async () => {
    const { hour, day } = quotasAt(walkInQuota(), WALK_IN_GATE, campus.clock.now)
    await walkIn(campus, next())
    for (const { id, size, ends } of [hour, day])
      await holdQuota(byOperator('test', campus.clock.now), id, size, ends, await listSlots(id))
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    const left = async () => (await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).left
    expect(await left()).toBe(0)
    await openWalkIns(campus)
    expect(await left()).toBe(5)
  })

  it('stay as the office changed them last when an older change comes once more', async () => {
    const office = officeOf()
    const save = (perHour: number, requestId: string) =>
      office.get('walkIn.saveQuota', { gateId: WALK_IN_GATE, quota: walkInQuota({ perHour }) }, requestId)
    await save(1, 'a-change-of-the-office')
    await walkIn(campus, next())
    await save(3, 'a-later-change-of-the-office')
    await save(1, 'a-change-of-the-office')
    const guard = campus.person(guardOf(campus, WALK_IN_GATE))
    expect(await guard.get('walkIn.code', { gateId: WALK_IN_GATE })).toMatchObject({ left: 2 })
    await walkIn(campus, next())
  })

  it('are none while the office keeps it closed, or outside its hours', async () => {
    const visitor = campus.person(`walk-in-${next()}`)
    const code = shownAt(campus)
    await visitor.get('walkIn.read', { code })
    await openWalkIns(campus, { open: false })
    const form = walkInForm(numbers)
    expect(await visitor.outcome('walkIn.submit', { form })).toBe('WALK_IN_CLOSED')
    expect(await campus.person(`walk-in-${next()}`).outcome('walkIn.read', { code })).toBe('WALK_IN_CLOSED')
    await openWalkIns(campus, { fromHour: 15 })
    const early = await campus.person(`walk-in-${next()}`).get('walkIn.read', { code })
    expect(early).toMatchObject({ left: 0, until: null, nextAt: startOfDay(day) + 15 * HOUR })
    expect(await visitor.outcome('walkIn.submit', { form })).toBe('WALK_IN_FULL')
  })

  it('of a gate have numbers that make sense', async () => {
    const wrong = walkInQuota({ fromHour: 18, untilHour: 8, perHour: 0, perDay: 2001 })
    const reply = await officeOf().ask('walkIn.saveQuota', { gateId: WALK_IN_GATE, quota: wrong })
    expect(reply).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'hours' }, { field: 'perHour' }, { field: 'perDay' }] },
    })
  })
})

/** WALK_IN_CROWD: how many come at once (60). */
const CROWD = Number(process.env.WALK_IN_CROWD ?? 60)

test(
  `${CROWD} at once for 15 places of the hour and 12 of the day, a tenth of the replies lost and of the requests doubled: 12 come in`,
  async () => {
    await openWalkIns(campus, { perHour: 15, perDay: 12 })
    const random = randomFrom('walk-ins')
    const from = numbers
    numbers += CROWD
    const outcomes = await Promise.all(
      Array.from({ length: CROWD }, async (_, index) => {
        const visitor = campus.person(`crowd-${day}-${index}`)
        const code = shownAt(campus)
        const ready = async (): Promise<boolean> => {
          const read = await visitor.ask('walkIn.read', { code })
          return read.ok ? read.data.until !== null : read.code === 'BUSY' && ready()
        }
        if (!(await ready())) return 'WALK_IN_FULL'
        const requestId = randomUUID()
        for (let taps = 0; taps < 40; taps++) {
          const [lost, doubled] = [random.next() < 0.1, random.next() < 0.1]
          const [reply] = await Promise.all(
            Array.from({ length: doubled ? 2 : 1 }, () =>
              visitor.ask('walkIn.submit', { form: walkInForm(from + index + 1) }, requestId),
            ),
          )
          if (lost || reply === undefined) continue
          if (reply.ok) return 'ok'
          if (reply.code !== 'BUSY') return reply.code
        }
        return 'never answered'
      }),
    )
    const counts = { ok: 0, WALK_IN_FULL: 0 }
    for (const code of outcomes) counts[code as keyof typeof counts]++
    expect(counts).toEqual({ ok: 12, WALK_IN_FULL: CROWD - 12 })
    expect(await today()).toBe(12)
  },
  60_000 + CROWD * 1000,
)

test('one WeChat user has one walk-in, however many forms are sent at once', async () => {
  const visitor = campus.person(`walk-in-${next()}`)
  await visitor.get('walkIn.read', { code: shownAt(campus) })
  const outcomes = await Promise.all(
    Array.from({ length: 5 }, () => visitor.outcome('walkIn.submit', { form: walkInForm(next()) })),
  )
  expect(outcomes.filter((code) => code === 'ok')).toHaveLength(1)
  expect(await today()).toBe(1)
  const again = await visitor.get('walkIn.read', { code: shownAt(campus, WALK_IN_GATE, 30_000) })
  expect(again.visitId).not.toBeNull()
  expect(again.until).toBeNull()
})
