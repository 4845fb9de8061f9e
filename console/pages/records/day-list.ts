import type { Output } from '../../../contract'
import type { Day } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatRange } from '../../../miniprogram/locales/days'
import { timesText } from '../../../miniprogram/locales/zh/standing'
import { visitorName } from '../../../miniprogram/locales/visit'
import { dayListWords as words } from '../../locales/zh/day-list'

type Row = Output<'record.dayList'>['rows'][number]

/** Somebody who may come, as a guard reads it on paper. */
export interface DayLine {
  id: string
  code: string
  name: string
  documentEnd: string
  heads: number
  plate: string
  host: string
  days: string
  /** When on these days, and how often; empty: always. */
  times: string
  gates: string
  /** Who of the group mustn't come in; empty: nobody. */
  outside: string
}

function timesOf({ hours, weekdays, entries }: NonNullable<Row['right']> = {}): string {
  const times = hours === undefined && weekdays === undefined ? [] : [timesText({ hours, weekdays })]
  return [...times, ...(entries === undefined ? [] : [words.entries(entries)])].join(words.comma)
}

/** In the order of the codes, by which a guard looks up who stands there. */
export const dayLines = (rows: readonly Row[], today: Day): DayLine[] =>
  rows
    .map((row) => ({
      ...{ id: row.id, name: visitorName(row.name), documentEnd: row.documentEnd, heads: row.headCount },
      code: row.code ?? words.noCode,
      plate: row.plate === null ? '' : formatPlate(row.plate),
      host: row.unitName === '' ? row.hostName : `${row.hostName}-${row.unitName}`,
      days: formatRange(row.firstDay, row.lastDay, today),
      times: timesOf(row.right),
      gates: row.gates.join(words.comma),
      outside: row.outside.length === 0 ? '' : words.outside(row.outside.join(words.comma)),
    }))
    .sort((a, b) => (a.code < b.code ? -1 : 1))
