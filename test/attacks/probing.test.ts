import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { VisitForm } from '../../contract'
import { addDays } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { guestForm, openActivityOf } from '../functions/guests'
import { standingPerson, standingPlan } from '../functions/standing'
import { validCalls } from '../functions/valid-calls'
import { approversOf, book, bookApproved, formFor, identityOf } from '../functions/visitors'
import { openWalkIns, shownAt, walkInForm } from '../functions/walk-ins'

/** Somebody sends forms to learn of a stranger's phone, ID or plate (spec 2, Conflict card). */
let campus: Campus
let numbers = 68_000

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())

const next = () => ++numbers
const refusalOf = async (by: Person, form: VisitForm) => {
  const reply = await by.ask('visit.submit', { form })
  if (reply.ok) throw new Error('it has to be refused')
  return { code: reply.code, details: reply.details }
}
/** A form of one's own but for what is asked about. */
const probing = (number: number, of: number, what: readonly string[]): VisitForm => {
  const { document, phone, plate } = identityOf(of)
  return formFor(campus, number, {
    ...(what.includes('document') ? { document } : {}),
    ...(what.includes('phone') ? { phone } : {}),
    ...(what.includes('plate') ? { driving: true, plate } : {}),
  })
}
const WHAT = [
  ['document'],
  ['phone'],
  ['plate'],
  ['document', 'phone'],
  ['phone', 'plate'],
  ['document', 'phone', 'plate'],
]

describe('a stranger’s booking', () => {
  let stranger = 0
  let visitId = ''
  beforeAll(async () => {
    stranger = next()
    ;({ visitId } = await book(campus, stranger, { driving: true, plate: identityOf(stranger).plate }))
  })

  test.each(WHAT.map((what) => [what]))(
    'by %j: what matched, and whom to ask, to one who proved nothing',
    async (what) => {
      const number = next()
      const { code, details } = await refusalOf(campus.person(`p${number}`), probing(number, stranger, what))
      expect(code).toBe('DUPLICATE')
      expect(details).toEqual({ known: 'others', fields: what, visitId })
    },
  )

  it('days and unit to who proved the number on the form, and not by proving another', async () => {
    const number = next()
    const prober = campus.person('prober')
    const form = probing(number, stranger, ['document'])
    await prober.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(next()).phone) })
    expect((await refusalOf(prober, form)).details).toEqual({
      ...{ known: 'others', fields: ['document'], visitId },
    })
    await prober.get('phone.prove', { code: campus.cloud.phoneCode(form.phone) })
    expect((await refusalOf(prober, form)).details).toMatchObject({
      ...{ known: 'proved', fields: ['document'], visitId, unitName: '计算机学院' },
    })
  })

  it('an own booking is told whole, and its state', async () => {
    const number = next()
    const { visitor, visitId: own } = await bookApproved(campus, number)
    expect((await refusalOf(visitor, formFor(campus, number))).details).toMatchObject({
      ...{
        known: 'own',
        mayStillPass: true,
        visitId: own,
        own: { state: 'approved' },
        fields: ['document', 'phone'],
      },
    })
  })
})

