import { afterAll, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import type * as Database from '../../cloudfunctions/platform/database'
import type { Stored } from '../../cloudfunctions/platform/database'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { Notice } from '../../cloudfunctions/platform/notices'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays, dayOf, startOfDay } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book, bookApproved, formFor, identityOf, manyBookings } from './visitors'

/**
 * What happens without anybody's doing: missed for 48 hours, run twice, two at once, or cut off in the middle, it
 * comes out the same as run as usual, and nobody is told anything twice.
 */

/** After so many more writes the process is as good as dead: everything it still tries fails. */
const cut = vi.hoisted(() => ({ after: Infinity, dead: false }))
vi.mock('../../cloudfunctions/platform/database', async (original) => {
  const real = await original<typeof Database>()
  const alive = (): void => {
    if (cut.dead) throw new Error('cut off')
  }
  const writing = (): void => {
    alive()
    if (cut.after-- <= 0) cut.dead = true
    alive()
  }
  const guarded =
    <G extends unknown[], R>(before: () => void, call: (...given: G) => Promise<R>) =>
    async (...given: G): Promise<R> => {
      before()
      return call(...given)
    }
  return {
    ...real,
    find: guarded(alive, real.find),
    readDocument: guarded(alive, real.readDocument),
    count: guarded(alive, real.count),
    updateIf: guarded(writing, real.updateIf),
    updateDocument: guarded(writing, real.updateDocument),
    removeIf: guarded(writing, real.removeIf),
    inTransaction: guarded(writing, real.inTransaction),
  }
})

vi.mock('../../cloudfunctions/platform/log', async (original) => ({
  ...(await original<object>()),
  log: () => undefined,
}))

const HOUR = 3_600_000
const DAY = 24 * HOUR
const IN_48_HOURS = NOW + 48 * HOUR
const { newBooking, decision } = demoTemplates

let campus: Campus
let tick: (now: number, clock: () => number) => Promise<{ done: number; failed: string[] }>
let runJobs: (trigger: string, now: number) => Promise<{ done: number; failed: string[] }>
let all: <T extends Stored>(collection: string) => Promise<T[]>
const replies = async () =>
  (await all<Stored & { kind?: string }>('audit')).filter(({ kind }) => kind === 'reply')
let numbers = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus({ network: true })
  await manyBookings(campus)
  ;({ runJobs, tick } = await import('../../cloudfunctions/timer/jobs'))
  const { find, command } = await import('../../cloudfunctions/platform/database')
  all = (collection) => find(collection, { _id: command().gt('') }, ['_id', 'asc'], 1000)
})
afterAll(() => campus.close())
beforeEach(() => {
  Object.assign(cut, { after: Infinity, dead: false })
  campus.network.fault = 'none'
  campus.clock.now = NOW
})

const office = () => campus.person(campus.demo.office[0]?.openid ?? '')
const approver = () => campus.person(approversOf(campus, 'computing')[0] as string)

/** One of everything a timer has to do with; gives the bookings by what becomes of them. */
async function somethingOfEverything() {
  // Not bound to WeChat, so that the approvers alone are told.
  const hostId =
    campus.demo.staff.find((each) => each.unitId === 'computing' && each.openid === null)?.id ?? ''
  const car = (number: number) => ({ driving: true, plate: identityOf(number).plate })
  const days = (first: number, last: number) => ({
    firstDay: addDays(TODAY, first),
    lastDay: addDays(TODAY, last),
  })
  const expires = await book(campus, next(), { hostId, ...days(0, 1) })
  const finishes = await bookApproved(campus, next(), { hostId, ...days(0, 0) })
  const waits = await book(campus, next(), { hostId, ...days(1, 5) })
  const byCar = next()
  const drives = await bookApproved(campus, byCar, { hostId, ...days(0, 5), ...car(byCar) })
  const old = await book(campus, next(), { hostId, ...days(0, 0) })
  await approver().get('approval.return', { visitId: old.visitId, reason: '改期' })
  const { lastDay } = days(-200, -190)
  const stored = (await campus.stored<Visit>('visits', old.visitId)) as Visit
  await campus.put('visits', { ...stored, firstDay: lastDay, lastDay })
  const { controlId } = await office().get('traffic.close', {
    gateIds: ['yanshan-south'],
    from: NOW,
    until: NOW + 5 * DAY,
    reason: '运动会',
  })
  // One drifted: it stands in no calendar any more.
  const drifted = await book(campus, next(), { hostId, ...days(2, 6) })
  for (const calendar of await all<Calendar>('calendars'))
    if (calendar.entries.some(({ visitId }) => visitId === drifted.visitId))
      await campus.put('calendars', { ...calendar, entries: [] })
  // One notice couldn't be sent at once.
  const { visitor } = waits
  await campus.cloud.consent.record(drives.visitor.openid as string, decision.id, 'accept')
  for (const openid of approversOf(campus, 'computing'))
    for (let times = 0; times < 8; times++) await campus.cloud.consent.record(openid, newBooking.id, 'accept')
  return { expires, finishes, waits, drives, old, drifted, controlId, visitor }
}
type Everything = Awaited<ReturnType<typeof somethingOfEverything>>

