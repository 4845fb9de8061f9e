import type { LoadFailure } from '../../../api/api-error'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { dayOf } from '../../../domain/values/days'
import { formatRange } from '../../../locales/days'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { activityWords } from '../../locales/activities'
import { standingOf, type ActivityRow } from '../activity-words'

export interface ActivitiesState {
  list: PagedList<ActivityRow>
  /** Approvers apply; the office looks after what others applied for. */
  mayApply: boolean
  office: boolean
  /** Of the office: only what nobody has answered. */
  waitingOnly: boolean
  now: number
}

export interface ActivitiesView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    title: string
    state: string
    icon: string
    asked: boolean
    days: string
    whose: string
    quota: string
  }>
  mayApply: boolean
  office: boolean
  waitingOnly: boolean
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

export const initialActivities = (): ActivitiesState => ({
  ...{ list: emptyList(), mayApply: false, office: false, waitingOnly: true, now: 0 },
})

/** Activities of the caller's units, or of all for the office (spec 4.2). */
export function activitiesView(state: ActivitiesState): ActivitiesView {
  const { list, mayApply, office, waitingOnly, now } = state
  return {
    stage: listStage(list),
    cards: list.rows.map((row) => ({
      id: row.id,
      title: row.title,
      ...standingOf(row),
      asked: row.state === 'asked',
      days: formatRange(row.firstDay, row.lastDay, dayOf(now)),
      whose: activityWords.organisedBy(row.unitName, row.organiserName),
      quota: activityWords.quota(row.quota),
    })),
    ...{ mayApply, office, waitingOnly },
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}
