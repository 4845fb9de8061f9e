import type { Output } from '../../../contract'
import { formatMoment } from '../../../miniprogram/locales/days'
import { auditFaultWords } from '../../../miniprogram/locales/zh/audit'
import { visitWords } from '../../../miniprogram/locales/visit'
import { blacklistStates } from '../../../miniprogram/locales/zh/blacklist'
import { activityWords } from '../../../miniprogram/staff/locales/activities'
import { deskVehiclesWords } from '../../../miniprogram/staff/locales/desk-vehicles'
import { emergencyListWords } from '../../../miniprogram/staff/locales/emergency-list'
import { auditWords } from '../../locales/zh/audit'
import { auditActionNames, auditCollectionNames } from '../../locales/zh/audit-names'

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
    action: auditActionNames[row.action] ?? row.action,
    sealed: row.sealed ? auditWords.isSealed : auditWords.waits,
  }))

/** Visitors aren't named; an account that is gone stands as its role. */
function whoOf({ byKind, byRole, byName }: Row): string {
  if (byKind === 'unknown') return auditWords.unknown
  if (byKind === 'timer') return auditWords.timer
  if (byKind === 'operator') return auditWords.operator
  if (byKind === 'device') return auditWords.device(byName)
  return byName !== '' ? byName : (auditWords.roles[byRole] ?? auditWords.visitor)
}

/** How many refused tries a row stands for. */
const TRIES = /^tries:(\d+)$/

/** Collections with the states where there are some, each once. */
function whatOf({ changes }: Row): string {
  const parts = changes.map(({ collection, from, to }) => {
    const name = auditCollectionNames[collection] ?? collection
    const [before, after] = [stateWords(collection, from), stateWords(collection, to)]
    const tries = TRIES.exec(to ?? '')?.[1]
    if (tries !== undefined) return `${name} ${auditWords.tries(Number(tries))}`
    return before === '' || after === '' ? name : `${name} ${before}→${after}`
  })
  return [...new Set(parts)].join(' · ')
}

/** States of those collections that people know the states of, in the words of the page that shows them. */
const STATES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  visits: visitWords().states,
  activities: activityWords.states,
  blacklist: blacklistStates,
  stays: {
    inside: deskVehiclesWords.inside,
    left: deskVehiclesWords.left,
    cleared: deskVehiclesWords.cleared,
    due: deskVehiclesWords.feeDue,
    paid: deskVehiclesWords.paid,
  },
  emergencyReports: {
    open: emergencyListWords.tabsLabel,
    needsExplanation: emergencyListWords.needsExplanationTab,
    matched: emergencyListWords.sendTitle,
  },
}

/** Empty: there is none, or none that people know. */
const stateWords = (collection: string, state: string | null): string =>
  STATES[collection]?.[state ?? ''] ?? ''

/** What is wrong, beginning with the row that it is about; its id is for the operators. */
export const faultLine = ({ kind, seq, id, row }: AuditFault, now: number): { text: string; id: string } => ({
  text: auditWords.fault(
    auditFaultWords[kind],
    row === null
      ? ''
      : auditWords.faultRow(formatMoment(row.at, now), auditActionNames[row.action] ?? row.action),
    seq,
  ),
  id,
})