/** How all of it stands in the end, without the moments at which it came about. */
async function endOf(made: Everything) {
  const { expires, finishes, waits, drives, old, drifted, controlId } = made
  const ids = [expires, finishes, waits, drives, old, drifted].map(({ visitId }) => visitId)
  const calendars = await all<Calendar>('calendars')
  const outbox = await all<Notice>('outbox')
  const about = (visitId: string) => outbox.filter(({ _id }) => _id.startsWith(visitId))
  return Promise.all(
    ids.map(async (id, index) => {
      const visit = (await campus.stored<Visit>('visits', id)) as Visit
      const lasting = about(id).filter(({ _id }) => !(index === 0 && _id.includes(':reminder:')))
      return {
        state: visit.state,
        steps: visit.history.map(({ action }) => action),
        anonymous: visit.anonymous,
        held: calendars.filter(({ entries }) => entries.some(({ visitId }) => visitId === id)).length,
        notices: lasting.map(({ _id, state }) => [_id.split(':')[1], state]).sort(),
        control: (await campus.stored<{ toldUpTo: string } & Stored>('trafficControls', controlId))?.toldUpTo,
      }
    }),
  )
}

/** Everybody's messages; the same one twice would stand here twice. */
const messagesOf = ({ drives }: Everything) =>
  campus.cloud.notices.list(drives.visitor.openid as string).map(({ fields }) => fields.phrase1)

/** Reminders of one booking that reached one of the unit's approvers. */
const remindersOf = async ({ waits }: Everything) =>
  (await all<Notice>('outbox')).filter(({ _id }) => _id.startsWith(`${waits.visitId}:reminder:`)).length

async function both(now: number): Promise<void> {
  for (const trigger of ['notices', 'days', 'photos', 'notices']) await runJobs(trigger, now)
}

/** Each from the beginning: what was made before has come to its end. */
const waysOfRunning: Record<string, () => Promise<void>> = {
  'as usual': async () => {
    // By day and in the evening, and each night once: NOW is 14:00.
    for (const hour of [1, 5, 11, 12, 20, 29, 35, 36, 44]) {
      await runJobs('notices', NOW + hour * HOUR)
      if (hour % 24 === 11) await runJobs('days', NOW + hour * HOUR)
    }
    await both(IN_48_HOURS)
  },
  'missed for 48 hours': () => both(IN_48_HOURS),
  'run twice': async () => {
    await both(IN_48_HOURS)
    await both(IN_48_HOURS)
    await both(IN_48_HOURS + HOUR)
  },
  'two at once': async () => {
    await Promise.all([both(IN_48_HOURS), both(IN_48_HOURS)])
    await both(IN_48_HOURS + HOUR)
  },
  'cut off after one write, after three, after seven': async () => {
    for (const writes of [1, 3, 7]) {
      Object.assign(cut, { after: writes, dead: false })
      await both(IN_48_HOURS)
    }
    Object.assign(cut, { after: Infinity, dead: false })
    await both(IN_48_HOURS + HOUR)
  },
}

describe('the timer comes to the same end', () => {
  test.each(Object.keys(waysOfRunning))('%s', async (name) => {
    const made = await somethingOfEverything()
    await waysOfRunning[name]?.()
    expect(await endOf(made)).toEqual([
      { ...END.expired, control: '~' },
      { ...END.finished, control: '~' },
      { ...END.waits, control: '~' },
      { ...END.drives, control: '~' },
      { ...END.old, control: '~' },
      { ...END.drifted, control: '~' },
    ])
    expect(await remindersOf(made)).toBe(1)
    expect(messagesOf(made)).toEqual(['交通管制'])
  })
})

