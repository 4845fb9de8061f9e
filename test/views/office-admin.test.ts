import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import {
  accountsView,
  initialAccounts,
  type AccountRow,
} from '../../miniprogram/staff/admin/accounts/accounts.view'
import {
  entryView,
  initialEntry,
  type BlacklistDetail,
} from '../../miniprogram/staff/admin/blacklist/entry/entry.view'
import { blacklistView, initialBlacklist } from '../../miniprogram/staff/admin/blacklist/list/list.view'
import {
  initialPropose,
  proposeFieldErrors,
} from '../../miniprogram/staff/admin/blacklist/propose/propose.view'
import { initialOffice, officeView } from '../../miniprogram/staff/admin/home/home.view'
import { initialRequests, requestsView } from '../../miniprogram/staff/admin/requests/requests.view'
import { mainlandId, NOW, TODAY } from '../domain/builders'

const loaded = <Row>(rows: Row[], next: string | null = null) => ({ ...emptyList<Row>(), rows, next })
const row: BlacklistDetail['entry'] = {
  id: 'b1',
  state: 'proposed',
  name: '张**',
  plate: '桂C12345',
  reason: '多次冲卡',
  from: TODAY,
  until: null,
  mine: false,
  changedAt: NOW,
}

describe('the office’s entry', () => {
  it('counts what somebody has to answer, not what one asked oneself', () => {
    const view = officeView({
      ...initialOffice(),
      requests: loaded([1, 2], 'more'),
      waiting: loaded([{ mine: true }, { mine: false }]),
      activities: loaded([1]),
      standing: loaded([1, 2, 3]),
    })
    expect(view.rows.map(({ target, count, urgent }) => [target, count, urgent])).toEqual([
      ['requests', '2+', true],
      ['blacklist', '1', true],
      ['accounts', '', false],
      ['activities', '1', true],
      ['walkInQuotas', '', false],
      ['standing', '3', true],
      ['traffic', '', false],
      ['devices', '', false],
      ['conflicts', '', false],
      ['emergency', '', false],
      ['presence', '', false],
      ['recordLists', '', false],
    ])
  })

  it('calls for attention while calls are taken and gates are closed', () => {
    const state = {
      ...initialOffice(),
      requests: loaded([]),
      waiting: loaded([]),
      emergency: true,
      controls: 2,
    }
    const urgent = officeView(state).rows.filter((each) => each.urgent)
    expect(urgent.map(({ target }) => target)).toEqual(['traffic', 'emergency'])
    expect(urgent.map(({ note }) => note).join()).toContain('2项管制')
  })

  it('own proposals wait for a colleague', () => {
    const view = officeView({ ...initialOffice(), requests: loaded([]), waiting: loaded([{ mine: true }]) })
    expect(view.rows[1]).toMatchObject({ note: '您提出的1条等待同事确认', count: '', urgent: false })
  })
})

describe('requests for accounts', () => {
  const request = {
    id: 'r1',
    state: 'open' as const,
    name: '农嘉怡',
    unitId: 'law',
    unitName: '法学院',
    reason: '接替同事',
    leaderName: '欧阳志远',
    askedAt: NOW,
    answer: null,
    formUrl: null,
  }

  it('only open ones may be answered; a refused one shows why', () => {
    const view = requestsView({
      ...initialRequests(),
      list: loaded([request, { ...request, id: 'r2', state: 'refused' as const, answer: '没有盖章' }]),
      now: NOW,
    })
    expect(view.cards.map(({ open }) => open)).toEqual([true, false])
    expect(view.cards[1]?.facts).toContainEqual({ label: '未通过原因', words: '没有盖章' })
  })

  it('a refused answer stands at its own request, in the sheet while that is open', () => {
    const state = {
      ...initialRequests(),
      list: loaded([request]),
      refusing: 'r1',
      refused: { id: 'r1', sentence: '网络不通' },
    }
    expect(requestsView(state).cards[0]?.refused).toBe('网络不通')
    const open = requestsView({ ...state, sheetOpen: true })
    expect([open.cards[0]?.refused, open.sheet.failure]).toEqual(['', '网络不通'])
  })
})

