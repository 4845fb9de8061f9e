import type { LoadFailure } from '../../api/api-error'
import type { HostRow, Output } from '../../../contract'
import type { Day } from '../../domain/values/days'
import { formatDay, formatRange } from '../../locales/days'

type Deputy = Output<'deputy.get'>['deputy']

export interface DeputyState {
  /** Undefined: not loaded yet. Null: nobody stands in. */
  deputy: Deputy | undefined
  failure: LoadFailure | null
  loading: boolean
  /** The deputy being named. */
  naming: { host: HostRow | null; firstDay: Day; lastDay: Day }
  saving: boolean
  refused: string
  today: Day
}

export interface DeputyView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  waiting: boolean
  /** Who stands in now or soon; empty: nobody. */
  current: string
  days: string
  host: string
  firstDay: Day
  lastDay: Day
  first: string
  last: string
  today: Day
  ready: boolean
  saving: boolean
  refused: string
}

export const initialDeputy = (today: Day): DeputyState => ({
  ...{ deputy: undefined, failure: null, loading: true, saving: false, refused: '', today },
  naming: { host: null, firstDay: today, lastDay: today },
})

/** Who decides while an approver is away, or whom to name (spec 1). */
export function deputyView({ deputy, naming, today, ...state }: DeputyState): DeputyView {
  const { host, firstDay, lastDay } = naming
  return {
    stage: deputy !== undefined ? 'ready' : state.failure === null ? 'loading' : 'failed',
    failure: state.failure,
    waiting: state.loading,
    current: deputy?.name ?? '',
    days: deputy ? formatRange(deputy.firstDay, deputy.lastDay, today) : '',
    host: host === null ? '' : `${host.name}-${host.unitName}`,
    firstDay,
    lastDay,
    first: formatDay(firstDay, today),
    last: formatDay(lastDay, today),
    today,
    ready: host !== null,
    saving: state.saving,
    refused: state.refused,
  }
}
