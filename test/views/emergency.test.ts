import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { initialMode, modeView, type Mode } from '../../miniprogram/staff/emergency/mode/mode.view'
import { initialReports, reportsView, type Report } from '../../miniprogram/staff/emergency/list/list.view'
import {
  initialReport,
  reportFieldErrors,
  reportView,
  withGate,
} from '../../miniprogram/staff/emergency/report/report.view'
import { ownGates } from '../../miniprogram/domain/emergency/report'
import { spokenNumber } from '../../miniprogram/staff/locales/emergency-number'
import { homeView } from '../../miniprogram/pages/home/home.view'
import { optionsOf, NO_NETWORK } from './visitor/builders'
import { gateOf, meOf, MINUTE, NOW } from './office-builders'

const TODAY = '2026-05-23'
const off: Mode = { on: false, since: null, byName: '', reason: '', history: [] }
const on: Mode = {
  on: true,
  since: NOW - 5 * MINUTE,
  byName: '秦立新',
  reason: '系统检修',
  history: [{ on: true, at: NOW - 5 * MINUTE, byName: '秦立新', reason: '系统检修' }],
}

describe('the office’s switch', () => {
  const view = (mode: Mode) => modeView({ ...initialMode(), mode, now: NOW, loading: false })

  it('says how it stands, since when, by whom and why', () => {
    expect(view(on)).toMatchObject({ on: true, title: '电话报备已开启', action: '关闭电话报备' })
    expect(view(on).facts.map(({ words }) => words)).toEqual(['今天 13:55 秦立新', '系统检修'])
    expect(view(on).history).toMatchObject([{ word: '秦立新开启', reason: '系统检修' }])
  })

  it('never switched: off, nothing to tell of', () => {
    expect(view(off)).toMatchObject({ on: false, action: '开启电话报备', facts: [], history: [] })
  })

  it('unknown, offers no switch', () => {
    expect(modeView({ ...initialMode(), failure: NO_NETWORK })).toMatchObject({ stage: 'failed' })
  })
})

describe('the desk’s form', () => {
  const me = meOf({ desk: { campuses: [{ id: 'yucai', name: '育才校区' }] }, office: null })
  const { purposes } = optionsOf()
  const state = {
    ...{ ...initialReport(TODAY), me, mode: on, purposes, now: NOW },
    gates: [gateOf('yucai-west', '育才西门')],
  }
  const complete = {
    ...state.form,
    purpose: 'other',
    hostName: '李老师',
    name: '张三',
    gateIds: ['yucai-west'],
  }

  it('closed, says so; the office alone gets a way to the switch', () => {
    expect(reportView({ ...state, mode: { ...off, since: NOW, byName: '秦立新' } })).toMatchObject({
      stage: 'closed',
      closed: { action: '', advice: expect.stringContaining('今天 14:00由秦立新关闭') as string },
    })
    expect(reportView({ ...state, mode: off, me: meOf({ office: { waiting: 0 } }) }).closed.action).toBe(
      '去开启',
    )
  })

  it('asks for host, visitor and gate; phone and plate may be unknown', () => {
    const wrong = (form: object) =>
      Object.entries(reportFieldErrors({ ...state, form: { ...complete, ...form } }))
        .filter(([, fieldError]) => fieldError !== '')
        .map(([field]) => field)
    expect(wrong({})).toEqual([])
    expect(wrong({ hostName: ' ', name: '3', gateIds: [] })).toEqual(['host', 'name', 'gates'])
    expect(wrong({ phone: '123', plate: '桂C1' })).toEqual(['phone', 'plate'])
    expect(wrong({ phone: '+85261234567', plate: '桂C12345' })).toEqual([])
    expect(wrong({ lastDay: '2026-06-06' })).toEqual([])
    expect(wrong({ lastDay: '2026-06-07' })).toEqual(['days'])
    expect(wrong({ firstDay: '2026-05-22' })).toEqual(['days'])
  })

  it('offers the gates of the own campuses, the office all', () => {
    const gates = [
      gateOf('yucai-west', '育才西门'),
      { ...gateOf('yanshan-east', '雁山东门'), campusName: '雁山校区' },
    ]
    expect(ownGates(me, gates).map(({ id }) => id)).toEqual(['yucai-west'])
    expect(ownGates(meOf({ office: { waiting: 0 } }), gates)).toHaveLength(2)
  })

  it('a gate is chosen and given up by the same tap', () => {
    expect(withGate(['a'], 'b')).toEqual(['a', 'b'])
    expect(withGate(['a', 'b'], 'a')).toEqual(['b'])
  })

  it('gives the number large, with what was told, until the next call', () => {
    const { stage, given } = reportView({ ...state, given: { number: 'E-0012', form: complete } })
    expect([stage, given.number, given.spoken]).toEqual(['given', 'E-0012', 'E 零 零 幺 二'])
    expect(given.facts.map(({ words }) => words)).toEqual(['张三', '育才西门', '5月23日 周六'])
  })

  test.each([
    ['E-0001', 'E 零 零 零 幺'],
    ['E-12345', 'E 幺 二 三 四 五'],
  ])('%s is read out as %s', (number, spoken) => expect(spokenNumber(number)).toBe(spoken))
})

