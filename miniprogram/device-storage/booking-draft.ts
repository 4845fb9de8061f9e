import type { HostRow, VisitForm } from '../../contract'
import type { IdempotencyKey } from '../api/idempotency-key'
import { savedKey } from './saved-key'
import { remove, save, load } from './storage'

/** A booking as far as it was typed (spec 2, Drafts). */
export interface BookingDraft {
  form: VisitForm
  host: HostRow | null
}

/** One draft for a new booking, and one more for each that another begins with: a returned one, a copied one, a card. */
const keyOf = (from: string | null): string => (from === null ? 'draft' : `draft:${from}`)

export const saveDraft = (from: string | null, draft: BookingDraft): Promise<void> => save(keyOf(from), draft)

export const loadDraft = (from: string | null): Promise<BookingDraft | null> =>
  load<BookingDraft>(keyOf(from))

export const removeDraft = (from: string | null): Promise<void> => remove(keyOf(from))

/** Sending it, also across a closed program (saved-key.ts). */
export const sendingOf = (from: string | null): IdempotencyKey => savedKey(`sending:${keyOf(from)}`)
