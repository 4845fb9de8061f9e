import type { Day } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import type { NewNotice, PartValue } from '../../platform/notices'
import { noticeId } from '../../stores/outbox'
import type { StandingPass } from '../../stores/standing-passes'
import { daysOf, on } from './notice-days'

/** What standing passes tell whom (spec 7). */

const pageOf = (passId: string): string => `staff/standing-pass/pass/pass?id=${passId}`

/** What the office answered, to who applied; `toUnit`: to its unit's approvers, where they are none any more. */
export const standingAnsweredNotice = (
  pass: StandingPass,
  { accept, reason, toUnit }: { accept: boolean; reason: string | null; toUnit: boolean },
  today: Day,
): NewNotice => {
  const _id = noticeId(pass._id, 'standingAnswered', pass.rev)
  const result = accept ? noticesWords.approved : noticesWords.notPassed
  const notice = unitNotice(pass, _id, noticesWords.standingAnswered(result), daysOf(pass, today))
  if (toUnit) return notice
  const parts = {
    result,
    unit: pass.why,
    when: daysOf(pass, today),
    note: reason ?? noticesWords.standingApproved,
  }
  return { ...notice, use: 'decision', to: { openid: pass.applicant }, parts }
}

/** To the unit's approvers, about a pass of theirs. */
const unitNotice = (pass: StandingPass, _id: string, why: string, when: PartValue): NewNotice => ({
  ...{ _id, use: 'newBooking', to: { unitId: pass.unitId }, page: pageOf(pass._id) },
  parts: { who: pass.why, why, when, host: pass.unitName },
})

/** The same, of one day. */
const dayNotice = (pass: StandingPass, _id: string, why: string, until: Day, today: Day): NewNotice =>
  unitNotice(pass, _id, why, on(formatDay(until, today), until))

/** Its papers end soon, or have ended. @param ahead how many days before they are announced now */
export const papersNotice = (pass: StandingPass, until: Day, ahead: number, today: Day): NewNotice =>
  dayNotice(
    pass,
    noticeId(pass._id, `papers:${until}:${ahead}`, 0),
    ahead === 0 ? noticesWords.papersOver : noticesWords.papersEnd,
    until,
    today,
  )

/** The list has to be confirmed; one notice for all passes of the unit. */
export const confirmationNotice = (pass: StandingPass, until: Day, today: Day): NewNotice => ({
  ...dayNotice(
    pass,
    noticeId(pass.unitId, `confirm:${until}`, 0),
    noticesWords.confirmStanding,
    until,
    today,
  ),
  page: 'staff/standing-pass/list/list',
})

/** The office has withdrawn it, or some of its people, which is told once a day. */
export const standingWithdrawnNotice = (pass: StandingPass, whole: boolean, today: Day): NewNotice => {
  const event = whole ? 'standingWithdrawn' : `peopleWithdrawn:${today}`
  const why = whole ? noticesWords.standingWithdrawn : noticesWords.peopleWithdrawn
  return dayNotice(pass, noticeId(pass._id, event, 0), why, today, today)
}

/** It ended because nobody confirmed it. */
export const standingEndedNotice = (pass: StandingPass, today: Day): NewNotice =>
  dayNotice(pass, noticeId(pass._id, 'standingEnded', 0), noticesWords.standingUnconfirmed, today, today)
