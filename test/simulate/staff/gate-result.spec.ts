import { expect, test } from '@jest/globals'
import { beginCheck, takeScanNext } from '../../../miniprogram/staff/gate/check'
import { OfflineWord } from '../../../miniprogram/staff/gate/result/offline-word'
import { loadOwnPassages } from '../../../miniprogram/device-storage/own-passages'
import { checkedOf } from '../../views/office-builders'
import { openPage, phoneWith, settled, type Answers } from './stage'

const check = {
  gateId: 'yucai-west',
  gateName: '育才西门',
  direction: 'in' as const,
  inVehicle: false,
  credential: { code: 'CV2:CODE' },
  by: 'scan' as const,
}
const open = async (answers: Answers, by: 'scan' | 'keypad' = 'scan') => {
  const phone = phoneWith(answers)
  takeScanNext()
  beginCheck({ ...check, by })
  const page = openPage('staff/gate/result/result')
  await settled()
  return { phone, page, data: () => (page.instance as any).data }
}
const leave = (page: any) => page.instance.onUnload()
const doing = (page: any, handler: string) => page.instance[handler]()

test('green rings, shows who passes, and goes back by itself after three seconds to scan the next', async () => {
  const { phone, page, data } = await open({ 'gate.check': checkedOf() })
  expect(page.querySelector('.word')?.dom?.textContent).toBe('放行')
  expect(page.querySelector('.subject')?.dom?.textContent).toBe('桂C·D12345')
  expect(phone.vibrateShort).toHaveBeenCalledTimes(1)
  expect(phone.createInnerAudioContext).toHaveBeenCalledTimes(1)
  expect(data().action).toBe('扫下一位（3）')
  await settled(1100)
  expect(data().action).toBe('扫下一位（2）')
  expect(phone.navigateBack).not.toHaveBeenCalled()
  await settled(2100)
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  leave(page)
  expect(takeScanNext()).toBe(true)
  expect(takeScanNext()).toBe(false)
})

test('with a photo it waits for it, counts longer, and a failed one is fetched again by a tap', async () => {
  const visit = { ...checkedOf().visit!, photo: true }
  const answers: Answers = { 'gate.check': checkedOf({ visit }), 'gate.face': { url: 'https://photo/1' } }
  const { page, data } = await open(answers)
  expect(data().face).toMatchObject({ there: true, url: 'https://photo/1', waits: true })
  expect(data().action).toBe('扫下一位')
  doing(page, 'onFaceFailed')
  expect(data().face).toMatchObject({ url: '', retries: true })
  page.querySelector('.face')?.dispatchEvent('tap')
  await settled()
  expect(data().face).toMatchObject({ url: 'https://photo/1', waits: true })
  doing(page, 'onFaceSeen')
  expect(data().action).toBe('扫下一位（6）')
  leave(page)
})

test('a photo that is gone is said in plain words, and the next visitor comes as without one', async () => {
  const visit = { ...checkedOf().visit!, photo: true }
  const { page, data } = await open({ 'gate.check': checkedOf({ visit }), 'gate.face': { url: null } })
  expect(data().face).toMatchObject({ there: true, words: '照片已经删除，请核对证件' })
  expect(data().action).toBe('扫下一位（3）')
  leave(page)
})

test('a car without a booking is kept for the evacuation list until it leaves', async () => {
  const plate = '桂C99999'
  const drive = async (direction: 'in' | 'out', answer: Parameters<typeof checkedOf>[0]) => {
    phoneWith({ 'gate.check': checkedOf({ visit: null, at: Date.now(), ...answer }) })
    beginCheck({ ...check, direction, credential: { plate } })
    const page = openPage('staff/gate/result/result')
    await settled()
    const own = await loadOwnPassages(Date.now())
    leave(page)
    return own
  }
  const entered = { id: 'passage-7', direction: 'in', name: '', plate, headCount: 1, known: true }
  expect(await drive('in', { reason: 'OVERRIDE', passageId: 'passage-7' })).toMatchObject([entered])
  const fee = { fen: 200, text: '¥2.00', stayId: 'passage-7' }
  expect(await drive('out', { passageId: 'passage-8', fee })).toMatchObject([
    { id: 'passage-7', direction: 'out', plate },
  ])
})

