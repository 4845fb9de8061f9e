import type { LoadFailure } from '../../../api/api-error'
import { dayOf } from '../../../domain/values/days'
import { formatMoment } from '../../../locales/days'
import { evacuationSums, isAsGoodAsNew, withOwnPassages } from '../../../domain/campus/on-campus'
import type { Evacuation } from '../../../device-storage/evacuation'
import type { OwnPassage } from '../../../device-storage/own-passages'
import { presenceRow, type PresenceRow } from '../../presence/presence.view'
import { gateEvacuationWords } from '../../../locales/zh/pages/gate-evacuation'

export interface EvacuationState {
  /** What this phone holds; null: nothing, or nothing recent enough. */
  list: Evacuation | null
  /** Whom this phone let in and out since. */
  own: OwnPassage[]
  /** The phone has been looked into, and the network asked. */
  loading: boolean
  /** Why the list couldn't be taken anew; empty when it could. */
  failure: LoadFailure | null
  onlyMissing: boolean
  drawn: number
  now: number
}

export interface EvacuationView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  failure: LoadFailure | null
  waiting: boolean
  /** '截至 14:05（3分钟前）' or '截至 14:05（3分钟前），离线'. */
  taken: string
  /** How many passages of this phone were added; empty: none. */
  joined: string
  /** Says that nobody is there only where the list is as good as new. */
  empty: { icon: string; sentence: string; advice: string }
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
  own: [],
  loading: true,
  failure: null,
  onlyMissing: false,
  drawn: DRAWN_AT_ONCE,
  now: 0,
})

export const drawMore = (drawn: number): number => drawn + DRAWN_AT_ONCE

/** The list a guard ticks people off, with network or without (spec 10). */
export function evacuationView(state: EvacuationState): EvacuationView {
  const { list, loading, failure, onlyMissing, now } = state
  const own = ownOf(state)
  const all = list === null ? [] : withOwnPassages(list.rows, own, rowOfPassage)
  const ticks = new Set(list === null ? [] : list.met)
  const wanted = onlyMissing ? all.filter(({ id }) => !ticks.has(id)) : all
  const sums = evacuationSums(all, [...ticks])
  const offline = list !== null && failure !== null
  return {
    stage: stageOf(state, all.length),
    failure,
    waiting: loading,
    taken:
      list === null
        ? ''
        : gateEvacuationWords.evacuationViewTaken(
            shortMoment(list.takenAt, now),
            gateEvacuationWords.age(Math.floor((now - list.takenAt) / 60_000)),
            offline ? gateEvacuationWords.taken : '',
          ),
    joined: own.length === 0 ? '' : gateEvacuationWords.joined(own.length),
    empty: emptyWords(state),
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

function stageOf({ list, loading, failure }: EvacuationState, people: number): EvacuationView['stage'] {
  if (list !== null) return people === 0 ? 'empty' : 'rows'
  return failure !== null && !loading ? 'failed' : 'loading'
}

/** Of the campus that the list is of. */
function ownOf({ list, own }: EvacuationState): OwnPassage[] {
  const campus = list?.campuses.filter(({ id }) => id === list.campusId)[0]
  return own.filter(({ campusName }) => campusName === '' || campusName === campus?.name)
}

const rowOfPassage = ({
  id,
  name,
  unitName,
  headCount,
  plate,
  at,
}: OwnPassage): Evacuation['rows'][number] => ({
  ...{ id, name, unitName, headCount, plate, since: at },
  ...{ phone: '', hostName: '', lastDay: dayOf(at), overstayed: false, letIn: null },
})

function emptyWords({ list, failure, now }: EvacuationState): EvacuationView['empty'] {
  const taken = list === null ? '' : shortMoment(list.takenAt, now)
  return list !== null && failure === null && isAsGoodAsNew(list.takenAt, now)
    ? {
        icon: 'usergroup',
        sentence: gateEvacuationWords.nobody(taken),
        advice: gateEvacuationWords.nobodyAdvice,
      }
    : {
        icon: 'error-circle',
        sentence: gateEvacuationWords.nobodyThen(taken),
        advice: gateEvacuationWords.nobodyThenAdvice,
      }
}

/** '14:05', or with the day when it isn't today's. */
const shortMoment = (moment: number, now: number): string =>
  formatMoment(moment, now).replace(gateEvacuationWords.shortMoment, '')