const END = {
  expired: {
    state: 'expired',
    steps: ['submitted', 'expired'],
    anonymous: false,
    held: 0,
    notices: [['newBooking', 'done']],
  },
  finished: {
    state: 'finished',
    steps: ['submitted', 'approved', 'finished'],
    anonymous: false,
    held: 0,
    notices: [
      ['approved', 'done'],
      ['newBooking', 'done'],
    ],
  },
  waits: {
    state: 'pending',
    steps: ['submitted'],
    anonymous: false,
    held: 2,
    notices: [
      ['newBooking', 'done'],
      ['reminder', 'done'],
    ],
  },
  drives: {
    state: 'approved',
    steps: ['submitted', 'approved'],
    anonymous: false,
    held: 3,
    notices: [
      ['approved', 'done'],
      ['newBooking', 'done'],
      ['traffic', 'done'],
    ],
  },
  old: {
    state: 'returned',
    steps: ['submitted', 'returned'],
    anonymous: true,
    held: 0,
    // They go with the person (spec 9).
    notices: [],
  },
  drifted: {
    state: 'pending',
    steps: ['submitted'],
    anonymous: false,
    held: 2,
    notices: [
      ['newBooking', 'done'],
      ['reminder', 'done'],
    ],
  },
}

describe('one that fails', () => {
  it('doesn’t keep the jobs after it from their turn, and the run says which failed', async () => {
    const { visitId } = await book(campus, next())
    const { JOBS } = await import('../../cloudfunctions/timer/jobs')
    const days = JOBS.days as Record<string, unknown>
    const real = days.checkCalendars
    const tomorrow = NOW + DAY
    try {
      // The first of the night's jobs breaks as a whole, however often.
      const first = days.endOverdueVisits
      days.endOverdueVisits = () => Promise.reject(new Error('broken'))
      let checked = false
      days.checkCalendars = () => {
        checked = true
        return Promise.resolve(0)
      }
      expect((await runJobs('days', tomorrow)).failed).toEqual(['endOverdueVisits'])
      expect(checked).toBe(true)
      days.endOverdueVisits = first
    } finally {
      days.checkCalendars = real
    }
    expect((await runJobs('days', tomorrow)).failed).toEqual([])
    expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('expired')
  })

  it('a record that can’t be worked on doesn’t keep the others of its batch waiting', async () => {
    const broken = await book(campus, next())
    const sound = await book(campus, next())
    const stored = (await campus.stored<Visit>('visits', broken.visitId)) as Visit
    // Older, so that it is taken first, and without the history that ending it would go on with.
    await campus.put('visits', { ...stored, lastDay: addDays(TODAY, -3), history: null })
    expect((await runJobs('days', NOW + DAY)).failed).toEqual([])
    expect((await campus.stored<Visit>('visits', sound.visitId))?.state).toBe('expired')
    expect((await campus.stored<Visit>('visits', broken.visitId))?.state).toBe('pending')
    await campus.put('visits', { ...stored })
    await runJobs('days', NOW + DAY)
    expect((await campus.stored<Visit>('visits', broken.visitId))?.state).toBe('expired')
  })
})

describe('a large campus', () => {
  it('the check of calendars looks at some of it a run, and goes on from there', async () => {
    const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
    const made = await Promise.all(
      [1, 2, 3, 4, 5].map(() => book(campus, next(), { lastDay: addDays(TODAY, 3) })),
    )
    const ids = new Set(made.map(({ visitId }) => visitId))
    for (const calendar of await all<Calendar>('calendars'))
      if (calendar.entries.some(({ visitId }) => ids.has(visitId)))
        await campus.put('calendars', { ...calendar, entries: [] })
    const runs: number[] = []
    for (let run = 0; run < 60 && runs.reduce((sum, mended) => sum + mended, 0) < 5; run++)
      runs.push(await checkCalendars(NOW, 1, 2))
    expect(runs.reduce((sum, mended) => sum + mended, 0)).toBe(5)
    expect(Math.max(...runs)).toBeLessThanOrEqual(2)
    expect(await checkCalendars(NOW)).toBe(0)
  })

  it('traffic notices go out over several runs, each visitor once', async () => {
    const { tellAffected } = await import('../../cloudfunctions/usecases/vehicle/tell-affected')
    const made = await Promise.all(
      [1, 2, 3, 4, 5].map(() => {
        const number = next()
        return book(campus, number, { driving: true, plate: identityOf(number).plate })
      }),
    )
    const gateIds = ['yanshan-south']
    const { controlId } = await office().get('traffic.close', {
      gateIds,
      from: NOW,
      until: NOW + HOUR,
      reason: '演练',
    })
    let runs = 0
    for (
      ;
      (await campus.stored<{ toldUpTo: string } & Stored>('trafficControls', controlId))?.toldUpTo !== '~';
      runs++
    )
      await tellAffected(NOW, 1, 2)
    expect(runs).toBeGreaterThan(2)
    const told = (await all<Notice>('outbox')).filter(({ _id }) => _id.includes(`:traffic:${controlId}`))
    for (const { visitId } of made) expect(told.filter(({ _id }) => _id.startsWith(visitId))).toHaveLength(1)
  })
})