test('a companion who leaves is kept with how many stay', async () => {
  const visit = { ...checkedOf().visit!, id: 'visit-1', name: '韦小玉', headCount: 3, stillInside: 2 }
  phoneWith({ 'gate.check': checkedOf({ visit, at: Date.now() }) })
  beginCheck({ ...check, direction: 'out', credential: { person: { tail: '123456', name: '韦小玉' } } })
  const page = openPage('staff/gate/result/result')
  await settled()
  expect(await loadOwnPassages(Date.now())).toMatchObject([
    { id: 'visit-1', direction: 'out', headCount: 3, stillInside: 2 },
  ])
  leave(page)
})

test('a tap on green goes on at once, and only once', async () => {
  const { phone, page } = await open({ 'gate.check': checkedOf() })
  page.querySelector('.result')?.dispatchEvent('tap')
  await settled()
  leave(page)
  await settled(1200)
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
})

test('red stays until it is tapped', async () => {
  const { phone, page } = await open({
    'gate.check': checkedOf({ allowed: false, reason: 'NOT_YET', sentence: '还没到预约的日期' }),
  })
  expect(page.querySelector('.word')?.dom?.textContent).toBe('不放行')
  expect(phone.vibrateLong).toHaveBeenCalledTimes(1)
  await settled(3500)
  expect(phone.navigateBack).not.toHaveBeenCalled()
  page.querySelector('.result')?.dispatchEvent('tap')
  await settled()
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  leave(page)
})

test('swiping back does not ask to scan', async () => {
  const { page } = await open({ 'gate.check': checkedOf() })
  leave(page)
  expect(takeScanNext()).toBe(false)
})

test('without network it is amber, tries again by itself, and 重试 keeps the request id', async () => {
  let online = false
  const { phone, page, data } = await open(
    { 'gate.check': () => (online ? checkedOf() : 'offline') },
    'keypad',
  )
  expect(data()).toMatchObject({ tone: 'unsure', busy: true, sentence: '网络不通，正在自动重试…' })
  await settled(7600)
  expect(data()).toMatchObject({ tone: 'unsure', busy: false, sentence: '网络不通，请重试或登记' })
  page.querySelector('.result')?.dispatchEvent('tap')
  expect(phone.navigateBack).not.toHaveBeenCalled()

  online = true
  ;(page.instance as any).onRetry()
  await settled()
  expect(data().tone).toBe('pass')
  expect(new Set(phone.called('gate.check').map(({ requestId }) => requestId)).size).toBe(1)
  leave(page)
})

test('without network a judgement tapped twice in the dark is one passage', async () => {
  const { phone, page } = await open({ 'gate.check': checkedOf({ allowed: false, reason: 'NOT_YET' }) })
  const decision = {
    ...{ answer: { allowed: false, reason: 'STALE_CODE', hint: null }, doubt: 'clock', visit: null },
    ...{ visitId: 'visit-1', plate: null, way: 'qr', step: 1, skewMs: 240_000, bySignature: false },
  }
  const work = { doing: 'nothing', explaining: false, marked: false, failure: '' }
  const offline = {
    phase: 'offline',
    check,
    decision,
    snapshotAt: Date.now(),
    at: Date.now(),
    ownClock: false,
  }
  const result = { ...offline, secondsLeft: null, work }
  ;(page.instance as any).word = new OfflineWord(result as never, null)
  ;(page.instance as any).render({ result })
  doing(page, 'onPermit')
  doing(page, 'onPermit')
  doing(page, 'onDeny')
  await settled()
  const { data } = await (globalThis as any).wx.getStorage({ key: 'gate-passages:0' })
  expect(JSON.parse(data).map((row: unknown[]) => row[7])).toEqual(['OVERRIDE'])
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
  leave(page)
})

test('opened without a check it goes back', () => {
  const phone = phoneWith({})
  openPage('staff/gate/result/result')
  expect(phone.navigateBack).toHaveBeenCalledTimes(1)
})

test('who is let in on foot without a booking and a network is kept for the evacuation list', async () => {
  phoneWith({})
  const at = Date.now()
  const decision = { visitId: null, plate: null, visit: null, way: 'shortCode', step: null }
  const letIn = { allowed: true, reason: 'OVERRIDE', override: '急救/消防/警务' } as const
  const word = (direction: 'in' | 'out', eventId: string) =>
    new OfflineWord({ check: { ...check, direction }, decision, at } as never, eventId)
  expect(await word('in', 'event-1').keep(letIn)).toBe(true)
  expect(await word('out', 'event-2').keep(letIn)).toBe(true)
  expect(await loadOwnPassages(at)).toMatchObject([
    { id: 'event-1', direction: 'in', headCount: 1, plate: null, known: false },
  ])
})
