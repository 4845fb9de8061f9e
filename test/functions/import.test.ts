import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Staff } from '../../cloudfunctions/stores/staff'
import type { Visit } from '../../cloudfunctions/stores/visits'
import type { Sheet } from '../../miniprogram/domain/campus/import/sheet'
import type { planOf as PlanOf, TableName } from '../../local/campus/tables'
import { NOW } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book } from './visitors'

/** Spreadsheets applied to a campus: what is written, who loses roles, what is left when an import is cut off. */
let campus: Campus
let planOf: typeof PlanOf

beforeAll(async () => {
  campus = await openCampus()
  ;({ planOf } = await import('../../local/campus/tables'))
})
afterAll(() => campus.close())

const sheetOf = (rows: readonly (readonly string[])[]): Sheet =>
  rows.map((row) => row.map((text) => ({ kind: 'text', text })))
const plan = (table: TableName, rows: readonly (readonly string[])[], doubtful = false) =>
  planOf(table, sheetOf(rows), { doubtful, now: NOW })
const HEAD = ['工号', '姓名', '单位', '手机号']
const directory = () =>
  campus.demo.staff.map(({ id, name, unitName, mobile }) => [id, name, unitName, mobile])
const newcomers = (count: number) =>
  Array.from({ length: count }, (_, index) => [
    `n${index}`,
    '曾绿洲',
    '法学院',
    `1991001${String(index).padStart(4, '0')}`,
  ])
const nothing = () => {}

it('the directory as it stands changes nothing', async () => {
  const { count, unchanged } = await plan('staff', [HEAD, ...directory()])
  expect([count, unchanged]).toEqual([0, campus.demo.staff.length])
})

it('cut off in its midst and run again, it ends where it would have; new rows are found by every reading', async () => {
  const rows = [HEAD, ...directory(), ...newcomers(1000)]
  const first = await plan('staff', rows)
  expect(first.count).toBe(1000)
  const cut = first.apply(() => {
    throw new Error('cut off')
  })
  await expect(cut).rejects.toThrow('cut off')
  const second = await plan('staff', rows)
  // each of four lanes ended with the ninety rows it had
  expect(second.count).toBe(640)
  // a number that was somebody's once
  const { staff } = await import('../../cloudfunctions/usecases/campus/import/load-surroundings').then(
    async ({ loadSurroundings }) => loadSurroundings(),
  )
  const left = newcomers(1000).find(([id]) => !staff.some(({ staffId }) => staffId === id)) ?? []
  const { lookupHash } = await import('../../cloudfunctions/platform/lookup-hash')
  const number = lookupHash('phone', left[3] ?? '')
  await campus.put('bindings', { _id: `phone:${number}`, staffId: left[0] ?? '' })
  expect(await second.apply(nothing)).toEqual([])
  const third = await plan('staff', rows)
  expect([third.count, third.unchanged]).toEqual([0, rows.length - 1])
  for (const text of ['zenglvz', 'cenglvz', '曾绿洲']) {
    const found = await campus.person(`searcher-${text}`).get('host.search', { text })
    expect(found.rows[0]).toMatchObject({ name: '曾绿洲', unitName: '法学院' })
  }
})

it('moves, renames and gives another number; a leaver loses the approver’s role in the same moment', async () => {
  const leaver = approversOf(campus, 'mathematics')[0] as string
  const row = campus.demo.staff.find(({ openid }) => openid === leaver)
  const rows = [...directory(), ...newcomers(1000)].filter(([id]) => id !== row?.id)
  const moving = rows.find(([id]) => id === 'n7') as string[]
  moving[2] = '音乐学院'
  const { count, apply } = await plan('staff', [HEAD, ...rows])
  expect(count).toBe(2)
  expect(await apply(nothing)).toEqual([])
  expect(await campus.stored<Staff>('staff', 'n7')).toMatchObject({ unitId: 'music' })
  expect(await campus.stored<Staff>('staff', row?.id ?? '')).toMatchObject({ active: false, openid: null })
  const account = await campus.stored<ApproverAccount>('accounts', `approver:${leaver}`)
  expect(account).toMatchObject({ removed: true, active: false })
})

it('cut off between a move and its bookings, it moves them when it is run again', async () => {
  const { visitId } = await book(campus, 71_001, { hostId: 'n8', hostUnit: '法学院' })
  expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ unitId: 'law', state: 'pending' })
  const row = (await campus.stored<Staff>('staff', 'n8')) as Staff
  await campus.put('staff', { ...row, unitId: 'music' })
  const rows = [...directory(), ...newcomers(1000)].map((cells) =>
    ['n7', 'n8'].includes(cells[0] ?? '') ? [...cells.slice(0, 2), '音乐学院', ...cells.slice(3)] : cells,
  )
  const { apply } = await plan('staff', [HEAD, ...rows])
  await apply(nothing)
  expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ unitId: 'music', state: 'pending' })
})

it('campuses, units, gates and approver accounts: by name, told again they change nothing', async () => {
  const files: [TableName, string[][]][] = [
    [
      'campuses',
      [
        ['校区', '有门禁'],
        ['漓江校区', '是'],
      ],
    ],
    [
      'units',
      [
        ['单位', '校区', '电话'],
        ['新闻学院', '漓江校区', '0773-5550099'],
        ['法学院', '雁山校区', '0773-5550100'],
      ],
    ],
    [
      'gates',
      [
        ['校门', '校区', '车辆道闸', '因私车辆'],
        ['漓江东门', '漓江校区', '有', '只进'],
      ],
    ],
  ]
  for (const [table, rows] of files) {
    const { count, apply } = await plan(table, rows)
    expect([table, count]).toEqual([table, rows.length - 1])
    await apply(nothing)
    expect((await plan(table, rows)).count).toBe(0)
  }
  expect(await campus.stored('units', 'law')).toMatchObject({ phone: '0773-5550100' })

  const openid = approversOf(campus, 'literature')[0] as string
  const { id = '', name = '' } = campus.demo.staff.find((staff) => staff.openid === openid) ?? {}
  const rows = [
    HEAD.slice(0, 3),
    [id, name, '新闻学院'],
    ['n1', '曾绿洲', '新闻学院'],
    [id, '别人', '法学院'],
  ]
  const grants = await plan('approvers', rows)
  expect(grants.count).toBe(1)
  expect(grants.parts.at(-1)?.[1]).toHaveLength(2)
  await grants.apply(nothing)
  const account = await campus.stored<ApproverAccount>('accounts', `approver:${openid}`)
  expect(account?.unitIds).toHaveLength(2)
  expect((await plan('approvers', rows)).count).toBe(0)
})
