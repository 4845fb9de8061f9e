import { DomainError } from '../../../miniprogram/domain/errors'
import { atCampus } from '../../platform/facets'
import { listGates } from '../../stores/campus'
import type { Visit } from '../../stores/visits'
import type { Caller } from '../caller'

/** Whose records the office and a desk may look at: the office all, a desk those of its own campuses. */

/** Campuses with gates that the caller may look at. */
export async function ownCampusIds({ scope }: Caller): Promise<string[]> {
  const [own, gates] = await Promise.all([scope.campuses(), listGates()])
  return [...new Set(gates.map(({ campusId }) => campusId))].filter((id) => own.includes(id))
}

/** Places whose records a list shows (platform/facets.ts): those of one campus, or of all own ones. NOT_FOUND for another's. */
export async function ownPlaces(caller: Caller, campusId: string | null): Promise<string[]> {
  const own = await caller.scope.campuses()
  if (campusId !== null) {
    if (!own.includes(campusId)) throw new DomainError('NOT_FOUND')
    return [atCampus(campusId)]
  }
  return caller.office !== null ? [''] : (await ownCampusIds(caller)).map(atCampus)
}

/** The visit, if the caller may look at it; NOT_FOUND otherwise. */
export async function ownRecord(caller: Caller, visit: Visit | null): Promise<Visit> {
  const campuses = await caller.scope.campuses()
  if (visit === null || !campuses.includes(visit.campusId)) throw new DomainError('NOT_FOUND')
  return visit
}
