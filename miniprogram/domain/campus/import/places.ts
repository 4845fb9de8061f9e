import { searchForm } from '../../values/text'
import { importHeadings, PRIVATE_VEHICLE_WORDS, YES_NO } from './headings'
import type { GateRights } from '../../visit/purposes'
import {
  formatCoordinates,
  isSameLocation,
  readLocation,
  type GateLocation,
  type LocationError,
} from '../../gate/location'
import { doubtfulDistance } from '../../gate/far-gate'
import { readKey, readOrder, readTelephone, readText, readTitle, readWord } from './cells'
import {
  faultAt,
  readTable,
  type Column,
  type CellError,
  type CellErrorCode,
  type Sheet,
  type Table,
  type TableRow,
} from './sheet'
import { repeated } from './staff-rows'
import { unitFinder } from './staff-preview'

/**
 * Campuses, gates and units of a file, beside those there are. Pure, as the preview of staff is. What a row doesn't say, because
 * its cell is empty or the file has no such column, stays as it is; a new place has what most have.
 */

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
  location?: GateLocation
}

export type Place = CampusPlace | GatePlace | UnitPlace

export interface PlacePreview<P extends Place = Place> {
  added: P[]
  changed: P[]
  /** What is done once somebody has looked: a gate that far from its campus, in kilometres. */
  doubtful: { place: P; campus: string; kilometres: number }[]
  /** What the file doesn't name stays: bookings and people hang on it. */
  missing: P[]
  unchanged: number
  faults: CellError[]
  /** The row of the file that names a place, by the place's id. */
  rows: Map<string, TableRow>
}

/** How many units and gates a campus has: what changes of it changes for them. */
export const followersOf = (
  campusId: string,
  units: readonly Pick<UnitPlace, 'campusId'>[],
  gates: readonly Pick<GatePlace, 'campusId'>[],
): { units: number; gates: number } => ({
  units: units.filter((unit) => unit.campusId === campusId).length,
  gates: gates.filter((gate) => gate.campusId === campusId).length,
})

/** There is one of this id, under another name. */
export const isRenamed = (known: readonly Place[], id: string, name: string): boolean =>
  known.some((each) => each._id === id && each.name !== name)

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
  return preview(table, known, (id, { name = '', gates }, before) => ({
    ...{ _id: id, name, hasGates: said(gates, before?.hasGates) },
  }))
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
    if (place === null) return { key: 'campus', code: 'CAMPUS_UNKNOWN' }
    const { hasGates, _id: campusId, name: campusName } = place
    // the picture of the unit's code stays
    return {
      ...before,
      _id: id,
      name,
      campusId,
      campusName,
      hasGates,
      phone: phone || (before?.phone ?? null),
    }
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
  const text = (name: LocationKey): Column<LocationKey> => ({
    ...{ key: name, headings: importHeadings[name] },
    ...{ required: false, read: readText },
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
    ...LOCATION_KEYS.map(text),
  ])
  const campusOf = campusFinder(campuses)
  const read = preview(table, known, (id, values, before, row) => {
    const place = campusOf(values.campus ?? '')
    if (place === null) return { key: 'campus', code: 'CAMPUS_UNKNOWN' }
    const located = locationIn(values, before?.location)
    if ('code' in located) return located
    return {
      ...{ _id: id, name: values.name ?? '', campusId: place._id, campusName: place.name },
      ...{ pedestrian: said(values.walkers, before?.pedestrian), vehicleBarrier: values.barrier === 'yes' },
      privateVehicles: (values.private ?? 'none') as GatePlace['privateVehicles'],
      active: said(values.inUse, before?.active),
      order: values.order ? Number(values.order) : (before?.order ?? row),
      ...located,
    }
  })
  return withDoubts(read, known)
}

/** Each gate is looked at beside those that there will be: a file may move all of a campus. */
function withDoubts(
  { added, changed, ...rest }: PlacePreview<GatePlace>,
  known: readonly GatePlace[],
): PlacePreview<GatePlace> {
  const next = new Map([...known, ...added, ...changed].map((gate) => [gate._id, gate]))
  const doubtful = [...added, ...changed].flatMap((place) => {
    const before = known.find(({ _id }) => _id === place._id)
    const others = [...next.values()].filter(({ _id }) => _id !== place._id)
    const kilometres = doubtfulDistance(place, before, others)
    return kilometres === null ? [] : [{ place, campus: place.campusName, kilometres }]
  })
  const isSure = ({ _id }: GatePlace): boolean => doubtful.every(({ place }) => place._id !== _id)
  return { ...rest, added: added.filter(isSure), changed: changed.filter(isSure), doubtful }
}

const LOCATION_KEYS = ['location', 'latitude', 'longitude', 'address'] as const
type LocationKey = (typeof LOCATION_KEYS)[number]

