import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { settleActivities } from '../../cloudfunctions/usecases/activity/settle'
import { endOverdueVisits } from '../../cloudfunctions/usecases/visit/expire'
import type { Input, Output } from '../../contract'
import { addDays, DAY_MS } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { contentsOfDatabase } from './database-changes'
import { guestForm, join, listedGuest, openActivityOf } from './guests'
import { bookApproved, guardOf, identityOf, PassPhone } from './visitors'

/** Guests whom an organiser puts on a list (spec 4.2). */
let campus: Campus
let numbers = 40_000
const next = (): number => ++numbers
const GATE = { gateId: 'yanshan-east', direction: 'in' } as const
type Listed = Input<'activity.addGuests'>['people'][number]

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const visitOf = (id: string) => campus.stored<Visit>('visits', id)
const atGate = (number: number) => {
  const { document } = identityOf(number)
  const person = { name: guestForm(number).name, tail: document.slice(-6) }
  return campus.person(guardOf(campus, GATE.gateId)).get('gate.check', { ...GATE, person })
}

/** What is counted of whom somebody was told of. */
const toldToday = () => [...contentsOfDatabase(campus)].filter(([key]) => key.startsWith('searchLimits/'))

/** Somebody whose number WeChat has named. */
async function proved(number: number, openid = `guest-${number}`): Promise<Person> {
  const person = campus.person(openid)
  await person.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
  return person
}

/** An activity with these people on its list. */
async function withList(people: Listed[], changes: Parameters<typeof openActivityOf>[1] = {}) {
  const opened = await openActivityOf(campus, changes)
  const { activityId, organiser } = opened
  const reply = await organiser.get('activity.addGuests', { activityId, people })
  const guests = async () =>
    (await organiser.get('activity.guests', { activityId, list: 'approved', cursor: null })).rows
  const taken = async () => (await organiser.get('activity.get', { activityId })).taken
  return { ...opened, reply, guests, taken }
}

