import { describe, expect, it, test } from 'vitest'
import {
  previewCampuses,
  previewGates,
  previewUnits,
  type GatePlace,
} from '../../miniprogram/domain/campus/import/places'
import type { Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { faultWords } from '../../miniprogram/locales/zh/import'

/** What a file of campuses, units or gates would change of those that stand. */
const sheet = (...rows: string[][]): Sheet => rows.map((row) => row.map((text) => ({ kind: 'text', text })))
const CAMPUS = { _id: 'yanshan', name: '雁山校区', hasGates: false }
const UNIT = {
  ...{ _id: 'law', name: '法学院', phone: '0773-5550001' },
  ...{ campusId: 'yanshan', campusName: '雁山校区', hasGates: false },
}
const GATE: GatePlace = {
  ...{ _id: 'south', name: '雁山南门', campusId: 'yanshan', campusName: '雁山校区', order: 4, active: false },
  ...{ pedestrian: false, vehicleBarrier: true, privateVehicles: 'none' },
}

describe('what a file doesn’t say stays', () => {
  test.each<[string, { unchanged: number }]>([
    ['a campus without gates', previewCampuses(sheet(['校区'], ['雁山校区']), [CAMPUS])],
    ['one whose cell is empty', previewCampuses(sheet(['校区', '有门禁'], ['雁山校区', '']), [CAMPUS])],
    ['a telephone', previewUnits(sheet(['单位', '校区'], ['法学院', '雁山校区']), [UNIT], [CAMPUS])],
    [
      'one whose cell is empty',
      previewUnits(sheet(['单位', '校区', '电话'], ['法学院', '雁山校区', '']), [UNIT], [CAMPUS]),
    ],
    [
      'a gate that is shut, without walkers',
      previewGates(
        sheet(['校门', '校区', '车辆道闸', '因私车辆'], ['雁山南门', '雁山校区', '有', '不可']),
        [GATE],
        [CAMPUS],
      ),
    ],
    [
      'one whose cells are empty',
      previewGates(
        sheet(
          ['校门', '校区', '车辆道闸', '因私车辆', '行人通行', '启用', '顺序'],
          ['雁山南门', '雁山校区', '有', '不可', '', '', ''],
        ),
        [GATE],
        [CAMPUS],
      ),
    ],
  ])('%s', (_, preview) => {
    expect(preview).toMatchObject({ unchanged: 1, changed: [], added: [], faults: [] })
  })

  it('and what it says counts; a new one has what most have', () => {
    const gates = previewGates(
      sheet(
        ['校门', '校区', '车辆道闸', '因私车辆', '行人通行', '启用'],
        ['雁山南门', '雁山校区', '有', '不可', '可', '是'],
        ['雁山北门', '雁山校区', '无', '不可', '', ''],
      ),
      [GATE],
      [CAMPUS],
    )
    expect(gates.changed).toMatchObject([{ _id: 'south', active: true, pedestrian: true }])
    expect(gates.added).toMatchObject([{ name: '雁山北门', active: true, pedestrian: true }])
  })
})

describe('two of one name', () => {
  const units = (...rows: string[][]) =>
    previewUnits(sheet(['编号', '单位', '校区'], ...rows), [UNIT], [CAMPUS])

  it('a number of its own doesn’t make a second unit of a name that stands', () => {
    const { added, faults } = units(['FX01', '法学院', '雁山校区'])
    expect(added).toEqual([])
    expect(faults).toMatchObject([{ row: 2, column: 'B', code: 'NAME_TAKEN' }])
    expect(faultWords.NAME_TAKEN).toMatch(/请/)
  })

  it('the name of one that the file renames is free', () => {
    const { added, changed, faults } = units(
      ['law', '法学与政治学院', '雁山校区'],
      ['FX01', '法学院', '雁山校区'],
    )
    expect(faults).toEqual([])
    expect(changed).toMatchObject([{ _id: 'law', name: '法学与政治学院' }])
    expect(added).toMatchObject([{ _id: 'FX01', name: '法学院' }])
  })

  it('long names that begin alike are two units, and keep their numbers', () => {
    const names = ['一', '二'].map((which) => `国家级经济与管理实验教学示范中心第${which}实验室`)
    const rows = names.map((name) => ['', name, '雁山校区'])
    const { added } = units(...rows)
    expect(new Set(added.map(({ _id }) => _id)).size).toBe(2)
    for (const { _id } of added) expect(_id).toMatch(/^[A-Za-z0-9_-]{1,64}$/)
    expect(units(...rows).added).toEqual(added)
  })

  it('one name written in two ways is one row too many', () => {
    const { added, faults } = units(['', '音乐学院', '雁山校区'], ['', '音 乐 学 院', '雁山校区'])
    expect(added).toHaveLength(1)
    expect(faults).toMatchObject([{ row: 3, code: 'NAME_TWICE' }])
  })
})
