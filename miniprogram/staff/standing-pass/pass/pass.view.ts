import type { LoadFailure } from '../../../api/api-error'
import type { Output } from '../../../../contract'
import type { Fact } from '../../../components/fact-list/fact-list'
import { daysFact } from '../../../components/fact-list/fact-list.view'
import { addDays, dayOf, type Day } from '../../../domain/values/days'
import { formatDay, formatMoment, formatRange } from '../../../locales/days'
import { timesText } from '../../../locales/zh/standing'
import { standingReasons, type ReasonQuestion } from '../../locales/picked-reasons'
import { standingWords as words } from '../../locales/standing'
import { personWords, standingOf, warningOf, type StandingPerson } from '../../locales/standing-state'

export type PassDetail = Output<'standing.get'>
export type PersonRow = StandingPerson
/** What a reason is asked for. */
export type SheetKind = 'return' | 'refuseRenewal' | 'withdraw' | 'withdrawPerson'

export interface PassState {
  detail: PassDetail | null
  people: readonly PersonRow[]
  failure: LoadFailure | null
  sheet: SheetKind
  sheetOpen: boolean
  /** Whom the sheet is about; empty: the whole pass. */
  personId: string
  busy: boolean
  refused: string
  now: number
}

export const initialPass = (now = 0): PassState => ({
  ...{ detail: null, people: [], failure: null, sheet: 'withdraw', sheetOpen: false, personId: '' },
  ...{ busy: false, refused: '', now },
})

export interface PassView {
  stage: 'loading' | 'failed' | 'ready'
  failure: LoadFailure | null
  why: string
  state: string
  icon: string
  /** What has to happen first, or what has to be known; empty: nothing to say. */
  advice: string
  warning: string
  facts: Fact[]
  gates: string
  papers: Array<{ at: number; words: string; url: string; over: boolean }>
  people: Array<{
    id: string
    name: string
    known: string
    standing: string
    over: boolean
    mayWithdraw: boolean
    /** The unit looks at the visit of somebody with a photo. */
    mayOpen: boolean
  }>
  /** What was done with it, newest first. */
  history: Array<{ at: number; what: string; note: string }>
  mayAnswer: boolean
  mayChange: boolean
  mayPapers: boolean
  mayRenew: boolean
  mayWithdraw: boolean
  renewFrom: Day
  renewUntil: Day
  refuseWords: string
  sheet: (typeof words)['withdraw'] & { question: ReasonQuestion }
  subject: string
  sheetOpen: boolean
  busy: boolean
  refused: string
}

/** One standing pass for its unit and the office: what it is, who is on it, and what can be done (spec 4.4). */
export function passView(state: PassState): PassView {
  const { detail, failure, now } = state
  const today = dayOf(now)
  const row = detail?.pass ?? null
  const allowed = detail?.allowedActions
  const person = state.people.find(({ id }) => id === state.personId)
  return {
    stage: detail !== null ? 'ready' : failure === null ? 'loading' : 'failed',
    failure,
    why: row?.why ?? '',
    ...(row === null ? { state: '', icon: '' } : standingOf(row)),
    advice: detail === null ? '' : adviceOf(detail),
    warning: row === null ? '' : warningOf(row, today),
    facts: detail === null ? [] : factsOf(detail, today),
    gates: detail === null ? '' : detail.gates.map(({ name }) => name).join('、'),
    papers: (detail?.papers ?? []).map(({ name, until, url }, at) => ({
      ...{ at, words: words.paperOf(name, formatDay(until, today)), url: url ?? '', over: until < today },
    })),
    people: state.people.map((each) => personOf(each, allowed)),
    history: (detail?.history ?? [])
      .map(({ at, byName, what, note }) => ({
        ...{ at, what: words.step(words.steps[what] ?? what, byName) },
        note: [formatMoment(at, now), note].filter((each) => each !== '').join(' '),
      }))
      .reverse(),
    mayAnswer: allowed?.answer === true,
    mayChange: allowed?.change === true,
    mayPapers: allowed?.papers === true,
    mayRenew: allowed?.renew === true,
    mayWithdraw: allowed?.withdraw === true,
    renewFrom: row === null ? today : addDays(row.lastDay, 1),
    renewUntil: detail?.latestRenewal ?? today,
    refuseWords: words[row?.state === 'asked' ? 'return' : 'refuseRenewal'].action,
    sheet: { ...words[state.sheet], question: standingReasons[state.sheet] },
    subject: person === undefined ? words[state.sheet].heading : words.withdrawOne(person.name),
    sheetOpen: state.sheetOpen,
    busy: state.busy,
    refused: state.refused,
  }
}

function adviceOf({ pass, reason, allowedActions }: PassDetail): string {
  if (allowedActions.needsColleague) return words.needsColleague
  if (pass.state === 'asked' && !allowedActions.answer) return words.waits
  return reason ?? ''
}

function factsOf({ pass, plan, people }: PassDetail, today: Day): Fact[] {
  const fact = (label: string, text: string): Fact => ({ label, words: text })
  return [
    daysFact(words.facts.days, formatRange(plan.firstDay, plan.lastDay, today)),
    daysFact(words.facts.times, timesText(plan)),
    fact(words.facts.unit, pass.unitName),
    fact(words.facts.applicant, pass.applicantName),
    fact(words.facts.fee, words.fees[plan.fee]),
    fact(words.facts.people, words.count(people)),
  ]
}

function personOf(
  person: PersonRow,
  allowed: PassDetail['allowedActions'] | undefined,
): PassView['people'][number] {
  const { known, standing, lives } = personWords(person)
  const { id, name } = person
  return {
    ...{ id, name, known, standing, over: !lives },
    mayWithdraw: allowed?.withdraw === true && lives,
    // Who may renew its papers is of the unit: the office doesn't see the photo.
    mayOpen: allowed?.papers === true && lives && person.photo !== 'none',
  }
}
