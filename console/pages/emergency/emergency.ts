import type { Input, Output } from '../../../contract'
import { MAX_EMERGENCY_REASON, REPORT_STATES } from '../../../miniprogram/domain/emergency/emergency'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { emergencyListWords } from '../../../miniprogram/staff/locales/emergency-list'
import { emergencyModeWords } from '../../../miniprogram/staff/locales/emergency-mode'
import { pickedReasons } from '../../../miniprogram/staff/locales/picked-reasons'
import { emergencyWords as words } from '../../locales/zh/desk'
import type { Question } from '../../shell/question'

type Mode = Output<'emergency.get'>
type Report = Output<'emergency.list'>['rows'][number]
type ReportState = Report['state']

export const LISTS: Readonly<Record<ReportState, { label: string; empty: string }>> = {
  open: { label: emergencyListWords.tabsLabel, empty: emergencyListWords.openSentence },
  needsExplanation: {
    label: emergencyListWords.needsExplanationTab,
    empty: emergencyListWords.needsExplanationSentence,
  },
  matched: { label: emergencyListWords.sendTitle, empty: emergencyListWords.matchedSentence },
}
export const REPORT_CHOICES = REPORT_STATES.map((value) => ({ value, label: LISTS[value].label }))

/** Which list the address asks for; whatever isn't one means those to go through. */
export const reportStateOf = (asked: unknown): ReportState =>
  REPORT_STATES.find((state) => state === asked) ?? 'open'

/** Whether phone reports are taken now, since when and why. */
export const modeWords = ({ on, since, byName, reason }: Mode, now: number) => ({
  on,
  title: on ? emergencyModeWords.emergencyIsOn : emergencyModeWords.emergencyIsOff,
  note:
    on && since !== null
      ? emergencyListWords.switchedBy(formatMoment(since, now), byName, reason)
      : emergencyModeWords.modeViewExplanation,
  action: on ? emergencyModeWords.modeViewAction : emergencyModeWords.openEmergency,
})

/** When it was switched by whom, latest first. */
export const historyOf = ({ history }: Pick<Mode, 'history'>, now: number) =>
  history.map(({ on, at, byName, reason }, key) => ({
    ...{ key, byName, reason, at: formatMoment(at, now) },
    what: on ? emergencyModeWords.historyWord : emergencyModeWords.modeViewHistoryWord,
  }))

/** The switch while its reason is typed. */
export interface SwitchDraft {
  on: boolean
  reason: string
  openPasses: 'keep' | 'end'
}

export const OPEN_PASS_CHOICES = (['keep', 'end'] as const).map((value) => ({
  value,
  label: emergencyModeWords.openPasses[value],
}))

/** What the switch brings about. */
export const switchNote = ({ on, openPasses }: SwitchDraft): string =>
  on ? emergencyModeWords.openExplanation : emergencyModeWords.closing[openPasses]

export const switchOf = ({ on, reason, openPasses }: SwitchDraft): Input<'emergency.switch'> => ({
  ...{ on, reason: reason.trim() },
  ...(on ? {} : { openPasses }),
})

/** A report as a row. */
export interface ReportLine {
  id: string
  number: string
  visitor: string
  host: string
  plate: string
  gates: string
  days: string
  recorded: string
  /** What happened at gates, and what was found out since. */
  happened: string[]
  steps: string[]
  state: ReportState
}

export const reportLines = (rows: readonly Report[], now: number): ReportLine[] =>
  rows.map((report) => ({
    ...{ id: report.id, number: report.number, visitor: report.name, state: report.state },
    host: [report.hostName, report.unitName].filter((part) => part !== '').join(' · '),
    plate: report.plate === null ? '' : formatPlate(report.plate),
    gates: report.gateNames.join(emergencyListWords.listComma),
    days: formatRange(report.firstDay, report.lastDay, dayOf(now)),
    recorded: [`${report.byName} ${formatMoment(report.at, now)}`, report.note]
      .filter((each) => each !== '')
      .join(' · '),
    happened:
      report.passages.length === 0
        ? [emergencyListWords.reportCardPresence]
        : [
            ...(report.inside ? [emergencyListWords.presence] : []),
            ...report.passages.map(
              ({ at, gateName, direction, allowed }) =>
                `${formatMoment(at, now)} ${gateName}${direction === 'in' ? emergencyListWords.passagesWords : emergencyListWords.out}${allowed ? '' : emergencyListWords.notLetThrough}`,
            ),
          ],
    steps: report.steps.map(
      ({ at, byName, state, note }) =>
        `${byName} ${formatMoment(at, now)} ${LISTS[state].label}${note === '' ? '' : emergencyListWords.stepsWords(note)}`,
    ),
  }))

/** What is asked before a report is gone through: agreeing asks for a reason only where something had to be explained. */
export function reportQuestion({ id, number, state }: ReportLine, matched: boolean): Question {
  const reason = { label: words.reason, limit: MAX_EMERGENCY_REASON }
  const key = `${id}:${String(matched)}`
  if (!matched)
    return {
      ...{
        key,
        final: false,
        title: words.explainOf(number),
        action: emergencyListWords.reportsViewSheetAction,
      },
      note: emergencyListWords.sheetExplanation(number),
      reason: { ...reason, choices: pickedReasons.explainReport },
    }
  if (state === 'needsExplanation')
    return {
      ...{ key, final: false, title: words.settleOf(number), action: emergencyListWords.sheetAction },
      note: emergencyListWords.explanation(number),
      reason: { ...reason, choices: pickedReasons.settleReport },
    }
  return {
    ...{ key, final: false, title: words.matchOf(number), action: emergencyListWords.onMatchConfirmText },
    ...{ note: emergencyListWords.onMatchContent, reason: null },
  }
}
