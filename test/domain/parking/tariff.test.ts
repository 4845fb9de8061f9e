import { SHIPPED_TARIFF } from '../../../miniprogram/locales/zh/shipped-tariff'
import { describe, expect, it, test } from 'vitest'
import { capOf, tariffAt, type Rate, type Tariff } from '../../../miniprogram/domain/parking/tariff'
import { checkStart, checkTariff } from '../../../miniprogram/domain/parking/tariff-check'
import { DEARER, at, tariffWith } from './golden'
import { tariffErrorSentences } from '../../../miniprogram/locales/zh/tariff-errors'

const version = (id: string, effectiveFrom: number): Tariff => ({ ...SHIPPED_TARIFF, id, effectiveFrom })

describe('the version at entry', () => {
  const versions = [version('june', at('2026-06-01 00:00:00')), version('first', at('2026-01-01 00:00:00'))]
  test.each([
    ['before all of them', '2025-12-31 23:59:59', undefined],
    ['in the first instant of the first', '2026-01-01 00:00:00', 'first'],
    ['a second before the next', '2026-05-31 23:59:59', 'first'],
    ['in the first instant of the next', '2026-06-01 00:00:00', 'june'],
    ['long after', '2030-01-01 00:00:00', 'june'],
  ])('%s', (_, moment, id) => expect(tariffAt(versions, at(moment))?.id).toBe(id))

  it('is the one further back of two that start at once', () => {
    expect(tariffAt([version('typo', 5), version('mended', 5)], 5)?.id).toBe('mended')
  })

  it('is none without versions', () => expect(tariffAt([], 0)).toBeNull())
})

it('takes a cap off a rate', () => {
  const of: Rate = { form: 'entry', fen: 500 }
  const cap = { fen: 300, per: 'calendarDay' } as const
  expect(capOf({ form: 'capped', cap, of })).toEqual({ rate: of, cap })
  expect(capOf(of)).toEqual({ rate: of, cap: null })
})

describe('checkTariff', () => {
  const unit = { unitMinutes: 60, fen: 200 }
  const steps = (...pairs: [number, number][]): Rate => ({
    form: 'total',
    steps: pairs.map(([upToMinutes, fen]) => ({ upToMinutes, fen })),
    beyond: unit,
  })
  const clock = (dayFrom: number, nightFrom: number): Rate => ({
    form: 'dayNight',
    dayFrom,
    nightFrom,
    day: unit,
    night: unit,
  })
  const fieldErrorsOf = (tariff: Tariff): string[] =>
    checkTariff(tariff).map(({ field, code, details }) => {
      const sentence = tariffErrorSentences[code] as string | ((details: object) => string)
      return `${field} ${typeof sentence === 'string' ? sentence : sentence(details)}`
    })

  test.each([
    SHIPPED_TARIFF,
    DEARER,
    tariffWith(steps([60, 300], [120, 300])),
    tariffWith(clock(0, 1439)),
    tariffWith(clock(1320, 420)),
  ])('finds no fieldError with a sound one', (tariff) => expect(checkTariff(tariff)).toEqual([]))

  test.each<[string, Rate, string[]]>([
    [
      'no unit',
      { form: 'period', unitMinutes: 0, fen: 200 },
      ['rate.unitMinutes 计费单位须为整数分钟，至少1分钟'],
    ],
    ['half a fen', { form: 'entry', fen: 0.5 }, ['rate.fen 金额须为0至10000元，精确到分']],
    ['a negative price', { form: 'entry', fen: -1 }, ['rate.fen 金额须为0至10000元，精确到分']],
    ['no number', { form: 'entry', fen: NaN }, ['rate.fen 金额须为0至10000元，精确到分']],
    ['no steps', steps(), ['rate.steps 累计阶梯至少要有一档']],
    ['a step of nothing', steps([0, 100]), ['rate.steps.0.upToMinutes 第1档的时长须为整数分钟，至少1分钟']],
    ['a shorter step', steps([60, 100], [60, 200]), ['rate.steps.1.upToMinutes 第2档的时长须比上一档长']],
    ['a cheaper step', steps([60, 200], [90, 100]), ['rate.steps.1.fen 第2档的金额不能低于上一档']],
    ['no night', clock(420, 420), ['rate.nightFrom 日间和夜间的开始时间不能相同']],
    ['24:00 as a clock time', clock(420, 1440), ['rate.nightFrom 夜间开始时间须在00:00至23:59之间']],
    ['a day before midnight', clock(-1, 420), ['rate.dayFrom 日间开始时间须在00:00至23:59之间']],
    [
      'a cap of nothing over a faulty form',
      { form: 'capped', cap: { fen: 0, per: '24hours' }, of: { form: 'entry', fen: -1 } },
      ['rate.of.fen 金额须为0至10000元，精确到分', 'rate.cap.fen 封顶金额须大于0，不超过10000元，精确到分'],
    ],
  ])('names %s', (_, rate, fieldErrors) => expect(fieldErrorsOf(tariffWith(rate))).toEqual(fieldErrors))

  it('names everything else at once', () => {
    const blank = { ...SHIPPED_TARIFF, id: ' ', label: '', effectiveFrom: NaN, freeMinutes: -1 }
    expect(fieldErrorsOf(blank)).toEqual([
      'id 缺少版本编号',
      'effectiveFrom 请选择生效时间',
      'label 请填写收费标准的名称',
      'freeMinutes 免费时长为0至1440的整数分钟',
    ])
    expect(fieldErrorsOf({ ...SHIPPED_TARIFF, label: '长'.repeat(41) })).toEqual(['label 名称最多40个字'])
  })
})

describe('which field is wrong', () => {
  const unit = { unitMinutes: 60, fen: 200 }
  const dear = { unitMinutes: 60, fen: 0.5 }
  const fieldsOf = (tariff: Tariff) => checkTariff(tariff).map(({ field, code }) => `${field} ${code}`)
  test.each<[string, Tariff, string[]]>([
    ['the unit', tariffWith({ form: 'period', ...dear }), ['rate.fen PRICE']],
    [
      'a step’s price',
      tariffWith({ form: 'total', steps: [{ upToMinutes: 60, fen: -1 }], beyond: unit }),
      ['rate.steps.0.fen PRICE'],
    ],
    [
      'the unit beyond the steps',
      tariffWith({ form: 'total', steps: [{ upToMinutes: 60, fen: 1 }], beyond: dear }),
      ['rate.beyond.fen PRICE'],
    ],
    [
      'the units of day and night',
      tariffWith({ form: 'dayNight', dayFrom: 420, nightFrom: 1320, day: dear, night: dear }),
      ['rate.day.fen PRICE', 'rate.night.fen PRICE'],
    ],
    ['a label of blanks', { ...SHIPPED_TARIFF, label: ' \t' }, ['label LABEL_REQUIRED']],
    ['a label as long as may be', { ...SHIPPED_TARIFF, label: '费'.repeat(40) }, []],
    ['a longer one', { ...SHIPPED_TARIFF, label: '费'.repeat(41) }, ['label LABEL_TOO_LONG']],
  ])('%s', (_, tariff, fields) => expect(fieldsOf(tariff)).toEqual(fields))

  test.each([
    [-1, ['effectiveFrom START_PAST']],
    [0, []],
    [1, []],
  ])('a start %d ms from now', (ms, fields) =>
    expect(checkStart(1000 + ms, 1000).map(({ field, code }) => `${field} ${code}`)).toEqual(fields),
  )
})
