import type { VisitDetail } from '../../../../contract'
import { call } from '../../../cloud/call'
import type { BookingStart } from '../../../config/routes'
import { recallDraft, type BookingDraft } from '../../../kept/booking-draft'
import { recallOwnValues } from '../../../kept/own-values'
import type { BookingState } from './booking-state'

/**
 * Loads what the booking page begins with: the day's rules, and the form from a draft, from the returned
 * booking to revise, or from an earlier one to copy. Throws a Refusal when something can't be loaded.
 */
export async function openBooking(start: BookingStart): Promise<Partial<BookingState>> {
  const earlier = start.revise ?? start.copy
  const [options, detail, draft, offer] = await Promise.all([
    call('visit.options', {}),
    earlier === undefined ? null : call('visit.get', { visitId: earlier }),
    // A copy is asked for now; an old draft must not take its place.
    start.copy === undefined ? recallDraft(start.revise ?? null) : null,
    earlier === undefined ? recallOwnValues() : null,
  ])
  return {
    options,
    revising: start.revise === undefined || detail === null ? null : revisionOf(detail),
    offer,
    ...(detail === null ? {} : formOf(detail, start.copy !== undefined)),
    ...(draft === null ? {} : restored(draft, options.today)),
  }
}

const revisionOf = ({ visit, rev }: VisitDetail): BookingState['revising'] => ({
  visitId: visit.id,
  rev,
  reason: visit.reason ?? '',
})

/** A copy is for other days; everything else is taken as it was. */
function formOf({ form, host }: VisitDetail, copy: boolean): Pick<BookingState, 'form' | 'host'> {
  return { form: copy ? { ...form, firstDay: '', lastDay: '' } : form, host }
}

/** Days that have passed since the draft was written show their fault at once. */
function restored({ form, host }: BookingDraft, today: string): Partial<BookingState> {
  const past = form.firstDay !== '' && form.firstDay < today
  return { form, host, restored: true, left: past ? ['firstDay', 'lastDay'] : [] }
}
