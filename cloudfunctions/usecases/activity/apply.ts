import type { Input, Output } from '../../../contract'
import { accountReason } from '../../../miniprogram/domain/account/accounts'
import {
  answerActivity,
  checkPlan,
  letsGuestsIn,
  normalisePlan,
} from '../../../miniprogram/domain/activity/activity'
import { DomainError } from '../../../miniprogram/domain/errors'
import { endOfDay, DAY_MS } from '../../../miniprogram/domain/values/days'
import { selfApproval } from '../../../miniprogram/domain/visit/four-eyes'
import { choosablePurposes } from '../../../miniprogram/domain/visit/purposes'
import { recordId } from '../../platform/replies'
import { change } from '../../platform/unit-of-work'
import { loadActivity, saveActivityIn, type Activity, type ActivityToSave } from '../../stores/activities'
import { loadUnit } from '../../stores/campus'
import { loadSettings } from '../../stores/settings'
import { staffOf } from '../../stores/staff'
import { approversOf, isNoApproverOf } from '../account/approvers-of'
import { requireApproverIn } from '../account/load-accounts'
import { gatesInUse } from '../campus/list-gates'
import type { Caller } from '../caller'
import { activityAnsweredNotice, activityAskedNotice } from '../notice/activity-notices'
import { tellOfActivityIn } from '../notice/office-notices'
import { activityToChangeIn, ownActivity } from './own-activity'
import { openQuota } from './places'

/** How long after its last day the places of an activity are kept: hours may go over midnight. */
const KEPT_DAYS = 2

/** When nobody asks for its places any more, epoch ms. */
export const placesUntil = ({ lastDay }: Pick<Activity, 'lastDay'>): number =>
  endOfDay(lastDay) + KEPT_DAYS * DAY_MS

/** An approver applies for an activity of an own unit; all that is wrong with it at once. */
export async function applyForActivity(
  caller: Caller,
  input: Input<'activity.apply'>,
): Promise<Output<'activity.apply'>> {
  const plan = normalisePlan(input.plan)
  const units = caller.scope.units()
  const unitId = input.unitId ?? units[0] ?? ''
  const [unit, staff, settings, gates] = await Promise.all([
    loadUnit(unitId),
    staffOf(caller.id),
    loadSettings(),
    gatesInUse(),
  ])
  const purposes = choosablePurposes(settings.purposes)
  const fieldErrors = checkPlan(input.plan, caller.today, purposes, gates)
  if (fieldErrors.length > 0) throw new DomainError('FORM', { fieldErrors })
  if (unit === null || !units.includes(unitId)) throw new DomainError('NOT_FOUND')
  if (!unit.hasGates) throw new DomainError('CAMPUS_WITHOUT_GATES')
  const activityId = recordId(caller, caller.requestId)
  return change(caller, async ({ tx, notify }) => {
    const account = await requireApproverIn(tx, caller, unitId)
    if (!account.unitIds.includes(unitId)) throw new DomainError('NOT_ALLOWED')
    const activity: ActivityToSave = {
      _id: activityId,
      ...plan,
      ...{ state: 'asked', unitId, unitName: unit.name, organiser: caller.id, organiserName: account.name },
      ...{ hostId: staff?._id ?? '', askedAt: caller.now, answeredBy: null, answer: null, cancelled: null },
      ...{ message: null, due: false, settledUpTo: '', exports: [], rev: 0 },
    }
    await saveActivityIn(tx, activity)
    if (settings.activityApprover === 'unit') await notify(activityAskedNotice(activity, caller.today))
    else await tellOfActivityIn(tx, notify, activity, caller.today)
    return { activityId, state: activity.state }
  })
}

/**
 * The office answers an application, or an approver of the unit where the office left it to the unit; nobody answers
 * their own while somebody else can (spec 3, Four eyes). Its places are made before it opens, so nobody meets an activity
 * without any.
 */
export async function answerAskedActivity(
  caller: Caller,
  { activityId, accept, reason }: Input<'activity.answer'>,
): Promise<Output<'activity.answer'>> {
  const found = ownActivity(caller, await loadActivity(activityId))
  await requireAnswerer(caller, found)
  const answer = accept ? null : accountReason(reason)
  answerActivity(found, accept, caller.now)
  if (accept && !letsGuestsIn(found, await gatesInUse())) throw new DomainError('GATES_LET_NOBODY_IN')
  const toUnit = await isNoApproverOf(found.unitId, found.organiser, caller.today)
  if (accept) await openQuota({ ...caller, requestId: '' }, activityId, found.quota, placesUntil(found))
  return change(caller, async ({ tx, notify }) => {
    const { activity, byName } = await activityToChangeIn(tx, caller, activityId)
    const answered = { ...answerActivity(activity, accept, caller.now), answer, answeredBy: byName }
    await saveActivityIn(tx, answered)
    await notify(activityAnsweredNotice(answered, toUnit, caller.today))
    return { activityId, state: answered.state }
  })
}

/** Throws NOT_ALLOWED for an approver where the office answers, SELF_APPROVAL or OWN_REQUEST for the own application. */
export async function requireAnswerer(
  caller: Caller,
  { unitId, organiser }: Pick<Activity, 'unitId' | 'organiser'>,
): Promise<void> {
  const settings = await loadSettings()
  const own = organiser === caller.id
  if (caller.office !== null) {
    if (own) throw new DomainError('OWN_REQUEST')
    return
  }
  if (settings.activityApprover !== 'unit') throw new DomainError('NOT_ALLOWED')
  if (!own) return
  const openids = (await approversOf(unitId, caller.today)).map(({ openid }) => openid)
  selfApproval([organiser], caller.id, openids, settings.selfApproval)
}
