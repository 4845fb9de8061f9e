import { afterAll, beforeAll, expect, it } from 'vitest'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { askedPass, standingPerson } from '../functions/standing'
import { approversOf, book } from '../functions/visitors'

/** A visitor changes a booking while its approver looks at it: nobody approves what they haven't seen (spec 3, Decisions). */
let campus: Campus
let approver: Person
let numbers = 2100

beforeAll(async () => {
  campus = await openCampus()
  approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
})
afterAll(() => campus.close())

const seenBy = async (visitId: string): Promise<number> =>
  (await approver.get('approval.get', { visitId })).visit.submittedAt

/** A pending booking that is changed after the approver looked: what they saw, and what stands there now. */
async function changedWhileSeen(): Promise<{ visitId: string; seen: number }> {
  const { visitor, visitId } = await book(campus, ++numbers)
  const seen = await seenBy(visitId)
  campus.clock.now += 1000
  const { rev, form } = await visitor.get('visit.get', { visitId })
  const companions = [{ name: '林晓雪', documentKind: 'passport' as const, document: 'E1234567' }]
  await visitor.get('visit.revise', { visitId, rev, form: { ...form, companions } })
  return { visitId, seen }
}

it('the tap on 通过 is refused until they have looked again', async () => {
  const { visitId, seen } = await changedWhileSeen()
  expect(await approver.outcome('approval.approve', { visitId, seen })).toBe('CHANGED_MEANWHILE')
  expect((await approver.get('approval.get', { visitId })).visit.state).toBe('pending')
  expect(await approver.outcome('approval.approve', { visitId, seen: await seenBy(visitId) })).toBe('ok')
})

it('of many at once, the changed one alone is refused', async () => {
  const changed = await changedWhileSeen()
  const { visitId: same } = await book(campus, ++numbers)
  const { rows } = await approver.get('approval.decideMany', {
    visitIds: [changed.visitId, same],
    decision: 'approve',
    reason: '',
    seen: { [changed.visitId]: changed.seen, [same]: await seenBy(same) },
  })
  expect(rows.map(({ code }) => code)).toEqual(['CHANGED_MEANWHILE', null])
})

it('what is decided already says so first', async () => {
  const { visitId, seen } = await changedWhileSeen()
  await approver.get('approval.approve', { visitId, seen: await seenBy(visitId) })
  expect(await approver.outcome('approval.approve', { visitId, seen })).toBe('ALREADY_DECIDED')
})

it('the office accepts no standing pass to which the unit added people meanwhile', async () => {
  const { passId, unit, office } = await askedPass(campus, [standingPerson(++numbers)])
  const answer = async (seen: number) =>
    office.outcome('standing.answer', { passId, accept: true, reason: '', seen })
  const { rev } = await office.get('standing.get', { passId })
  await unit.get('standing.add', { passId, people: [standingPerson(++numbers)] })
  expect(await answer(rev)).toBe('CHANGED_MEANWHILE')
  const again = await office.get('standing.get', { passId })
  expect([again.pass.state, again.people]).toEqual(['asked', 2])
  expect(await answer(again.rev)).toBe('ok')
})

it('another decision needs no second look: it lets nobody in', async () => {
  const { visitId } = await changedWhileSeen()
  expect(await approver.outcome('approval.return', { visitId, reason: '改一下' })).toBe('ok')
})
