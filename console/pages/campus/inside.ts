import type { Output } from '../../../contract'
import { idOf } from '../../values/address'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { formatPlate } from '../../../miniprogram/domain/values/plates'
import { formatDay, formatMoment } from '../../../miniprogram/locales/days'
import { insideWords } from '../../locales/zh/inside'

export type Inside = Output<'campus.inside'>

export const NARROWINGS = ['everybody', 'vehicles', 'overstayed'] as const
type Narrowing = (typeof NARROWINGS)[number]

/** What the address asks for; `campusId` null: the first one that the caller may look at. */
export interface InsideAddress {
  campusId: string | null
  only: Narrowing
}

export function insideAddress({ campus, only }: Readonly<Record<string, unknown>>): InsideAddress {
  return {
    campusId: idOf(campus),
    only: NARROWINGS.find((each) => each === only) ?? 'everybody',
  }
}

/** A visit on campus as a row. */
export interface InsideLine {
  id: string
  name: string
  heads: number
  phone: string
  host: string
  unit: string
  plate: string
  since: string
  lastDay: string
  overstayed: boolean
}

/** @param now epoch ms */
export const insideLines = (rows: Inside['rows'], only: Narrowing, now: number): InsideLine[] =>
  rows
    .filter(({ plate, overstayed }) =>
      only === 'vehicles' ? plate !== null : only === 'everybody' || overstayed,
    )
    .map((row) => ({
      ...{ id: row.id, heads: row.headCount, phone: row.phone, overstayed: row.overstayed },
      name: row.name || insideWords.unnamed,
      host: row.letIn === null ? row.hostName : row.letIn.reason,
      unit: row.letIn === null ? row.unitName : row.letIn.gateName,
      plate: row.plate === null ? '' : formatPlate(row.plate),
      since: formatMoment(row.since, now),
      lastDay: formatDay(row.lastDay, dayOf(now)),
    }))

/** What stands above the list on paper. */
export function printTitle(
  { campuses, campusId }: Pick<Inside, 'campuses' | 'campusId'>,
  only: Narrowing,
): string {
  const campus = campuses.find(({ id }) => id === campusId)?.name ?? ''
  return only === 'everybody'
    ? insideWords.printTitle(campus)
    : insideWords.partTitle(campus, insideWords.only[only])
}
