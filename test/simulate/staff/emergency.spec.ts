import { describe, expect, test } from '@jest/globals'
import { gateOf, meOf } from '../../views/office-builders'
import { optionsOf } from '../../views/visitor/builders'
import { openPage, phoneWith, refused, settled, type Answers } from './stage'

/** Phone reports on the desk's phone (spec 5.6): the form for a call, and going through the calls afterwards. */

const MODE = { on: true, since: Date.now(), byName: '秦立新', reason: '系统检修', history: [] }
const GATE = { ...gateOf('yucai-west', '育才西门'), campusId: 'yucai' }
const desk = meOf({ desk: { name: '罗志远', campuses: [{ id: 'yucai', name: '育才校区' }] } } as never)

const dataOf = (page: any) => page.instance.data
const wordsOf = (page: any): string => page.dom.textContent ?? ''
const textOf = (page: any, selector: string): string => page.querySelector(selector)?.dom?.textContent ?? ''

describe('the form for a call', () => {
  const open = async (answers: Answers) => {
    const phone = phoneWith({
      me: desk,
      'visit.options': { ...optionsOf(), gates: [GATE] },
      'emergency.get': MODE,
      ...answers,
    })
    const page = openPage('staff/emergency/report/report')
    await settled()
    return { phone, page, does: page.instance as any }
  }
  const fill = (does: any) => {
    for (const [field, value] of [
      ['hostName', '李老师'],
      ['name', '张三'],
    ])
      does.onType({ detail: { field, value } })
    does.onGate({ currentTarget: { dataset: { id: GATE.id } } })
  }

  test('closed, there is no form and nothing to send', async () => {
    expect(wordsOf((await open({})).page)).toContain('登记并给出报备号')
    const { page } = await open({ 'emergency.get': { ...MODE, on: false } })
    expect(wordsOf(page)).toContain('电话报备未开启')
    expect(wordsOf(page)).not.toContain('登记并给出报备号')
  })

  test('what is missing is marked and not sent', async () => {
    const { phone, page, does } = await open({})
    await does.onSubmit()
    expect(phone.called('emergency.report')).toEqual([])
    expect(dataOf(page).fieldErrors).toMatchObject({
      host: expect.stringMatching(/./),
      gates: expect.stringMatching(/./),
    })
  })

  test('a double tap records one call; the number stands large, and the next call keeps the gates only', async () => {
    const { phone, page, does } = await open({ 'emergency.report': { visitId: 'v1', number: 'E-0007' } })
    fill(does)
    await Promise.all([does.onSubmit(), does.onSubmit()])
    await settled()
    expect(phone.called('emergency.report')).toHaveLength(1)
    expect(textOf(page, '.number')).toBe('E-0007')
    does.onNext()
    await settled()
    expect(dataOf(page).form).toMatchObject({ hostName: '', name: '', gateIds: [GATE.id] })
  })

  test('a refusal stands beside the button, and what was typed stays', async () => {
    const { page, does } = await open({
      'emergency.report': refused('BLACKLISTED'),
    })
    fill(does)
    await does.onSubmit()
    await settled()
    expect(textOf(page, '.fault')).toContain('无法预约，请联系保卫处')
    expect(dataOf(page).form.name).toBe('张三')
  })

  test('switched off meanwhile, the form goes', async () => {
    const modes = [MODE, { ...MODE, on: false }]
    const { page, does } = await open({
      'emergency.get': () => modes.shift() as object,
      'emergency.report': refused('EMERGENCY_CLOSED'),
    })
    fill(does)
    await does.onSubmit()
    await settled()
    expect(dataOf(page).stage).toBe('closed')
  })
})

describe('going through the calls', () => {
  const report = {
    id: 'r1',
    number: 'E-0001',
    name: '张**',
    hostName: '李老师',
    unitName: '文学院',
    plate: null,
    gateNames: ['育才西门'],
    firstDay: '2026-05-23',
    lastDay: '2026-05-23',
    byName: '罗志远',
    at: Date.now(),
    note: '',
    passages: [],
    inside: false,
    state: 'open',
    steps: [],
  }
  const open = async (answers: Answers, confirm = true) => {
    const phone = phoneWith({
      'emergency.get': MODE,
      'emergency.list': { rows: [report], next: null },
      ...answers,
    })
    Object.assign((globalThis as any).wx, {
      showModal: async () => ({ confirm }),
      showToast: async () => undefined,
    })
    const page = openPage('staff/emergency/list/list')
    await settled()
    return { phone, page, does: page.instance as any }
  }
  const row = { currentTarget: { dataset: { id: 'r1' } } }

  test('matched only after a second question', async () => {
    const declined = await open({ 'emergency.reconcile': { visitId: 'r1' } }, false)
    await declined.does.onMatch(row)
    expect(declined.phone.called('emergency.reconcile')).toEqual([])
    const { phone, does } = await open({ 'emergency.reconcile': { visitId: 'r1' } })
    await does.onMatch(row)
    await settled()
    expect(phone.called('emergency.reconcile').map(({ input }) => input)).toEqual([
      { visitId: 'r1', matched: true, note: '' },
    ])
  })

  test('what has to be explained is asked with its reason', async () => {
    const { phone, page, does } = await open({ 'emergency.reconcile': { visitId: 'r1' } })
    does.onAsk(row)
    await settled()
    expect(dataOf(page).sheet.visible).toBe(true)
    does.onNote({ detail: { reason: '被访人称不知情' } })
    await settled()
    expect(phone.called('emergency.reconcile').map(({ input }) => input)).toEqual([
      { visitId: 'r1', matched: false, note: '被访人称不知情' },
    ])
    expect(dataOf(page).sheet.visible).toBe(false)
  })

  test('without network the list says so, and another try loads it', async () => {
    let online = false
    const { page, does } = await open({
      'emergency.list': () => {
        if (!online) throw Object.assign(new Error('request:fail'), { errCode: -1 })
        return { rows: [report], next: null }
      },
    })
    await settled(4000)
    expect(dataOf(page).stage).toBe('failed')
    online = true
    does.onRetry()
    await settled()
    expect(wordsOf(page)).toContain('E-0001')
  })
})
