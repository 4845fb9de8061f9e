import { dayOf, DAY_MS, type Day } from '../../../miniprogram/domain/values/days'
import { log, traceOf } from '../../platform/log'
import type { Notice, Outcome } from '../../platform/notices'
import {
  sendSubscribeMessage,
  type SendResult,
  type SubscribeMessage,
} from '../../platform/subscribe-messages'
import { formatField } from './format-field'
import { consentsLeft, consentUsedUp, countSent } from '../../stores/consents'
import { claimNotice, findDue, loadNotice, settleNotice } from '../../stores/outbox'
import { loadSettings } from '../../stores/settings'
import { addNotification } from '../../stores/visits'
import { eachOf } from '../in-batches'
import { listDuties } from '../../stores/accounts'
import { approversOf } from '../account/approvers-of'

/** How long a sender holds a notice before another may try: longer than any send takes. */
const LEASE_MS = 60_000
/** Pauses before the next tries; after the last one the lists in the program carry the news alone. */
const BACKOFF_MS = [30_000, 120_000, 600_000, 3_600_000]

/** Sends what the call just made has written; whatever goes wrong stays for the timer, and the decision stands. */
export async function deliverNow(ids: readonly string[], now: number): Promise<void> {
  for (const id of ids) {
    try {
      const notice = await loadNotice(id)
      if (notice !== null) await deliver(notice, now)
    } catch (error) {
      log('warn', 'notice.later', { notice: id, code: (error as { code?: unknown }).code })
    }
  }
}

const underWay = new Set<Promise<void>>()

/**
 * Begins to send what a change has written, and doesn't make its caller wait (docs/decisions/0013). What isn't begun when
 * the instance ends is due, and sent by the timer.
 */
export function startDelivery(ids: readonly string[], now: number): void {
  const delivery = deliverNow(ids, now)
  underWay.add(delivery)
  void delivery.finally(() => underWay.delete(delivery))
}

/** Resolves when nothing that this instance has begun to send is under way. */
export async function deliveriesDone(): Promise<void> {
  while (underWay.size > 0) await Promise.all(underWay)
}

/** Notices a run takes: a thousand bookings that a console decides in one batch are told within two or three minutes. */
const MAX_A_RUN = 500
/**
 * How a run sends them. On a day on which WeChat lets each wait until the call is given up, they would take more than the
 * timer's whole minute; what it is cut off in is never sent again.
 */
const PACE = { atOnce: 8, maxMs: 15_000 }

/** Sends what is due, longest waiting first; safe to run twice or twice at once. Returns how many notices were taken. */
export async function deliverDue(now: number): Promise<number> {
  let taken = 0
  const inOrder = async ({ news }: Story): Promise<boolean> => {
    for (const notice of news) if (await deliver(notice, now)) taken++
    return true
  }
  await eachOf('deliverDue', storiesOf(await findDue(now, MAX_A_RUN)), inOrder, PACE)
  return taken
}

/** News that open the same page: nobody is told that a booking was approved after they were told that it was revoked. */
interface Story {
  _id: string
  news: Notice[]
}

function storiesOf(due: readonly Notice[]): Story[] {
  const stories = new Map<string, Story>()
  for (const notice of due) {
    const story = stories.get(notice.page) ?? { _id: notice._id, news: [] }
    story.news.push(notice)
    stories.set(notice.page, story)
  }
  return [...stories.values()]
}

async function deliver(notice: Notice, now: number): Promise<boolean> {
  if (notice.state !== 'due' || notice.dueAt > now) return false
  const recipients = await recipientsOf(notice, dayOf(now))
  const marked = recipients.map(({ outcome, ...who }) => ({
    ...who,
    outcome: outcome === 'new' || outcome === 'failed' ? ('sending' as const) : outcome,
  }))
  if (!(await claimNotice(notice, marked, now + LEASE_MS))) return false

  const { templates, templateFields } = await loadSettings()
  const message = {
    ...{ templateId: templates[notice.use], page: notice.page },
    fields: fieldsOf(notice, templateFields[notice.use]),
  }
  const settled = await Promise.all(
    recipients.map(async ({ outcome, code, ...who }) =>
      outcome === 'new' || outcome === 'failed'
        ? {
            ...who,
            ...(await send(notice, { ...message, touser: who.openid, page: pageFor(notice, who) }, now)),
          }
        : { ...who, outcome, ...(code === undefined ? {} : { code }), unreleased: false },
    ),
  )
  const again = settled.some(({ outcome }) => outcome === 'failed')
  const pause = settled.some(({ unreleased }) => unreleased)
    ? unreleasedPause(notice, now)
    : BACKOFF_MS[notice.attempts]
  const outcomes = settled.map(({ unreleased: _, ...who }) => who)
  await settleNotice(notice._id, outcomes, again && pause !== undefined ? now + pause : null)
  const told = settled.filter(
    ({ outcome, name }, index) =>
      name !== undefined && outcome === 'sent' && recipients[index]?.outcome !== 'sent',
  )
  if (notice.visitId !== undefined && told.length > 0)
    await addNotification(notice.visitId, { at: now, names: told.flatMap(({ name }) => name ?? []) })
  return true
}

