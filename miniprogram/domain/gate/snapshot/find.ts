import { fromBase64Url, toBase64Url } from '../../values/bytes'
import type { Day } from '../../values/days'
import {
  CODE_AT,
  PLATE_AT,
  readIdentity,
  readVisit,
  VISIT_ID_LENGTH,
  type IdentityRecord,
  type VisitRecord,
} from './records'
import type { GateSnapshot, SnapshotLimit } from './snapshot'

/** Looking things up in a snapshot: from the end, because later records replace earlier ones. */

const visitAt = ({ visits, visitLength }: GateSnapshot, index: number): VisitRecord =>
  readVisit(visits, index, visitLength)

export function visitById(snapshot: GateSnapshot, visitId: string): VisitRecord | null {
  const id = fromBase64Url(visitId)
  if (id === null || id.length !== VISIT_ID_LENGTH) return null
  const index = lastIndexOf(snapshot.visits, id, 0, snapshot.visitLength)
  return index < 0 ? null : visitAt(snapshot, index)
}

export function visitByCode(snapshot: GateSnapshot, code: Uint8Array): VisitRecord | null {
  const index = lastIndexOf(snapshot.visits, code, CODE_AT, snapshot.visitLength)
  return index < 0 ? null : visitById(snapshot, visitAt(snapshot, index).visitId)
}

/** The visit of an emergency pass number. */
export function visitByNumber(snapshot: GateSnapshot, number: Uint8Array): VisitRecord | null {
  const token = toBase64Url(number)
  const limit = snapshot.limits.find((each) => each.number === token)
  return limit === undefined ? null : visitById(snapshot, limit.visitId)
}

/** Every visit with this plate as it stands now, the latest told first. */
export function visitsByPlate(snapshot: GateSnapshot, plate: Uint8Array): VisitRecord[] {
  const found = new Map<string, VisitRecord>()
  let index = lastIndexOf(snapshot.visits, plate, PLATE_AT, snapshot.visitLength)
  while (index >= 0) {
    const { visitId } = visitAt(snapshot, index)
    const current = visitById(snapshot, visitId)
    // A booking that was changed may have another plate now.
    if (current !== null && current.plate !== null && sameBytes(current.plate, plate))
      found.set(visitId, current)
    index = lastIndexOf(snapshot.visits, plate, PLATE_AT, snapshot.visitLength, index)
  }
  return [...found.values()]
}

export const limitOf = (snapshot: GateSnapshot, visitId: string): SnapshotLimit | null =>
  snapshot.limits.find((limit) => limit.visitId === visitId) ?? null

/** What the last word on an identity says: all records since the latest `clear`. */
export function identityRecords(snapshot: GateSnapshot, token: Uint8Array): IdentityRecord[] {
  const records: IdentityRecord[] = []
  let index = lastIndexOf(snapshot.identities, token, 0, snapshot.identityLength)
  while (index >= 0) {
    const record = readIdentity(snapshot.identities, index)
    if (record.what === 'clear') break
    records.push(record)
    index = lastIndexOf(snapshot.identities, token, 0, snapshot.identityLength, index)
  }
  return records
}

export const isBlocked = (records: readonly IdentityRecord[], today: Day): boolean =>
  records.some(
    ({ what, from, until }) => what === 'blocked' && from <= today && (until === null || today <= until),
  )

/** Where the last record before `before` begins whose bytes at `offset` are those wanted; -1: none. */
function lastIndexOf(
  records: Uint8Array,
  wanted: Uint8Array,
  offset: number,
  length: number,
  before = records.length,
): number {
  const first = wanted[0]
  for (let index = before - length; index >= 0; index -= length) {
    if (records[index + offset] !== first) continue
    let same = 1
    while (same < wanted.length && records[index + offset + same] === wanted[same]) same++
    if (same === wanted.length) return index
  }
  return -1
}

export const sameBytes = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index])
