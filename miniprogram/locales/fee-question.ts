import type { Tariff } from '../domain/parking/tariff'
import type { PurposeClass } from '../domain/visit/purposes'

/** What the sentence about a visit's fee depends on. */
export interface FeeQuestion {
  purposeClass: PurposeClass
  driving: boolean
  tariff: Tariff
  paysAfterDays?: boolean
}

/** The same as a sentence and what the tariff says line by line. */
export interface FeeLines {
  head: string
  lines: string[]
}
