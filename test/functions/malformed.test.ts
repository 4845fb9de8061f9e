import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { actions, type Action, type Reply } from '../../contract'
import { ACTIONS as TRAITS } from '../../miniprogram/actions'
import { randomFrom } from '../../local/demo/random'
import { addDays, dayOf } from '../../miniprogram/domain/values/days'
import { errorSentences } from '../../miniprogram/locales/zh/errors'
import { NOW, TODAY } from '../domain/builders'
import { callAt } from './doors'
import { openCampus, type Campus, type Person } from './campus'
import { planFor } from './guests'
import { standingPlan } from './standing'
import { HOSTILE, HOSTILE_FIELDS, hostileValue, polluting } from './hostile-values'
import { pathsIn, placeOf, placesOf, replaced, type Path } from './input-paths'
import { validCalls, type ValidCalls } from './valid-calls'
import { formFor, identityOf } from './visitors'
import { SHIPPED_PURPOSES } from '../../miniprogram/locales/zh/shipped-purposes'
import { foreignOperators } from './wire-watch'

/**
 * Whatever is sent, the answer is a typed refusal, or a success where the value happens to be legal: never INTERNAL, never
 * an exception, and never an operator in the database that server code didn't write. FUZZ_VALUES: how many of
 * the hostile values each place gets beside a blank; FUZZ_RUNS: how many random calls.
 */
const FUZZ_VALUES = Number(process.env.FUZZ_VALUES ?? 1)
const FUZZ_RUNS = Number(process.env.FUZZ_RUNS ?? 100)

let campus: Campus
let calls: ValidCalls
let numbers = 0
const nextNumber = (): number => ++numbers
let send: (event: unknown, openid?: string | null) => Promise<Reply>
/** What the SDK sent to the database that isn't ours. */
const foreign = new Set<string>()
let watched = 0

beforeAll(async () => {
  campus = await openCampus({ network: true })
  calls = validCalls(campus, nextNumber)
  send = (event, openid = 'anybody') => callAt(event, openid, NOW, 'trace')
  campus.network.watch = (request) => {
    watched++
    for (const fieldError of foreignOperators(request)) foreign.add(fieldError)
  }
})
afterAll(() => campus.close())

const ACTIONS = Object.keys(actions) as Action[]

