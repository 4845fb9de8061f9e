import type { BookingStart } from '../../../config/routes'
import { removeDraft, saveDraft } from '../../../device-storage/booking-draft'
import { loadLastVisit, saveLastVisit } from '../../../device-storage/last-visit'
import { ownValuesOf, saveOwnValues } from '../../../device-storage/own-values'
import { draftOf } from './booking-start'
import { isBlank, type BookingState } from './booking-state'

/** Keeps what was entered for the next time, as long as there is something and it wasn't sent. */
export function keepDraft({ form, host, done, options }: BookingState, start: BookingStart): void {
  if (done === null && options !== null && !isBlank(form, options.today))
    void saveDraft(draftOf(start), { form, host })
}

/**
 * What stays on the phone once it is sent: of a guest's nothing, because it is the guest's. True for the first booking that
 * this phone sent.
 */
export async function keepSent(
  { form, host }: BookingState,
  start: BookingStart,
  visitId: string,
): Promise<boolean> {
  await removeDraft(draftOf(start))
  if (start.inviting !== undefined) return false
  const first = (await loadLastVisit()) === null
  const { name: hostName = '', unitName = '' } = host ?? {}
  await saveOwnValues(ownValuesOf(form))
  await saveLastVisit({ visitId, hostName, unitName, firstDay: form.firstDay })
  return first
}
