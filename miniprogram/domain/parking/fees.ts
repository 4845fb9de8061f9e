import { describeTariff } from './describe'
import type { Tariff } from './tariff'
import type { PurposeClass } from '../visit/purposes'

/** Whether a visit's vehicle pays on leaving (spec 2, Purpose). */
export type FeeClass = 'free' | 'parking'

export function feeClass(purposeClass: PurposeClass): FeeClass {
  return purposeClass === 'official' ? 'free' : 'parking'
}

/**
 * What the form says about the fee before submitting (spec 2, Before submitting). With the tariff in force, all of
 * the sentence comes from it; `freeMinutes` of the live rules stands in only where no tariff is known.
 * `paysAfterDays`: an official visit pays from the end of its days on (spec 5.2).
 */
export function feePreview(visit: FeeQuestion): string {
  const { head, lines } = feeLines(visit)
  return lines.length === 0 ? head : `${head}：${lines.join('；')}`
}

export interface FeeQuestion {
  purposeClass: PurposeClass
  driving: boolean
  freeMinutes: number
  tariff?: Tariff | null
  paysAfterDays?: boolean
}

/** The same as a sentence and, where a tariff is known, what it says line by line. */
export interface FeeLines {
  head: string
  lines: string[]
}

export function feeLines(visit: FeeQuestion): FeeLines {
  const alone = (head: string): FeeLines => ({ head, lines: [] })
  if (!visit.driving) return alone('步行或骑车入校，不收费')
  if (feeClass(visit.purposeClass) === 'free') {
    return alone(
      visit.paysAfterDays === true
        ? '因公来访车辆，预约日期内免停车费，之后按因私来访收费'
        : '因公来访车辆，免停车费',
    )
  }
  if (visit.tariff != null) return { head: '离校时收停车费', lines: describeTariff(visit.tariff) }
  return alone(`离校时按停车时长收费，前${visit.freeMinutes}分钟免费，收费标准待保卫处配置`)
}
