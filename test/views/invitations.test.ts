import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { ApiError } from '../../miniprogram/api/api-error'
import { releasesView, initialReleases } from '../../miniprogram/staff/approvals/releases/releases.view'
import { initialInvitations, invitationsView } from '../../miniprogram/staff/invitations/list/list.view'
import { begunBy, cardOf, initialMake, makeView } from '../../miniprogram/staff/invitations/make/make.view'
import { bookingRefusal, withReleaseAsked } from '../../miniprogram/pages/booking/form/booking-refusal.view'
import { formView } from '../../miniprogram/pages/booking/form/form.view'
import { newBooking } from '../../miniprogram/pages/booking/form/booking-state'
import { hostedView, initialHosted } from '../../miniprogram/pages/host/visits/visits.view'
import {
  claimRefusal,
  initialInvitation,
  invitationView,
  type InvitationState,
  type OpenedCard,
} from '../../miniprogram/guest/invitation/invitation.view'
import { addDays } from '../../miniprogram/domain/values/days'
import { formOf, HOST, meOf, NOW, optionsOf, rowOf, TODAY } from './visitor/builders'

const loaded = <Row>(rows: Row[]) => ({ ...emptyList<Row>(), rows, next: null })

describe('an opened card', () => {
  const card = (changes: Partial<OpenedCard> = {}): OpenedCard => ({
    kind: 'fill',
    state: 'open',
    inviterName: '韦老师',
    host: HOST,
    purpose: 'official',
    purposeClass: 'official',
    purposeWords: { name: '因公来访', nameEn: 'Official visit' },
    firstDay: TODAY,
    lastDay: TODAY,
    vip: false,
    triesLeft: null,
    visitId: null,
    ...changes,
  })
  const seen = (changes: Partial<OpenedCard>) =>
    invitationView({ ...initialInvitation(TODAY), card: card(changes) })

  test.each<[string, Partial<OpenedCard>, string, string]>([
    ['to fill in', {}, 'open', '自己填写手机号'],
    ['to take over by the number from WeChat', { kind: 'claim', triesLeft: 5 }, 'open', ''],
    ['taken by oneself', { state: 'used', visitId: 'v1' }, 'open', '查看预约'],
    ['taken by somebody else', { state: 'used' }, 'closed', ''],
    ['withdrawn or over', { state: 'closed' }, 'closed', ''],
  ])('%s', (_, changes, stage, action) => {
    expect(seen(changes)).toMatchObject({ stage, action })
  })

  test.each<[string, Partial<OpenedCard>, string]>([
    ['to fill in', {}, '用微信手机号填写'],
    ['to take over', { kind: 'claim', triesLeft: 5 }, '用微信手机号确认'],
    ['taken by oneself', { state: 'used', visitId: 'v1' }, ''],
    ['withdrawn or over', { state: 'closed' }, ''],
  ])('%s, and what asks WeChat for the number', (_, changes, byWechat) => {
    expect(seen(changes).byWechat).toBe(byWechat)
  })

  describe('filled in for the guest', () => {
    const toClaim = (triesLeft: number, changes: Partial<InvitationState> = {}) =>
      invitationView({
        ...{ ...initialInvitation(TODAY), card: card({ kind: 'claim', triesLeft }) },
        ...changes,
      })

    it('asks WeChat for the number first, and shows nothing of the guest', () => {
      const { claim, byWechat, facts } = toClaim(5)
      expect(claim).toMatchObject({ typing: false })
      expect(byWechat).toBe('用微信手机号确认')
      expect(claim?.other).not.toBe('')
      expect(facts.map(({ label }) => label)).toEqual(['被访人', '事由', '日期'])
    })

    it('takes last fours instead, each with its fault once tried', () => {
      const typed = { typing: true, tails: { phone: '1234', document: '12' } }
      expect(toClaim(5, typed)).toMatchObject({ action: '核对并接受邀约', byWechat: '' })
      const { claim } = toClaim(5, { ...typed, tried: true })
      expect(claim?.fields.map(({ fieldError }) => fieldError)).toEqual(['', '请填写4位'])
    })

    it('with no tries left offers the number from WeChat alone', () => {
      const view = toClaim(0, { typing: true })
      expect(view).toMatchObject({ action: '', claim: { typing: false, other: '' } })
      expect(view.byWechat).not.toBe('')
    })

    test.each([
      ['taken', 5, ''],
      ['wrong', 2, '还可以试2次'],
      ['wrong', 0, '联系邀请人'],
      ['noTries', 0, '不能再试'],
      ['otherPhone', 5, '与邀请人登记的不同'],
    ] as const)('%s with %i tries left: %s', (outcome, triesLeft, words) => {
      expect(claimRefusal({ outcome, triesLeft, visitId: null })).toContain(words)
    })
  })

  it('says that the guest is a VIP, and to nobody else', () => {
    expect(seen({ vip: true }).welcome).toContain('贵宾')
    expect(seen({}).welcome).toBe('')
  })
})

