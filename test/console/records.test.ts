import { readSheet } from 'read-excel-file/node'
import { describe, expect, it, test } from 'vitest'
import { passageFilterOf, visitFilterOf } from '../../console/pages/records/record-address'
import {
  passageLine,
  recordCells,
  RECORD_HEADINGS,
  recordLine,
} from '../../console/pages/records/record-rows'
import { MAX_ROWS, readAll } from '../../console/sheet/read-all'
import { xlsxOf } from '../../console/sheet/xlsx'
import { withoutEmpty } from '../../console/values/address'
import type { Output } from '../../contract'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'

const visit = (more: Partial<Output<'record.visits'>['rows'][number]> = {}) => ({
  ...{ id: 'v1', state: 'approved' as const, name: '林小雨', hostName: '覃海燕', unitName: '计算机学院' },
  purposeWords: { name: '因公来访', nameEn: '' },
  ...{ purpose: 'official', firstDay: TODAY, lastDay: TODAY, plate: '桂CD12345', companions: 2 },
  ...{ submittedAt: NOW, changedAt: NOW, reason: null, phone: '138****8000', document: '450***********1234' },
  ...more,
})
const passage = (more: Partial<Output<'record.passages'>['rows'][number]> = {}) => ({
  ...{ id: 'p1', at: NOW, gateName: '育才西门', direction: 'in' as const, way: 'qr' as const, allowed: true },
  ...{
    reason: 'OK',
    visitId: 'v1',
    name: '林**',
    plate: null,
    byName: '黄大勇',
    override: null,
    offline: false,
  },
  ...more,
})
const week = { firstDay: addDays(TODAY, -6), lastDay: TODAY }

describe('the address of bookings', () => {
  const nothing = { campusId: null, unitId: null, state: null }
  test.each([
    [{}, { ...week, ...nothing }],
    [
      { first: '2020-01-01', last: '2020-01-31', campus: 'c1', unit: 'u1', state: 'returned' },
      { firstDay: '2020-01-01', lastDay: '2020-01-31', campusId: 'c1', unitId: 'u1', state: 'returned' },
    ],
    [
      { first: 'x', last: '2020-02-30', unit: '../u', state: 'gone' },
      { ...week, ...nothing },
    ],
    [
      { first: '2020-02-01', last: '2020-01-01' },
      { firstDay: '2020-02-01', lastDay: '2020-02-01', ...nothing },
    ],
    [{ first: addDays(TODAY, 3) }, { firstDay: addDays(TODAY, 3), lastDay: addDays(TODAY, 3), ...nothing }],
  ])('%j', (query, filter) => expect(visitFilterOf(query, TODAY)).toEqual(filter))
})

test.each([
  ['allowed', { decision: 'allowed', reason: null }],
  ['refused', { decision: 'refused', reason: null }],
  ['BLACKLIST', { decision: null, reason: 'BLACKLIST' }],
  ['whatever', { decision: null, reason: null }],
])('the address of passages with result %s', (result, expected) =>
  expect(passageFilterOf({ result }, TODAY)).toEqual({ ...week, campusId: null, gateId: null, ...expected }),
)

it('what isn’t narrowed isn’t in the address', () =>
  expect(withoutEmpty({ a: '', b: 'x', c: undefined, d: ['y'] })).toEqual({ b: 'x' }))

describe('a row', () => {
  it('of a booking names host and unit, and the companions', () =>
    expect(recordLine(visit(), NOW)).toMatchObject({
      ...{ host: '覃海燕-计算机学院', companions: '随行2人', plate: '桂C·D12345', state: '已通过' },
    }))
  it('of somebody who was taken out says so', () =>
    expect(recordLine(visit({ name: '', unitName: '' }), NOW)).toMatchObject({
      name: '已匿名',
      host: '覃海燕',
    }))
  test.each([
    [{}, { result: '放行', reason: '预约有效', by: '黄大勇' }],
    [
      { allowed: false, reason: 'BLACKLIST' },
      { result: '未放行', reason: '无法放行' },
    ],
    [{ override: '急救', reason: 'OVERRIDE' }, { reason: '门岗放行：急救' }],
    [{ offline: true }, { by: '黄大勇 · 离线' }],
  ])('of a passage %j', (more, line) => expect(passageLine(passage(more), NOW)).toMatchObject(line))
  it('of the file has a cell for each heading', () =>
    expect(recordCells(visit())).toHaveLength(RECORD_HEADINGS.length))
})

describe('the file', () => {
  it('is a spreadsheet in which every text stays a text', async () => {
    const lines = [
      ['姓名', '人数'],
      ['=HYPERLINK("http://x","点")', 3],
      ['+8613800138000', 0],
      ['<b>&"甲"</b>\u0000', 1],
    ]
    const read = await readSheet(Buffer.from(xlsxOf('记录<1>', lines)))
    expect(read).toEqual([...lines.slice(0, 3), ['<b>&"甲"</b>', 1]])
  })

  const pages = (sizes: number[]) => (cursor: string | null) => {
    const index = cursor === null ? 0 : Number(cursor)
    const next = index + 1 < sizes.length ? String(index + 1) : null
    return Promise.resolve({ rows: Array.from({ length: sizes[index] ?? 0 }, () => index), next })
  }
  it('has the rows of all pieces in their order, and tells how many there are', async () => {
    const told: number[] = []
    const all = await readAll(
      pages([2, 0, 1]),
      (rows) => told.push(rows),
      () => false,
    )
    expect(all).toEqual({ rows: [0, 0, 2], cut: false })
    expect(told).toEqual([2, 2, 3])
  })
  it('takes no more rows than it may, and says that it was cut', async () => {
    const all = await readAll(
      pages([MAX_ROWS, 1]),
      () => {},
      () => false,
    )
    expect([all?.rows.length, all?.cut]).toEqual([MAX_ROWS, true])
  })
  it('isn’t made when it was stopped', async () =>
    expect(
      await readAll(
        pages([1, 1]),
        () => {},
        () => true,
      ),
    ).toBeNull())
})
