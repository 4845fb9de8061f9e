import { expect, test } from 'vitest'
import { feeClass, feePreview } from '../../miniprogram/domain/fees'

test.each([
  ['official', 'free'],
  ['private', 'parking'],
] as const)('%s visits: %s', (purposeClass, expected) => expect(feeClass(purposeClass)).toBe(expected))

test.each([
  ['official', true, 30, '因公来访车辆，免停车费'],
  ['private', true, 30, '离校时按停车时长收费，前30分钟免费，收费标准待保卫处配置'],
  ['private', true, 15, '离校时按停车时长收费，前15分钟免费，收费标准待保卫处配置'],
  ['private', false, 30, '步行或骑车入校，不收费'],
  ['official', false, 30, '步行或骑车入校，不收费'],
] as const)('%s, driving %s, %i minutes free: %s', (purposeClass, driving, freeMinutes, expected) => {
  expect(feePreview({ purposeClass, driving, freeMinutes })).toBe(expected)
})
