import { DomainError } from '../../../miniprogram/domain/errors'
import { countHosts, loadSearchDay, type SearchDay } from '../../stores/search-limits'
import type { Caller } from '../caller'

/** Beside the hosts: the day as it was read beside what names them (absent: it is read here), and whether as a search. */
interface Telling {
  day?: SearchDay
  search?: true
}

/**
 * Before the caller is told of hosts, in whichever way: so many new ones a day, and as a search so many of those a minute
 * and a day, that nobody reads out the directory (spec 2, Host). Throws TOO_MANY_HOSTS, TOO_MANY_SEARCHES.
 */
export async function seeHosts(
  { id, now }: Pick<Caller, 'id' | 'now'>,
  hostIds: readonly string[],
  { day, search }: Telling = {},
): Promise<void> {
  const read = day === undefined ? await loadSearchDay(id, now) : day
  const outcome = await countHosts({ openid: id, hostIds, searches: search ? 1 : 0 }, now, read)
  if (outcome !== 'counted') throw new DomainError(outcome)
}
