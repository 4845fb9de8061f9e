import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approvedPass, standingPerson } from './standing'
import { formFor, guardOf, identityOf, manyBookings, PassPhone } from './visitors'
import { openWalkIns, shownAt, WALK_IN_GATE, walkIn, walkInForm } from './walk-ins'

/** Who came by a right of one entry and left holds nothing any more, by whichever way a gate learns of it (spec 4.5). */
let campus: Campus
let numbers = 700
let day = TODAY
const next = (): number => ++numbers
const MINUTE = 60_000

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
/** Each test on a day of its own, at nine. */
beforeEach(async () => {
  day = addDays(day, 1)
  campus.clock.now = startOfDay(day) + 540 * MINUTE
  await openWalkIns(campus)
})

type Direction = 'in' | 'out'
type Guest = Awaited<ReturnType<typeof guestAt>>

async function guestAt(changes: Partial<Input<'walkIn.submit'>['form']> = {}, number = next()) {
  const { visitor, visitId } = await walkIn(campus, number, changes)
  const phone = new PassPhone()
  await phone.issue(visitor, visitId)
  const { plate } = identityOf(number)
  return { number, visitor, visitId, phone, plate }
}
const guard = () => campus.person(guardOf(campus, WALK_IN_GATE))
async function check(direction: Direction, credential: object, changes: object = {}) {
  campus.clock.now += MINUTE
  const shown = typeof credential === 'function' ? (credential as () => object)() : credential
  const asked = { gateId: WALK_IN_GATE, direction, ...shown, ...changes } as Input<'gate.check'>
  return guard().get('gate.check', asked)
}
const codeOf = (guest: Guest) => () => ({ code: guest.phone.codeAt(campus.clock.now) })
const late = (guest: Guest, direction: Direction, at: number) => {
  const { visitId } = guest
  const told = { eventId: randomUUID(), gateId: WALK_IN_GATE, direction, way: 'qr', at, offset: 0 } as const
  const nothing = { plate: null, override: null, step: null }
  const events = [{ ...told, allowed: true, reason: 'OK' as const, visitId, ...nothing }]
  return guard().get('gate.uploadPassages', { sentAt: campus.clock.now, events })
}
const stateOf = async ({ visitId }: Guest) => (await campus.stored<Visit>('visits', visitId))?.state

/** How somebody is in, and then out. */
const WAYS: [string, () => Promise<Guest>][] = [
  [
    'by the pass',
    async () => {
      const guest = await guestAt()
      await check('in', codeOf(guest))
      expect(await stateOf(guest)).toBe('approved')
      await check('out', codeOf(guest))
      return guest
    },
  ],
  [
    'by car, by its plate',
    async () => {
      const guest = await guestAt({ plate: identityOf(numbers + 1).plate })
      await check('in', { plate: guest.plate }, { inVehicle: true })
      await check('out', { plate: guest.plate }, { inVehicle: true })
      return guest
    },
  ],
  [
    'by an exit that is told late',
    async () => {
      const guest = await guestAt()
      await check('in', codeOf(guest))
      const left = campus.clock.now + MINUTE
      campus.clock.now += 30 * MINUTE
      await late(guest, 'out', left)
      return guest
    },
  ],
  [
    'by an entry that is told after the exit',
    async () => {
      const guest = await guestAt()
      const came = campus.clock.now + MINUTE
      campus.clock.now += 2 * MINUTE
      await check('out', codeOf(guest))
      expect(await stateOf(guest)).toBe('approved')
      await late(guest, 'in', came)
      return guest
    },
  ],
  [
    'by another right of theirs',
    async () => {
      const guest = await guestAt()
      const { plate } = guest
      await approvedPass(campus, [standingPerson(guest.number, { plate })], {
        ...{ firstDay: day, lastDay: day, gateIds: [WALK_IN_GATE] },
      })
      await check('in', codeOf(guest))
      await check('out', { plate }, { inVehicle: true })
      return guest
    },
  ],
]

describe.each(WAYS)('in and out %s', (_, inAndOut) => {
  it('is finished, comes in no more by it, and is let out whatever happens', async () => {
    const guest = await inAndOut()
    expect(await stateOf(guest)).toBe('finished')
    expect(await check('in', codeOf(guest))).toMatchObject({ allowed: false, reason: 'NO_ENTRIES_LEFT' })
    const again = await check('in', codeOf(guest), { override: '单位来电确认' })
    expect(again.allowed).toBe(true)
    expect((await check('out', codeOf(guest))).allowed).toBe(true)
    expect(await campus.stored<Visit>('visits', guest.visitId)).toMatchObject({
      ...{ state: 'finished', insideCampusId: null, lastDirection: 'out' },
    })
  })

  it('walks in once more at once', async () => {
    const { visitor, number } = await inAndOut()
    const read = await visitor.get('walkIn.read', { code: shownAt(campus) })
    expect(read).toMatchObject({ visitId: null })
    expect(await visitor.outcome('walkIn.submit', { form: walkInForm(number) })).toBe('ok')
  })

  it('books for the same day, on another phone too', async () => {
    const { number } = await inAndOut()
    const { plate } = identityOf(number)
    const form = formFor(campus, number, { firstDay: day, lastDay: day, driving: true, plate })
    expect(await campus.person(`friend-${number}`).outcome('visit.submit', { form })).toBe('ok')
  })
})

test('who is in still holds it, and is told so', async () => {
  const guest = await guestAt()
  await check('in', codeOf(guest))
  const { visitor, number, visitId } = guest
  expect((await visitor.get('walkIn.read', { code: shownAt(campus) })).visitId).toBe(visitId)
  const form = formFor(campus, number, { firstDay: day, lastDay: day })
  expect(await visitor.outcome('visit.submit', { form })).toBe('DUPLICATE')
})

test('counts no more as one that its visitor holds', async () => {
  const office = campus.person(campus.demo.office[0]?.openid ?? '')
  await office.get('rules.change', { maxLiveBookings: 1 })
  const guest = await guestAt()
  await check('in', codeOf(guest))
  await check('out', codeOf(guest))
  const form = formFor(campus, guest.number, { firstDay: day, lastDay: day })
  expect(await guest.visitor.outcome('visit.submit', { form })).toBe('ok')
  await office.get('rules.change', { maxLiveBookings: 50 })
})
