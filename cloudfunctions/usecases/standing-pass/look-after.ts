import type { Input, Output } from '../../../contract'
import { accountReason } from '../../../miniprogram/domain/account/accounts'
import { DomainError } from '../../../miniprogram/domain/errors'
import { noWayIn } from '../../../miniprogram/domain/standing-pass/person'
import {
  checkPapers,
  checkRenewedPapers,
  type ShownPaper,
} from '../../../miniprogram/domain/standing-pass/papers'
import {
  answerStandingPass,
  askRenewal,
  dayOfStandingPass,
  isOpenToChange,
  withdrawStandingPass,
} from '../../../miniprogram/domain/standing-pass/standing-pass'
import { change, changeEach, type UnitOfWork } from '../../platform/unit-of-work'
import { loadSettings } from '../../stores/settings'
import { loadConfirmationIn, saveConfirmationIn } from '../../stores/standing-confirmations'
import { loadStandingPass, saveStandingPassIn, type StandingPass } from '../../stores/standing-passes'
import { countStanding, findAllStanding, loadVisitIn } from '../../stores/visits'
import { isNoApproverOf } from '../account/approvers-of'
import { requireAsSeen } from '../as-seen'
import { gatesInUse } from '../campus/list-gates'
import type { Caller } from '../caller'
import { tellOfPassIn } from '../notice/office-notices'
import { standingAnsweredNotice, standingWithdrawnNotice } from '../notice/standing-notices'
import { notifyOnceIn } from '../notice/once'
import { endPersonIn } from './align'
import { withMaker } from './apply'
import { dropPapersIn, keepPapersIn } from './keep-papers'
import { actsForUnitIn, ANEW, anyPassIn, ownPass, unitPassIn, withStep, type ActingOn } from './own-pass'
import { onPass, requireNoErrors } from './people'
import { settleSoon } from './settle'

/** What the unit and the office do with a standing pass (spec 4.4). */

type Reply = Output<'standing.answer'>

/** The office answers an application or a renewal; nobody one that they made themself (spec 3, Four eyes). */
export async function answerAskedPass(
  caller: Caller,
  { passId, accept, reason, seen }: Input<'standing.answer'>,
): Promise<Reply> {
  const found = ownPass(caller, await loadStandingPass(passId))
  if (found.makers.includes(caller.id)) throw new DomainError('OWN_REQUEST')
  const given = accept ? null : accountReason(reason)
  if (accept && found.state === 'asked') await requireUsable(found)
  const toUnit = await isNoApproverOf(found.unitId, found.applicant, caller.today)
  return changePass(caller, passId, anyPassIn, async ({ pass, byName }, { notify }) => {
    if (pass.makers.includes(caller.id)) throw new DomainError('OWN_REQUEST')
    const renewal = pass.state === 'approved'
    const answered = answerStandingPass(pass, accept, dayOfStandingPass(pass, caller.now))
    if (accept) requireAsSeen(pass.rev, seen)
    const step = renewal ? (accept ? 'renewed' : 'renewalRefused') : accept ? 'approved' : 'returned'
    const note = given ?? (renewal ? answered.lastDay : '')
    const approvedOn = accept ? caller.today : pass.approvedOn
    const reasoned = renewal ? pass.reason : given
    const after = withStep({ ...answered, approvedOn, reason: reasoned }, caller, byName, step, note)
    await notify(standingAnsweredNotice(after, { accept, reason: given, toUnit }, caller.today))
    return after
  })
}

/** What is let in has people, and each of them a gate. Throws STANDING_EMPTY, FORM. */
async function requireUsable({ _id, gateIds }: StandingPass): Promise<void> {
  const [people, gates] = await Promise.all([findAllStanding(_id), gatesInUse()])
  if (people.length === 0) throw new DomainError('STANDING_EMPTY')
  requireNoErrors(noWayIn(people.map(onPass), gateIds, gates))
}

/** The unit asks for later days; until it is answered the pass holds as it did. */
export async function renewStandingPass(
  caller: Caller,
  { passId, lastDay }: Input<'standing.renew'>,
): Promise<Output<'standing.renew'>> {
  const settings = await loadSettings()
  return change(caller, async ({ tx, notify }) => {
    const { pass, byName } = await unitPassIn(tx, caller, passId)
    const made = { ...pass, makers: withMaker(pass, caller) }
    const asked = askRenewal(made, lastDay, dayOfStandingPass(pass, caller.now), settings)
    await saveStandingPassIn(tx, withStep(asked, caller, byName, 'renewalAsked', lastDay))
    if (pass.renewal === null) await tellOfPassIn(tx, notify, asked, 'officeRenewal', caller.today)
    return { passId, state: asked.state }
  })
}

