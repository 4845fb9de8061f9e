import type { LoadFailure } from '../../../../api/api-error'
import type { Input } from '../../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../../api/paged-list'
import { isUnanswered } from '../../../../domain/blacklist/blacklist'
import { dayOf } from '../../../../domain/values/days'
import { formatMoment } from '../../../../locales/days'
import { listEnd, type ListEnd } from '../../../components/list-end/list-end.view'
import { STATES, type BlacklistRow } from '../words'
import { subjectWords, termWords } from '../../../../locales/zh/blacklist'
import { adminBlacklistListWords } from '../../../../locales/zh/pages/admin-blacklist-list'
import type { Tab } from '../../../../components/tabs/tabs'
import { countedTabs } from '../../../../components/tabs/tabs.view'

export type BlacklistTab = Input<'blacklist.list'>['list']

export interface BlacklistState {
  tab: BlacklistTab
  list: PagedList<BlacklistRow>
  now: number
}

export const initialBlacklist = (): BlacklistState => ({ tab: 'waiting', list: emptyList(), now: 0 })

export interface BlacklistView {
  tab: BlacklistTab
  tabs: Tab<BlacklistTab>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  cards: Array<{
    id: string
    who: string
    state: string
    icon: string
    tone: string
    reason: string
    term: string
    moment: string
    /** What the caller has to do; empty: nothing. */
    duty: string
  }>
  failure: LoadFailure | null
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
}

const TABS: BlacklistView['tabs'] = [
  { value: 'waiting', label: adminBlacklistListWords.tabsLabel },
  { value: 'active', label: adminBlacklistListWords.activeTab },
  { value: 'ended', label: adminBlacklistListWords.ended },
]

const EMPTY: Readonly<Record<BlacklistTab, BlacklistView['empty']>> = {
  waiting: {
    sentence: adminBlacklistListWords.waitingSentence,
    advice: adminBlacklistListWords.waitingAdvice,
  },
  active: { sentence: adminBlacklistListWords.activeSentence, advice: adminBlacklistListWords.activeAdvice },
  ended: { sentence: adminBlacklistListWords.endedSentence, advice: adminBlacklistListWords.endedAdvice },
}

export function blacklistView({ tab, list, now }: BlacklistState): BlacklistView {
  return {
    tab,
    tabs: countedTabs(TABS, list.counts),
    stage: listStage(list),
    cards: list.rows.map((row) => cardOf(row, now)),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
    empty: EMPTY[tab],
  }
}

function cardOf(row: BlacklistRow, now: number): BlacklistView['cards'][number] {
  const { words, icon, tone } = STATES[row.state]
  return {
    id: row.id,
    who: subjectWords(row),
    state: words,
    icon,
    tone,
    reason: row.reason,
    term: termWords(row, dayOf(now)),
    moment: adminBlacklistListWords.changedAt(formatMoment(row.changedAt, now)),
    duty: !isUnanswered(row)
      ? ''
      : row.mine
        ? adminBlacklistListWords.duty
        : adminBlacklistListWords.cardOfDuty,
  }
}
