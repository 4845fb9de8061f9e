import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { ReleaseRequest } from '../../cloudfunctions/stores/release-requests'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { approversOf, book, bookApproved, formFor, hostIn, identityOf } from '../functions/visitors'

/** What belonged to a booking before it changed its unit or its person is used against it afterwards (spec 2, 4.1). */
let campus: Campus
let numbers = 950
const next = () => ++numbers
const approver = (unitId: string, at = 0) => campus.person(approversOf(campus, unitId)[at] as string)

beforeAll(async () => {
  campus = await openCampus({ network: true })
})
afterAll(() => campus.close())

async function revised(visitor: Person, visitId: string, changes: object): Promise<void> {
  const { rev, form } = await visitor.get('visit.get', { visitId })
  await visitor.get('visit.revise', { visitId, rev, form: { ...form, ...changes } })
}
const listed = async (unitId: string) =>
  (await approver(unitId).get('release.list', { cursor: null })).rows.map(({ id }) => id)

describe('a booking that moved to another unit', () => {
  it('is let go by its new unit, not by the one it was at', async () => {
    const number = next()
    const { visitor, visitId } = await book(campus, number)
    const asker = campus.person(`asker-${number}`)
    const asking = { visitId, field: 'phone' as const, firstDay: TODAY, lastDay: TODAY }
    const { releaseId } = await asker.get('release.ask', asking)
    expect(await listed('computing')).toContain(releaseId)

    await revised(visitor, visitId, { hostId: hostIn(campus, 'literature'), hostUnit: '文学院' })
    await approver('literature').get('approval.approve', { visitId })
    expect(await listed('computing')).not.toContain(releaseId)
    const release = { releaseId, release: true }
    expect(await approver('computing').outcome('release.answer', release)).toBe('NOT_FOUND')
    expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('approved')
    expect(await listed('literature')).toContain(releaseId)
    expect(await approver('literature').outcome('release.answer', release)).toBe('ok')
    expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('revoked')
  })

  it('so with its visitor’s request to cancel it', async () => {
    const { visitor, visitId } = await bookApproved(campus, next())
    await campus.put('settings', { _id: 'rules', cancelApproved: false })
    await visitor.get('visit.askCancel', { visitId, reason: '' })
    await revised(visitor, visitId, { hostId: hostIn(campus, 'literature'), hostUnit: '文学院' })
    const cancel = { releaseId: (await listed('literature'))[0] ?? '', release: true }
    expect(await approver('computing').outcome('release.answer', cancel)).toBe('NOT_FOUND')
    expect(await listed('computing')).not.toContain(cancel.releaseId)
    expect(await approver('literature').outcome('release.answer', cancel)).toBe('ok')
  })
})

/** Requests before the end of a call at which it is broken off. */
const NEAR_ITS_END = Array.from({ length: 14 }, (_, index) => index + 1)
const NEVER = 1e6

/** Moves a booking that somebody waits for, broken off after so many requests and sent again; how many there were. */
async function moveBrokenOff(after: number, done: boolean): Promise<number> {
  const number = next()
  const { visitor, visitId } = await book(campus, number)
  const asking = { visitId, field: 'phone' as const, firstDay: TODAY, lastDay: TODAY }
  const { releaseId } = await campus.person(`asker-${number}`).get('release.ask', asking)
  const { rev, form } = await visitor.get('visit.get', { visitId })
  const input = { visitId, rev, form: { ...form, hostId: hostIn(campus, 'literature'), hostUnit: '文学院' } }
  const requestId = randomUUID()
  const interruption = { after, done }
  campus.network.interruption = interruption
  const first = await visitor.ask('visit.revise', input, requestId)
  campus.network.interruption = null
  if (!first.ok) await visitor.get('visit.revise', input, requestId)
  const of = `broken off after ${after} requests, done: ${done}`
  const request = await campus.stored<ReleaseRequest>('releaseRequests', releaseId)
  expect.soft(request, of).toMatchObject({ state: 'open', unitId: 'literature' })
  return after - interruption.after
}

it('broken off near its end and sent again, a move takes along who waits for the booking', async () => {
  const requests = await moveBrokenOff(NEVER, false)
  for (const back of NEAR_ITS_END)
    for (const done of [false, true]) await moveBrokenOff(requests - back, done)
}, 120_000)

describe('an important guest’s invitation', () => {
  test.each<[string, (number: number) => object, boolean]>([
    ['another name', () => ({ name: '冒名' }), false],
    ['another ID', () => ({ document: identityOf(next()).document }), false],
    ['the same name with a blank', () => ({ name: '访客 甲' }), true],
    ['another plate', (number) => ({ driving: true, plate: identityOf(number).plate }), true],
  ])('sent again with %s: vouched for still: %s', async (_, changes, vouched) => {
    const number = next()
    const guest = campus.person(`guest-${number}`)
    const card = { hostId: hostIn(campus, 'computing'), purpose: 'official' as const, vip: true }
    const days = { firstDay: TODAY, lastDay: TODAY }
    const { invitationId } = await approver('computing').get('invitation.link', { ...card, ...days })
    const { visitId } = await guest.get('invitation.accept', { invitationId, form: formFor(campus, number) })
    await approver('computing', 1).get('approval.approve', { visitId })
    await revised(guest, visitId, changes(number))
    const detail = await approver('computing').get('approval.get', { visitId })
    expect([detail.visit.state, detail.invitation?.vip ?? false]).toEqual(['pending', vouched])
    expect(await approver('computing').outcome('approval.approve', { visitId })).toBe('SELF_APPROVAL')
  })
})
