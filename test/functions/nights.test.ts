import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { documentCalendarId, type Calendar } from '../../cloudfunctions/stores/calendars'
import { runJobs } from '../../cloudfunctions/timer/jobs'
import { documentHash } from '../../cloudfunctions/usecases/visit/identity-hashes'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { guestForm, openActivityOf } from './guests'
import { approvedPass, standingPerson } from './standing'
import { formFor, guardOf, identityOf } from './visitors'
import { openWalkIns, WALK_IN_GATE, walkIn, walkInForm, shownAt } from './walk-ins'

/** A right over midnight is after midnight what it was before, until its last hours end (spec 4.5). */
let campus: Campus
let numbers = 900
let day = TODAY
const next = (): number => ++numbers
const HOUR = 3_600_000

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
/** Each test has a night of its own. */
beforeEach(() => {
  day = addDays(day, 2)
})

/** So many hours after the midnight in which the night's first day ends. */
const at = (hours: number): void => {
  campus.clock.now = startOfDay(addDays(day, 1)) + hours * HOUR
}
const nightly = async (hours: number): Promise<void> => {
  at(hours)
  expect((await runJobs('notices', campus.clock.now)).failed).toEqual([])
  expect((await runJobs('days', campus.clock.now)).failed).toEqual([])
}
const guard = () => campus.person(guardOf(campus, WALK_IN_GATE))
const check = (shown: object) =>
  guard().get('gate.check', { gateId: WALK_IN_GATE, direction: 'in', ...shown })
const byPlate = (number: number) => check({ plate: identityOf(number).plate, inVehicle: true })
const hours = { from: 20 * 60, until: 3 * 60 }
const night = () => ({ firstDay: day, lastDay: day, gateIds: [WALK_IN_GATE], hours })

const oneDayAfter = () => ({ firstDay: addDays(day, 1), lastDay: addDays(day, 1) })

/** Somebody with a car and a right of the night that goes on until three; `again`: the same by another WeChat. */
interface Right {
  grant: (number: number) => Promise<{ again: (() => Promise<string>) | null }>
  /** A standing pass is in no booking's way (spec 4.4). */
  blocks: boolean
}
const RIGHTS: Record<string, Right> = {
  'a guest of an activity': {
    blocks: true,
    grant: async (number) => {
      const { activityId } = await openActivityOf(campus, night())
      const form = guestForm(number, { plate: identityOf(number).plate })
      await campus.person(`guest-${number}`).get('activity.join', { activityId, form })
      return { again: () => campus.person(`other-${number}`).outcome('activity.join', { activityId, form }) }
    },
  },
  'somebody who walked in': {
    blocks: true,
    grant: async (number) => {
      at(-1)
      await openWalkIns(campus, { fromHour: 0, untilHour: 24 })
      const changes = { plate: identityOf(number).plate }
      await walkIn(campus, number, changes)
      const again = async () => {
        const other = campus.person(`other-${number}`)
        await other.get('walkIn.read', { code: shownAt(campus) })
        return other.outcome('walkIn.submit', { form: walkInForm(number, changes) })
      }
      return { again }
    },
  },
  'somebody on a standing pass': {
    blocks: false,
    grant: async (number) => {
      await approvedPass(campus, [standingPerson(number, { plate: identityOf(number).plate })], night())
      return { again: null }
    },
  },
}

describe.each(Object.entries(RIGHTS))('%s, whose hours go on until three', (_, { grant, blocks }) => {
  it('comes in by the plate after the night’s jobs, and leaves', async () => {
    const number = next()
    at(-3)
    await grant(number)
    await nightly(0.02)
    at(0.35)
    expect(await byPlate(number)).toMatchObject({ allowed: true, reason: 'OK' })
    await nightly(2.9)
    const { plate } = identityOf(number)
    expect(await check({ direction: 'out', plate, inVehicle: true })).toMatchObject({ allowed: true })
  })

  it('holds what it comes with until then, and nothing from then on', async () => {
    const number = next()
    const { plate } = identityOf(number)
    at(-3)
    const { again } = await grant(number)
    const book = (by: number) =>
      campus.person(`booker-${by}`).outcome('visit.submit', {
        form: formFor(campus, by, { ...oneDayAfter(), driving: true, plate }),
      })
    at(0.35)
    expect(await book(next())).toBe(blocks ? 'DUPLICATE' : 'ok')
    expect((await again?.()) ?? 'DUPLICATE').toBe('DUPLICATE')
    await nightly(0.5)
    at(0.6)
    expect(await byPlate(number)).toMatchObject({ allowed: true, reason: 'OK' })
    at(0.7)
    await check({ direction: 'out', plate, inVehicle: true })
    if (!blocks) return
    at(3)
    expect(await book(next())).toBe('ok')
  })
})

it('counts as live in fair use, and may be asked to be let go, until its hours end', async () => {
  at(-3)
  const guest = campus.person('guest-of-three')
  const forms = [next(), next(), next()]
  const visits: string[] = []
  for (const number of forms) {
    const { activityId } = await openActivityOf(campus, night())
    const joined = await guest.get('activity.join', { activityId, form: guestForm(number) })
    visits.push(joined.visitId)
  }
  const fourth = () => guest.outcome('visit.submit', { form: formFor(campus, next(), oneDayAfter()) })
  const release = () =>
    campus.person('asks').outcome('release.ask', {
      ...{ visitId: visits[0] ?? '', field: 'document' as const, ...oneDayAfter() },
    })
  at(0.5)
  expect(await fourth()).toBe('TOO_MANY_LIVE')
  expect(await release()).toBe('ok')
  at(3)
  expect(await release()).toBe('RELEASE_NOT_NEEDED')
  expect(await fourth()).toBe('ok')
})

it('is brought right where a calendar says that it ends at midnight', async () => {
  const number = next()
  at(-3)
  const { activityId } = await openActivityOf(campus, night())
  const form = guestForm(number)
  await campus.person(`guest-${number}`).get('activity.join', { activityId, form })
  const again = () => campus.person(`other-${number}`).outcome('activity.join', { activityId, form })
  const id = documentCalendarId(documentHash(form.documentKind, form.document))
  const calendar = await campus.stored<Calendar>('calendars', id)
  const entries = calendar?.entries.map(({ endsAt: _, ...entry }) => entry)
  await campus.put('calendars', { ...calendar, _id: id, entries })
  await nightly(0.1)
  expect(await again()).toBe('DUPLICATE')
})
