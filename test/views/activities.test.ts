import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { UNTRIED, withOffer } from '../../miniprogram/pages/booking/form/short-form'
import {
  initialJoin,
  joinFieldErrors,
  joinView,
  type OpenedActivity,
} from '../../miniprogram/activities/join/join.view'
import {
  activityView,
  initialActivity,
  type ActivityDetail,
} from '../../miniprogram/staff/activities/activity/activity.view'
import {
  guestsView,
  initialGuests,
  sheetOf,
  type GuestRow,
} from '../../miniprogram/staff/activities/guests/guests.view'
import { importView, initialImport, withChecked } from '../../miniprogram/staff/activities/import/import.view'
import { activitiesView, initialActivities } from '../../miniprogram/staff/activities/list/list.view'
import {
  initialMake,
  makeFieldErrors,
  makeView,
  planOf,
} from '../../miniprogram/staff/activities/make/make.view'
import { visitCard } from '../../miniprogram/components/visit-card/visit-card.view'
import { UNTOUCHED_FACE } from '../../miniprogram/pages/records/visit/visit-face.view'
import { visitPageView } from '../../miniprogram/pages/records/visit/visit.view'
import { detailOf, formOf, GATES, NOW, optionsOf, rowOf, TODAY } from './visitor/builders'

const opened = (changes: Partial<OpenedActivity> = {}): OpenedActivity => ({
  ...{ state: 'open', over: false, title: '学术年会', unitName: '计算机学院', organiserName: '韦建国' },
  ...{ purpose: 'official', firstDay: TODAY, lastDay: TODAY, hours: null, gates: GATES, asksPlate: true },
  purposeClass: 'official',
  ...{ question: '', quota: 50, left: 12, message: null, own: null, keptDays: 180 },
  ...changes,
})
const joining = (changes: Partial<OpenedActivity> = {}) => ({
  ...initialJoin(TODAY),
  activity: opened(changes),
})

describe('who scanned the code', () => {
  test.each<[string, Partial<OpenedActivity>, string, string]>([
    ['with places left', {}, 'form', '提交报名'],
    ['when it is full', { left: 0 }, 'form', '提交候补'],
    ['approved already', { own: { visitId: 'v', state: 'approved' } }, 'mine', '出示通行码'],
    ['waiting already', { own: { visitId: 'v', state: 'pending' } }, 'mine', '查看预约'],
    ['of one that is closed', { state: 'closed' }, 'closed', '提交报名'],
    ['of one that was cancelled', { state: 'cancelled' }, 'closed', '提交报名'],
    ['of one that is over', { over: true }, 'closed', '提交报名'],
  ])('%s', (_, changes, stage, action) => {
    expect(joinView(joining(changes))).toMatchObject({ stage, action })
  })

  test.each<[string, Partial<OpenedActivity>, string]>([
    ['closed', { state: 'closed' }, '这项活动已结束报名'],
    ['cancelled', { state: 'cancelled' }, '这项活动已取消'],
    ['over', { over: true }, '这项活动已经结束'],
  ])('reads why: %s', (_, changes, standing) => {
    expect(joinView(joining(changes)).standing).toBe(standing)
  })

  it('reads its hours, over midnight too', () => {
    const facts = (hours: OpenedActivity['hours']) =>
      joinView(joining({ hours })).facts.find(({ label }) => label === '入校时间')?.words
    expect(facts({ from: 480, until: 1080 })).toBe('08:00–18:00')
    expect(facts({ from: 1320, until: 120 })).toBe('22:00–次日02:00')
    expect(facts(null)).toBeUndefined()
  })

  it('sees each fault only once it was tried, and the question of the organiser among them', () => {
    const state = joining({ question: '所在单位' })
    expect(joinView(state).fieldErrors).toEqual({})
    expect(joinFieldErrors(state).map(({ field }) => field)).toEqual([
      ...['name', 'document', 'phone'],
      ...['privacy', 'answer'],
    ])
    expect(joinView({ ...state, progress: { ...UNTRIED, tried: true } }).faults).toBe('还有5项没填')
  })

  it('fills in with one tap what the phone knows, a car only where one may come', () => {
    const offer = { ...formOf(), driving: true, plate: '桂C12345' }
    const { form } = joining()
    expect(withOffer(form, offer, true)).toMatchObject({ name: offer.name, plate: '桂C12345' })
    expect(withOffer(form, offer, false).plate).toBe('')
  })

  it('reads after joining whether to come or to wait', () => {
    const done = { visitId: 'v', state: 'approved' as const, waiting: false }
    expect(joinView({ ...joining(), done })).toMatchObject({ stage: 'done', done: { title: '报名成功' } })
    const waits = { visitId: 'v', state: 'pending' as const, waiting: true }
    const view = joinView({ ...joining(), done: waits })
    expect(view.done).toMatchObject({ title: '已排入候补', mayPass: false })
    expect(view.done.next).toContain('请在记录里查看')
    expect(joinView({ ...joining(), done: waits, willTell: true }).done.next).toContain('通过消息告诉您')
  })
})

