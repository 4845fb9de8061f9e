import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { loadSeenHosts, maySearch } from '../../stores/search-limits'
import { atStart, searchTerm } from '../../platform/search-terms'
import { findStaff, type Staff } from '../../stores/staff'
import type { Caller } from '../caller'
import { seeHosts } from './seen-hosts'

const MAX_ROWS = 10

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
  const [allowed, seen, first] = await Promise.all([
    maySearch(caller.id, caller.now),
    loadSeenHosts(caller.id, caller.now),
    findStaff(atStart(term), MAX_ROWS, unitId),
  ])
  if (!allowed) throw new DomainError('TOO_MANY_SEARCHES')
  const more = first.length < MAX_ROWS ? await findStaff(term, MAX_ROWS, unitId) : []
  const found = new Map<string, Staff>([...first, ...more].map((staff) => [staff._id, staff]))
  const rows = [...found.values()].filter((staff) => staff.active).slice(0, MAX_ROWS)
  const hostIds = rows.map(({ _id }) => _id)
  await seeHosts(caller, hostIds, seen)
  return { rows: rows.map(({ _id, name, unitName }) => ({ hostId: _id, name, unitName })) }
}
