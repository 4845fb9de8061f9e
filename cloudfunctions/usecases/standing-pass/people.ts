import { DomainError, isDomainError } from '../../../miniprogram/domain/errors'
import { personVisitForm, type PersonForm } from '../../../miniprogram/domain/standing-pass/person'
import { MAX_PEOPLE, requireOpenToChange } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { submitted } from '../../../miniprogram/domain/visit/visit'
import type { Transaction } from '../../platform/database'
import { recordId } from '../../platform/replies'
import { changeEach } from '../../platform/unit-of-work'
import { calendarIds, loadCalendarsIn } from '../../stores/calendars'
import { loadStandingPassIn, saveStandingPassIn, type StandingPass } from '../../stores/standing-passes'
import { mayTellRefusal, toldAllRefusals } from '../../stores/search-limits'
import type { Settings } from '../../stores/settings'
import { countStanding, loadVisitIn, type Visit } from '../../stores/visits'
import type { Caller } from '../caller'
import { holdIn } from '../visit/hold-calendars'
import { newVisit } from '../visit/new-visit'
import { saveVisitIn } from '../visit/save-visit'
import { sealForm } from '../visit/sealed-form'
import { withKeys } from '../visit/search-keys'
import { partsOfPass, standingRefusal } from './align'

/** Somebody who can't be taken in: by the place in what was sent, and why. */
interface RefusedPerson {
  index: number
  code: 'BLACKLISTED' | 'DUPLICATE' | 'STANDING_FULL' | 'STANDING_STATE'
  /** Of DUPLICATE: the unit of the pass that they have. */
  unitName: string
}

export interface TakenIn {
  added: number
  refused: RefusedPerson[]
}

/**
 * Who couldn't be taken in is counted for the caller's day, as refused bookings are (spec 2, Conflict card): nobody tries out
 * of whom the blacklist or another unit's pass knows. Throws TOO_MANY_SEARCHES from then on, whoever they name.
 */
export async function requireMayAsk({ id, now }: Caller): Promise<void> {
  if (await toldAllRefusals(id, now)) throw new DomainError('TOO_MANY_SEARCHES')
}

/**
 * Takes people in as visits that wait for the pass, several in one transaction, each seeing those before. What was taken
 * in under this request before is passed over, so it can be sent again.
 */
export async function takeIn(
  caller: Caller,
  passId: string,
  people: readonly PersonForm[],
  settings: Settings,
): Promise<TakenIn> {
  const there = await countStanding(passId)
  // Each is counted once, however often its transaction runs.
  const told = new Map<number, Promise<boolean>>()
  const outcomes = await changeEach(
    { ...caller, requestId: '' },
    people.map((person, index) => ({ person, index })),
    async ({ tx }, { person, index }) => {
      const _id = recordId(caller, `${caller.requestId}:${index}`)
      if ((await loadVisitIn(tx, _id)) !== null) return null
      const pass = await loadStandingPassIn(tx, passId)
      if (pass === null) throw new DomainError('NOT_FOUND')
      // What the office has answered by now has no room for whom it didn't see: one of both meets the other.
      requireOpenToChange(pass)
      await saveStandingPassIn(tx, pass)
      if (there + index >= MAX_PEOPLE) throw new DomainError('STANDING_FULL', { max: MAX_PEOPLE })
      const refusal = await takeOneIn(tx, caller, pass, _id, person, settings)
      if (refusal === null) return null
      const counted = told.get(index) ?? mayTellRefusal(caller.id, caller.now)
      told.set(index, counted)
      if (!(await counted)) throw new DomainError('TOO_MANY_SEARCHES')
      return refusal
    },
    (error) => {
      if (!isDomainError(error) || error.code !== 'STANDING_FULL') throw error
      return { code: error.code, unitName: '' }
    },
  )
  const refused = outcomes.flatMap((outcome, index) => (outcome === null ? [] : [{ index, ...outcome }]))
  return { added: outcomes.length - refused.length, refused }
}

async function takeOneIn(
  tx: Transaction,
  caller: Caller,
  pass: StandingPass,
  _id: string,
  person: PersonForm,
  settings: Settings,
): Promise<Omit<RefusedPerson, 'index'> | null> {
  const form = personVisitForm(pass, person)
  const { gateIds, right } = partsOfPass(pass)
  const visit: Visit = newVisit({
    ...{ _id, owner: '', kind: 'standing', vip: false, inviter: null, standingPassId: pass._id },
    ...{
      form: sealForm(form, _id),
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
