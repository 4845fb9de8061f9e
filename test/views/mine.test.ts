import { describe, expect, it, test } from 'vitest'
import type { Me } from '../../contract'
import { homeView, waitingForMe } from '../../miniprogram/pages/home/home.view'
import {
  accountFieldErrors,
  accountView,
  initialAccount,
} from '../../miniprogram/pages/mine/account/account.view'
import { initialMine, mineView } from '../../miniprogram/pages/mine/mine/mine.view'
import { initialReminders, remindersView } from '../../miniprogram/rights/reminders/reminders.view'
import { deputyView, initialDeputy, type DeputyState } from '../../miniprogram/staff/deputy/deputy.view'
import { NOW, TODAY } from '../domain/builders'
import { NO_NETWORK } from './visitor/builders'

const visitor: Me = {
  now: NOW,
  today: TODAY,
  staffId: null,
  staffName: null,
  staffUnit: null,
  approver: null,
  guard: null,
  desk: null,
  office: null,
  setup: false,
  emergency: false,
  waiting: { approvals: 0, returned: 0, pending: 0, approved: 0 },
  pending: [],
  todayPasses: [],
  ended: [],
  templates: { newBooking: 'new', decision: 'dec', auditHead: 'head' },
  consents: { new: 2, dec: 5 },
}
const staff: Me = { ...visitor, staffId: 'staff-nong', staffName: '农嘉怡', staffUnit: '文学院' }
const approver: Me = { ...staff, approver: { units: [{ id: 'law', name: '法学院' }], frozen: null } }
const frozen: Me = {
  ...staff,
  approver: { units: [{ id: 'law', name: '法学院' }], frozen: { reason: '借调', since: NOW } },
}
const gate = {
  id: 'g',
  name: '育才西门',
  campusName: '育才校区',
  pedestrian: true,
  vehicleBarrier: true,
  privateVehicles: 'both' as const,
}
const everything: Me = {
  ...approver,
  guard: { gates: [gate] },
  desk: { campuses: [{ id: 'yucai', name: '育才校区' }] },
  office: { waiting: 3 },
  waiting: { approvals: 4, returned: 1, pending: 2, approved: 0 },
}
const seen = (me: Me) => mineView({ ...initialMine(), me, loading: false })

describe('roles in words', () => {
  test.each<[string, Me, string[]]>([
    ['a visitor', visitor, ['访客']],
    ['staff', staff, ['访客', '教职工']],
    ['an approver', approver, ['访客', '教职工', '审批人']],
    ['a frozen one', frozen, ['访客', '教职工', '审批人（已冻结）']],
    ['everything at once', everything, ['访客', '教职工', '审批人', '门岗', '110指挥中心', '保卫处']],
  ])('%s', (_, me, names) => expect(seen(me).roles.map(({ name }) => name)).toEqual(names))

  it('a frozen approver reads why and since when', () => {
    expect(seen(frozen).roles.at(-1)).toMatchObject({
      words: '法学院；自今天 14:00起：借调',
      attention: true,
    })
  })
})

describe('what one may do from here', () => {
  test.each<[string, Me, string[]]>([
    ['a visitor', visitor, ['reminders']],
    ['staff', staff, ['hostVisits', 'hostCode', 'unitCode', 'reminders', 'account']],
    [
      'an approver',
      approver,
      [
        'approvals',
        'invitations',
        'activities',
        'standing',
        'releases',
        'hostVisits',
        'hostCode',
        'unitCode',
        'console',
        'deputy',
        'reminders',
        'account',
      ],
    ],
    [
      'everything at once',
      everything,
      [
        'office',
        'approvals',
        'invitations',
        'activities',
        'standing',
        'releases',
        'gate',
        'vehicles',
        'presence',
        'emergency',
        'hostVisits',
        'hostCode',
        'unitCode',
        'console',
        'deputy',
        'reminders',
        'account',
      ],
    ],
    [
      'a desk',
      { ...visitor, desk: { campuses: [] } },
      ['vehicles', 'presence', 'emergency', 'propose', 'console', 'reminders'],
    ],
  ])('%s', (_, me, targets) => expect(seen(me).rows.map(({ target }) => target)).toEqual(targets))

  it('binds only who isn’t bound', () => {
    expect([seen(visitor).mayBind, seen(staff).mayBind]).toEqual([true, false])
  })

  it('names a deputy only as a working approver', () => {
    const offered = (me: Me) => seen(me).rows.some(({ target }) => target === 'deputy')
    expect([staff, approver, frozen].map(offered)).toEqual([false, true, false])
  })

  it('counts what is left per template, and warns the approver before it runs out', () => {
    expect(remindersView({ ...initialReminders(), me: approver }).reminders).toMatchObject([
      { purpose: 'newBooking', words: '余量2条', few: true },
      { purpose: 'decision', words: '余量5条', few: false },
    ])
    const ofOffice = { ...visitor, office: { waiting: 0 }, consents: { head: 1, dec: 5 } }
    expect(remindersView({ ...initialReminders(), me: ofOffice }).reminders).toMatchObject([
      { purpose: 'newBooking', words: '已用完，收不到提醒' },
      { purpose: 'auditHead', name: '审计校验码（每天一条）', words: '余量1条', few: true },
      { purpose: 'decision', words: '余量5条', few: false },
    ])
    const none = remindersView({ ...initialReminders(), me: { ...visitor, consents: {} } })
    expect(none.reminders).toMatchObject([{ words: '已用完，收不到提醒' }])
  })

  test.each<[string, Me, { note: string; urgent: boolean } | undefined]>([
    ['an approver with few', approver, { note: '新预约提醒余量2条', urgent: true }],
    ['a visitor', visitor, { note: '办理结果通知余量5条', urgent: false }],
    [
      'the office with one left',
      { ...visitor, office: { waiting: 0 }, consents: { head: 1 } },
      { note: '审计校验码余量1条', urgent: true },
    ],
    [
      'the office of a university without such a message',
      {
        ...visitor,
        office: { waiting: 0 },
        templates: { newBooking: 'new', decision: 'dec', auditHead: '' },
      },
      { note: '办理结果通知余量5条', urgent: false },
    ],
    ['a visitor with none', { ...visitor, consents: {} }, { note: '已用完，收不到提醒', urgent: false }],
    [
      'no such messages',
      { ...visitor, templates: { newBooking: '', decision: '', auditHead: '' } },
      undefined,
    ],
  ])('the row of reminders says how many are left: %s', (_, me, row) => {
    const found = seen(me).rows.find(({ target }) => target === 'reminders')
    expect(found && { note: found.note, urgent: found.urgent }).toEqual(row)
  })
})

