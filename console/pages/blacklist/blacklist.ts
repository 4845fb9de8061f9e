import type { Output } from '../../../contract'
import { BLACKLIST_LISTS, type BlacklistList } from '../../../miniprogram/domain/blacklist/blacklist'
import { dayOf, type Day } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatDay, formatMoment } from '../../../miniprogram/locales/days'
import { visitWords } from '../../../miniprogram/locales/visit'
import { adminBlacklistWords } from '../../../miniprogram/locales/zh/pages/admin-blacklist'
import { adminBlacklistEntryWords } from '../../../miniprogram/locales/zh/pages/admin-blacklist-entry'
import { adminBlacklistListWords } from '../../../miniprogram/locales/zh/pages/admin-blacklist-list'

type Row = Output<'blacklist.list'>['rows'][number]
export type Entry = Output<'blacklist.get'>

/** Which list the address asks for; whatever isn't one means what waits. */
export const blacklistOf = (asked: unknown): BlacklistList =>
  BLACKLIST_LISTS.find((list) => list === asked) ?? 'waiting'

export const LISTS: Readonly<Record<BlacklistList, { label: string; empty: string }>> = {
  waiting: { label: adminBlacklistListWords.tabsLabel, empty: adminBlacklistListWords.waitingSentence },
  active: { label: adminBlacklistListWords.activeTab, empty: adminBlacklistListWords.activeSentence },
  ended: { label: adminBlacklistListWords.ended, empty: adminBlacklistListWords.endedSentence },
}

const STATES: Readonly<Record<Row['state'], string>> = {
  proposed: adminBlacklistWords.proposedWords,
  active: adminBlacklistWords.activeTab,
  liftAsked: adminBlacklistWords.liftAskedWords,
  rejected: adminBlacklistWords.rejectedWords,
  lifted: adminBlacklistWords.liftedWords,
}

/** An entry as a row. */
export interface BlacklistLine {
  id: string
  who: string
  state: string
  /** What the caller has to do or wait for; empty: nothing. */
  duty: string
  /** Somebody else proposed it: the caller may answer. */
  mayAnswer: boolean
  reason: string
  term: string
  changed: string
}

export const blacklistLines = (rows: readonly Row[], now: number): BlacklistLine[] =>
  rows.map((row) => ({
    ...{ id: row.id, who: subjectOf(row), state: STATES[row.state], reason: row.reason },
    duty: !waits(row) ? '' : row.mine ? adminBlacklistListWords.duty : adminBlacklistListWords.cardOfDuty,
    mayAnswer: waits(row) && !row.mine,
    term: termOf(row, dayOf(now)),
    changed: formatMoment(row.changedAt, now),
  }))

const waits = ({ state }: Row): boolean => state === 'proposed' || state === 'liftAsked'

const subjectOf = ({ name, plate }: Row): string =>
  [name, plate === null ? '' : formatPlate(plate)].filter((part) => part !== '').join(' · ') ||
  adminBlacklistListWords.nameless

const termOf = ({ from, until }: { from: Day; until: Day | null }, today: Day): string =>
  until === null
    ? adminBlacklistWords.termOf(formatDay(from, today))
    : adminBlacklistWords.fromTo(formatDay(from, today), formatDay(until, today))

/** What may be done with an entry now: nothing, wait for another, answer, or ask for lifting. */
export type Step = 'none' | 'wait' | 'answer' | 'answerLift' | 'askLift'

export function stepOf({ entry }: Entry): Step {
  if (entry.state === 'active') return 'askLift'
  if (!waits(entry)) return 'none'
  if (entry.mine) return 'wait'
  return entry.state === 'proposed' ? 'answer' : 'answerLift'
}

const DONE: Readonly<Record<Entry['history'][number]['action'], string>> = {
  proposed: adminBlacklistEntryWords.proposed,
  confirmed: adminBlacklistEntryWords.acceptTitle,
  rejected: adminBlacklistEntryWords.rejected,
  liftAsked: adminBlacklistEntryWords.liftAsked,
  lifted: adminBlacklistEntryWords.onAcceptTitle,
  liftRejected: adminBlacklistEntryWords.onRejectTitle,
}

/** An entry as its dialog shows it. */
export interface EntryFacts {
  who: string
  state: string
  reason: string
  facts: { label: string; words: string }[]
  /** What was done by whom, latest first. */
  history: { key: number; words: string; by: string; reason: string }[]
  /** What a yes to the step that waits brings about; empty: nothing waits for the caller. */
  note: string
}

/** @param now epoch ms */
export function entryFacts(detail: Entry, now: number): EntryFacts {
  const { entry, documentKind, document, phone, history } = detail
  const who = subjectOf(entry)
  const step = stepOf(detail)
  return {
    ...{ who, state: STATES[entry.state], reason: entry.reason },
    facts: [
      { label: visitWords().documentKinds[documentKind], words: document },
      { label: adminBlacklistEntryWords.phone, words: phone },
      { label: adminBlacklistEntryWords.term, words: termOf(entry, dayOf(now)) },
    ].filter(({ words }) => words !== ''),
    history: history
      .map(({ at, action, byName, reason }, key) => ({
        ...{ key, words: DONE[action], reason: reason ?? '' },
        by: `${byName} · ${formatMoment(at, now)}`,
      }))
      .reverse(),
    note:
      step === 'answer'
        ? adminBlacklistEntryWords.acceptContent(who)
        : step === 'answerLift'
          ? adminBlacklistEntryWords.onAcceptContent(who)
          : step === 'wait'
            ? adminBlacklistListWords.duty
            : '',
  }
}