describe('accounts', () => {
  const account: AccountRow = {
    id: 'a',
    name: '韦建国',
    units: [{ id: 'law', name: '法学院' }],
    frozen: null,
    removed: false,
    history: [],
  }

  it('say since when and why they are frozen', () => {
    const view = accountsView({
      ...initialAccounts(),
      list: loaded([account, { ...account, id: 'b', frozen: { reason: '借调', since: NOW } }]),
      now: NOW,
    })
    expect(view.cards.map(({ frozen }) => frozen)).toEqual(['', '自今天 14:00起冻结：借调'])
  })

  it('found nobody: says what can be searched by', () => {
    const none = (text: string) => accountsView({ ...initialAccounts(), text, list: loaded([]) })
    expect(none('').empty.sentence).toBe('还没有审批账号')
    expect(none('法学').empty).toEqual({ sentence: '没有找到“法学”', advice: '可以按姓名或单位名称查找' })
  })

  it('the sheet names whom and what it does; another kind begins with an empty reason', () => {
    const state = { ...initialAccounts(), list: loaded([account]), about: 'a', sheetOpen: true }
    const [freeze, remove] = (['freeze', 'remove'] as const).map(
      (kind) => accountsView({ ...state, kind }).sheet,
    )
    expect(freeze?.explanation).toBe('韦建国仍能查看预约，但不能审批；本人会看到理由。可以随时恢复。')
    expect(remove).toMatchObject({ heading: '移除账号', action: '移除' })
    expect(freeze?.subject).not.toBe(remove?.subject)
  })
})

describe('the blacklist', () => {
  it('says whose word it waits for', () => {
    const rows = [
      row,
      { ...row, id: 'b2', mine: true },
      { ...row, id: 'b3', state: 'active' as const, until: TODAY },
    ]
    const { cards } = blacklistView({ ...initialBlacklist(), list: loaded(rows), now: NOW })
    expect(cards.map(({ duty }) => duty)).toEqual(['等待您确认', '您提出的，等待另一位同事确认', ''])
    expect(cards.map(({ term }) => term)).toEqual([
      '5月23日 周六起，长期',
      '5月23日 周六起，长期',
      '5月23日 周六',
    ])
    expect(cards[0]?.who).toBe('张** · 桂C·12345')
  })

  test.each<[BlacklistDetail['entry']['state'], boolean, string]>([
    ['proposed', false, 'answer'],
    ['proposed', true, 'wait'],
    ['active', false, 'askLift'],
    ['active', true, 'askLift'],
    ['liftAsked', false, 'answerLift'],
    ['liftAsked', true, 'wait'],
    ['rejected', false, 'none'],
    ['lifted', true, 'none'],
  ])('an entry %s, mine %s, offers: %s', (state, mine, footer) => {
    const detail: BlacklistDetail = {
      entry: { ...row, state, mine },
      documentKind: 'mainlandId',
      document: '',
      phone: '138****8000',
      evidence: [],
      history: [
        { at: NOW, action: 'proposed', byName: '秦立新', reason: '多次冲卡' },
        { at: NOW, action: 'confirmed', byName: '唐玉兰', reason: null },
      ],
    }
    const view = entryView({ ...initialEntry(), detail, loading: false, now: NOW })
    expect(view.footer).toBe(footer)
    expect(view.history.map(({ title }) => title)).toEqual(['确认列入', '提出列入'])
    expect(view.facts.map(({ label }) => label)).toEqual(['手机号', '期限'])
  })

  test.each([
    ['nothing', {}, { document: '请填写证件号、手机号或车牌中的至少一项', reason: '请写明列入或解除的理由' }],
    [
      'a wrong plate',
      { plate: 'ABC', reason: '冲卡' },
      { plate: '车牌号不对，请核对，如 桂C12345，新能源车为8位；临牌等选“其他号牌”' },
    ],
    ['an ID in order', { document: mainlandId(1), reason: '冲卡' }, {}],
    [
      'an end before the beginning',
      { phone: '13800138000', reason: '冲卡', until: '2026-05-22' },
      { until: '截止日期不能早于开始日期' },
    ],
    ['the same, for good', { phone: '13800138000', reason: '冲卡', until: '2026-05-22', forGood: true }, {}],
  ])('a proposal with %s: fieldErrors beside the fields', (_, changes, fieldErrors) => {
    const none = { document: '', phone: '', plate: '', reason: '', until: '', evidence: '' }
    expect(proposeFieldErrors({ ...initialPropose(TODAY), ...changes })).toEqual({ ...none, ...fieldErrors })
  })
})
