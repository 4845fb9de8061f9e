import { describe, expect, it, test } from 'vitest'
import type { LaneRow, Outcome, Shown } from '../../../../local/gate-simulator/lane-row'
import { laneView } from '../../../../local/preview/stage/gates/lane.view'

type Answer = Extract<Outcome, { by: 'server' | 'lane' }>['answer']

const answer: Answer = {
  eventId: 'event-of-a-lane-0001',
  decision: 'allow',
  reason: 'OK',
  sentence: '预约有效，请进',
  nextStep: '',
  hint: null,
  visitor: {
    ...{ name: '林**', plate: '桂CD12345', unitName: '计算机学院', headCount: 3 },
    ...{ firstDay: '2026-05-23', lastDay: '2026-05-23' },
  },
  fee: null,
  passageId: 'p1',
}
const said = (change: Partial<Answer> = {}): Outcome => ({ by: 'server', answer: { ...answer, ...change } })
const nobody: Outcome = { by: 'nobody', fault: { code: 'SIGNATURE', message: 'doesn’t fit' } }

function lane(outcome: Outcome | null, change: Partial<LaneRow> = {}, shown: Partial<Shown> = {}): LaneRow {
  return {
    ...{
      id: 'west-in',
      gateId: 'west',
      gateName: '育才西门',
      device: 'controller' as const,
      reads: ['qr', 'plate'] as const,
      name: '入口',
      direction: 'in',
      kind: 'vehicle',
    },
    ...{ mode: 'online', open: false, version: null, trouble: '', waiting: 0 },
    last: { number: 1, shown: { direction: 'in', code: 'x', ...shown }, at: 0, outcome },
    ...change,
  }
}

describe('the lamp says in colour, sign and word', () => {
  test.each([
    ['nobody is there', lane(null, { last: null }), 'dark', '等待'],
    ['the server is asked', lane(null), 'amber', '核验中'],
    ['somebody may pass', lane(said(), { open: true }), 'green', '放行'],
    ['they have passed', lane(said()), 'dark', '已通过'],
    ['somebody may not', lane(said({ decision: 'deny' })), 'red', '不放行'],
    ['a guard has to look', lane(said({ decision: 'hold' })), 'amber', '等门岗处理'],
    ['the call was refused', lane(nobody), 'red', '没有核验'],
    ['there is no power', lane(said(), { mode: 'off' }), 'dark', '停机'],
  ])('%s', (_when, row, colour, word) => {
    expect(laneView(row).lamp).toMatchObject({ colour, word })
  })
})

describe('the display', () => {
  it('greets with name, heads and fee', () => {
    expect(laneView(lane(said({ fee: { fen: 300, text: '¥3.00' } }))).display).toEqual([
      '预约有效，请进',
      '林** · 共3人 · 停车费 ¥3.00',
    ])
  })

  it('says why not and what to do', () => {
    const refusal = said({
      decision: 'deny',
      sentence: '预约已过期',
      nextStep: '预约日期：5月22日',
      visitor: null,
    })
    expect(laneView(lane(refusal)).display).toEqual(['预约已过期', '预约日期：5月22日'])
  })

  it('sends to the guard when nothing was decided', () => {
    expect(laneView(lane(nobody)).display).toEqual(['暂时不能核验', '请找门岗'])
  })

  it('is dark without power', () => {
    expect(laneView(lane(said(), { mode: 'off' }))).toMatchObject({ display: ['', ''], subject: null })
  })
})

describe('who stands there', () => {
  it('is the car whose plate was read, through when it may pass', () => {
    const { subject } = laneView(
      lane(said(), { open: true }, { code: undefined, plate: { number: '桂CD12345' } }),
    )
    expect(subject).toEqual({ number: 1, kind: 'car', plate: '桂CD12345', at: 'through' })
  })

  it('is a person with a pass, before the barrier until it is decided and when it stays shut', () => {
    for (const outcome of [null, nobody, said({ decision: 'deny' }), said({ decision: 'hold' })])
      expect(laneView(lane(outcome)).subject).toMatchObject({ kind: 'person', at: 'line' })
  })
})

describe('what is written beside it', () => {
  it('is the answer of the server with the passage it recorded', () => {
    const facts = laneView(lane(said({ hint: '没有入校记录' }))).facts
    expect(facts).toEqual([
      { label: '判定', value: '放行 · OK' },
      { label: '提示', value: '没有入校记录' },
      { label: '访客', value: '林** · 计算机学院' },
      { label: '车牌', value: '桂CD12345' },
      { label: '人数', value: '3 人' },
      { label: '通行记录', value: 'p1' },
    ])
  })

  it('is the fault where the API refused the call', () => {
    expect(laneView(lane(nobody)).facts[0]).toEqual({ label: '接口拒绝', value: 'SIGNATURE' })
  })

  it('says that a passage without a network is still to be delivered', () => {
    const alone: Outcome = { by: 'lane', answer: { ...answer, passageId: null }, kept: true }
    const view = laneView(lane(alone, { mode: 'cut', waiting: 2 }))
    expect(view.facts.at(-1)).toEqual({ label: '通行记录', value: '联网后补录' })
    expect(view.status).toBe('没有网络：按名单判定，还没有名单，2 条通行待补录')
  })

  it('says why a sync failed', () => {
    expect(laneView(lane(null, { trouble: 'DEVICE_DISABLED: …' })).status).toBe(
      '同步失败：DEVICE_DISABLED: …',
    )
  })
})
