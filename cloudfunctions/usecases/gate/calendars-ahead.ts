import { ahead } from '../../platform/ahead'
import { loadCalendars, type Calendar } from '../../stores/calendars'

/** Calendars by id, outside the transaction: for the blacklist of people, which no passage writes (docs/decisions/0009). */
export type LookUp = (ids: readonly string[]) => Promise<readonly Calendar[]>

/** Begins to look up those of `ids` now; gives what looks up any, asking once more only for others. */
export function calendarsAhead(ids: readonly string[], look: LookUp = loadCalendars): LookUp {
  const first = ids.length === 0 ? Promise.resolve([]) : ahead(look(ids))
  return async (wanted) => {
    const others = wanted.filter((id) => !ids.includes(id))
    const parts = await Promise.all([first, others.length === 0 ? [] : look(others)])
    return parts.flat()
  }
}
