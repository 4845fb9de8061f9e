import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Reply } from '../../contract'
import { ACTIONS, traitsOf, type Action } from '../../miniprogram/actions'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { signedIn, type Browser } from '../functions/console'
import { standingPerson, standingPlan } from '../functions/standing'
import { planFor } from '../functions/guests'
import { validCalls, type ValidCalls } from '../functions/valid-calls'
import { approversOf, book } from '../functions/visitors'

/**
 * Somebody with several accounts tries to reach with one what another is for (spec 1): staff of one unit and approver of
 * another, guard on one campus and desk on another. An action looks at the accounts of its own roles alone, on the phone as on
 * the console, where all accounts of a session are known.
 */
let campus: Campus
let calls: ValidCalls
let person: Person
let computer: Browser
let numbers = 72_000
const next = () => ++numbers

/** The unit that they are staff of, for which they decide nothing. */
const OWN = 'computing'

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, next)
  const row = campus.demo.staff.find(({ unitId, openid }) => unitId === OWN && openid === null)
  if (row === undefined) throw new RangeError('everybody of the unit is bound')
  person = campus.person('many-accounts')
  await person.get('staff.bind', { code: campus.cloud.phoneCode(row.mobile) })
  await account('approver', { unitIds: ['literature'] })
  await account('guard', { gateIds: ['yucai-west'] })
  await account('desk', { campusIds: ['yanshan'] })
  computer = await signedIn(campus, person)
})
afterAll(() => campus.close())

const account = (role: string, what: object) =>
  campus.put('accounts', {
    ...{
      _id: `${role}:${person.openid}`,
      openid: person.openid,
      role,
      name: '多个账号',
      rev: 0,
      active: true,
    },
    ...{ removed: false, frozen: null, history: [], sort: `多个账号:${person.openid}` },
    ...what,
  })

const asked = (Object.keys(ACTIONS) as Action[]).filter((action) => {
  const { console, changes, roles } = traitsOf(action)
  return console === true && !changes && !roles.includes('anyone')
})

/** What doesn't depend on when and where it was asked. */
const answerOf = (reply: Reply): unknown => ({ ...reply, now: 0 })

it('there are questions that phone and console both take', () => {
  expect(asked.length).toBeGreaterThan(20)
  expect(asked).toEqual(
    expect.arrayContaining(['approval.list', 'vehicle.list', 'standing.list', 'release.list']),
  )
})

// Sessions are told with the one that asks.
test.each(asked.filter((action) => action !== 'console.sessions'))(
  '%s is answered on the console as on the phone',
  async (action) => {
    const { input } = await calls[action]()
    expect(answerOf((await computer.ask(action, input)).reply)).toEqual(
      answerOf(await person.ask(action, input)),
    )
  },
)

describe('frozen as an approver, of the office all the same', () => {
  let frozen: Person
  beforeAll(async () => {
    frozen = campus.person('frozen-and-office')
    const freeze = { reason: '调岗', since: campus.clock.now }
    const life = { removed: false, rev: 0, name: '多个账号', sort: '多个账号:frozen-and-office' }
    const history = [{ at: campus.clock.now - 1, action: 'frozen', byName: '保卫处', reason: '调岗' }]
    for (const [role, what] of [
      ['approver', { unitIds: [OWN], frozen: freeze, active: false, history }],
      ['office', { active: true }],
    ] as const)
      await campus.put('accounts', {
        ...{ _id: `${role}:${frozen.openid}`, openid: frozen.openid, role, ...life },
        ...what,
      })
  })

  test.each<[Action, string]>([
    ['activity.close', 'ok'],
    ['activity.cancel', 'ok'],
    ['standing.withdraw', 'ok'],
    ['approval.approve', 'FROZEN'],
    ['standing.apply', 'FROZEN'],
    ['activity.apply', 'FROZEN'],
  ])('%s, on the phone and on the console: %s', async (action, outcome) => {
    const browser = await signedIn(campus, frozen)
    expect([
      await frozen.outcome(action, (await calls[action]()).input),
      await browser.outcome(action, (await calls[action]()).input),
    ]).toEqual([outcome, outcome])
  })
})

describe('the own unit, for which they are no approver', () => {
  const unitId = OWN
  test.each<[string, (by: Person | Browser) => Promise<string>]>([
    [
      'gets no standing pass',
      (by) =>
        by.outcome('standing.apply', {
          ...{ unitId, plan: standingPlan(), people: [standingPerson(next())], papers: [] },
        }),
    ],
    ['gets no activity', (by) => by.outcome('activity.apply', { unitId, plan: planFor() })],
    ['isn’t answered for', (by) => by.outcome('standing.confirm', { unitId })],
    [
      'lets no booking go',
      async (by) => by.outcome('release.answer', (await calls['release.answer']()).input),
    ],
  ])('%s, on neither', async (_, act) => {
    expect([await act(person), await act(computer)]).toEqual(['NOT_FOUND', 'NOT_FOUND'])
  })

  it('has bookings that they don’t see', async () => {
    const { visitId } = await book(campus, next())
    const { rows } = await computer.get('approval.list', { list: 'pending', cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(visitId)
    const approver = campus.person(approversOf(campus, OWN)[0] ?? '')
    const seen = await approver.get('approval.list', { list: 'pending', cursor: null })
    expect(seen.rows.map(({ id }) => id)).toContain(visitId)
  })
})
