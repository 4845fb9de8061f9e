import { describe, expect, test } from '@jest/globals'
import { dayOf } from '../../../miniprogram/domain/values/days'
import { tickedAt } from '../../../miniprogram/domain/visit/privacy'
import { walkInPurposes } from '../../../miniprogram/domain/walk-in/walk-in'
import { SHIPPED_PURPOSES } from '../../../miniprogram/locales/zh/shipped-purposes'
import { formOf, meOf, optionsOf } from '../../views/visitor/builders'
import { openPage, refused, settled, type Answers } from '../staff/stage'
import { visitorPhone } from './phone'

const read = {
  ...{ gateName: '育才西门', campusName: '育才校区', takesCars: true, hours: 4, left: 6, nextAt: null },
  ...{ until: Date.now() + 600_000, visitId: null, keptDays: 180 },
  purposes: walkInPurposes(SHIPPED_PURPOSES),
}
const { name, phone: mobile, document } = formOf()

async function openForm(query: Record<string, string>, answers: Answers = {}, kept: object = {}) {
  const phone = visitorPhone({ me: meOf(), 'walkIn.read': read, ...answers }, { ...kept })
  const page = openPage('walk-in/form/form', query)
  await settled()
  return { phone, page, form: page.instance as any }
}

const type = (form: any, values: Record<string, string>) => {
  for (const [field, value] of Object.entries(values)) form.onType({ detail: { field, value } })
}

