import type { Output } from '../../../contract'
import { MAX_ACCOUNT_REASON } from '../../../miniprogram/domain/account/accounts'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatDay, formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { timesText } from '../../../miniprogram/locales/zh/standing'
import { standingWords } from '../../../miniprogram/staff/locales/standing'
import {
  personWords,
  standingOf,
  warningOf,
  type StandingPerson,
  type StandingRow,
} from '../../../miniprogram/staff/locales/standing-state'
import { pickedReasons, standingReasons } from '../../../miniprogram/staff/locales/picked-reasons'
import { standingPassesWords as words } from '../../locales/zh/standing-passes'
import type { Question } from '../../shell/question'
import { choicesOf, type OfficeList } from '../../values/choices'

export type StandingPass = Output<'standing.get'>

export const STANDING_CHOICES = choicesOf<OfficeList>(words.lists)

/** A standing pass as a row. */
export interface StandingLine {
  id: string
  why: string
  state: string
  /** The office has to answer it. */
  waits: boolean
  days: string
  whose: string
  warning: string
  asked: string
}

export const standingLines = (rows: readonly StandingRow[], now: number): StandingLine[] =>
  rows.map((row) => ({
    ...{ id: row.id, why: row.why, state: standingOf(row).state },
    waits: row.state === 'asked' || row.renewalUntil !== null,
    days: formatRange(row.firstDay, row.lastDay, dayOf(now)),
    whose: standingWords.askedBy(row.unitName, row.applicantName),
    warning: warningOf(row, dayOf(now)),
    asked: formatMoment(row.askedAt, now),
  }))

/** Units whose list has to be confirmed now, with until when. */
export const confirmationsOf = (
  { units }: Output<'standing.due'>,
  now: number,
): { unitId: string; unitName: string; words: string }[] =>
  units.map(({ unitId, unitName, until }) => ({
    ...{ unitId, unitName },
    words: standingWords.confirmUntil(formatDay(until, dayOf(now))),
  }))

/** One standing pass as its panel shows it. */
export function standingFacts(detail: StandingPass, now: number) {
  const { pass, plan, gates, papers, people, history, reason, allowedActions } = detail
  const today = dayOf(now)
  const facts: [string, string][] = [
    [standingWords.facts.days, formatRange(plan.firstDay, plan.lastDay, today)],
    [standingWords.facts.times, timesText(plan)],
    [standingWords.facts.unit, pass.unitName],
    [standingWords.facts.applicant, pass.applicantName],
    [standingWords.facts.fee, standingWords.fees[plan.fee]],
    [words.gates, gates.map(({ name }) => name).join(words.comma)],
    [standingWords.facts.people, standingWords.count(people)],
  ]
  const waits = pass.state === 'asked' && !allowedActions.answer ? standingWords.waits : (reason ?? '')
  return {
    name: pass.why,
    state: standingOf(pass).state,
    notes: [
      allowedActions.needsColleague ? standingWords.needsColleague : waits,
      warningOf(pass, today),
    ].filter((note) => note !== ''),
    facts: facts
      .filter(([, value]) => value !== '')
      .map(([label, value]) => ({ label, words: value, figures: false })),
    papers: papers.map(({ name, until, url }, key) => ({
      ...{ key, url, over: until < today, words: standingWords.paperOf(name, formatDay(until, today)) },
    })),
    history: history
      .map(({ at, byName, what, note }, key) => ({
        ...{ key, when: formatMoment(at, now), by: byName, reason: note },
        words: standingWords.steps[what] ?? what,
      }))
      .reverse(),
  }
}

/** Somebody on it as a row. */
export interface PersonLine {
  id: string
  name: string
  known: string
  standing: string
  lives: boolean
}

export const personLines = (rows: readonly StandingPerson[]): PersonLine[] =>
  rows.map((person) => ({ id: person.id, name: person.name, ...personWords(person) }))

/** What is asked once before something is done with a standing pass; `person`: of one on it. */
export type StandingStep =
  | { step: 'accept' | 'return' | 'refuseRenewal' | 'withdraw'; pass: StandingPass['pass'] }
  | { step: 'withdrawPerson'; pass: StandingPass['pass']; person: PersonLine }

export function standingQuestion(asked: StandingStep, now: number): Question {
  const { step, pass } = asked
  if (step === 'accept') {
    const renewal = pass.renewalUntil
    return {
      ...{ key: `accept:${pass.id}`, action: standingWords.accept, final: false, reason: null },
      title: renewal === null ? standingWords.acceptTitle : standingWords.renewTitle,
      note:
        renewal === null
          ? standingWords.acceptContent
          : standingWords.renewContent(formatDay(renewal, dayOf(now))),
    }
  }
  const sheet = standingWords[step]
  const about = step === 'withdrawPerson' ? asked.person : null
  return {
    ...{ key: `${step}:${about?.id ?? pass.id}`, note: sheet.explanation, action: sheet.action },
    title: about === null ? sheet.heading : standingWords.withdrawOne(about.name),
    final: step === 'withdraw' || step === 'withdrawPerson',
    reason: {
      label: words.refuseReason,
      choices: pickedReasons[standingReasons[step]],
      limit: MAX_ACCOUNT_REASON,
    },
  }
}
