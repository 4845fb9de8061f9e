import type { CompanionForm, FieldWith, VisitForm } from '../../../miniprogram/domain/visit/form-fields'
import type { HeadLog } from '../../../miniprogram/domain/gate/presence'
import type { HostConfirmation } from '../../../miniprogram/domain/visit/host-confirmation'
import type { Direction, PurposeClass, PurposeWords } from '../../../miniprogram/domain/visit/purposes'
import {
  isStanding,
  isWaiting,
  tabOf,
  type VisitLife,
  type VisitState,
  type VisitTab,
} from '../../../miniprogram/domain/visit/visit'
import { findByIds, readDocument } from '../../platform/database'
import type { Stored, Transaction } from '../../platform/database'
import type { PlateNumber } from '../../../miniprogram/domain/values/plates'
import { keptEndOf } from '../../../miniprogram/domain/values/validity'
import { atCampus, atUnit, facetsOf } from '../../platform/facets'
import { momentSort } from '../../platform/pages'

/** Where they stand. */
export const COLLECTION = 'visits'

/** A companion with the document sealed, beside the hashes by which the blacklist and gates know it. */
export interface StoredCompanion extends CompanionForm {
  documentHash: string
  tailHashes: string[]
}

/** Fields of the form that stand on the visit under their own name, in clear or sealed (domain/visit/form-fields.ts). */
export type StoredForm = Pick<VisitForm, FieldWith<'stored', 'clear' | 'sealed'>>

/** What finds a visit by a number that stands on it sealed. */
export interface VisitHashes {
  phoneHash: string
  documentHash: string
  /** By the last six of the ID and the name, at a gate (spec 5.1): a permit's with and without its renewals. */
  tailHashes: string[]
  /** By the document of a companion, or its last six and the name: all hashes of each. */
  companionKeys: string[]
}

/** The face on a visit. `file` null: deleted or withdrawn; that there was a consent stays on record. */
export interface VisitFace {
  photoId: string
  file: string | null
  consentAt: number
  /** When the visit took it over: gates tell its visitor by it from then on; absent: when it was sent. */
  takenAt?: number
  /** When the picture is deleted at the latest, epoch ms; absent: that wasn't said yet. */
  keptUntil?: number
  /** When it was deleted or withdrawn; absent while it is there. */
  goneAt?: number
  /** Added to a standing pass, and its unit has still to look at it: gates aren't told of it. */
  asked?: true
  /** The unit looked at it and didn't take it. */
  refused?: true
}

/** A booking as it is stored. ID and phone numbers stand sealed, beside the hashes that find them. */
export interface Visit extends Stored, VisitLife, StoredForm, VisitHashes {
  rev: number
  /** openid of the visitor who holds it. */
  owner: string
  /** openids of all who ever made, sent or held it: none of them decides it (spec 3, Four eyes). Only grows. */
  makers: string[]
  hostName: string
  unitId: string
  unitName: string
  purposeClass: PurposeClass
  /** What the purpose was called when it was booked; absent: by its shipped name. */
  purposeWords?: PurposeWords
  /** WeChat named the number as the visitor's (spec 2, Fair use). */
  phoneProved?: boolean
  /** Somebody else proved the number that was typed here: it is held by their booking. */
  phoneTaken?: boolean
  plate: PlateNumber | null
  companions: StoredCompanion[]
  submittedAt: number
  changedAt: number
  /** `emergency`: recorded by the desk by phone (spec 5.6), with no WeChat user. */
  kind: 'booking' | 'invitation' | 'emergency' | 'activity' | 'standing' | 'walkIn'
  /** The activity whose guest it is, and its title (spec 4.2); absent: of none. */
  activityId?: string
  activityTitle?: string
  /** Given at a gate: by its name, and when it ends by itself, epoch ms (spec 4.3); absent: it is no walk-in. */
  walkIn?: { gateName: string; endsAt: number }
  vip: boolean
  /** Who invited; answers for the guest's identity when they filled in the form. */
  inviter: { openid: string; name: string } | null
  hostConfirmation: HostConfirmation
  /** How many other official bookings of the unit had come with its car when it was sent (domain/visit/risk-hints.ts). */
  earlierWithCar: number
  /** Approved by its own inviter because the unit has nobody else (spec 3). */
  selfApproved: boolean
  /** Whom a message of it has reached and when, by name: nobody waits in silence (spec 3). Written by the delivery. */
  notifications: { at: number; names: string[] }[]
  /** Who of the unit looked at ID and number in full, and when; absent: nobody. */
  shownTo?: { at: number; name: string }[]
  /** When the approvers were last reminded before the visit. */
  remindedAt: number | null
  /** The person was taken out after the time for keeping (spec 9). */
  anonymous: boolean
  /** What an approver's search finds it by (usecases/visit/search-keys.ts). */
  keys: string[]
  /** The visitor's photo for the gate; null: never had one. */
  face: VisitFace | null
  /** The only gates it may use; null: those of its purpose. */
  gateIds: string[] | null
  /** Which try at a free short code this visit got; null before the first approval. */
  shortCodeTry: number | null
  /** The state that gates were last told (usecases/gate/publish.ts); kept by `saveVisitIn`, undefined until the first approval. */
  gateState?: VisitState
  /** Of all that they were told with it. */
  gateDigest?: string
  /** Public key of the phone that holds the pass, base64url, and since when; absent: none was shown yet. */
  holder?: { key: string; at: number }
  /** How many of its people are inside, as far as gates saw; absent: nobody. */
  headsInside?: number
  /** The passages that this follows from (domain/gate/presence.ts); absent: none. */
  headLog?: HeadLog
  /** Number of an emergency pass (spec 5.6); others have none. */
  number?: string
  lastPassageAt: number | null
  /** Which way the visitor last passed a gate, and on which campus they are. */
  lastDirection: Direction | null
  insideCampusId: string | null
  /** Where the visited unit is, or else the gates it is for; kept by `saveVisitIn`, empty until then. */
  campusId: string
  /** What the office's list of records finds it by, and its place there; kept by `writeVisitIn`. */
  facets: string[]
  recordSort: string
  /** It came in, and its host is still to be told (spec 3); absent: isn't. */
  hostUntold?: boolean
  /** How often it was used to come in, counted where its right limits that (spec 4.5); absent: never. */
  entriesMade?: number
  /** When its last hours end, epoch ms; kept by `writeVisitIn`. Absent: it holds at every hour of its days. */
  endsAt?: number
  /** Somebody comes in by it on its days, or is inside and leaves by it; kept by `writeVisitIn`. */
  letsPass: boolean
  /** Tab and place in it; kept by `writeVisitIn`. */
  list: VisitTab | 'waiting' | 'asked' | 'standing' | 'archived'
  sort: string
}

