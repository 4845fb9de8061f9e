import * as z from 'zod'
import { AUDIT_FAULTS, type AuditFaultKind } from '../../miniprogram/domain/audit/topics'
import { isKeptAsSaid, namesItsAuthor, rowMac } from './audit'
import { linkedRows } from './audit-links'
import { moment, readAuditRow, readAuditRows } from './audit-shape'
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
 * the chain doesn't reach, that is no head of ours, or that isn't there any more.
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
const SEAL_ID = /^seal:(\d{12})$/

const sealShape: z.ZodType<Seal> = z.strictObject({
  ...{ _id: z.string(), seq: z.int().min(1), at: moment, previous: z.string(), hash: z.string() },
  rows: z.array(z.strictObject({ id: z.string(), mac: z.string() })),
  found: z.array(z.strictObject({ kind: z.enum(AUDIT_FAULTS), seq: z.number(), id: z.string() })),
})

/** What stands at one number of the chain. Its id says which: a field may say anything, and in any type. */
export interface Place {
  seq: number
  /** Null: what stands there isn't a seal of this number. */
  seal: Seal | null
}

/** A document of the seals by its place; null: its id is no seal's. */
export function placeOf(document: Stored): Place | null {
  const [, digits] = SEAL_ID.exec(document._id) ?? []
  if (digits === undefined) return null
  const seq = Number(digits)
  const seal = sealShape.safeParse(document).data
  return { seq, seal: seal?.seq === seq ? seal : null }
}

const headShape: z.ZodType<ChainHead> = z.strictObject({
  ...{ seq: z.int().min(1), at: moment, hash: z.string(), mac: z.string() },
})
/** What is kept where a head should be and can't be read as one: nobody's mac fits it. */
const NO_HEAD: ChainHead = { seq: 0, at: 0, hash: '', mac: '' }

/** A head from the text it is kept as. */
export function readHead(text: string): ChainHead {
  try {
    return headShape.safeParse(JSON.parse(text)).data ?? NO_HEAD
  } catch {
    return NO_HEAD
  }
}

/** Seals `rows` in their order behind `last`, with what is already wrong with them. */
export function sealRows(
  last: Place | null,
  rows: readonly Stored[],
  found: readonly AuditFault[],
  now: number,
): Seal {
  const seq = (last?.seq ?? 0) + 1
  const seal = {
    ...{ _id: sealId(seq), seq, at: now, previous: last?.seal?.hash ?? '' },
    rows: rows.map(lineOf),
    found: [...found, ...rows.flatMap((row) => ownFaults(row, seq, now))],
    hash: '',
  }
  return { ...seal, hash: hashOf(seal) }
}

/** One that can't be read stands by its id: what becomes of it proves nothing. */
function lineOf(document: Stored): { id: string; mac: string } {
  const row = readAuditRow(document)
  return { id: String(document._id), mac: row === null ? '' : rowMac(row) }
}

const hashOf = ({ hash: _, ...seal }: Seal): string => fixedHash('auditSeal', canonicalJson(seal))

/**
 * A row that isn't what it and `mac` say, names another author than it was written with, is listed as another, or can't be
 * read as a row at all. @param mac of the seal that lists it; null: none does yet
 */
function rowFaults(document: Stored, mac: string | null, seq: number, now: number): AuditFault[] {
  const row = readAuditRow(document)
  return row !== null &&
    rowMac(row) === row.mac &&
    (mac === null || row.mac === mac) &&
    namesItsAuthor(row, now) &&
    isKeptAsSaid(row, now)
    ? []
    : [fault('rowEdited', seq, String(document._id))]
}

/** What is wrong with a row that no seal lists yet. */
export const ownFaults = (document: Stored, seq: number, now: number): AuditFault[] =>
  rowFaults(document, null, seq, now)

/**
 * What is wrong with what stands at one place of the chain, and with its rows.
 * @param before the place before it; null: it is the first
 * @param rows those that say they are in it, in any order
 */
export function sealFaults(
  { seq, seal }: Place,
  before: Place | null,
  rows: readonly Stored[],
  now: number,
): AuditFault[] {
  const faults: AuditFault[] = []
  if (seq !== (before?.seq ?? 0) + 1) faults.push(fault('sealMissing', seq - 1))
  // What it lists isn't known: its rows are looked at by themselves.
  if (seal === null)
    return [...faults, fault('sealEdited', seq), ...rows.flatMap((row) => ownFaults(row, seq, now))]
  faults.push(...seal.found)
  if (hashOf(seal) !== seal.hash) faults.push(fault('sealEdited', seq))
  // The one before that can't be read is told of there.
  if (before?.seal !== null && seal.previous !== (before?.seal.hash ?? ''))
    faults.push(fault('sealOrder', seq))
  const there = new Map(rows.map((row) => [row._id, row]))
  for (const { id, mac } of seal.rows) {
    const row = there.get(id)
    faults.push(...(row === undefined ? [fault('rowMissing', seq, id)] : rowFaults(row, mac, seq, now)))
  }
  const listed = new Set(seal.rows.map(({ id }) => id))
  faults.push(
    ...rows.filter(({ _id }) => !listed.has(_id)).map(({ _id }) => fault('rowInserted', seq, String(_id))),
  )
  return faults
}

/** Rows that `rows` name and `known` doesn't hold. */
export const linkFaults = (rows: readonly Stored[], known: (id: string) => boolean): AuditFault[] =>
  readAuditRows(rows).flatMap(({ follows, seal }) =>
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

/** Whether it is a head of ours. */
export const isOurs = (head: ChainHead): boolean => head.mac === headMac(head)

/** What a head that was kept outside says of the chain. @param place what stands at its number; null: nothing does */
export function headFaults(head: ChainHead, place: Place | null): AuditFault[] {
  if (!isOurs(head)) return [fault('headEdited', head.seq)]
  if (place === null) return [fault('headMissing', head.seq)]
  return place.seal?.hash === head.hash ? [] : [fault('sealEdited', head.seq)]
}

/** A head that was kept of this seal, or of one after it, isn't there. */
export const headLost = ({ seq }: Place): AuditFault => fault('headLost', seq)

/** A head for people to note down: number and first letters of its hash, enough to tell it from every other. */
export const headCode = ({ seq, hash }: Pick<ChainHead, 'seq' | 'hash'>): string =>
  `${seq}-${hash.slice(0, 12)}`