describe('what only a while has use for is forgotten', () => {
  const forgetting = () => import('../../cloudfunctions/usecases/campus/remove-expired')

  it('replies after 30 days, not before; settled notices and search counts too, passages never', async () => {
    const { removeExpired } = await forgetting()
    const { phone } = await bookApproved(campus, next())
    const guard = campus.demo.guards.find(({ gateIds }) => gateIds.includes('yucai-west'))
    const admitted = await campus
      .person(guard?.openid ?? '')
      .get('gate.check', { gateId: 'yucai-west', direction: 'in', code: phone.codeAt(NOW) })
    await campus.person('searcher').get('host.search', { text: '李' })
    await runJobs('notices', NOW)
    const kinds = ['outbox', 'searchLimits', 'passages']
    const count = async () => [
      (await replies()).length,
      ...(await Promise.all(kinds.map(async (kind) => (await all(kind)).length))),
    ]
    const [answered = 0, notices = 0] = await count()
    expect([answered > 0, notices > 0]).toEqual([true, true])

    await removeExpired(startOfDay(dayOf(NOW)) + 30 * DAY)
    const kept = await count()
    expect(kept[0]).toBeGreaterThan(0)
    while ((await removeExpired(NOW + 31 * DAY + 2 * HOUR)) > 0);
    const [later, , searches] = await count()
    expect([later, searches]).toEqual([0, 0])
    const settled = (await all<Notice>('outbox')).filter(({ state }) => state === 'done')
    expect(settled.filter(({ dueAt }) => dueAt < NOW + DAY)).toEqual([])
    expect(await campus.stored('passages', admitted.passageId ?? '')).not.toBeNull()
  })

  it('the office says how long, from 30 days on', async () => {
    const { removeExpired } = await forgetting()
    expect(await office().outcome('rules.change', { keepRepliesDays: 29 })).toBe('BAD_REQUEST')
    await office().get('rules.change', { keepRepliesDays: 60 })
    await book(campus, next())
    const before = (await replies()).length
    await removeExpired(NOW + 59 * DAY)
    expect((await replies()).length).toBe(before)
    await office().get('rules.change', { keepRepliesDays: 30 })
  })

  it('a booking isn’t made anew when its request comes again after its reply is forgotten', async () => {
    const { removeExpired } = await forgetting()
    const number = next()
    const [firstDay, lastDay] = [addDays(TODAY, 90), addDays(TODAY, 90)]
    const visitor = campus.person(`visitor-${number}`)
    const submit = () =>
      visitor.get(
        'visit.submit',
        { form: formFor(campus, number, { firstDay, lastDay }) },
        'a-late-request-000001',
      )
    const { visitId } = await submit()
    await approver().get('approval.approve', { visitId })
    campus.clock.now = NOW + 40 * DAY
    while ((await removeExpired(campus.clock.now)) > 0);
    expect(await submit()).toMatchObject({ visitId, state: 'approved' })
    expect((await visitor.get('visit.get', { visitId })).visit.state).toBe('approved')
  })
})

describe('one tick a minute', () => {
  const MINUTE = 60_000
  const lastRuns = async () =>
    Object.fromEntries(
      (await all<Stored & { at: number }>('progress'))
        .filter(({ _id }) => _id.startsWith('completed:'))
        .map(({ _id, at }) => [_id.slice('completed:'.length), at]),
    )
  const at = async (now: number) => {
    expect((await tick(now, () => now)).failed).toEqual([])
    return lastRuns()
  }

  it('does what is due since it was last done, also when ticks were missed', async () => {
    const days = NOW + 72 * HOUR
    expect(await at(days)).toEqual({ days, photos: days })
    expect(await at(days + MINUTE)).toEqual({ days, photos: days })
    const hourLater = days + HOUR
    expect(await at(hourLater)).toEqual({ days, photos: hourLater })
    // Nothing ticked through a whole night: the morning makes it good.
    const morning = days + 18 * HOUR
    expect(await at(morning)).toEqual({ days: morning, photos: morning })
  })

  it('begins nothing more after half of its time, and does that at the next tick', async () => {
    const before = await lastRuns()
    const night = NOW + 120 * HOUR
    await tick(night, () => night + 31_000)
    expect(await lastRuns()).toEqual(before)
    expect(await at(night + MINUTE)).toEqual({ days: night + MINUTE, photos: night + MINUTE })
  })

  it('where each group takes all of its time, every one has its turn within as many minutes as there are groups', async () => {
    const night = NOW + 144 * HOUR
    for (let minute = 0; minute < 4; minute++) {
      const now = night + minute * MINUTE
      let looks = 0
      await tick(now, () => now + 31_000 * looks++)
    }
    const { days = 0, photos = 0 } = await lastRuns()
    expect([days >= night, photos >= night]).toEqual([true, true])
  })
})
