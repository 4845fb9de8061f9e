import { expect, it, test } from 'vitest'
import { faultWords } from '../../miniprogram/locales/zh/import'
import {
  MissingColumns,
  RepeatedColumns,
  type Cell,
  type CellErrorCode,
  type Sheet,
} from '../../miniprogram/domain/campus/import/sheet'
import { readStaffSheet } from '../../miniprogram/domain/campus/import/staff-rows'
import { faultLine } from '../../local/campus/tables'
import { TODAY } from '../domain/builders'

/** What a spreadsheet does to a directory, each found in its row and column and said with what to do. */
const text = (value: string): Cell => ({ kind: 'text', text: value })
const number = (value: string): Cell => ({ kind: 'number', text: value })
const HEAD = ['工号', '姓名', '所在单位', '手机号码（必填）', '身份证号', '在职状态'].map(text)
const right = (index: number): Cell[] =>
  [`${20260000 + index}`, '林晓', '文学院', `139${10000001 + index}`, '', '在职'].map(text)
const [ID, NAME, UNIT, PHONE, DOCUMENT, STATE] = [0, 1, 2, 3, 4, 5] as const

const KINDS: readonly [CellErrorCode, number, Cell][] = [
  ['SCIENTIFIC', PHONE, text('1.39E+10')],
  ['SCIENTIFIC', DOCUMENT, text('4.50305E+17')],
  ['SCIENTIFIC', ID, text('2.0E+15')],
  ['ROUNDED', DOCUMENT, text('450305199003070000')],
  ['ROUNDED', DOCUMENT, number('450305199003070000')],
  ['LOST_ZERO', ID, number('7123')],
  ['LOST_ZERO', PHONE, number('7735551234')],
  ['EMPTY', PHONE, text(' ')],
  ['EMPTY', NAME, text('')],
  ['FORMULA', NAME, text('=HYPERLINK("http://example.com","点我")')],
  ['CELL_ERROR', UNIT, text('#N/A')],
  ['NOT_TEXT', ID, { kind: 'other', text: '2026-03-12' }],
  ['BROKEN_CHARACTERS', NAME, text('锟斤拷')],
  ['TORN', NAME, { kind: 'torn', text: '林晓,文学院\n20260099,韦红' }],
  ['DECIMAL', PHONE, text('13910000001.0')],
  ['DECIMAL', ID, text('20260001.0')],
  ['TEXT_TOO_LONG', UNIT, text('文学院'.repeat(30))],
  ['WORD_UNKNOWN', STATE, text('待定')],
  ['NUMBER_FORM', ID, text('2026/001')],
  ['NAME_LENGTH', NAME, text('林'.repeat(51))],
  ['NAME_CHARACTER', NAME, text('林晓2')],
  ['PHONE_LENGTH', PHONE, text('1391000000')],
  ['PHONE_FORM', PHONE, text('22910000001')],
  ['PHONE_TWO', PHONE, text('13910000001/13910000002')],
  ['PHONE_LANDLINE', PHONE, text('0773-5551234')],
  ['DOCUMENT_LENGTH', DOCUMENT, text('45030519900307')],
  ['DOCUMENT_FORM', DOCUMENT, text('45030519900307123Y')],
  ['DOCUMENT_REGION', DOCUMENT, text('990305199003071234')],
  ['DOCUMENT_BIRTH_DATE', DOCUMENT, text('450305199002301234')],
  ['DOCUMENT_CHECK', DOCUMENT, text('450305199003071230')],
]
const KNOWN = ['20269999']
const brokenRow = ([, column, cell]: (typeof KINDS)[number], index: number): Cell[] =>
  right(index).map((each, at) => (at === column ? cell : each))
const read = (rows: readonly (readonly Cell[])[]) => readStaffSheet([HEAD, ...rows], KNOWN, TODAY)

it('has more than twenty kinds', () => {
  expect(new Set(KINDS.map(([code]) => code)).size).toBeGreaterThanOrEqual(20)
})

