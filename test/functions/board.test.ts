import { afterAll, beforeAll, expect, it } from 'vitest'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { approversOf, book, bookApproved, guardOf, manyBookings } from './visitors'

/** What happens today is counted by the timer, campus by campus, and read in one request (spec 10). */
const GATE = 'yanshan-east'
let campus: Campus
let office: Person
let desk: Person
let number = 64_000
const next = (): number => ++number

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  desk = campus.person(campus.demo.desks.find(({ campusIds }) => campusIds.includes('yanshan'))?.openid ?? '')
})
afterAll(() => campus.close())

async function count(): Promise<void> {
  const { runJobs } = await import('../../cloudfunctions/timer/jobs')
  await runJobs('audit', campus.clock.now)
}
const ofYanshan = async () => {
  const { campuses } = await office.get('board.read', {})
  const found = campuses.find(({ id }) => id === 'yanshan')
  if (found === undefined) throw new Error('雁山校区 is not on the board')
  return { expected: found.expected, inside: found.inside, pending: found.pending }
}

it('says that nothing was counted before the first tick of the day', async () => {
  const { at, campuses, gates } = await office.get('board.read', {})
  expect(at).toBeNull()
  expect(campuses.every(({ expected, inside, pending }) => expected + inside + pending === 0)).toBe(true)
  expect(gates.length).toBeGreaterThan(0)
})

it('counts who is expected today, who is on campus and who waits', async () => {
  await book(campus, next())
  await bookApproved(campus, next(), { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 2) })
  await bookApproved(campus, next(), { lastDay: addDays(TODAY, 3) })
  const { visitId, approver } = await bookApproved(campus, next())
  const { phone } = await bookApproved(campus, next())
  const guard = campus.person(guardOf(campus, GATE))
  await guard.get('gate.check', { gateId: GATE, direction: 'in', code: phone.codeAt(NOW) })
  await count()
  expect(await ofYanshan()).toEqual({ expected: 3, inside: 1, pending: 1 })
  // What is revoked isn't expected any more; who has left is.
  await approver.get('approval.revoke', { visitId, reason: '取消' })
  await guard.get('gate.check', { gateId: GATE, direction: 'out', code: phone.codeAt(NOW) })
  await count()
  expect(await ofYanshan()).toEqual({ expected: 2, inside: 0, pending: 1 })
})

it('has the tries of each gate by the hour', async () => {
  const guard = campus.person(guardOf(campus, GATE))
  const { visitId } = await book(campus, next())
  const { phone } = await bookApproved(campus, next())
  campus.clock.now = NOW + 3_600_000
  await guard.get('gate.check', { gateId: GATE, direction: 'in', code: phone.codeAt(campus.clock.now) })
  await campus.person(approversOf(campus, 'computing')[0] ?? '').get('approval.approve', { visitId })
  await count()
  const { gates } = await office.get('board.read', {})
  const hours = gates.find(({ id }) => id === GATE)?.hours ?? []
  const hourOf = (at: number) => new Date(at + 8 * 3_600_000).getUTCHours()
  expect(hours).toEqual([
    { hour: hourOf(NOW), in: 1, out: 1, refused: 0 },
    { hour: hourOf(campus.clock.now), in: 1, out: 0, refused: 0 },
  ])
})

it('shows a desk its own campus alone', async () => {
  const { campuses, gates } = await desk.get('board.read', {})
  expect(campuses.map(({ id }) => id)).toEqual(['yanshan'])
  expect(new Set(gates.map(({ campusId }) => campusId))).toEqual(new Set(['yanshan']))
})

it('is empty again on the next day until it is counted', async () => {
  campus.clock.now = NOW + 86_400_000
  expect((await office.get('board.read', {})).at).toBeNull()
})
