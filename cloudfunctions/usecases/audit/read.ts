import type { Input, Output } from '../../../contract'
import { auditActionsOf } from '../../../miniprogram/domain/audit/topics'
import { headCode } from '../../platform/audit-chain'
import type { Stored } from '../../platform/database'
import { shownRows } from '../../platform/shown-rows'
import { UNKNOWN_AUTHOR, type AuditRow } from '../../platform/audit'
import { readAuditRow, readAuditRows } from '../../platform/audit-shape'
import { accountId, loadAccountNames, ROLES, type AccountRole } from '../../stores/accounts'
import { listAuditRows } from '../../stores/audit'
import type { Caller } from '../caller'
import { fitsHead, verifyHeads, verifyPiece } from './verify'

/** Rows of the audit trail on one topic, latest first, for the office. Visitors aren't named. */
export async function listAudit(
  _caller: Caller,
  { topic, cursor }: Input<'audit.list'>,
): Promise<Output<'audit.list'>> {
  const page = await listAuditRows(auditActionsOf(topic), cursor)
  const names = await loadAccountNames(readAuditRows(page.rows).flatMap(({ by }) => accountsOf(by)))
  return { rows: shownRows(page.rows, (row) => viewOf(row, names)), next: page.next }
}

function viewOf(document: Stored, names: ReadonlyMap<string, string>) {
  const row = readAuditRow(document)
  if (row === null) throw new Error('it is no row of the trail')
  const { _id, at, by, action, changes, seal } = row
  return {
    ...{ id: _id, at, action, byKind: by.id === UNKNOWN_AUTHOR ? UNKNOWN_AUTHOR : by.kind, byRole: by.role },
    byName: by.kind === 'device' ? by.id : nameOf(by, names),
    sealed: seal > 0,
    changes: changes.map(({ collection, from, to }) => ({
      collection,
      from: stateOr(from),
      to: stateOr(to),
    })),
  }
}

type Author = AuditRow['by']

/**
 * Accounts that the author of a row may have done it by, on the phone or at a console: a deputy does what an approver does, and
 * who signs in, or is refused, does so by any they have. A visitor has none.
 */
function accountsOf({ kind, id, role }: Author): { role: AccountRole; openid: string }[] {
  if ((kind !== 'wechat' && kind !== 'console') || id === '') return []
  const roles =
    role === 'console' || role === ''
      ? ROLES
      : ROLES.filter((each) => (each === 'deputy' ? 'approver' : each) === role)
  return roles.map((each) => ({ role: each, openid: id }))
}

/** Empty: a visitor, or an account that is gone. */
const nameOf = (by: Author, names: ReadonlyMap<string, string>): string =>
  accountsOf(by)
    .map(({ role, openid }) => names.get(accountId(role, openid)) ?? '')
    .find((name) => name !== '') ?? ''

/** A state as it is; of a keyed hash only that there was something. */
const stateOr = (mark: string | null): string | null => (mark !== null && mark.length === 32 ? '' : mark)

/** How many days back heads are looked for; `npm run audit:verify` looks at all. */
const DAYS_OF_HEADS = 7

/**
 * One piece of the chain, from where the last answer ended: the page asks until the end. The first answer has what heads
 * outside the database say, and the code of the latest one; `head`: one that somebody noted down.
 */
export async function verifyAudit(
  caller: Caller,
  { after, head }: Input<'audit.verify'>,
): Promise<Output<'audit.verify'>> {
  const [piece, outside, fits] = await Promise.all([
    verifyPiece(after, caller.now),
    after === 0 ? verifyHeads(DAYS_OF_HEADS, caller.now) : null,
    head === undefined ? null : fitsHead(head),
  ])
  const [latest] = outside?.heads ?? []
  const faults = [...(outside?.faults ?? []), ...piece.faults]
  const rows = new Map(readAuditRows(piece.found).map((row) => [row._id, row]))
  const rowOf = (id: string) => {
    const row = rows.get(id)
    return row === undefined ? null : { at: row.at, action: row.action }
  }
  return {
    ...{ rows: piece.rows, next: piece.next, faultCount: faults.length },
    faults: faults.slice(0, MAX_FAULTS).map((fault) => ({ ...fault, row: rowOf(fault.id) })),
    head: latest === undefined ? null : { code: headCode(latest), at: latest.at },
    headFits: fits,
  }
}

/** As many as somebody reads. */
const MAX_FAULTS = 50
