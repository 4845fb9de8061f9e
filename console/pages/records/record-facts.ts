import type { Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { TEXT_FIELDS } from '../../../miniprogram/domain/visit/form-fields'
import { MAX_REASON_LENGTH } from '../../../miniprogram/domain/visit/visit'
import { changeLines } from '../../../miniprogram/locales/changes'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { reasonSentence } from '../../../miniprogram/locales/gate'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { stepReason, visitorName, visitWords } from '../../../miniprogram/locales/visit'
import { pickedReasons } from '../../../miniprogram/staff/locales/picked-reasons'
import { stepWords } from '../../locales/zh/history'
import { passagesWords, recordsWords, recordWords as words } from '../../locales/zh/records'
import type { Question } from '../../shell/question'
import type { Step } from '../../shell/step'

type Record_ = Output<'record.get'>
type InFull = Output<'record.unmask'>
interface Fact {
  label: string
  words: string
  figures: boolean
}

/** One booking on record with everything that happened to it. */
export interface RecordFacts {
  name: string
  state: string
  facts: Fact[]
  history: Step[]
  passages: { id: string; when: string; words: string; refused: string }[]
  shownTo: { key: number; when: string; name: string }[]
}

/** @param now epoch ms @param inFull who it is, once somebody has looked; null: masked (spec 9) */
export function recordFacts(record: Record_, inFull: InFull | null, now: number): RecordFacts {
  const { visit } = record
  const { purposeClasses, states, hostConfirmations, texts } = visitWords()
  const { phone, document, companions } = inFull ?? {
    ...record,
    phone: visit.phone,
    document: visit.document,
  }
  const rows: [string, string, boolean?][] = [
    [recordsWords.days, formatRange(visit.firstDay, visit.lastDay, dayOf(now))],
    [recordsWords.host, visit.unitName === '' ? visit.hostName : `${visit.hostName}-${visit.unitName}`],
    [recordsWords.purpose, `${purposeWords(visit.purposeWords)}（${purposeClasses[record.purposeClass]}）`],
    ...TEXT_FIELDS.map((field): [string, string] => [texts[field], record[field]]),
    [recordsWords.plate, visit.plate === null ? '' : formatPlate(visit.plate)],
    [recordsWords.document, document, true],
    [recordsWords.phone, phone, true],
    [words.companions, companions.map((each) => words.companion(each.name, each.document)).join('\n')],
    [words.hostConfirmation, hostConfirmations[record.hostConfirmation]],
    [words.gates, record.gates.map(({ name }) => name).join(words.comma)],
    [recordsWords.submitted, formatMoment(visit.submittedAt, now)],
  ]
  return {
    name: visitorName(visit.name),
    state: states[visit.state],
    facts: rows
      .filter(([, value]) => value !== '')
      .map(([label, value, figures = false]) => ({ label, words: value, figures })),
    history: record.history
      .map((entry, key) => ({
        ...{ key, when: formatMoment(entry.at, now), words: stepWords[entry.action] },
        by: entry.byRole === 'system' ? '' : entry.byName,
        changes: changeLines(entry.changes, now),
        reason: stepReason(entry.reason),
      }))
      .reverse(),
    passages: record.passages.map(({ id, at, gateName, direction, way, allowed, reason }) => ({
      ...{ id, when: formatMoment(at, now) },
      words: words.passage(gateName, passagesWords.directions[direction], passagesWords.ways[way]),
      refused: allowed ? '' : (reasonSentence(reason) ?? reason),
    })),
    shownTo: record.shownTo.map(({ at, name }, key) => ({ key, name, when: formatMoment(at, now) })),
  }
}

/** Asked once before a walk-in is taken back (spec 4.3). */
export const revokeQuestion = ({ visitId, name }: { visitId: string; name: string }): Question => ({
  ...{ key: `revoke:${visitId}`, title: words.revokeTitle(name), note: words.revokeNote },
  ...{ action: words.revoke, final: true },
  reason: { label: words.reason, choices: pickedReasons.revokeWalkIn, limit: MAX_REASON_LENGTH },
})
