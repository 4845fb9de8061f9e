import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import type { StayLife, StayList } from '../../miniprogram/domain/vehicle/stay'
import type { PurposeClass } from '../../miniprogram/domain/visit/purposes'
import {
  command,
  count,
  find,
  findByIds,
  readDocument,
  type Stored,
  type Transaction,
} from '../platform/database'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

const COLLECTION = 'stays'

/** One vehicle on one campus, from entry to its end. */
export interface Stay extends Stored, StayLife {
  plate: PlateNumber
  campusId: string
  campusName: string
  gateIn: string
  gateOut: string | null
  /** Empty when the vehicle came without a booking (an override). */
  visitId: string
  purposeClass: PurposeClass
  /** Until when an official visit is free; null: always. Epoch milliseconds. */
  officialUntil: number | null
  /** openids of those who asked the desk to check: they are told the result. */
  askedBy: string[]
  /** Kept by `saveStayIn`, for the desk's three lists. */
  inside: boolean
  due: boolean
  /** It ended by itself, and those who asked for a check weren't told yet. */
  askersUntold: boolean
  /** It is over and settled, and says which car it was: that goes with time (spec 9, How long). */
  namesPlate: boolean
  sort: string
}

export const loadStay = (id: string): Promise<Stay | null> => readDocument<Stay>(COLLECTION, id)

export const loadStayIn = (tx: Transaction, id: string): Promise<Stay | null> => tx.read<Stay>(COLLECTION, id)

export async function saveStayIn(
  tx: Transaction,
  stay: Omit<Stay, 'inside' | 'due' | 'askersUntold' | 'namesPlate' | 'sort'>,
): Promise<void> {
  const kept = {
    inside: stay.state === 'inside',
    due: stay.state === 'due',
    askersUntold: stay.askedBy.length > 0 && stay.state !== 'inside',
    namesPlate: (stay.plate as string) !== '' && !isOpen(stay),
    sort: momentSort(stay.exitAt ?? stay.enteredAt, stay._id),
  }
  await tx.write<Stay>(COLLECTION, { ...stay, ...kept })
}

/** What is still owed, inside or asked about is found by its plate. */
export const isOpen = ({ state, caseOpen }: Pick<Stay, 'state' | 'caseOpen'>): boolean =>
  state === 'inside' || state === 'due' || caseOpen

/** Vehicles on a campus that came without a booking, longest first: somebody let them in. */
export const findUnbookedInside = (campusId: string): Promise<Stay[]> =>
  find<Stay>(COLLECTION, { campusId, inside: true, visitId: '' }, ['sort', 'asc'], MAX_UNBOOKED)

/** More than guards let in at once. */
const MAX_UNBOOKED = 200

/** Stays that ended while somebody waited for the desk's word. */
export const findAskersUntold = (limit: number): Promise<Stay[]> =>
  find<Stay>(COLLECTION, { askersUntold: true }, ['_id', 'asc'], limit)

/** Those of the stays that entries with these ids began. */
export const loadStays = (ids: readonly string[]): Promise<Stay[]> => findByIds<Stay>(COLLECTION, ids)

/** Stays that were over before `before` (epoch milliseconds) and say which car it was. */
export const findNamedBefore = (before: number, limit: number): Promise<Stay[]> =>
  find<Stay>(
    COLLECTION,
    { namesPlate: true, sort: command().lt(momentSort(before, '')) },
    ['sort', 'asc'],
    limit,
  )

const CONDITIONS: Readonly<Record<StayList, object>> = {
  cases: { caseOpen: true },
  inside: { inside: true },
  due: { due: true },
}

/** How many stand on one of a campus's lists. */
export const countStays = (campusId: string, list: StayList): Promise<number> =>
  count(COLLECTION, { campusId, ...CONDITIONS[list] })

/** One of a campus's lists, latest first. */
export async function listStays(
  campusId: string,
  list: StayList,
  cursor: string | null,
): Promise<Page<Stay>> {
  const condition = {
    campusId,
    ...CONDITIONS[list],
    ...beyond(cursor, 'desc'),
  }
  return pageOf(await find<Stay>(COLLECTION, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}
