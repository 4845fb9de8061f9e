import type { Output } from '../../../contract'
import {
  BLACKLIST_LISTS,
  isUnanswered,
  openStep,
  type BlacklistList,
} from '../../../miniprogram/domain/blacklist/blacklist'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatMoment } from '../../../miniprogram/locales/days'
import { visitWords } from '../../../miniprogram/locales/visit'
import {
  blacklistActions,
  blacklistStates,
  subjectWords,
  termWords,
} from '../../../miniprogram/locales/zh/blacklist'
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
    ...{ id: row.id, who: subjectWords(row), state: blacklistStates[row.state], reason: row.reason },
    duty: !isUnanswered(row)
      ? ''
      : row.mine
        ? adminBlacklistListWords.duty
        : adminBlacklistListWords.cardOfDuty,
    mayAnswer: isUnanswered(row) && !row.mine,
    term: termWords(row, dayOf(now)),
    changed: formatMoment(row.changedAt, now),
  }))

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
  const who = subjectWords(entry)
  const step = openStep(entry)
  return {
    ...{ who, state: blacklistStates[entry.state], reason: entry.reason },
    facts: [
      { label: visitWords().documentKinds[documentKind], words: document },
      { label: adminBlacklistEntryWords.phone, words: phone },
      { label: adminBlacklistEntryWords.term, words: termWords(entry, dayOf(now)) },
    ].filter(({ words }) => words !== ''),
    history: history
      .map(({ at, action, byName, reason }, key) => ({
        ...{ key, words: blacklistActions[action], reason: reason ?? '' },
        by: [byName, formatMoment(at, now)].filter((part) => part !== '').join(' · '),
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
