import { blacklistRefusal } from '../../../miniprogram/domain/visit/booking-refusals'
import { findConflict, type Conflict } from '../../../miniprogram/domain/visit/duplicates'
import type { Day } from '../../../miniprogram/domain/values/days'
import { rightOfStandingPass, purposeOfFee } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { purposeOf, type Purpose } from '../../../miniprogram/domain/visit/purposes'
import type { SystemReason } from '../../../miniprogram/domain/visit/history'
import { approve, endWaiting, revoke, stateNow } from '../../../miniprogram/domain/visit/visit'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { Transaction } from '../../platform/database'
import type { Notify } from '../../platform/unit-of-work'
import { calendarIds, loadCalendars, loadCalendarsIn, type Calendar } from '../../stores/calendars'
import { loadSettings, type Settings } from '../../stores/settings'
import { reserveShortCodeIn } from '../../stores/short-codes'
import { saveStandingPassIn, type StandingPass } from '../../stores/standing-passes'
import type { Visit } from '../../stores/visits'
import { reasonInNotice } from '../notice/reason-words'
import { decisionNotice } from '../notice/visit-notices'
import { holdIn, releaseIn } from '../visit/hold-calendars'
import { partsOfPurpose } from '../visit/new-visit'
import { saveVisitIn } from '../visit/save-visit'
import { wantedByList } from '../visit/take-in-list'

/** Each person of a standing pass is a visit (docs/decisions/0029): here it is brought in line with the pass. */

interface Moment {
  now: number
  today: Day
}

/** Its visits are of a shipped purpose, by its shipped name. */
export const purposeOfPass = ({ fee }: Pick<StandingPass, 'fee'>): Purpose =>
  purposeOf(SHIPPED_PURPOSES, purposeOfFee(fee))

/** What a person's visit has of the pass. */
export function partsOfPass(
  pass: Pick<StandingPass, 'firstDay' | 'lastDay' | 'gateIds' | 'fee' | 'weekdays' | 'hours' | 'papers'>,
) {
  const { firstDay, lastDay, gateIds, fee, papers } = pass
  const { id: purpose, class: purposeClass } = purposeOfPass({ fee })
  const right = rightOfStandingPass(pass, papers)
  return {
    ...{ firstDay, lastDay, purpose, purposeClass },
    gateIds: gateIds.length === 0 ? null : [...gateIds],
    ...(right === undefined ? {} : { right }),
  }
}

type Parts = ReturnType<typeof partsOfPass>

const partsOfVisit = ({ firstDay, lastDay, purpose, purposeClass, gateIds, right }: Visit): Parts => ({
  ...{ firstDay, lastDay, purpose, purposeClass, gateIds },
  ...(right === undefined ? {} : { right }),
})

const differs = (parts: Parts, visit: Visit): boolean =>
  JSON.stringify(parts) !== JSON.stringify(partsOfVisit(visit))

/** The visit as the pass has it. */
export const asPassSays = (pass: StandingPass, visit: Visit): Visit => ({ ...visit, ...partsOfPass(pass) })

/**
 * Brings one person in line: let in with the pass, its days, hours and papers, or let go with it, and before it is approved
 * also who can't be on it as it was changed. Where the days that a renewal would add are another unit's, who has the pass
 * keeps the days of before, and all else holds. False when nothing was to do.
 * @param attempt which try at a free short code it is
 */
