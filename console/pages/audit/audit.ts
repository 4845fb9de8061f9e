import type { Output } from '../../../contract'
import { formatMoment } from '../../../miniprogram/locales/days'
import { auditFaultWords } from '../../../miniprogram/locales/zh/audit'
import { auditWords } from '../../locales/zh/audit'

type Row = Output<'audit.list'>['rows'][number]
type AuditFault = Output<'audit.verify'>['faults'][number]

/** One change as a row. */
export interface AuditLine {
  id: string
  time: string
  who: string
  action: string
  what: string
  sealed: string
}

export const auditLines = (rows: readonly Row[], now: number): AuditLine[] =>
  rows.map((row) => ({
    ...{ id: row.id, time: formatMoment(row.at, now), who: whoOf(row), what: whatOf(row) },
    action: auditWords.actions[row.action] ?? row.action,
    sealed: row.sealed ? auditWords.isSealed : auditWords.waits,
  }))

/** Visitors aren't named; an account that is gone stands as its role. */
function whoOf({ byKind, byRole, byName }: Row): string {
  if (byKind === 'timer') return auditWords.timer
  if (byKind === 'operator') return auditWords.operator
  if (byKind === 'device') return auditWords.device(byName)
  return byName !== '' ? byName : byRole === 'anyone' || byRole === '' ? auditWords.visitor : byRole
}

/** Collections with the states where there are some, each once. */
function whatOf({ changes }: Row): string {
  const parts = changes.map(({ collection, from, to }) =>
    from !== null && from !== '' && to !== null && to !== '' ? `${collection} ${from}→${to}` : collection,
  )
  return [...new Set(parts)].join(' · ')
}

export const faultLine = ({ kind, seq, id }: AuditFault): string =>
  auditWords.fault(auditFaultWords[kind], seq, id)
