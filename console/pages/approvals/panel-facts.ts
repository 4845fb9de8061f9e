import type { ApprovalDetail, Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { TEXT_FIELDS } from '../../../miniprogram/domain/visit/form-fields'
import { MAX_REASON_LENGTH } from '../../../miniprogram/domain/visit/visit'
import { changeLines } from '../../../miniprogram/locales/changes'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { riskHintWords, stepReason, visitorName, visitWords } from '../../../miniprogram/locales/visit'
import { pickedReasons } from '../../../miniprogram/staff/locales/picked-reasons'
import { approvalsWords as words } from '../../locales/zh/approvals'
import { stepWords } from '../../locales/zh/history'
import type { Question } from '../../shell/question'
import type { Step } from '../../shell/step'

type InFull = Output<'approval.unmask'>

export interface PanelFacts {
  name: string
  state: string
  facts: { label: string; words: string; figures: boolean }[]
  hints: string[]
  history: Step[]
}

/**
 * One booking as its approver reads it beside the queue.
 * @param inFull who it is, once somebody has looked; null: numbers are masked (spec 9) @param now epoch ms
 */
export function panelFacts(detail: ApprovalDetail, inFull: InFull | null, now: number): PanelFacts {
  const { visit, hints, history } = detail
  const { name, document, phone, companions: people } = inFull ?? { ...detail, name: visit.name }
  const { purposeClasses, states, hostConfirmations, texts } = visitWords()
  const companions = visit.companions > 0 ? ` · ${words.companions(visit.companions)}` : ''
  const rows: [string, string, boolean?][] = [
    [words.days, formatRange(visit.firstDay, visit.lastDay, dayOf(now))],
    [words.host, `${visit.hostName}-${visit.unitName}`],
    [words.purpose, `${purposeWords(visit.purposeWords)}（${purposeClasses[detail.purposeClass]}）`],
    ...TEXT_FIELDS.map((field): [string, string] => [texts[field], detail[field]]),
    [words.vehicle, visit.plate === null ? words.onFoot : formatPlate(visit.plate)],
    [words.document, document, true],
    [words.phone, `${phone} · ${words.phoneStates[detail.phoneState]}`, true],
    [words.people, people.map((each) => words.person(each.name, each.document)).join('\n')],
    [words.hostConfirmation, hostConfirmations[detail.hostConfirmation]],
    [words.gates, detail.gates.map(({ name }) => name).join(words.comma)],
    [words.submitted, formatMoment(visit.submittedAt, now)],
  ]
  return {
    name: `${visitorName(name)}${companions}`,
    state: states[visit.state],
    facts: rows
      .filter(([, value]) => value !== '')
      .map(([label, value, figures = false]) => ({ label, words: value, figures })),
    hints: hints.map(riskHintWords),
    history: history
      .map((entry, key) => ({
        key,
        when: formatMoment(entry.at, now),
        words: stepWords[entry.action],
        by: entry.byRole === 'system' ? '' : entry.byName,
        changes: changeLines(entry.changes, now),
        reason: stepReason(entry.reason),
      }))
      .reverse(),
  }
}

/** Asked once before an approval is taken back: the pass stops at once (spec 3). */
export const revokeQuestion = ({ visitId, name }: { visitId: string; name: string }): Question => ({
  ...{ key: `revoke:${visitId}`, title: words.revokeOf(name), note: words.revokeNote },
  ...{ action: words.revoke, final: true },
  reason: { label: words.revokeReason, choices: pickedReasons.revoke, limit: MAX_REASON_LENGTH },
})