/** Inputs beside the usual one, so that every place of the schema is reached. */
const unit = { unitMinutes: 60, fen: 200 }
const tariff = (rate: unknown) => ({ rate })
const FILTER = { today: true, driving: false, purposeClass: 'official', unconfirmed: true }
const withAll = ({ form }: Usual) => [{ form: { ...form, photoId: 'none', hostUnit: '别的学院' } }]
/** An action's usual input, as far as others are made of it. */
interface Usual {
  form?: object
}
const everyDay = { firstDay: TODAY, lastDay: TODAY, campusId: 'yucai' }
const everyRecord = { ...everyDay, unitId: 'computing', state: 'pending' }
const everyPassage = { ...everyDay, gateId: 'yucai-west', decision: 'allowed', reason: 'OK' }
const MORE: { [A in Action]?: (usual: Usual) => object[] } = {
  'device.save': () => [{ addresses: ['10.1.2.3'], seen: 'as-it-stands' }],
  'gate.save': () => [
    { seen: 'as-it-stands', location: { latitude: 25.2736, longitude: 110.2907, address: '公交站旁' } },
  ],
  'account.list': () => [{ removed: true }],
  'notice.rejected': () => [{ cursor: null }],
  'staff.save': () => [{ seen: 'as-it-stands' }],
  'walkIn.saveQuota': () => [{ seen: 'as-it-stands' }],
  'host.search': () => [{ unitId: 'computing' }],
  'visit.submit': withAll,
  'duty.save': () => [
    { role: 'guard', staffId: 'none', accountId: null, gateIds: ['yucai-west'], campusIds: ['yucai'] },
    { role: 'desk', staffId: null, accountId: 'none', gateIds: [], campusIds: ['yucai'] },
    { seen: 'as-it-stands' },
  ],
  'gate.conflicts': () => [{ settled: true }],
  'standing.list': () => [{ unitId: 'computing' }],
  'record.visits': () => [{ filter: everyRecord, size: 50 }],
  'record.exportVisits': () => [{ filter: everyRecord, size: 50 }],
  'record.search': () => [{ size: 50 }],
  'record.passages': () => [{ filter: everyPassage, size: 50 }],
  'record.exportPassages': () => [{ filter: everyPassage, size: 50 }],
  'visit.revise': withAll,
  'approval.return': () => [{ seen: NOW }],
  'approval.revoke': () => [{ seen: NOW }],
  'release.answer': () => [{ seen: NOW }],
  'host.confirm': () => [{ seen: NOW }],
  'account.answer': () => [{ seen: NOW }],
  'blacklist.answerLift': () => [{ seen: NOW }],
  'invitation.create': withAll,
  'invitation.accept': withAll,
  'activity.apply': () => [
    { unitId: 'computing', plan: planFor({ hours: { from: 480, until: 1080 }, gateIds: ['yanshan-east'] }) },
  ],
  'standing.revise': () => [
    {
      plan: standingPlan({ hours: { from: 480, until: 1080 }, weekdays: [1, 5], gateIds: ['yanshan-east'] }),
    },
  ],
  'standing.withdraw': () => [{ visitIds: ['none'] }],
  'standing.apply': () => [
    {
      plan: standingPlan({ hours: { from: 480, until: 1080 }, weekdays: [1, 5], gateIds: ['yanshan-east'] }),
    },
    { papers: [{ name: '保险', until: TODAY, photo: null }], unitId: undefined },
  ],
  'gate.check': () => [
    { code: undefined, plate: identityOf(nextNumber()).plate, inVehicle: true, override: '领导电话' },
    { code: undefined, person: { tail: '01123X', name: '访客甲' } },
    { name: '访客甲' },
  ],
  'tariff.add': () => [
    tariff({ form: 'period', ...unit }),
    tariff({ form: 'total', steps: [{ upToMinutes: 60, fen: 200 }], beyond: unit }),
    tariff({ form: 'dayNight', dayFrom: 420, nightFrom: 1320, day: unit, night: unit }),
    tariff({ form: 'capped', cap: { fen: 2000, per: 'calendarDay' }, of: { form: 'period', ...unit } }),
    ...[
      { form: 'total', steps: [{ upToMinutes: 60, fen: 200 }], beyond: unit },
      { form: 'dayNight', dayFrom: 420, nightFrom: 1320, day: unit, night: unit },
    ].map((of) => tariff({ form: 'capped', cap: { fen: 2000, per: '24hours' }, of })),
  ],
  'template.save': () => [{ seen: 9999 }],
  'rules.change': () => [
    {
      seen: 9999,
      duplicateRule: 'anyLive',
      purposes: [...SHIPPED_PURPOSES],
      maxDaysAhead: 60,
      maxLiveBookings: 3,
      maxBookingsADay: 10,
      adviseLongDays: 3,
      facePhoto: true,
      selfApproval: false,
      activityApprover: 'office',
      standingLimit: 'term',
      standingDays: 100,
      termEnds: ['01-20'],
      standingBlocks: true,
      cancelApproved: true,
      gateConfidence: { face: 0.8, plate: 0.9 },
      evacuationHours: 12,
      walkInHours: 4,
      consoleIdleMinutes: 30,
      consoleHours: 12,
      reminders: { opensAt: 480, hoursBefore: 2, earliest: 420, eveningBefore: 1080 },
      officialStaysFree: false,
      digestAt: 1050,
      anonymiseAfterDays: 180,
      keepFormDays: 30,
      keepEvidenceDays: 180,
      keepRepliesDays: 30,
      contacts: [{ name: '育才校区110指挥中心', phone: '5822110', campusId: 'yucai' }],
    },
  ],
  'pass.issue': () => [{ renew: true }],
  'emergency.switch': () => [{ on: false, openPasses: 'keep' }],
  'blacklist.propose': () => [{ name: '张三', evidence: ['one'], until: TODAY }],
  'approval.list': () => [{ filter: FILTER, size: 50 }],
  'approval.search': () => [{ list: 'pending', filter: FILTER }],
  'vehicle.resolve': () => [{ outcome: 'leftUnpaid', leftAt: NOW }],
}

/** The usual input of an action, and the others. */
const inputsOf = (action: Action, usual: unknown): unknown[] => [
  usual,
  ...(MORE[action]?.(usual as Usual) ?? []).map((more) => withoutAbsent({ ...(usual as object), ...more })),
]
const withoutAbsent = (input: object) =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))