/** Where a row says that its gate stands: in one column or in two, which mustn't differ. What it doesn't say stays. */
function locationIn(
  { location = '', latitude = '', longitude = '', address = '' }: Partial<Record<LocationKey, string>>,
  before: GateLocation | undefined,
): { location?: GateLocation } | { key: LocationKey; code: CellErrorCode } {
  const inTwo = latitude === '' && longitude === '' ? '' : `lat ${latitude} lng ${longitude}`
  const stands = before === undefined ? '' : formatCoordinates(before)
  const numbers = latitude === '' ? 'longitude' : 'latitude'
  const columnOf = (error: LocationError): LocationKey =>
    error === 'LOCATION_ADDRESS' || error === 'LOCATION_MISSING'
      ? 'address'
      : location === ''
        ? numbers
        : 'location'
  const [first, second] = [location, inTwo].filter((text) => text !== '')
  const read = readLocation(first ?? stands, address || (before?.address ?? ''))
  if ('error' in read) return { key: columnOf(read.error), code: read.error }
  const again = second === undefined ? read : readLocation(second, address || (before?.address ?? ''))
  if ('error' in again) return { key: numbers, code: again.error }
  if (!isSameLocation(read.location, again.location)) return { key: 'location', code: 'LOCATION_TWICE' }
  if (read.location === null) return {}
  // the same object where nothing changes, as rows are compared
  return { location: isSameLocation(read.location, before ?? null) ? before : read.location }
}

/** What a cell says with yes or no, else what stood, else yes. */
const said = (word: string | undefined, before: boolean | undefined): boolean =>
  word ? word === 'yes' : (before ?? true)

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
  ) => P | { key: Key; code: CellErrorCode },
): PlacePreview<P> {
  const faults = [
    ...table.faults,
    ...repeated(table.rows, 'key').map((row) => faultAt(table, row, 'key', 'NUMBER_TWICE')),
    ...repeated(table.rows, 'name').map((row) => faultAt(table, row, 'name', 'NAME_TWICE')),
  ]
  const broken = new Set(faults.map(({ row }) => row))
  const result: PlacePreview<P> = {
    ...{ added: [], changed: [], doubtful: [], missing: [], unchanged: 0 },
    ...{ faults, rows: new Map() },
  }
  const taken = namesKept(table.rows, known)
  const named = new Set<string>()
  for (const tableRow of table.rows) {
    const { row, values } = tableRow
    const before = known.find((each) =>
      values.key ? each._id === values.key : searchForm(each.name) === searchForm(values.name ?? ''),
    )
    if (before !== undefined) named.add(before._id)
    if (broken.has(row)) continue
    const id = values.key || before?._id || idOf(values.name ?? '')
    const holder = taken.get(searchForm(values.name ?? '')) ?? id
    if (holder !== id || result.rows.has(id)) {
      faults.push(faultAt(table, row, 'name', holder === id ? 'NAME_TWICE' : 'NAME_TAKEN'))
      continue
    }
    const place = placeOf(id, values, before ?? null, row)
    result.rows.set(id, tableRow)
    if (!('_id' in place)) faults.push(faultAt(table, row, place.key, place.code))
    else if (before === undefined) result.added.push(place)
    else if (isSame(place, before)) result.unchanged++
    else result.changed.push(place)
  }
  result.missing = known.filter(({ _id }) => !named.has(_id))
  return result
}

const isSame = <P extends Place>(place: P, before: P): boolean =>
  Object.entries(place).every(([field, value]) => before[field as keyof P] === value)

/** Which place has a name and keeps it, whatever the file changes: a second one of that name would be neither's. */
function namesKept<Key extends string>(
  rows: readonly TableRow<Key | 'key' | 'name'>[],
  known: readonly Place[],
): Map<string, string> {
  const next = new Map(rows.flatMap(({ values }) => (values.key ? [[values.key, values.name ?? '']] : [])))
  const keeps = ({ _id, name }: Place): boolean => searchForm(next.get(_id) ?? name) === searchForm(name)
  return new Map(known.filter(keeps).map(({ _id, name }) => [searchForm(name), _id]))
}

const LONGEST_ID = 64

/** The code points of the name: the same name, the same number. Of a long name its beginning, and what tells it from others. */
function idOf(name: string): string {
  const form = searchForm(name)
  const id = [...form].map((character) => (character.codePointAt(0) ?? 0).toString(36)).join('-')
  if (id.length <= LONGEST_ID) return id
  const rest = [...form].reduce((sum, character) => (sum * 31 + (character.codePointAt(0) ?? 0)) % 2 ** 40, 7)
  const tail = `_${rest.toString(36)}`
  return id.slice(0, LONGEST_ID - tail.length) + tail
}