describe('going through the reports', () => {
  const report: Report = {
    id: 'r1',
    number: 'E-0001',
    name: '张**',
    hostName: '李老师',
    unitName: '文学院',
    plate: '桂C12345',
    gateNames: ['育才西门'],
    firstDay: TODAY,
    lastDay: TODAY,
    byName: '指挥中心',
    at: NOW,
    note: '',
    passages: [],
    inside: false,
    state: 'open',
    steps: [],
  }
  const view = (changes: Partial<Report>) => {
    const list = { ...emptyList<Report>(), rows: [{ ...report, ...changes }], next: null }
    const { cards } = reportsView({ ...initialReports(), mode: on, list, now: NOW, today: TODAY })
    return cards[0] as (typeof cards)[number]
  }
  const passage = { at: NOW, gateName: '育才西门', direction: 'in' as const, allowed: true }

  it('an open one is matched or has to be explained; an explained one is matched; a matched one stays', () => {
    const allowed = ({ mayMatch, mayAsk }: ReturnType<typeof view>) => [mayMatch, mayAsk]
    expect(allowed(view({}))).toEqual([true, true])
    expect(allowed(view({ state: 'needsExplanation' }))).toEqual([true, false])
    expect(allowed(view({ state: 'matched' }))).toEqual([false, false])
  })

  it('says whether the visitor came, and whether they are still there', () => {
    expect(view({}).presence).toBe('没有入校记录')
    expect(view({ passages: [{ ...passage, allowed: false }] })).toMatchObject({
      presence: '没有入校记录',
      passages: [{ words: '今天 14:00 育才西门 进，未放行' }],
    })
    expect(view({ passages: [passage] }).presence).toBe('')
    expect(view({ passages: [passage], inside: true }).presence).toBe('现在在校内')
  })

  it('keeps what was said of it', () => {
    const steps = [{ at: NOW, byName: '秦立新', state: 'needsExplanation' as const, note: '被访人称不知情' }]
    expect(view({ state: 'needsExplanation', steps }).steps).toMatchObject([
      { words: '今天 14:00 秦立新 待说明：被访人称不知情' },
    ])
  })

  it('says whether calls are taken', () => {
    expect(reportsView({ ...initialReports(), mode: on, now: NOW }).banner).toMatchObject({
      on: true,
      words: '今天 13:55 秦立新：系统检修',
    })
    expect(reportsView({ ...initialReports(), mode: off }).banner).toMatchObject({ title: '电话报备未开启' })
    expect(reportsView(initialReports()).banner).toBeNull()
  })
})

describe('the first screen', () => {
  const cards = (changes: object) =>
    homeView({
      me: meOf(changes),
      today: TODAY,
      now: NOW,
      failure: null,
      loading: false,
      kept: [],
      ended: [],
      evacuation: false,
      passagesWait: false,
      lastVisit: null,
      draft: null,
    }).cards.map(({ target }) => target)
  const desk = { campuses: [{ id: 'yucai', name: '育才校区' }] }

  it('has the phone reports first for desk and office while calls are taken', () => {
    expect(cards({ desk, emergency: true })[0]).toBe('emergency')
    expect(cards({ desk: null, office: { waiting: 0 }, emergency: true })[0]).toBe('emergency')
  })

  it('otherwise the desk finds them among its work, and nobody else', () => {
    expect(cards({ desk })).toContain('emergency')
    expect(cards({ desk: null, office: { waiting: 0 } })).not.toContain('emergency')
    expect(cards({ desk: null, office: null, emergency: true })).not.toContain('emergency')
  })
})