describe('the inviter’s pages', () => {
  it('a card can be sent and withdrawn only while it is open', () => {
    const row = { kind: 'fill', vip: true, hostName: '覃海燕', firstDay: TODAY, lastDay: TODAY, madeAt: NOW }
    const rows = (['open', 'used', 'closed'] as const).map((state) => ({
      ...row,
      kind: 'fill' as const,
      id: state,
      state,
      ...{ taken: null, mayUndo: false },
      visit: state === 'used' ? rowOf({ state: 'approved' }) : null,
    }))
    const { cards } = invitationsView({ ...initialInvitations(), list: loaded(rows), now: NOW })
    expect(cards.map(({ open }) => open)).toEqual([true, false, false])
    expect(cards[1]).toMatchObject({ title: '韦**', booking: '预约已通过' })
  })

  it.each([
    ['phone', null, '以微信手机号确认'],
    ['tails', '韦建国', '本校教职工韦建国'],
  ] as const)(
    'says who took a card filled in for the guest, by %s, and lets it be undone',
    (proof, name, words) => {
      const row = {
        ...{ id: 'i1', kind: 'claim' as const, state: 'used' as const, vip: false, hostName: '覃海燕' },
        ...{ firstDay: TODAY, lastDay: TODAY, madeAt: NOW, visit: rowOf({ state: 'pending' }) },
        ...{ taken: { at: NOW, proof, name }, mayUndo: true },
      }
      const { cards } = invitationsView({ ...initialInvitations(), list: loaded([row]), now: NOW })
      expect(cards[0]).toMatchObject({ open: false, mayUndo: true })
      expect(cards[0]?.taken).toContain(words)
    },
  )

  const computing = { id: 'computing', name: '计算机学院' }
  const law = { id: 'law', name: '法学院' }
  test.each([
    ['an approver of the own unit', 'staff-wei', '计算机学院', [computing], 'staff-wei', 'computing'],
    ['of several', 'staff-wei', '计算机学院', [law, computing], 'staff-wei', 'computing'],
    ['an approver of another unit alone', 'staff-wei', '计算机学院', [law], undefined, 'law'],
    ['somebody without a row of the directory', null, null, [law], undefined, 'law'],
  ])('begins with the inviter as the host: %s', (_who, staffId, staffUnit, units, hostId, unitId) => {
    const staffName = staffId === null ? null : '韦建国'
    const me = meOf({ staffId, staffName, staffUnit, approver: { units, frozen: null } })
    const begun = begunBy(me)
    expect([begun.host?.hostId, begun.unit?.unitId]).toEqual([hostId, unitId])
  })

  it('a card needs a host, and days that can be booked', () => {
    const empty = { ...initialMake(TODAY), purposes: optionsOf().purposes, purpose: 'official' }
    expect(cardOf(empty)).toBeNull()
    expect(makeView({ ...empty, tried: true }).fieldErrors.hostId).not.toBe('')
    expect(cardOf({ ...empty, host: HOST })).toMatchObject({ hostId: HOST.hostId, firstDay: TODAY })
    const long = { ...empty, host: HOST, lastDay: '2026-06-07', tried: true }
    expect(cardOf(long)).toBeNull()
    expect(makeView(long).fieldErrors.lastDay).toContain('15天')
    const far = { ...empty, host: HOST, firstDay: '2026-07-01', lastDay: '2026-07-01', tried: true }
    const ahead = { ...far, latestFirstDay: '2026-06-22' }
    expect([cardOf(ahead), cardOf(far)]).toEqual([null, expect.anything()])
    expect(makeView(ahead)).toMatchObject({
      latest: '2026-06-22',
      fieldErrors: { firstDay: '目前最远可预约到2026-06-22' },
    })
    const gone = { ...empty, host: HOST, purpose: 'gone', tried: true }
    expect([cardOf(gone), makeView(gone).fieldErrors.purpose]).toEqual([null, '请重新选择来访事由'])
  })
})

