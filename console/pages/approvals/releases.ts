import type { ApprovalDetail, Output } from '../../../contract'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { isOwnRequest } from '../../../miniprogram/domain/visit/release-request'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { visitWords } from '../../../miniprogram/locales/visit'
import { releaseAsked, type AskedWords } from '../../../miniprogram/staff/locales/releases'
import { approvalsWords } from '../../locales/zh/approvals'

type Asked = ApprovalDetail['releases'][number]
type Visit = ApprovalDetail['visit']

/** Something that is asked of a booking, and its two answers. */
export interface ReleaseLine extends AskedWords {
  asked: Asked
  when: string
  /** What the button that leaves the booking as it is is called. */
  keep: string
  /** The booking has to go for it. */
  final: boolean
}

/** @param now epoch ms */
export const releaseLine = (asked: Asked, visit: Visit, now: number): ReleaseLine => ({
  ...releaseAsked(asked, visit, dayOf(now)),
  ...{ asked, when: formatMoment(asked.askedAt, now) },
  keep: asked.field === 'change' ? approvalsWords.refuseChange : approvalsWords.keep,
  final: asked.field !== 'change',
})

/** Something that is asked of a booking as a row of all that waits: with the booking. */
export interface ReleaseListLine extends ReleaseLine {
  visitId: string
  /** The list of the queue that has the booking. */
  list: 'pending' | 'approved'
  name: string
  state: string
  booked: string
}

export function releaseListLine(
  { visit, ...asked }: Output<'release.list'>['rows'][number],
  now: number,
): ReleaseListLine {
  const today: Day = dayOf(now)
  const plate = visit.plate === null ? '' : ` · ${formatPlate(visit.plate)}`
  return {
    ...releaseLine(asked, visit, now),
    ...{ visitId: visit.id, list: visit.state === 'approved' ? 'approved' : 'pending' },
    ...{ name: `${visit.name}${plate}`, state: visitWords().states[visit.state] },
    booked: `${formatRange(visit.firstDay, visit.lastDay, today)} · ${visit.hostName}-${visit.unitName}`,
  }
}

/** How many others wait for what a booking holds: before anybody looks further (spec 2, Conflict card). */
export const othersWaiting = (releases: readonly Asked[]): number =>
  releases.filter(({ field }) => !isOwnRequest(field)).length
