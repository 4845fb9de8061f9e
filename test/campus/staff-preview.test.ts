import { expect, it, test } from 'vitest'
import {
  previewStaff,
  type DoubtCode,
  type KnownStaff,
  type Surroundings,
} from '../../miniprogram/domain/campus/import/staff-preview'
import type { StaffRow, StaffSheet } from '../../miniprogram/domain/campus/import/staff-rows'

/** What an import would do, from rows and a directory alone. */
const hashOf = (phone: string): string => `hash:${phone}`
const phoneOf = (index: number): string => `1391000${String(index).padStart(4, '0')}`
const known = (index: number, changes: Partial<KnownStaff> = {}): KnownStaff => ({
  ...{ staffId: `s${index}`, name: `林${index}`, unitId: 'law', unitName: '法学院' },
  ...{ phoneHash: hashOf(phoneOf(index)), active: true, openid: null },
  ...changes,
})
const row = (index: number, changes: Partial<StaffRow> = {}): StaffRow => ({
  ...{ row: index + 1, staffId: `s${index}`, name: `林${index}`, unit: '法学院' },
  ...{ phone: phoneOf(index), active: true },
  ...changes,
})
const sheet = (rows: StaffRow[], changes: Partial<StaffSheet> = {}): StaffSheet => ({
  ...{ rows, faults: [], faulty: new Set<string>(), nameless: 0 },
  ...changes,
})
const around = (staff: KnownStaff[], approvers: Record<string, string[]> = {}): Surroundings => ({
  staff,
  units: [
    { unitId: 'law', name: '法学院' },
    { unitId: 'music', name: '音乐学院' },
  ],
  approvers: new Map(Object.entries(approvers)),
  hashOf,
})
const ids = (rows: readonly { staffId: string }[]): string[] => rows.map(({ staffId }) => staffId)

it('tells new, moved, changed, gone and unchanged apart', () => {
  const directory = [1, 2, 3, 4, 5].map((index) => known(index))
  const rows = [
    row(1),
    row(2, { unit: '音乐学院' }),
    row(3, { name: '林换' }),
    row(4, { active: false }),
    row(6),
    row(7, { unit: 'music' }),
  ]
  const preview = previewStaff(sheet(rows), around(directory))
  expect(preview.unchanged).toBe(1)
  expect(ids(preview.moved)).toEqual(['s2'])
  expect(ids(preview.changed)).toEqual(['s3'])
  expect(preview.gone.map(({ staffId, row: at }) => [staffId, at])).toEqual([
    ['s4', 5],
    ['s5', null],
  ])
  expect(preview.added.map(({ staffId, unitId }) => [staffId, unitId])).toEqual([
    ['s6', 'law'],
    ['s7', 'music'],
  ])
  expect(preview.doubtful).toEqual([])
})

const DOUBTS: readonly [DoubtCode, StaffSheet, Surroundings, string[], boolean][] = [
  ['PHONE_TWICE', sheet([row(1), row(2, { phone: phoneOf(1) })]), around([]), ['s1', 's2'], false],
  [
    'PHONE_TAKEN',
    sheet([row(1), row(2, { phone: phoneOf(1), row: 9 })].slice(1), { faulty: new Set(['s1']) }),
    around([known(1)]),
    ['s2'],
    false,
  ],
  ['UNIT_UNKNOWN', sheet([row(1, { unit: '炼金学院' })]), around([]), ['s1'], false],
  ['SOMEBODY_ELSE', sheet([row(1, { name: '王五', phone: phoneOf(9) })]), around([known(1)]), ['s1'], true],
  [
    'LAST_APPROVER',
    sheet([row(2)]),
    around([known(1, { openid: 'o1' }), known(2)], { law: ['o1'] }),
    ['s1'],
    true,
  ],
  ['LEAVER_UNSURE', sheet([row(2)], { nameless: 1 }), around([known(1), known(2)]), ['s1'], true],
]
test.each(DOUBTS)('%s is held until somebody has looked', (code, file, directory, who, may) => {
  const preview = previewStaff(file, directory)
  const doubts = preview.doubtful.filter((doubt) => doubt.code === code)
  expect(ids(doubts)).toEqual(who)
  expect(doubts.every(({ change, leaver }) => (change ?? leaver) !== null)).toBe(may)
  expect(ids([...preview.added, ...preview.changed, ...preview.gone])).not.toContain(who[0])
})

