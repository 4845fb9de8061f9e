import { dayOf } from '../../../miniprogram/domain/values/days'
import { change } from '../../platform/unit-of-work'
import { loadStaff } from '../../stores/staff'
import { findHostsUntold, loadVisitIn, type Visit } from '../../stores/visits'
import { byTimer } from '../caller'
import { drain } from '../in-batches'
import { saveVisitIn } from '../visit/save-visit'
import { guestInNotice } from './visit-notices'

/** An entry that becomes known later, as from a gate that had no network, is no news any more. */
const NEWS_MS = 30 * 60_000

/**
 * Tells hosts that their guest has come in, once, within the minute: the gate waits for none of it (spec 3, Host's word).
 * Returns how many entries it looked at.
 */
export function tellHosts(now: number): Promise<number> {
  return drain('tellHosts', findHostsUntold, (visit) => tellHost(visit, now))
}

async function tellHost({ _id, hostId }: Visit, now: number): Promise<boolean> {
  const host = await loadStaff(hostId)
  return change(byTimer('tellHosts', now), async ({ tx, notify }) => {
    const visit = await loadVisitIn(tx, _id)
    if (visit === null || visit.hostUntold !== true) return false
    const { hostUntold: _, ...told } = visit
    const saved = await saveVisitIn(tx, told)
    const { firstEntryAt: at } = saved
    if (host?.openid != null && host.active && at !== null && now - at <= NEWS_MS)
      await notify(guestInNotice(saved, host.openid, at, dayOf(now)))
    return true
  })
}
