import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { VisitForm } from '../../contract'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book, bookApproved, formFor, identityOf } from './visitors'

/** What people type is read one way by the actions themselves (spec 2): test/domain/values/every-place has all spellings. */
let campus: Campus
let numbers = 82_000
const next = (): number => ++numbers
const approver = () => campus.person(approversOf(campus, 'computing')[0] ?? '')
const office = () => campus.person(campus.demo.office[0]?.openid ?? '')

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

describe('a booking with a foreign phone and a permit', () => {
  const PERSON: Partial<VisitForm> = {
    ...{ name: '⻩大勇', phoneKind: 'international', phone: '+44 (0)20 7946 0018' },
    ...{ documentKind: 'hkMacauPermit', document: 'h7654321201' },
    note: '设\u{e0041}备\u2800检\ufff9修',
  }
  let visitId: string
  beforeAll(async () => {
    campus.clock.now = NOW
    ;({ visitId } = await book(campus, next(), PERSON))
  })

  it.each(['黄大勇', '⻩大勇', '+44 (0)20 7946 0018', '+442079460018', '00442079460018', '0018'])(
    'is found by approver and office: %s',
    async (text) => {
      const own = await approver().get('approval.search', { text, list: 'pending' })
      expect(own.rows.map(({ id }) => id)).toContain(visitId)
      const all = await office().get('record.search', { text, cursor: null })
      expect(all.rows.map(({ id }) => id)).toContain(visitId)
    },
  )

  it.each(['H7654321201', 'H76543212', 'h76543212(01)', '1201', '3212'])(
    'is found by the office by its number: %s',
    async (text) => {
      const { rows } = await office().get('record.search', { text, cursor: null })
      expect(rows.map(({ id }) => id)).toContain(visitId)
    },
  )

  it('shows the approver nothing hidden', async () => {
    expect((await approver().get('approval.get', { visitId })).note).toBe('设备检修')
  })
})

it.each([
  ['as printed', 'H7654000002', '0002', 'taken'],
  ['without its renewals', 'H7655321002', '3210', 'taken'],
  ['not by another end', 'H7656321002', '0021', 'wrong'],
])('a card for a permit is claimed by its last four: %s', async (_, document, tail, outcome) => {
  const number = next()
  const form = formFor(campus, number, { documentKind: 'hkMacauPermit', document })
  const made = await approver().get('invitation.create', { form, vip: false, vouched: true })
  const tails = { phone: identityOf(number).phone.slice(-4), document: tail }
  const { invitationId } = made
  const claimed = await campus.person(`guest-${number}`).get('invitation.claim', { invitationId, tails })
  expect(claimed.outcome).toBe(outcome)
})

it('a car that is booked isn’t booked again as another plate, or by a number of no country', async () => {
  const number = next()
  const { plate } = identityOf(number)
  await bookApproved(campus, number, { driving: true, plate })
  const outcome = async (changes: object) => {
    const person = campus.person(`again-${next()}`)
    return person.outcome('visit.submit', { form: formFor(campus, numbers, changes) })
  }
  for (const other of [`其他其他${plate}`, `其他A${plate}`, `其他 ${plate}1`])
    expect([other, await outcome({ driving: true, plate: other })]).toEqual([other, 'FORM'])
  for (const phone of ['+86 1380000712', '+8612345678901', '+999123456789', '+8526123'])
    expect([phone, await outcome({ phoneKind: 'international', phone })]).toEqual([phone, 'FORM'])
})
