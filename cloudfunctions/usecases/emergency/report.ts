import type { Input, Output } from '../../../contract'
import { blacklistRefusal } from '../../../miniprogram/domain/visit/booking-refusals'
import {
  checkEmergencyDays,
  checkEmergencyPhone,
  emergencyNumber,
} from '../../../miniprogram/domain/emergency/emergency'
import { DomainError } from '../../../miniprogram/domain/errors'
import { BLANK_FORM, type VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePhone } from '../../../miniprogram/domain/values/phones'
import { checkPlate, normalisePlate } from '../../../miniprogram/domain/values/plates'
import { choosablePurposes, type Purpose } from '../../../miniprogram/domain/visit/purposes'
import { reported } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { change } from '../../platform/unit-of-work'
import { calendarIds, loadCalendarsIn, saveCalendarIn } from '../../stores/calendars'
import { listGates, type Gate } from '../../stores/campus'
import {
  emergencyNumberId,
  loadModeIn,
  newEmergencyTail,
  saveModeIn,
  saveReportIn,
} from '../../stores/emergency'
import { loadSettings } from '../../stores/settings'
import { recordId } from '../../platform/replies'
import { keepNumberIn, reserveShortCodeIn } from '../../stores/short-codes'
import type { Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { newVisit } from '../visit/new-visit'
import { NO_HASHES, sealForm } from '../visit/sealed-form'
import { saveVisitIn } from '../visit/save-visit'
import { withKeys } from '../visit/search-keys'
import { phoneHash } from '../visit/identity-hashes'

/** Records a call and gives a numbered pass; refused while the mode is off, also when it went off this moment. */
export async function reportEmergency(
  caller: Caller,
  input: Input<'emergency.report'>,
): Promise<Output<'emergency.report'>> {
  checkEmergencyDays(input.firstDay, input.lastDay, caller.today)
  const [campuses, all, settings] = await Promise.all([caller.scope.campuses(), listGates(), loadSettings()])
  const purpose = choosablePurposes(settings.purposes).find(({ id }) => id === input.purpose)
  if (purpose === undefined) throw new DomainError('PURPOSE_GONE')
  // The desk of a campus opens the gates of that campus; the office all.
  const gates = all.filter(({ _id, campusId }) => input.gateIds.includes(_id) && campuses.includes(campusId))
  const visitId = recordId(caller, caller.requestId)
  const visit = visitOf(caller, input, purpose, visitId, gates)
  const byName = (caller.desk ?? caller.office)?.name ?? ''
  const tail = newEmergencyTail()
  // Each run asks for the next short code, should it be that which was taken.
  let runs = 0
  return change(caller, async ({ tx }) => {
    const attempt = runs++
    const mode = await loadModeIn(tx)
    if (!mode.on) throw new DomainError('EMERGENCY_CLOSED')
    await refuseBlacklistedIn(tx, visit, normalisePhone(input.phone))
    const number = emergencyNumber(mode.given + 1, tail)
    await saveModeIn(tx, { ...mode, given: mode.given + 1 })
    await saveVisitIn(tx, { ...visit, number, shortCodeTry: await reserveShortCodeIn(tx, visitId, attempt) })
    await keepNumberIn(tx, emergencyNumberId(number, visit.name), visitId)
    const gateNames = gates.map(({ name }) => name)
    const campusIds = [...new Set(gates.map(({ campusId }) => campusId))]
    const { now: at } = caller
    await saveReportIn(tx, {
      _id: visitId,
      number,
      gateNames,
      campusIds,
      byName,
      at,
      state: 'open',
      steps: [],
    })
    return { visitId, number }
  })
}

/** Looks at what was told, phone and plate, and writes it too: an entry of this moment can't be missed. */
async function refuseBlacklistedIn(tx: Transaction, visit: Visit, phone: string): Promise<void> {
  const hash = phone === '' ? '' : phoneHash(phone)
  const calendars = await loadCalendarsIn(tx, calendarIds({ ...visit, phoneHash: hash }))
  const refusal = blacklistRefusal(calendars, visit)
  if (refusal !== null) throw refusal
  for (const calendar of calendars) await saveCalendarIn(tx, calendar)
}

/** An approved visit with what the phone told: no document, and no WeChat user to own it. */
function visitOf(
  caller: Caller,
  input: Input<'emergency.report'>,
  purpose: Purpose,
  _id: string,
  gates: readonly Gate[],
): Visit {
  const name = normaliseName(input.name)
  const plate = normalisePlate(input.plate)
  const phone = normalisePhone(input.phone)
  checkEmergencyPhone(phone)
  if (normaliseName(input.hostName) === '') throw new DomainError('HOST_REQUIRED')
  if (checkName(name) !== null) throw new DomainError('NAME_INVALID')
  if (plate !== '' && 'fieldError' in checkPlate(plate)) throw new DomainError('PLATE_INVALID')
  if (gates.length === 0) throw new DomainError('GATES_REQUIRED')
  const form: VisitForm = {
    ...BLANK_FORM,
    purpose: input.purpose,
    name,
    phoneKind: phone.charAt(0) === '+' ? 'international' : 'mainland',
    phone,
    firstDay: input.firstDay,
    lastDay: input.lastDay,
    driving: plate !== '',
    plate,
    note: input.note.trim(),
  }
  const visit = newVisit({
    _id,
    ...{ kind: 'emergency', vip: false, inviter: null, owner: '' },
    // A phone report holds nobody's ID or phone: it must not stand in the way of a booking.
    ...{ form: { ...sealForm(form, _id), ...NO_HASHES }, purpose },
    ...{ hostName: normaliseName(input.hostName), unitId: '', unitName: input.unitName.trim() },
    opening: reported((caller.desk ?? caller.office)?.name ?? '', caller.now),
    gateIds: gates.map((gate) => gate._id),
  })
  return withKeys(visit, form)
}
