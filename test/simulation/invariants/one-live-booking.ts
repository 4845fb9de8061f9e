import type { Visit } from '../../../cloudfunctions/stores/visits'
import { allOf, changedIn, type Invariant } from './invariant'
import { isHeld } from './right'

/** The identities that two bookings share; who comes without a phone shares it with nobody. */
const shared = (one: Visit, other: Visit): string[] => [
  ...(one.documentHash === other.documentHash ? ['ID'] : []),
  ...(one.phoneHash !== '' && one.phoneHash === other.phoneHash ? ['phone'] : []),
  ...(one.plate !== null && one.plate === other.plate ? ['plate'] : []),
]

export const oneLiveBooking = (): Invariant => ({
  rule: 'No two live bookings hold the same ID, phone or plate on the same day (spec 2, refusal 3)',
  committed(commit) {
    for (const { after: visit } of changedIn<Visit>(commit, 'visits')) {
      if (visit === null || !isHeld(visit, commit.at)) continue
      for (const other of allOf<Visit>('visits')) {
        if (other._id === visit._id || !isHeld(other, commit.at)) continue
        const meets = visit.firstDay <= other.lastDay && other.firstDay <= visit.lastDay
        // A standing pass doesn't stand in the way of a visit elsewhere (spec 4.4).
        const apart = (visit.kind === 'standing') !== (other.kind === 'standing')
        const same = meets && !apart ? shared(visit, other) : []
        if (same.length > 0) throw new Error(`${visit._id} and ${other._id} have the same ${same.join(', ')}`)
      }
    }
  },
})