test.each(KINDS)('%s in column %i', (code, column, cell) => {
  const { rows, faults } = read([right(1), brokenRow([code, column, cell], 2), right(3)])
  expect(faults).toEqual([{ row: 3, column: 'ABCDEF'[column], heading: HEAD[column]?.text, code }])
  expect(rows.map(({ row }) => row)).toEqual([2, 4])
  expect(faultWords[code]).toMatch(/请/)
})

it('names each of 200 broken rows among 30,000 with row, column and what to do, and takes the others', () => {
  const broken = new Map<number, (typeof KINDS)[number]>()
  const sheet = Array.from({ length: 30_000 }, (_, index) => {
    if (index % 150 !== 0) return right(index)
    const kind = KINDS[(index / 150) % KINDS.length] as (typeof KINDS)[number]
    broken.set(index + 2, kind)
    return brokenRow(kind, index)
  })
  const { rows, faults } = read(sheet)
  // the same wrong staff number in several rows is a second fault of those rows
  const first = faults.filter(({ code }) => code !== 'NUMBER_TWICE')
  expect(first.map(({ row, column, code }) => [row, column, code])).toEqual(
    [...broken].map(([row, [code, column]]) => [row, 'ABCDEF'[column], code]),
  )
  expect(new Set(first.map(({ code }) => code)).size).toBeGreaterThanOrEqual(20)
  for (const fault of first) {
    const line = faultLine(fault)
    expect(line).toContain(`第${fault.row}行${fault.column}列（${fault.heading}）：`)
    expect(line).toMatch(/请/)
  }
  expect(rows).toHaveLength(29_800)
})

it.each(['13900000000', '13800000000'])('takes %s, which somebody may have', (phone) => {
  const row = right(1).map((cell, at) => (at === PHONE ? text(phone) : cell))
  expect(read([row])).toMatchObject({ faults: [], rows: [{ phone }] })
})

it('a staff number that stands twice is refused in both rows', () => {
  const { rows, faults } = read([right(1), right(2), right(1)])
  expect(faults.map(({ row, code }) => [row, code])).toEqual([
    [2, 'NUMBER_TWICE'],
    [4, 'NUMBER_TWICE'],
  ])
  expect(rows).toHaveLength(1)
})

it('numbers that a spreadsheet holds whole are taken, headings found below a title, blank rows passed by', () => {
  const row = right(1).map((cell, at) => (at === ID || at === PHONE ? number(cell.text) : cell))
  const sheet: Sheet = [[text('某大学教职工名册')], [], HEAD, [], row]
  const { rows, faults } = readStaffSheet(sheet, KNOWN, TODAY)
  expect(faults).toEqual([])
  expect(rows).toMatchObject([{ row: 5, staffId: '20260001', phone: '13910000002', active: true }])
})

const changed = (index: number, changes: Readonly<Record<number, Cell>>): Cell[] =>
  right(index).map((cell, at) => changes[at] ?? cell)

test.each<[string, Cell[], number]>([
  ['a number that can’t be read', changed(2, { [ID]: text('2026/1') }), 1],
  ['a number that lost its zero', changed(2, { [ID]: number('7123') }), 1],
  ['quotes that may have swallowed rows', changed(2, { [NAME]: { kind: 'torn', text: '林晓\n1' } }), 1],
  ['the same in a column that isn’t read', [...right(2), { kind: 'torn', text: 'x\n1' }], 1],
  ['a fault elsewhere', changed(2, { [PHONE]: text('139') }), 0],
])('who may be meant by a row isn’t known: %s', (_, row, nameless) => {
  const { rows, faults, nameless: unsure } = read([right(1), row])
  expect([rows.length, faults.map((fault) => fault.row), unsure]).toEqual([1, [3], nameless])
})

it('of who has left, the staff number is enough', () => {
  const left = { [NAME]: text(''), [UNIT]: text(''), [PHONE]: text('139'), [STATE]: text('离职') }
  expect(read([changed(1, left)])).toMatchObject({
    faults: [],
    rows: [{ staffId: '20260001', active: false }],
  })
  expect(read([changed(1, { ...left, [ID]: text('') })]).faults).toMatchObject([
    { column: 'A', code: 'EMPTY' },
  ])
})