/** Everybody who may make this call. */
function callersOf(action: Action, usual: string | null): (string | null)[] {
  const { roles } = TRAITS[action]
  if (roles.length === 1) return [usual]
  const { desks, office, guards } = campus.demo
  const openids = { desk: desks[0]?.openid, office: office[0]?.openid, guard: guards[0]?.openid }
  return roles.map((role) => openids[role as keyof typeof openids] ?? usual)
}

/** A call that is in order, made anew once it was used up. */
interface Prepared {
  get: () => Awaited<ReturnType<ValidCalls[Action]>>
  send: (input: unknown, openid?: string | null) => Promise<Reply>
}

async function prepared(action: Action): Promise<Prepared> {
  let call = await calls[action]()
  return {
    get: () => call,
    async send(input: unknown, openid: string | null = call.by.openid) {
      const reply = await send({ action, input, requestId: randomUUID() }, openid)
      if (reply.ok && TRAITS[action].changes) call = await calls[action]()
      return reply
    },
  }
}

const outcomeOf = (by: Person, action: Action, input: unknown): Promise<string> =>
  by.outcome(action, input as never)

const isTyped = (reply: Reply): boolean =>
  reply.ok || (Object.keys(errorSentences).includes(reply.code) && reply.code !== 'INTERNAL')

/** What each place is given: a blank, as people leave most fields, and a choice of all others, another one for every place. */
function hostileFor(action: Action, path: Path): readonly (readonly [string, unknown])[] {
  const random = randomFrom(`${action} ${placeOf(path)}`)
  const others = HOSTILE.map((value) => ({ value, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .slice(0, FUZZ_VALUES)
    .map(({ value }) => value)
  return [['left blank', ' '], ...others]
}

describe.each(ACTIONS)('%s', (action) => {
  let call: Prepared
  beforeAll(async () => {
    call = await prepared(action)
  })

  it('the calls tried reach every place its input has, and are in order', () => {
    const inputs = inputsOf(action, call.get().input)
    for (const input of inputs) expect(actions[action].input.safeParse(input).error).toBeUndefined()
    const reached = new Set(inputs.flatMap((input) => pathsIn(input).map(placeOf)))
    expect([...placesOf(actions[action].input)].filter((place) => !reached.has(place))).toEqual([])
  })

  it('hostile values in every place, by everybody who may call it', async () => {
    const untyped: string[] = []
    let tries = 0
    const attempt = async (name: string, variant: number, change: (input: unknown) => unknown) => {
      const { by, input } = call.get()
      const callers = callersOf(action, by.openid)
      const reply = await call.send(
        change(inputsOf(action, input)[variant]),
        callers[tries++ % callers.length] ?? by.openid,
      )
      if (!isTyped(reply)) untyped.push(name)
    }
    const seen = new Set<string>()
    for (const [variant, input] of inputsOf(action, call.get().input).entries())
      for (const path of pathsIn(input)) {
        const place = placeOf(path)
        if (seen.has(place)) continue
        seen.add(place)
        for (const [name, value] of hostileFor(action, path))
          await attempt(`${place}: ${name}`, variant, (each) => replaced(each, path, value))
        if (isPlain(at(input, path)))
          for (const fields of HOSTILE_FIELDS)
            await attempt(`${place}: more beside`, variant, (each) =>
              replaced(each, path, beside(at(each, path), fields)),
            )
      }
    expect(untyped).toEqual([])
  })
})

const at = (input: unknown, path: Path): unknown =>
  path.reduce<unknown>((value, step) => (value as Record<string, unknown>)[step], input)
const isPlain = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** An object with more in it: own keys, also such as JavaScript would set instead of keep. */
const beside = (there: unknown, fields: object): object =>
  Object.defineProperties({ ...(there as object) }, Object.getOwnPropertyDescriptors(fields))

describe.each(HOSTILE)('%s', (_, wrong) => {
  it('as the whole request', async () => {
    expect(await send(wrong)).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })

  it('as the action', async () => {
    expect(await send({ action: wrong, input: {}, requestId: randomUUID() })).toMatchObject({
      ok: false,
      code: 'BAD_REQUEST',
    })
  })

  it.skipIf(typeof wrong === 'string' && /^[a-z]{16,64}$/.test(wrong))('as the request id', async () => {
    const reply = await send({ action: 'visit.cancel', input: { visitId: 'a' }, requestId: wrong })
    expect(reply).toMatchObject({ ok: false, code: 'BAD_REQUEST' })
  })
})

test.each(['toString', 'constructor', '__proto__', 'hasOwnProperty', 'visit.submit ', 'VISIT.SUBMIT', ''])(
  'an action called %j does not exist',
  async (action) =>
    expect(await send({ action, input: {}, requestId: randomUUID() })).toMatchObject({ code: 'BAD_REQUEST' }),
)

it('a refused request says which fields were wrong and nothing of what they held', async () => {
  const form = {
    ...formFor(campus, 1),
    companions: [{ name: 1, documentKind: 'secret-kind', document: '450305199001011234' }],
  }
  const reply = await send({ action: 'visit.submit', input: { form }, requestId: randomUUID() })
  expect(reply).toMatchObject({
    details: { fields: ['form.companions.0.name', 'form.companions.0.documentKind'] },
  })
  expect(JSON.stringify(reply)).not.toMatch(/secret-kind|450305/)
})

it('nothing a request holds changes what objects are', async () => {
  await send({
    action: 'visit.submit',
    input: { form: { ...formFor(campus, 1), ...(polluting() as object) } },
    requestId: randomUUID(),
  })
  expect(({} as { admin?: boolean }).admin).toBeUndefined()
})

it('random hostile values in random places are answered', async () => {
  const ready = new Map<Action, Prepared>()
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...ACTIONS),
      fc.nat(),
      fc.array(fc.tuple(fc.nat(), hostileValue), { minLength: 1, maxLength: 3 }),
      async (action, variant, changes) => {
        const call = ready.get(action) ?? (await prepared(action))
        ready.set(action, call)
        const inputs = inputsOf(action, call.get().input)
        let input = inputs[variant % inputs.length]
        for (const [at, value] of changes) {
          const paths = pathsIn(input)
          input = replaced(input, paths[at % paths.length] ?? [], value)
        }
        const reply = await call.send(input)
        expect(isTyped(reply), JSON.stringify(reply)).toBe(true)
      },
    ),
    { numRuns: FUZZ_RUNS },
  )
})

