import { formatMoment } from '../../../locales/days'
import { evacuationSums } from '../../../domain/campus/on-campus'
import type { Evacuation } from '../../../device-storage/evacuation'
import { presenceRow, type PresenceRow } from '../../presence/presence.view'
import { gateEvacuationWords } from '../../../locales/zh/pages/gate-evacuation'

export interface EvacuationState {
  /** What this phone holds; null: nothing, or nothing recent enough. */
  list: Evacuation | null
  /** The phone has been looked into, and the network asked. */
  loading: boolean
  /** Why the list couldn't be taken anew; empty when it could. */
  failure: string
  onlyMissing: boolean
  drawn: number
  now: number
}

export interface EvacuationView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  failure: string
  waiting: boolean
  /** '截至 14:05' or '截至 14:05，离线'. */
  taken: string
  offline: boolean
  campuses: Array<{ id: string; name: string; chosen: boolean }>
  people: number
  met: number
  missing: number
  done: boolean
  filters: Array<{ only: boolean; word: string; chosen: boolean }>
  rows: Array<PresenceRow & { met: boolean; icon: string }>
  more: boolean
  begun: boolean
}

const DRAWN_AT_ONCE = 60

export const initialEvacuation = (): EvacuationState => ({
  list: null,
  loading: true,
  failure: '',
  onlyMissing: false,
  drawn: DRAWN_AT_ONCE,
  now: 0,
})

export const drawMore = (drawn: number): number => drawn + DRAWN_AT_ONCE

/** The list a guard ticks people off, with network or without (spec 10). */
export function evacuationView(state: EvacuationState): EvacuationView {
  const { list, loading, failure, onlyMissing, now } = state
  const all = list === null ? [] : list.rows
  const ticks = new Set(list === null ? [] : list.met)
  const wanted = onlyMissing ? all.filter(({ id }) => !ticks.has(id)) : all
  const sums = evacuationSums(all, [...ticks])
  const offline = list !== null && failure !== ''
  return {
    stage: stageOf(state),
    failure,
    waiting: loading,
    taken:
      list === null
        ? ''
        : gateEvacuationWords.evacuationViewTaken(
            shortMoment(list.takenAt, now),
            offline ? gateEvacuationWords.taken : '',
          ),
    offline,
    campuses: (list === null ? [] : list.campuses).map(({ id, name }) => ({
      id,
      name,
      chosen: list !== null && id === list.campusId,
    })),
    ...sums,
    done: sums.people > 0 && sums.missing === 0,
    filters: [
      { only: false, word: gateEvacuationWords.filtersWord, chosen: !onlyMissing },
      { only: true, word: gateEvacuationWords.evacuationViewFiltersWord, chosen: onlyMissing },
    ],
    rows: wanted.slice(0, state.drawn).map((row) => ({
      ...presenceRow(row, now),
      met: ticks.has(row.id),
      icon: ticks.has(row.id) ? 'check-rectangle-filled' : 'rectangle',
    })),
    more: wanted.length > state.drawn,
    begun: sums.met > 0,
  }
}

function stageOf({ list, loading, failure }: EvacuationState): EvacuationView['stage'] {
  if (list !== null) return list.rows.length === 0 ? 'empty' : 'rows'
  return failure !== '' && !loading ? 'failed' : 'loading'
}

/** '14:05', or with the day when it isn't today's. */
const shortMoment = (moment: number, now: number): string =>
  formatMoment(moment, now).replace(gateEvacuationWords.shortMoment, '')