describe('refusals are counted like bookings', () => {
  it('ten a day, one after the other, whatever they would tell', async () => {
    const stranger = next()
    await book(campus, stranger)
    const { by: office, input } = await validCalls(campus, next)['blacklist.propose']()
    const listed = input.document
    const { blacklistId } = await office.get('blacklist.propose', input)
    const colleague = campus.person(campus.demo.office[1]?.openid ?? '')
    await colleague.get('blacklist.answer', { blacklistId, accept: true })
    const prober = campus.person('counted-prober')
    const codes: string[] = []
    for (let each = 0; each < 12; each++) {
      const form =
        each % 2 === 0 ? probing(next(), stranger, ['phone']) : formFor(campus, next(), { document: listed })
      codes.push((await refusalOf(prober, form)).code)
    }
    expect(codes).toEqual([
      ...Array.from({ length: 10 }, (_, each) => (each % 2 === 0 ? 'DUPLICATE' : 'BLACKLISTED')),
      ...['TOO_MANY_BOOKINGS', 'TOO_MANY_BOOKINGS'],
    ])
    // Who has used them up neither books nor learns anything.
    expect(await prober.outcome('visit.submit', { form: formFor(campus, next()) })).toBe('TOO_MANY_BOOKINGS')
  })

  it('a hundred at once: ten are answered', async () => {
    const strangers = [next(), next()]
    for (const stranger of strangers) await book(campus, stranger)
    const prober = campus.person('many-at-once')
    const outcomes = await Promise.all(
      Array.from({ length: 100 }, (_, each) =>
        prober.outcome('visit.submit', { form: probing(next(), strangers[each % 2] ?? 0, ['document']) }),
      ),
    )
    expect(outcomes.filter((code) => code === 'DUPLICATE')).toHaveLength(10)
    expect(outcomes.filter((code) => code === 'TOO_MANY_BOOKINGS')).toHaveLength(90)
  })

  it('also for somebody whose data was erased on request in between', async () => {
    const { eraseAsked } = await import('../../cloudfunctions/usecases/account/erase')
    const stranger = next()
    await book(campus, stranger)
    const prober = campus.person('erased-prober')
    const codes: string[] = []
    for (let each = 0; each < 12; each++) {
      if (each % 5 === 4) {
        await prober.get('data.erase', {})
        await eraseAsked(campus.clock.now)
        expect((await prober.get('data.read', {})).erasure?.state).toBe('done')
      }
      codes.push((await refusalOf(prober, probing(next(), stranger, ['document']))).code)
    }
    expect(codes.filter((code) => code === 'DUPLICATE')).toHaveLength(10)
  })

  it('by revising one booking, and by inviting', async () => {
    const stranger = next()
    await book(campus, stranger)
    const { visitor, visitId } = await book(campus, next())
    const { rev, form } = await visitor.get('visit.get', { visitId })
    const revised = { ...form, phone: identityOf(stranger).phone }
    const codes: string[] = []
    for (let each = 0; each < 10; each++)
      codes.push(await visitor.outcome('visit.revise', { visitId, rev, form: revised }))
    expect(codes).toEqual([...Array<string>(9).fill('DUPLICATE'), 'TOO_MANY_BOOKINGS'])

    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const invite = () =>
      approver.outcome('invitation.create', {
        ...{ form: probing(next(), stranger, ['document']), vip: false, vouched: true },
      })
    const invited: string[] = []
    for (let each = 0; each < 11; each++) invited.push(await invite())
    expect(invited).toEqual([...Array<string>(10).fill('DUPLICATE'), 'TOO_MANY_BOOKINGS'])
  })

  it('by joining an activity and by walking in', async () => {
    const { phone } = identityOf(next())
    await book(campus, numbers)
    const { activityId } = await openActivityOf(campus)
    await openWalkIns(campus)
    const guest = campus.person('probing-guest')
    const walker = campus.person('probing-walker')
    await walker.get('walkIn.read', { code: shownAt(campus) })
    const joined: string[] = []
    const walked: string[] = []
    for (let each = 0; each < 11; each++) {
      joined.push(await guest.outcome('activity.join', { activityId, form: guestForm(next(), { phone }) }))
      walked.push(await walker.outcome('walkIn.submit', { form: walkInForm(next(), { phone }) }))
    }
    for (const codes of [joined, walked])
      expect(codes).toEqual([...Array<string>(10).fill('DUPLICATE'), 'TOO_MANY_BOOKINGS'])
  })

  it('by lists of a standing pass: a hundred people a day, then nobody', async () => {
    const people = Array.from({ length: 50 }, () => standingPerson(next()))
    const [literature, computing] = ['literature', 'computing'].map((unitId) =>
      campus.person(approversOf(campus, unitId)[0] ?? ''),
    ) as [Person, Person]
    const later = { firstDay: addDays(TODAY, 1) }
    const apply = (by: Person, unitId: string, listed = people) =>
      by.ask('standing.apply', { plan: standingPlan(later), people: listed, papers: [], unitId })
    expect(await apply(literature, 'literature')).toMatchObject({ data: { added: 50, refused: [] } })
    for (let call = 0; call < 2; call++) {
      const reply = await apply(computing, 'computing')
      expect(reply.ok && reply.data.refused.map(({ code }) => code)).toEqual(
        Array<string>(50).fill('DUPLICATE'),
      )
    }
    for (const listed of [people.slice(0, 1), [standingPerson(next())]])
      expect(await apply(computing, 'computing', listed)).toMatchObject({ code: 'TOO_MANY_SEARCHES' })
    campus.clock.now += 24 * 3_600_000
    expect(await apply(computing, 'computing', people.slice(0, 1))).toMatchObject({
      data: { added: 0, refused: [{ code: 'DUPLICATE' }] },
    })
    // Who is on a pass of the own unit is counted by nobody.
    for (let call = 0; call < 4; call++)
      expect(await apply(literature, 'literature')).toMatchObject({
        data: { added: 0, refused: Array(50).fill({ code: 'DUPLICATE' }) },
      })
  })
})
