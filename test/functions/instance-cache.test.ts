import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, test, vi } from 'vitest'
import { CACHE_MS } from '../../cloudfunctions/platform/instance-cache'
import { cloudTarget } from '../../local/demo'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { bookApproved, guardOf, identityOf } from './visitors'

/** What the office sets up is kept for seconds: a change acts at once in the instance that makes it, soon in others. */
const GATE = 'yanshan-east'
let campus: Campus
let office: Person
let guard: Person
let numbers = 700

beforeAll(async () => {
  campus = await openCampus()
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  guard = campus.person(guardOf(campus, GATE))
})
afterAll(() => campus.close())
beforeEach(() => vi.useFakeTimers({ toFake: ['Date'], now: Date.now() }))
afterEach(() => vi.useRealTimers())

async function reasonAtGate(): Promise<string> {
  const { plate } = identityOf(++numbers)
  await bookApproved(campus, numbers, { purpose: 'private', driving: true, plate })
  return (await guard.get('gate.check', { gateId: GATE, direction: 'in', plate })).reason
}

const control = (id: string) => ({
  ...{
    _id: id,
    gateIds: [GATE],
    gateNames: ['雁山东门'],
    from: NOW - 1,
    until: NOW + 3_600_000,
  },
  ...{ reason: '施工', byName: '保卫处', at: NOW, toldUpTo: '' },
})

describe('a gate that is closed to vehicles', () => {
  it('by this instance: at once, and open again at once', async () => {
    expect(await reasonAtGate()).toBe('OK')
    const times = { from: NOW - 1, until: NOW + 3_600_000 }
    const { controlId } = await office.get('traffic.close', { gateIds: [GATE], ...times, reason: '施工' })
    expect(await reasonAtGate()).toBe('TRAFFIC_CONTROL')
    await office.get('traffic.open', { controlId })
    expect(await reasonAtGate()).toBe('OK')
  })

  it('by another instance: within seconds', async () => {
    expect(await reasonAtGate()).toBe('OK')
    await cloudTarget().insert('trafficControls', [control('elsewhere')])
    vi.setSystemTime(Date.now() + CACHE_MS)
    expect(await reasonAtGate()).toBe('TRAFFIC_CONTROL')
  })

  it('the list of the office shows what another instance ordered at once', async () => {
    await office.get('traffic.list', {})
    await cloudTarget().insert('trafficControls', [control('seen-at-once')])
    const { controls } = await office.get('traffic.list', {})
    expect(controls.map(({ id }) => id)).toContain('seen-at-once')
  })
})

test('rules that the office changes act at once', async () => {
  const visitor = campus.person('visitor-of-rules')
  const { adviseAheadDays } = await visitor.get('visit.options', {})
  await office.get('rules.change', { adviseAheadDays: adviseAheadDays + 1 })
  expect(await visitor.get('visit.options', {})).toMatchObject({ adviseAheadDays: adviseAheadDays + 1 })
})
