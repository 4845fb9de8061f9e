import type { AuditRow } from '../../platform/audit'
import {
  headCode,
  headFaults,
  rowFaults,
  sealFaults,
  type AuditFault,
  type ChainHead,
  type Seal,
} from '../../platform/audit-chain'
import { headNames, loadHead, loadSeal, sealsAfter } from '../../stores/audit-seals'
import { findSealed, findStrays, findUnsealed } from '../../stores/audit'
import { missingLinks } from './seal'

/** What one piece of the chain came to. */
export interface Verified {
  /** Rows looked at. */
  rows: number
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
  const [before, seals] = await Promise.all([
    after === 0 ? null : loadSeal(after),
    sealsAfter(after, SEALS_A_PIECE),
  ])
  const last = seals[seals.length - 1]
  const isEnd = seals.length < SEALS_A_PIECE
  // Before the rows of the seals: one that is being marked meanwhile is among these or among those.
  const unsealed = isEnd ? await findUnsealed(MAX_UNSEALED) : []
  const listed = new Set(last?.rows.map(({ id }) => id))
  const waiting = unsealed.filter(({ _id }) => !listed.has(_id))
  const [strays, ...rowsOf] = await Promise.all([
    straysOf(after, seals, isEnd),
    ...seals.map(({ seq }) => findSealed(seq)),
  ])
  const faults: AuditFault[] = []
  let previous: Seal | null = before
  for (const [index, seal] of seals.entries()) {
    const marked = rowsOf[index] ?? []
    const unmarked = seal === last ? unsealed.filter(({ _id }) => listed.has(_id)) : []
    faults.push(...sealFaults(seal, previous, onceEach([...marked, ...unmarked]), now))
    previous = seal
  }
  if (after > 0 && before === null) faults.push({ kind: 'sealMissing', seq: after, id: '' })
  faults.push(...waiting.flatMap((row) => rowFaults(row, row.mac, 0, now)))
  faults.push(...strays)
  const all = [...rowsOf.flat(), ...unsealed]
  faults.push(...(await missingLinks(all)))
  return { rows: all.length, faults: onceEach(faults), next: isEnd ? null : (last?.seq ?? null) }
}

/** Rows in no seal that there is: nobody would look at them, though the page lists them as sealed. */
async function straysOf(after: number, seals: readonly Seal[], isLast: boolean): Promise<AuditFault[]> {
  const seqs = seals.map(({ seq }) => seq)
  const rows = await findStrays(after, seqs, { isFirst: after === 0, isLast })
  const faults = await Promise.all(
    rows.map(async ({ _id, seal }): Promise<AuditFault | null> => {
      const seq = Number.isInteger(seal) && seal > 0 ? seal : 0
      // One that the timer seals meanwhile is in a seal that is there by now.
      return seq > 0 && (await loadSeal(seq)) !== null ? null : { kind: 'rowInserted', seq, id: _id }
    }),
  )
  return faults.filter((fault) => fault !== null)
}

/** What is equal counts once: a fault that its seal tells of is found again, and a row may be marked meanwhile. */
const onceEach = <T extends AuditRow | AuditFault>(found: readonly T[]): T[] => [
  ...new Map(
    found.map((each) => ['_id' in each ? each._id : `${each.kind}:${each.seq}:${each.id}`, each]),
  ).values(),
]

/** What the heads kept outside the database say: the latest, and those of the last `days` days. */
export async function verifyHeads(
  days: number,
  now: number,
): Promise<{ heads: ChainHead[]; faults: AuditFault[] }> {
  const found = (await Promise.all(headNames(days, now).map(loadHead))).filter((head) => head !== null)
  const seals = await Promise.all(found.map(({ seq }) => loadSeal(seq)))
  return {
    heads: found,
    faults: found.flatMap((head, index) => headFaults(head, seals[index] ?? null)),
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
  const seal = await loadSeal(Number(code.split('-')[0]))
  return seal !== null && headCode(seal) === code
}
