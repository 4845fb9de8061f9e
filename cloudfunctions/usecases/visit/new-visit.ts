import type { Purpose } from '../../../miniprogram/domain/visit/purposes'
import type { HistoryEntry } from '../../../miniprogram/domain/visit/visit'
import type { Visit } from '../../stores/visits'
import type { SealedForm } from './sealed-form'

/** What makes an invitation or an emergency pass differ from a booking of one's own. */
export type Origin = Pick<Visit, 'kind' | 'vip' | 'inviter'>

/** The activity that a visit is a guest of; it waits until it has a place. */
type GuestOf = Required<Pick<Visit, 'activityId' | 'activityTitle'>>

export const OWN_BOOKING: Origin = { kind: 'booking', vip: false, inviter: null }

/** What every right to come in begins with, whoever gives it; optional parts are what few kinds have. */
interface VisitStart extends Origin, Pick<Visit, '_id' | 'owner' | 'hostName' | 'unitId' | 'unitName'> {
  form: SealedForm
  /** The one that the form names. */
  purpose: Purpose
  /** openids of others than its owner who made it. */
  madeBy?: readonly string[]
  /** The entry that opens its history; the state and the moment it begins with are this one's. */
  opening: HistoryEntry
  earlierWithCar?: number
  /** The only gates it may use; absent: those of its purpose. */
  gateIds?: string[]
  /** What narrows its days; absent: nothing. */
  right?: Visit['right']
  guestOf?: GuestOf
  /** The standing pass whose person it is. */
  standingPassId?: string
  /** The gate at which it is given; it has no right without its places. */
  walkIn?: NonNullable<Visit['walkIn']>
}

/** What a visit has of its purpose: it keeps the word under which it is decided. */
export const partsOfPurpose = ({
  class: purposeClass,
  name,
  nameEn,
}: Purpose): Required<Pick<Visit, 'purposeClass' | 'purposeWords'>> => ({
  purposeClass,
  purposeWords: { name, nameEn },
})

/**
 * A new record that gates may let somebody in by: bookings, invitations and emergency passes are made here and nowhere
 * else, so a field of the record is thought of once.
 */
export function newVisit(start: VisitStart): Visit {
  const { _id, form, purpose, owner, opening, kind, vip, inviter, hostName, unitId, unitName } = start
  const { at, to: state } = opening
  return {
    ...form,
    ...{ _id, owner, kind, vip, inviter, hostName, unitId, unitName, state },
    ...partsOfPurpose(purpose),
    makers: [...(owner === '' ? [] : [owner]), ...(start.madeBy ?? [])],
    submittedAt: at,
    changedAt: at,
    history: [opening],
    notifications: [],
    remindedAt: null,
    hostConfirmation: 'none',
    earlierWithCar: start.earlierWithCar ?? 0,
    selfApproved: false,
    anonymous: false,
    keys: [],
    face: null,
    gateIds: start.gateIds ?? null,
    ...(start.right === undefined ? {} : { right: start.right }),
    ...(start.standingPassId === undefined ? {} : { standingPassId: start.standingPassId }),
    ...(start.guestOf === undefined ? {} : { ...start.guestOf, places: null }),
    ...(start.walkIn === undefined ? {} : { walkIn: start.walkIn, places: null }),
    shortCodeTry: null,
    firstEntryAt: null,
    lastPassageAt: null,
    lastDirection: null,
    insideCampusId: null,
    campusId: '',
    facets: [],
    recordSort: '',
    // Counted and put in its place when it is saved.
    rev: 0,
    letsPass: false,
    list: 'pending',
    sort: '',
  }
}
