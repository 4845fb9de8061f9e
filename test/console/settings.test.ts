import { describe, expect, it, test } from 'vitest'
import { SETTING_FIELDS } from '../../console/pages/rules/setting-fields'
import {
  changesOf,
  historyLines,
  settingSections,
  type RulesNow,
  type SettingLine,
  type Typed,
} from '../../console/pages/rules/settings'
import { personOf } from '../../console/shell/person'
import { SHIPPED } from '../../cloudfunctions/stores/settings'
import { NOW } from '../domain/builders'

const rules = (more: Partial<RulesNow> = {}): RulesNow => ({
  ...({ ...SHIPPED, shipped: SHIPPED, revision: 3, history: [] } as unknown as RulesNow),
  ...more,
})
const lines = (typed: Typed, now = rules(), seen = 3): SettingLine[] =>
  settingSections(now, typed, seen, NOW).flatMap((section) => section.lines)
const line = (id: string, typed: Typed, now = rules(), seen = 3): SettingLine => {
  const found = lines(typed, now, seen).find(({ field }) => field.id === id)
  if (found === undefined) throw new Error(id)
  return found
}

it('every field stands in one group and shows what is stored', () => {
  expect(
    lines({})
      .map(({ field }) => field.id)
      .sort(),
  ).toEqual(SETTING_FIELDS.map(({ id }) => id).sort())
  expect(lines({}).filter(({ text, shipped }) => text !== shipped)).toEqual([])
  expect(lines({}).filter(({ changed, fault }) => changed || fault !== '')).toEqual([])
})

describe('what is typed', () => {
  test.each([
    ['maxLiveBookings', '5', { maxLiveBookings: 5 }],
    ['maxDaysAhead', '', { maxDaysAhead: null }],
    ['digestAt', '18:05', { digestAt: 18 * 60 + 5 }],
    ['facePhoto', 'true', { facePhoto: true }],
    ['duplicateRule', 'overlap', { duplicateRule: 'overlap' }],
    ['gateConfidence.face', '90.5', { gateConfidence: { face: 0.905, plate: 0.8 } }],
    ['reminders.hoursBefore', '3', { reminders: { ...SHIPPED.reminders, hoursBefore: 3 } }],
    ['maxLiveBookings', '3', {}],
    ['termEnds', '07-10,01-20', { termEnds: ['01-20', '07-10'] }],
    ['termEnds', '02-29', { termEnds: ['02-29'] }],
    ['termEnds', '', { termEnds: [] }],
  ])('%s as %j changes %j', (id, text, changes) =>
    expect(changesOf(rules(), lines({ [id]: text }))).toEqual(changes),
  )
  it('of two parts of one rule is one change', () =>
    expect(changesOf(rules(), lines({ 'gateConfidence.face': '70', 'gateConfidence.plate': '60' }))).toEqual({
      gateConfidence: { face: 0.7, plate: 0.6 },
    }))

  test.each([
    ['maxLiveBookings', '0', '请填写1至1000之间的整数'],
    ['maxLiveBookings', '', '请填写1至1000之间的整数'],
    ['maxLiveBookings', '2.5', '请填写1至1000之间的整数'],
    ['adviseLongDays', '16', '请填写1至15之间的整数'],
    ['adviseLongDays', '15', ''],
    ['termEnds', '01-20,02-30', '没有2月30日这一天'],
    ['termEnds', '01-20,01-20', '日期不能重复'],
    ['termEnds', '', ''],
    ['maxDaysAhead', ' ', ''],
    ['gateConfidence.plate', '100.1', '请填写0至100之间的数'],
    ['gateConfidence.plate', '99.5', ''],
    ['digestAt', '', '请选择时间'],
  ])('%s as %j: %s', (id, text, fault) => expect(line(id, { [id]: text }).fault).toBe(fault))
})

describe('who changed it', () => {
  const by = { at: NOW, byName: '唐玉兰' }
  const history = [
    { ...by, revision: 4, rule: 'adviseLongDays', from: 3, to: 5 },
    {
      ...{ ...by, revision: 2, rule: 'gateConfidence' },
      ...{ from: { face: 0.85, plate: 0.8 }, to: { face: 0.9, plate: 0.8 } },
    },
  ]
  const now = rules({ history, adviseLongDays: 5, gateConfidence: { face: 0.9, plate: 0.8 } })

  it('stands beside the field', () => {
    expect(line('adviseLongDays', {}, now, 4).lastChange).toBe('唐玉兰 今天 14:00修改')
    expect(line('gateConfidence.face', {}, now, 4).lastChange).toBe('唐玉兰 今天 14:00修改')
    expect(line('gateConfidence.plate', {}, now, 4).lastChange).toBe('')
  })
  it('is said with what it is now when it came after the first letter typed', () => {
    expect(line('adviseLongDays', { adviseLongDays: '7' }, now, 3)).toMatchObject({
      overtaken: true,
      lastChange: '唐玉兰 今天 14:00改成了5天，您填写的还没有保存',
    })
    expect(line('adviseLongDays', { adviseLongDays: '7' }, now, 4).overtaken).toBe(false)
  })
  it('is listed with from and to, a part by its own name', () =>
    expect(historyLines(history, NOW).map(({ what, from, to }) => [what, from, to])).toEqual([
      ['几天以上起提示', '3天', '5天'],
      ['人脸识别把握', '85%', '90%'],
    ]))
  test.each([
    ['contacts', [], [{ name: '保卫处', phone: '110' }], ['联系电话', '—', '保卫处 110']],
    ['tariffs', [{ label: '旧' }], [{ label: '旧' }, { label: '新' }], ['收费标准', '共1个版本', '新增“新”']],
    ['templates', { decision: '' }, { decision: 'T1' }, ['消息模板', '—', 'T1']],
    ['gone', 1, 2, ['gone', '—', '—']],
  ])('%s has a page of its own and is said all the same', (rule, from, to, said) =>
    expect(
      historyLines([{ ...by, revision: 1, rule, from, to }], NOW).map((each) => [
        each.what,
        each.from,
        each.to,
      ]),
    ).toEqual([said]),
  )
})

it('who is of the office by unit and by role is called so once', () => {
  const me = { staffName: '秦立新', staffUnit: '保卫处', approver: null, desk: null, office: { waiting: 0 } }
  expect(personOf(me as unknown as Parameters<typeof personOf>[0])).toEqual({
    name: '秦立新',
    roles: '保卫处',
  })
})
