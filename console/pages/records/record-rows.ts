import type { Output } from '../../../contract'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatMoment, formatRange } from '../../../miniprogram/locales/days'
import { reasonSentence } from '../../../miniprogram/locales/gate'
import { purposeWords } from '../../../miniprogram/locales/purposes'
import { visitorName, visitWords } from '../../../miniprogram/locales/visit'
import { passagesWords, recordsWords } from '../../locales/zh/records'
import { stamp } from '../../sheet/stamp'

type Visit = Output<'record.visits'>['rows'][number]
type Passage = Output<'record.passages'>['rows'][number]

/** A booking on record as a row; numbers are masked (spec 9). */
export interface RecordLine {
  id: string
  days: string
  name: string
  companions: string
  phone: string
  document: string
  host: string
  purpose: string
  plate: string
  state: string
  submitted: string
}

/** @param now epoch ms */
export const recordLine = (visit: Visit, now: number): RecordLine => ({
  ...{ id: visit.id, phone: visit.phone, document: visit.document },
  days: formatRange(visit.firstDay, visit.lastDay, dayOf(now)),
  name: visitorName(visit.name),
  companions: visit.companions > 0 ? recordsWords.companions(visit.companions) : '',
  host: visit.unitName === '' ? visit.hostName : `${visit.hostName}-${visit.unitName}`,
  purpose: purposeWords(visit.purposeWords),
  plate: visit.plate === null ? '' : formatPlate(visit.plate),
  state: visitWords().states[visit.state],
  submitted: formatMoment(visit.submittedAt, now),
})

const words = recordsWords
export const RECORD_COLUMNS = [
  { id: 'days', header: words.days, whole: true },
  { id: 'name', header: words.name },
  { id: 'phone', header: words.phone, spare: true },
  { id: 'host', header: words.host },
  { id: 'purpose', header: words.purpose, whole: true, spare: true },
  { id: 'plate', header: words.plate },
  { id: 'state', header: words.state, whole: true },
  { id: 'submitted', header: words.submitted, whole: true, spare: true },
]

/** Headings of the file, and what stands beneath them: days as a spreadsheet sorts them. */
export const RECORD_HEADINGS = [
  ...[words.number, words.firstDay, words.lastDay],
  ...[words.name, words.heads, words.phone, words.document, words.host, words.unit],
  ...[words.purpose, words.plate, words.state, words.submitted],
]
export const recordCells = (visit: Visit): (string | number)[] => [
  ...[visit.id, visit.firstDay, visit.lastDay, visit.name, visit.companions, visit.phone, visit.document],
  ...[visit.hostName, visit.unitName, purposeWords(visit.purposeWords), visit.plate ?? ''],
  ...[visitWords().states[visit.state], stamp(visit.submittedAt)],
]

/** A try at a gate as a row. */
export interface PassageLine {
  id: string
  time: string
  gate: string
  direction: string
  way: string
  name: string
  plate: string
  allowed: boolean
  result: string
  reason: string
  by: string
  visitId: string | null
}

/** @param now epoch ms */
export const passageLine = (passage: Passage, now: number): PassageLine => ({
  ...{ id: passage.id, gate: passage.gateName, name: passage.name, allowed: passage.allowed },
  time: formatMoment(passage.at, now),
  direction: passagesWords.directions[passage.direction],
  way: passagesWords.ways[passage.way],
  plate: passage.plate === null ? '' : formatPlate(passage.plate),
  result: passagesWords.decisions[passage.allowed ? 'allowed' : 'refused'],
  reason: reasonOf(passage),
  by: passage.offline ? `${passage.byName} · ${passagesWords.offline}` : passage.byName,
  visitId: passage.visitId,
})

const reasonOf = ({ override, reason }: Passage): string =>
  override === null ? (reasonSentence(reason) ?? reason) : passagesWords.override(override)

export const PASSAGE_COLUMNS = [
  ...[passagesWords.time, passagesWords.gate, passagesWords.direction, passagesWords.way, passagesWords.name],
  ...[passagesWords.plate, passagesWords.result, passagesWords.reason, passagesWords.by],
]
export const passageCells = (passage: Passage): string[] => {
  const line = passageLine(passage, passage.at)
  return [
    ...[stamp(passage.at), line.gate, line.direction, line.way, line.name, passage.plate ?? ''],
    ...[line.result, line.reason, line.by],
  ]
}
