import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import type { AuditRow } from '../../platform/audit'
import {
  headFaults,
  headOf,
  linkFaults,
  sealRows,
  type AuditFault,
  type Seal,
} from '../../platform/audit-chain'
import { linkedRows } from '../../platform/audit-links'
import { ofInstance } from '../../platform/instance-state'
import { addSeal, lastSeal, LATEST_HEAD, loadHead, loadSeal, saveHead } from '../../stores/audit-seals'
import { findUnsealed, loadAuditRows, markSealed } from '../../stores/audit'

/** Rows one seal holds, and seals one tick makes. */
const ROWS_A_SEAL = 100
const SEALS_A_TICK = 20

/**
 * Seals the rows that have come since, in batches (docs/decisions/0012), and keeps the head outside the database. May be
 * run twice at once or cut off anywhere: a seal's number is taken once, and rows that a seal lists are never listed again.
 * What doesn't fit by then is written into the seal for good. Returns how many rows were sealed.
 */
export async function sealAudit(now: number): Promise<number> {
  let rows = await findUnsealed(ROWS_A_SEAL)
  if (rows.length === 0) return 0
  let last = await lastSeal()
  let found = await tailFaults(last)
  let [done, sealed] = [0, 0]
  while (rows.length > 0 && sealed < SEALS_A_TICK) {
    const seal = await nextSeal(last, rows, found, now)
    if (seal !== null && !(await addSeal(seal))) break
    last = seal ?? last
    const listed = new Set(last?.rows.map(({ id }) => id))
    const ids = rows.map(({ _id }) => _id).filter((id) => listed.has(id))
    await markSealed(ids, last?.seq ?? 0)
    if (seal !== null) found = []
    ;[done, sealed] = [done + ids.length, sealed + 1]
    rows = rows.length < ROWS_A_SEAL && seal !== null ? [] : await findUnsealed(ROWS_A_SEAL)
  }
  if (last !== null && sealed > 0) await keepHead(last, dayOf(now))
  return done
}

/** Null when all of the rows stand in the last seal already: it was cut off before they were marked. */
async function nextSeal(
  last: Seal | null,
  rows: readonly AuditRow[],
  found: readonly AuditFault[],
  now: number,
): Promise<Seal | null> {
  const listed = new Set(last?.rows.map(({ id }) => id))
  const fresh = rows.filter(({ _id }) => !listed.has(_id))
  if (fresh.length < rows.length) return null
  return sealRows(last, fresh, [...found, ...(await missingLinks(fresh))], now)
}

/** Rows named by these that are nowhere any more: they were deleted before they were sealed, or with their seal. */
export async function missingLinks(rows: readonly AuditRow[]): Promise<AuditFault[]> {
  const own = new Set(rows.map(({ _id }) => _id))
  const others = rows.flatMap(({ follows }) => linkedRows(follows)).filter((id) => !own.has(id))
  const there = new Set((await loadAuditRows(others)).map(({ _id }) => _id))
  return linkFaults(rows, (id) => own.has(id) || there.has(id))
}

/** The chain ends where the head outside says, or it was cut. */
async function tailFaults(last: Seal | null): Promise<AuditFault[]> {
  const head = await loadHead(LATEST_HEAD)
  if (head === null) return []
  return headFaults(head, head.seq === last?.seq ? last : await loadSeal(head.seq))
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
