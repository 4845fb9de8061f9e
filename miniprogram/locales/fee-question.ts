import type { Tariff } from '../domain/parking/tariff'
import type { PurposeClass } from '../domain/visit/purposes'

/** What the sentence about a visit's fee depends on. */
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