/**
 * `new` and `failed` are to be sent. `sending` from an earlier try was cut off in the middle: whether it went out
 * is unknown, so it isn't repeated.
 */
type Recipient = { openid: string; name?: string; outcome: Outcome | 'new'; code?: number }

/** Approvers are those of the moment of the first try: one who came later finds the booking in the list. */
async function recipientsOf(notice: Notice, today: Day): Promise<Recipient[]> {
  if (notice.recipients.length > 0) return notice.recipients
  const { to, also } = notice
  const people = 'openid' in to ? [{ openid: to.openid }] : await everybodyOf(to, today)
  const besides =
    also === undefined || people.some(({ openid }) => openid === also.openid) ? [] : [{ openid: also.openid }]
  return [...people, ...besides].map((who) => ({ ...who, outcome: 'new' }))
}

async function everybodyOf(
  to: { unitId: string } | { office: true },
  today: Day,
): Promise<{ openid: string; name?: string }[]> {
  if ('unitId' in to) return approversOf(to.unitId, today)
  return (await listDuties('office')).map(({ openid }) => ({ openid }))
}

const OUTCOMES: Readonly<Record<SendResult, Outcome>> = {
  sent: 'sent',
  noConsent: 'noConsent',
  rejected: 'rejected',
  unreleased: 'failed',
  unreachable: 'failed',
}

/** Before the first release no page is known (41030): tried each hour, as long as anybody may still want the news. */
const UNRELEASED_PAUSE_MS = 3_600_000
const UNRELEASED_FOR_MS = 14 * DAY_MS

const unreleasedPause = ({ at }: Notice, now: number): number | undefined =>
  now - at < UNRELEASED_FOR_MS ? UNRELEASED_PAUSE_MS : undefined

/** Each part in the template's own field, as its kind takes it. */
const fieldsOf = ({ parts }: Notice, fields: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parts).flatMap(([part, value]) => {
      const field = fields[part]
      return field === undefined ? [] : [[field, formatField(field, value)]]
    }),
  )

/** An approver opens the decision, whoever is told besides their own page. */
export const pageFor = (
  { page, also }: Notice,
  { openid, name }: Pick<Recipient, 'openid' | 'name'>,
): string => (name === undefined && also?.openid === openid ? also.page : page)

async function send(
  { _id: noticeId, repeat }: Notice,
  message: SubscribeMessage,
  now: number,
): Promise<{ openid: string; outcome: Outcome; code?: number; unreleased: boolean }> {
  const { touser: openid, templateId } = message
  // The last one is kept for somebody new.
  if (repeat === true && ((await consentsLeft(openid, [templateId]))[templateId] ?? 0) <= 1)
    return { openid, outcome: 'spared', unreleased: false }
  const { result, code } = await sendSubscribeMessage(message)
  if (result === 'sent' || result === 'noConsent') await countResult(result, openid, templateId, now)
  else log('warn', 'notice.notSent', { notice: noticeId, result, code })
  return {
    ...{ openid, outcome: OUTCOMES[result], unreleased: result === 'unreleased' },
    ...(code === null ? {} : { code }),
  }
}

/** The count is a hint for people: when it fails, what was sent stays sent. */
async function countResult(
  result: 'sent' | 'noConsent',
  openid: string,
  templateId: string,
  now: number,
): Promise<void> {
  try {
    await (result === 'sent' ? countSent(openid, templateId, now) : consentUsedUp(openid, templateId))
  } catch (error) {
    log('warn', 'consent.notCounted', traceOf(error))
  }
}
