import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { DAY_MS } from '../../../miniprogram/domain/values/days'
import { isLive } from '../../../miniprogram/domain/visit/visit'
import { NO_WALK_INS } from '../../../miniprogram/domain/walk-in/quota'
import {
  isTicketGood,
  takesCars,
  TICKET_MS,
  walkInPurposes,
} from '../../../miniprogram/domain/walk-in/walk-in'
import { change } from '../../platform/unit-of-work'
import { listGates, loadGate, type Gate } from '../../stores/campus'
import { countTry } from '../../stores/refused-tries'
import { loadSettings } from '../../stores/settings'
import { loadVisit } from '../../stores/visits'
import { loadWalkInQuota } from '../../stores/walk-in-quotas'
import { loadTicketIn, loadTicket, saveTicketIn, type StoredTicket } from '../../stores/walk-in-tickets'
import type { Caller } from '../caller'
import { purposeView } from '../visit/views'
import { gateShowing } from './codes'
import { openPlaces, placesNow } from './places'

/**
 * Somebody has scanned the code at a gate (spec 4.3). From now on they have some minutes for one form there. Scanned again
 * with the same code, or when the page is opened anew, it is the same ticket, also after the gate shows the next code.
 */
export async function readWalkInCode(
  caller: Caller,
  { code }: Input<'walkIn.read'>,
): Promise<Output<'walkIn.read'>> {
  const [ticket, { walkInHours: hours, anonymiseAfterDays: keptDays, purposes }] = await Promise.all([
    loadTicket(caller.id),
    loadSettings(),
  ])
  const begun = ticket?.code === code ? ticket : null
  const gate = begun === null ? await gateOfCode(caller, code) : await loadGate(begun.gateId)
  if (gate === null || !gate.active) throw new DomainError('WALK_IN_CODE')
  const [quota, own] = await Promise.all([loadWalkInQuota(gate._id), ownVisit(caller, ticket)])
  const { name: gateName, campusName } = gate
  const at = {
    ...{ gateName, campusName, takesCars: takesCars(gate), hours, keptDays },
    purposes: walkInPurposes(purposes).map(purposeView),
  }
  if (own !== null) return { ...at, left: 0, nextAt: null, until: null, visitId: own }
  if (begun !== null && !isTicketGood(begun, caller.now)) throw new DomainError('WALK_IN_TICKET')
  const { open } = quota ?? NO_WALK_INS
  if (quota === null || !open) throw new DomainError('WALK_IN_CLOSED', { gateName })
  const places = await placesNow(quota, gate._id, caller.now)
  if (places.left === 0) return { ...at, ...places, until: null, visitId: null }
  await openPlaces(caller, quota, gate._id, caller.now)
  const until = begun?.until ?? (await beginTicket(caller, code, gate))
  return { ...at, ...places, until, visitId: null }
}

/** The gate that shows the code; a wrong one is counted (spec 5.1). Throws WALK_IN_CODE, TOO_MANY_TRIES. */
async function gateOfCode(caller: Caller, code: string): Promise<Gate> {
  const gate = gateShowing(code, await listGates(), caller.now)
  if (gate !== null) return gate
  const by = { kind: 'wechat', id: caller.id, name: '', gateId: '', gateName: '' } as const
  throw new DomainError((await countTry('wrongCode', by, caller.now)) ? 'WALK_IN_CODE' : 'TOO_MANY_TRIES')
}

/** The walk-in that the caller has already and that still holds; null: none. */
async function ownVisit(caller: Caller, ticket: StoredTicket | null): Promise<string | null> {
  const visit = ticket?.visitId == null ? null : await loadVisit(ticket.visitId)
  return visit !== null && visit.owner === caller.id && isLive(visit, caller.now) ? visit._id : null
}

const beginTicket = (caller: Caller, code: string, gate: Gate): Promise<number> =>
  change(caller, async ({ tx }) => {
    const earlier = await loadTicketIn(tx, caller.id)
    const until = caller.now + TICKET_MS
    await saveTicketIn(tx, {
      ...{ _id: caller.id, gateId: gate._id, code, until, spent: false },
      ...{ visitId: earlier?.visitId ?? null, forgetAt: caller.now + DAY_MS },
    })
    return until
  })
