import { DomainError } from '../../../miniprogram/domain/errors'
import { loadSeenHosts, maySeeHosts, type SeenHosts } from '../../stores/search-limits'
import type { Caller } from '../caller'

/**
 * Before the caller is told of hosts, in whichever way: so many new ones a day, that nobody reads out the directory
 * (spec 2, Host). Throws TOO_MANY_HOSTS. `seen`: the day as it was read beside what names them; absent: it is read here.
 */
export async function seeHosts(
  { id, now }: Pick<Caller, 'id' | 'now'>,
  hostIds: readonly string[],
  seen?: SeenHosts,
): Promise<void> {
  const known = seen === undefined ? await loadSeenHosts(id, now) : seen
  if (!(await maySeeHosts(id, hostIds, now, known))) throw new DomainError('TOO_MANY_HOSTS')
}
