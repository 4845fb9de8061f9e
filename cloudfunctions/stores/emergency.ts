import { randomBytes } from 'node:crypto'
import { SHORT_CODE_ALPHABET } from '../../miniprogram/domain/pass/pass'
import {
  EMERGENCY_OFF,
  EMERGENCY_TAIL,
  emergencyKey,
  type EmergencyMode,
  type ReportLife,
} from '../../miniprogram/domain/emergency/emergency'
import { command, count, find, readDocument, type Stored, type Transaction } from '../platform/database'
import { cached } from '../platform/instance-cache'
import { lookupHash } from '../platform/lookup-hash'
import { beyond, momentSort, PAGE_SIZE, pageOf, type Page } from '../platform/pages'

/** The switch, with a counter for the passes given out. */
interface StoredMode extends Stored, EmergencyMode {
  given: number
}

const MODE = 'mode'

/** The switch, as it stood some seconds ago at most (platform/instance-cache.ts). */
export const loadMode = (): Promise<EmergencyMode> => cached('emergency', MODE, loadModeNow)

/** The switch at this moment: for who has just turned it. */
export const loadModeNow = async (): Promise<EmergencyMode> => ({
  ...EMERGENCY_OFF,
  ...(await readDocument<StoredMode>('emergency', MODE)),
})

export async function loadModeIn(tx: Transaction): Promise<StoredMode> {
  return { _id: MODE, ...EMERGENCY_OFF, given: 0, ...(await tx.read<StoredMode>('emergency', MODE)) }
}

export const saveModeIn = (tx: Transaction, mode: StoredMode): Promise<void> => tx.write('emergency', mode)

/** The desk's record of one phone report, beside the visit that gates know. */
export interface EmergencyReport extends Stored, ReportLife {
  number: string
  gateNames: string[]
  /** Campuses of its gates: their desks look after it. */
  campusIds: string[]
  byName: string
  at: number
  sort: string
}

const REPORTS = 'emergencyReports'

/** Reports carry the id of their visit. */
export const loadReportIn = (tx: Transaction, id: string): Promise<EmergencyReport | null> =>
  tx.read<EmergencyReport>(REPORTS, id)

export const saveReportIn = (tx: Transaction, report: Omit<EmergencyReport, 'sort'>): Promise<void> =>
  tx.write<EmergencyReport>(REPORTS, { ...report, sort: momentSort(report.at, report._id) })

/** Reports in one state, latest first. */
export async function listReports(
  state: EmergencyReport['state'],
  cursor: string | null,
): Promise<Page<EmergencyReport>> {
  const condition = { state, ...beyond(cursor, 'desc') }
  return pageOf(await find<EmergencyReport>(REPORTS, condition, ['sort', 'desc'], PAGE_SIZE + 1))
}

/** How many reports are in one state, of some campuses or (null) of all. */
export const countReports = (
  state: EmergencyReport['state'],
  campusIds: readonly string[] | null,
): Promise<number> =>
  count(REPORTS, { state, ...(campusIds === null ? {} : { campusIds: command().in(campusIds) }) })

/** Which visit a pass number opens, told with the visitor's name: found at a gate like a short code. */
export const emergencyNumberId = (number: string, name: string): string =>
  lookupHash('emergency', emergencyKey(number, name))

/** The random characters of a new number. */
export const newEmergencyTail = (): string =>
  [...randomBytes(EMERGENCY_TAIL)].map((byte) => SHORT_CODE_ALPHABET.charAt(byte & 31)).join('')
