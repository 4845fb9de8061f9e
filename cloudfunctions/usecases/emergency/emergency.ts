import type { Input, Output } from '../../../contract'
import { blacklistRefusal } from '../../../miniprogram/domain/visit/booking-refusals'
import {
  checkEmergencyDays,
  checkEmergencyPhone,
  emergencyNumber,
  reconcile,
  switchEmergency,
} from '../../../miniprogram/domain/emergency/emergency'
import { DomainError } from '../../../miniprogram/domain/errors'
import { maskName } from '../../../miniprogram/domain/values/masking'
import { checkName, normaliseName } from '../../../miniprogram/domain/values/names'
import { normalisePhone } from '../../../miniprogram/domain/values/phones'
import { checkPlate, normalisePlate } from '../../../miniprogram/domain/values/plates'
import type { Transaction } from '../../platform/database'
import { lookupHash } from '../../platform/sealing'
import { calendarIds, loadCalendarsIn, saveCalendarIn } from '../../stores/calendars'
import { listGates, type Gate } from '../../stores/campus'
import {
  emergencyNumberId,
  listReports,
  loadMode,
  loadModeIn,
  loadReportIn,
  saveModeIn,
  saveReportIn,
} from '../../stores/emergency'
import { passagesOf } from '../../stores/passages'
import { recordId } from '../../stores/requests'
import { keepNumberIn, reserveShortCodeIn } from '../../stores/short-codes'
import { loadVisit, saveVisitIn, sealForm, type Visit } from '../../stores/visits'
import { once, type Context } from '../context'

/** Emergency phone reports (spec 5.6), behind the office's switch. */

/** Everybody may know that it is on; who switched it earlier is for those who work with it. */
export async function readEmergency(context: Context): Promise<Output<'emergency.get'>> {
  const mode = await loadMode()
  return context.desk === null && context.office === null ? { ...mode, history: [] } : mode
}

export const changeEmergency = (
  context: Context,
  { on, reason }: Input<'emergency.switch'>,
): Promise<Output<'emergency.switch'>> =>
  once(context, async (tx) => {
    const mode = await loadModeIn(tx)
    const byName = context.office?.name ?? ''
    await saveModeIn(tx, { ...mode, ...switchEmergency(mode, on, byName, reason, context.now) })
    return { on }
  })

/** Records a call and gives a numbered pass; refused while the mode is off, also when it went off this moment. */
export async function reportEmergency(
  context: Context,
  input: Input<'emergency.report'>,
): Promise<Output<'emergency.report'>> {
  checkEmergencyDays(input.firstDay, input.lastDay, context.today)
  const gates = (await listGates()).filter((gate) => input.gateIds.includes(gate._id) && ofOwn(context, gate))
  const visitId = recordId(context.openid, context.requestId)
  const visit = visitOf(context, input, visitId, gates)
  const byName = (context.desk ?? context.office)?.name ?? ''
  return once(context, async (tx) => {
    const mode = await loadModeIn(tx)
    if (!mode.on) throw new DomainError('EMERGENCY_CLOSED')
    await refuseBlacklistedIn(tx, visit, normalisePhone(input.phone))
    const number = emergencyNumber(mode.given + 1)
    await saveModeIn(tx, { ...mode, given: mode.given + 1 })
    await saveVisitIn(tx, { ...visit, number, shortCodeTry: await reserveShortCodeIn(tx, visitId) })
    await keepNumberIn(tx, emergencyNumberId(number), visitId)
    const gateNames = gates.map(({ name }) => name)
    const { now: at } = context
    await saveReportIn(tx, { _id: visitId, number, gateNames, byName, at, state: 'open', steps: [] })
    return { visitId, number }
  })
}

/** Looks at what was told, phone and plate, and writes it too: an entry of this moment can't be missed. */
async function refuseBlacklistedIn(tx: Transaction, visit: Visit, phone: string): Promise<void> {
  const phoneHash = phone === '' ? '' : lookupHash('phone', phone)
  const calendars = await loadCalendarsIn(tx, calendarIds({ ...visit, phoneHash }))
  const refusal = blacklistRefusal(calendars, visit)
  if (refusal !== null) throw refusal
  for (const calendar of calendars) await saveCalendarIn(tx, calendar)
}

export async function listEmergencies(
  _context: Context,
  { list, cursor }: Input<'emergency.list'>,
): Promise<Output<'emergency.list'>> {
  const page = await listReports(list, cursor)
  const rows = await Promise.all(
    page.rows.map(async (report) => {
      const [visit, passages] = await Promise.all([loadVisit(report._id), passagesOf(report._id)])
      return visit === null ? [] : [{ ...report, ...shown(visit), id: report._id, passages }]
    }),
  )
  return { rows: rows.flat(), next: page.next }
}

/** The list is gone through afterwards: who was let in on the phone's word, and was that right. */
export const reconcileEmergency = (
  context: Context,
  { visitId, matched, note }: Input<'emergency.reconcile'>,
): Promise<Output<'emergency.reconcile'>> =>
  once(context, async (tx) => {
    const report = await loadReportIn(tx, visitId)
    if (report === null) throw new DomainError('NOT_FOUND')
    const byName = (context.desk ?? context.office)?.name ?? ''
    await saveReportIn(tx, reconcile(report, matched, byName, note, context.now))
    return { visitId }
  })

const shown = (visit: Visit) => ({
  name: maskName(visit.name),
  hostName: visit.hostName,
  unitName: visit.unitName,
  plate: visit.plate,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
  note: visit.note,
  inside: visit.insideCampusId !== null,
})

/** The desk of a campus opens the gates of that campus; the office all. */
const ofOwn = (context: Context, gate: Gate): boolean =>
  context.office !== null || context.desk?.campusIds.includes(gate.campusId) === true

/** An approved visit with what the phone told: no document, and no WeChat user to own it. */
function visitOf(
  context: Context,
  input: Input<'emergency.report'>,
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
  const { firstDay, lastDay } = input
  const form = sealForm(
    {
      hostId: '',
      purpose: 'other',
      name,
      phoneKind: phone.charAt(0) === '+' ? 'international' : 'mainland',
      phone,
      documentKind: 'mainlandId',
      document: '',
      firstDay,
      lastDay,
      driving: plate !== '',
      plate,
      companions: [],
      note: input.note.trim(),
    },
    _id,
  )
  const byName = (context.desk ?? context.office)?.name ?? ''
  return {
    _id,
    ...form,
    // A phone report holds nobody's ID or phone: it must not stand in the way of a booking.
    phoneHash: '',
    documentHash: '',
    tailHash: '',
    kind: 'emergency',
    vip: false,
    inviter: null,
    owner: '',
    hostId: '',
    hostName: normaliseName(input.hostName),
    unitId: '',
    unitName: input.unitName.trim(),
    purpose: 'other',
    purposeClass: 'private',
    hostConfirmation: 'none',
    selfApproved: false,
    anonymous: false,
    keys: [],
    state: 'approved',
    history: [
      {
        at: context.now,
        action: 'approved',
        byName,
        byRole: 'system',
        from: null,
        to: 'approved',
        reason: '电话报备',
      },
    ],
    submittedAt: context.now,
    changedAt: context.now,
    notifications: [],
    remindedAt: null,
    face: null,
    gateIds: gates.map((gate) => gate._id),
    shortCodeTry: null,
    firstEntryAt: null,
    lastPassageAt: null,
    lastDirection: null,
    insideCampusId: null,
    rev: 0,
    list: 'approved',
    sort: '',
  }
}
