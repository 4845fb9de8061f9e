import { describe, expect, test } from '@jest/globals'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { formOf, GATES, optionsOf, meOf } from '../../views/visitor/builders'
import { openPage, refused, settled, type Answers } from '../staff/stage'
import { visitorPhone } from './phone'

const today = dayOf(Date.now())
const activity = {
  ...{ state: 'open', over: false, title: '学术年会', unitName: '计算机学院', organiserName: '韦建国' },
  purposeClass: 'official',
  ...{ purpose: 'official', firstDay: today, lastDay: today, hours: null, gates: GATES, asksPlate: true },
  ...{ question: '所在单位', quota: 50, left: 12, message: null, own: null, keptDays: 180 },
}
const { name, phone: mobile, document } = formOf()

async function openJoin(query: Record<string, string>, answers: Answers = {}, kept: object = {}) {
  const phone = visitorPhone(
    { ...{ me: meOf(), 'activity.open': activity, 'consent.record': { consents: {} } }, ...answers },
    { ...kept },
  )
  const page = openPage('activities/join/join', query)
  await settled()
  return { phone, page, join: page.instance as any }
}

const type = (join: any, values: Record<string, string>) => {
  for (const [field, value] of Object.entries(values)) join.onType({ detail: { field, value } })
}

describe('joining an activity', () => {
  test.each([
    ['by a card', { id: 'activity-1' }],
    ['by its code, as the platform encodes it', { scene: 'a%3Dactivity-1' }],
  ])('%s: asks for that one and shows it', async (_, query) => {
    const { phone, page, join } = await openJoin(query)
    expect(phone.called('activity.open')[0]?.input).toEqual({ activityId: 'activity-1' })
    expect(join.data).toMatchObject({ stage: 'form', title: '学术年会', question: '所在单位' })
    expect(page.dom?.textContent).toContain('学术年会')
  })

  test('sends nothing while something is missing, then once, and says what comes next', async () => {
    const joined = { visitId: 'visit-1', state: 'approved', waiting: false }
    const { phone, join } = await openJoin({ id: 'activity-1' }, { 'activity.join': joined })
    await join.onAct()
    expect(phone.called('activity.join')).toEqual([])
    expect(join.data.faults).toBe('还有5项没填')
    type(join, { name, phone: mobile, document, answer: '广西大学' })
    join.onPrivacy({ detail: { value: tickedAt(0) } })
    await join.onAct()
    await settled()
    expect(phone.called('activity.join')).toHaveLength(1)
    expect(phone.called('activity.join')[0]?.input).toMatchObject({
      form: { name, answer: '广西大学', plate: '' },
    })
    expect(join.data).toMatchObject({ stage: 'done', done: { title: '报名成功' }, action: '出示通行码' })
    await join.onAct()
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/pass/pass?id=visit-1' })
  })

  test.each([
    ['cancelled there', null, { stage: 'form' }],
    [
      'with a place since',
      { visitId: 'visit-1', state: 'approved' },
      { stage: 'mine', action: '出示通行码' },
    ],
    ['as it was', { visitId: 'visit-1', state: 'pending' }, { stage: 'done', action: '查看预约' }],
  ])('back from the booking, it says how the place stands: %s', async (_, own, after) => {
    const opened = [activity, { ...activity, own }]
    const joined = { visitId: 'visit-1', state: 'pending', waiting: true }
    const answers = { 'activity.join': joined, 'activity.open': () => opened.shift() as object }
    const { join } = await openJoin({ id: 'activity-1' }, answers)
    type(join, { name, phone: mobile, document, answer: '广西大学' })
    join.onPrivacy({ detail: { value: tickedAt(0) } })
    await join.onAct()
    await settled()
    expect(join.data.stage).toBe('done')
    join.onShow()
    await settled()
    expect(join.data).toMatchObject(after)
  })

  test('a field that was left says what is wrong with it; what the server found stands beside its field', async () => {
    const fieldErrors = [{ field: 'answer', code: 'TEXT_TOO_LONG', details: { field: 'note', limit: 200 } }]
    const answers = { 'activity.join': refused('FORM', { fieldErrors }) }
    const { join } = await openJoin({ id: 'activity-1' }, answers)
    type(join, { document: '4503' })
    join.onLeave({ detail: { field: 'document' } })
    expect(Object.keys(join.data.fieldErrors)).toEqual(['document'])
    type(join, { name, phone: mobile, document, answer: '广西大学' })
    join.onPrivacy({ detail: { value: tickedAt(0) } })
    await join.onAct()
    await settled()
    expect(join.data.refusal).toBeNull()
    expect(Object.keys(join.data.fieldErrors)).toEqual(['answer'])
  })

  test('what was typed is there again, for this activity, until it was sent', async () => {
    const first = await openJoin({ id: 'activity-1' })
    type(first.join, { name, answer: '广西大学' })
    first.join.onUnload()
    await settled()
    const typed = first.phone.stored('typed:activity:activity-1')
    expect(typed).toMatchObject({ name, answer: '广西大学' })
    const kept = { 'typed:activity:activity-1': typed }
    const joined = { visitId: 'visit-1', state: 'approved', waiting: false }
    const again = await openJoin({ id: 'activity-1' }, { 'activity.join': joined }, kept)
    expect(again.join.data).toMatchObject({ name, answer: '广西大学' })
    type(again.join, { phone: mobile, document })
    again.join.onPrivacy({ detail: { value: tickedAt(0) } })
    await again.join.onAct()
    await settled()
    again.join.onHide()
    await settled()
    expect(again.phone.stored('typed:activity:activity-1')).toBeNull()
    expect((await openJoin({ id: 'activity-2' }, {}, kept)).join.data.name).toBe('')
  })

  test('an own booking in the way is shown with a way to it', async () => {
    const own = {
      known: 'own',
      own: { state: 'approved', mayRevise: true },
      visitId: 'visit-9',
      fields: ['phone'],
    }
    const { phone, join } = await openJoin(
      { id: 'activity-1' },
      {
        'activity.join': refused('DUPLICATE', { ...own, mayStillPass: false }),
        'visit.options': optionsOf(),
      },
    )
    type(join, { name, phone: mobile, document, answer: '广西大学' })
    join.onPrivacy({ detail: { value: tickedAt(0) } })
    await join.onAct()
    await settled()
    expect(join.data.refusal).toMatchObject({ title: '您已有一条有效预约', second: '改期' })
    join.onWayOut()
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/records/visit/visit?id=visit-9' })
    await settled()
    join.onSecond()
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/booking/form/form?revise=visit-9' })
  })

  test('a refusal stands on the form, and what was typed stays', async () => {
    const refusal = refused('ACTIVITY_CLOSED', { state: 'closed' })
    const { join } = await openJoin({ id: 'activity-1' }, { 'activity.join': refusal })
    type(join, { name, phone: mobile, document, answer: '广西大学' })
    join.onPrivacy({ detail: { value: tickedAt(0) } })
    await join.onAct()
    await settled()
    expect(join.data).toMatchObject({ refusal: { title: '这项活动已结束报名' }, name, answer: '广西大学' })
  })

  test('one that isn’t there is told apart from a broken network', async () => {
    const gone = await openJoin({ id: 'none' }, { 'activity.open': refused('NOT_FOUND') })
    expect(gone.join.data).toMatchObject({ stage: 'failed', failure: { again: false } })
    const offline = await openJoin({ id: 'none' }, { 'activity.open': 'offline' })
    await settled(8000)
    expect(offline.join.data).toMatchObject({ failure: { again: true } })
  }, 20_000)
})

