import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import type { StoredGate } from '../../cloudfunctions/stores/campus'
import type { Input } from '../../contract'
import type { GateLocation, LocationError } from '../../miniprogram/domain/gate/location'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { signedIn, type Browser } from './console'
import { bookApproved, HOLDER_KEY } from './visitors'

/** Where a gate stands on the map (spec 2, The way to a gate): the office says it by hand or by a file, visitors find there. */
let campus: Campus
let office: Person
let computer: Browser
beforeAll(async () => {
  campus = await openCampus({ network: true })
  campus.clock.now = NOW
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  computer = await signedIn(campus, office)
})
afterAll(() => campus.close())

const HERE: GateLocation = { latitude: 25.0736, longitude: 110.2907, address: '公交站旁' }
/** Nobody has said yet where it is. */
const GATE_ID = 'yanshan-north'
const GATE = {
  ...{ gateId: GATE_ID, name: '雁山北侧门', campusId: 'yanshan', pedestrian: true, vehicleBarrier: false },
  ...{ privateVehicles: 'none' as const, active: true, order: 8 },
}
const save = (more: Partial<Input<'gate.save'>>) => office.ask('gate.save', { ...GATE, ...more })
const stored = () => campus.stored<StoredGate>('gates', GATE_ID)
const history = async () => (await office.get('rules.get', {})).history.filter(({ rule }) => rule === 'gates')
const markNow = async () =>
  (await computer.get('import.places', {})).gates.find(({ place }) => place._id === GATE_ID)?.seen ?? ''

describe('by hand', () => {
  it('is read wherever gates are: one that was stored before has none', async () => {
    const { visitId, visitor } = await bookApproved(campus, 1)
    const seen = async () => {
      const { gates } = await visitor.get('pass.issue', { visitId, holderKey: HOLDER_KEY })
      const options = await visitor.get('visit.options', {})
      const list = await office.get('gate.list', {})
      return [gates, options.gates, list.gates].map(
        (each) => each.find(({ id }) => id === GATE_ID)?.location ?? null,
      )
    }
    expect(await seen()).toEqual([null, null, null])
    await save({ location: HERE })
    expect(await seen()).toEqual([HERE, HERE, HERE])
    await save({ location: null })
    expect(await seen()).toEqual([null, null, null])
    expect(await stored()).not.toHaveProperty('location')
  })

  it('what says nothing of it, as a page opened before, leaves it where it is', async () => {
    await save({ location: HERE })
    await save({ name: '雁山北门' })
    expect(await stored()).toMatchObject({ name: '雁山北门', location: HERE })
    await save({})
  })

  it('stands in the history of rules with who and when, and only when it changes', async () => {
    await save({ location: null })
    const before = await history()
    await save({ location: HERE })
    await save({ location: HERE })
    const [latest, ...older] = await history()
    expect(older).toEqual(before)
    expect(latest).toMatchObject({ byName: campus.demo.office[0]?.name, to: { location: HERE } })
    expect(latest?.from).not.toHaveProperty('location')
  })

  test.each<[Partial<GateLocation>, LocationError]>([
    [{ latitude: 110.2907, longitude: 25.0736 }, 'LOCATION_SWAPPED'],
    [{ latitude: 0, longitude: 0 }, 'LOCATION_OUTSIDE'],
    [{ latitude: 25.07361234 }, 'LOCATION_DECIMALS'],
    [{ address: '路'.repeat(61) }, 'LOCATION_ADDRESS'],
  ])('%j is refused, and nothing changes', async (part, error) => {
    const before = await stored()
    expect(await save({ location: { ...HERE, ...part } })).toMatchObject({
      ...{ code: 'GATE_LOCATION', details: { error } },
    })
    expect(await stored()).toEqual(before)
  })

  it('how to find it is one plain line', async () => {
    await save({ location: { ...HERE, address: ' 公交\n站\u202e旁 ' } })
    expect((await stored())?.location?.address).toBe('公交 站旁')
  })
})

describe('by a file', () => {
  const write = async (cells: readonly [string, string, string, string], seen: string, looked = false) => {
    const usual = [GATE_ID, '雁山北侧门', '雁山校区', '可', '无', '不可', '8', '是']
    const row = { row: 4, cells: [...usual, ...cells], seen, looked }
    return (await computer.get('import.write', { table: 'gates', rows: [row], leavers: [] }, randomUUID()))
      .refused
  }

  it('is written with its change in the history; the same file again changes nothing', async () => {
    await save({ location: null })
    expect(await write(['110.2907，25.0736', '', '', '公交站旁'], await markNow())).toEqual([])
    expect(await stored()).toMatchObject({ location: HERE })
    const changes = await history()
    expect(changes[0]).toMatchObject({ to: { location: HERE } })
    expect(await write(['', '25.0736', '110.2907', '公交站旁'], await markNow())).toEqual([])
    expect(await write(['', '', '', ''], await markNow())).toEqual([])
    expect(await history()).toEqual(changes)
  })

  it('a broken row is named and changes nothing', async () => {
    const before = await stored()
    for (const [cells, code] of [
      [['西门外', '', '', ''], 'LOCATION_FORM'],
      [['', '110.2907', '25.0736', ''], 'LOCATION_SWAPPED'],
      [['', '25.0736', '', ''], 'LOCATION_HALF'],
    ] as const)
      expect(await write(cells, await markNow())).toMatchObject([{ row: 4, code }])
    expect(await stored()).toEqual(before)
  })

  it('a place far from the other gates of its campus waits until somebody has looked', async () => {
    await save({ location: null })
    const shanghai = ['31.2304,121.4737', '', '', ''] as const
    expect(await write(shanghai, await markNow())).toMatchObject([{ row: 4, id: GATE_ID, code: 'GATE_FAR' }])
    expect(await stored()).not.toHaveProperty('location')
    expect(await write(shanghai, await markNow(), true)).toEqual([])
    expect((await stored())?.location?.latitude).toBe(31.2304)
  })

  it('one whose place somebody has changed meanwhile isn’t written', async () => {
    const seen = await markNow()
    await save({ location: { ...HERE, latitude: 25.0737 } })
    expect(await write(['25.0738,110.2907', '', '', ''], seen)).toMatchObject([{ row: 4, id: GATE_ID }])
    expect((await stored())?.location?.latitude).toBe(25.0737)
  })
})
