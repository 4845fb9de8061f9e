import { searchForm } from '../../values/text'
import { importHeadings, PRIVATE_VEHICLE_WORDS, YES_NO } from './headings'
import type { GateRights } from '../../visit/purposes'
import { readKey, readOrder, readTelephone, readTitle, readWord } from './cells'
import {
  faultAt,
  readTable,
  type Column,
  type CellError,
  type Sheet,
  type Table,
  type TableRow,
} from './sheet'
import { repeated } from './staff-rows'
import { unitFinder } from './staff-preview'

/** Campuses, gates and units of a file, beside those there are. Pure, as the preview of staff is. */

export interface CampusPlace {
  _id: string
  name: string
  hasGates: boolean
}

export interface UnitPlace extends CampusPlace {
  campusId: string
  campusName: string
  phone: string | null
}

export interface GatePlace extends GateRights {
  _id: string
  name: string
  campusId: string
  campusName: string
  active: boolean
  order: number
}

export type Place = CampusPlace | GatePlace | UnitPlace

export interface PlacePreview<P extends Place = Place> {
  added: P[]
  changed: P[]
  /** What the file doesn't name stays: bookings and people hang on it. */
  missing: P[]
  unchanged: number
  faults: CellError[]
  /** The row of the file that names a place, by the place's id. */
  rows: Map<string, TableRow>
}

const key: Column<'key'> = { key: 'key', headings: importHeadings.placeId, required: false, read: readKey }
const yesNo = readWord(YES_NO)
const campusColumn: Column<'campus'> = {
  ...{ key: 'campus', headings: importHeadings.campus },
  ...{ required: true, read: readTitle },
}

export function previewCampuses(sheet: Sheet, known: readonly CampusPlace[]): PlacePreview<CampusPlace> {
  const table = readTable(sheet, [
    key,
    { key: 'name', headings: importHeadings.campus, required: true, read: readTitle },
    { key: 'gates', headings: importHeadings.hasGates, required: false, read: yesNo },
  ])
  return preview(table, known, (id, { name = '', gates }) => ({ _id: id, name, hasGates: gates !== 'no' }))
}

export function previewUnits(
  sheet: Sheet,
  known: readonly UnitPlace[],
  campuses: readonly CampusPlace[],
): PlacePreview<UnitPlace> {
  const table = readTable(sheet, [
    key,
    { key: 'name', headings: importHeadings.unit, required: true, read: readTitle },
    campusColumn,
    { key: 'phone', headings: importHeadings.telephone, required: false, read: readTelephone },
  ])
  const campusOf = campusFinder(campuses)
  return preview(table, known, (id, { name = '', campus = '', phone = '' }, before) => {
    const place = campusOf(campus)
    if (place === null) return { key: 'campus' }
    const { hasGates, _id: campusId, name: campusName } = place
    // the picture of the unit's code stays
    return { ...before, _id: id, name, campusId, campusName, hasGates, phone: phone === '' ? null : phone }
  })
}

export function previewGates(
  sheet: Sheet,
  known: readonly GatePlace[],
  campuses: readonly CampusPlace[],
): PlacePreview<GatePlace> {
  const words = (name: 'walkers' | 'inUse'): Column<'walkers' | 'inUse'> => ({
    ...{ key: name, headings: importHeadings[name] },
    ...{ required: false, read: yesNo },
  })
  const table = readTable(sheet, [
    key,
    { key: 'name', headings: importHeadings.gate, required: true, read: readTitle },
    campusColumn,
    words('walkers'),
    words('inUse'),
    { key: 'barrier', headings: importHeadings.barrier, required: true, read: yesNo },
    {
      key: 'private',
      headings: importHeadings.privateVehicles,
      required: true,
      read: readWord(PRIVATE_VEHICLE_WORDS),
    },
    { key: 'order', headings: importHeadings.order, required: false, read: readOrder },
  ])
  const campusOf = campusFinder(campuses)
  return preview(table, known, (id, values, before, row) => {
    const place = campusOf(values.campus ?? '')
    if (place === null) return { key: 'campus' as const }
    return {
      ...{ _id: id, name: values.name ?? '', campusId: place._id, campusName: place.name },
      ...{ pedestrian: values.walkers !== 'no', vehicleBarrier: values.barrier === 'yes' },
      privateVehicles: (values.private ?? 'none') as GatePlace['privateVehicles'],
      active: values.inUse !== 'no',
      order: values.order ? Number(values.order) : (before?.order ?? row),
    }
  })
}

function campusFinder(campuses: readonly CampusPlace[]): (text: string) => CampusPlace | null {
  const find = unitFinder(campuses.map(({ _id, name }) => ({ unitId: _id, name })))
  return (text) => campuses.find(({ _id }) => _id === find(text)?.unitId) ?? null
}

/** A place is known by its number, or else by its name; a new one without a number gets one made of its name. */
function preview<P extends Place, Key extends string>(
  table: Table<Key | 'key' | 'name'>,
  known: readonly P[],
  placeOf: (
    id: string,
    values: Partial<Record<Key | 'key' | 'name', string>>,
    before: P | null,
    row: number,
  ) => P | { key: Key },
): PlacePreview<P> {
  const faults = [
    ...table.faults,
    ...repeated(table.rows, 'key').map((row) => faultAt(table, row, 'key', 'NUMBER_TWICE')),
    ...repeated(table.rows, 'name').map((row) => faultAt(table, row, 'name', 'NAME_TWICE')),
  ]
  const broken = new Set(faults.map(({ row }) => row))
  const result: PlacePreview<P> = {
    ...{ added: [], changed: [], missing: [], unchanged: 0 },
    ...{ faults, rows: new Map() },
  }
  const named = new Set<string>()
  for (const tableRow of table.rows) {
    const { row, values } = tableRow
    const before = known.find((each) =>
      values.key ? each._id === values.key : searchForm(each.name) === searchForm(values.name ?? ''),
    )
    if (before !== undefined) named.add(before._id)
    if (broken.has(row)) continue
    const id = values.key || before?._id || idOf(values.name ?? '')
    const place = placeOf(id, values, before ?? null, row)
    result.rows.set(id, tableRow)
    if (!('_id' in place)) faults.push(faultAt(table, row, place.key, 'CAMPUS_UNKNOWN'))
    else if (before === undefined) result.added.push(place)
    else if (isSame(place, before)) result.unchanged++
    else result.changed.push(place)
  }
  result.missing = known.filter(({ _id }) => !named.has(_id))
  return result
}

const isSame = <P extends Place>(place: P, before: P): boolean =>
  Object.entries(place).every(([field, value]) => before[field as keyof P] === value)

/** The code points of the name: the same name, the same number. */
const idOf = (name: string): string =>
  [...searchForm(name)]
    .map((character) => (character.codePointAt(0) ?? 0).toString(36))
    .join('-')
    .slice(0, 64)
