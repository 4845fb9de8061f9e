import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { askedActivity, openActivityOf } from './guests'
import { approvedPass, askedPass, peopleOf, standingPerson } from './standing'
import { approversOf } from './visitors'

/** What a unit organises or answers for and somebody else answers or stops: whom it is told (spec 7). */
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

/** Everything that was told of it. */
const noticesOf = (id: string): Notice[] =>
  [...contentsOfDatabase(campus)]
    .filter(([key]) => key.startsWith('outbox/'))
    .map(([, text]) => JSON.parse(text) as Notice)
    .filter(({ _id }) => _id.startsWith(`${id}:`))
/** What the unit was told of it. */
const toldOf = (id: string): Notice[] => noticesOf(id).filter(({ to }) => 'unitId' in to)

interface Stopped {
  id: string
  stop: (by: Person) => Promise<unknown>
}
const activity =
  (stop: (by: Person, activityId: string) => Promise<unknown>) => async (): Promise<Stopped> => {
    const { activityId } = await openActivityOf(campus)
    return { id: activityId, stop: (by) => stop(by, activityId) }
  }
const pass = (some: boolean) => async (): Promise<Stopped> => {
  const asked = await approvedPass(
    campus,
    [1, 2, 3].map(() => standingPerson(next())),
  )
  const { passId } = asked
  const withdraw = (by: Person, visitIds: string[]) =>
    by.get('standing.withdraw', { passId, visitIds, reason: '违规' })
  const people = await peopleOf(asked)
  // One after the other: a message for each would use up the unit's consents.
  const stop = async (by: Person): Promise<void> => {
    if (!some) await withdraw(by, [])
    else for (const { id } of people.slice(1)) await withdraw(by, [id])
  }
  return { id: passId, stop }
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

test.each(STOPS)('%s by the office is told to the unit, once', async (_, make, why) => {
  const { id, stop } = await make()
  await stop(campus.person(campus.demo.office[0]?.openid ?? ''))
  expect(toldOf(id)).toMatchObject([{ to: { unitId: 'computing' }, parts: { why } }])
})

it.each(STOPS)('%s by the own unit is told to nobody of it', async (_, make) => {
  const { id, stop } = await make()
  await stop(campus.person(approversOf(campus, 'computing')[1] ?? approversOf(campus, 'computing')[0] ?? ''))
  expect(toldOf(id)).toEqual([])
})

interface Asked {
  id: string
  applicant: Person
  answer: (accept: boolean, reason: string) => Promise<unknown>
}
const askedFor: Record<string, () => Promise<Asked>> = {
  'a standing pass': async () => {
    const { passId, unit, office } = await askedPass(campus, [standingPerson(next())])
    const answer = (accept: boolean, reason: string) =>
      office.get('standing.answer', { passId, accept, reason })
    return { id: passId, applicant: unit, answer }
  },
  'an activity': async () => {
    const { activityId, organiser, office } = await askedActivity(campus)
    const answer = (accept: boolean, reason: string) =>
      office.get('activity.answer', { activityId, accept, reason })
    return { id: activityId, applicant: organiser, answer }
  },
}
/** What the office answers, and what an approver reads who didn't apply. */
const ANSWERS: [string, boolean, string, string][] = [
  ['a standing pass', true, '', '长期通行已通过'],
  ['a standing pass', false, '缺少名单', '长期通行未通过'],
  ['an activity', true, '', '活动已通过：计算机学院学术年会'],
  ['an activity', false, '场地已占用', '活动未通过：计算机学院学术年会'],
]

describe('the answer', () => {
  test.each(ANSWERS)('to %s (accepted: %s) is told to who applied', async (what, accept, reason) => {
    const { id, applicant, answer } = (await askedFor[what]?.()) as Asked
    await answer(accept, reason)
    expect(noticesOf(id)).toMatchObject([{ use: 'decision', to: { openid: applicant.openid } }])
  })

  test.each(ANSWERS)(
    'to %s (accepted: %s) is told to the unit when who applied is no approver of it any more',
    async (what, accept, reason, why) => {
      const { id, applicant, answer } = (await askedFor[what]?.()) as Asked
      const office = campus.person(campus.demo.office[0]?.openid ?? '')
      const accountId = applicant.openid ?? ''
      await office.get('account.freeze', { accountId, reason: '调岗' })
      await answer(accept, reason)
      await office.get('account.unfreeze', { accountId })
      expect(noticesOf(id)).toMatchObject([
        { use: 'newBooking', to: { unitId: 'computing' }, parts: { why } },
      ])
    },
  )
})
