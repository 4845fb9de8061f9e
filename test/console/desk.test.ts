import { describe, expect, it, test } from 'vitest'
import {
  historyOf,
  modeWords,
  reportLines,
  reportQuestion,
  reportStateOf,
  switchNote,
  switchOf,
} from '../../console/pages/emergency/emergency'
import { conflictLines, conflictListOf, settleQuestion } from '../../console/pages/gate/conflicts'
import {
  checkLine,
  lookAgain,
  partLines,
  rejectedLines,
  templateOf,
  templatesChange,
  waitingWords,
} from '../../console/pages/notice/notices'
import {
  newOutcome,
  outcomeOf,
  payQuestion,
  stayListOf,
  vehicleLines,
  type OutcomeDraft,
} from '../../console/pages/vehicle/vehicles'
import { localMoment } from '../../console/values/local-moment'
import { NOW, TODAY } from '../domain/builders'

const HOUR = 3_600_000

describe('vehicles', () => {
  type Stay = Parameters<typeof vehicleLines>[0][number]
  const stay = (more: Partial<Stay> = {}): Stay => ({
    ...{ id: 's', state: 'inside', plate: '桂C12345', campusName: '育才校区', gateIn: '西门', gateOut: null },
    ...{
      enteredAt: NOW - HOUR,
      exitAt: null,
      feeFen: 0,
      caseOpen: false,
      visitor: null,
      history: [],
      ...more,
    },
  })
  const line = (more: Partial<Stay> = {}) =>
    vehicleLines([stay(more)], NOW)[0] as ReturnType<typeof vehicleLines>[0]
  test.each<[Partial<Stay>, string, boolean, boolean]>([
    [{}, '在校内', true, false],
    [{ caseOpen: true }, '在校内，请求核查', true, false],
    [{ state: 'due', feeFen: 600 }, '待缴费', false, true],
    [{ state: 'paid' }, '已缴费', false, false],
  ])('%j: %s', (more, state, mayResolve, mayPay) =>
    expect(line(more)).toMatchObject({ state, mayResolve, mayPay }),
  )
  test.each<[Partial<OutcomeDraft>, object | null]>([
    [{}, null],
    [{ reason: '已核实' }, { outcome: 'inside', leftAt: null }],
    [
      { reason: '已核实', outcome: 'leftUnpaid', leftAt: localMoment(NOW) },
      { outcome: 'leftUnpaid', leftAt: NOW },
    ],
    [{ reason: '已核实', outcome: 'leftUnpaid', leftAt: '' }, null],
  ])('what was found out as %j is sent as %j', (more, sent) => {
    const found = outcomeOf({ ...newOutcome(line(), NOW), ...more })
    if (sent === null) expect(found).toBeNull()
    else expect(found).toMatchObject({ stayId: 's', reason: '已核实', ...sent })
  })
  it('a fee is named before it is taken', () =>
    expect(payQuestion(line({ state: 'due', feeFen: 600 })).title).toContain('¥6.00'))
  it('the address asks for cases when it asks for nothing known', () =>
    expect([stayListOf('due'), stayListOf('gone')]).toEqual(['due', 'cases']))
})

describe('phone reports', () => {
  const mode = { on: true, since: NOW, byName: '秦立新', reason: '系统故障', history: [] }
  it('say whether they are taken, since when and why', () => {
    expect(modeWords(mode, NOW)).toMatchObject({ title: '电话报备已开启', action: '关闭电话报备' })
    expect(modeWords(mode, NOW).note).toContain('秦立新：系统故障')
    const history = [{ on: false, at: NOW, byName: '秦立新', reason: '恢复' }]
    expect(historyOf({ history }, NOW)).toMatchObject([{ what: '关闭', reason: '恢复' }])
  })
  test.each([
    [true, { on: true, reason: '演练' }],
    [false, { on: false, reason: '演练', openPasses: 'end' }],
  ])('switching to %s', (on, sent) => {
    const draft = { on, reason: ' 演练 ', openPasses: 'end' as const }
    expect(switchOf(draft)).toEqual(sent)
    expect(switchNote(draft)).toContain(on ? '留痕' : '立即失效')
  })
  const report = {
    ...{ id: 'v', number: 'E-0001-K7QX', name: '林**', hostName: '王敏', unitName: '图书馆', plate: null },
    ...{ gateNames: ['西门'], firstDay: TODAY, lastDay: TODAY, byName: '值班员', at: NOW, note: '' },
    ...{ passages: [], inside: false, state: 'open' as const, steps: [] },
  }
  it('stand with what happened', () => {
    const passages = [{ at: NOW, gateName: '西门', direction: 'in' as const, allowed: true }]
    const lines = reportLines([report, { ...report, passages, inside: true }], NOW)
    expect(lines.map(({ happened }) => happened)).toEqual([
      ['没有入校记录'],
      ['现在在校内', '今天 14:00 西门进'],
    ])
  })
  test.each([
    ['图书馆', '王敏 · 图书馆'],
    ['', '王敏'],
  ])('name the host, and the unit %j where it was told', (unitName, host) =>
    expect(reportLines([{ ...report, unitName }], NOW)[0]).toMatchObject({ host }),
  )
  test.each([
    ['open', true, null],
    ['open', false, 100],
    ['needsExplanation', true, 100],
  ] as const)('%s, agreeing %s: a reason of %s', (state, matched, limit) => {
    const [line] = reportLines([{ ...report, state }], NOW)
    expect(line && (reportQuestion(line, matched).reason?.limit ?? null)).toBe(limit)
  })
  it('the address asks for those to go through when it asks for nothing known', () =>
    expect([reportStateOf('matched'), reportStateOf('')]).toEqual(['matched', 'open']))
})

