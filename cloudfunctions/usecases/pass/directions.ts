import type { Input, Output } from '../../../contract'
import { DomainError } from '../../../miniprogram/domain/errors'
import { directionsState } from '../../../miniprogram/domain/pass/directions'
import { invalidityAt, rightOfRow } from '../../../miniprogram/domain/values/validity'
import { stateNow } from '../../../miniprogram/domain/visit/visit'
import { fixedHash, sealAlike, unseal, type SealContext } from '../../platform/sealing'
import { loadActivity } from '../../stores/activities'
import { listGates } from '../../stores/campus'
import { loadVisit, type Visit } from '../../stores/visits'
import { asSettled } from '../activity/as-settled'
import type { Caller } from '../caller'
import { controlsOf, gatesOf } from '../visit/views'

/**
 * The card that a visitor sends to the driver carries the visit's id sealed for this use alone: nobody makes one by trying, it
 * names nothing that another action takes, and the server says each time how the visit stands. Facts in the card itself
 * would still lead there when it was revoked, or moved to another day.
 */
const CARD: SealContext = { collection: 'visits', record: 'card', field: 'directions' }

/** What the card of a visit carries. Whose visit it becomes later, by an invitation that is claimed anew, sends their own. */
export const directionsCard = (visit: Pick<Visit, '_id' | 'owner'>): string =>
  sealAlike(`${visit._id}.${ownerMark(visit)}`, CARD)

const OWNER_MARK_LENGTH = 12
/** Tells owners apart, and nothing of who they are. */
const ownerMark = ({ owner }: Pick<Visit, 'owner'>): string =>
  fixedHash('directions', owner).slice(0, OWNER_MARK_LENGTH)

/**
 * Days, hours and gates of the visit on a card, for whoever holds it: no name, number, plate, unit or code, and of one that
 * doesn't lead there any more nothing else. NOT_FOUND: no card of ours, or its visit is gone or somebody else's by now, which
 * are told the same.
 */
export async function readDirections(
  caller: Caller,
  { card }: Input<'pass.directions'>,
): Promise<Output<'pass.directions'>> {
  const [visitId = '', mark] = contentOf(card).split('.')
  const stored = await loadVisit(visitId)
  if (stored === null || ownerMark(stored) !== mark) throw new DomainError('NOT_FOUND')
  const activity = stored.activityId === undefined ? null : await loadActivity(stored.activityId)
  const visit = asSettled(activity, stored, caller.now)
  const invalidity = invalidityAt(rightOfRow(visit), caller.now, visit.entriesMade)
  const state = directionsState(stateNow(visit, caller.now), invalidity)
  return { state, visit: state === 'open' ? await wayOf(visit, caller.now) : null }
}

function contentOf(card: string): string {
  try {
    return unseal(card, CARD)
  } catch {
    throw new DomainError('NOT_FOUND')
  }
}

async function wayOf(visit: Visit, now: number): Promise<NonNullable<Output<'pass.directions'>['visit']>> {
  const { firstDay, lastDay, purposeClass, plate, walkIn, right } = visit
  const [gates, controls] = await Promise.all([listGates(), controlsOf(visit, now)])
  return {
    ...{ firstDay, lastDay, purposeClass, driving: plate !== null },
    ...(walkIn === undefined ? {} : { endsAt: walkIn.endsAt }),
    ...(right?.hours === undefined ? {} : { hours: right.hours }),
    ...(right?.weekdays === undefined ? {} : { weekdays: [...right.weekdays] }),
    ...{ gates: gatesOf(visit, gates), controls },
  }
}
