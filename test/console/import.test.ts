import { describe, expect, it, test } from 'vitest'
import { ApiError } from '../../console/api/api-error'
import { importWords } from '../../console/locales/zh/import'
import { refusedLines } from '../../console/pages/import/parts'
import { planOf, sizeOf, type Known, type Piece } from '../../console/pages/import/plan'
import { runPieces, type SentPiece } from '../../console/pages/import/run-pieces'
import { PIECE_ROWS, type ImportTable } from '../../miniprogram/domain/campus/import/piece-limits'
import type { Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { TODAY } from '../domain/builders'

/** A file on the console: what it would change, the pieces it goes in, and what is left when sending stops. */
const sheetOf = (rows: readonly (readonly string[])[]): Sheet =>
  rows.map((row) => row.map((text) => ({ kind: 'text', text })))
const phoneOf = (number: number): string => `1391000${String(number).padStart(4, '0')}`
const place = (_id: string, name: string) => ({ _id, name, hasGates: true })
const inYanshan = { campusId: 'yanshan', campusName: '雁山校区' }
const unit = (_id: string, name: string) => ({
  place: { ...place(_id, name), ...inYanshan, phone: null },
  seen: `seen-${_id}`,
})
const known = (staff: number): Known => ({
  campuses: [{ place: place('yanshan', '雁山校区'), seen: 'seen-yanshan' }],
  ...{ gates: [], units: [unit('law', '法学院'), unit('music', '音乐学院')], approvers: [] },
  staff: Array.from({ length: staff }, (_, number) => ({
    ...{ staffId: `s${number}`, name: '林晓雨', unitId: 'law', unitName: '法学院', active: true },
    ...{ phone: `mark-${phoneOf(number)}`, person: null, seen: `seen-s${number}` },
  })),
})
const marksOf = (phones: string[]) =>
  Promise.resolve(new Map(phones.map((phone) => [phone, `mark-${phone}`])))
const plan = (table: ImportTable, rows: readonly (readonly string[])[], staff = 3) =>
  planOf(table, sheetOf(rows), known(staff), { today: TODAY, marksOf })
const HEAD = ['工号', '姓名', '单位', '手机号']
const row = (id: string, name: string, unitName: string, number: number) => [
  id,
  name,
  unitName,
  phoneOf(number),
]

it('leavers go first, then changes, then new rows, with the marks of what they change and no ID number', async () => {
  const file = [
    [...HEAD, '身份证号'],
    [...row('s0', '林晓雨', '法学院', 0), '450305199003071236'],
    [...row('s1', '林晓雨', '音乐学院', 1), ''],
    [...row('n9', '新来者', '法学院', 9), ''],
  ]
  const { parts, unchanged, phases, leavers } = await plan('staff', file)
  expect(parts.map(({ id, lines }) => [id, lines.length])).toEqual([
    ['faults', 1],
    ['added', 1],
    ['moved', 1],
    ['gone', 1],
  ])
  expect([unchanged, leavers(false)]).toEqual([0, 1])
  const [gone, changes, added] = phases(false).map((pieces) => pieces[0])
  expect(gone).toEqual({
    ...{ table: 'staff', rows: [] },
    leavers: [{ staffId: 's2', seen: 'seen-s2', looked: false }],
  })
  expect(changes?.rows).toEqual([
    { row: 3, cells: ['s1', '林晓雨', 'music', phoneOf(1)], seen: 'seen-s1', looked: false },
  ])
  expect(added?.rows).toEqual([
    { row: 4, cells: ['n9', '新来者', 'law', phoneOf(9)], seen: '', looked: false },
  ])
})

it('what is doubtful goes along once somebody has looked', async () => {
  const file = [
    HEAD,
    row('s0', '王五', '法学院', 8),
    row('s1', '林晓雨', '法学院', 1),
    row('s2', '林晓雨', '法学院', 2),
  ]
  const { doable, phases } = await plan('staff', file)
  expect(doable).toBe(1)
  expect(phases(false).flat()).toEqual([])
  expect(phases(true).flat()).toMatchObject([{ rows: [{ row: 2, seen: 'seen-s0', looked: true }] }])
})

it('who is unbound by another number is said by itself, and asked about', async () => {
  const bound: Known = known(3)
  const staff = bound.staff.map((each) => ({ ...each, person: `person-${each.staffId}` }))
  const approvers = [{ unitId: 'law', people: ['person-s0', 'person-s1'] }]
  const file = [
    HEAD,
    row('s0', '林晓雨', '法学院', 8),
    row('s1', '林晓雨', '法学院', 1),
    row('s2', '王五', '法学院', 9),
  ]
  const { parts, phases, unbound } = await planOf(
    'staff',
    sheetOf(file),
    { ...bound, staff, approvers },
    { today: TODAY, marksOf },
  )
  expect(parts.map(({ id, lines }) => [id, lines.map(({ what }) => what)])).toEqual([
    ['doubtful', [expect.stringContaining('是同一个人吗')]],
    ['unbound', ['解除绑定，失去法学院的审批权限']],
  ])
  expect([unbound(false), unbound(true)]).toEqual([1, 2])
  expect(phases(false).flat()).toMatchObject([{ rows: [{ row: 2, seen: 'seen-s0' }] }])
  expect(importWords.confirmNote(1, 2)).toContain('其中1人离开、2人因换号被解除绑定，并失去审批等权限')
  expect(importWords.confirmNote(0, 0)).not.toContain('其中')
})

it('a piece holds no more than a call writes', async () => {
  const file = [
    HEAD,
    ...Array.from({ length: 100 }, (_, number) => row(`n${number}`, '新来者', '法学院', 100 + number)),
  ]
  const sizes = (await plan('staff', file, 0)).phases(false).flat().map(sizeOf)
  expect(sizes).toEqual([PIECE_ROWS, PIECE_ROWS, 100 - 2 * PIECE_ROWS])
})

test.each<[ImportTable, string[][], string[]]>([
  ['campuses', [['校区'], ['漓江校区']], ['', '漓江校区', '']],
  [
    'units',
    [
      ['单位', '校区', '电话'],
      ['法学院', '雁山校区', '5550100'],
    ],
    ['', '法学院', '雁山校区', '5550100'],
  ],
  [
    'gates',
    [
      ['校门', '校区', '车辆道闸', '因私车辆'],
      ['东门', '雁山校区', '有', '只进'],
    ],
    ['', '东门', '雁山校区', '', '有', '只进', ...['', ''], ...['', '', '', '']],
  ],
])('%s go as they stand in the file', async (table, file, cells) => {
  const [piece] = (await plan(table, file)).phases(false).flat()
  expect(piece?.rows).toMatchObject([{ row: 2, cells, seen: table === 'units' ? 'seen-law' : '' }])
})

test.each<[ImportTable, string[][], string]>([
  [
    'campuses',
    [
      ['编号', '校区', '有门禁'],
      ['yanshan', '雁山校区', '否'],
    ],
    '该校区的2个单位、0个校门随之更改',
  ],
  [
    'units',
    [
      ['编号', '单位', '校区'],
      ['law', '法学与政治学院', '雁山校区'],
    ],
    '该单位的人员随之显示新名称',
  ],
  [
    'units',
    [
      ['单位', '校区', '电话'],
      ['法学院', '雁山校区', '5550100'],
    ],
    '',
  ],
])('what a changed place takes along is said: %s, %j', async (table, file, words) => {
  const { parts } = await plan(table, file)
  expect(parts.find(({ id }) => id === 'changed')?.lines.map(({ what }) => what)).toEqual([words])
})

test.each([
  ['STALE', '', '核对之后有人改过'],
  ['EMPTY', '', '这一格是空的'],
  ['LAST_APPROVER', 'law', '离开后法学院就没有审批人了'],
  ['UNIT_REQUIRED', '', '单位'],
])('what was refused is said: %s', (code, about, words) => {
  const [line] = refusedLines([{ row: null, id: 's1', code, about }], (id) => (id === 'law' ? '法学院' : id))
  expect(line?.what).toContain(words)
})

describe('sending', () => {
  const pieces = (...names: string[]): SentPiece[] =>
    names.map((requestId) => ({
      requestId,
      piece: { table: 'staff', rows: [], leavers: [] } satisfies Piece,
    }))
  const namesOf = (phases: readonly (readonly SentPiece[])[]) =>
    phases.map((phase) => phase.map(({ requestId }) => requestId).sort())

  it('a phase begins when the one before has ended', async () => {
    const log: string[] = []
    const send = async ({ requestId }: SentPiece) => {
      log.push(`begin ${requestId}`)
      await new Promise((resolve) => setTimeout(resolve, 1))
      log.push(`end ${requestId}`)
    }
    expect(await runPieces([pieces('a1', 'a2'), pieces('b1')], send, () => false)).toEqual({
      ...{ left: [], failure: '' },
    })
    expect(log.indexOf('begin b1')).toBeGreaterThan(log.indexOf('end a2'))
  })

  it('what no answer came to is left, under its own id, with all that comes after', async () => {
    const sent: string[] = []
    const send = ({ requestId }: SentPiece) => {
      if (requestId === 'a2') return Promise.reject(new ApiError('NETWORK'))
      sent.push(requestId)
      return Promise.resolve()
    }
    const all = [pieces('a1', 'a2', 'a3', 'a4', 'a5'), pieces('b1')]
    const { left, failure } = await runPieces(all, send, () => false)
    expect(failure).not.toBe('')
    expect([...sent, ...namesOf(left).flat()].sort()).toEqual(['a1', 'a2', 'a3', 'a4', 'a5', 'b1'])
    expect(namesOf(left)[0]).toContain('a2')
    expect(namesOf(left)[1]).toEqual(['b1'])
  })

  it('paused, it ends with what is under way', async () => {
    const { left, failure } = await runPieces(
      [pieces('a1', 'a2')],
      () => Promise.resolve(),
      () => true,
    )
    expect([namesOf(left), failure]).toEqual([[['a1', 'a2']], ''])
  })
})

it('a gate far from the others of its campus goes along once somebody has looked', async () => {
  const gate = {
    ...{ _id: 'south', name: '南门', ...inYanshan, pedestrian: true, vehicleBarrier: true },
    ...{ privateVehicles: 'both' as const, active: true, order: 1 },
    location: { latitude: 25.07, longitude: 110.29, address: '' },
  }
  const file = [
    ['校门', '校区', '车辆道闸', '因私车辆', '位置'],
    ['东门', '雁山校区', '有', '只进', '31.2304,121.4737'],
  ]
  const there = { ...known(0), gates: [{ place: gate, seen: 'seen-south' }] }
  const { parts, doable, phases } = await planOf('gates', sheetOf(file), there, { today: TODAY, marksOf })
  expect(parts.find(({ id }) => id === 'doubtful')?.lines).toMatchObject([
    { where: importWords.row(2), who: '东门', what: '离雁山校区其他校门约1300公里，请核对' },
  ])
  expect([doable, phases(false).flat()]).toEqual([1, []])
  expect(phases(true).flat()).toMatchObject([{ rows: [{ row: 2, looked: true }] }])
})
