import { announcementDue, holdBegins, papersUntil } from '../../../miniprogram/domain/standing-pass/papers'
import { endStandingPass } from '../../../miniprogram/domain/standing-pass/standing-pass'
import { confirmationDue } from '../../../miniprogram/domain/standing-pass/term'
import type { Day } from '../../../miniprogram/domain/values/days'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import { change, type Notify } from '../../platform/unit-of-work'
import { loadSettings } from '../../stores/settings'
import { loadConfirmationIn } from '../../stores/standing-confirmations'
import {
  findUnlooked,
  loadStandingPassIn,
  saveStandingPassIn,
  type StandingPass,
} from '../../stores/standing-passes'
import type { Transaction } from '../../platform/database'
import { byTimer } from '../caller'
import { drain } from '../in-batches'
import { confirmationNotice, papersNotice, standingEndedNotice } from '../notice/standing-notices'
import { notifyOnceIn } from '../notice/once'
import { dropPapersIn } from './keep-papers'
import { ANEW, withStep } from './own-pass'

/**
 * What the days bring to standing passes, once a day each (spec 4.4): those that are over or that nobody confirmed end,
 * papers that end soon and lists to be confirmed are announced to the unit's approvers. Returns how many were looked at.
 */
export async function lookAfterStandingPasses(now: number, today: Day): Promise<number> {
  const { termEnds } = await loadSettings()
  return drain(
    'lookAfterStandingPasses',
    (limit) => findUnlooked(today, limit),
    ({ _id }) =>
      change(byTimer('lookAfterStandingPasses', now), async ({ tx, notify }) => {
        const pass = await loadStandingPassIn(tx, _id)
        if (pass === null || pass.lookedOn >= today) return false
        await saveStandingPassIn(tx, await lookedAt(tx, notify, pass, now, today, termEnds))
        return true
      }),
  )
}

async function lookedAt(
  tx: Transaction,
  notify: Notify,
  found: StandingPass,
  now: number,
  today: Day,
  termEnds: readonly string[],
): Promise<StandingPass> {
  const confirmation = found.approvedOn === null ? null : await loadConfirmationIn(tx, found.unitId)
  const announced = confirmationDue(found, confirmation?.confirmedOn ?? null, termEnds, today)
  const pass = { ...found, lookedOn: today, announced }
  const end = endStandingPass(pass, today, announced?.until ?? null)
  if (end !== null) {
    const reason = end.why === 'over' ? noticesWords.standingOver : noticesWords.standingUnconfirmed
    const ended = withStep({ ...end.pass, ...ANEW, reason }, { now }, '', 'ended', reason)
    await dropPapersIn(tx, ended, now)
    if (end.why === 'unconfirmed') await notify(standingEndedNotice(ended, today))
    return ended
  }
  if (pass.state !== 'approved') return pass
  const ahead = announcementDue(pass.papers, today)
  if (ahead !== null)
    await notifyOnceIn(tx, notify, papersNotice(pass, papersUntil(pass.papers) ?? today, ahead, today))
  // Several passes of a unit say the same of one confirmation.
  if (announced !== null) await notifyOnceIn(tx, notify, confirmationNotice(pass, announced.until, today))
  const held = holdBegins(pass, today) ? withStep(pass, { now }, '', 'held') : pass
  // The days may be free by now.
  return held.keptDays === true ? { ...held, keptDays: false, ...ANEW } : held
}
