import { DomainError } from '../errors'
import { alreadyDecided, isStanding, stateNow, type VisitLife } from '../visit/visit'

/** What of a visit says whether a photo may be added to it. */
export interface MaybePhotographed extends Pick<
  VisitLife,
  'state' | 'lastDay' | 'right' | 'standingPassId' | 'history'
> {
  /** Of the person's document; empty: a vehicle alone. */
  documentHash: string
}

/**
 * Why no photo can be added to a visit, or another put in place of its own: FACE_OFF, NOT_ALLOWED, ALREADY_DECIDED; null:
 * it can. Only who holds the pass of a person of a standing pass adds one, while it lasts (spec 4.4): their unit made the
 * list, so no form has asked for it. The photo of a booking goes with its form, and a vehicle alone has no face. Where the
 * gate only waits for papers the pass comes back, and the photo with it.
 */
export function addPhotoRefusal(
  visit: MaybePhotographed,
  now: number,
  { facePhoto }: { facePhoto: boolean },
): DomainError | null {
  if (!isStanding(visit) || visit.documentHash === '') return new DomainError('NOT_ALLOWED')
  const state = stateNow(visit, now)
  if (state !== 'approved') return alreadyDecided(visit, state)
  return facePhoto ? null : new DomainError('FACE_OFF')
}
