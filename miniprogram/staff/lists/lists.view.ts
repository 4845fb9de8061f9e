import type { LoadFailure } from '../../api/api-error'
import { emptyList, listStage, type PagedList } from '../../api/paged-list'
import { listEnd, type ListEnd } from '../components/list-end/list-end.view'
import { recordListWords, type RecordListName } from '../locales/record-lists'
import { recordListOf, type RecordCard, type RecordRow } from './record-lists'

export interface ListsState {
  /** Those that this person may see; none until that is known. */
  lists: readonly RecordListName[]
  tab: RecordListName
  list: PagedList<RecordRow>
  now: number
}

/** Begins with the list that all see who see any: nobody waits for who they are first. */
export const initialLists = (): ListsState => ({ lists: [], tab: 'refused', list: emptyList(), now: 0 })

export interface ListsView {
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  tab: RecordListName
  tabs: Array<{ value: RecordListName; label: string }>
  intro: string
  empty: { sentence: string; advice: string }
  cards: RecordCard[]
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
}

/** Records that are only looked at, one list a tab. */
export function listsView({ lists, tab, list, now }: ListsState): ListsView {
  const { intro, empty, advice } = recordListWords.lists[tab]
  const { card } = recordListOf(tab)
  return {
    stage: listStage(list),
    tab,
    tabs: lists.map((value) => ({ value, label: recordListWords.lists[value].tab })),
    intro,
    empty: { sentence: empty, advice },
    cards: list.rows.map((row) => card(row, now)),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
  }
}
