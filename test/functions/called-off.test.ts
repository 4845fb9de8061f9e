import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { Activity } from '../../cloudfunctions/stores/activities'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { settleActivities } from '../../cloudfunctions/usecases/activity/settle'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { decide, fetchSnapshot } from './gate-phone'
import { guestForm, openActivityOf } from './guests'
import { askedPass, standingPerson } from './standing'
import { settleStandingPasses } from '../../cloudfunctions/usecases/standing-pass/settle'
import { guardOf, identityOf, manyBookings, PassPhone, HOLDER_KEY } from './visitors'

/**
 * An activity that is called off, or a standing pass that is withdrawn, lets nobody in from that moment on, before the timer
 * has let anybody go (spec 4.2, 4.4).
 */
let campus: Campus
let numbers = 0
const next = (): number => ++numbers
const GATE = 'yanshan-east'

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const guard = () => campus.person(guardOf(campus, GATE))
const check = (plate: string, direction: 'in' | 'out') =>
  guard().get('gate.check', { gateId: GATE, direction, plate, inVehicle: true })

/** What a gate without a network answers, by the list it fetches now. */
async function offlineReason(plate: string): Promise<string> {
  const asked = { gateId: GATE, direction: 'in', inVehicle: true, credential: { plate } } as const
  return decide(await fetchSnapshot(guard()), asked, campus.clock.now).answer.reason
}

async function joined(activityId: string) {
  const number = next()
  const { plate } = identityOf(number)
  const guest = campus.person(`guest-${number}`)
  const { visitId } = await guest.get('activity.join', { activityId, form: guestForm(number, { plate }) })
  return { guest, visitId, plate }
}

it('no gate, page or pass says anything else, and who is in leaves', async () => {
  const { activityId, organiser } = await openActivityOf(campus, { quota: 2 })
  const [inside, outside, waits] = [
    await joined(activityId),
    await joined(activityId),
    await joined(activityId),
  ]
  const phone = new PassPhone()
  const { directions: card } = await phone.issue(outside.guest, outside.visitId)
  expect(await check(inside.plate, 'in')).toMatchObject({ allowed: true })
  const held = (await guard().get('gate.snapshot', { since: null, cursor: null })).version
  campus.clock.now += 5 * 60_000
  await organiser.get('activity.cancel', { activityId, reason: '会场停电' })
  campus.clock.now += 1000
  expect((await campus.stored<Visit>('visits', outside.visitId))?.state).toBe('approved')

  expect(await check(outside.plate, 'in')).toMatchObject({ allowed: false, reason: 'REVOKED' })
  expect(await outside.guest.get('pass.directions', { card })).toEqual({ state: 'off', visit: null })
  expect(await offlineReason(outside.plate)).toBe('REVOKED')
  // What changed since would have nothing of who is still to be let go.
  const changed = await guard().get('gate.snapshot', { since: held, cursor: null })
  expect(JSON.parse(changed.payload)).toMatchObject({ since: null })

  const { guest, visitId } = outside
  const me = await guest.get('me', {})
  expect([me.todayPasses, me.ended.map(({ id, reason }) => [id, reason])]).toEqual([
    [],
    [[visitId, '会场停电']],
  ])
  const { rows } = await guest.get('visit.list', { list: 'approved', cursor: null })
  expect(rows).toMatchObject([{ id: visitId, state: 'revoked', reason: '会场停电' }])
  expect(await guest.get('visit.get', { visitId })).toMatchObject({
    ...{ visit: { state: 'revoked' }, allowedActions: { pass: false, cancel: false } },
  })
  expect(await guest.get('activity.open', { activityId })).toMatchObject({ state: 'cancelled', own: null })
  expect(await guest.outcome('pass.issue', { visitId, holderKey: HOLDER_KEY })).toBe('NO_PASS')
  expect(await waits.guest.get('visit.get', { visitId: waits.visitId })).toMatchObject({
    visit: { state: 'cancelled' },
  })
  expect(await waits.guest.get('activity.open', { activityId })).toMatchObject({ own: null })

  expect(await check(inside.plate, 'out')).toMatchObject({ allowed: true })
  await settleActivities(campus.clock.now)
  expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('revoked')
  expect(await check(outside.plate, 'in')).toMatchObject({ allowed: false })
})

it('also beside more activities with waiting guests than the timer reads at once', async () => {
  const { activityId, organiser } = await openActivityOf(campus, { quota: 2 })
  const guest = await joined(activityId)
  const others = Array.from({ length: 100 }, (_, at) => `0-before-all-${String(at).padStart(3, '0')}`)
  const activity = await campus.stored<Activity>('activities', activityId)
  for (const _id of others) await campus.put('activities', { ...activity, _id, due: true })
  await organiser.get('activity.cancel', { activityId, reason: '会场停电' })
  expect(await offlineReason(guest.plate)).toBe('REVOKED')
  await settleActivities(campus.clock.now)
  expect((await campus.stored<Visit>('visits', guest.visitId))?.state).toBe('revoked')
})

it('also all people of a standing pass, more than the call lets go, by the next list of a gate', async () => {
  const people = Array.from({ length: 60 }, () => {
    const number = next()
    return standingPerson(number, { plate: identityOf(number).plate })
  })
  const { passId, unit, office } = await askedPass(campus, people.slice(0, 50))
  await unit.get('standing.add', { passId, people: people.slice(50) })
  await office.get('standing.answer', { passId, accept: true, reason: '' })
  campus.clock.now += 60_000
  await settleStandingPasses(campus.clock.now)
  let held = await fetchSnapshot(guard())
  const letIn = () =>
    people.filter(({ plate }) => {
      const offline = { gateId: GATE, direction: 'in', inVehicle: true, credential: { plate } } as const
      return decide(held, offline, campus.clock.now).answer.allowed
    }).length
  expect(letIn()).toBe(60)
  campus.clock.now += 120_000
  await unit.get('standing.withdraw', { passId, visitIds: [], reason: '合同已解除' })
  campus.clock.now += 5000
  held = await fetchSnapshot(guard(), held)
  expect(letIn()).toBe(0)
  await settleStandingPasses(campus.clock.now)
  held = await fetchSnapshot(guard(), held)
  expect(letIn()).toBe(0)
})
