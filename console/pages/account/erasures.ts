import type { Output } from '../../../contract'
import { HINDRANCES } from '../../../miniprogram/domain/account/erasure'
import { formatMoment } from '../../../miniprogram/locales/days'
import { erasuresWords } from '../../locales/zh/erasures'

/** A request as a row. */
export interface ErasureLine {
  id: string
  asked: string
  due: string
  done: string
  erased: number
  hindered: string
}

export const erasureLines = (rows: Output<'data.requests'>['rows'], now: number): ErasureLine[] =>
  rows.map(({ id, askedAt, dueAt, doneAt, erased, hindered }) => ({
    ...{ id, erased, asked: formatMoment(askedAt, now), due: formatMoment(dueAt, now) },
    done: doneAt === null ? erasuresWords.nothing : formatMoment(doneAt, now),
    hindered:
      HINDRANCES.filter((each) => hindered[each] > 0)
        .map((each) => erasuresWords.hindrance(erasuresWords.hindrances[each], hindered[each]))
        .join(erasuresWords.comma) || erasuresWords.nothing,
  }))
