import { expect, jest, test } from '@jest/globals'
import { detailOf, frozenApprover, meOf, rowOf } from '../../views/office-builders'
import { openPage, phoneWith, refused, settled, type Answers } from './stage'

const queue = { rows: [rowOf({ id: 'visit-2', name: '李**' })], next: null }
const usual: Answers = {
  me: meOf(),
  'approval.get': detailOf(),
  'approval.list': queue,
  'consent.record': { consents: {} },
}
const open = async (answers: Answers = {}) => {
  const phone = phoneWith({ ...usual, ...answers })
  const page = openPage('staff/approvals/visit/visit', { id: 'visit-1' })
  await settled()
  return {
    phone,
    page,
    footer: () => (page.instance as any).data.footer,
    data: () => (page.instance as any).data,
  }
}

test('approving asks for the next reminder in the tap, decides once, and goes on to the next booking', async () => {
  let answer: (value: object) => void = () => undefined
  const { phone, page, footer, data } = await open({
    'approval.approve': () => new Promise<object>((resolve) => (answer = resolve)),
  })
  ;(page.instance as any).onApprove()
  ;(page.instance as any).onApprove()
  expect(phone.requestSubscribeMessage).toHaveBeenCalledTimes(1)
  await settled()
  expect(footer()).toMatchObject({ approving: true, waiting: true })
  expect(phone.called('approval.approve')).toHaveLength(1)

  answer({ visitId: 'visit-1', state: 'approved' })
  await settled()
  expect(data().notice.sentence).toContain('已通过')
  // Where the thumb was: the page's top may be scrolled away.
  expect(page.querySelector('.page .banner')).toBeUndefined()
  expect(page.querySelector('.banner')?.dom?.textContent).toContain('已通过')
  expect(footer()).toMatchObject({ kind: 'next', nextId: 'visit-2' })
  ;(page.instance as any).onNext()
  expect(phone.redirectTo).toHaveBeenCalledWith({ url: '/staff/approvals/visit/visit?id=visit-2' })
})

test('refusing reminders blocks nothing', async () => {
  const { phone, page, footer } = await open({
    'approval.approve': { visitId: 'visit-1', state: 'approved' },
  })
  phone.requestSubscribeMessage.mockRejectedValueOnce({ errMsg: 'requestSubscribeMessage:fail' })
  await (page.instance as any).onApprove()
  await settled()
  expect(footer().kind).toBe('next')
  expect(phone.called('consent.record')).toHaveLength(0)
})

test('of two approvers the second is told who decided what, and the booking is read again', async () => {
  const { phone, page, data } = await open({
    'approval.approve': refused('ALREADY_DECIDED', {
      byName: '莫丽华',
      state: 'approved',
      at: Date.now(),
    }),
  })
  const before = phone.called('approval.get').length
  await (page.instance as any).onApprove()
  await settled()
  expect(data().notice.sentence).toMatch(/^这条预约已由莫丽华处理：已通过（今天 \d\d:\d\d）$/)
  expect(phone.called('approval.get').length).toBe(before + 1)
})

test('a return sends the reason the visitor will read; a failed one keeps the sheet as it was', async () => {
  let online = false
  const { phone, page, data } = await open({
    'approval.return': () => (online ? { visitId: 'visit-1', state: 'returned' } : refused('BUSY')),
  })
  ;(page.instance as any).onAskReason({ currentTarget: { dataset: { kind: 'return' } } })
  const send = () => (page.instance as any).onReasoned({ detail: { kind: 'return', reason: '日期需调整' } })
  await send()
  await settled()
  expect(data().sheet).toMatchObject({ open: true, waiting: false, failure: '办理的人较多，请稍后再试' })

  online = true
  await send()
  await settled()
  const [first, second] = phone.called('approval.return')
  expect(second?.input).toEqual({ visitId: 'visit-1', reason: '日期需调整', seen: expect.any(Number) })
  expect(second?.requestId).toBe(first?.requestId)
  expect(data().sheet.open).toBe(false)
  expect(data().notice.sentence).toContain('已退回')
})

