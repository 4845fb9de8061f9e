import { describe, expect, it, test } from 'vitest'
import { exampleLines, faultAt, reckonable, startWords, versionLines } from '../../console/pages/rules/tariff'
import { draftErrors, draftOf, tariffOf, type TariffDraft } from '../../console/pages/rules/tariff-draft'
import { localMoment } from '../../console/values/local-moment'
import { fenOf, yuanOf } from '../../console/values/yuan'
import type { Rate, Tariff } from '../../miniprogram/domain/parking/tariff'
import { SHIPPED_TARIFF } from '../../miniprogram/locales/zh/shipped-tariff'
import { NOW } from '../domain/builders'

const version = (rate: Rate, more: Partial<Tariff> = {}): Tariff => ({
  ...{ id: 'v', label: '新标准', effectiveFrom: NOW, freeMinutes: 30, freeMode: 'threshold', rate, ...more },
})
const hourly = { unitMinutes: 60, fen: 250 }
const RATES: Rate[] = [
  { form: 'period', ...hourly },
  { form: 'entry', fen: 700 },
  { form: 'total', steps: [{ upToMinutes: 60, fen: 300 }], beyond: hourly },
  { form: 'dayNight', dayFrom: 420, nightFrom: 1320, day: hourly, night: { unitMinutes: 720, fen: 100 } },
  { form: 'capped', cap: { fen: 1500, per: '24hours' }, of: { form: 'period', ...hourly } },
]

test.each(RATES)('a version taken as the base is typed as it is: $form', (rate) => {
  const draft = { ...draftOf(version(rate), NOW), label: '新标准' }
  expect(tariffOf(draft)).toEqual({ ...version(rate), id: 'draft' })
  expect(draftErrors(draft, NOW)).toEqual([])
})

describe('what is wrong stands at its field', () => {
  const draft = { ...draftOf(SHIPPED_TARIFF, NOW), label: '新标准' }
  test.each<[Partial<TariffDraft>, string, string]>([
    [{ label: ' ' }, 'label', '请填写收费标准的名称'],
    [{ from: '' }, 'effectiveFrom', '请选择生效时间'],
    [{ from: localMoment(NOW - 60_000) }, 'effectiveFrom', '生效时间不能早于现在'],
    [{ freeMinutes: '-1' }, 'freeMinutes', '免费时长为0至1440的整数分钟'],
    [{ period: { minutes: '60', yuan: '2.005' } }, 'rate.fen', '金额须为0至10000元，精确到分'],
    [{ period: { minutes: '', yuan: '2' } }, 'rate.unitMinutes', '计费单位须为整数分钟，至少1分钟'],
    [{ capYuan: '0' }, 'rate.cap.fen', '封顶金额须大于0，不超过10000元，精确到分'],
    [{ form: 'total', steps: [] }, 'rate.steps', '累计阶梯至少要有一档'],
  ])('%j', (more, field, sentence) => {
    const errors = draftErrors({ ...draft, ...more }, NOW)
    expect(errors.map((error) => error.field)).toEqual([field])
    expect(faultAt(errors, field)).toBe(sentence)
  })
})

describe('examples', () => {
  it('are what the fee comes to, beside the version in force', () => {
    const lines = exampleLines(version({ form: 'entry', fen: 700 }), SHIPPED_TARIFF, 8 * 60, NOW)
    expect(lines.map(({ stay, feeNow, fee }) => [stay, feeNow, fee])).toEqual([
      ['20分钟', '¥0.00', '¥0.00'],
      ['30分钟整', '¥0.00', '¥0.00'],
      ['30分01秒', '¥2.00', '¥7.00'],
      ['1小时', '¥2.00', '¥7.00'],
      ['3小时', '¥6.00', '¥7.00'],
      ['12小时', '¥15.00', '¥7.00'],
      ['25小时', '¥30.00', '¥7.00'],
      ['3天', '¥60.00', '¥7.00'],
    ])
  })
  it('need neither a name nor a start, but every number', () => {
    const draft = draftOf(SHIPPED_TARIFF, NOW)
    expect(reckonable(tariffOf({ ...draft, from: '' }))).not.toBeNull()
    expect(reckonable(tariffOf({ ...draft, freeMinutes: 'x' }))).toBeNull()
    expect(exampleLines(null, SHIPPED_TARIFF, 0, NOW)[3]).toMatchObject({ fee: '', feeNow: '¥2.00' })
    // A time of entry that was cleared isn't midnight.
    expect(exampleLines(SHIPPED_TARIFF, SHIPPED_TARIFF, null, NOW)).toEqual([])
  })
})

it('versions are listed by their start, with who added them', () => {
  const coming = version({ form: 'entry', fen: 700 }, { effectiveFrom: NOW + 1 })
  const current = version({ form: 'entry', fen: 600 }, { id: 'c', effectiveFrom: NOW })
  const tariffs = [SHIPPED_TARIFF, coming, current] as Parameters<typeof versionLines>[0]['tariffs']
  const history = [
    {
      revision: 1,
      at: NOW,
      byName: '唐玉兰',
      rule: 'tariffs',
      from: [SHIPPED_TARIFF],
      to: [SHIPPED_TARIFF, coming],
    },
  ]
  expect(
    versionLines({ tariffs, history }, NOW).map(({ tariff, state, by }) => [tariff.id, state, by]),
  ).toEqual([
    ['v', 'coming', '唐玉兰'],
    ['c', 'current', '系统自带'],
    ['sample', 'past', '系统自带'],
  ])
  expect(startWords(0)).toBe('启用以来')
})

test.each([
  ['2', 200],
  ['2.5', 250],
  ['0.05', 5],
  ['2.005', NaN],
  ['', NaN],
  ['-1', NaN],
])('%j is %d fen', (yuan, fen) => expect(fenOf(yuan)).toBe(fen))
test.each([
  [200, '2'],
  [250, '2.50'],
  [5, '0.05'],
])('%d fen is typed as %s', (fen, yuan) => expect(yuanOf(fen)).toBe(yuan))
