import { describe, expect, it, test } from 'vitest'
import { describeTariff } from '../../../miniprogram/locales/zh/parking'
import { durationName, unitName } from '../../../miniprogram/locales/zh/durations'
import type { Rate } from '../../../miniprogram/domain/parking/tariff'
import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { tariffWith } from './golden'

describe('a tariff in words', () => {
  it('says of the shipped one that it is an example', () => {
    expect(describeTariff(SHIPPED_TARIFF)).toEqual([
      '30分钟以内免费，超过后从入校时起计费',
      '每小时¥2.00，不足1小时按1小时计',
      '每天最高¥15.00',
      '收费标准：示例，待保卫处配置',
    ])
  })

  const unit = { unitMinutes: 30, fen: 150 }
  const free = { unitMinutes: 60, fen: 0 }
  const step = { upToMinutes: 120, fen: 500 }
  test.each<[string, Rate, string[]]>([
    ['by period', { form: 'period', ...unit }, ['每30分钟¥1.50，不足30分钟按30分钟计']],
    [
      'by total time',
      { form: 'total', steps: [step], beyond: unit },
      ['累计2小时以内¥5.00', '超过2小时的部分，每30分钟¥1.50，不足30分钟按30分钟计'],
    ],
    [
      'by total time, nothing beyond',
      { form: 'total', steps: [step], beyond: free },
      ['累计2小时以内¥5.00', '超过2小时不再加收'],
    ],
    [
      'day and night',
      { form: 'dayNight', dayFrom: 420, nightFrom: 1350, day: unit, night: free },
      [
        '日间（07:00–22:30）每30分钟¥1.50，不足30分钟按30分钟计',
        '夜间（22:30–07:00）免费',
        '跨日间和夜间的分段计费',
      ],
    ],
    [
      'capped',
      { form: 'capped', cap: { fen: 1000, per: '24hours' }, of: { form: 'period', ...unit } },
      ['每30分钟¥1.50，不足30分钟按30分钟计', '每24小时最高¥10.00，从入校时起算'],
    ],
  ])('%s', (_, rate, sentences) => {
    expect(describeTariff(tariffWith(rate, 'deducted'))).toEqual([
      '前30分钟免费，只计超出的时间',
      ...sentences,
      '收费标准：测试标准',
    ])
    expect(describeTariff(tariffWith(rate, 'deducted', 0))).toEqual([...sentences, '收费标准：测试标准'])
  })

  it('counts no time where a price is per entry', () => {
    expect(describeTariff(tariffWith({ form: 'entry', fen: 500 }, 'deducted')).slice(0, 2)).toEqual([
      '30分钟以内免费',
      '每次入校¥5.00，不限时长',
    ])
  })
})

test.each([
  [1, '1分钟', '分钟'],
  [45, '45分钟', '45分钟'],
  [60, '1小时', '小时'],
  [90, '90分钟', '90分钟'],
  [1440, '24小时', '24小时'],
])('%i minutes: %s, 每%s', (minutes, duration, unit) => {
  expect(durationName(minutes)).toBe(duration)
  expect(unitName(minutes)).toBe(unit)
})
