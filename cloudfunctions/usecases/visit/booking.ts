import { searchForm } from '../../../miniprogram/domain/values/text'
import type { Output } from '../../../contract'
import { addDays } from '../../../miniprogram/domain/values/days'
import { DomainError, fieldError, type FieldError } from '../../../miniprogram/domain/errors'
import {
  choosablePurposes,
  purposeOf,
  type Purpose,
  type PurposeId,
} from '../../../miniprogram/domain/visit/purposes'
import { countEarlierWithCar } from '../../../miniprogram/domain/visit/risk-hints'
import { submitted, type Decider } from '../../../miniprogram/domain/visit/visit'
import {
  checkForm,
  normaliseForm,
  type FormRules,
  type VisitForm,
} from '../../../miniprogram/domain/visit/visit-form'
import type { Transaction } from '../../platform/database'
import type { Notify } from '../../platform/unit-of-work'
import type { Recipient } from '../../stores/accounts'
import { saveBookerIn } from '../../stores/bookers'
import { loadUnit, type Unit } from '../../stores/campus'
import { loadSettings, type Settings } from '../../stores/settings'
import { loadStaff, type Staff } from '../../stores/staff'
import { findByKey, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { announce, announced } from './fair-use'
import { newVisit, OWN_BOOKING, partsOfPurpose, type Origin } from './new-visit'
import { seeHosts } from './seen-hosts'
import { sealForm } from './sealed-form'
import { saveVisitIn } from './save-visit'
import { withKeys } from './search-keys'
import { withChanges } from './with-changes'
import { holdAllIn, unrefusedIn } from './unrefused'
import { approversOf } from '../account/approvers-of'
import { hostAskedNotice, newBookingNotice } from '../notice/visit-notices'
import { faceOfFormIn, photoFieldError } from '../face/visit-face'

/** What every way to a booking shares: own form, revision, invitation. */

/** A form that passed, with what it refers to. */
export interface CheckedForm {
  form: VisitForm
  purpose: Purpose
  host: Staff
  unit: Unit
  /** Who may decide. */
  approvers: Recipient[]
  /** Bookings of the unit with the car of an official one, for the approver's hint. */
  withCar: Visit[]
  settings: Settings
}

/** What a form keeps that isn't offered any more: the purpose of the booking that is changed, or of the card. */
interface Keeping {
  ownPurpose?: () => Promise<PurposeId>
}

/** All field errors of the form at once (spec 2, refusal 0), those only the server can know included. */
export async function checkedForm(
  caller: Caller,
  typed: VisitForm,
  by: Pick<FormRules, 'vouched'> & Keeping = {},
): Promise<CheckedForm> {
  const settings = await loadSettings()
  const form = normaliseForm(typed)
  const purposes = await purposesFor(form.purpose, settings, by)
  const fieldErrors = checkForm(form, { ...formRules(caller, settings), ...by, purposes })

  const host = form.hostId === '' ? null : await loadStaff(form.hostId)
  const unit = host === null ? null : await loadUnit(host.unitId)
  if (form.hostId !== '' && (host === null || !host.active || unit === null))
    fieldErrors.unshift(hostFieldError('HOST_GONE'))
  else if (unit !== null && !unit.hasGates) fieldErrors.unshift(hostFieldError('CAMPUS_WITHOUT_GATES'))
  else if (host !== null && unit !== null && form.hostUnit !== undefined && form.hostUnit !== unit.name) {
    await seeHosts(caller, [host._id])
    fieldErrors.unshift(fieldError('hostId', 'HOST_MOVED', { name: host.name, unitName: unit.name }))
  }
  if (fieldErrors.length > 0 || host === null || unit === null) throw new DomainError('FORM', { fieldErrors })

  if (form.photoId !== undefined && !settings.facePhoto) throw photoFieldError('FACE_OFF')

  const purpose = purposeOf(purposes, form.purpose)
  const [approvers, withCar] = await Promise.all([
    approversOf(unit._id, caller.today),
    form.driving && purpose.class === 'official' ? findByKey(unit._id, searchForm(form.plate)) : [],
  ])
  if (approvers.length === 0) throw new DomainError('NO_APPROVER', { unitName: unit.name })
  return { form, purpose, host, unit, approvers, withCar, settings }
}

/** Of which one is chosen; what is kept is looked up only for one that isn't offered. */
async function purposesFor(
  chosen: PurposeId,
  { purposes }: Settings,
  { ownPurpose }: Keeping,
): Promise<readonly Purpose[]> {
  const offered = choosablePurposes(purposes)
  if (ownPurpose === undefined || offered.some(({ id }) => id === chosen)) return offered
  return choosablePurposes(purposes, await ownPurpose())
}

/** The rules of the day under which forms are checked. */
export const formRules = ({ today }: Caller, { maxDaysAhead, purposes }: Settings): FormRules => ({
  today,
  latestFirstDay: maxDaysAhead === null ? null : addDays(today, maxDaysAhead),
  purposes: choosablePurposes(purposes),
})

const hostFieldError = (code: 'HOST_GONE' | 'CAMPUS_WITHOUT_GATES'): FieldError => fieldError('hostId', code)

/** What a visit takes from a checked form, sealed for the record it will stand in. */
function partsOf(caller: Caller, { form, purpose, host, unit, withCar }: CheckedForm, visitId: string) {
  const own = { _id: visitId, plate: form.plate, submittedAt: caller.now }
  return {
    ...{ form: sealForm(form, visitId), purpose },
    ...{ hostName: host.name, unitId: unit._id, unitName: unit.name },
    earlierWithCar: countEarlierWithCar(own, withCar),
  }
}

/** A new pending visit of the caller. */
export function newBooking(
  caller: Caller,
  checked: CheckedForm,
  visitId: string,
  by: Decider,
  origin: Origin = OWN_BOOKING,
): Visit {
  return newVisit({
    ...{ _id: visitId, owner: caller.id, opening: submitted(by, caller.now) },
    ...origin,
    madeBy: origin.inviter === null ? [] : [origin.inviter.openid],
    ...partsOf(caller, checked, visitId),
  })
}

/** What a booking that is changed takes from its new form. */
export function changesOf(caller: Caller, checked: CheckedForm, visitId: string) {
  const { form, purpose, ...parts } = partsOf(caller, checked, visitId)
  return {
    ...form,
    ...parts,
    ...partsOfPurpose(purpose),
    hostConfirmation: 'none' as const,
    submittedAt: caller.now,
    changedAt: caller.now,
    remindedAt: null,
  }
}

/**
 * Refuses or holds: reads every calendar concerned, decides, and writes them with the visit, what the user has used, and
 * the notices.
 */
export async function bookIn(
  tx: Transaction,
  notify: Notify,
  caller: Caller,
  wanted: Visit,
  before: Visit | null,
  { form, settings, host, approvers }: CheckedForm,
): Promise<Output<'visit.submit'>> {
  const unrefused = await unrefusedIn(tx, caller, wanted, before, settings)
  const { visit } = unrefused
  const hostOpenid = host.openid === visit.owner ? null : host.openid
  const told = announced(caller, unrefused.booker, visit.unitId, hostOpenid, before?.state === 'returned')
  // First of all writes: who sends several at once meets oneself here, before anything else is done.
  await saveBookerIn(tx, told.booker, caller.now)
  await holdAllIn(tx, notify, caller, unrefused)
  const face = await faceOfFormIn(tx, caller, before, form)
  const booked = { ...visit, face }
  const noted = before === null ? booked : withChanges(before, booked)
  const saved = await saveVisitIn(tx, withKeys(noted, form))
  const toHost = hostOpenid === null ? null : hostAskedNotice(saved, hostOpenid, caller.today)
  await announce(notify, told.telling, newBookingNotice(saved, caller.today), toHost)
  return { visitId: saved._id, state: saved.state, approvers: approvers.length }
}
