import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { checkPapers } from '../../../miniprogram/domain/standing-pass/papers'
import {
  checkPeople,
  comesBy,
  noWayIn,
  type PersonForm,
} from '../../../miniprogram/domain/standing-pass/person'
import {
  askStandingPass,
  checkStandingPlan,
  normaliseStandingPlan,
  requireOpenToChange,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import type { Day } from '../../../miniprogram/domain/values/days'
import type { ComesBy } from '../../../miniprogram/domain/visit/ways-in'
import { recordId } from '../../platform/replies'
import type { Transaction } from '../../platform/database'
import { change, changeEach, earlierReplyOf, type Notify } from '../../platform/unit-of-work'
import { loadUnit } from '../../stores/campus'
import { loadSettings } from '../../stores/settings'
import {
  loadStandingPass,
  loadStandingPassIn,
  saveStandingPassIn,
  type StandingPass,
} from '../../stores/standing-passes'
import { countStanding } from '../../stores/visits'
import { gatesInUse } from '../campus/list-gates'
import type { Caller } from '../caller'
import { requireMayAsk } from '../visit/take-in-list'
import { tellOfPassIn } from '../notice/office-notices'
import { keepPapersIn } from './keep-papers'
import { actsForUnitIn, ANEW, ownPass, unitPassIn, withStep } from './own-pass'
import { refusedByChange, requireNoErrors, takeIn } from './people'
import { settleSoon } from './settle'

/** A unit applies for people, with all that is wrong at once; whoever can't be taken in is named beside the row. */
export async function applyForStandingPass(
  caller: Caller,
  input: Input<'standing.apply'>,
): Promise<Output<'standing.apply'>> {
  const units = caller.scope.units()
  const earlier = await earlierReplyOf<Output<'standing.apply'>>(caller)
  if (earlier !== null) return earlier
  const [settings, gates] = await Promise.all([loadSettings(), gatesInUse(), requireMayAsk(caller)])
  requireNoErrors([
    ...checkStandingPlan(input.plan, caller.today, settings, gates),
    ...checkPapers(input.papers, caller.today),
    ...checkPeople(input.people, caller.today),
    ...noWayIn(input.people.map(listed), input.plan.gateIds, gates),
  ])
  const unitId = input.unitId ?? units[0] ?? ''
  const unit = await loadUnit(unitId)
  if (unit === null || !units.includes(unitId)) throw new DomainError('NOT_FOUND')
  if (!unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  const passId = recordId(caller, caller.requestId)
  await makeDraft(caller, passId, { unitId, unitName: unit.name }, input)
  const taken = await takeIn(caller, passId, input.people, settings)
  return send(caller, passId, taken)
}

/** Everybody who is missing on a pass that isn't approved yet; it is sent again. */
export async function addToStandingPass(
  caller: Caller,
  { passId, people }: Input<'standing.add'>,
): Promise<Output<'standing.add'>> {
  caller.scope.units()
  const earlier = await earlierReplyOf<Output<'standing.add'>>(caller)
  if (earlier !== null) return earlier
  requireNoErrors(checkPeople(people, caller.today))
  const [settings, gates] = await Promise.all([loadSettings(), gatesInUse(), requireMayAsk(caller)])
  await changeEach({ ...caller, requestId: '' }, [passId], async ({ tx }) => {
    const { pass } = await unitPassIn(tx, caller, passId)
    requireOpenToChange(pass)
    requireNoErrors(noWayIn(people.map(listed), pass.gateIds, gates))
  })
  return send(caller, passId, await takeIn(caller, passId, people, settings))
}

/** Another plan for one that isn't approved yet; its people go along, and whoever can't is named. */
export async function reviseStandingPass(
  caller: Caller,
  { passId, plan: typed }: Input<'standing.revise'>,
): Promise<Output<'standing.revise'>> {
  const [stored, earlier, settings, gates] = await Promise.all([
    loadStandingPass(passId),
    earlierReplyOf<Output<'standing.revise'>>(caller),
    loadSettings(),
    gatesInUse(),
  ])
  const found = ownPass(caller, stored)
  if (earlier !== null) return earlier
  requireNoErrors(checkStandingPlan(typed, caller.today, settings, gates))
  requireOpenToChange(found)
  const plan = normaliseStandingPlan(typed)
  const [{ remaining, refused }] = await Promise.all([
    refusedByChange(caller, { ...found, ...plan }, settings, gates),
    requireMayAsk(caller),
  ])
  const reply = await change(caller, async ({ tx, notify }) => {
    const { pass, byName } = await unitPassIn(tx, caller, passId)
    const asked = askedWith(remaining, { ...pass, ...plan, ...ANEW, makers: withMaker(pass, caller) })
    await tellIfSentIn(tx, notify, pass, asked, caller.today)
    await saveStandingPassIn(tx, withStep(asked, caller, byName, 'changed'))
    return { passId, state: asked.state, refused }
  })
  await settleSoon(caller, passId)
  return reply
}

/** Made once, whatever is sent again: nobody looks at it before its people are on it. */
const makeDraft = (
  caller: Caller,
  passId: string,
  unit: Pick<StandingPass, 'unitId' | 'unitName'>,
  input: Input<'standing.apply'>,
): Promise<unknown> =>
  changeEach({ ...caller, requestId: '' }, [passId], async ({ tx }) => {
    if ((await loadStandingPassIn(tx, passId)) !== null) return
    const byName = await actsForUnitIn(tx, caller, unit.unitId)
    const papers = await keepPapersIn(tx, caller, passId, [], input.papers)
    const plan = normaliseStandingPlan(input.plan)
    const draft = {
      ...{ _id: passId, ...plan, ...unit, papers, state: 'draft' as const, renewal: null, reason: null },
      ...{ applicant: caller.id, applicantName: byName, makers: [caller.id], approvedOn: null },
      announced: null,
      ...{ history: [], due: false, settledUpTo: '', lookedOn: caller.today, rev: 0 },
    }
    await saveStandingPassIn(tx, withStep(draft, caller, byName, 'asked'))
  })

/** Sent to the office with the people on it; with none it stays with its unit, as it is. */
function askedWith(people: number, pass: StandingPass): StandingPass {
  requireOpenToChange(pass)
  return people === 0 ? pass : askStandingPass({ ...pass, reason: null })
}

/** The office is told once it has something to answer: of one that it has already, its list tells. */
async function tellIfSentIn(
  tx: Transaction,
  notify: Notify,
  before: StandingPass,
  asked: StandingPass,
  today: Day,
): Promise<void> {
  if (asked.state === 'asked' && before.state !== 'asked')
    await tellOfPassIn(tx, notify, asked, 'officeStanding', today)
}

/** Sends it to the office with the people who could be taken in. */
async function send(
  caller: Caller,
  passId: string,
  taken: Awaited<ReturnType<typeof takeIn>>,
): Promise<Output<'standing.apply'>> {
  const people = await countStanding(passId)
  return change(caller, async ({ tx, notify }) => {
    const { pass, byName } = await unitPassIn(tx, caller, passId)
    const asked = askedWith(people, { ...pass, makers: withMaker(pass, caller) })
    await tellIfSentIn(tx, notify, pass, asked, caller.today)
    const again = pass.state !== 'draft'
    await saveStandingPassIn(tx, again ? withStep(asked, caller, byName, 'changed') : asked)
    return { passId, state: asked.state, ...taken }
  })
}

const listed = (person: PersonForm): ComesBy & { name: string } => ({ ...comesBy(person), name: person.name })

/** Whoever changes what the office answers has made it too (spec 3, Four eyes). */
export const withMaker = ({ makers }: Pick<StandingPass, 'makers'>, { id }: Pick<Caller, 'id'>): string[] => [
  ...new Set([...makers, id]),
]
