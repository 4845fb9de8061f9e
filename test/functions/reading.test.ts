import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ACTIONS, type Action } from '../../miniprogram/actions'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { changesBetween, contentsOfDatabase } from './database-changes'
import { validCalls, type ValidCalls } from './valid-calls'

/**
 * What an action that is said to change nothing still writes: how often it was asked, a picture that is made once, who
 * has begun a form at a gate, and
 * that a number is the caller's, which is proved again each time by a code of WeChat's that opens once.
 */
const WRITES: Partial<Record<Action, string[]>> = {
  'campus.inside': ['audit', 'exports'],
  'host.search': ['searchLimits'],
  'host.get': ['searchLimits'],
  'unit.get': ['searchLimits'],
  'host.code': ['staff'],
  'unit.code': ['units'],
  'activity.code': ['activities'],
  'walkIn.read': ['audit', 'placeSlots', 'walkInTickets'],
  'phone.prove': ['audit', 'bookers'],
}
const READING = (Object.keys(ACTIONS) as Action[]).filter((action) => !ACTIONS[action].changes)

let campus: Campus
let calls: ValidCalls
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  calls = validCalls(campus, () => ++numbers)
})
afterAll(() => campus.close())

describe.each(READING)('%s', (action) => {
  it(`writes ${WRITES[action]?.join(', ') ?? 'nothing'}`, async () => {
    vi.spyOn(console, 'warn').mockImplementation(() => undefined)
    campus.clock.now = NOW
    const { by, input } = await calls[action]()
    await (await import('../../cloudfunctions/usecases/notice/deliver')).deliveriesDone()
    const before = contentsOfDatabase(campus)
    expect(await by.ask(action, input as never, randomUUID())).toMatchObject({ ok: true })
    const written = changesBetween(before, contentsOfDatabase(campus)).map((line) => line.split(':')[0])
    expect([...new Set(written)].sort()).toEqual(WRITES[action] ?? [])
  })
})