test('a frozen approver sees the booking and no decision', async () => {
  const { page } = await open({ me: meOf(frozenApprover(Date.now())) })
  expect(page.querySelector('.name')?.dom?.textContent).toBe('张**')
  expect(page.querySelector('.banner')?.dom?.textContent).toContain('冻结')
  expect(page.querySelector('.buttons')).toBeUndefined()
})

test('a booking that can’t be loaded says why and comes with 重试', async () => {
  let online = false
  const { page, data } = await open({ 'approval.get': () => (online ? detailOf() : 'offline') })
  expect(data()).toMatchObject({ failure: { code: 'NETWORK' }, visit: null })
  online = true
  ;(page.instance as any).onRetry()
  await settled()
  expect(data().visit.name).toBe('张**')
})

test.each([
  ['yes', true],
  ['no', false],
])('a visitor’s request to cancel is answered on the booking: %s, once', async (answer, release) => {
  const asked = { releaseId: 'request-1', askedAt: Date.now(), reason: '事情提前办完' }
  const allowedActions = { approve: false, return: false, revoke: true }
  let unanswered = true
  const { phone, page, data } = await open({
    'approval.get': () =>
      detailOf({ allowedActions, cancelAsked: unanswered ? asked : null }, { state: 'approved' }),
    'release.answer': () => {
      unanswered = false
      return { releaseId: 'request-1', state: release ? 'released' : 'kept' }
    },
  })
  ;(globalThis as any).wx.showToast = async () => undefined
  expect(data().visit.cancelAsked).toMatchObject({
    sentence: '访客本人请求取消这条预约',
    reason: '原因：事情提前办完',
  })
  const event = { currentTarget: { dataset: { answer } } }
  ;(page.instance as any).onAnswer(event)
  ;(page.instance as any).onAnswer(event)
  await settled()
  expect(phone.called('release.answer').map(({ input }) => input)).toEqual([
    { releaseId: 'request-1', release, seen: asked.askedAt },
  ])
  expect(data()).toMatchObject({ answering: '', visit: { cancelAsked: null } })
})

test('who it was in full is not shown over what its visitor sent since', async () => {
  const mate = { name: '李乙', documentKind: 'mainlandId' as const, document: '110***********7777' }
  let detail = detailOf({}, { name: '张三', submittedAt: 1 })
  const { phone, page, data } = await open({
    'approval.get': () => detail,
    'approval.unmask': { name: '张三', document: '450305199001011234', phone: '13800138000', companions: [] },
    'approval.approve': refused('CHANGED_MEANWHILE', {}),
  })
  const approval = page.instance as any
  approval.onUnmask()
  await settled()
  expect(data().unmasked).toBe(true)
  detail = detailOf({ phone: '139****1111', companions: [mate] }, { name: '王五', submittedAt: 2 })
  await approval.onApprove()
  await settled()
  expect(data()).toMatchObject({ unmasked: false, visit: { name: '王五', companions: [{ name: '李乙' }] } })
  await approval.onCall()
  expect(phone.called('approval.unmask')).toHaveLength(2)
})

test('a photo that is not taken is deleted: that is asked once, and said', async () => {
  const face = { url: 'https://photo/1', consentAt: 1, photoId: 'photo-1', asked: true }
  const { phone, page } = await open({
    'approval.get': detailOf({ face }),
    'face.answer': { visitId: 'visit-1' },
  })
  const answer = (words: 'yes' | 'no') =>
    (page.instance as any).onPhotoAnswer({ currentTarget: { dataset: { answer: words } } })
  const told = {
    showModal: jest.fn(async () => ({ confirm: true })),
    showToast: jest.fn(async (_: { title: string; icon: string }) => undefined),
  }
  Object.assign((globalThis as any).wx, told)
  told.showModal.mockResolvedValueOnce({ confirm: false })
  await answer('no')
  expect(phone.called('face.answer')).toHaveLength(0)
  await answer('no')
  await settled()
  expect(told.showModal).toHaveBeenCalledTimes(2)
  expect(phone.called('face.answer')).toHaveLength(1)
  expect(told.showToast).toHaveBeenCalledWith({ title: '照片未采用，本人可以换一张', icon: 'none' })
})
