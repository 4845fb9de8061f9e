import { expect, it, test } from 'vitest'
import { feeClass } from '../../../miniprogram/domain/parking/fees'
import { feePreview } from '../../../miniprogram/locales/zh/parking'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'

test.each([
  ['official', 'free'],
  ['private', 'parking'],
] as const)('%s visits: %s', (purposeClass, expected) => expect(feeClass(purposeClass)).toBe(expected))

test.each([
  ['official', true, '因公来访车辆，免停车费'],
  ['private', false, '步行或骑车入校，不收费'],
  ['official', false, '步行或骑车入校，不收费'],
] as const)('%s, driving %s: %s', (purposeClass, driving, expected) => {
  expect(feePreview({ purposeClass, driving, tariff: SHIPPED_TARIFF })).toBe(expected)
})

test.each([15, 45])('private, driving, %i minutes free by the tariff', (freeMinutes) => {
  const visit = { purposeClass: 'private', driving: true } as const
  expect(feePreview({ ...visit, tariff: { ...SHIPPED_TARIFF, freeMinutes } })).toBe(
    `离校时收停车费：${freeMinutes}分钟以内免费，超过后从入校时起计费；每小时¥2.00，不足1小时按1小时计；` +
      '每天最高¥15.00；收费标准：示例，待保卫处配置',
  )
})

it('says that an official visit pays after its days, where it does', () => {
  const visit = { purposeClass: 'official', driving: true } as const
  expect(feePreview({ ...visit, tariff: SHIPPED_TARIFF, paysAfterDays: true })).toBe(
    '因公来访车辆，预约日期内免停车费，之后按因私来访收费',
  )
  expect(feePreview({ ...visit, tariff: SHIPPED_TARIFF, paysAfterDays: false })).toBe(
    '因公来访车辆，免停车费',
  )
})
