import type { PurposeClass } from '../visit/purposes'

/** Whether a visit's vehicle pays on leaving (spec 2, Purpose). */
export type FeeClass = 'free' | 'parking'

export function feeClass(purposeClass: PurposeClass): FeeClass {
  return purposeClass === 'official' ? 'free' : 'parking'
}
