import type { Input, Output } from '../../../contract'
import { searchForm } from '../../../miniprogram/domain/values/text'
import { atUnit, facetOf } from '../../platform/facets'
import { mergedPage, PAGE_SIZE } from '../../platform/pages'
import { listUnits } from '../../stores/campus'
import { findRecords, listRecords } from '../../stores/visits'
import type { Caller } from '../caller'
import { recordRows } from './list-records'
import { ownCampusIds } from './record-scope'
import { recordKeysOf } from './search-keys'

/** Units of a search; whoever means one of more types on. */
const MAX_UNITS = 5

/**
 * Finds bookings by name, host, tail of phone or ID, plate or unit, the latest first day first (spec 8): each way is a range
 * of an index from the same place on, so a page costs the same however many there are.
 */
export async function searchRecords(
  caller: Caller,
  { text, cursor, size = PAGE_SIZE }: Input<'record.search'>,
): Promise<Output<'record.search'>> {
  const campusIds = await ownCampusIds(caller)
  const keys = recordKeysOf(text)
  if (keys.length === 0) return { rows: [], next: null }
  const unitIds = await unitsNamed(text, campusIds)
  const lists = await Promise.all([
    ...campusIds.flatMap((campusId) => keys.map((key) => findRecords(campusId, key, cursor, size + 1))),
    ...unitIds.map((unitId) => listRecords(facetOf(atUnit(unitId), ''), { ...EVER, cursor }, size + 1)),
  ])
  const page = mergedPage(lists, size, ({ recordSort }) => recordSort)
  return { rows: recordRows(caller, page.rows), next: page.next }
}

const EVER = { firstDay: '0001-01-01', lastDay: '9999-12-31' }

/** One character is in nearly every unit's name. */
const LEAST = 2

async function unitsNamed(text: string, campusIds: readonly string[]): Promise<string[]> {
  const part = searchForm(text)
  if ([...part].length < LEAST) return []
  return (await listUnits())
    .filter(({ name, campusId }) => campusIds.includes(campusId) && searchForm(name).includes(part))
    .slice(0, MAX_UNITS)
    .map(({ _id }) => _id)
}
