import type { HostRow, VisitForm } from '../../contract'
import type { Intent } from '../api/idempotency-key'
import { keptIntent } from './saved-key'
import { forget, keep, recall } from './storage'

/** A booking as far as it was typed (spec 2, Drafts). */
export interface BookingDraft {
  form: VisitForm
  host: HostRow | null
}

/** One draft for a new booking and one for each returned booking being revised. */
const keyOf = (revising: string | null): string => (revising === null ? 'draft' : `draft:${revising}`)

export const keepDraft = (revising: string | null, draft: BookingDraft): Promise<void> =>
  keep(keyOf(revising), draft)

export const recallDraft = (revising: string | null): Promise<BookingDraft | null> =>
  recall<BookingDraft>(keyOf(revising))

export const forgetDraft = (revising: string | null): Promise<void> => forget(keyOf(revising))

/** Sending it, also across a closed program (kept-intent.ts). */
export const sendingOf = (revising: string | null): Intent => keptIntent(sendingKey(revising))

/** What was on its way is not sent again under its old name, also if it is typed anew. */
export const forgetSending = (revising: string | null): Promise<void> => forget(sendingKey(revising))

const sendingKey = (revising: string | null): string => `sending:${keyOf(revising)}`
