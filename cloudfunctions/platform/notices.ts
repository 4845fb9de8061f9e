import type { Stored, Transaction } from './database'

const COLLECTION = 'outbox'

type TemplateUse = 'newBooking' | 'decision'

/** What happened to one recipient. `sending` left behind by a crash counts as sent: nothing is sent twice. */
export type Outcome = 'sending' | 'sent' | 'noConsent' | 'rejected' | 'failed'

/**
 * A notice waiting to be sent (house rule 15): written in the same transaction as the change it tells of, sent after it.
 * Its fields hold nothing but what the message shows; never an ID or phone number.
 */
export interface Notice extends Stored {
  use: TemplateUse
  to: { unitId: string } | { openid: string }
  /** Page the message opens, with its query. */
  page: string
  /** Template fields as WeChat names them: {thing1: '…'}. */
  fields: Record<string, string>
  state: 'due' | 'done'
  dueAt: number
  attempts: number
  recipients: { openid: string; name?: string; outcome: Outcome }[]
  /** The booking whose visitor reads who was told of it. */
  visitId?: string
  at: number
}

export type NewNotice = Pick<Notice, '_id' | 'use' | 'to' | 'page' | 'fields' | 'visitId'>

export const addNoticeIn = (tx: Transaction, notice: NewNotice, now: number): Promise<void> =>
  tx.write<Notice>(COLLECTION, {
    ...notice,
    state: 'due',
    dueAt: now,
    attempts: 0,
    recipients: [],
    at: now,
  })