describe('a list', () => {
  it('gives each a place at once, by which a gate knows their document', async () => {
    const [one, two] = [next(), next()]
    const { reply, guests, taken } = await withList([listedGuest(one), listedGuest(two)])
    expect(reply).toMatchObject({ state: 'open', added: 2, refused: [] })
    expect(await guests()).toMatchObject([{ listed: true }, { listed: true }])
    expect(await taken()).toBe(2)
    expect(await atGate(one)).toMatchObject({ allowed: true })
  })

  it('needs no phone', async () => {
    const number = next()
    const { reply } = await withList([listedGuest(number, { phone: '' })])
    expect(reply.added).toBe(1)
    expect(await atGate(number)).toMatchObject({ allowed: true })
  })

  it('sent again by a lost reply takes nobody in twice', async () => {
    const { activityId, organiser, taken } = await withList([])
    const sent = { activityId, people: [listedGuest(next()), listedGuest(next())] }
    const first = await organiser.ask('activity.addGuests', sent, 'the-same-list-again-1')
    expect(await organiser.ask('activity.addGuests', sent, 'the-same-list-again-1')).toEqual(first)
    expect(await taken()).toBe(2)
  })

  it('sent again as another one says who is on it, and counts nobody', async () => {
    const people = Array.from({ length: 40 }, () => listedGuest(next()))
    const { activityId, organiser, taken } = await withList(people, { quota: 60 })
    const before = toldToday()
    for (let round = 0; round < 3; round++) {
      const { added, refused } = await organiser.get('activity.addGuests', { activityId, people })
      expect([added, refused.length]).toEqual([0, 40])
      expect(new Set(refused.map(({ code, unitName }) => `${code}${unitName}`))).toEqual(new Set(['ON_LIST']))
    }
    expect(toldToday()).toEqual(before)
    const more = [...people, listedGuest(next())]
    expect(await organiser.get('activity.addGuests', { activityId, people: more })).toMatchObject({
      added: 1,
    })
    expect(await taken()).toBe(41)
    // Also on a list of another activity of the unit, which it may read: named, and not counted.
    const second = await openActivityOf(campus)
    const also = { activityId: second.activityId, people: people.slice(0, 1) }
    expect(await second.organiser.get('activity.addGuests', also)).toMatchObject({
      refused: [{ code: 'DUPLICATE', unitName: '计算机学院' }],
    })
    expect(toldToday()).toEqual(before)
  })

  it.each([
    ['a place came free', 'ACTIVITY_FULL'],
    ['they were let go elsewhere', 'DUPLICATE'],
  ])(
    'sent again after %s takes in nobody whom the reply calls refused, and counts them once',
    async (_, code) => {
      const number = next()
      const { activityId, organiser, taken } = await withList([], { quota: code === 'DUPLICATE' ? 2 : 1 })
      const inTheWay =
        code === 'DUPLICATE'
          ? { guest: campus.person(`visitor-${number}`), ...(await bookApproved(campus, number)) }
          : await join(campus, activityId, next())
      const sent = { activityId, people: [listedGuest(number)] }
      const id = randomUUID()
      const first = await organiser.ask('activity.addGuests', sent, id)
      expect(first).toMatchObject({ ok: true, data: { added: 0, refused: [{ index: 0, code }] } })
      await inTheWay.guest.get('visit.cancel', { visitId: inTheWay.visitId })
      const before = toldToday()
      expect(await organiser.ask('activity.addGuests', sent, id)).toEqual(first)
      expect(await taken()).toBe(0)
      expect(toldToday()).toEqual(before)
    },
  )

  it('takes in as many as there are places, and says of the others that it is full', async () => {
    const people = [1, 2, 3].map(() => listedGuest(next()))
    const { reply, taken } = await withList(people, { quota: 2 })
    expect(reply).toMatchObject({ added: 2, refused: [{ index: 2, code: 'ACTIVITY_FULL' }] })
    expect(await taken()).toBe(2)
  })

  it('passes nobody who waits', async () => {
    const { activityId, organiser } = await openActivityOf(campus, { quota: 1 })
    await join(campus, activityId, next())
    expect(await join(campus, activityId, next())).toMatchObject({ waiting: true })
    const people = [listedGuest(next())]
    const { refused } = await organiser.get('activity.addGuests', { activityId, people })
    expect(refused).toMatchObject([{ index: 0, code: 'ACTIVITY_FULL' }])
  })

  it('says of whom another booking knows by which unit, and goes on with the others', async () => {
    const booked = next()
    await bookApproved(campus, booked)
    const { reply } = await withList([listedGuest(booked), listedGuest(next())])
    expect(reply).toMatchObject({ added: 1, refused: [{ index: 0, code: 'DUPLICATE' }] })
    expect(reply.refused[0]?.unitName).not.toBe('')
  })

  it('takes in for a later day who has come and left on the last day of another booking', async () => {
    const number = next()
    const { phone } = await bookApproved(campus, number, { lastDay: TODAY })
    const guard = campus.person(guardOf(campus, GATE.gateId))
    const tomorrow = { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) }
    const { activityId, organiser } = await openActivityOf(campus, tomorrow)
    const add = async () =>
      (await organiser.get('activity.addGuests', { activityId, people: [listedGuest(number)] })).added
    const pass = async (direction: 'in' | 'out') => {
      campus.clock.now += 60_000
      const check = { ...GATE, direction, code: phone.codeAt(campus.clock.now) }
      expect((await guard.get('gate.check', check)).allowed).toBe(true)
    }
    await pass('in')
    expect(await add()).toBe(0)
    await pass('out')
    expect(await add()).toBe(1)
  })

  test.each<[string, Partial<Listed>, string]>([
    ['no document', { document: '' }, 'DOCUMENT_REQUIRED'],
    ['a document with a wrong last place', { document: '450305199001011230' }, 'DOCUMENT_CHECK'],
    ['no name', { name: '' }, 'NAME_REQUIRED'],
    ['a number that is none', { phone: '123' }, 'PHONE_INVALID'],
  ])('with %s is refused whole, beside the place', async (_what, changes, code) => {
    const { activityId, organiser, taken } = await withList([])
    const people = [listedGuest(next()), listedGuest(next(), changes)]
    const refused = await organiser.ask('activity.addGuests', { activityId, people })
    expect(refused).toMatchObject({ code: 'FORM', details: { fieldErrors: [{ code }] } })
    expect(await taken()).toBe(0)
  })

  it('is closed with the activity', async () => {
    const { activityId, organiser } = await withList([])
    await organiser.get('activity.close', { activityId })
    const people = [listedGuest(next())]
    expect(await organiser.outcome('activity.addGuests', { activityId, people })).toBe('ACTIVITY_CLOSED')
  })
})

