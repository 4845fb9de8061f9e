import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { askedActivity } from './guests'
import { askedPass, standingPerson } from './standing'

/** What units apply for and the office has to answer is counted, listed and told (spec 3, Nobody waits in silence). */
let campus: Campus
let office: Person
let numbers = 70_000
let days = 0
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
/** Each test on a day of its own: the office is told once a day. */
beforeEach(async () => {
  campus.clock.now = NOW + days++ * 24 * 3_600_000
  await campus.put('settings', { _id: 'rules', activityApprover: 'office' })
})

const counted = async (): Promise<number> => (await office.get('me', {})).office?.waiting ?? -1
const told = (): string[] =>
  [...contentsOfDatabase(campus)].flatMap(([key, text]) => {
    const notice = key.startsWith('outbox/') ? (JSON.parse(text) as Notice) : null
    return notice !== null && 'office' in notice.to && notice.at === campus.clock.now ? [notice._id] : []
  })
const plan = { firstDay: addDays(TODAY, 5), lastDay: addDays(TODAY, 20) }

it('a standing pass and its renewal, until they are answered', async () => {
  const before = await counted()
  const { passId, unit } = await askedPass(campus, [standingPerson(next())], plan)
  expect([await counted(), told().length]).toEqual([before + 1, 1])
  await office.get('standing.answer', { passId, accept: true, reason: '' })
  expect(await counted()).toBe(before)
  await unit.get('standing.renew', { passId, lastDay: addDays(TODAY, 40) })
  expect([await counted(), told().length]).toEqual([before + 1, 2])
  // Another last day of what waits already tells nothing new.
  await unit.get('standing.renew', { passId, lastDay: addDays(TODAY, 41) })
  expect([await counted(), told().length]).toEqual([before + 1, 2])
  await office.get('standing.answer', { passId, accept: false, reason: '合同到期' })
  expect(await counted()).toBe(before)
})

it('an activity, until it is answered or over, in the list of what waits', async () => {
  const before = await counted()
  const plan = { firstDay: addDays(TODAY, 5), lastDay: addDays(TODAY, 6) }
  const [answered, over] = [await askedActivity(campus, plan), await askedActivity(campus, plan)]
  // Two of one unit on a day are one message.
  expect([await counted(), told().length]).toEqual([before + 2, 1])
  const waiting = async () =>
    (await office.get('activity.list', { waiting: true, cursor: null })).rows.map(({ id }) => id)
  expect(await waiting()).toEqual(expect.arrayContaining([answered.activityId, over.activityId]))
  await office.get('activity.answer', { activityId: answered.activityId, accept: true, reason: '' })
  expect(await counted()).toBe(before + 1)
  expect(await waiting()).not.toContain(answered.activityId)
  campus.clock.now += 30 * 24 * 3_600_000
  expect(await waiting()).not.toContain(over.activityId)
})

it('nothing that the unit answers itself', async () => {
  await campus.put('settings', { _id: 'rules', activityApprover: 'unit' })
  const before = await counted()
  await askedActivity(campus, { firstDay: addDays(TODAY, 5), lastDay: addDays(TODAY, 6) })
  expect([await counted(), told()]).toEqual([before, []])
})

it('is told to everybody of the office who still takes the message', async () => {
  const { deliverDue } = await import('../../cloudfunctions/usecases/notice/deliver')
  await askedPass(campus, [standingPerson(next())], plan)
  const [id = ''] = told()
  await deliverDue(campus.clock.now)
  const notice = await campus.stored<Notice>('outbox', id)
  expect(notice?.recipients.map(({ openid }) => openid).sort()).toEqual(
    campus.demo.office.map(({ openid }) => openid).sort(),
  )
})
