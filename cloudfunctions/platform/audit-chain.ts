import type { AuditFaultKind } from '../../miniprogram/domain/audit/topics'
import { linkedRows } from './audit-links'
import { isKeptAsSaid, namesItsAuthor, rowMac, type AuditRow } from './audit'
import { canonicalJson } from './canonical'
import type { Stored } from './database'
import { fixedHash } from './sealing'

/**
 * The sealed chain over the audit rows (docs/decisions/0012). A seal lists rows with their keyed hashes and names the seal
 * before it; its own keyed hash is the head of the chain until the next one. Who holds the database but no key can't make
 * one; a tail that was cut off is missed by the heads that are kept outside the database.
 */
export interface Seal extends Stored {
  /** From 1 on, without a gap. */
  seq: number
  /** Epoch milliseconds. */
  at: number
  /** Hash of the seal before it; empty for the first. */
  previous: string
  rows: { id: string; mac: string }[]
  /** What was wrong when it was made, before anything else could be proved of it. */
  found: AuditFault[]
  /** Keyed hash of all of it. */
  hash: string
}

/** The last seal, as it is kept outside the database: keyed, so that nobody makes up one. */
export interface ChainHead {
  seq: number
  at: number
  hash: string
  mac: string
}

/**
 * What doesn't fit: a row that was changed, isn't there, or is there without a seal listing it; a row that another one
 * names and no seal knows; a seal that was changed, isn't there, or doesn't follow the one before; a head kept outside that
 * the chain doesn't reach, or that is no head of ours.
 */
export interface AuditFault {
  kind: AuditFaultKind
  /** Seal or head; 0: not sealed yet. */
  seq: number
  /** Row; empty where none is meant. */
  id: string
}

const fault = (kind: AuditFaultKind, seq: number, id = ''): AuditFault => ({ kind, seq, id })

export const sealId = (seq: number): string => `seal:${String(seq).padStart(12, '0')}`

/** Seals `rows` in their order behind `last`, with what is already wrong with them. */
export function sealRows(
  last: Seal | null,
  rows: readonly AuditRow[],
  found: readonly AuditFault[],
  now: number,
): Seal {
  const seq = (last?.seq ?? 0) + 1
  const seal = {
    ...{ _id: sealId(seq), seq, at: now, previous: last?.hash ?? '' },
    rows: rows.map((row) => ({ id: row._id, mac: rowMac(row) })),
    found: [...found, ...rows.flatMap((row) => rowFaults(row, row.mac, seq, now))],
    hash: '',
  }
  return { ...seal, hash: hashOf(seal) }
}

const hashOf = ({ hash: _, ...seal }: Seal): string => fixedHash('auditSeal', canonicalJson(seal))

/** A row that isn't what `mac` says, names another author than it was written with, or is listed as another. */
export const rowFaults = (row: AuditRow, mac: string, seq: number, now: number): AuditFault[] =>
  rowMac(row) === mac && namesItsAuthor(row, now) && isKeptAsSaid(row, now)
    ? []
    : [fault('rowEdited', seq, row._id)]

/**
 * What is wrong with one seal and its rows.
 * @param previous the seal before it; undefined: not looked at
 * @param rows those that say they are in it, in any order
 */
export function sealFaults(
  seal: Seal,
  previous: Seal | null | undefined,
  rows: readonly AuditRow[],
  now: number,
): AuditFault[] {
  const { seq } = seal
  const faults = [...seal.found]
  if (hashOf(seal) !== seal.hash || seal._id !== sealId(seq)) faults.push(fault('sealEdited', seq))
  if (previous !== undefined) {
    if (seq !== (previous?.seq ?? 0) + 1) faults.push(fault('sealMissing', seq - 1))
    if (seal.previous !== (previous?.hash ?? '')) faults.push(fault('sealOrder', seq))
  }
  const there = new Map(rows.map((row) => [row._id, row]))
  for (const { id, mac } of seal.rows) {
    const row = there.get(id)
    faults.push(...(row === undefined ? [fault('rowMissing', seq, id)] : rowFaults(row, mac, seq, now)))
  }
  const listed = new Set(seal.rows.map(({ id }) => id))
  faults.push(...rows.filter(({ _id }) => !listed.has(_id)).map(({ _id }) => fault('rowInserted', seq, _id)))
  return faults
}

/** Rows that `rows` name and `known` doesn't hold. */
export const linkFaults = (rows: readonly AuditRow[], known: (id: string) => boolean): AuditFault[] =>
  rows.flatMap(({ follows, seal }) =>
    linkedRows(follows)
      .filter((id) => !known(id))
      .map((id) => fault('linkMissing', seal, id)),
  )

export function headOf({ seq, at, hash }: Seal): ChainHead {
  const head = { seq, at, hash }
  return { ...head, mac: headMac(head) }
}

const headMac = ({ seq, at, hash }: Omit<ChainHead, 'mac'>): string =>
  fixedHash('auditHead', canonicalJson({ seq, at, hash }))

/** What a head that was kept outside says of the chain. @param seal the seal of its number; null: there is none */
export function headFaults(head: ChainHead, seal: Seal | null): AuditFault[] {
  if (head.mac !== headMac(head)) return [fault('headEdited', head.seq)]
  if (seal === null) return [fault('headMissing', head.seq)]
  return seal.hash === head.hash ? [] : [fault('sealEdited', head.seq)]
}

/** A head for people to note down: number and first letters of its hash, enough to tell it from every other. */
export const headCode = ({ seq, hash }: Pick<ChainHead, 'seq' | 'hash'>): string =>
  `${seq}-${hash.slice(0, 12)}`