describe('organising one', () => {
  test('an application is sent once it is whole, with its plan', async () => {
    const phone = visitorPhone({
      ...{ me: meOf(), 'visit.options': optionsOf(), 'consent.record': { consents: {} } },
      'activity.apply': { activityId: 'a', state: 'asked' },
    })
    const make = openPage('staff/activities/make/make').instance as any
    await settled()
    await make.onSend()
    expect(phone.called('activity.apply')).toEqual([])
    make.onType({ detail: { field: 'title', value: '开放日' } })
    make.onType({ detail: { field: 'quota', value: '300' } })
    await make.onSend()
    expect(phone.called('activity.apply')[0]?.input).toMatchObject({
      plan: { title: '开放日', quota: 300, hours: null },
    })
  })

  test('the list leads to each and to a new one', async () => {
    const row = {
      ...{ id: 'a', state: 'open', over: false, title: '学术年会', unitName: '计算机学院' },
      ...{ organiserName: '韦建国', firstDay: today, lastDay: today, quota: 50, askedAt: 0 },
    }
    const phone = visitorPhone({ me: meOf(), 'activity.list': { rows: [row], next: null } })
    const page = openPage('staff/activities/list/list')
    await settled()
    expect(page.dom?.textContent).toContain('学术年会')
    const list = page.instance as any
    list.onOpen({ currentTarget: { dataset: { id: 'a' } } })
    await settled()
    list.onApply()
    expect(phone.navigateTo.mock.calls.map(([to]) => to.url)).toEqual([
      '/staff/activities/activity/activity?id=a',
      '/staff/activities/make/make',
    ])
  })
})