it('a request to let go says what collides, which days are wanted, and what letting go does', () => {
  const rows = [rowOf({ state: 'approved' }), rowOf({ state: 'pending' }), rowOf({ state: 'cancelled' })].map(
    (visit, index) => ({
      id: String(index),
      field: 'plate' as const,
      askedAt: NOW,
      wantedFirstDay: TODAY,
      wantedLastDay: TODAY,
      reason: null,
      wantedPlate: null,
      visit,
    }),
  )
  const { cards } = releasesView({ ...initialReleases(), list: loaded(rows), now: NOW })
  expect(cards[0]?.sentence).toContain('车牌')
  expect(cards[0]?.wanted).toContain('5月23日')
  expect(cards.map(({ consequence }) => consequence.slice(4, 14))).toEqual(
    expect.arrayContaining([expect.stringContaining('通行证'), expect.stringContaining('退回')]),
  )
})

it('a visitor’s own key to cancel says so, why, and what cancelling does', () => {
  const key = {
    ...{ id: 'key', field: 'cancel' as const, askedAt: NOW, wantedFirstDay: TODAY, wantedLastDay: TODAY },
    ...{ reason: '事情提前办完', wantedPlate: null, visit: rowOf({ state: 'approved' }) },
  }
  const { cards } = releasesView({ ...initialReleases(), list: loaded([key]), now: NOW })
  expect(cards).toMatchObject([
    {
      sentence: '访客本人请求取消这条预约',
      wanted: '原因：事情提前办完',
      letGo: '取消预约',
      consequence: '取消后，通行证随即停用，访客若在校内仍可离校。',
    },
  ])
})

it('a host confirms or denies, and allowed change the word, while the booking holds', () => {
  const rows = (['none', 'confirmed', 'denied'] as const).map((hostConfirmation) => ({
    ...rowOf({ id: hostConfirmation }),
    hostConfirmation,
  }))
  const over = { ...rowOf({ id: 'over', state: 'finished' }), hostConfirmation: 'none' as const }
  const { cards } = hostedView({ ...initialHosted(), list: loaded([...rows, over]), now: NOW })
  expect(cards.map(({ mayConfirm, mayDeny }) => [mayConfirm, mayDeny])).toEqual([
    [true, true],
    [false, true],
    [true, false],
    [false, false],
  ])
})

describe('the booking form', () => {
  it('of an invitation shows host, purpose and days as the inviter’s', () => {
    const invited = { invitationId: 'i1', inviterName: '韦老师' }
    const state = { ...newBooking(), options: optionsOf(), form: formOf(), host: HOST, invitation: invited }
    const view = formView(state)
    expect(view.invited?.title).toBe('韦老师的邀约')
    expect(view.invited?.facts.map(({ label }) => label)).toEqual(['被访人', '来访事由', '来访日期'])
    expect(formView({ ...state, invitation: null }).invited).toBeNull()
  })

  it('offers to ask for the release of a booking in the way, once, unless one allowed pass with it', () => {
    const conflict = {
      visitId: 'v1',
      fields: ['plate'],
      known: 'proved',
      unitName: '计算机学院',
      unitPhone: '5846000',
    }
    const seen = (refusal: ApiError) => bookingRefusal(refusal, optionsOf())
    const duplicate = new ApiError('DUPLICATE', conflict)
    expect(seen(duplicate).second).toBe('请求释放')
    expect(seen(duplicate).calls[0]).toEqual({ name: '计算机学院', phone: '5846000' })
    expect(seen(withReleaseAsked(duplicate, true)).second).toBe('')
    const allowed = new ApiError('DUPLICATE', { ...conflict, mayStillPass: true })
    expect(seen(allowed).second).toBe('')
  })
})

it('a visitor’s own request to change says from what to what', () => {
  const visit = rowOf({ state: 'approved', lastDay: TODAY, plate: '桂C12345' })
  const request = {
    ...{ id: 'request', field: 'change' as const, askedAt: NOW, wantedFirstDay: TODAY },
    ...{ wantedLastDay: addDays(TODAY, 2), wantedPlate: '桂C99887', reason: null, visit },
  }
  const [card] = releasesView({ ...initialReleases(), list: loaded([request]), now: NOW }).cards
  expect(card?.sentence).toBe('访客已入校，请求变更这条预约')
  expect(card?.wanted.split('\n')).toEqual([
    expect.stringMatching(/^最后一天：.+ → .+$/),
    '车牌：桂C·12345 → 桂C·99887',
  ])
  expect(card?.letGo).toBe('同意变更')
})
