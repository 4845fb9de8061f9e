import { approvals } from './approval'
import { hosts } from './host'
import { ownVisits } from './own'
import { records } from './record'
import { releases } from './release'

/** A booking: by its visitor, its approvers, its host, and whoever is in its way. */
export const visit = { ...ownVisits, ...approvals, ...hosts, ...releases, ...records }
