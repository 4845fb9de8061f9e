import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals'
import { addDays } from '../../../miniprogram/domain/values/days'
import { detailOf, formOf, HOST, meOf, NOW, optionsOf, TODAY } from '../../views/visitor/builders'
import { ownValuesOf } from '../../../miniprogram/device-storage/own-values'
import { openPage, refused, settled, type Answers } from '../staff/stage'
import { visitorPhone } from './phone'

const sent = { visitId: 'visit-1', state: 'pending', approvers: 2 }
const usual: Answers = {
  me: meOf(),
  'visit.options': optionsOf(),
  'visit.get': detailOf(),
  'visit.submit': sent,
  'visit.revise': sent,
  'consent.record': { consents: {} },
}

const own = ownValuesOf(formOf())

const clock = jest.spyOn(Date, 'now')
beforeEach(() => void clock.mockReturnValue(NOW))

const opened: any[] = []
// a page that was left keeps no timer that could write into the next test's phone
afterEach(() => opened.splice(0).forEach((form) => form.onUnload()))

async function openForm({
  answers = {},
  kept = {},
  query = {},
}: { answers?: Answers; kept?: object; query?: Record<string, string> } = {}) {
  const phone = visitorPhone({ ...usual, ...answers }, { ...kept })
  phone.requestSubscribeMessage.mockResolvedValue({ 'template-decision': 'accept' } as never)
  const page = openPage('pages/booking/form/form', query)
  await settled()
  const form = page.instance as any
  opened.push(form)
  const fill = (values: Partial<ReturnType<typeof formOf>> = {}) =>
    form.edit({ ...form.state, form: formOf(values), host: HOST })
  return { phone, form, fill, data: () => form.data }
}

