import type { NoticePart, NoticeUse } from '../../miniprogram/domain/notice/parts'
import type { Day } from '../../miniprogram/domain/values/days'
import type { Stored, Transaction } from './database'

const COLLECTION = 'outbox'

/** The days of a notice: in words, and for fields that hold nothing but a day. */
export interface NoticeDays {
  text: string
  first: Day
  last: Day
}

/** One part of a notice. */
export type PartValue = string | NoticeDays

/**
 * What happened to one recipient. `spared`: a repeat doesn't take the last consent. `sending` left behind by a crash counts
 * as sent: nothing is sent twice.
 */
export type Outcome = 'sending' | 'sent' | 'noConsent' | 'spared' | 'rejected' | 'failed'

/**
 * A notice waiting to be sent (house rule 15): written in the same transaction as the change it tells of, sent after it.
 * Its parts hold nothing but what the message shows; never an ID or phone number.
 */
export interface Notice extends Stored {
  use: NoticeUse
  to: { unitId: string } | { openid: string } | { office: true }
  /** Somebody besides, who opens another page with it; one who is told already isn't told twice. */
  also?: { openid: string; page: string }
  /** Page the message opens, with its query. */
  page: string
  /** What it says; the settings name the template's own field of each part. */
  parts: NoticeParts
  /** Of the same to the same people as before: of a user's bookings within a day, of an activity's messages (spec 7). */
  repeat?: boolean
  /** `rejected`: done, and for somebody the platform refused it, or took it at no try. */
  state: 'due' | 'done' | 'rejected'
  dueAt: number
  attempts: number
  /** `code`: what WeChat said to whom it didn't take it for; absent: nothing. */
  recipients: { openid: string; name?: string; outcome: Outcome; code?: number }[]
  /** The booking whose visitor reads who was told of it. */
  visitId?: string
  at: number
}

type NoticeParts = Partial<Record<NoticePart, PartValue>>

export interface NewNotice extends Pick<
  Notice,
  '_id' | 'use' | 'to' | 'also' | 'page' | 'parts' | 'visitId' | 'repeat'
> {
  /** No notice had its id before, so several of one transaction go in one request. */
  isNew?: boolean
}

export function addNoticeIn(
  tx: Transaction,
  { isNew = false, ...notice }: NewNotice,
  now: number,
): Promise<void> {
  const due: Notice = { ...notice, state: 'due', dueAt: now, attempts: 0, recipients: [], at: now }
  return isNew ? tx.add(COLLECTION, due) : tx.write(COLLECTION, due)
}
