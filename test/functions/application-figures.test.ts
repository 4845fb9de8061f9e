import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { lookAfterStandingPasses } from '../../cloudfunctions/usecases/standing-pass/look'
import { sealAudit } from '../../cloudfunctions/usecases/audit/seal'
import { countFigures } from '../../cloudfunctions/usecases/campus/count-figures'
import { settleStandingPasses } from '../../cloudfunctions/usecases/standing-pass/settle'
import { addDays, startOfDay, type Day } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { askedActivity, openActivityOf } from './guests'
import { askedPass, approvedPass, standingPerson } from './standing'
import { handIn } from './uploads'
import { approversOf, guardOf, identityOf } from './visitors'

/** What units apply for, and the office's answers, stand in the figures as they happen, each once (spec 10). */
const MINUTE = 60_000
let campus: Campus
let office: Person
let numbers = 8000
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())

/** Seals and counts twice at once, and once more: what comes twice counts once. */
async function count(): Promise<void> {
  const { now } = campus.clock
  await sealAudit(now)
  await Promise.all([countFigures(now), countFigures(now)])
  await countFigures(now)
}

/** What 计算机学院 has of one day. */
async function counted(kind: 'standing' | 'activity', day: Day) {
  await count()
  const { units } = await office.get('figures.read', { firstDay: day, lastDay: day })
  return units.find(({ id }) => id === 'computing')?.[kind]
}

it('a standing pass: applied for, returned, sent again, approved, renewed and withdrawn', async () => {
  const people = [standingPerson(next()), standingPerson(next())]
  const { passId, unit } = await askedPass(campus, people, { lastDay: addDays(TODAY, 9) })
  const answer = (accept: boolean, requestId = randomUUID()) =>
    office.get('standing.answer', { passId, accept, reason: accept ? '' : '请补充名单' }, requestId)
  campus.clock.now = NOW + 20 * MINUTE
  await answer(false)
  expect(await counted('standing', TODAY)).toMatchObject({ asked: 1, decided: 1, returned: 1 })
  campus.clock.now = NOW + 100 * MINUTE
  await unit.get('standing.add', { passId, people: [standingPerson(next())] })
  campus.clock.now = NOW + 105 * MINUTE
  const requestId = randomUUID()
  await answer(true, requestId)
  await answer(true, requestId)
  expect(await counted('standing', TODAY)).toEqual({
    ...{ asked: 1, decided: 2, returned: 1, decisionMs: 25 * MINUTE, decisionRanges: [1, 1, 0, 0, 0, 0, 0] },
    ...{ withdrawn: 0, held: 0, unconfirmed: 0 },
  })
  campus.clock.now += 5 * MINUTE
  await unit.get('standing.renew', { passId, lastDay: addDays(TODAY, 60) })
  campus.clock.now += 45 * MINUTE
  const renewed = randomUUID()
  // Its people are brought in line at the same moment, in rows of the same name.
  await answer(true, renewed)
  await answer(true, renewed)
  await settleStandingPasses(campus.clock.now)
  expect(await counted('standing', TODAY)).toMatchObject({
    asked: 2,
    decided: 3,
    returned: 1,
    decisionMs: 70 * MINUTE,
  })
  const nextDay = addDays(TODAY, 1)
  campus.clock.now = startOfDay(nextDay) + 9 * 60 * MINUTE
  await unit.get('standing.withdraw', { passId, visitIds: [], reason: '合同已解除' })
  expect(await counted('standing', nextDay)).toMatchObject({ asked: 0, decided: 0, withdrawn: 1 })
  // Its people are no bookings, and what they applied with changes nothing of those.
  const { units } = await office.get('figures.read', { firstDay: TODAY, lastDay: nextDay })
  expect(units).toMatchObject([{ id: 'computing', purposes: {}, decided: 0, official: 0 }])
})