describe('a guest on it', () => {
  it('takes the place over with the number from WeChat, by what they say of themselves', async () => {
    const number = next()
    const { activityId, guests, taken } = await withList([listedGuest(number, { name: '参会人乙' })])
    const guest = await proved(number)
    const joined = await guest.get('activity.join', { activityId, form: guestForm(number) })
    expect(joined).toMatchObject({ state: 'approved', waiting: false })
    expect(await guests()).toMatchObject([
      { id: joined.visitId, name: guestForm(number).name, listed: false },
    ])
    expect(await taken()).toBe(1)
    const phone = new PassPhone()
    await phone.issue(guest, joined.visitId)
    const code = phone.codeAt(campus.clock.now)
    const guard = campus.person(guardOf(campus, GATE.gateId))
    expect(await guard.get('gate.check', { ...GATE, code })).toMatchObject({ allowed: true })
    expect((await visitOf(joined.visitId))?.history.map(({ action }) => action)).toEqual([
      'submitted',
      'approved',
      'revised',
    ])
  })

  it('is nobody else: a number that was only typed takes nothing over', async () => {
    const number = next()
    const { activityId, guests } = await withList([listedGuest(number)])
    const stranger = campus.person(`stranger-${number}`)
    expect(await stranger.outcome('activity.join', { activityId, form: guestForm(number) })).toBe('DUPLICATE')
    expect(await guests()).toMatchObject([{ listed: true }])
  })

  it('who took it over once isn’t followed by another', async () => {
    const number = next()
    const { activityId } = await withList([listedGuest(number)])
    const guest = await proved(number)
    await guest.get('activity.join', { activityId, form: guestForm(number) })
    const other = await proved(number, `other-${number}`)
    expect(await other.outcome('activity.join', { activityId, form: guestForm(number) })).toBe('DUPLICATE')
  })

  it('who has come in by the document keeps what the gate knows of them', async () => {
    const number = next()
    const { activityId } = await withList([listedGuest(number)])
    await atGate(number)
    const guest = await proved(number)
    const form = guestForm(number, { name: '另一个人' })
    const { visitId } = await guest.get('activity.join', { activityId, form })
    expect((await visitOf(visitId))?.name).toBe(guestForm(number).name)
  })

  it('takes it over while their car is inside by it, and nobody else with that car does', async () => {
    const number = next()
    const { plate } = identityOf(number)
    const { activityId } = await withList([listedGuest(number, { plate })])
    const guard = campus.person(guardOf(campus, GATE.gateId))
    expect((await guard.get('gate.check', { ...GATE, plate, inVehicle: true })).allowed).toBe(true)
    const other = next()
    const form = guestForm(other, { plate })
    expect(await campus.person(`guest-${other}`).outcome('activity.join', { activityId, form })).toBe(
      'VEHICLE_INSIDE',
    )
    const guest = await proved(number)
    const joined = await guest.get('activity.join', { activityId, form: guestForm(number, { plate }) })
    await new PassPhone().issue(guest, joined.visitId)
    expect(await visitOf(joined.visitId)).toMatchObject({ owner: guest.openid, plate })
  })

  it('isn’t missed by a list that is taken along while they take the place over, come in or move up', async () => {
    const listed = Array.from({ length: 20 }, () => next())
    const { activityId, organiser } = await withList(
      listed.map((number) => listedGuest(number)),
      { quota: 21 },
    )
    const last = await join(campus, activityId, next())
    const waits = await join(campus, activityId, next())
    const read = (cursor: string | null) =>
      organiser.get('activity.guests', { activityId, list: 'all', cursor })
    const { rows, next: more } = await read(null)
    campus.clock.now += 60_000
    for (const number of listed) {
      const guest = await proved(number)
      await guest.get('activity.join', { activityId, form: guestForm(number) })
    }
    await atGate(listed[0] ?? 0)
    await last.guest.get('visit.cancel', { visitId: last.visitId })
    for (let cursor = more; cursor !== null;) {
      const page = await read(cursor)
      rows.push(...page.rows)
      cursor = page.next
    }
    const ids = rows.map(({ id }) => id)
    expect([ids.length, new Set(ids).size, ids.includes(waits.visitId)]).toEqual([22, 22, true])
  })

  it('stands there after its days with the others who had a place, page by page', async () => {
    const people = Array.from({ length: 16 }, () => listedGuest(next()))
    const { activityId, organiser } = await withList(people, { quota: 17 })
    const left = await join(campus, activityId, next())
    await left.guest.get('visit.cancel', { visitId: left.visitId })
    const all = async (list: 'approved' | 'ended') => {
      const ids: string[] = []
      for (let cursor: string | null = null; ;) {
        const page: Output<'activity.guests'> = await organiser.get('activity.guests', {
          ...{ activityId, list, cursor },
        })
        ids.push(...page.rows.map(({ id }) => id))
        if (page.next === null) return ids
        cursor = page.next
      }
    }
    const before = await all('approved')
    campus.clock.now += DAY_MS
    await endOverdueVisits(campus.clock.now, addDays(TODAY, 1))
    expect([before.length, new Set(await all('approved'))]).toEqual([16, new Set(before)])
    expect(await all('ended')).toEqual([left.visitId])
  })

  it('goes with the activity, with nobody to tell', async () => {
    const { activityId, organiser, guests } = await withList([listedGuest(next())])
    await organiser.get('activity.cancel', { activityId, reason: '台风' })
    await settleActivities(campus.clock.now)
    expect(await guests()).toEqual([])
  })
})
