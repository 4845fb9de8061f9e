import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { contentsOfDatabase } from './database-changes'
import { deviceAt } from './gates'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf } from './visitors'

/**
 * Who reads a visitor's name in full, view by view: the visitor, the unit's approvers, the host, desk and office, and a guard
 * after a check (spec 9). Everywhere else it is masked, or isn't there.
 */
const NAME = '欧阳修文'
const MASKED = '欧**'
const GATE = 'yanshan-east'
let campus: Campus
let numbers = 86_000
const next = (): number => ++numbers
const approver = () => campus.person(approversOf(campus, 'computing')[0] ?? '')
const office = () => campus.person(campus.demo.office[0]?.openid ?? '')
const guard = () => campus.person(guardOf(campus, GATE))
const latest = { cursor: null }
beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const car = (number: number) =>
  ({ name: NAME, purpose: 'private', driving: true, plate: identityOf(number).plate }) as const
const pending = () => book(campus, next(), { name: NAME })
const check = (plate: string, requestId?: string) =>
  guard().get('gate.check', { gateId: GATE, direction: 'in', inVehicle: true, plate }, requestId)
async function cameByCar() {
  const number = next()
  const booked = await bookApproved(campus, number, car(number))
  return { ...booked, plate: identityOf(number).plate, checked: await check(identityOf(number).plate) }
}
const IN_FULL: Record<string, () => Promise<unknown>> = {
  'the visitor, on the record': async () => {
    const { visitor, visitId } = await pending()
    return visitor.get('visit.get', { visitId })
  },
  'the visitor, in the list': async () => {
    const { visitor } = await pending()
    return visitor.get('visit.list', { list: 'pending', ...latest })
  },
  'the unit’s approver, in the queue': async () => {
    await pending()
    return approver().get('approval.list', { list: 'pending', ...latest })
  },
  'the unit’s approver, on the booking': async () => {
    const { visitId } = await pending()
    return approver().get('approval.get', { visitId })
  },
  'the unit’s approver, among requests to let go': async () => {
    const { visitor, visitId } = await pending()
    await visitor.get('release.ask', { visitId, field: 'phone', firstDay: TODAY, lastDay: TODAY })
    return approver().get('release.list', latest)
  },
  'the inviter, among the own invitations': async () => {
    const form = formFor(campus, next(), { name: NAME })
    await approver().get('invitation.create', { form, vip: false, vouched: true })
    return approver().get('invitation.list', latest)
  },
  'the host': async () => {
    const staff = campus.demo.staff.find(({ openid }) => openid !== null)
    await book(campus, next(), { name: NAME, hostId: staff?.id ?? '' })
    return campus.person(staff?.openid ?? '').get('host.visits', { list: 'pending', ...latest })
  },
  'the desk, of a vehicle': async () => {
    const { plate } = await cameByCar()
    return office().get('vehicle.find', { plate })
  },
  'desk and office, of who is on campus': async () => {
    await cameByCar()
    return office().get('campus.inside', { campusId: 'yanshan', ...latest })
  },
  'the office, on record': async () => {
    const { visitId } = await pending()
    return office().get('record.get', { visitId })
  },
  'a guard, after a check': async () => (await cameByCar()).checked,
}
test.each(Object.entries(IN_FULL))('in full: %s', async (_, read) => {
  expect(JSON.stringify(await read())).toContain(NAME)
})

const MASKED_FOR: Record<string, () => Promise<unknown>> = {
  'a device that reads': async () => {
    const number = next()
    await bookApproved(campus, number, car(number))
    const device = await deviceAt(campus, GATE)
    const plate = { number: identityOf(number).plate, confidence: 0.97 }
    return device.get('verify', { eventId: randomUUID(), direction: 'in', plate })
  },
  'a guard, among the latest passages': async () => {
    await cameByCar()
    return guard().get('gate.recent', { gateId: GATE, ...latest })
  },
  'the inviter, once the guest is another person': async () => {
    const number = next()
    const made = await approver().get('invitation.create', {
      ...{ form: formFor(campus, number), vip: false, vouched: true },
    })
    const guest = campus.person(`guest-${number}`)
    await guest.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
    const { visitId } = await guest.get('invitation.claim', { invitationId: made.invitationId, tails: null })
    const { rev, form } = await guest.get('visit.get', { visitId: visitId ?? '' })
    const { privacy } = formFor(campus, number)
    const other = { name: NAME, document: identityOf(next()).document, privacy }
    await guest.get('visit.revise', { visitId: visitId ?? '', rev, form: { ...form, ...other } })
    const { rows } = await approver().get('invitation.list', latest)
    return rows.filter(({ id }) => id === made.invitationId)
  },
}
test.each(Object.entries(MASKED_FOR))('masked: %s', async (_, read) => {
  const text = JSON.stringify(await read())
  expect(text).not.toContain(NAME)
  expect(text).toContain(MASKED)
})

describe('not at all', () => {
  it('a stranger, another unit’s approver, a guard before a check', async () => {
    const { visitId } = await pending()
    expect(await campus.person('stranger').outcome('visit.get', { visitId })).toBe('NOT_FOUND')
    const elsewhere = campus.person(approversOf(campus, 'literature')[0] ?? '')
    expect(await elsewhere.outcome('approval.get', { visitId })).toBe('NOT_FOUND')
    expect(await guard().outcome('approval.get', { visitId })).toBe('NOT_ALLOWED')
  })
})

it('a check that comes again tells the guard the same; what is kept for it has the name masked', async () => {
  const number = next()
  const { visitId } = await bookApproved(campus, number, car(number))
  const request = 'the-same-check-of-a-name'
  const first = await check(identityOf(number).plate, request)
  expect(await check(identityOf(number).plate, request)).toEqual(first)
  expect(first.visit).toMatchObject({ id: visitId, name: NAME })
  const kept = [...contentsOfDatabase(campus)].filter(([key]) => /^(replies|passages)\//.test(key))
  expect(kept.length).toBeGreaterThan(0)
  for (const [, text] of kept) expect(text).not.toContain(NAME)
})
