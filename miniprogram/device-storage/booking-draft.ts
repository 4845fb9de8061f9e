import type { HostRow, VisitForm } from '../../contract'
import type { IdempotencyKey } from '../api/idempotency-key'
import { savedKey } from './saved-key'
import { remove, save, load } from './storage'

/** A booking as far as it was typed (spec 2, Drafts). */
export interface BookingDraft {
  form: VisitForm
  host: HostRow | null
}

/** One draft for a new booking and one for each returned booking being revised. */
const keyOf = (revising: string | null): string => (revising === null ? 'draft' : `draft:${revising}`)

export const saveDraft = (revising: string | null, draft: BookingDraft): Promise<void> =>
  save(keyOf(revising), draft)

export const loadDraft = (revising: string | null): Promise<BookingDraft | null> =>
  load<BookingDraft>(keyOf(revising))

export const removeDraft = (revising: string | null): Promise<void> => remove(keyOf(revising))

/** Sending it, also across a closed program (kept-intent.ts). */
export const sendingOf = (revising: string | null): IdempotencyKey => savedKey(sendingKey(revising))

/** What was on its way is not sent again under its old name, also if it is typed anew. */
export const removeSending = (revising: string | null): Promise<void> => remove(sendingKey(revising))

const sendingKey = (revising: string | null): string => `sending:${keyOf(revising)}`
