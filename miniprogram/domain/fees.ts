import type { PurposeClass } from './purposes'

/** Whether a visit's vehicle pays on leaving (spec 2, Purpose). */
export type FeeClass = 'free' | 'parking'

export function feeClass(purposeClass: PurposeClass): FeeClass {
  return purposeClass === 'official' ? 'free' : 'parking'
}

/** What the form says about the fee before submitting. `freeMinutes` comes from the live rules. */
export function feePreview(visit: {
  purposeClass: PurposeClass
  driving: boolean
  freeMinutes: number
}): string {
  if (!visit.driving) return '步行或骑车入校，不收费'
  if (feeClass(visit.purposeClass) === 'free') return '因公来访车辆，免停车费'
  return `离校时按停车时长收费，前${visit.freeMinutes}分钟免费，收费标准待保卫处配置`
}
