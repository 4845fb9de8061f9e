import { searchForm } from '../../values/text'
import { importHeadings } from './headings'
import { readKey, readPersonName, readTitle } from './cells'
import { faultAt, readTable, type Column, type CellError, type CellErrorCode, type Sheet } from './sheet'
import { unitFinder, type KnownStaff, type KnownUnit } from './staff-preview'

/** Approver accounts of a file, one unit a row. Pure, as the preview of staff is. */

type ApproverKey = 'staffId' | 'name' | 'unit'

/** A unit that somebody shall decide for. */
export interface Grant {
  row: number
  staffId: string
  openid: string
  name: string
  unitId: string
  unitName: string
}

export interface ApproverPreview {
  added: Grant[]
  unchanged: number
  /** Accounts that the file doesn't name stay: the office removes them with a reason. */
  missing: { name: string; unitName: string }[]
  faults: CellError[]
}

const COLUMNS: readonly Column<ApproverKey>[] = [
  { key: 'staffId', headings: importHeadings.staffId, required: true, read: readKey },
  { key: 'name', headings: importHeadings.personName, required: true, read: readPersonName },
  { key: 'unit', headings: importHeadings.unit, required: true, read: readTitle },
]

export function previewApprovers(
  sheet: Sheet,
  staff: readonly KnownStaff[],
  units: readonly KnownUnit[],
  /** openids of those who have an account, by unit. */
  approvers: ReadonlyMap<string, readonly string[]>,
): ApproverPreview {
  const table = readTable(sheet, COLUMNS)
  const faults = [...table.faults]
  const broken = new Set(faults.map(({ row }) => row))
  const people = new Map(staff.filter(({ active }) => active).map((each) => [each.staffId, each]))
  const unitOf = unitFinder(units)
  const result: ApproverPreview = { added: [], unchanged: 0, missing: [], faults }
  const named = new Set<string>()
  for (const { row, values } of table.rows) {
    if (broken.has(row)) continue
    const fault = (key: ApproverKey, code: CellErrorCode) => faults.push(faultAt(table, row, key, code))
    const person = people.get(values.staffId ?? '')
    const unit = unitOf(values.unit ?? '')
    if (person === undefined) fault('staffId', 'STAFF_UNKNOWN')
    else if (searchForm(person.name) !== searchForm(values.name ?? '')) fault('name', 'STAFF_UNKNOWN')
    else if (unit === null) fault('unit', 'UNIT_UNKNOWN')
    else if (person.openid === null) fault('staffId', 'NOT_BOUND')
    else {
      const { staffId, openid, name } = person
      const pair = `${openid} ${unit.unitId}`
      if (approvers.get(unit.unitId)?.includes(openid) === true || named.has(pair)) result.unchanged++
      else result.added.push({ row, staffId, openid, name, unitId: unit.unitId, unitName: unit.name })
      named.add(pair)
    }
  }
  const names = new Map(
    staff.flatMap(({ openid, name }) => (openid === null ? [] : [[openid, name] as const])),
  )
  for (const { unitId, name: unitName } of units)
    for (const openid of approvers.get(unitId) ?? [])
      if (!named.has(`${openid} ${unitId}`)) result.missing.push({ name: names.get(openid) ?? '', unitName })
  return result
}
