import { DomainError } from '../../../miniprogram/domain/errors'
import { personVisitForm, type PersonForm } from '../../../miniprogram/domain/standing-pass/person'
import { MAX_PEOPLE, requireOpenToChange } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { submitted } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { calendarIds, loadCalendarsIn } from '../../stores/calendars'
import { loadStandingPassIn, saveStandingPassIn, type StandingPass } from '../../stores/standing-passes'
import type { Settings } from '../../stores/settings'
import { countStanding, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { takeInList, type ListRefusal, type TakenIn } from '../visit/take-in-list'
import { holdIn } from '../visit/hold-calendars'
import { newVisit } from '../visit/new-visit'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { partsOfPass, purposeOfPass, standingRefusal } from './align'

type NotTaken = ListRefusal<'BLACKLISTED' | 'DUPLICATE' | 'STANDING_FULL'>

/** Takes people in as visits that wait for the pass. */
export async function takeIn(
  caller: Caller,
  passId: string,
  people: readonly PersonForm[],
  settings: Settings,
): Promise<TakenIn<NotTaken['code']>> {
  const there = await countStanding(passId)
  return takeInList(caller, people, async (tx, _id, person, index): Promise<NotTaken | null> => {
    const pass = await loadStandingPassIn(tx, passId)
    if (pass === null) throw new DomainError('NOT_FOUND')
    requireOpenToChange(pass)
    if (there + index >= MAX_PEOPLE) return { code: 'STANDING_FULL', unitName: '' }
    // What the office has answered by now has no room for whom it didn't see: one of both meets the other.
    await saveStandingPassIn(tx, pass)
    return takeOneIn(tx, caller, pass, _id, person, settings)
  })
}

async function takeOneIn(
  tx: Transaction,
  caller: Caller,
  pass: StandingPass,
  _id: string,
  person: PersonForm,
  settings: Settings,
): Promise<NotTaken | null> {
  const form = personVisitForm(pass, person)
  const { gateIds, right } = partsOfPass(pass)
  const visit: Visit = newVisit({
    ...{ _id, owner: '', kind: 'standing', vip: false, inviter: null, standingPassId: pass._id },
    ...{
      form: sealForm(form, _id),
      purpose: purposeOfPass(pass),
      hostName: pass.applicantName,
      unitId: pass.unitId,
      unitName: pass.unitName,
    },
    madeBy: pass.makers,
    opening: submitted({ name: pass.unitName, role: 'approver' }, caller.now),
    ...(gateIds === null ? {} : { gateIds }),
    ...(right === undefined ? {} : { right }),
  })
  const calendars = await loadCalendarsIn(tx, calendarIds(visit))
  const refusal = standingRefusal(calendars, visit, caller.today, settings)
  if (refusal !== null) return refusal
  await holdIn(tx, calendars, visit, caller.today)
  await saveVisitIn(tx, withKeys(visit, form))
  return null
}