describe('walking in', () => {
  test('the code at the gate, as the platform encodes it, opens its form', async () => {
    const { phone, page, form } = await openForm({ scene: 'w%3DABC-123_x' })
    expect(phone.called('walkIn.read')[0]?.input).toEqual({ code: 'ABC-123_x' })
    expect(form.data).toMatchObject({ stage: 'form', title: '育才西门 · 临时来访' })
    expect(page.dom?.textContent).toContain('育才西门')
  })

  test('sends nothing while something is missing, then once, and comes to the pass', async () => {
    const done = { visitId: 'visit-1', state: 'approved' }
    const { phone, form } = await openForm({ code: 'ABC' }, { 'walkIn.submit': done })
    await form.onAct()
    expect(phone.called('walkIn.submit')).toEqual([])
    type(form, { name, phone: mobile, document })
    form.onPrivacy({ detail: { value: tickedAt(0) } })
    await form.onAct()
    await settled()
    expect(phone.called('walkIn.submit')).toHaveLength(1)
    expect(phone.called('walkIn.submit')[0]?.input).toMatchObject({ form: { name, purpose: 'private' } })
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/pass/pass?id=visit-1' })
  })

  test('a vehicle that is inside: the desk to call, and 请求核查 on the spot', async () => {
    const inside = { campusId: 'yucai', campusName: '育才校区', deskPhone: '0773-5822110', stayId: 'stay-1' }
    const { phone, page, form } = await openForm(
      { code: 'ABC' },
      {
        ...{ 'walkIn.submit': refused('VEHICLE_INSIDE', inside), 'visit.options': optionsOf() },
        'vehicle.askCheck': { stayId: 'stay-1', state: 'inside', willTell: true },
      },
    )
    type(form, { name, phone: mobile, document })
    form.onPrivacy({ detail: { value: tickedAt(0) } })
    await form.onAct()
    await settled()
    expect(form.data.refusal).toMatchObject({
      calls: [{ name: '育才校区110指挥中心', phone: '0773-5822110' }],
      action: '请求核查',
    })
    expect(page.dom?.textContent).toContain('该车辆已在【育才校区】停车场内，无法预约')
    form.onWayOut()
    await settled()
    expect(phone.called('vehicle.askCheck').map(({ input }) => input.stayId)).toEqual(['stay-1'])
    expect(form.data.refusal).toMatchObject({ action: '', advice: expect.stringContaining('已请求核查') })
  })

  test('somebody else’s booking in the way: whom to call, and to ask for its release', async () => {
    const others = { known: 'others', fields: ['phone'], visitId: 'visit-9' }
    const { phone, form } = await openForm(
      { code: 'ABC' },
      {
        ...{ 'walkIn.submit': refused('DUPLICATE', others), 'visit.options': optionsOf() },
        'release.ask': { releaseId: 'release-1', state: 'open' },
        'phone.prove': { phone: mobile, phoneKind: 'mainland' },
      },
    )
    type(form, { name, phone: mobile, document })
    form.onPrivacy({ detail: { value: tickedAt(0) } })
    await form.onAct()
    await settled()
    expect(form.data.refusal).toMatchObject({ second: '请求释放', prove: '用微信验证手机号' })
    expect(form.data.refusal.calls).toEqual(optionsOf().contacts)
    form.onSecond()
    await settled()
    const today = dayOf(Date.now())
    expect(phone.called('release.ask').map(({ input }) => input)).toEqual([
      { visitId: 'visit-9', field: 'phone', firstDay: today, lastDay: today },
    ])
    // With the proof the same form is sent again.
    await form.onPhoneNumber({ detail: { code: 'c' } })
    await settled()
    expect(phone.called('walkIn.submit')).toHaveLength(2)
  })

  test('a refusal stands on the form, and what was typed stays', async () => {
    const refusal = refused('WALK_IN_TICKET')
    const { form } = await openForm({ code: 'ABC' }, { 'walkIn.submit': refusal })
    type(form, { name, phone: mobile, document })
    form.onPrivacy({ detail: { value: tickedAt(0) } })
    await form.onAct()
    await settled()
    expect(form.data).toMatchObject({ stage: 'form', name })
    expect(form.data.refusal.title).toContain('重新扫描')
  })

  test('a field that was left says what is wrong with it, in its one spelling', async () => {
    const { page, form } = await openForm({ code: 'ABC' })
    type(form, { phone: '138-0013' })
    form.onLeave({ detail: { field: 'phone' } })
    expect(form.data.phone.value).toBe('1380013')
    expect(page.dom?.textContent).toContain(form.data.fieldErrors.phone)
    expect(Object.keys(form.data.fieldErrors)).toEqual(['phone'])
  })

  test('what only the server found wrong stands beside its field, until that is mended', async () => {
    const fieldErrors = [{ field: 'purpose', code: 'PURPOSE_GONE', details: {} }]
    const answers = { 'walkIn.submit': refused('FORM', { fieldErrors }) }
    const { phone, form } = await openForm({ code: 'ABC' }, answers)
    type(form, { name, phone: mobile, document })
    form.onPrivacy({ detail: { value: tickedAt(0) } })
    await form.onAct()
    await settled()
    expect(form.data).toMatchObject({ refusal: null, fieldErrors: { purpose: expect.any(String) } })
    expect(phone.called('walkIn.read')).toHaveLength(2)
    form.onPurpose({ detail: { value: '0' } })
    const other = form.data.purpose
    form.onPurpose({ detail: { value: '1' } })
    expect(form.data.purpose).not.toBe(other)
    expect(form.data.fieldErrors).toEqual({})
  })

  test('a look at something else without a network, and the form is still there', async () => {
    const answers: Answers = {}
    const { form } = await openForm({ code: 'ABC' }, answers)
    const reads = ['offline', refused('WALK_IN_TICKET')] as const
    for (const [index, stage] of ['form', 'failed'].entries()) {
      visitorPhone({ me: meOf(), 'walkIn.read': reads[index] as object })
      form.onShow()
      await settled()
      expect(form.data.stage).toBe(stage)
    }
  })

  test('at a full gate, when to come again stays to be read, and no wrong code is counted', async () => {
    const full = { ...read, left: 0, until: null, nextAt: Date.now() + 3_600_000 }
    const { phone, page, form } = await openForm({ code: 'ABC' }, { 'walkIn.read': full })
    expect(form.data.stage).toBe('full')
    // Looking at something else asks nothing.
    form.onShow()
    await settled()
    expect(phone.called('walkIn.read')).toHaveLength(1)
    const again = visitorPhone({ me: meOf(), 'walkIn.read': refused('WALK_IN_CODE') })
    for (let taps = 0; taps < 3; taps++) {
      form.onRetry()
      await settled()
    }
    expect(again.called('walkIn.read')).toHaveLength(1)
    expect(form.data).toMatchObject({ stage: 'later', failure: null })
    expect(page.dom?.textContent).toContain('届时请再扫一次门口的码')
    expect(page.dom?.textContent).not.toContain('看看有没有名额')
  })

  test('at a full gate without a network, it stays and may be asked again', async () => {
    const full = { ...read, left: 0, until: null, nextAt: Date.now() + 3_600_000 }
    const { form } = await openForm({ code: 'ABC' }, { 'walkIn.read': full })
    visitorPhone({ me: meOf(), 'walkIn.read': 'offline' })
    form.onRetry()
    await settled()
    expect(form.data.stage).toBe('full')
  })

  test('what was typed outlives the code that ran out, and goes once it was sent', async () => {
    const first = await openForm({ code: 'ABC' })
    type(first.form, { name, document })
    first.form.onHide()
    await settled()
    const typed = first.phone.stored('typed:walk-in')
    expect(typed).toMatchObject({ name, document })
    const done = { visitId: 'visit-1', state: 'approved' }
    const again = await openForm({ code: 'DEF' }, { 'walkIn.submit': done }, { 'typed:walk-in': typed })
    expect(again.form.data).toMatchObject({ name, document: { value: document } })
    type(again.form, { phone: mobile })
    again.form.onPrivacy({ detail: { value: tickedAt(0) } })
    await again.form.onAct()
    await settled()
    again.form.onHide()
    await settled()
    expect(again.phone.stored('typed:walk-in')).toBeNull()
  })

  test('a code that is over is told apart from a broken network', async () => {
    const over = await openForm({ code: 'old' }, { 'walkIn.read': refused('WALK_IN_CODE') })
    expect(over.form.data).toMatchObject({ stage: 'failed', failure: { again: false } })
  })
})
