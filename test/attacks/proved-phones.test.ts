import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { Booker } from '../../cloudfunctions/stores/bookers'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { contentsOfDatabase } from '../functions/database-changes'
import { approversOf, book, bookApproved, formFor, identityOf, PassPhone } from '../functions/visitors'

/** A stranger books with somebody's phone number; whoever proves it gets it (spec 2, Fair use). */
let campus: Campus
let numbers = 64_000

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

const next = () => ++numbers
const phoneOf = (number: number) => ({ phone: identityOf(number).phone })
const prove = (person: Person, phone: string, countryCode?: string) =>
  person.get('phone.prove', { code: campus.cloud.phoneCode(phone, countryCode) })

/** A stranger's live booking with the owner's number, and the owner, who comes later. */
async function taken(approved = false) {
  const [owner, stranger] = [next(), next()]
  const booked = await (approved ? bookApproved : book)(campus, stranger, phoneOf(owner))
  return {
    ...booked,
    owner: campus.person(`owner-${owner}`),
    form: formFor(campus, owner),
    ...phoneOf(owner),
  }
}

describe('the owner of a number that a stranger booked with', () => {
  it.each([false, true])(
    'gets it by proving it; the stranger’s (approved: %s) is marked and told',
    async (approved) => {
      const { owner, form, phone, visitor: stranger, visitId } = await taken(approved)
      expect(await owner.outcome('visit.submit', { form })).toBe('DUPLICATE')
      expect(await prove(owner, phone)).toEqual({ phone, phoneKind: 'mainland' })
      expect(await owner.outcome('visit.submit', { form })).toBe('ok')
      const told = await campus.stored<Notice>('outbox', `${visitId}:phoneTaken:${campus.clock.now}`)
      expect(told?.to).toEqual({ openid: stranger.openid })
      // It stands by its document, and its number is gone for good.
      const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
      expect((await approver.get('approval.get', { visitId })).phoneState).toBe('taken')
      const { rev, form: typed, phoneTaken } = await stranger.get('visit.get', { visitId })
      expect(phoneTaken).toBe(true)
      expect(await stranger.outcome('visit.revise', { visitId, rev, form: typed })).toBe('DUPLICATE')
      if (approved) await new PassPhone().issue(stranger, visitId)
      else expect(await approver.outcome('approval.approve', { visitId })).toBe('ok')
    },
  )

  it('is refused when somebody proved it before; two who prove one number don’t take it from each other', async () => {
    const { owner, form, phone } = await taken()
    await prove(owner, phone)
    await owner.get('visit.submit', { form })
    const second = campus.person('second-prover')
    await prove(second, phone)
    const other = formFor(campus, next(), { phone })
    expect(await second.outcome('visit.submit', { form: other })).toBe('DUPLICATE')
  })

  it('gets the number, not the stranger’s document or car', async () => {
    const [owner, stranger] = [next(), next()]
    const { plate } = identityOf(stranger)
    await book(campus, stranger, { driving: true, plate })
    const person = campus.person(`owner-${owner}`)
    await prove(person, identityOf(owner).phone)
    for (const changes of [{ document: identityOf(stranger).document }, { driving: true, plate }])
      expect(await person.outcome('visit.submit', { form: formFor(campus, owner, changes) })).toBe(
        'DUPLICATE',
      )
  })

  it('takes nothing from an own booking', async () => {
    const number = next()
    const { visitor } = await book(campus, number)
    await prove(visitor, identityOf(number).phone)
    const form = formFor(campus, next(), phoneOf(number))
    expect(await visitor.outcome('visit.submit', { form })).toBe('DUPLICATE')
  })
})

describe('a proof can’t be made up', () => {
  test.each([
    ['49', 'DUPLICATE'],
    ['1', 'DUPLICATE'],
    ['', 'DUPLICATE'],
    ['86', 'ok'],
  ])('the same digits of country %s: %s', async (countryCode, outcome) => {
    const { owner, form, phone } = await taken()
    await prove(owner, phone, countryCode)
    expect(await owner.outcome('visit.submit', { form })).toBe(outcome)
  })

  it('by a code of one’s own invention, used before, or of another number', async () => {
    const { owner, form, phone } = await taken()
    const code = campus.cloud.phoneCode(phone)
    await campus.person('first-user').get('phone.prove', { code })
    for (const tried of [code, phone, 'f'.repeat(64)])
      expect(await owner.outcome('phone.prove', { code: tried })).toBe('PHONE_CODE')
    await prove(owner, identityOf(next()).phone)
    expect(await owner.outcome('visit.submit', { form })).toBe('DUPLICATE')
  })

  it('by what the phone sends along', async () => {
    const { owner, form } = await taken()
    const claimed = { ...form, phoneProved: true, proved: true, provedPhone: form.phone }
    expect(await owner.outcome('visit.submit', { form: claimed })).toBe('DUPLICATE')
  })

  it('is kept without the number', async () => {
    const person = campus.person('kept-prover')
    const { phone } = identityOf(next())
    await prove(person, phone)
    expect((await campus.stored<Booker>('bookers', 'kept-prover'))?.proved).toHaveLength(1)
    const everything = JSON.stringify([...contentsOfDatabase(campus)])
    expect(everything).not.toContain(phone)
  })
})
