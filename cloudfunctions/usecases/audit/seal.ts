import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import {
  headFaults,
  headLost,
  headOf,
  linkFaults,
  sealRows,
  type AuditFault,
  type Place,
  type Seal,
} from '../../platform/audit-chain'
import { linkedRows } from '../../platform/audit-links'
import { readAuditRows } from '../../platform/audit-shape'
import type { Stored } from '../../platform/database'
import { ofInstance } from '../../platform/instance-state'
import { addSeal, lastPlace, LATEST_HEAD, loadHead, loadPlace, saveHead } from '../../stores/audit-seals'
import { findUnsealed, idsOfRows, markSealed } from '../../stores/audit'

/** Rows one seal holds, and seals one tick makes. */
const ROWS_A_SEAL = 100
const SEALS_A_TICK = 20

/**
 * Seals the rows that have come since, in batches (docs/decisions/0012), and keeps the head outside the database. May be
 * run twice at once or cut off anywhere: a seal's number is taken once, and rows that a seal lists are never listed again.
 * What doesn't fit by then is written into the seal for good. Returns how many rows were sealed.
 */
export async function sealAudit(now: number): Promise<number> {
  if ((await findUnsealed(1)).length === 0) return 0
  // In this order: rows that wait when the last seal is known are in it, or in none.
  let last = await lastPlace()
  let rows = await findUnsealed(ROWS_A_SEAL)
  let found = await tailFaults(last, rows)
  let [done, sealed] = [0, 0]
  while (rows.length > 0 && sealed < SEALS_A_TICK) {
    const seal = await nextSeal(last, rows, found, now)
    if (seal !== null && !(await addSeal(seal))) return doneUnlessStuck(last, seal, done)
    if (seal !== null) last = { seq: seal.seq, seal }
    // Before the rows are marked: a head that is missing while none of its rows waits was taken away.
    if (last?.seal) await keepHead(last.seal, dayOf(now))
    const listed = listedIn(last)
    const ids = rows.map(({ _id }) => _id).filter((id) => listed.has(id))
    await markSealed(ids, last?.seq ?? 0)
    if (seal !== null) found = []
    ;[done, sealed] = [done + ids.length, sealed + 1]
    rows = rows.length < ROWS_A_SEAL && seal !== null ? [] : await findUnsealed(ROWS_A_SEAL)
  }
  return done
}

/** Another timer has made a seal of this number. Throws when nobody has: whatever has its id then keeps rows from being sealed. */
async function doneUnlessStuck(last: Place | null, { seq }: Seal, done: number): Promise<number> {
  if ((await lastPlace())?.seq === last?.seq) throw new Error(`seal ${seq} can't be made`)
  return done
}

/** Ids of the rows that a seal lists. */
export const listedIn = (place: Place | null | undefined): ReadonlySet<string> =>
  new Set(place?.seal?.rows.map(({ id }) => id))

/** Null when all of the rows stand in the last seal already: it was cut off before they were marked. */
async function nextSeal(
  last: Place | null,
  rows: readonly Stored[],
  found: readonly AuditFault[],
  now: number,
): Promise<Seal | null> {
  const listed = listedIn(last)
  const fresh = rows.filter(({ _id }) => !listed.has(_id))
  if (fresh.length < rows.length) return null
  return sealRows(last, fresh, [...found, ...(await missingLinks(fresh))], now)
}

/** Rows named by these that are nowhere any more: they were deleted before they were sealed, or with their seal. */
export async function missingLinks(rows: readonly Stored[]): Promise<AuditFault[]> {
  const own = new Set(rows.map(({ _id }) => _id))
  const others = readAuditRows(rows)
    .flatMap(({ follows }) => linkedRows(follows))
    .filter((id) => !own.has(id))
  const there = await idsOfRows(others)
  return linkFaults(rows, (id) => own.has(id) || there.has(id))
}

/** The chain ends where the head outside says, in a seal that can be read, or it was cut. */
async function tailFaults(last: Place | null, waiting: readonly Stored[]): Promise<AuditFault[]> {
  const head = await loadHead(LATEST_HEAD)
  const broken: AuditFault[] =
    last === null || last.seal !== null ? [] : [{ kind: 'sealEdited', seq: last.seq, id: '' }]
  if (head === null) return [...broken, ...(last === null || isCutOff(last, waiting) ? [] : [headLost(last)])]
  return [...broken, ...headFaults(head, head.seq === last?.seq ? last : await loadPlace(head.seq))]
}

/** Whether a tick ended, or goes on, between making this seal and marking its rows: its head may not be kept yet. */
export function isCutOff(last: Place, waiting: readonly Stored[]): boolean {
  const listed = listedIn(last)
  return waiting.some(({ _id }) => listed.has(_id))
}

/** The head of each day that has one, written once; the instance remembers which it has looked for. */
const dayKept = ofInstance(() => ({ day: '' }))

async function keepHead(last: Seal, today: Day): Promise<void> {
  const head = headOf(last)
  await saveHead(LATEST_HEAD, head)
  if (dayKept().day === today) return
  if ((await loadHead(today)) === null) await saveHead(today, head)
  dayKept().day = today
}
