import { describe, expect, it, test } from 'vitest'
import { emptyList } from '../../miniprogram/api/paged-list'
import { ApiError } from '../../miniprogram/api/api-error'
import { releasesView, initialReleases } from '../../miniprogram/staff/approvals/releases/releases.view'
import { initialInvitations, invitationsView } from '../../miniprogram/staff/invitations/list/list.view'
import { cardOf, initialMake, makeView } from '../../miniprogram/staff/invitations/make/make.view'
import { bookingRefusal, withReleaseAsked } from '../../miniprogram/pages/booking/form/booking-refusal.view'
import { formView } from '../../miniprogram/pages/booking/form/form.view'
import { newBooking } from '../../miniprogram/pages/booking/form/booking-state'
import { hostedView, initialHosted } from '../../miniprogram/pages/host/visits/visits.view'
import {
  initialInvitation,
  invitationView,
  type OpenedCard,
} from '../../miniprogram/pages/invitation/invitation.view'
import { formOf, HOST, NOW, optionsOf, rowOf, TODAY } from './visitor/builders'

const loaded = <Row>(rows: Row[]) => ({ ...emptyList<Row>(), rows, next: null })

describe('an opened card', () => {
  const card = (changes: Partial<OpenedCard> = {}): OpenedCard => ({
    kind: 'fill',
    state: 'open',
    inviterName: '韦老师',
    host: HOST,
    purpose: 'official',
    firstDay: TODAY,
    lastDay: TODAY,
    vip: false,
    guestName: null,
    visitId: null,
    ...changes,
  })
  const seen = (changes: Partial<OpenedCard>) =>
    invitationView({ ...initialInvitation(TODAY), card: card(changes) })

  test.each<[string, Partial<OpenedCard>, string, string]>([
    ['to fill in', {}, 'open', '填写我的信息'],
    ['to take over', { kind: 'claim', guestName: '贵**' }, 'open', '接受邀约'],
    ['taken by oneself', { state: 'used', visitId: 'v1' }, 'open', '查看预约'],
    ['taken by somebody else', { state: 'used' }, 'closed', ''],
    ['withdrawn or over', { state: 'closed' }, 'closed', ''],
  ])('%s', (_, changes, stage, action) => {
    expect(seen(changes)).toMatchObject({ stage, action })
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
      visit: state === 'used' ? rowOf({ state: 'approved' }) : null,
    }))
    const { cards } = invitationsView({ ...initialInvitations(), list: loaded(rows), now: NOW })
    expect(cards.map(({ open }) => open)).toEqual([true, false, false])
    expect(cards[1]).toMatchObject({ title: '韦**', booking: '预约已通过' })
  })

  it('a card needs a host, and days that can be booked', () => {
    const empty = initialMake(TODAY)
    expect(cardOf(empty)).toBeNull()
    expect(makeView({ ...empty, tried: true }).fieldErrors.hostId).not.toBe('')
    expect(cardOf({ ...empty, host: HOST })).toMatchObject({ hostId: HOST.hostId, firstDay: TODAY })
    const long = { ...empty, host: HOST, lastDay: '2026-06-07', tried: true }
    expect(cardOf(long)).toBeNull()
    expect(makeView(long).fieldErrors.lastDay).toContain('15天')
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
    ...{ reason: '事情提前办完', visit: rowOf({ state: 'approved' }) },
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
    expect(seen(duplicate).second).toBe('请求让出')
    expect(seen(duplicate).calls[0]).toEqual({ name: '计算机学院', phone: '5846000' })
    expect(seen(withReleaseAsked(duplicate, true)).second).toBe('')
    const allowed = new ApiError('DUPLICATE', { ...conflict, mayStillPass: true })
    expect(seen(allowed).second).toBe('')
  })
})