it('a leaver whose unit keeps another approver goes', () => {
  const directory = around([known(1, { openid: 'o1' }), known(2, { openid: 'o2' })], { law: ['o1', 'o2'] })
  expect(ids(previewStaff(sheet([row(2)]), directory).gone)).toEqual(['s1'])
})

/** Two who decide for 法学院, one of whom is bound alone; what the file says of them, who is unbound and who is held. */
const [first, second, plain] = [
  known(1, { openid: 'o1' }),
  known(2, { openid: 'o2' }),
  known(3, { openid: 'o3' }),
]
const anew = (index: number, changes: Partial<StaffRow> = {}) =>
  row(index, { phone: phoneOf(index + 10), ...changes })
test.each<[string, StaffRow[], Record<string, string[]>, string[]]>([
  ['one of two', [anew(1), row(2), row(3)], { s1: ['法学院'] }, []],
  ['both', [anew(1), anew(2), row(3)], {}, ['s1', 's2']],
  ['one, and the other leaves', [anew(1), row(3)], {}, ['s2', 's1']],
  ['one who also moves', [anew(1, { unit: '音乐学院' }), row(2), row(3)], { s1: ['法学院'] }, []],
  ['one who decides nothing', [row(1), row(2), anew(3)], { s3: [] }, []],
  ['both, of whom one may be somebody else', [anew(1), anew(2, { name: '王五' }), row(3)], {}, ['s1', 's2']],
  [
    'one, and the row of the other can’t be written',
    [anew(1), anew(2, { unit: '炼金学院' }), row(3)],
    { s1: ['法学院'] },
    [],
  ],
])('another number of bound approvers: %s', (_, rows, loses, held) => {
  const preview = previewStaff(sheet(rows), around([first, second, plain], { law: ['o1', 'o2'] }))
  expect(Object.fromEntries(preview.unbound.map((each) => [each.staffId, each.loses]))).toEqual(loses)
  const last = preview.doubtful.filter(({ code }) => code === 'LAST_APPROVER')
  expect(ids(last)).toEqual(held)
  expect(last.map(({ about, change, leaver }) => [about, (change ?? leaver) !== null])).toEqual(
    held.map(() => ['法学院', true]),
  )
  expect(preview.moved).toEqual([])
  expect(preview.changed).toEqual([])
})

test.each([
  [19, 0],
  [20, 20],
])('%i of 100 gone at once: %i are looked at first', (leaving, doubtful) => {
  const directory = Array.from({ length: 100 }, (_, index) => known(index))
  const rows = Array.from({ length: 100 - leaving }, (_, index) => row(index))
  const preview = previewStaff(sheet(rows), around(directory))
  expect(preview.doubtful.filter(({ code }) => code === 'MANY_GONE')).toHaveLength(doubtful)
  expect(preview.gone).toHaveLength(leaving - doubtful)
})

it('a number goes to another person when its holder gives it up in the same file', () => {
  const rows = [row(1, { phone: phoneOf(8) }), row(2, { phone: phoneOf(1) })]
  const preview = previewStaff(sheet(rows), around([known(1), known(2)]))
  expect(ids(preview.changed)).toEqual(['s1', 's2'])
})

it('who has a fault elsewhere has not left', () => {
  const preview = previewStaff(sheet([], { faulty: new Set(['s1']) }), around([known(1)]))
  expect(preview.gone).toEqual([])
})
