import type { Input, Output } from '../../../contract'
import { loadUnitNames } from '../../stores/campus'
import { loadSearchDay } from '../../stores/search-limits'
import { atStart, searchTerm } from '../../platform/search-terms'
import { findStaff } from '../../stores/staff'
import type { Caller } from '../caller'
import { seeHosts } from './seen-hosts'

const MAX_ROWS = 10
/** So many with the term anywhere in their names are looked through for those that begin with it, in one query. */
const MAX_LOOKED_THROUGH = 20

/**
 * Part of a name → at most 10 hosts, of one unit where one is given, names that begin with it first; limited per user
 * (spec 2, Host).
 */
export async function searchHosts(
  caller: Caller,
  { text, unitId }: Input<'host.search'>,
): Promise<Output<'host.search'>> {
  const term = searchTerm(text)
  if (term === null) return { rows: [] }
  const [day, found, unitName] = await Promise.all([
    loadSearchDay(caller.id, caller.now),
    findStaff(term, MAX_LOOKED_THROUGH, unitId),
    loadUnitNames(),
  ])
  const first =
    found.length < MAX_LOOKED_THROUGH
      ? found.filter(({ terms }) => terms.includes(atStart(term)))
      : await findStaff(atStart(term), MAX_ROWS, unitId)
  const rows = [...new Map([...first, ...found].map((staff) => [staff._id, staff])).values()]
    .filter((staff) => staff.active)
    .slice(0, MAX_ROWS)
  await seeHosts(
    caller,
    rows.map(({ _id }) => _id),
    { day, search: true },
  )
  return { rows: rows.map(({ _id, name, unitId: of }) => ({ hostId: _id, name, unitName: unitName(of) })) }
}
