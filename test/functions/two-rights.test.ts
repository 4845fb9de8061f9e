import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Account } from '../../cloudfunctions/stores/accounts'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { decide, fetchSnapshot } from './gate-phone'
import { deviceAt } from './gates'
import { join, openActivityOf } from './guests'
import { approvedPass, standingPerson } from './standing'
import { bookApproved, guardOf, identityOf, manyBookings } from './visitors'
import { openWalkIns, walkIn, WALK_IN_GATE } from './walk-ins'

/** Somebody with two rights comes in wherever one of them lets them in (spec 4.5, 5.1). It is 14:00. */
const HOUR = 3_600_000
const MINUTE = 60_000
let campus: Campus
let numbers = 52_000
beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  await openWalkIns(campus)
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

type Give = (number: number, name: string) => Promise<unknown>
const plateOf = (number: number): string => identityOf(number).plate
const pass =
  (plan: Parameters<typeof approvedPass>[2] = {}): Give =>
  (number, name) =>
    approvedPass(campus, [standingPerson(number, { name, plate: plateOf(number) })], plan)
const visit =
  (purpose: 'official' | 'private'): Give =>
  (number, name) =>
    bookApproved(campus, number, { name, driving: true, plate: plateOf(number), purpose })
const walksIn: Give = (number, name) => walkIn(campus, number, { name, plate: plateOf(number) })
const joins: Give = async (number) => {
  const { activityId } = await openActivityOf(campus, { gateIds: ['yucai-west'] })
  await join(campus, activityId, number)
}

const at = (gateId: string) => campus.person(guardOf(campus, gateId))
const byPlate = (number: number, gateId: string, direction: 'in' | 'out' = 'in') =>
  at(gateId).get('gate.check', { gateId, direction, plate: plateOf(number), inVehicle: true })
const byName = (number: number, name: string, gateId: string, direction: 'in' | 'out' = 'in') =>
  at(gateId).get('gate.check', {
    ...{ gateId, direction, person: { tail: identityOf(number).document.slice(-6), name } },
  })
const byDocument = async (number: number, gateId: string) => {
  const reader = await deviceAt(campus, gateId, { kind: 'idReader' })
  const document = { kind: 'mainlandId' as const, number: identityOf(number).document }
  return reader.get('verify', { eventId: randomUUID(), direction: 'in', document })
}
const offline = async (number: number, gateId: string) =>
  decide(
    await fetchSnapshot(at(gateId)),
    { gateId, direction: 'in', inVehicle: true, credential: { plate: plateOf(number) } },
    campus.clock.now,
  ).answer.reason

const MORNING = { hours: { from: 420, until: 540 } }

/** Two rights of one person, and a gate that one of them opens. */
const EAST = { gateIds: ['yanshan-east'] }
const RIGHTS: readonly (readonly [string, readonly Give[], string, string])[] = [
  ['a pass for 东门, an official visit', [pass(EAST), visit('official')], 'yucai-west', '工人甲'],
  ['a private visit, a free pass for all gates', [visit('private'), pass()], 'yucai-east', '工人甲'],
  ['a pass for 东门, a walk-in at 西门', [pass(EAST), walksIn], 'yanshan-east', '工人甲'],
  ['the same at the gate of the walk-in', [pass(EAST), walksIn], WALK_IN_GATE, '工人甲'],
  ['a pass for 东门, an activity at 西门', [pass(EAST), joins], 'yanshan-east', '参会人甲'],
  ['a pass for the morning, a visit', [pass(MORNING), visit('official')], 'yanshan-east', '工人甲'],
]

describe.each(['as given', 'the other way round'] as const)('%s', (order) => {
  test.each(RIGHTS)('%s', async (_, both, gateId, name) => {
    const number = ++numbers
    const rights = [...both]
    if (order !== 'as given') rights.reverse()
    for (const give of rights) {
      await give(number, name)
      campus.clock.now += MINUTE
    }
    const byCar = !both.includes(joins)
    if (byCar) expect(await offline(number, gateId)).toBe('OK')
    expect((await byName(number, name, gateId)).reason).toBe('OK')
    expect((await byName(number, name, gateId, 'out')).reason).toBe('OK')
    if (!both.includes(walksIn)) expect((await byDocument(number, gateId)).reason).toBe('OK')
    if (byCar && !both.includes(walksIn)) expect((await byPlate(number, gateId)).reason).toBe('OK')
  })

  it('at a gate that both open, what costs nothing', async () => {
    const number = ++numbers
    const rights = [visit('private'), pass(EAST)]
    if (order !== 'as given') rights.reverse()
    for (const give of rights) {
      await give(number, '工人甲')
      campus.clock.now += MINUTE
    }
    expect((await byPlate(number, 'yanshan-east')).reason).toBe('OK')
    campus.clock.now += 3 * HOUR
    expect((await byPlate(number, 'yanshan-east', 'out')).fee?.fen).toBe(0)
  })

  it('without a network, on the phone of a guard of both gates', async () => {
    const number = ++numbers
    const rights = [visit('official'), pass(EAST)]
    if (order !== 'as given') rights.reverse()
    for (const give of rights) {
      await give(number, '工人甲')
      campus.clock.now += MINUTE
    }
    const account = {
      ...(await campus.stored<Account>('accounts', `guard:${guardOf(campus, 'yanshan-east')}`)),
    } as Account & Record<string, unknown>
    await campus.put('accounts', { ...account, gateIds: ['yanshan-east', 'yucai-west'] })
    const reason = await offline(number, 'yucai-west')
    await campus.put('accounts', account)
    expect(reason).toBe('OK')
  })
})

it('a walk-in that was used, whose exit wasn’t seen, hides no pass', async () => {
  const number = ++numbers
  await pass({ hours: { from: 900, until: 1200 } })(number, '工人甲')
  campus.clock.now += MINUTE
  await walkIn(campus, number, { name: '工人甲' })
  expect((await byName(number, '工人甲', WALK_IN_GATE)).reason).toBe('OK')
  campus.clock.now += MINUTE
  // What is nearest to letting in says why not.
  expect((await byName(number, '工人甲', WALK_IN_GATE)).reason).toBe('OUTSIDE_HOURS')
  campus.clock.now = NOW + 1.5 * HOUR
  expect((await byName(number, '工人甲', WALK_IN_GATE)).reason).toBe('OK')
})

it('a pass elsewhere lets in also while somebody is inside by a walk-in', async () => {
  const number = ++numbers
  await pass(EAST)(number, '工人甲')
  campus.clock.now += MINUTE
  await walkIn(campus, number, { name: '工人甲' })
  await byName(number, '工人甲', WALK_IN_GATE)
  campus.clock.now += MINUTE
  expect((await byName(number, '工人甲', 'yanshan-east')).reason).toBe('OK')
})
