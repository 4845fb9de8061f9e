import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { demoTemplates } from '../../local/demo'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { approversOf, book, formFor } from '../functions/visitors'

/** A visitor submits and cancels until the approvers have no message left for anybody else (spec 7). */
let campus: Campus
let numbers = 72_000

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const MINUTE = 60_000
const { newBooking } = demoTemplates
const UNIT = 'literature'
/** Of the unit, and not an approver, who would be told as the host too. */
const host = () => {
  const hostId = campus.demo.staff.find(({ unitId, openid }) => unitId === UNIT && openid === null)?.id
  return { hostId: hostId ?? '' }
}
const form = () => formFor(campus, ++numbers, host())
const approver = () => campus.person(approversOf(campus, UNIT)[0] ?? '')

async function accept({ openid }: Person, times: number): Promise<void> {
  for (let each = 0; each < times; each++) {
    await campus.cloud.consent.record(openid ?? '', newBooking.id, 'accept')
    await campus.person(openid).get('consent.record', { accepted: [newBooking.id] })
  }
}
const left = async () => (await approver().get('me', {})).consents[newBooking.id] ?? 0

async function submitAndCancel(visitor: Person, every: number, times: number): Promise<void> {
  for (let each = 0; each < times; each++) {
    const { visitId } = await visitor.get('visit.submit', { form: form() })
    await visitor.get('visit.cancel', { visitId })
    campus.clock.now += every
  }
}

it('eight times in ten minutes is one message', async () => {
  await accept(approver(), 3)
  const before = await left()
  await submitAndCancel(campus.person('fast'), MINUTE, 8)
  expect(await left()).toBe(before - 1)
})

it('eight times in two hours never takes the last message, which a newcomer’s booking gets', async () => {
  await accept(approver(), Math.max(0, 3 - (await left())))
  await submitAndCancel(campus.person('slow'), 15 * MINUTE, 8)
  expect(await left()).toBe(1)
  await book(campus, ++numbers, host())
  expect(await left()).toBe(0)
})

describe('asking for one booking of the unit after the other', () => {
  const live = async (times: number): Promise<string[]> => {
    const visitIds: string[] = []
    while (visitIds.length < times) visitIds.push((await book(campus, ++numbers, host())).visitId)
    return visitIds
  }
  async function asksFor(asker: Person, every: number, visitIds: readonly string[]): Promise<void> {
    const { firstDay, lastDay } = form()
    for (const visitId of visitIds) {
      await asker.get('release.ask', { visitId, field: 'phone', firstDay, lastDay })
      campus.clock.now += every
    }
  }

  it('eight times in two hours never takes the last message', async () => {
    const visitIds = await live(8)
    await accept(approver(), 3 - (await left()))
    await asksFor(campus.person('asks-slowly'), 15 * MINUTE, visitIds)
    expect(await left()).toBe(1)
  })

  it('eight times in ten minutes is one message, and who comes newly is told of', async () => {
    const visitIds = await live(8)
    await accept(approver(), 3 - (await left()))
    await asksFor(campus.person('asks-fast'), MINUTE, visitIds)
    expect(await left()).toBe(2)
    await asksFor(campus.person('asks-once'), MINUTE, visitIds.slice(0, 1))
    expect(await left()).toBe(1)
  })
})

it('a booking that the unit sent back is told at once when it comes again', async () => {
  await accept(approver(), 3)
  const { visitor, visitId } = await book(campus, ++numbers, host())
  await approver().get('approval.return', { visitId, reason: '改一下' })
  const before = await left()
  const { rev, form: typed } = await visitor.get('visit.get', { visitId })
  await visitor.get('visit.revise', { visitId, rev, form: typed })
  expect(await left()).toBe(before - 1)
})