it('who comes in by a standing pass counts at the gate as everybody', async () => {
  const number = next()
  campus.clock.now = startOfDay(addDays(TODAY, 2)) + 10 * 60 * MINUTE
  const day = addDays(TODAY, 2)
  await approvedPass(campus, [standingPerson(number)], { firstDay: day })
  const { document } = identityOf(number)
  const guard = campus.person(guardOf(campus, 'yucai-west'))
  const person = { name: '工人甲', tail: document.slice(-6) }
  expect(await guard.get('gate.check', { gateId: 'yucai-west', direction: 'in', person })).toMatchObject({
    allowed: true,
  })
  await count()
  const { gates } = await office.get('figures.read', { firstDay: day, lastDay: day })
  expect(gates.find(({ id }) => id === 'yucai-west')).toMatchObject({ entries: 1 })
})

it('papers that ran out, each time once, and passes that nobody confirmed', async () => {
  const first = addDays(TODAY, 3)
  campus.clock.now = startOfDay(first) + 10 * 60 * MINUTE
  const papers = (until: Day) => [{ name: '保险', until, photo: null }]
  const { passId, unit } = await approvedPass(
    campus,
    [standingPerson(next())],
    { firstDay: first, lastDay: addDays(TODAY, 150) },
    { papers: papers(first) },
  )
  const renewed = async (until: Day) => {
    const photo = await handIn(unit, 'paper')
    return papers(until).map((paper) => ({ ...paper, photo }))
  }
  const look = async (day: Day) => {
    campus.clock.now = startOfDay(day) + 60 * MINUTE
    await lookAfterStandingPasses(campus.clock.now, day)
    await lookAfterStandingPasses(campus.clock.now, day)
  }
  // Nobody looked on the day after.
  await look(addDays(first, 2))
  await look(addDays(first, 3))
  expect(await counted('standing', addDays(first, 2))).toMatchObject({ held: 1, decided: 0 })
  expect((await counted('standing', addDays(first, 3)))?.held ?? 0).toBe(0)
  const { history } = await unit.get('standing.get', { passId })
  expect(history.filter(({ what }) => what === 'held')).toHaveLength(1)
  await unit.get('standing.papers', { passId, papers: await renewed(addDays(first, 4)) })
  await look(addDays(first, 5))
  expect(await counted('standing', addDays(first, 5))).toMatchObject({ held: 1 })
  const year = TODAY.slice(0, 4)
  await look(`${year}-06-10`)
  await look(`${year}-07-25`)
  const ended = (await unit.get('standing.get', { passId })).pass
  expect(ended.state).toBe('ended')
  // This one, and that of whoever came in by one before.
  expect(await counted('standing', `${year}-07-25`)).toMatchObject({ unconfirmed: 2, withdrawn: 0 })
})

it('an activity: applied for, answered and called off', async () => {
  const day = `${TODAY.slice(0, 4)}-08-01`
  campus.clock.now = startOfDay(day) + 9 * 60 * MINUTE
  const plan = { firstDay: day, lastDay: day }
  const asked = await askedActivity(campus, plan)
  campus.clock.now += 30 * MINUTE
  await office.get('activity.answer', { activityId: asked.activityId, accept: false, reason: '时间冲突' })
  const { activityId, organiser } = await openActivityOf(campus, plan)
  await organiser.get('activity.cancel', { activityId, reason: '改期举行' })
  expect(await counted('activity', day)).toMatchObject({
    ...{ asked: 2, decided: 2, returned: 1, decisionMs: 30 * MINUTE, withdrawn: 1, held: 0 },
  })
  expect(approversOf(campus, 'computing')).toContain(organiser.openid)
})

it('the file has them with their definitions', async () => {
  const { csv } = await office.get('figures.export', { firstDay: TODAY, lastDay: addDays(TODAY, 3) })
  const { figureWords } = await import('../../miniprogram/locales/zh/figures')
  const partOf = (definition: string) => csv.slice(csv.indexOf(definition)).split('\r\n').slice(1, 3)
  const { standing, standingTime, activity, activityTime } = figureWords.definitions
  expect(partOf(standing)).toEqual([
    '单位,申请,通过,未通过,撤销,证照过期暂停,未确认停用',
    '计算机学院,4,4,1,1,0,0',
  ])
  expect(partOf(standingTime)[1]).toBe('计算机学院,14,3,1,1,0,0,0,0')
  for (const definition of [activity, activityTime]) expect(csv).toContain(definition)
})
