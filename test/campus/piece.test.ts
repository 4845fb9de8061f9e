import { expect, it, test } from 'vitest'
import { cellsOf, PIECE_COLUMNS, sheetOf } from '../../miniprogram/domain/campus/import/piece'
import { IMPORT_TABLES, PIECE_CELLS } from '../../miniprogram/domain/campus/import/piece-limits'
import { previewApprovers } from '../../miniprogram/domain/campus/import/approvers'
import { previewCampuses, previewGates, previewUnits } from '../../miniprogram/domain/campus/import/places'
import type { Sheet } from '../../miniprogram/domain/campus/import/sheet'
import { readStaffSheet } from '../../miniprogram/domain/campus/import/staff-rows'
import { TEMPLATES } from '../../miniprogram/locales/zh/import'
import { TODAY } from '../domain/builders'

/** A part of a file on its way to the server. */
test.each(IMPORT_TABLES)('%s: the columns of its template, and no more than fit', (table) => {
  const headings = PIECE_COLUMNS[table].map(([, heading]) => heading)
  expect(headings.length).toBeLessThanOrEqual(PIECE_CELLS)
  const template: readonly string[] = TEMPLATES[table][0]
  expect(template.filter((heading) => !headings.includes(heading as never))).toEqual(
    table === 'staff' ? ['在职状态'] : [],
  )
})

test.each(IMPORT_TABLES)(
  '%s: the example of its template is nobody’s row, and says what to do with it',
  (table) => {
    const sheet: Sheet = TEMPLATES[table].map((row) => row.map((text) => ({ kind: 'text', text })))
    const { faults } = {
      staff: () => readStaffSheet(sheet, [], TODAY),
      units: () => previewUnits(sheet, [], []),
      gates: () => previewGates(sheet, [], []),
      campuses: () => previewCampuses(sheet, []),
      approvers: () => previewApprovers(sheet, [], [], new Map()),
    }[table]()
    expect(faults).toContainEqual(expect.objectContaining({ row: 2, column: 'A', code: 'NUMBER_FORM' }))
    expect(TEMPLATES[table][1][0]).toMatch(/^示例，请删除此行/)
  },
)

it('rows keep their numbers, and are read as those of the file', () => {
  const cells = (staffId: string) =>
    cellsOf('staff', { staffId, name: '林晓', unit: '文学院', phone: '13910000001' })
  const sheet = sheetOf('staff', [
    { row: 9, cells: cells('s9') },
    { row: 2, cells: cells('s2') },
    { row: 5, cells: ['a/b', '林'.repeat(51), '文学院', '1'] },
  ])
  const { rows, faults } = readStaffSheet(sheet, [], TODAY)
  expect(rows.map(({ row, staffId }) => [row, staffId])).toEqual([
    [2, 's2'],
    [9, 's9'],
  ])
  expect(faults.map(({ row, code }) => [row, code])).toEqual([
    [5, 'NUMBER_FORM'],
    [5, 'NAME_LENGTH'],
    [5, 'PHONE_LENGTH'],
  ])
})

it('what a row doesn’t say is empty', () => {
  const campuses = [{ _id: 'yanshan', name: '雁山校区', hasGates: true }]
  const sheet = sheetOf('units', [
    { row: 2, cells: cellsOf('units', { name: '法学院', campus: '雁山校区' }) },
  ])
  expect(previewUnits(sheet, [], campuses).added).toMatchObject([{ name: '法学院', phone: null }])
})