describe('sending', () => {
  test('a faulty form goes nowhere: all field errors at once, jump to the first', async () => {
    const { phone, form, data } = await openForm()
    await form.onSubmit()
    await settled()
    expect(Object.keys(data().fieldErrors)).toHaveLength(6)
    expect(phone.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#at-hostId' }))
    expect(phone.called('visit.submit')).toHaveLength(0)
  })

  test('a double tap asks for consent once, sends once, and says what happens next', async () => {
    const { phone, form, fill, data } = await openForm()
    fill()
    void form.onSubmit()
    void form.onSubmit()
    await settled()
    expect(phone.requestSubscribeMessage).toHaveBeenCalledTimes(1)
    expect(phone.called('visit.submit')).toHaveLength(1)
    expect(phone.called('consent.record').map(({ input }) => input.accepted)).toEqual([['template-decision']])
    expect(data()).toMatchObject({ stage: 'done', done: { told: '已提交给计算机学院的2位审批人' } })
    form.onSeeVisit()
    expect(phone.redirectTo).toHaveBeenCalledWith({ url: '/pages/records/visit/visit?id=visit-1' })
  })

  test('refused consent blocks nothing', async () => {
    const { phone, form, fill, data } = await openForm()
    phone.requestSubscribeMessage.mockRejectedValue(new Error('requestSubscribeMessage:fail'))
    fill()
    await form.onSubmit()
    expect(data().stage).toBe('done')
    expect(phone.called('consent.record')).toHaveLength(0)
  })

  test('a conflict is a card; what was typed stays', async () => {
    const conflict = {
      fields: ['phone'],
      known: 'proved',
      firstDay: '2026-05-23',
      lastDay: '2026-05-23',
      unitName: '文学院',
    }
    const { form, fill, data, phone } = await openForm({
      answers: { 'visit.submit': refused('DUPLICATE', conflict) },
    })
    fill()
    await form.onSubmit()
    expect(data()).toMatchObject({
      stage: 'form',
      waiting: false,
      name: '韦小宝',
      refusal: { title: '访客预约申请次数已达上限' },
    })
    // Somebody else's booking is no record of theirs.
    form.onWayOut()
    expect(phone.switchTab).not.toHaveBeenCalled()
  })

  test('too many bookings of one’s own lead to the records', async () => {
    const { form, fill, phone } = await openForm({
      answers: { 'visit.submit': refused('TOO_MANY_LIVE', { max: 3 }) },
    })
    fill()
    await form.onSubmit()
    form.onWayOut()
    expect(phone.switchTab).toHaveBeenCalledWith({ url: '/pages/records/list/list' })
  })

  test('field errors that only the server knows stand beside their fields', async () => {
    const fieldErrors = [{ field: 'hostId', code: 'HOST_GONE', details: {} }]
    const { form, fill, data } = await openForm({
      answers: { 'visit.submit': refused('FORM', { fieldErrors }) },
    })
    fill()
    await form.onSubmit()
    expect(data().fieldErrors).toEqual({ hostId: '没有找到这位被访人，可能已调离，请重新选择' })
    expect(data().refusal).toBeNull()
  })
})

describe('what stays on the phone', () => {
  test('a draft while typing, gone once sent; own values from then on', async () => {
    const { phone, form, fill } = await openForm()
    fill({ note: '带实验器材' })
    form.onHide()
    await settled()
    expect(phone.stored('draft').form.note).toBe('带实验器材')
    await form.onSubmit()
    await settled()
    expect(phone.stored('draft')).toBeNull()
    expect(phone.stored('own-values')).toMatchObject({ name: '韦小宝', phone: '13800138000' })
  })

  test('an untouched form leaves no draft', async () => {
    const { phone, form } = await openForm()
    form.onUnload()
    await settled()
    expect(phone.stored('draft')).toBeNull()
  })

  test.each([
    ['an earlier one to copy', { copy: 'visit-1' }, 'draft:copy:visit-1'],
    ['one to revise', { revise: 'visit-1' }, 'draft:visit-1'],
  ])('%s that was only looked at leaves no draft, and takes no other’s place', async (_, query, key) => {
    const kept = { draft: { form: formOf({ name: '农嘉怡' }), host: HOST } }
    const { phone, form } = await openForm({ query, kept })
    form.onLeave({ detail: { field: 'name' } })
    form.onUnload()
    await settled()
    expect(phone.stored('draft')?.form.name).toBe('农嘉怡')
    expect(phone.stored('draft:visit-1')).toBeNull()
    form.onType({ detail: { field: 'note', value: '带实验器材' } })
    form.onUnload()
    await settled()
    expect(phone.stored(key).form.note).toBe('带实验器材')
    expect(phone.stored('draft')?.form.name).toBe('农嘉怡')
  })

  test('a draft is restored, and cleared with one tap', async () => {
    const typed = {
      draft: { form: formOf({ name: '韦小宝' }), host: HOST },
      'draft:copy:visit-1': { form: formOf({ name: '别人' }), host: HOST },
      'typed:walk-in': { name: '韦小宝' },
      'own-values': own,
    }
    const { phone, form, data } = await openForm({ kept: { ...typed, 'pass:visit-1': { pass: 'p' } } })
    expect(data()).toMatchObject({ restored: true, name: '韦小宝', host: HOST })
    await form.onClearPhone()
    await settled()
    expect(data()).toMatchObject({ restored: false, name: '', host: null, offer: '' })
    for (const key of Object.keys(typed)) expect([key, phone.stored(key)]).toEqual([key, null])
    expect(phone.stored('pass:visit-1')).not.toBeNull()
  })

  test('own values are offered, filled in only on a tap', async () => {
    const { form, data } = await openForm({ kept: { 'own-values': own } })
    expect(data()).toMatchObject({ name: '', offer: expect.stringContaining('138****8000') })
    form.onFillOwn()
    expect(data()).toMatchObject({ name: '韦小宝', offer: '' })
  })
})

describe('beginning from an earlier booking', () => {
  test('a returned one shows its reason and is sent with its revision', async () => {
    const returned = detailOf({ state: 'returned', reason: '请补充事由' })
    const { phone, form, data } = await openForm({
      answers: { 'visit.get': returned },
      query: { revise: 'visit-1' },
    })
    expect(data()).toMatchObject({ returnReason: '请补充事由', action: '重新提交', name: '韦小宝' })
    form.edit({ ...form.state, form: formOf({ purpose: 'official' }) })
    await form.onSubmit()
    expect(phone.called('visit.revise').map(({ input }) => [input.visitId, input.rev])).toEqual([
      ['visit-1', 3],
    ])
  })

  test('an approved one: that its pass stops stands above the form, and is asked once before it is sent', async () => {
    const { phone, form, data } = await openForm({
      answers: { 'visit.get': detailOf({ state: 'approved' }) },
      query: { revise: 'visit-1' },
    })
    expect(data().passStops).toContain('通过之前通行码不能用')
    phone.showModal.mockResolvedValueOnce({ confirm: false })
    await form.onSubmit()
    expect(phone.called('visit.revise')).toHaveLength(0)
    expect(data()).toMatchObject({ waiting: false, stage: 'form' })
    await form.onSubmit()
    expect(phone.showModal).toHaveBeenCalledTimes(2)
    expect(phone.called('visit.revise')).toHaveLength(1)
  })

  test('one that waits has no pass to lose', async () => {
    const { phone, form, data } = await openForm({ query: { revise: 'visit-1' } })
    expect(data().passStops).toBe('')
    await form.onSubmit()
    expect(phone.showModal).not.toHaveBeenCalled()
    expect(phone.called('visit.revise')).toHaveLength(1)
  })

  test.each([
    [true, 'photo-1'],
    [false, undefined],
  ])('its photo goes along where photos are taken (%s)', async (facePhoto, photoId) => {
    const { phone, form, data } = await openForm({
      answers: {
        'visit.options': { ...optionsOf(), facePhoto },
        'visit.get': { ...detailOf(), form: formOf({ photoId: 'photo-1' }) },
      },
      query: { revise: 'visit-1' },
    })
    expect(data().face === null).toBe(!facePhoto)
    await form.onSubmit()
    expect(
      phone.called('visit.revise').map(({ input }) => (input.form as { photoId?: string }).photoId),
    ).toEqual([photoId])
  })

  test('a copy begins today and sends a new booking', async () => {
    const { phone, form, data } = await openForm({
      query: { copy: 'visit-1' },
      kept: { draft: { form: formOf({ name: '别人' }), host: HOST } },
    })
    expect(data()).toMatchObject({ name: '韦小宝', host: HOST, days: { firstDay: TODAY, lastDay: TODAY } })
    await form.onSubmit()
    expect(phone.called('visit.submit').map(({ input }) => input.form)).toEqual([
      expect.objectContaining({ firstDay: TODAY, lastDay: TODAY }),
    ])
    await settled()
    expect(phone.stored('draft')?.form.name).toBe('别人')
  })

  test('a copy that was left half-filled is there again', async () => {
    const draft = { form: formOf({ name: '韦小宝', note: '带实验器材' }), host: HOST }
    const { data } = await openForm({ query: { copy: 'visit-1' }, kept: { 'draft:copy:visit-1': draft } })
    expect(data()).toMatchObject({ restored: true, texts: { note: { value: '带实验器材' } } })
  })
})

describe('beginning from a unit’s card or code', () => {
  const unit = { unitId: 'literature', name: '文学院' }
  const answers = { 'unit.get': { unit } }

  test.each([[{ unit: 'literature' }], [{ scene: encodeURIComponent('u=literature') }]])(
    '%j: the unit is given, the host is picked among its people',
    async (query) => {
      const { phone, form, data } = await openForm({ answers, query: query })
      expect(data()).toMatchObject({ host: null, hostWords: { heading: '被访人 · 文学院' } })
      form.onFindHost()
      expect(phone.navigateTo).toHaveBeenCalledWith(
        expect.objectContaining({
          url: `/pages/booking/host/host?unit=literature&name=${encodeURIComponent('文学院')}`,
        }),
      )
    },
  )

  test('a host of another unit from an old draft isn’t kept, what was typed is', async () => {
    const kept = { draft: { form: formOf({ name: '韦小宝' }), host: HOST } }
    const { form, data } = await openForm({ answers, kept, query: { unit: 'literature' } })
    expect(data()).toMatchObject({ host: null, name: '韦小宝' })
    expect(form.state.form.hostId).toBe('')
  })

  test('an old poster of a unit that is gone opens an ordinary booking', async () => {
    const gone = { 'unit.get': refused('UNIT_REQUIRED') }
    const { data } = await openForm({ answers: gone, query: { unit: 'gone' } })
    expect(data()).toMatchObject({ stage: 'form', hostWords: { heading: '被访人' } })
  })
})

test('a form that stays open over midnight: 今天 is today, and the rules are read anew', async () => {
  const { phone, form, data } = await openForm()
  const quick = () => data().days.quick[0]
  form.onShow()
  expect(quick()).toMatchObject({ words: '今天', day: TODAY })
  expect(phone.called('visit.options')).toHaveLength(1)
  form.onType({ detail: { field: 'name', value: '韦小宝' } })
  clock.mockReturnValue(NOW + 86_400_000)
  form.onShow()
  await settled()
  const tomorrow = addDays(TODAY, 1)
  expect(quick()).toMatchObject({ words: '今天', day: tomorrow, chosen: false })
  expect(data().fieldErrors.firstDay).toBe('来访日期不能早于今天')
  expect(phone.called('visit.options')).toHaveLength(2)
  form.onQuickDay({ currentTarget: { dataset: { day: quick().day } } })
  expect(data()).toMatchObject({ days: { firstDay: tomorrow, lastDay: tomorrow } })
  expect(data().fieldErrors.firstDay).toBeUndefined()
})

test('without network the page says so and opens on 重试', async () => {
  let network = false
  const { form, data } = await openForm({
    answers: { 'visit.options': () => (network ? optionsOf() : 'offline') },
  })
  expect(data().stage).toBe('failed')
  network = true
  form.onRetryOpening()
  await settled()
  expect(data().stage).toBe('form')
})
