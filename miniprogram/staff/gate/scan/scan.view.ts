import type { LoadFailure } from '../../../api/api-error'
import type { Gate, Me, Output } from '../../../../contract'
import { emptyList, hasMore, listStage, type PagedList } from '../../../api/paged-list'
import { formatMoment } from '../../../locales/days'
import type { OfflineGateState } from '../offline/offline-gate'
import { networkView, recordsView, type NetworkView } from './network.view'
import { reasonSentence } from '../../../locales/gate'
import { formatPlate } from '../../../domain/values/plates'
import { gateScanWords } from '../../../locales/zh/pages/gate-scan'

export type Direction = 'in' | 'out'
type Recent = Output<'gate.recent'>['rows'][number]

export interface ScanState {
  me: Me | null
  /** Why the own gates couldn't be loaded; empty when they could. */
  failure: LoadFailure | null
  gateId: string
  direction: Direction
  /** Vehicles are checked, not people on foot. */
  inVehicle: boolean
  /** What passed here of late. */
  list: PagedList<Recent>
  choosing: boolean
  typing: boolean
  /** By the number of a phone report and the name; what was scanned of it, or nothing. */
  numbering: boolean
  scannedNumber: string
  plateOpen: boolean
  plate: string
  /** By the last six of the ID and the name. */
  finding: boolean
  /** What this phone holds for times without a network; null until it was read. */
  post: OfflineGateState | null
  offline: boolean
  /** Server's time minus the phone's, milliseconds. */
  clockOffset: number
  now: number
}

export interface ScanView {
  /** Online and nothing to tell: empty. */
  network: NetworkView[]
  loading: boolean
  failure: LoadFailure | null
  noGates: boolean
  gate: { name: string; campusName: string } | null
  mayChoose: boolean
  gates: Array<{ id: string; name: string; campusName: string; chosen: boolean }>
  directions: Array<{ value: Direction; word: string; icon: string; chosen: boolean }>
  modes: Array<{ inVehicle: boolean; word: string; icon: string; chosen: boolean }>
  rows: RecentView[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  rowsFailure: LoadFailure | null
  waiting: boolean
  /** Beneath the last row: still loading, how to go on, or that this is all. */
  end: 'loading' | 'failed' | 'more' | 'all'
  choosing: boolean
  typing: boolean
  numbering: boolean
  scannedNumber: string
  plateOpen: boolean
  plate: string
  finding: boolean
}

interface RecentView {
  key: string
  allowed: boolean
  icon: string
  word: string
  direction: string
  who: string
  moment: string
  why: string
}

export const initialScan = (): ScanState => ({
  me: null,
  failure: null,
  gateId: '',
  direction: 'in',
  inVehicle: false,
  list: emptyList(),
  choosing: false,
  typing: false,
  numbering: false,
  scannedNumber: '',
  plateOpen: false,
  plate: '',
  finding: false,
  post: null,
  offline: false,
  clockOffset: 0,
  now: 0,
})

export function scanView(state: ScanState): ScanView {
  const { me, list, failure } = state
  const gates = me?.guard?.gates ?? []
  const gate = gates.find(({ id }) => id === state.gateId) ?? null
  return {
    network: gate !== null ? networkView(state) : state.post === null ? [] : recordsView(state.post),
    loading: me === null && failure === null,
    failure: me === null ? failure : null,
    noGates: me !== null && gates.length === 0,
    gate: gate === null ? null : { name: gate.name, campusName: gate.campusName },
    mayChoose: gates.length > 1,
    gates: gates.map(({ id, name, campusName }) => ({ id, name, campusName, chosen: id === state.gateId })),
    directions: DIRECTIONS.map((each) => ({ ...each, chosen: each.value === state.direction })),
    modes: MODES.map((each) => ({ ...each, chosen: each.inVehicle === state.inVehicle })),
    rows: list.rows.map((row) => recentView(row, state.now)),
    stage: listStage(list),
    rowsFailure: list.failure,
    waiting: list.loading,
    end: list.failure !== null ? 'failed' : list.loading ? 'loading' : hasMore(list) ? 'more' : 'all',
    choosing: state.choosing,
    typing: state.typing,
    numbering: state.numbering,
    scannedNumber: state.scannedNumber,
    plateOpen: state.plateOpen,
    plate: state.plate,
    finding: state.finding,
  }
}

const DIRECTIONS: ReadonlyArray<{ value: Direction; word: string; icon: string }> = [
  { value: 'in', word: gateScanWords.directionsWord, icon: 'login' },
  { value: 'out', word: gateScanWords.out, icon: 'logout' },
]

const MODES: ReadonlyArray<{ inVehicle: boolean; word: string; icon: string }> = [
  { inVehicle: false, word: gateScanWords.modesWord, icon: 'user' },
  { inVehicle: true, word: gateScanWords.vehicle, icon: 'car' },
]

function recentView(row: Recent, now: number): RecentView {
  return {
    key: row.id,
    allowed: row.allowed,
    icon: row.allowed ? 'check-circle-filled' : 'close-circle-filled',
    word: row.allowed ? gateScanWords.letThrough : gateScanWords.refusedEntry,
    direction: row.direction === 'in' ? gateScanWords.directionsWord : gateScanWords.out,
    who:
      [row.plate === null ? '' : formatPlate(row.plate), row.name].filter(Boolean).join(' ') ||
      gateScanWords.who,
    moment: formatMoment(row.at, now).replace(gateScanWords.moment, ''),
    why: row.allowed ? '' : (reasonSentence(row.reason) ?? row.reason),
  }
}

/** The gate to stand at: the remembered one while it is still one's own, else the first. */
export function startingGate(gates: readonly Gate[], remembered: string): string {
  const kept = gates.find(({ id }) => id === remembered) ?? gates[0]
  return kept === undefined ? '' : kept.id
}

/** Longest code the contract takes; a longer picture is no pass, and the server says so. */
const LONGEST_CODE = 600

/** What the scanner read, as it is sent; null when it read nothing. Mini Program codes carry a path instead. */
export function scannedCode(read: { result?: string; path?: string }): string | null {
  const code = (read.result || read.path || '').trim().slice(0, LONGEST_CODE)
  return code === '' ? null : code
}
