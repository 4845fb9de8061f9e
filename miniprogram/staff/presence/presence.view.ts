import type { LoadFailure } from '../../api/api-error'
import type { Output } from '../../../contract'
import { formatTime } from '../../domain/values/days'
import { formatMoment } from '../../locales/days'
import { formatPlate } from '../../domain/values/plates'
import { presenceSums } from '../../domain/campus/on-campus'
import { presenceWords } from '../../locales/zh/pages/presence'

type Inside = Output<'campus.inside'>

export interface PresenceState {
  list: Inside | null
  /** When the list was taken. */
  takenAt: number
  failure: LoadFailure | null
  loading: boolean
  /** Only those who stay beyond their days. */
  onlyOverstayed: boolean
  /** How many rows are drawn: long lists grow while one scrolls. */
  drawn: number
  /** Guards keep the list of their campus on the phone. */
  guard: boolean
  now: number
}

export interface PresenceRow {
  id: string
  name: string
  /** Empty: there is no number. */
  phone: string
  heads: string
  host: string
  since: string
  plate: string
  overstayed: boolean
}

export interface PresenceView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  failure: LoadFailure | null
  /** A refresh failed; what stands here is of `taken`. */
  stale: string
  waiting: boolean
  campuses: Array<{ id: string; name: string; chosen: boolean }>
  sums: Array<{ key: string; figure: string; word: string }>
  taken: string
  filters: Array<{ only: boolean; word: string; chosen: boolean }>
  rows: PresenceRow[]
  more: boolean
  /** The chosen filter leaves nobody. */
  none: string
  evacuation: boolean
}

const DRAWN_AT_ONCE = 50

export const initialPresence = (): PresenceState => ({
  list: null,
  takenAt: 0,
  failure: null,
  loading: true,
  onlyOverstayed: false,
  drawn: DRAWN_AT_ONCE,
  guard: false,
  now: 0,
})

export const drawMore = (drawn: number): number => drawn + DRAWN_AT_ONCE

/** Who is on a campus now: since when, how many, who stays too long (spec 10). */
export function presenceView(state: PresenceState): PresenceView {
  const { list, failure, onlyOverstayed, now } = state
  const all = list === null ? [] : list.rows
  const wanted = onlyOverstayed ? all.filter((row) => row.overstayed) : all
  const sums = presenceSums(all)
  return {
    stage: list === null ? (failure !== null ? 'failed' : 'loading') : all.length === 0 ? 'empty' : 'rows',
    failure,
    stale:
      list !== null && failure !== null
        ? presenceWords.stale(failure.sentence, formatTime(state.takenAt))
        : '',
    waiting: state.loading,
    campuses: (list === null ? [] : list.campuses).map(({ id, name }) => ({
      id,
      name,
      chosen: list !== null && id === list.campusId,
    })),
    sums: [
      { key: 'people', figure: String(sums.people), word: presenceWords.sumsWord },
      { key: 'visits', figure: String(sums.visits), word: presenceWords.booking },
      { key: 'vehicles', figure: String(sums.vehicles), word: presenceWords.vehiclesOnRecord },
      { key: 'overstayed', figure: String(sums.overstayed), word: presenceWords.overstayed },
    ],
    taken: list === null ? '' : presenceWords.taken(formatTime(state.takenAt)),
    filters: [
      { only: false, word: presenceWords.filtersWord, chosen: !onlyOverstayed },
      { only: true, word: presenceWords.presenceViewFiltersWord(sums.overstayed), chosen: onlyOverstayed },
    ],
    rows: wanted.slice(0, state.drawn).map((row) => presenceRow(row, now)),
    more: wanted.length > state.drawn,
    none: wanted.length === 0 && all.length > 0 ? presenceWords.none : '',
    evacuation: state.guard,
  }
}

export function presenceRow(row: Inside['rows'][number], now: number): PresenceRow {
  return {
    id: row.id,
    name: row.name || presenceWords.unnamed,
    phone: row.phone,
    heads: row.headCount === 1 ? '' : presenceWords.heads(row.headCount),
    host: lineOf(row).filter(Boolean).join(' · '),
    since: presenceWords.since(formatMoment(row.since, now)),
    plate: row.plate === null ? '' : formatPlate(row.plate),
    overstayed: row.overstayed,
  }
}

/** Whom they visit; of who was let in without a booking, where and why. A list that was kept earlier doesn't know that. */
const lineOf = ({ hostName, unitName, letIn }: Inside['rows'][number]): string[] =>
  letIn == null ? [hostName, unitName] : [letIn.gateName, letIn.reason]