test.each(['\u200b', '\u00ad', '\u2060\ufeff', ' \u3000'])(
  'a cell of which nothing shows is empty: %j',
  (blank) => {
    expect(read([changed(1, { [UNIT]: text(blank) })]).faults).toMatchObject([{ column: 'C', code: 'EMPTY' }])
    expect(read([HEAD.map(() => text(blank)), right(2)])).toMatchObject({ faults: [], rows: [{ row: 3 }] })
  },
)

it('a staff number in another case is the same, and is spelt as the directory has it', () => {
  const sheet = [
    HEAD,
    changed(1, { [ID]: text('a7') }),
    changed(2, { [ID]: text('b8') }),
    changed(3, { [ID]: text('B8') }),
  ]
  const { rows, faults } = readStaffSheet(sheet, ['A7'], TODAY)
  expect(rows).toMatchObject([{ staffId: 'A7' }])
  expect(faults.map(({ row, code }) => [row, code])).toEqual([
    [3, 'NUMBER_TWICE'],
    [4, 'NUMBER_TWICE'],
  ])
})

test.each<[string, Cell, readonly string[]]>([
  ['身份证号', text('G12345678'), ['DOCUMENT_LENGTH']],
  ['证件号码', text('G12345678'), []],
  ['证件号', text('H12345678'), []],
  ['证件号码', text('4.50305E+17'), ['SCIENTIFIC']],
  ['证件号码', text('450305199003070000'), ['ROUNDED']],
  ['证件号码', number('123456789'), ['ROUNDED']],
])('under %s %j', (heading, cell, codes) => {
  const head = HEAD.map((each, at) => (at === DOCUMENT ? text(heading) : each))
  const { faults } = readStaffSheet([head, changed(1, { [DOCUMENT]: cell })], KNOWN, TODAY)
  expect(faults.map(({ code }) => code)).toEqual(codes)
})

test.each([
  [['员工号', '姓名', '院系', '联系手机']],
  [['学工号', '姓名', '所在单位/部门', '电话号码']],
  [['\u200b工号', '姓 名', '二级学院', '本人手机号（必填）']],
])('usual headings are known: %j', (headings) => {
  const cells = ['1', '林晓', '文学院', '13910000001'].map(text)
  expect(readStaffSheet([headings.map(text), cells], [], TODAY).rows).toMatchObject([{ staffId: '1' }])
})

it('a column that is missing is named', () => {
  const sheet = [HEAD.filter((_, at) => at !== PHONE), right(1)]
  expect(() => readStaffSheet(sheet, KNOWN, TODAY)).toThrow(MissingColumns)
  expect(() => readStaffSheet(sheet, KNOWN, TODAY)).toThrow('手机号')
})

test.each<[string, string[], string[]]>([
  [
    'another telephone to its left',
    ['工号', '联系电话', '姓名', '部门', '手机'],
    ['1', '07735551234', '林晓', '文学院', '13910000001'],
  ],
  [
    'an office’s telephone beside it',
    ['工号', '电话', '姓名', '单位', '手机号'],
    ['1', '', '林晓', '文学院', '13910000001'],
  ],
  [
    'a school beside the unit',
    ['工号', '学院', '姓名', '单位', '手机号'],
    ['1', '人文', '林晓', '文学院', '13910000001'],
  ],
])('of several headings that fit, the plainest counts: %s', (_, headings, cells) => {
  const { rows, faults } = readStaffSheet([headings.map(text), cells.map(text)], [], TODAY)
  expect(faults).toEqual([])
  expect(rows).toMatchObject([{ staffId: '1', name: '林晓', unit: '文学院', phone: '13910000001' }])
})

test.each([
  [[...HEAD, text('手机号码（家属）')], '手机号码'],
  [[...HEAD, text('* 姓 名')], '姓名'],
  [[text('在职状态'), ...HEAD], '在职状态'],
])('a heading that stands twice is refused, whichever is meant', (headings, named) => {
  const read = () => readStaffSheet([headings, right(1)], KNOWN, TODAY)
  expect(read).toThrow(RepeatedColumns)
  expect(read).toThrow(named)
})
