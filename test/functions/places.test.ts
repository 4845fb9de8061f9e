import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  closeQuota,
  givePlaceBackIn,
  openQuota,
  takePlaceIn,
} from '../../cloudfunctions/usecases/activity/places'
import { byOperator } from '../../cloudfunctions/usecases/caller'
import { forgetSlots, listFreeSlots, listSlots } from '../../cloudfunctions/stores/place-slots'
import { transact } from '../../cloudfunctions/platform/transaction'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'

/** Places of a quota on the real database protocol, taken by many at once. */
let campus: Campus
let quotas = 0
let quotaId = ''
const operator = byOperator('test', NOW)

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  quotaId = `quota-${++quotas}`
})

const take = (): Promise<string | null> => transact((tx) => takePlaceIn(tx, quotaId))
const takeAtOnce = (people: number) => Promise.all(Array.from({ length: people }, take))
const takenOf = async () => (await listSlots(quotaId)).reduce((sum, { taken }) => sum + taken, 0)

describe('a quota', () => {
  it.each([1, 7, 20])('of %i: as many of 40 at once get a place, the others none', async (quota) => {
    await openQuota(operator, quotaId, quota, NOW)
    const places = (await takeAtOnce(40)).filter((slotId) => slotId !== null)
    expect(places).toHaveLength(quota)
    expect(await takenOf()).toBe(quota)
    expect(await take()).toBeNull()
  })

  it('of more slots than fit one transaction is made whole, and making it again changes nothing', async () => {
    await openQuota(operator, quotaId, 200, NOW)
    expect((await listSlots(quotaId)).reduce((sum, { size }) => sum + size, 0)).toBe(200)
    await take()
    await openQuota(operator, quotaId, 200, NOW)
    expect(await takenOf()).toBe(1)
  })

  it('has a place again once one is given back', async () => {
    await openQuota(operator, quotaId, 2, NOW)
    const [first] = await takeAtOnce(2)
    expect(await take()).toBeNull()
    await transact((tx) => givePlaceBackIn(tx, first ?? ''))
    expect(await takeAtOnce(1)).toEqual([first])
    expect(await take()).toBeNull()
  })

  it('that is closed gives none, and keeps those that were taken', async () => {
    await openQuota(operator, quotaId, 30, NOW)
    await take()
    await closeQuota(operator, quotaId)
    expect(await take()).toBeNull()
    expect(await takenOf()).toBe(1)
  })

  it('nobody opened has no place', async () => {
    expect(await take()).toBeNull()
  })

  it('leaves nothing behind once it is over', async () => {
    await openQuota(operator, quotaId, 5, NOW - 1)
    await forgetSlots(NOW, 100)
    expect(await listFreeSlots(quotaId)).toEqual([])
  })
})
