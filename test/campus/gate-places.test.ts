import { describe, expect, it, test } from 'vitest'
import { previewGates, type GatePlace } from '../../miniprogram/domain/campus/import/places'
import type { Cell, Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { faultWords } from '../../miniprogram/locales/zh/import'

/** Where a file says that gates stand on the map. */
const CAMPUS = { _id: 'yucai', name: '育才校区', hasGates: true }
const HERE = { latitude: 25.2736, longitude: 110.2907, address: '' }
const GATE: GatePlace = {
  ...{ _id: 'west', name: '育才西门', campusId: 'yucai', campusName: '育才校区', order: 1, active: true },
  ...{ pedestrian: true, vehicleBarrier: true, privateVehicles: 'both' },
}
const PLACED: GatePlace = { ...GATE, location: { ...HERE, address: '公交站旁' } }

const cell = (value: string | number): Cell => ({
  kind: typeof value === 'number' ? 'number' : 'text',
  text: String(value),
})
const HEAD = ['校门', '校区', '车辆道闸', '因私车辆']
const ROW = ['育才西门', '育才校区', '有', '可进出']
/** A file with a gate and these columns beside it. */
function preview(columns: Readonly<Record<string, string | number>>, gate: GatePlace = GATE) {
  const sheet: Sheet = [
    [...HEAD, ...Object.keys(columns)].map(cell),
    [...ROW, ...Object.values(columns)].map(cell),
  ]
  return previewGates(sheet, [gate], [CAMPUS])
}

describe('a gate gets its place', () => {
  test.each<[Record<string, string | number>, GatePlace['location']]>([
    [{ 位置: '25.2736,110.2907' }, HERE],
    [{ 坐标: '110.2907，25.2736' }, HERE],
    [{ 经纬度: '北纬25.2736°，东经110.2907°' }, HERE],
    [{ 纬度: 25.2736, 经度: 110.2907 }, HERE],
    [{ 经度: '110.2907', 纬度: '25.2736' }, HERE],
    [{ 经度: '东经110.2907°', 纬度: '北纬25.2736°' }, HERE],
    [{ '纬度（GCJ-02）': '25.2736', '经度（GCJ-02）': '110.2907' }, HERE],
    [{ 位置: '25.2736,110.2907', 纬度: '25.2736', 经度: '110.2907' }, HERE],
    [
      { 位置: '25.2736,110.2907', 怎么找到: '育才路，公交站旁' },
      { ...HERE, address: '育才路，公交站旁' },
    ],
  ])('%j', (columns, location) => {
    const { changed, faults } = preview(columns)
    expect(faults).toEqual([])
    expect(changed).toEqual([{ ...GATE, location }])
  })
})

describe('what the file doesn’t say stays', () => {
  test.each<[Record<string, string>, GatePlace, GatePlace['location'] | 'unchanged']>([
    [{}, GATE, 'unchanged'],
    [{}, PLACED, 'unchanged'],
    [{ 位置: '', 纬度: '', 经度: '', 怎么找到: '' }, PLACED, 'unchanged'],
    [{ 位置: '110.2907,25.2736' }, PLACED, 'unchanged'],
    [{ 怎么找到: '公交站旁' }, PLACED, 'unchanged'],
    [{ 怎么找到: '地铁站旁' }, PLACED, { ...HERE, address: '地铁站旁' }],
    [{ 位置: '25.2737,110.2907' }, PLACED, { latitude: 25.2737, longitude: 110.2907, address: '公交站旁' }],
  ])('%j', (columns, gate, location) => {
    const { changed, unchanged } = preview(columns, gate)
    if (location === 'unchanged') expect([changed, unchanged]).toEqual([[], 1])
    else expect(changed).toEqual([{ ...gate, location }])
  })

  it('a gate without a place has no such field, as one that was stored before there were places', () => {
    expect('location' in (preview({ 启用: '否' }).changed[0] ?? {})).toBe(false)
  })
})

describe('a row whose place is wrong changes nothing, and says where and what', () => {
  test.each<[Record<string, string>, string, keyof typeof faultWords]>([
    [{ 位置: '西门外' }, '位置', 'LOCATION_FORM'],
    [{ 位置: '25.2736' }, '位置', 'LOCATION_HALF'],
    [{ 位置: '25°16′25″N 110°17′26″E' }, '位置', 'LOCATION_DEGREES'],
    [{ 位置: '0,0' }, '位置', 'LOCATION_OUTSIDE'],
    [{ 纬度: '110.2907', 经度: '25.2736' }, '纬度', 'LOCATION_SWAPPED'],
    [{ 纬度: '25.2736', 经度: '' }, '纬度', 'LOCATION_HALF'],
    [{ 经度: '110.2907' }, '经度', 'LOCATION_HALF'],
    [{ 纬度: '25.2736,110.2907', 经度: '110.2907' }, '纬度', 'LOCATION_FORM'],
    [{ 怎么找到: '公交站旁' }, '怎么找到', 'LOCATION_MISSING'],
    [{ 位置: '25.2736,110.2907', 怎么找到: '路'.repeat(61) }, '怎么找到', 'LOCATION_ADDRESS'],
    [{ 位置: '25.2736,110.2907', 纬度: '25.2836', 经度: '110.2907' }, '位置', 'LOCATION_TWICE'],
    [{ 位置: '25.2736,110.2907', 纬度: '25.2836' }, '纬度', 'LOCATION_HALF'],
    [{ 位置: '=A1' }, '位置', 'FORMULA'],
  ])('%j', (columns, heading, code) => {
    const { changed, unchanged, faults } = preview(columns)
    expect(faults).toMatchObject([{ row: 2, heading, code }])
    expect([changed, unchanged]).toEqual([[], 0])
    expect(faultWords[code]).toMatch(/：/)
  })
})

describe('a place far from the other gates of its campus waits until somebody has looked', () => {
  const SOUTH: GatePlace = { ...GATE, _id: 'south', name: '育才南门', location: HERE }
  const fileOf = (...places: [name: string, place: string][]): Sheet => [
    [...HEAD, '位置'].map(cell),
    ...places.map(([name, place]) => [name, ...ROW.slice(1), place].map(cell)),
  ]
  it('is neither added nor changed, with how far it is', () => {
    const file = fileOf(['育才西门', '31.2304,121.4737'], ['育才东门', '31.2,118.4'])
    const { added, changed, doubtful } = previewGates(file, [GATE, SOUTH], [CAMPUS])
    expect([added, changed]).toEqual([[], []])
    expect(doubtful.map(({ place, campus }) => [place.name, campus])).toEqual([
      ['育才东门', '育才校区'],
      ['育才西门', '育才校区'],
    ])
  })
  it('is looked for among those that there will be', () => {
    const moved = fileOf(['育才西门', '31.2304,121.4737'], ['育才南门', '31.2301,121.4741'])
    const { changed, doubtful } = previewGates(moved, [GATE, SOUTH], [CAMPUS])
    expect([changed.length, doubtful]).toEqual([2, []])
  })
})
