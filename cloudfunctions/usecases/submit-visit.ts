import type { Input, Output } from '../../contract'
import { addDays } from '../../miniprogram/domain/days'
import { bookingRefusal } from '../../miniprogram/domain/booking-refusals'
import { Refusal, sentenceOf } from '../../miniprogram/domain/errors'
import { purposeOf } from '../../miniprogram/domain/purposes'
import { revise, submitted, type Decider, type HistoryEntry } from '../../miniprogram/domain/visit'
import { checkForm, normaliseForm, type Fault, type VisitForm } from '../../miniprogram/domain/visit-form'
import type { Transaction } from '../platform/database'
import { countApprovers } from '../stores/accounts'
import { calendarIds, holdIn, loadCalendarsIn } from '../stores/calendars'
import { loadUnit, type Unit } from '../stores/campus'
import { addNoticeIn } from '../stores/outbox'
import { recordId } from '../stores/requests'
import { loadSettings, type Settings } from '../stores/settings'
import { loadStaff, type Staff } from '../stores/staff'
import { loadVisitIn, saveVisitIn, sealForm, type Visit } from '../stores/visits'
import { once, owned, type Context } from './context'
import { deliverNow } from './deliver-notices'
import { newBookingNotice } from './notices'

/** Books a visit (spec 2): the form, then what refuses it, then one transaction that holds its calendars. */
export async function submitVisit(
  context: Context,
  input: Input<'visit.submit'>,
): Promise<Output<'visit.submit'>> {
  const checked = await checkedForm(context, input.form)
  const visitId = recordId(context.openid, context.requestId)
  return send(context, async (tx) => {
    const opening = submitted({ name: checked.form.name, role: 'visitor' }, context.now)
    const visit = visitOf(context, checked, visitId, opening)
    return bookIn(tx, context, visit, null, checked.settings)
  })
}

/** Changes an own booking and sends it again (spec 3); `rev` guards against a change meanwhile. */
export async function reviseVisit(
  context: Context,
  input: Input<'visit.revise'>,
): Promise<Output<'visit.revise'>> {
  const checked = await checkedForm(context, input.form)
  return send(context, async (tx) => {
    const before = owned(context, await loadVisitIn(tx, input.visitId))
    if (before.rev !== input.rev) throw new Refusal('CHANGED_MEANWHILE')
    const changes = fieldsOf(context, checked, before._id)
    const by: Decider = { name: checked.form.name, role: 'visitor' }
    const after = revise(before, changes, by, context.now, context.today)
    return bookIn(tx, context, after, before, checked.settings)
  })
}

/** A form that passed, with what it refers to. */
interface CheckedForm {
  form: VisitForm
  host: Staff
  unit: Unit
  approvers: number
  settings: Settings
}

/** Refusal 0 of spec 2: all faults of the form at once, those only the server can know included. */
async function checkedForm(context: Context, typed: VisitForm): Promise<CheckedForm> {
  const settings = await loadSettings()
  const { maxDaysAhead } = settings
  const latestFirstDay = maxDaysAhead === null ? null : addDays(context.today, maxDaysAhead)
  const form = normaliseForm(typed)
  const faults = checkForm(form, { today: context.today, latestFirstDay })

  const host = form.hostId === '' ? null : await loadStaff(form.hostId)
  const unit = host === null ? null : await loadUnit(host.unitId)
  if (form.hostId !== '' && (host === null || !host.active || unit === null))
    faults.unshift(hostFault('HOST_GONE'))
  else if (unit !== null && !unit.hasGates) faults.unshift(hostFault('CAMPUS_WITHOUT_GATES'))
  if (faults.length > 0 || host === null || unit === null) throw new Refusal('FORM', { faults })

  const approvers = await countApprovers(unit._id)
  if (approvers === 0) throw new Refusal('NO_APPROVER', { unitName: unit.name })
  return { form, host, unit, approvers, settings }
}

const hostFault = (code: 'HOST_GONE' | 'CAMPUS_WITHOUT_GATES'): Fault => ({
  field: 'hostId',
  code,
  sentence: sentenceOf(code),
})

function fieldsOf(context: Context, { form, host, unit, approvers }: CheckedForm, visitId: string) {
  if (form.purpose === '') throw new Error('a checked form has a purpose')
  return {
    ...sealForm(form, visitId),
    hostId: host._id,
    hostName: host.name,
    unitId: unit._id,
    unitName: unit.name,
    purpose: form.purpose,
    purposeClass: purposeOf(form.purpose).class,
    submittedAt: context.now,
    changedAt: context.now,
    approversTold: approvers,
  }
}

function visitOf(context: Context, checked: CheckedForm, visitId: string, opening: HistoryEntry): Visit {
  return {
    _id: visitId,
    ...fieldsOf(context, checked, visitId),
    state: 'pending',
    history: [opening],
    owner: context.openid,
    rev: 0,
    firstEntryAt: null,
    lastPassageAt: null,
    lastDirection: null,
    insideCampusId: null,
    shortCodeTry: null,
    list: 'pending',
    sort: '',
  }
}

/** Refuses or holds: reads every calendar concerned, decides, and writes them with the visit and the notice. */
async function bookIn(
  tx: Transaction,
  context: Context,
  visit: Visit,
  before: Visit | null,
  settings: Settings,
): Promise<{ reply: Output<'visit.submit'>; notice: string }> {
  const ids = [...calendarIds(visit), ...(before === null ? [] : calendarIds(before))]
  const calendars = await loadCalendarsIn(tx, ids)
  const wanted = new Set(calendarIds(visit))
  const concerned = calendars.filter((calendar) => wanted.has(calendar._id))
  const refusal = bookingRefusal(concerned, visit, context.today, settings.duplicateRule, visit._id)
  if (refusal !== null) throw refusal

  await holdIn(tx, calendars, visit, context.today)
  const saved = await saveVisitIn(tx, visit)
  const notice = newBookingNotice(saved, context.today)
  await addNoticeIn(tx, notice, context.now)
  const reply = { visitId: saved._id, state: saved.state, approvers: saved.approversTold }
  return { reply, notice: notice._id }
}

/** Runs the booking once and sends its notice; a reply given again sends nothing. */
async function send(
  context: Context,
  book: (tx: Transaction) => Promise<{ reply: Output<'visit.submit'>; notice: string }>,
): Promise<Output<'visit.submit'>> {
  let notice: string | null = null
  const reply = await once(context, async (tx) => {
    notice = null
    const booked = await book(tx)
    notice = booked.notice
    return booked.reply
  })
  if (notice !== null) await deliverNow([notice], context.now)
  return reply
}