/** What was let in has to be readable, and has to do no harm to what runs later. */
describe('after all of that', () => {
  const reading = ACTIONS.filter((action) => !TRAITS[action].changes)

  it.each(reading)('%s still answers', async (action) => {
    const { by, input } = await calls[action]()
    expect(await outcomeOf(by, action, input)).toBe('ok')
  })

  it.each([0, 1, 20])('the timer still does its work, %i days later', async (days) => {
    const now = NOW + days * 86_400_000
    const today = dayOf(now)
    const { tellAffected } = await import('../../cloudfunctions/usecases/vehicle/tell-affected')
    const { remindOfNear, sendDigests } =
      await import('../../cloudfunctions/usecases/notice/remind-approvers')
    const { deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver')
    const { endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire')
    const { checkCalendars } = await import('../../cloudfunctions/usecases/visit/check-calendars')
    const { anonymiseOldVisits } = await import('../../cloudfunctions/usecases/visit/anonymise')
    const jobs = [
      () => tellAffected(now),
      () => remindOfNear(now),
      () => sendDigests(now),
      () => deliverDue(now),
      () => endOverdueVisits(now, today),
    ]
    for (const job of jobs) await untilDone(job)
    expect(await checkCalendars(now)).toBe(0)
    expect(await anonymiseOldVisits(now, addDays(today, 400))).toBeGreaterThanOrEqual(0)
  })

  /** A run takes what it has time for. */
  async function untilDone(job: () => Promise<number>): Promise<void> {
    for (let runs = 0; (await job()) > 0; runs++) expect(runs).toBeLessThan(100)
  }

  it('no operator but those of server code has reached the database', () => {
    expect(watched).toBeGreaterThan(1000)
    expect([...foreign]).toEqual([])
  })

  it('one that did would be noticed', () => {
    const query = JSON.stringify({ _id: 'a', phone: { $ne: null } })
    expect(
      foreignOperators({ action: 'database.getDocument', collectionName: 'visits', query }),
    ).toHaveLength(1)
    const data = JSON.stringify({ $set: { note: { $where: 'x' } } })
    expect(
      foreignOperators({ action: 'database.modifyDocument', collectionName: 'visits', data }),
    ).toHaveLength(1)
  })
})
