import type { Input, Output } from '../../contract'
import { checkEmergencyDays, emergencyNumber, switchEmergency } from '../../miniprogram/domain/emergency'
import { Refusal } from '../../miniprogram/domain/errors'
import { maskName } from '../../miniprogram/domain/masking'
import { checkName, normaliseName } from '../../miniprogram/domain/names'
import { normalisePhone } from '../../miniprogram/domain/phones'
import { checkPlate, normalisePlate } from '../../miniprogram/domain/plates'
import { listGates, type Gate } from '../stores/campus'
import {
  emergencyNumberId,
  listReports,
  loadMode,
  loadModeIn,
  loadReportIn,
  saveModeIn,
  saveReportIn,
} from '../stores/emergency'
import { passagesOf } from '../stores/passages'
import { recordId } from '../stores/requests'
import { keepNumberIn, reserveShortCodeIn } from '../stores/short-codes'
import { loadVisit, saveVisitIn, sealForm, type Visit } from '../stores/visits'
import { once, type Context } from './context'

/** Emergency phone reports (spec 5.6), behind the office's switch. */

export const readEmergency = (): Promise<Output<'emergency.get'>> => loadMode()

export const changeEmergency = (
  context: Context,
  { on, reason }: Input<'emergency.switch'>,
): Promise<Output<'emergency.switch'>> =>
  once(context, async (tx) => {
    const mode = await loadModeIn(tx)
    await saveModeIn(tx, { ...mode, ...switchEmergency(on, context.office?.name ?? '', reason, context.now) })
    return { on }
  })

/** Records a call and gives a numbered pass; refused while the mode is off, also when it went off this moment. */
export async function reportEmergency(
  context: Context,
  input: Input<'emergency.report'>,
): Promise<Output<'emergency.report'>> {
  checkEmergencyDays(input.firstDay, input.lastDay, context.today)
  const gates = (await listGates()).filter((gate) => input.gateIds.includes(gate._id))
  const visitId = recordId(context.openid, context.requestId)
  const visit = visitOf(context, input, visitId, gates)
  const byName = (context.desk ?? context.office)?.name ?? ''
  return once(context, async (tx) => {
    const mode = await loadModeIn(tx)
    if (!mode.on) throw new Refusal('EMERGENCY_CLOSED')
    const number = emergencyNumber(mode.given + 1)
    await saveModeIn(tx, { ...mode, given: mode.given + 1 })
    await saveVisitIn(tx, { ...visit, number, shortCodeTry: await reserveShortCodeIn(tx, visitId) })
    await keepNumberIn(tx, emergencyNumberId(number), visitId)
    const gateNames = gates.map(({ name }) => name)
    await saveReportIn(tx, { _id: visitId, number, gateNames, byName, at: context.now, reconciled: null })
    return { visitId, number }
  })
}

export async function listEmergencies(
  _context: Context,
  { reconciled, cursor }: Input<'emergency.list'>,
): Promise<Output<'emergency.list'>> {
  const page = await listReports(reconciled, cursor)
  const rows = await Promise.all(
    page.rows.map(async (report) => {
      const [visit, passages] = await Promise.all([loadVisit(report._id), passagesOf(report._id)])
      return visit === null ? [] : [{ ...report, ...shown(visit), id: report._id, passages: passages.length }]
    }),
  )
  return { rows: rows.flat(), next: page.next }
}

/** The list is gone through afterwards: who was let in on the phone's word, and was that right. */
export const reconcileEmergency = (
  context: Context,
  { visitId, note }: Input<'emergency.reconcile'>,
): Promise<Output<'emergency.reconcile'>> =>
  once(context, async (tx) => {
    const report = await loadReportIn(tx, visitId)
    if (report === null) throw new Refusal('NOT_FOUND')
    if (report.reconciled !== null)
      throw new Refusal('EMERGENCY_RECONCILED', { byName: report.reconciled.byName })
    const byName = (context.desk ?? context.office)?.name ?? ''
    await saveReportIn(tx, { ...report, reconciled: { at: context.now, byName, note: note.trim() } })
    return { visitId }
  })

const shown = (visit: Visit) => ({
  name: maskName(visit.name),
  hostName: visit.hostName,
  unitName: visit.unitName,
  plate: visit.plate,
  firstDay: visit.firstDay,
  lastDay: visit.lastDay,
})

/** An approved visit with what the phone told: no document, and no WeChat user to own it. */
function visitOf(
  context: Context,
  input: Input<'emergency.report'>,
  _id: string,
  gates: readonly Gate[],
): Visit {
  const name = normaliseName(input.name)
  const plate = normalisePlate(input.plate)
  if (checkName(name) !== null) throw new Refusal('NAME_INVALID')
  if (plate !== '' && 'fault' in checkPlate(plate)) throw new Refusal('PLATE_INVALID')
  if (gates.length === 0) throw new Refusal('GATES_REQUIRED')
  const { firstDay, lastDay } = input
  const form = sealForm(
    {
      hostId: '',
      purpose: 'other',
      name,
      phoneKind: 'mainland',
      phone: normalisePhone(input.phone),
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
    hostWord: 'none',
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
    told: [],
    remindedAt: null,
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