describe('passages that would have been refused', () => {
  const row = {
    ...{ id: 'p', at: NOW, gateName: '西门', direction: 'in' as const, way: 'qr' as const, allowed: true },
    ...{ reason: 'OK', name: '林**', plate: null, byName: '黄大勇', conflict: 'REVOKED', deliveredAt: NOW },
    settled: null,
  }
  it('say who, where, why, and what came of it', () => {
    const settled = { byName: '秦立新', at: NOW, reason: '已核实' }
    const lines = conflictLines([row, { ...row, name: '', settled }], NOW)
    expect(lines).toMatchObject([
      { who: '林**', passed: '今天 14:00 西门已放行入校', outcome: '' },
      { who: '没有对应的预约', outcome: '已核实', settledBy: '秦立新 今天 14:00' },
    ])
    expect(lines[0] && settleQuestion(lines[0]).reason).not.toBeNull()
  })
  it('the address asks for the open ones when it asks for nothing known', () =>
    expect([conflictListOf('settled'), conflictListOf('x')]).toEqual(['settled', 'open']))
})

describe('templates', () => {
  const fields = { who: 'thing1', why: 'thing2', when: 'date3', host: 'name4' }
  const draft = { templateId: ' T1 ', fields, seen: 7 }
  it('fit when every part has a field of a kind that can show it', () => {
    expect(partLines('newBooking', draft).map(({ fault }) => fault)).toEqual(['', '', '', ''])
    expect(templateOf('newBooking', draft)).toMatchObject({
      ...{ use: 'newBooking', templateId: 'T1', seen: 7 },
      fields: [{ part: 'who', field: 'thing1' }, {}, {}, {}],
    })
  })
  test.each([
    [{ why: 'phrase2' }, 1, '字段形如thing加数字'],
    [{ why: 'thing' }, 1, '字段形如thing加数字'],
    [{ why: 'thing1' }, 1, '同一个字段不能用两次'],
    [{ host: '' }, 3, '字段形如thing、name加数字'],
  ])('%j: %i %s', (more, index, fault) =>
    expect(partLines('newBooking', { ...draft, fields: { ...draft.fields, ...more } })[index]?.fault).toBe(
      fault,
    ),
  )
  test.each([
    ['unset', [], '还没有设置模板，不会发送', true],
    ['unread', [], '还没有与微信后台核对，一般一分钟内会有结果；一直如此请联系部署系统的人', true],
    ['gone', [], '微信后台已没有这个模板，消息发不出去，请换一个模板', true],
    [
      'fields',
      ['host', 'thing4'],
      '与微信后台的模板对不上：被访人、thing4。消息可能发不出去，请核对字段并重新保存',
      true,
    ],
    ['fits', [], '与微信后台的模板一致', false],
  ] as const)('to those of the account one stands “%s” %j: %s', (state, faults, text, wrong) => {
    const templateChecks = {
      newBooking: { state, faults: [...faults] },
      decision: { state: 'fits' as const, faults: [] },
      auditHead: { state: 'fits' as const, faults: [] },
    }
    expect(checkLine({ templateChecks }, 'newBooking')).toEqual({ text, wrong })
    expect(lookAgain({ templateChecks })).toBe(state === 'unread' ? 15_000 : false)
  })
  it('who changed one last is said', () => {
    const change = { revision: 1, at: NOW, byName: '唐玉兰', rule: 'templateFields', from: {}, to: {} }
    expect(templatesChange({ history: [{ ...change, rule: 'digestAt' }, change] }, NOW)).toBe(
      '唐玉兰 今天 14:00修改',
    )
    expect(templatesChange({ history: [] }, NOW)).toBe('')
  })
  test.each([
    [0, null, '没有等待发送的消息'],
    [3, NOW, '3条等待发送，最早的一条从今天 14:00起等待'],
    [1000, NOW, '至少1000条等待发送，最早的一条从今天 14:00起等待'],
  ])('%d wait: %s', (count, oldest, words) => expect(waitingWords({ count, oldest }, NOW)).toBe(words))
  const refused = (lost: { name: string; code: number | null }[], use: 'newBooking' | 'decision') =>
    rejectedLines([{ id: 'n', use, at: NOW, people: lost.length, about: ['林小雨', '已通过'], lost }], NOW)[0]
  it('what was refused says what it was about, who didn’t get it and what to do, once for each reason', () =>
    expect(
      refused(
        [
          { name: '覃海燕', code: 47003 },
          { name: '', code: null },
          { name: '韦明', code: 47003 },
        ],
        'newBooking',
      ),
    ).toEqual({
      ...{ id: 'n', use: '待办提醒', at: '今天 14:00', about: '林小雨 · 已通过' },
      lost: [
        { names: '覃海燕、韦明', why: '字段与模板不符：请在上面核对字段并重新保存' },
        {
          names: '被访人',
          why: '微信多次没有应答：之后的消息照常发送，仍发不出请联系部署系统的人查看云函数日志',
        },
      ],
    }))
  test.each([
    [40003, '重新打开小程序'],
    [40037, '改填现用的模板编号'],
    [41030, '还没有发布'],
    [43101, '次数已用完'],
    [47003, '核对字段'],
    [-1, '微信返回错误码-1'],
  ])('WeChat’s code %i: %s', (code, words) =>
    expect(refused([{ name: '', code }], 'decision')?.lost).toEqual([
      { names: '访客或申请人', why: expect.stringContaining(words) as string },
    ]),
  )
})
