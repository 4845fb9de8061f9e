import { titleOfVisit } from '../../components/visit-card/visit-card.view'
import type { VisitRow } from '../../../contract'
import type { EndedVisit } from '../../device-storage/ended-visits'
import type { Day } from '../../domain/values/days'
import { formatPlate } from '../../domain/values/plates'
import { invalidityOf } from '../../domain/values/validity'
import { formatRange } from '../../locales/days'
import { homeWords } from '../../locales/pages/home'
import { entryWords, stepReason, visitWords } from '../../locales/visit'
import { unitOf } from '../../locales/walk-in'

/** A booking in the lines of a card. */
interface VisitLine {
  id: string
  purpose: string
  days: string
  unit: string
  plate: string
}

/** A pass of today: whether it lets in now, as the gate will say. */
export interface PassLine extends VisitLine {
  title: string
  good: boolean
}

/** A booking that holds no more, until that was seen (spec 3). */
export interface EndedLine extends VisitLine {
  title: string
  reason: string
  /** Empty: the unit has none. */
  phone: string
}

/** Today's passes, and of each what the gate will say at `now`; the last hours of a kept one may have ended since. */
export const passLines = (rows: readonly VisitRow[], today: Day, now: number): PassLine[] =>
  rows
    .map((row) => ({ row, invalidity: invalidityOf(row, now) }))
    .filter(({ invalidity }) => invalidity !== 'over')
    .map(({ row, invalidity }) => ({
      ...visitLine(row, today),
      title: entryWords(invalidity, row.firstDay, today),
      good: invalidity === null,
    }))

/** One that ended, in the lines of its card. */
export const endedLine = (row: EndedVisit, today: Day): EndedLine => ({
  ...visitLine(row, today),
  title: homeWords().ended(visitWords().states[row.state]),
  reason: stepReason(row.reason),
  phone: row.unitPhone ?? '',
})

function visitLine(row: VisitRow, today: Day): VisitLine {
  return {
    id: row.id,
    purpose: titleOfVisit(row),
    days: formatRange(row.firstDay, row.lastDay, today),
    unit: unitOf(row),
    plate: row.plate === null ? '' : formatPlate(row.plate),
  }
}