export const loadVisit = (id: string): Promise<Visit | null> => readDocument<Visit>(COLLECTION, id)

/** Those of `ids` that exist, by id, outside a transaction, for looking. */
export const loadVisits = async (ids: readonly string[]): Promise<ReadonlyMap<string, Visit>> =>
  new Map((await findByIds<Visit>(COLLECTION, ids)).map((visit) => [visit._id, visit]))

export const loadVisitIn = (tx: Transaction, id: string): Promise<Visit | null> =>
  tx.read<Visit>(COLLECTION, id)

/** Writes a visit with its revision counted and its place in the lists brought up to date. */
export async function writeVisitIn(tx: Transaction, visit: Visit): Promise<Visit> {
  const list = listOf(visit)
  const { campusId, unitId, state, firstDay, submittedAt, _id } = visit
  const { endsAt: _, ...kept } = visit
  const written: Visit = {
    ...{ ...kept, rev: visit.rev + 1, list, sort: sortKey(visit, list) },
    ...keptEndOf({ ...visit.right, lastDay: visit.lastDay }),
    letsPass: state === 'approved' || visit.insideCampusId !== null,
    facets: facetsOf([atCampus(campusId), atUnit(unitId)], [state]),
    recordSort: `${firstDay}:${momentSort(submittedAt, _id)}`,
  }
  await tx.write(COLLECTION, written)
  return written
}

/** The tab that it stands in; what no approver of a unit decides stands apart from what they do. */
function listOf(visit: Visit): Visit['list'] {
  if (visit.anonymous) return 'archived'
  if (isWaiting(visit)) return 'waiting'
  const tab = tabOf(visit.state)
  if (!isStanding(visit)) return tab
  return tab === 'pending' ? 'asked' : tab === 'approved' ? 'standing' : tab
}

/** The tab in which its own visitor finds what stands in a list; null: in none. */
export const tabOfList = (list: Visit['list']): VisitTab | null => TAB_OF_LIST[list]

const TAB_OF_LIST: Readonly<Record<Visit['list'], VisitTab | null>> = {
  ...{ pending: 'pending', approved: 'approved', returned: 'returned', ended: 'ended' },
  ...{ waiting: 'pending', standing: 'approved', asked: null, archived: null },
}

/** The lists of a tab, as `tabOfList` has them. */
export const listsOfTab = (tab: VisitTab): Visit['list'][] =>
  (Object.keys(TAB_OF_LIST) as Visit['list'][]).filter((list) => TAB_OF_LIST[list] === tab)

/** Sorts as text: first day for those who wait, moment of the last change for the rest. Unique by the id. */
function sortKey(visit: Visit, list: Visit['list']): string {
  return list === 'pending' || list === 'waiting' || list === 'asked'
    ? `${visit.firstDay}:${momentSort(visit.submittedAt, visit._id)}`
    : momentSort(visit.changedAt, visit._id)
}
