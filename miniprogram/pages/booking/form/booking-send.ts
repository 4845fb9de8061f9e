import type { Input, VisitForm } from '../../../../contract'
import type { ApiError } from '../../../api/api-error'
import { call } from '../../../api/call'
import type { IdempotencyKey } from '../../../api/idempotency-key'
import type { BookingStart } from '../../../config/routes'
import { normaliseForm } from '../../../domain/visit/visit-form'
import { mayAskRelease, withCheckAsked, withReleaseAsked } from './booking-refusal.view'
import { hostPicked, type BookingState } from './booking-state'

/** What the form asks of the server. */

interface SendOptions {
  idempotencyKey: IdempotencyKey
  /** The reply was lost: the same request is asked again. */
  onRetry: () => void
}

/** Sends the form as what it is: a new booking, a changed one, an invitation or the answer to one. */
export async function sendBooking(
  state: BookingState,
  { inviting }: BookingStart,
  options: SendOptions,
): Promise<{ visitId: string; approvers: number }> {
  const { revising, invitation } = state
  const form = { ...normaliseForm(state.form), ...hostPicked(state) }
  if (inviting !== undefined) {
    const vip = inviting === 'vip'
    const made = await call('invitation.create', { form, vip, vouched: true }, options)
    return { visitId: made.visitId, approvers: 0 }
  }
  if (invitation !== null)
    return call('invitation.accept', { invitationId: invitation.invitationId, form }, options)
  if (revising === null) return call('visit.submit', { form }, options)
  return call('visit.revise', { visitId: revising.visitId, rev: revising.rev, form }, options)
}

/** Something to ask others about a refused booking. */
export interface Question {
  /** Resolves with whether the answer is for the caller too. */
  send: (idempotencyKey: IdempotencyKey) => Promise<boolean>
  /** The refusal once it was asked. `willTell`: the answer can come as a message. */
  asked: (willTell: boolean) => ApiError
}

/** The desk looks whether the vehicle really is inside; null: no vehicle is in the way. */
export function checkQuestion(refusal: ApiError | null): Question | null {
  const stayId = refusal?.details.stayId
  if (refusal === null || typeof stayId !== 'string') return null
  return {
    send: async (idempotencyKey) => (await call('vehicle.askCheck', { stayId }, { idempotencyKey })).willTell,
    asked: (willTell) => withCheckAsked(refusal, willTell),
  }
}

/** The unit of the booking in the way is asked to let it go; it doesn't learn who asks. Null: it can't be asked. */
export function releaseQuestion(
  refusal: ApiError,
  { firstDay, lastDay }: Pick<VisitForm, 'firstDay' | 'lastDay'>,
): Question | null {
  if (!mayAskRelease(refusal)) return null
  const { visitId, fields } = refusal.details as {
    visitId: string
    fields: Input<'release.ask'>['field'][]
  }
  const [field = 'document'] = fields
  return {
    send: async (idempotencyKey) => {
      await call('release.ask', { visitId, field, firstDay, lastDay }, { idempotencyKey })
      return true
    },
    asked: (willTell) => withReleaseAsked(refusal, willTell),
  }
}
