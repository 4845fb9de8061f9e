import type { Output } from '../../../contract'
import {
  HEAD_RECIPIENTS,
  headRecipients,
  headState,
  headTime,
  MAX_HEAD_NOTICES,
  type HeadNotice,
} from '../../../miniprogram/domain/audit/heads'
import { addDays, dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { formatDay } from '../../../miniprogram/locales/zh/days'
import { noticesWords } from '../../../miniprogram/locales/zh/notices'
import { headCode, type Seal } from '../../platform/audit-chain'
import type { NewNotice, Notice } from '../../platform/notices'
import { change } from '../../platform/unit-of-work'
import { accountId, listDuties, loadAccountNames } from '../../stores/accounts'
import { lastPlace, loadPlace } from '../../stores/audit-seals'
import { withConsentLeft } from '../../stores/consents'
import { loadNoticeIn, loadNotices, noticeId } from '../../stores/outbox'
import { checkpointOf, saveCheckpoint } from '../../stores/progress'
import { loadSettings } from '../../stores/settings'
import { byTimer, type Caller } from '../caller'
import { on } from '../notice/notice-days'

/**
 * Puts today's head of the audit trail into the outbox for two of the office (spec 9), once a day. Missed or cut off, it goes
 * on at the next tick; who can't be reached has somebody else in their place. Notices of a day are numbered, and the first
 * number that is free is read in the transaction, so that two timers at once tell it once. Returns how many were written.
 */
export async function tellAuditHead(now: number): Promise<number> {
  const today = dayOf(now)
  const { templates } = await loadSettings()
  if (templates.auditHead === '' || headTime(now, today) !== 'now') return 0
  if ((await checkpointOf('auditHead')) === today) return 0
  const [tried = []] = await triedOn([today])
  if (isOver(tried)) await saveCheckpoint('auditHead', today)
  if (tried.filter(({ outcome }) => outcome !== 'lost').length >= HEAD_RECIPIENTS) return 0
  const [{ able }, last] = await Promise.all([officeAt(templates.auditHead), lastPlace()])
  const told = headRecipients(today, able, tried)
  // What stands last and can't be read has another one behind it within a minute.
  if (!last?.seal || told.length === 0) return 0
  const { seal } = last
  return change(byTimer('tellAuditHead', now), async ({ tx, notify }) => {
    if ((await loadNoticeIn(tx, headNoticeId(today, tried.length))) !== null) return 0
    for (const [index, openid] of told.entries())
      await notify(headNotice(seal, openid, today, tried.length + index))
    return told.length
  })
}

/** Two were told, or as many were tried as are tried on a day and none of them waits. */
const isOver = (tried: readonly HeadNotice[]): boolean =>
  tried.filter(({ outcome }) => outcome === 'sent').length >= HEAD_RECIPIENTS ||
  (tried.length >= MAX_HEAD_NOTICES && tried.every(({ outcome }) => outcome !== 'waiting'))

const headNoticeId = (day: Day, number: number): string => noticeId('auditHead', day, number)

/** It opens where one more message can be allowed. */
const headNotice = (seal: Seal, openid: string, today: Day, number: number): NewNotice => ({
  ...{ _id: headNoticeId(today, number), use: 'auditHead', to: { openid } },
  page: 'rights/reminders/reminders',
  parts: { code: headCode(seal), when: on(formatDay(today), today), note: noticesWords.keepHead },
})

/** Whom the notices of each of these days went to, in the order of their numbers. */
async function triedOn(days: readonly Day[]): Promise<HeadNotice[][]> {
  const idsOf = (day: Day): string[] =>
    Array.from({ length: MAX_HEAD_NOTICES }, (_, number) => headNoticeId(day, number))
  const found = new Map((await loadNotices(days.flatMap(idsOf))).map((notice) => [notice._id, notice]))
  return days.map((day) => idsOf(day).flatMap((id) => asTried(found.get(id))))
}

function asTried(notice: Notice | undefined): HeadNotice[] {
  if (notice === undefined || !('openid' in notice.to)) return []
  const { openid } = notice.to
  const sent = notice.recipients.some((each) => each.openid === openid && each.outcome === 'sent')
  return [{ openid, outcome: sent ? 'sent' : notice.state === 'due' ? 'waiting' : 'lost' }]
}

/** People of the office by name, and who of them still takes a message of this template. */
async function officeAt(template: string): Promise<{ names: Map<string, string>; able: string[] }> {
  const names = new Map((await listDuties('office')).map(({ openid, name }) => [openid, name]))
  return { names, able: template === '' ? [] : await withConsentLeft([...names.keys()], template) }
}

/** So many days back the page says who was told. */
const DAYS_SHOWN = 7

/** Who was really told the heads of the last days, and how it is with today's, for the office. */
export async function readToldHeads(caller: Caller): Promise<Output<'audit.heads'>> {
  const { today, now } = caller
  const { templates } = await loadSettings()
  const days = Array.from({ length: DAYS_SHOWN }, (_, index) => addDays(today, -index))
  const [tried, { names, able }, first] = await Promise.all([
    triedOn(days),
    officeAt(templates.auditHead),
    loadPlace(1),
  ])
  const [ofToday = []] = tried
  const gone = [...new Set(tried.flat().map(({ openid }) => openid))].filter((openid) => !names.has(openid))
  const earlier = await loadAccountNames(gone.map((openid) => ({ role: 'office', openid })))
  const named = (openids: readonly string[]): string[] =>
    openids.map((openid) => names.get(openid) ?? earlier.get(accountId('office', openid)) ?? '')
  const toldOf = (notices: readonly HeadNotice[]): string[] =>
    named(notices.flatMap(({ openid, outcome }) => (outcome === 'sent' ? [openid] : [])))
  const isTold = (openid: string): boolean =>
    ofToday.some((each) => each.openid === openid && each.outcome !== 'lost')
  const begun = first?.seal ? dayOf(first.seal.at) : today
  return {
    // Before anything was sealed there is no head to tell.
    state: first === null ? 'early' : headState(now, today, templates.auditHead !== '', able, ofToday),
    without: named([...names.keys()].filter((openid) => !able.includes(openid) && !isTold(openid))),
    people: names.size,
    days: days
      .map((day, index) => ({ day, told: toldOf(tried[index] ?? []) }))
      .filter(({ day, told }) => day >= begun || told.length > 0),
  }
}
