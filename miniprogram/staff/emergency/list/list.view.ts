import type { Input, Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import { type Day } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'

export type Report = Output<'emergency.list'>['rows'][number]
export type ReportList = Input<'emergency.list'>['list']

export interface ReportsState {
  /** Whether calls are taken now; null until loaded. */
  mode: Output<'emergency.get'> | null
  tab: ReportList
  list: PagedList<Report>
  /** The report being written about; empty: none. */
  working: string
  /** What the open sheet will say of it. */
  matching: boolean
  sheetOpen: boolean
  sending: boolean
  refused: { id: string; sentence: string }
  now: number
  today: Day
}

export interface ReportCard {
  id: string
  number: string
  state: string
  icon: string
  urgent: boolean
  facts: Fact[]
  /** What happened at the gates, and what was said of it afterwards. */
  passages: Array<{ key: string; words: string; allowed: boolean }>
  presence: string
  steps: Array<{ key: string; words: string }>
  mayMatch: boolean
  mayAsk: boolean
  match: string
  sending: boolean
  refused: string
}

export interface ReportsView {
  /** Empty until it is known. */
  banner: { on: boolean; icon: string; title: string; words: string } | null
  tab: ReportList
  tabs: Array<{ value: ReportList; label: string }>
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  failure: string
  waiting: boolean
  end: ListEnd
  empty: { sentence: string; advice: string }
  cards: ReportCard[]
  busy: boolean
  sheet: {
    visible: boolean
    subject: string
    heading: string
    explanation: string
    placeholder: string
    action: string
    waiting: boolean
    failure: string
  }
}

export const initialReports = (): ReportsState => ({
  mode: null,
  tab: 'open',
  list: emptyList(),
  working: '',
  matching: false,
  sheetOpen: false,
  sending: false,
  refused: { id: '', sentence: '' },
  now: 0,
  today: '1970-01-01',
})

const TABS: ReportsView['tabs'] = [
  { value: 'open', label: '待核对' },
  { value: 'needsExplanation', label: '待说明' },
  { value: 'matched', label: '已核对' },
]

const EMPTY: Readonly<Record<ReportList, ReportsView['empty']>> = {
  open: { sentence: '没有等待核对的报备', advice: '登记的来电会出现在这里，事后逐条核对' },
  needsExplanation: { sentence: '没有等待说明的报备', advice: '核对时发现不符的，会留在这里直到说明清楚' },
  matched: { sentence: '还没有核对过的报备', advice: '核对后的报备会保留在这里' },
}

/** Calls that were recorded, and going through them afterwards (spec 5.6). */
export function reportsView(state: ReportsState): ReportsView {
  const { list, tab, working, sending, refused, sheetOpen, matching } = state
  const about = list.rows.find(({ id }) => id === working)
  return {
    banner: bannerOf(state),
    tab,
    tabs: TABS,
    stage: listStage(list),
    failure: list.failure,
    waiting: list.loading,
    end: listEnd(list),
    empty: EMPTY[tab],
    cards: list.rows.map((report) => ({
      ...reportCard(report, state.now, state.today),
      sending: sending && working === report.id,
      refused: refused.id === report.id && !sheetOpen ? refused.sentence : '',
    })),
    busy: sending,
    sheet: {
      visible: sheetOpen,
      subject: `${working}:${String(matching)}`,
      heading: matching ? '说明并核对' : '需要说明',
      explanation:
        about === undefined
          ? ''
          : matching
            ? `写明 ${about.number} 的情况，之后归入已核对。`
            : `写明 ${about.number} 哪里不符、由谁说明。`,
      placeholder: matching ? '例如：被访人已确认，车牌登记时听错' : '例如：被访人称不知情，待单位说明',
      action: matching ? '已说明' : '转为待说明',
      waiting: sending,
      failure: refused.id === working ? refused.sentence : '',
    },
  }
}

function bannerOf({ mode, now }: ReportsState): ReportsView['banner'] {
  if (mode === null) return null
  const { on, since, byName, reason } = mode
  if (!on)
    return { on, icon: 'lock-on', title: '电话报备未开启', words: '不能登记新的来电；已登记的仍可核对' }
  const when = since === null ? '' : formatMoment(since, now)
  return { on, icon: 'call', title: '电话报备已开启', words: `${when} ${byName}：${reason}` }
}

const STATES: Readonly<Record<ReportList, { word: string; icon: string }>> = {
  open: { word: '待核对', icon: 'time' },
  needsExplanation: { word: '待说明', icon: 'error-circle' },
  matched: { word: '已核对', icon: 'check-circle' },
}

function reportCard(report: Report, now: number, today: Day): Omit<ReportCard, 'sending' | 'refused'> {
  const { state } = report
  const entered = report.passages.some(({ allowed, direction }) => allowed && direction === 'in')
  return {
    id: report.id,
    number: report.number,
    state: STATES[state].word,
    icon: STATES[state].icon,
    urgent: state === 'needsExplanation',
    facts: factsOf(report, now, today),
    passages: report.passages.map(({ at, gateName, direction, allowed }, place) => ({
      key: String(place),
      words: `${formatMoment(at, now)} ${gateName} ${direction === 'in' ? '进' : '出'}${allowed ? '' : '，未放行'}`,
      allowed,
    })),
    presence: report.inside ? '现在在校内' : entered ? '' : '没有入校记录',
    steps: report.steps.map(({ at, byName, state: to, note }, place) => ({
      key: String(place),
      words: `${formatMoment(at, now)} ${byName} ${STATES[to].word}${note === '' ? '' : `：${note}`}`,
    })),
    mayMatch: state !== 'matched',
    mayAsk: state === 'open',
    match: state === 'needsExplanation' ? '已说明' : '相符',
  }
}

function factsOf(report: Report, now: number, today: Day): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words, figures: false })
  const host = [report.hostName, report.unitName].filter(Boolean).join('-')
  return [
    fact('访客', report.name),
    fact('被访', host),
    ...(report.plate === null ? [] : [fact('车牌', formatPlate(report.plate))]),
    fact('校门', report.gateNames.join('、')),
    fact('日期', formatRange(report.firstDay, report.lastDay, today)),
    fact('登记', `${formatMoment(report.at, now)} ${report.byName}`),
    ...(report.note === '' ? [] : [fact('备注', report.note)]),
  ]
}
