import type { Input, Output } from '../../../contract'
import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { DAY_MS } from '../../../miniprogram/domain/values/days'
import type { VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import { purposeOf } from '../../../miniprogram/domain/visit/purposes'
import { isLive, submitted } from '../../../miniprogram/domain/visit/visit'
import { NO_WALK_INS, type WalkInQuota } from '../../../miniprogram/domain/walk-in/quota'
import {
  checkWalkIn,
  isTicketGood,
  walkInPurposes,
  walkInRight,
  walkInVisitForm,
} from '../../../miniprogram/domain/walk-in/walk-in'
import { walkInWords } from '../../../miniprogram/locales/zh/walk-in'
import type { Transaction } from '../../platform/database'
import { recordId } from '../../platform/replies'
import { saveBookerIn } from '../../stores/bookers'
import { loadGate, type Gate } from '../../stores/campus'
import { loadSettings, type Settings } from '../../stores/settings'
import { loadVisitIn, type Visit } from '../../stores/visits'
import { loadWalkInQuota } from '../../stores/walk-in-quotas'
import { loadTicket, loadTicketIn, saveTicketIn, type StoredTicket } from '../../stores/walk-in-tickets'
import { seatedIn } from '../activity/places'
import type { Caller } from '../caller'
import { changeBooking } from '../visit/fair-use'
import { newVisit } from '../visit/new-visit'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { holdAllIn, unrefusedIn } from '../visit/unrefused'
import { openPlaces, placesNow, takePlacesIn } from './places'

/**
 * Somebody at a gate without a booking sends the form (spec 4.3): a visit like any other, approved at once while the gate
 * has places in this hour and on this day. It spends the ticket of the code that they read there.
 */
export async function submitWalkIn(
  caller: Caller,
  { form: typed }: Input<'walkIn.submit'>,
): Promise<Output<'walkIn.submit'>> {
  const [ticket, settings] = await Promise.all([loadTicket(caller.id), loadSettings()])
  const gate = ticket === null ? null : await loadGate(ticket.gateId)
  if (ticket === null || gate === null || !gate.active) throw new DomainError('WALK_IN_TICKET')
  const quota = (await loadWalkInQuota(gate._id)) ?? NO_WALK_INS
  const form = walkInVisitForm(typed, gate, caller.today)
  const fieldErrors = checkWalkIn(form, caller.today, walkInPurposes(settings.purposes))
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  // Who comes when all have gone begins no transaction for a place.
  const { left, nextAt } = await placesNow(quota, gate._id, caller.now)
  if (quota.open && left === 0) throw new DomainError('WALK_IN_FULL', { nextAt })
  const visit = walkInOf(caller, gate, form, settings)
  const walkIn = (): Promise<Output<'walkIn.submit'>> =>
    bookWalkIn(caller, { gate, quota, visit, form }, settings)
  try {
    return await walkIn()
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'WALK_IN_FULL') throw error
    // Nobody has made the places of this hour, or not all of them.
    if (!(await openPlaces(caller, quota, gate._id, caller.now))) throw error
    return walkIn()
  }
}

interface Wanted {
  gate: Gate
  quota: WalkInQuota
  visit: Visit
  form: VisitForm
}

function bookWalkIn(
  caller: Caller,
  { gate, quota, visit: wanted, form }: Wanted,
  settings: Settings,
): Promise<Output<'walkIn.submit'>> {
  // Each run asks for the next short code, should it be that which was taken.
  let runs = 0
  return changeBooking(caller, settings, async ({ tx, notify }) => {
    const attempt = runs++
    const ticket = await loadTicketIn(tx, caller.id)
    // The reply to this request may be forgotten by now; the visit it made isn't made anew.
    if (ticket?.visitId === wanted._id) return { visitId: wanted._id, state: 'approved' as const }
    await requireTicketIn(tx, caller, ticket, gate)
    if (!quota.open) throw new DomainError('WALK_IN_CLOSED', { gateName: gate.name })
    const unrefused = await unrefusedIn(tx, caller, wanted, null, settings)
    // First of all writes: who sends several at once meets oneself here.
    await saveBookerIn(tx, unrefused.booker, caller.now)
    await spendIn(tx, ticket, wanted._id, caller.now)
    // Before the rest is written: of two in one slot the second begins anew at once.
    const places = await takePlacesIn(tx, quota, gate._id, caller.now)
    await holdAllIn(tx, notify, caller, unrefused)
    const visit = withKeys(unrefused.visit, form)
    const saved = await saveVisitIn(tx, await seatedIn(tx, visit, places, attempt, caller.now))
    return { visitId: saved._id, state: saved.state }
  })
}

/** Throws WALK_IN_TICKET for one that was spent, is over or is of another gate, WALK_IN_HELD for who has a walk-in. */
async function requireTicketIn(
  tx: Transaction,
  caller: Caller,
  ticket: StoredTicket | null,
  gate: Gate,
): Promise<void> {
  const held = ticket?.visitId == null ? null : await loadVisitIn(tx, ticket.visitId)
  if (held !== null && held.owner === caller.id && isLive(held, caller.now))
    throw new DomainError('WALK_IN_HELD', { visitId: held._id })
  if (ticket === null || !isTicketGood(ticket, caller.now) || ticket.gateId !== gate._id)
    throw new DomainError('WALK_IN_TICKET')
}

async function spendIn(
  tx: Transaction,
  ticket: StoredTicket | null,
  visitId: string,
  now: number,
): Promise<void> {
  if (ticket !== null) await saveTicketIn(tx, { ...ticket, spent: true, visitId, forgetAt: now + DAY_MS })
}

/** For this gate and some hours from now on, without a host. */
function walkInOf(caller: Caller, gate: Gate, form: VisitForm, settings: Settings): Visit {
  const visitId = recordId(caller, caller.requestId)
  const { right, endsAt } = walkInRight(caller.now, settings.walkInHours)
  return newVisit({
    ...{ _id: visitId, owner: caller.id, kind: 'walkIn', vip: false, inviter: null },
    ...{ form: sealForm(form, visitId), purpose: purposeOf(settings.purposes, form.purpose) },
    ...{ hostName: '', unitId: '', unitName: walkInWords.unit(gate.name) },
    opening: submitted({ name: form.name, role: 'visitor' }, caller.now),
    ...{ gateIds: [gate._id], right },
    walkIn: { gateName: gate.name, endsAt },
  })
}