describe('a guest’s own booking', () => {
  const waiting = { state: 'pending' as const, activity: { title: '学术年会', waiting: true } }

  it('is headed by the activity, and waits in its own word', () => {
    expect(visitCard(rowOf(waiting), TODAY)).toMatchObject({ title: '学术年会', state: 'waiting' })
    const come = { state: 'approved' as const, activity: { title: '学术年会', waiting: false } }
    expect(visitCard(rowOf(come), TODAY)).toMatchObject({ title: '学术年会', state: 'approved' })
  })

  it('says what the organiser said, and when one comes in', () => {
    const detail = detailOf(waiting, {
      activity: { hours: { from: 480, until: 1080 }, message: { text: '会场改到报告厅', at: NOW } },
    })
    const state = { detail, failure: null, loading: false, now: NOW }
    const view = visitPageView({ ...state, cancelling: 'no', ...UNTOUCHED_FACE, asking: false })
    expect(view).toMatchObject({ state: 'waiting', title: '学术年会' })
    expect(view.next).toContain('候补')
    const words = view.facts.map((fact) => fact.words)
    expect(words).toEqual(expect.arrayContaining(['08:00–18:00', '会场改到报告厅']))
  })
})

describe('an application', () => {
  const make = {
    ...{ ...initialMake(TODAY), title: '开放日', quota: '300', purpose: 'official' },
    purposes: optionsOf().purposes,
  }

  it('is what was chosen, midnight as the end of a day', () => {
    expect(planOf(make)).toMatchObject({ title: '开放日', quota: 300, hours: null })
    expect(planOf({ ...make, allDay: false, from: 480, until: 0 }).hours).toEqual({ from: 480, until: 1440 })
  })

  test.each([
    ['', ['quota']],
    ['0', ['quota']],
    ['12.5', ['quota']],
    ['-3', ['quota']],
    ['20001', ['quota']],
    ['1', []],
    ['20000', []],
  ])('a quota of %j: %j', (quota, fields) => {
    expect(Object.keys(makeFieldErrors({ ...make, quota }))).toEqual(fields)
  })

  it('says that hours go on to the next day', () => {
    expect(makeView({ ...make, allDay: false, from: 1320, until: 120 }).nextDay).toBe(true)
    expect(makeView({ ...make, allDay: false, from: 480, until: 1080 }).nextDay).toBe(false)
  })
})

