import type { Input } from '../../../../../contract'
import { emptyList, listStage, type PagedList } from '../../../../api/paged-list'
import { dayOf } from '../../../../domain/values/days'
import { formatMoment } from '../../../../locales/days'
import { formatPlate } from '../../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../../components/list-end/list-end.view'
import { STATES, termOf, type BlacklistRow } from '../words'

export type BlacklistTab = Input<'blacklist.list'>['list']

export interface BlacklistState {
  tab: BlacklistTab
  list: PagedList<BlacklistRow>
  now: number
}

export const initialBlacklist = (): BlacklistState => ({ tab: 'waiting', list: emptyList(), now: 0 })

export interface BlacklistView {
  tab: BlacklistTab
  tabs: Array<{ value: BlacklistTab; label: string }>
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
  failure: string
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
}

const TABS: BlacklistView['tabs'] = [
  { value: 'waiting', label: '待确认' },
  { value: 'active', label: '生效中' },
  { value: 'ended', label: '已结束' },
]

const EMPTY: Readonly<Record<BlacklistTab, BlacklistView['empty']>> = {
  waiting: { sentence: '没有等待确认的', advice: '列入和解除都由一人提出、另一人确认' },
  active: { sentence: '黑名单是空的', advice: '列入的人员和车辆不能预约、不能入校，离校不受影响' },
  ended: { sentence: '没有已结束的', advice: '未列入的和已解除的会留在这里备查' },
}

export function blacklistView({ tab, list, now }: BlacklistState): BlacklistView {
  return {
    tab,
    tabs: TABS,
    stage: listStage(list),
    cards: list.rows.map((row) => cardOf(row, now)),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
    empty: EMPTY[tab],
  }
}

/** Whom or what an entry names, as it may be shown in a list. */
export const subjectWords = ({ name, plate }: Pick<BlacklistRow, 'name' | 'plate'>): string =>
  [name, plate === null ? '' : formatPlate(plate)].filter((part) => part !== '').join(' · ') || '未留姓名'

function cardOf(row: BlacklistRow, now: number): BlacklistView['cards'][number] {
  const { words, icon, tone } = STATES[row.state]
  const waits = tone === 'waiting'
  return {
    id: row.id,
    who: subjectWords(row),
    state: words,
    icon,
    tone,
    reason: row.reason,
    term: termOf(row, dayOf(now)),
    moment: `${formatMoment(row.changedAt, now)} 更新`,
    duty: !waits ? '' : row.mine ? '您提出的，等待另一位同事确认' : '等待您确认',
  }
}
