import { CHECKED_SCOPES, type CheckedScope, type Scope } from '../../miniprogram/actions'
import { DomainError } from '../../miniprogram/domain/errors'
import type { ApproverAccount } from '../stores/accounts'
import { listGates } from '../stores/campus'
import type { Visit } from '../stores/visits'
import type { CallScope, Campuses } from '../usecases/caller'
import type { Accounts } from '../usecases/account/load-accounts'

/** Whose records somebody may touch, in one place: one function per scope of miniprogram/actions.ts. */

interface Asker extends Accounts {
  id: string
}

type VisitScope = 'ownVisit' | 'unitVisit' | 'hostedVisit'

const VISITS: Readonly<Record<VisitScope, (visit: Visit, by: Asker) => boolean>> = {
  ownVisit: ({ owner }, { id }) => owner === id,
  unitVisit: ({ unitId }, { approver }) => approver !== null && approver.unitIds.includes(unitId),
  hostedVisit: ({ hostId }, { staff }) => staff !== null && hostId === staff._id,
}

/** The unit of the staff member first, then those the caller approves for. */
const unitsOf = ({ staff, approver }: Asker): readonly string[] => [
  ...new Set([...(staff === null ? [] : [staff.unitId]), ...(approver?.unitIds ?? [])]),
]

async function campusesOf({ office, desk, guard }: Asker): Promise<Campuses> {
  if (office !== null) return { includes: () => true }
  const own = new Set(desk?.campusIds ?? [])
  if (guard !== null)
    for (const { _id, campusId } of await listGates()) if (guard.gateIds.includes(_id)) own.add(campusId)
  return { includes: (campusId) => own.has(campusId) }
}

/** The scope of one call, which knows whether it was asked. */
export interface AskedScope extends CallScope {
  /** What the use case touches was answered before: there is nothing to ask. */
  settle(): void
  /** Throws when the action has a scope with a record to check and it was never asked: a fault of ours. */
  requireAsked(): void
}

const isChecked = (scope: Scope): scope is CheckedScope =>
  (CHECKED_SCOPES as readonly string[]).includes(scope)

/** @param gateIds of a device, which has no account */
export function scopeOf(scope: Scope, by: Asker, gateIds?: readonly string[]): AskedScope {
  let asked = !isChecked(scope)
  /** Asking for something else than the action's own scope is a fault of ours too. */
  const ask = (...fits: readonly Scope[]): void => {
    if (!fits.includes(scope)) throw new Error(`the scope ${scope} can’t be asked for ${fits.join(', ')}`)
    asked = true
  }
  return {
    visit(visit, approver?: ApproverAccount) {
      ask('ownVisit', 'unitVisit', 'hostedVisit')
      const asker = approver === undefined ? by : { ...by, approver }
      if (visit === null || !VISITS[scope as VisitScope](visit, asker)) throw new DomainError('NOT_FOUND')
      return visit
    },
    units(approver?: ApproverAccount) {
      ask('ownUnit')
      return unitsOf(approver === undefined ? by : { ...by, approver })
    },
    gates() {
      ask('ownGate')
      return gateIds ?? by.guard?.gateIds ?? []
    },
    campuses() {
      ask('ownCampus')
      return campusesOf(by)
    },
    settle() {
      asked = true
    },
    requireAsked() {
      if (!asked) throw new Error(`the scope ${scope} was never asked`)
    },
  }
}