/** Nobody comes in by it any more, or some of its people don't: gates know within seconds. */
export async function withdrawPeople(
  caller: Caller,
  { passId, visitIds, reason }: Input<'standing.withdraw'>,
): Promise<Output<'standing.withdraw'>> {
  const given = accountReason(reason)
  if (visitIds.length === 0)
    return changePass(caller, passId, anyPassIn, async ({ pass, byName }, unit) => {
      const ended = { ...withdrawStandingPass(pass), reason: given }
      const withdrawn = withStep(ended, caller, byName, 'withdrawn', given)
      await dropPapersIn(unit.tx, withdrawn, caller.now)
      await tellUnitIn(unit, caller, withdrawn, true)
      return withdrawn
    })
  const ids = [...new Set(visitIds)]
  await changeEach({ ...caller, requestId: '' }, ids, async ({ tx, notify }, id) => {
    const { pass } = await anyPassIn(tx, caller, passId)
    const visit = await loadVisitIn(tx, id)
    if (visit?.standingPassId !== pass._id) throw new DomainError('NOT_FOUND')
    return endPersonIn(tx, notify, visit, given, caller)
  })
  const left = await countStanding(passId)
  return change(caller, async (unit) => {
    const { pass, byName } = await anyPassIn(unit.tx, caller, passId)
    const step = `${given}（${ids.length}）`
    // With its last person it ends: nobody joins it any more.
    const whole = left === 0 && pass.state === 'approved'
    const ended = whole ? { ...withdrawStandingPass(pass), reason: given } : pass
    const withdrawn = withStep(ended, caller, byName, 'withdrawn', step)
    if (whole) await dropPapersIn(unit.tx, withdrawn, caller.now)
    await saveStandingPassIn(unit.tx, withdrawn)
    await tellUnitIn(unit, caller, withdrawn, whole)
    return { passId, state: withdrawn.state }
  })
}

/** The unit is told of what somebody else does (spec 7). @param whole nobody of the pass comes in any more */
async function tellUnitIn(
  { tx, notify }: UnitOfWork,
  caller: Caller,
  pass: StandingPass,
  whole: boolean,
): Promise<void> {
  if (caller.scope.units().includes(pass.unitId)) return
  await notifyOnceIn(tx, notify, standingWithdrawnNotice(pass, whole, caller.today))
}

/**
 * Papers as they are now. The unit answers for those by which the office approved the pass: renewed ones let their people in
 * again, as many as one call brings in line with it and the others within a minute (settle.ts).
 */
export async function changePapers(
  caller: Caller,
  { passId, papers: typed, seen }: Input<'standing.papers'>,
): Promise<Output<'standing.papers'>> {
  return changePass(caller, passId, unitPassIn, async ({ pass, byName }, { tx }) => {
    if (!isOpenToChange(pass) && pass.state !== 'approved')
      throw new DomainError('STANDING_STATE', { state: pass.state })
    requireAsSeen(pass.rev, seen)
    requireNoErrors(
      isOpenToChange(pass)
        ? checkPapers(typed, caller.today)
        : checkRenewedPapers(typed, pass.papers.map(shownPaper), caller.today),
    )
    const papers = await keepPapersIn(tx, caller, passId, pass.papers, typed)
    const note = papers.map(({ name, until }) => `${name} ${until}`).join('、')
    return withStep({ ...pass, papers, makers: withMaker(pass, caller) }, caller, byName, 'papers', note)
  })
}

const shownPaper = ({ name, until, photo }: StandingPass['papers'][number]): ShownPaper => ({
  ...{ name, until, photo: photo?.id ?? null },
})

/** The unit answers for everybody on its standing passes once a term (spec 4.4). */
export function confirmStandingPasses(
  caller: Caller,
  { unitId }: Input<'standing.confirm'>,
): Promise<Output<'standing.confirm'>> {
  return change(caller, async ({ tx }) => {
    const byName = await actsForUnitIn(tx, caller, unitId)
    await loadConfirmationIn(tx, unitId)
    const confirmation = { _id: unitId, confirmedOn: caller.today, at: caller.now, byName }
    await saveConfirmationIn(tx, confirmation)
    return { unitId, confirmedOn: caller.today }
  })
}

/** One change of a pass that its people follow. */
async function changePass(
  caller: Caller,
  passId: string,
  load: typeof anyPassIn,
  work: (acting: ActingOn, unit: UnitOfWork) => Promise<StandingPass>,
): Promise<Reply> {
  const reply = await change(caller, async (unit) => {
    const changed = await work(await load(unit.tx, caller, passId), unit)
    await saveStandingPassIn(unit.tx, { ...changed, ...ANEW })
    return { passId, state: changed.state }
  })
  await settleSoon(caller, passId)
  return reply
}