export async function alignIn(
  tx: Transaction,
  notify: Notify,
  pass: StandingPass,
  visit: Visit,
  at: Moment,
  attempt: number,
): Promise<boolean> {
  // Renewed in time, it goes on for who is only reached after midnight: nothing has ended them yet.
  const renewed = pass.state === 'approved' && visit.state === 'approved'
  const state = renewed ? 'approved' : stateNow(visit, at.now)
  if (state !== 'pending' && state !== 'approved') return false
  if (pass.state === 'withdrawn' || pass.state === 'ended')
    return endPersonIn(tx, notify, visit, pass.reason ?? noticesWords.standingEnded, at)
  const letIn = pass.state === 'approved' && visit.state === 'pending'
  let parts = partsOfPass(pass)
  const isBehind = differs(parts, visit)
  if (!isBehind && !letIn) return false
  const calendars = isBehind ? await loadCalendarsIn(tx, calendarIds(visit)) : []
  const [wanted, settings] = [asPassSays(pass, visit), await loadSettings()]
  // Listed since they were taken in; beside the transaction, as at a gate.
  if (letIn && !isBehind && blacklistRefusal(await loadCalendars(calendarIds(visit)), wanted) !== null)
    return endPersonIn(tx, notify, visit, 'BLACKLISTED' satisfies SystemReason, at)
  if (state === 'pending' && standingRefusal(calendars, wanted, at.now, settings) !== null)
    return endPersonIn(tx, notify, visit, noticesWords.standingChanged, at)
  if (conflictOf(calendars, wanted, at.now, settings) !== null) {
    if (pass.keptDays !== true) await saveStandingPassIn(tx, { ...pass, keptDays: true })
    const firstDay = visit.firstDay > parts.firstDay ? visit.firstDay : parts.firstDay
    const lastDay = visit.lastDay < parts.lastDay ? visit.lastDay : parts.lastDay
    if (firstDay > lastDay) return false
    parts = { ...parts, firstDay, lastDay }
  }
  const aligns = differs(parts, visit)
  if (!aligns && !letIn) return false
  const { right: _, ...bare } = visit
  const changed: Visit = { ...bare, ...parts, ...partsOfPurpose(purposeOfPass(pass)), changedAt: at.now }
  if (aligns) await holdIn(tx, calendars, changed, at.now)
  if (!letIn) {
    await saveVisitIn(tx, changed)
    return true
  }
  const by = { name: pass.unitName, role: 'approver' as const }
  const approved = approve(changed, by, at.now)
  const shortCodeTry = visit.shortCodeTry ?? (await reserveShortCodeIn(tx, visit._id, attempt))
  await saveVisitIn(tx, { ...approved, shortCodeTry })
  return true
}

/** Another standing pass that has the days; null: none. */
const conflictOf = (calendars: readonly Calendar[], visit: Visit, now: number, settings: Settings) =>
  findConflict(calendars, { ...wantedByList(visit, settings), standing: true }, now, settings.duplicateRule)

/**
 * Why somebody can't be on a pass: on the blacklist, or with a standing pass for its days already, which is `conflict`; null:
 * nothing speaks against it.
 */
export function standingRefusal(
  calendars: readonly Calendar[],
  visit: Visit,
  now: number,
  settings: Settings,
): { refusal: { code: 'BLACKLISTED' | 'DUPLICATE'; unitName: string }; conflict: Conflict | null } | null {
  const blacklisted = { code: 'BLACKLISTED', unitName: '' } as const
  if (blacklistRefusal(calendars, visit) !== null) return { refusal: blacklisted, conflict: null }
  const conflict = conflictOf(calendars, visit, now, settings)
  return conflict === null ? null : { refusal: { code: 'DUPLICATE', unitName: conflict.unitName }, conflict }
}

/** Nobody comes in by it any more; leaving stays allowed. Who holds the pass on a phone is told. */
export async function endPersonIn(
  tx: Transaction,
  notify: Notify,
  visit: Visit,
  reason: string,
  { now, today }: Moment,
): Promise<boolean> {
  const by = { name: visit.unitName, role: 'approver' as const }
  const state = stateNow(visit, now)
  if (state !== 'pending' && state !== 'approved') return false
  const ended = state === 'pending' ? endWaiting(visit, reason, now) : revoke(visit, by, reason, now)
  await releaseIn(tx, visit, now)
  const saved = await saveVisitIn(tx, { ...ended, changedAt: now })
  await notify(decisionNotice(saved, 'revoked', reasonInNotice(reason), today))
  return true
}
