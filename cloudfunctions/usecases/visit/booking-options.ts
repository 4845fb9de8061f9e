import type { Output } from '../../../contract'
import { addDays, MAX_VISIT_DAYS } from '../../../miniprogram/domain/values/days'
import { DOCUMENT_KINDS } from '../../../miniprogram/domain/values/documents'
import { PHONE_KINDS } from '../../../miniprogram/domain/values/phones'
import { choosablePurposes } from '../../../miniprogram/domain/visit/purposes'
import { loadSettings } from '../../stores/settings'
import { currentControls } from '../../stores/traffic-controls'
import { gatesInUse } from '../campus/list-gates'
import type { Caller } from '../caller'
import { tariffOf } from '../parking/parking'
import { controlView, purposeView } from './views'

/** What the booking form offers, from the live rules. */
export async function bookingOptions(caller: Caller): Promise<Output<'visit.options'>> {
  const [settings, gates, controls] = await Promise.all([
    loadSettings(),
    gatesInUse(),
    currentControls(caller.now),
  ])
  const { maxDaysAhead, adviseAheadDays, adviseLongDays, facePhoto, contacts } = settings
  const { duplicateRule, cancelApproved, reminders, anonymiseAfterDays, walkInHours } = settings
  const { standingLimit, standingDays, termEnds } = settings
  return {
    today: caller.today,
    purposes: choosablePurposes(settings.purposes).map(purposeView),
    gates,
    controls: controls.map(controlView),
    maxDays: MAX_VISIT_DAYS,
    latestFirstDay: maxDaysAhead === null ? null : addDays(caller.today, maxDaysAhead),
    standing: { standingLimit, standingDays, termEnds },
    adviseAheadDays,
    adviseLongDays,
    facePhoto,
    tariff: tariffOf(settings, caller.now) as Output<'visit.options'>['tariff'],
    paysAfterDays: !settings.officialStaysFree,
    duplicateRule,
    cancelApproved,
    reminders,
    anonymiseAfterDays,
    walkInHours,
    documentKinds: [...DOCUMENT_KINDS],
    phoneKinds: [...PHONE_KINDS],
    contacts: contacts.map(({ name, phone }) => ({ name, phone })),
  }
}
