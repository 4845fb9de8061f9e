import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { approversOf, formFor, hostIn } from '../functions/visitors'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'

/** An approver tries to decide what they made, by every detour (spec 3, Four eyes). */
let campus: Campus
let me: Person
let colleague: Person
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  const [first, second] = approversOf(campus, 'computing')
  ;[me, colleague] = [campus.person(first as string), campus.person(second as string)]
})
afterAll(() => campus.close())

const next = () => 900 + ++numbers
const elsewhere = () => hostIn(campus, 'literature')

async function revisedTo(owner: Person, visitId: string, hostId: string): Promise<void> {
  const { rev, form } = await owner.get('visit.get', { visitId })
  await owner.get('visit.revise', {
    visitId,
    rev,
    form: { ...form, hostId, hostUnit: undefined, privacy: tickedAt(0) },
  })
}

async function refusedToMe(visitId: string): Promise<void> {
  expect(await me.get('approval.get', { visitId })).toMatchObject({
    fourEyes: { leftToColleague: true },
    allowedActions: { approve: false },
  })
  expect(await me.outcome('approval.approve', { visitId })).toBe('SELF_APPROVAL')
  const many = await me.get('approval.decideMany', { visitIds: [visitId], decision: 'approve', reason: '' })
  expect(many.rows).toMatchObject([{ ok: false, code: 'SELF_APPROVAL' }])
  expect(await colleague.outcome('approval.approve', { visitId })).toBe('ok')
}

describe('what an approver made is left to a colleague', () => {
  it('a booking from the own phone', async () => {
    await refusedToMe((await me.get('visit.submit', { form: formFor(campus, next()) })).visitId)
  })

  it('a booking returned and sent again', async () => {
    const { visitId } = await me.get('visit.submit', { form: formFor(campus, next()) })
    await colleague.get('approval.return', { visitId, reason: '改一下' })
    await revisedTo(me, visitId, hostIn(campus, 'computing'))
    await refusedToMe(visitId)
  })

  it('an own invitation sent to another unit and back', async () => {
    const made = { form: formFor(campus, next()), vip: false, vouched: true as const }
    const { visitId } = await me.get('invitation.create', made)
    await revisedTo(me, visitId, elsewhere())
    await revisedTo(me, visitId, hostIn(campus, 'computing'))
    await refusedToMe(visitId)
  })

  it('a card filled in by a guest, who moves it to another unit and back', async () => {
    const days = { firstDay: TODAY, lastDay: TODAY }
    const card = { hostId: hostIn(campus, 'computing'), purpose: 'official' as const, ...days, vip: false }
    const { invitationId } = await me.get('invitation.link', card)
    const guest = campus.person('four-eyes-guest')
    const { visitId } = await guest.get('invitation.accept', { invitationId, form: formFor(campus, next()) })
    await revisedTo(guest, visitId, elsewhere())
    await revisedTo(guest, visitId, hostIn(campus, 'computing'))
    await refusedToMe(visitId)
  })
})
