import { dayOf } from '../../../miniprogram/domain/values/days'
import type { AuditFaultKind } from '../../../miniprogram/domain/audit/topics'
import {
  headCode,
  headFaults,
  headLost,
  isOurs,
  ownFaults,
  sealFaults,
  type AuditFault,
  type ChainHead,
  type Place,
} from '../../platform/audit-chain'
import type { Stored } from '../../platform/database'
import { headNames, LATEST_HEAD, loadHead, loadPlace, placesAfter } from '../../stores/audit-seals'
import { findPutAside, findSealed, findStrays, findUnsealed } from '../../stores/audit'
import { isCutOff, listedIn, missingLinks } from './seal'

/** What one piece of the chain came to. */
export interface Verified {
  /** Rows looked at. */
  rows: number
  /** Those documents. */
  found: Stored[]
  faults: AuditFault[]
  /** Number of the last seal looked at; the next piece begins behind it. Null: that was the end. */
  next: number | null
}

/** Seals of one piece: as much as one call of a function looks at within a second or two. */
const SEALS_A_PIECE = 10
/** Rows that wait for their seal and are looked at. */
const MAX_UNSEALED = 1000

/** Looks at the seals behind number `after` with all of their rows; behind the last one, at rows that wait. */
export async function verifyPiece(after: number, now: number): Promise<Verified> {
  const [before, { places, isEnd }] = await Promise.all([
    after === 0 ? null : loadPlace(after),
    placesAfter(after, SEALS_A_PIECE),
  ])
  const last = places[places.length - 1]
  // Before the rows of the seals: one that is being marked meanwhile is among these or among those.
  const unsealed = isEnd ? await findUnsealed(MAX_UNSEALED) : []
  const listed = listedIn(last)
  const waiting = unsealed.filter(({ _id }) => !listed.has(_id))
  const isKept = (place: Place) => place !== last || !isCutOff(place, unsealed)
  const [strays, lost, ...rowsOf] = await Promise.all([
    straysOf(after, places, isEnd),
    lostHeads(before, places.filter(isKept), isEnd),
    ...places.map(({ seq }) => findSealed(seq)),
  ])
  const faults: AuditFault[] = []
  if (after > 0 && before === null) faults.push({ kind: 'sealMissing', seq: after, id: '' })
  for (const [index, place] of places.entries()) {
    const unmarked = place === last ? unsealed.filter(({ _id }) => listed.has(_id)) : []
    const rows = onceEach([...(rowsOf[index] ?? []), ...unmarked])
    faults.push(...sealFaults(place, places[index - 1] ?? before ?? placeholder(after), rows, now))
  }
  faults.push(...waiting.flatMap((row) => ownFaults(row, 0, now)), ...strays, ...lost)
  const all = [...rowsOf.flat(), ...unsealed]
  faults.push(...(await missingLinks(all)))
  return {
    ...{ rows: all.length, found: all, faults: onceEach(faults) },
    next: isEnd ? null : (last?.seq ?? null),
  }
}

/** Where the last answer ended; what stood there is gone, which is told by itself. */
const placeholder = (seq: number): Place | null => (seq === 0 ? null : { seq, seal: null })

/** Rows in no seal that there is: nobody would look at them, though the page lists them as sealed, or doesn't list them. */
async function straysOf(after: number, places: readonly Place[], isLast: boolean): Promise<AuditFault[]> {
  const seqs = places.map(({ seq }) => seq)
  const [rows, putAside] = await Promise.all([
    findStrays(after, seqs, { isFirst: after === 0, isLast }),
    after === 0 ? findPutAside() : [],
  ])
  const faults = await Promise.all(
    rows.map(async ({ _id, seal }): Promise<AuditFault | null> => {
      const seq = typeof seal === 'number' && Number.isInteger(seal) && seal > 0 ? seal : 0
      // One that the timer seals meanwhile is in a seal that is there by now.
      return seq > 0 && (await loadPlace(seq)) !== null ? null : faultOf('rowInserted', seq, _id)
    }),
  )
  return [
    ...faults.filter((fault) => fault !== null),
    ...putAside.map(({ _id }) => faultOf('rowEdited', 0, _id)),
  ]
}

const faultOf = (kind: AuditFaultKind, seq: number, id: string): AuditFault => ({ kind, seq, id: String(id) })

/**
 * Heads that were kept when these seals were made and aren't there: that of each day in which one was made, and at the end the
 * latest. How far that one reaches isn't asked: it is written again and again, and a copy that lies on the way may be older.
 */
async function lostHeads(
  before: Place | null,
  places: readonly Place[],
  isEnd: boolean,
): Promise<AuditFault[]> {
  const last = places[places.length - 1] ?? before
  const wanted: [name: string, place: Place][] = isEnd && last !== null ? [[LATEST_HEAD, last]] : []
  let day = before?.seal ? dayOf(before.seal.at) : ''
  for (const place of places) {
    const its = place.seal === null ? day : dayOf(place.seal.at)
    if (its !== day) wanted.push([its, place])
    day = its
  }
  const there = await Promise.all(wanted.map(([name]) => loadHead(name)))
  return wanted.filter((_, index) => there[index] === null).map(([, place]) => headLost(place))
}

/** What is equal counts once: a fault that its seal tells of is found again, and a row may be marked meanwhile. */
const onceEach = <T extends Stored | AuditFault>(found: readonly T[]): T[] => [
  ...new Map(
    found.map((each) => ['_id' in each ? each._id : `${each.kind}:${each.seq}:${each.id}`, each]),
  ).values(),
]

/** What the heads kept outside the database say: the latest, and those of the last `days` days. `heads`: those of ours. */
export async function verifyHeads(
  days: number,
  now: number,
): Promise<{ heads: ChainHead[]; faults: AuditFault[] }> {
  const found = (await Promise.all(headNames(days, now).map(loadHead))).filter((head) => head !== null)
  const places = await Promise.all(found.map(({ seq }) => loadPlace(seq)))
  return {
    heads: found.filter(isOurs),
    faults: found.flatMap((head, index) => headFaults(head, places[index] ?? null)),
  }
}

/** The whole chain, piece by piece. @param on told after each piece, for who waits */
export async function verifyAll(
  days: number,
  now: number,
  on: (rows: number) => void,
): Promise<{ rows: number; faults: AuditFault[]; heads: ChainHead[] }> {
  const { heads, faults } = await verifyHeads(days, now)
  let [rows, next]: [number, number | null] = [0, 0]
  while (next !== null) {
    const piece: Verified = await verifyPiece(next, now)
    rows += piece.rows
    faults.push(...piece.faults)
    next = piece.next
    on(rows)
  }
  return { rows, faults, heads }
}

/** Whether the chain goes through a head that somebody noted down (`headCode`). */
export async function fitsHead(code: string): Promise<boolean> {
  const place = await loadPlace(Number(code.split('-')[0]))
  return place !== null && place.seal !== null && headCode(place.seal) === code
}