describe('who looks after it', () => {
  const detail = (changes: Partial<ActivityDetail> = {}): ActivityDetail => ({
    activity: {
      ...{ id: 'a', state: 'open', over: false, title: '学术年会', unitName: '计算机学院' },
      ...{ organiserName: '韦建国', firstDay: TODAY, lastDay: TODAY, quota: 50, askedAt: NOW },
    },
    plan: planOf({ ...initialMake(TODAY), title: '学术年会', quota: '50' }),
    ...{ purposeClass: 'official', purposeWords: { name: '因公来访', nameEn: '' } },
    gates: GATES,
    ...{ taken: 50, waiting: 3, answeredBy: '覃处长', answer: null, cancelled: null, message: null },
    allowedActions: {
      answer: false,
      needsColleague: false,
      close: true,
      cancel: true,
      message: true,
      addGuests: true,
    },
    ...changes,
  })
  const seen = (changes: Partial<ActivityDetail>) =>
    activityView({ ...initialActivity(NOW), detail: detail(changes) })

  it('reads how many come and how many wait', () => {
    expect(seen({})).toMatchObject({ stage: 'ready', taken: '50 / 50', waiting: '3人候补', state: '报名中' })
  })

  it('who applied reads that a colleague is needed, or the office', () => {
    const asked = { ...detail().activity, state: 'asked' as const }
    const none = {
      answer: false,
      needsColleague: false,
      close: false,
      cancel: true,
      message: false,
      addGuests: false,
    }
    expect(seen({ activity: asked, allowedActions: none }).advice).toContain('已提交')
    expect(seen({ activity: asked, allowedActions: { ...none, needsColleague: true } }).advice).toContain(
      '其他审批人',
    )
    expect(seen({ activity: asked, allowedActions: none }).taken).toBe('')
  })

  it('reads of one that is over that it is, whatever was last done with it', () => {
    expect(seen({ activity: { ...detail().activity, over: true } }).state).toBe('已结束')
    const list = { ...emptyList<ActivityDetail['activity']>(), rows: [detail().activity], next: null }
    expect(activitiesView({ ...initialActivities(), list, now: NOW }).cards).toMatchObject([
      { title: '学术年会', state: '报名中', quota: '50个名额' },
    ])
  })
})

describe('the list of guests', () => {
  const guest = (changes: Partial<GuestRow> = {}): GuestRow => ({
    ...{ id: 'v', name: '张三', phoneTail: '8000', plate: '桂C12345', answer: '广西大学', state: 'approved' },
    ...{ listed: false, joinedAt: NOW, cameAt: null },
    ...changes,
  })

  it('says who has come', () => {
    const list = { ...emptyList<GuestRow>(), rows: [guest(), guest({ cameAt: NOW })], next: null }
    const { cards } = guestsView({ ...initialGuests(), list, now: NOW })
    expect(cards.map(({ came }) => came.includes('已入校'))).toEqual([false, true])
    expect(cards[0]?.facts).toBe('手机尾号8000 · 桂C·12345')
  })

  it('says who came onto it by the organiser’s list, who may have neither phone nor plate', () => {
    const rows = [guest({ listed: true, phoneTail: '', plate: null })]
    const { cards } = guestsView({
      ...initialGuests(),
      list: { ...emptyList<GuestRow>(), rows, next: null },
      now: NOW,
    })
    expect(cards[0]).toMatchObject({ joined: '名单导入', facts: '' })
  })

  test.each([
    ['=HYPERLINK("x")', `'=HYPERLINK("x")`],
    ['+1', `'+1`],
    ['@a', `'@a`],
    ['"=1+1"', `'"=1+1"`],
    [' =1+1', `' =1+1`],
    ['\t=1+1', `' =1+1`],
    ['\uff1d1+1', `'\uff1d1+1`],
    ['\u3000-1', `'\u3000-1`],
    ['a\tb\nc', 'a b c'],
    ['张三', '张三'],
  ])('pasted into a spreadsheet, %j is %j', (name, cell) => {
    expect(
      sheetOf([guest({ name })], NOW)
        .split('\n')[1]
        ?.split('\t')[0],
    ).toBe(cell)
  })

  it('has one line each beneath its heads', () => {
    const lines = sheetOf([guest(), guest({ state: 'pending' })], NOW).split('\n')
    expect(lines).toHaveLength(3)
    expect(new Set(lines.map((line) => line.split('\t').length))).toEqual(new Set([7]))
    expect(lines[2]).toContain('候补')
  })
})

describe('a list of guests on the phone', () => {
  it('shows so many wrong rows as a phone bears, and says how many more there are', () => {
    const detail = { plan: planOf(initialMake(TODAY)), allowedActions: { addGuests: true } } as ActivityDetail
    const state = {
      ...initialImport(),
      ...{ detail: { ...detail, activity: { title: '年会' } } as ActivityDetail },
      text: Array.from({ length: 40 }, () => '无证件').join('\n'),
    }
    const { faults, broken, action } = importView({ ...state, ...withChecked(state, TODAY) })
    expect([faults.rows.length, faults.more, broken]).toEqual([
      30,
      '另有10处未显示，改好后再检查一次',
      '40行有问题，改好后再导入这几行',
    ])
    expect(action).toBe('')
  })
})