describe('the deputy', () => {
  const deputy = { staffId: 's', name: '覃海燕', firstDay: '2026-05-23', lastDay: '2026-05-25' }
  const shown = (state: Partial<DeputyState>) => deputyView({ ...initialDeputy(TODAY), ...state })

  test.each<[string, Partial<DeputyState>, Partial<ReturnType<typeof shown>>]>([
    ['loading', {}, { stage: 'loading' }],
    ['failed', { failure: NO_NETWORK }, { stage: 'failed' }],
    ['nobody', { deputy: null }, { stage: 'ready', current: '', ready: false }],
    ['somebody', { deputy }, { stage: 'ready', current: '覃海燕', days: '5月23日–25日 共3天' }],
  ])('%s', (_, state, view) => expect(shown(state)).toMatchObject(view))
})

describe('the first screen follows the roles', () => {
  const home = (me: Me) =>
    homeView({
      me,
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
    })

  it('a visitor finds booking first; who works here finds the work first', () => {
    expect(home(visitor).bookingFirst).toBe(true)
    for (const me of [approver, everything]) expect(home(me).bookingFirst).toBe(false)
  })

  it('one person with several roles has a card of each', () => {
    const targets = home(everything).cards.map(({ target }) => target)
    for (const target of ['returned', 'approvals', 'gate', 'desk', 'office', 'hostVisits', 'pending'])
      expect(targets).toContain(target)
  })

  it('the number at the tab counts what waits for one’s own word', () => {
    expect([waitingForMe(visitor), waitingForMe(everything)]).toEqual([0, 8])
  })
})

describe('asking for an approver account', () => {
  const filled = {
    ...initialAccount(),
    units: [{ id: 'law', name: '法学院', campusName: '雁山校区', hasGates: true, phone: null }],
    unitId: 'law',
    reason: '接替同事',
    leaderName: '欧阳志远',
    photos: [{ path: 'p', uploadId: 'p', state: 'sent' as const }],
    now: NOW,
  }
  const request = {
    id: 'r',
    state: 'open' as const,
    name: '农嘉怡',
    unitId: 'law',
    unitName: '法学院',
    reason: '接替同事',
    leaderName: '欧阳志远',
    askedAt: NOW,
    answer: null,
  }

  it('is in order with all of it, the photo uploaded', () => {
    expect(Object.values(accountFieldErrors(filled)).every((fieldError) => fieldError === '')).toBe(true)
    const sending = { ...filled, photos: [{ path: 'p', uploadId: '', state: 'sending' as const }] }
    expect(accountFieldErrors(sending).form).toBe('照片正在上传，请稍候')
    expect(accountFieldErrors({ ...filled, photos: [] }).form).toBe('请拍下盖章的《增加访客审批账号信息表》')
  })

  it('shows field errors from the first try on', () => {
    const empty = { ...initialAccount(), units: filled.units }
    expect(accountView(empty).fieldErrors.reason).toBe('')
    expect(accountView({ ...empty, tried: true }).fieldErrors.reason).toBe('请写明理由')
  })

  it('an open request leaves nothing to fill in; a refused one says why and may be asked again', () => {
    expect(accountView({ ...filled, request })).toMatchObject({
      mayAsk: false,
      request: { title: '保卫处正在办理' },
    })
    const refused = { ...request, state: 'refused' as const, answer: '没有盖章' }
    expect(accountView({ ...filled, request: refused })).toMatchObject({
      mayAsk: true,
      request: { title: '申请未通过', advice: '原因：没有盖章。请按原因修改后再申请。' },
    })
  })
  const literature: Me = { ...staff, approver: { units: [{ id: 'lit', name: '文学院' }], frozen: null } }
  test.each<[string, Me, string, string, string]>([
    ['it holds', approver, 'good', '现在可以审批这个单位的预约', '法学院：已开通'],
    ['it is frozen', frozen, 'attention', '已被冻结：借调', '为所在单位'],
    ['it was taken back', staff, 'attention', '不在您名下', '为所在单位'],
    ['another unit’s is left', literature, 'attention', '不在您名下', '为所在单位'],
  ])('an account that was opened is told as it is now: %s', (_, me, tone, advice, note) => {
    const accepted = { ...request, state: 'accepted' as const }
    const view = accountView({ ...filled, approver: me.approver, request: accepted })
    expect(view.request).toMatchObject({ tone, advice: expect.stringContaining(advice) })
    const { rows } = mineView({ ...initialMine(), me, asked: accepted })
    expect(rows.find(({ target }) => target === 'account')?.note).toContain(note)
  })
})
