import { EMERGENCY_OFF, type EmergencyMode } from '../../miniprogram/domain/emergency'
import { command, find, readDocument, type Stored, type Transaction } from '../platform/database'
import { lookupHash } from '../platform/sealing'
import { momentSort, PAGE_SIZE, pageOf, type Page } from './pages'

/** The switch, with a counter for the passes given out. */
interface StoredMode extends Stored, EmergencyMode {
  given: number
}

const MODE = 'mode'

export async function loadMode(): Promise<EmergencyMode> {
  return (await readDocument<StoredMode>('emergency', MODE)) ?? EMERGENCY_OFF
}

export async function loadModeIn(tx: Transaction): Promise<StoredMode> {
  return (await tx.read<StoredMode>('emergency', MODE)) ?? { _id: MODE, ...EMERGENCY_OFF, given: 0 }
}

export const saveModeIn = (tx: Transaction, mode: StoredMode): Promise<void> => tx.write('emergency', mode)

/** The desk's record of one phone report, beside the visit that gates know. */
export interface EmergencyReport extends Stored {
  number: string
  gateNames: string[]
  byName: string
  at: number
  done: boolean
  reconciled: { at: number; byName: string; note: string } | null
  sort: string
}

const REPORTS = 'emergencyReports'

/** Reports carry the id of their visit. */
export const loadReportIn = (tx: Transaction, id: string): Promise<EmergencyReport | null> =>
  tx.read<EmergencyReport>(REPORTS, id)

export const saveReportIn = (
  tx: Transaction,
  report: Omit<EmergencyReport, 'sort' | 'done'>,
): Promise<void> =>
  tx.write<EmergencyReport>(REPORTS, {
    ...report,
    done: report.reconciled !== null,
    sort: momentSort(report.at, report._id),
  })

export async function listReports(done: boolean, cursor: string | null): Promise<Page<EmergencyReport>> {
  const condition = { done, ...(cursor === null ? {} : { sort: command().lt(cursor) }) }
  return pageOf(await find<EmergencyReport>(REPORTS, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** Which visit a pass number opens: found at a gate like a short code. */
export const emergencyNumberId = (number: string): string => lookupHash('emergency', number)
