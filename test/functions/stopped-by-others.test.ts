import { afterAll, beforeAll, beforeEach, expect, it, test } from 'vitest'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { openActivityOf } from './guests'
import { approvedPass, peopleOf, standingPerson } from './standing'
import { approversOf } from './visitors'

/** What a unit organises or answers for and somebody else stops: the unit is told, and who applied (spec 7). */
let campus: Campus
let numbers = 52_000
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

/** What the unit was told of it. */
const toldOf = (id: string): Pick<Notice, 'to' | 'also' | 'parts'>[] =>
  [...contentsOfDatabase(campus)]
    .filter(([key]) => key.startsWith('outbox/'))
    .map(([, text]) => JSON.parse(text) as Notice)
    .filter(({ _id, to }) => _id.startsWith(`${id}:`) && 'unitId' in to)

interface Stopped {
  id: string
  applicant: Person
  stop: (by: Person) => Promise<unknown>
}
const activity =
  (stop: (by: Person, activityId: string) => Promise<unknown>) => async (): Promise<Stopped> => {
    const { activityId, organiser } = await openActivityOf(campus)
    return { id: activityId, applicant: organiser, stop: (by) => stop(by, activityId) }
  }
const pass = (some: boolean) => async (): Promise<Stopped> => {
  const asked = await approvedPass(campus, [standingPerson(next()), standingPerson(next())])
  const { passId, unit } = asked
  const withdraw = (by: Person, visitIds: string[]) =>
    by.get('standing.withdraw', { passId, visitIds, reason: '违规' })
  const people = await peopleOf(asked)
  // One after the other: a message for each would use up the unit's consents.
  const stop = async (by: Person): Promise<void> => {
    if (!some) await withdraw(by, [])
    else for (const { id } of people) await withdraw(by, [id])
  }
  return { id: passId, applicant: unit, stop }
}
const STOPS: [string, () => Promise<Stopped>, string][] = [
  [
    'an activity that is called off',
    activity((by, activityId) => by.get('activity.cancel', { activityId, reason: '台风' })),
    '活动被取消：计算机学院学术年会',
  ],
  [
    'an activity that is closed',
    activity((by, activityId) => by.get('activity.close', { activityId })),
    '活动停止报名：计算机学院学术年会',
  ],
  ['a standing pass that is withdrawn', pass(false), '长期通行已被保卫处撤销'],
  ['people of a standing pass who are withdrawn', pass(true), '长期通行中有人员被保卫处撤销'],
]

test.each(STOPS)('%s by the office is told to the unit and to who applied, once', async (_, make, why) => {
  const { id, applicant, stop } = await make()
  await stop(campus.person(campus.demo.office[0]?.openid ?? ''))
  expect(toldOf(id)).toMatchObject([
    { to: { unitId: 'computing' }, also: { openid: applicant.openid }, parts: { why } },
  ])
})

it.each(STOPS)('%s by the own unit is told to nobody of it', async (_, make) => {
  const { id, stop } = await make()
  await stop(campus.person(approversOf(campus, 'computing')[1] ?? approversOf(campus, 'computing')[0] ?? ''))
  expect(toldOf(id)).toEqual([])
})
