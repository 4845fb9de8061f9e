import type { LoadFailure } from '../../../api/api-error'
import type { Input, Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import { emptyList, listStage, type PagedList } from '../../../api/paged-list'
import type { Day } from '../../../domain/values/days'
import { formatMoment, formatRange } from '../../../locales/days'
import { formatPlate } from '../../../domain/values/plates'
import { listEnd, type ListEnd } from '../../components/list-end/list-end.view'
import { visitorName } from '../../../locales/visit'
import type { ReasonQuestion } from '../../locales/picked-reasons'
import { emergencyListWords } from '../../locales/emergency-list'
import type { Tab } from '../../../components/tabs/tabs'
import { countedTabs } from '../../../components/tabs/tabs.view'

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

interface ReportCard {
  id: string
  number: string
  state: string
  icon: string
  urgent: boolean
  facts: Fact[]
  /** What happened at the gates, and what was said of it afterwards. */
  passages: Array<{ key: string; words: string }>
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
  tabs: Tab<ReportList>[]
  stage: 'loading' | 'failed' | 'empty' | 'rows'
  failure: LoadFailure | null
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
    question: ReasonQuestion
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
  { value: 'open', label: emergencyListWords.tabsLabel },
  { value: 'needsExplanation', label: emergencyListWords.needsExplanationTab },
  { value: 'matched', label: emergencyListWords.sendTitle },
]

const EMPTY: Readonly<Record<ReportList, ReportsView['empty']>> = {
  open: { sentence: emergencyListWords.openSentence, advice: emergencyListWords.openAdvice },
  needsExplanation: {
    sentence: emergencyListWords.needsExplanationSentence,
    advice: emergencyListWords.needsExplanationAdvice,
  },
  matched: { sentence: emergencyListWords.matchedSentence, advice: emergencyListWords.matchedAdvice },
}

/** Calls that were recorded, and going through them afterwards (spec 5.6). */
export function reportsView(state: ReportsState): ReportsView {
  const { list, tab, working, sending, refused, sheetOpen, matching } = state
  const about = list.rows.find(({ id }) => id === working)
  return {
    banner: bannerOf(state),
    tab,
    tabs: countedTabs(TABS, list.counts),
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
      heading: matching ? emergencyListWords.heading : emergencyListWords.sheetHeading,
      explanation:
        about === undefined
          ? ''
          : matching
            ? emergencyListWords.explanation(about.number)
            : emergencyListWords.sheetExplanation(about.number),
      question: matching ? 'settleReport' : 'explainReport',
      action: matching ? emergencyListWords.sheetAction : emergencyListWords.reportsViewSheetAction,
      waiting: sending,
      failure: refused.id === working ? refused.sentence : '',
    },
  }
}

function bannerOf({ mode, now }: ReportsState): ReportsView['banner'] {
  if (mode === null) return null
  const { on, since, byName, reason } = mode
  if (!on)
    return {
      on,
      icon: 'lock-on',
      title: emergencyListWords.emergencyIsOff,
      words: emergencyListWords.bannerOfWords,
    }
  const when = since === null ? '' : formatMoment(since, now)
  return {
    on,
    icon: 'call',
    title: emergencyListWords.emergencyIsOn,
    words: emergencyListWords.switchedBy(when, byName, reason),
  }
}

const STATES: Readonly<Record<ReportList, { word: string; icon: string }>> = {
  open: { word: emergencyListWords.tabsLabel, icon: 'time' },
  needsExplanation: { word: emergencyListWords.needsExplanationTab, icon: 'error-circle' },
  matched: { word: emergencyListWords.sendTitle, icon: 'check-circle' },
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
      words: `${formatMoment(at, now)} ${gateName} ${direction === 'in' ? emergencyListWords.passagesWords : emergencyListWords.out}${allowed ? '' : emergencyListWords.notLetThrough}`,
    })),
    presence: report.inside
      ? emergencyListWords.presence
      : entered
        ? ''
        : emergencyListWords.reportCardPresence,
    steps: report.steps.map(({ at, byName, state: to, note }, place) => ({
      key: String(place),
      words: `${formatMoment(at, now)} ${byName} ${STATES[to].word}${note === '' ? '' : emergencyListWords.stepsWords(note)}`,
    })),
    mayMatch: state !== 'matched',
    mayAsk: state === 'open',
    match:
      state === 'needsExplanation' ? emergencyListWords.sheetAction : emergencyListWords.onMatchConfirmText,
  }
}

function factsOf(report: Report, now: number, today: Day): Fact[] {
  const fact = (label: string, words: string): Fact => ({ label, words })
  const host = [report.hostName, report.unitName].filter(Boolean).join('-')
  return [
    fact(emergencyListWords.visitor, visitorName(report.name)),
    fact(emergencyListWords.host, host),
    ...(report.plate === null
      ? []
      : [{ ...fact(emergencyListWords.plate, formatPlate(report.plate)), figures: true }]),
    fact(emergencyListWords.gate, report.gateNames.join(emergencyListWords.listComma)),
    daysFact(emergencyListWords.days, formatRange(report.firstDay, report.lastDay, today)),
    fact(emergencyListWords.registered, `${formatMoment(report.at, now)} ${report.byName}`),
    ...(report.note === '' ? [] : [fact(emergencyListWords.note, report.note)]),
  ]
}
