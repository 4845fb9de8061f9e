import { describe, expect, test } from '@jest/globals'
import { meOf, optionsOf } from '../../views/visitor/builders'
import { openPage, settled, type Answers } from '../staff/stage'
import { visitorPhone } from './phone'

const units = [
  { id: 'computing', name: '计算机学院', campusName: '雁山校区', hasGates: true, phone: '0773-5550001' },
]
const rules: Answers = {
  'visit.options': optionsOf(),
  'emergency.get': { on: false, since: null, byName: '', reason: '' },
  'traffic.list': { controls: [] },
  'unit.list': { units },
}

describe('common questions', () => {
  test('open with the one a refusal pointed to; a tap opens another', async () => {
    const phone = visitorPhone(rules)
    const page = openPage('pages/help/questions/questions', { topic: 'duplicate' })
    await settled()
    await settled()
    expect(page.dom?.textContent).toContain('同时只能有一条有效预约')
    expect(phone.pageScrollTo).toHaveBeenCalledWith(expect.objectContaining({ selector: '#at-duplicate' }))
    ;(page.instance as any).onToggle({ currentTarget: { dataset: { topic: 'days' } } })
    await settled()
    expect(page.dom?.textContent).toContain('一次最长15天')
    expect(page.dom?.textContent).not.toContain('同时只能有一条有效预约')
    ;(page.instance as any).onContacts()
    expect(phone.navigateTo).toHaveBeenCalledWith({ url: '/pages/help/contacts/contacts' })
  })

  test('without network say so and open on 重试', async () => {
    let network = false
    visitorPhone({ ...rules, 'visit.options': () => (network ? optionsOf() : 'offline') })
    const page = openPage('pages/help/questions/questions').instance as any
    await settled()
    expect(page.data.stage).toBe('failed')
    network = true
    page.onRetry()
    await settled()
    expect(page.data.stage).toBe('ready')
  })
})

test('contacts come from the office’s own records', async () => {
  visitorPhone(rules)
  const contacts = openPage('pages/help/contacts/contacts').instance as any
  await settled()
  expect(contacts.data.groups.map(({ calls }: any) => calls[0].phone)).toEqual(['5822110', '0773-5550001'])
})

describe('clearing what this phone keeps', () => {
  const kept = { draft: { form: {} }, 'own-values': { name: '韦小宝' }, passes: [], 'pass:v': {} }

  test('asks first, clears all of it, and says so', async () => {
    const phone = visitorPhone({ me: meOf() }, kept)
    const mine = openPage('pages/mine/mine/mine').instance as any
    await settled()
    phone.showModal.mockResolvedValueOnce({ confirm: false })
    await mine.onClearPhone()
    expect(phone.stored('draft')).not.toBeNull()
    await mine.onClearPhone()
    expect(Object.keys(kept).map(phone.stored)).toEqual([null, null, null, null])
    expect(phone.showToast as unknown).toHaveBeenCalledWith({ title: '已清除', icon: 'success' })
  })

  test('a phone that holds passages of a gate isn’t cleared', async () => {
    const phone = visitorPhone(
      { me: meOf() },
      { ...kept, 'gate-passages': { first: 0, last: 0, rejected: {} } },
    )
    const mine = openPage('pages/mine/mine/mine').instance as any
    await settled()
    await mine.onClearPhone()
    expect(phone.stored('draft')).not.toBeNull()
    expect(phone.showModal as unknown).toHaveBeenCalledWith(
      expect.objectContaining({ title: '没有清除成功', content: expect.stringContaining('上传后再清除') }),
    )
  })

  test('a phone that fails to clear says what to do', async () => {
    const phone = visitorPhone({ me: meOf() }, kept)
    ;(globalThis as any).wx.clearStorage = async () => {
      throw new Error('clearStorage:fail')
    }
    const mine = openPage('pages/mine/mine/mine').instance as any
    await settled()
    await mine.onClearPhone()
    expect(phone.showModal as unknown).toHaveBeenLastCalledWith(
      expect.objectContaining({ title: '没有清除成功' }),
    )
    expect(phone.showToast as unknown).not.toHaveBeenCalled()
  })
})

test('help is reached from the first screen and from 我的, also without network', async () => {
  const phone = visitorPhone({ me: 'offline' })
  ;(openPage('pages/home/home').instance as any).onHelp()
  await settled()
  ;(openPage('pages/mine/mine/mine').instance as any).onContacts()
  await settled()
  expect(phone.navigateTo.mock.calls.map(([to]) => to.url)).toEqual([
    '/pages/help/questions/questions',
    '/pages/help/contacts/contacts',
  ])
})

test('我的 and the page of the face photo open the privacy guide', async () => {
  const phone = visitorPhone({ me: 'offline' })
  for (const page of ['pages/mine/mine/mine', 'face/capture/capture']) {
    ;(openPage(page).instance as any).onPrivacy()
    await settled()
  }
  expect(phone.openPrivacyContract).toHaveBeenCalledTimes(2)
})
