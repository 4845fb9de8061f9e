import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Invitation } from '../../cloudfunctions/stores/invitations'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus } from './campus'
import { approversOf, book, formFor, hostIn, identityOf, PassPhone, tailsOf } from './visitors'

const TOMORROW = addDays(TODAY, 1)
let campus: Campus
let numbers = 0
const next = (): number => ++numbers
const approver = (at = 0) => campus.person(approversOf(campus, 'computing')[at] as string)
const guest = (number: number) => campus.person(`guest-${number}`)

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await campus.put('settings', { _id: 'rules', selfApproval: false })
})

const create = (number: number, vip = false, changes: Parameters<typeof formFor>[2] = {}) =>
  approver().get('invitation.create', { form: formFor(campus, number, changes), vip, vouched: true })
const claimBy = (number: number, invitationId: string) =>
  guest(number).outcome('invitation.claim', { invitationId, tails: tailsOf(number) })
const cardFor = (changes: object = {}) => ({
  hostId: hostIn(campus, 'computing'),
  purpose: 'official' as const,
  firstDay: TODAY,
  lastDay: TOMORROW,
  vip: false,
  ...changes,
})

describe('an invitation filled in by the inviter', () => {
  it('is claimed by the guest once, approved by the unit, and is the guest’s booking from then on', async () => {
    const number = next()
    const { invitationId, visitId, state } = await create(number, true, { name: '贵宾一' })
    expect(state).toBe('pending')
    const opened = await guest(number).get('invitation.open', { invitationId })
    expect(opened).toMatchObject({
      kind: 'claim',
      state: 'open',
      vip: true,
      triesLeft: 5,
      visitId: null,
    })
    expect(JSON.stringify(opened)).not.toContain('贵')
    expect(JSON.stringify(opened)).not.toContain(identityOf(number).document)

    expect(await claimBy(number, invitationId)).toBe('ok')
    expect((await guest(number).get('visit.get', { visitId })).form.name).toBe('贵宾一')
    expect((await guest(number).get('invitation.open', { invitationId })).visitId).toBe(visitId)
    expect(await approver().outcome('visit.get', { visitId })).toBe('NOT_FOUND')
    expect(await claimBy(next(), invitationId)).toBe('INVITATION_USED')

    const detail = await approver(1).get('approval.get', { visitId })
    expect(detail).toMatchObject({ invitation: { vip: true }, fourEyes: { selfApproved: false } })
    await approver(1).get('approval.approve', { visitId })
    await new PassPhone().issue(guest(number), visitId)
  })

  it('claimed by two at once is one’s alone', async () => {
    const number = next()
    const { invitationId, visitId } = await create(number)
    const claimants = [guest(next()), guest(next())]
    const tails = tailsOf(number)
    const outcomes = await Promise.all(
      claimants.map((each) => each.outcome('invitation.claim', { invitationId, tails })),
    )
    expect([...outcomes].sort()).toEqual(['INVITATION_USED', 'ok'])
    const winner = claimants[outcomes.indexOf('ok')]
    expect((await campus.stored<Visit>('visits', visitId))?.owner).toBe(winner?.openid)
  })

  it('needs the inviter’s word for the guest’s identity', async () => {
    const form = formFor(campus, next())
    const input = { form, vip: false, vouched: false as unknown as true }
    expect(await approver().outcome('invitation.create', input)).toBe('BAD_REQUEST')
  })

  it('counts companions in the pass, and blocks nobody’s phone with them', async () => {
    const number = next()
    const companions = [1, 2].map((at) => ({
      name: `随行${'甲乙'[at - 1]}`,
      documentKind: 'mainlandId' as const,
      document: identityOf(90_000 + number * 2 + at).document,
    }))
    const { invitationId, visitId } = await create(number, false, { companions })
    await guest(number).get('invitation.claim', { invitationId, tails: tailsOf(number) })
    await approver(1).get('approval.approve', { visitId })
    expect((await new PassPhone().issue(guest(number), visitId)).headCount).toBe(3)
    expect((await campus.stored<Visit>('visits', visitId))?.keys.length).toBeGreaterThan(0)
  })

  it('has no tick of the privacy guide, which is the guest’s to give', async () => {
    const { visitId } = await create(next())
    expect((await campus.stored<Visit>('visits', visitId))?.privacy).toBeUndefined()
    const { invitationId } = await approver().get('invitation.link', cardFor())
    const form = formFor(campus, next(), { privacy: undefined })
    expect(await guest(next()).ask('invitation.accept', { invitationId, form })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'privacy' }] },
    })
  })

  it('is refused like any booking: a second one for the same guest', async () => {
    const number = next()
    await create(number)
    const again = { form: formFor(campus, number), vip: false, vouched: true as const }
    expect(await approver().outcome('invitation.create', again)).toBe('DUPLICATE')
  })

  it('goes with the booking: changed by the inviter, the card says so and holds as long', async () => {
    const number = next()
    const { invitationId, visitId } = await create(number, false, { lastDay: TODAY })
    const { rev, form } = await approver().get('visit.get', { visitId })
    const days = { firstDay: addDays(TODAY, 2), lastDay: addDays(TODAY, 3) }
    const hostId = campus.demo.staff.filter(({ unitId }) => unitId === 'computing')[1]?.id ?? ''
    const changed = { ...form, ...days, hostId, purpose: 'private', privacy: tickedAt(0) }
    await approver().get('visit.revise', { visitId, rev, form: changed })
    campus.clock.now += 86_400_000
    const opened = await guest(number).get('invitation.open', { invitationId })
    expect(opened).toMatchObject({ state: 'open', ...days, purpose: 'private', host: { hostId } })
    const { rows } = await approver().get('invitation.list', { cursor: null })
    expect(rows.find(({ id }) => id === invitationId)).toMatchObject({ state: 'open', ...days })
    expect(await claimBy(number, invitationId)).toBe('ok')
  })

  it('withdrawn, frees the guest’s ID and phone at once', async () => {
    const number = next()
    const { invitationId, visitId } = await create(number)
    expect((await approver().get('invitation.close', { invitationId })).state).toBe('closed')
    expect((await campus.stored<Visit>('visits', visitId))?.state).toBe('cancelled')
    expect(await claimBy(number, invitationId)).toBe('INVITATION_CLOSED')
    await book(campus, number)
  })

  it('cancelled by the inviter as a booking, can’t be claimed', async () => {
    const number = next()
    const { invitationId, visitId } = await create(number)
    await approver().get('visit.cancel', { visitId })
    expect(await claimBy(number, invitationId)).toBe('INVITATION_CLOSED')
  })
})

describe('an invitation by link', () => {
  it('the guest fills in; host, purpose and days are the card’s', async () => {
    const number = next()
    const { invitationId } = await approver().get('invitation.link', cardFor({ vip: true }))
    const other = hostIn(campus, 'literature')
    const form = formFor(campus, number, { hostId: other, purpose: 'private', lastDay: addDays(TODAY, 9) })
    const { visitId } = await guest(number).get('invitation.accept', { invitationId, form })
    const { visit, host } = await guest(number).get('visit.get', { visitId })
    expect(visit).toMatchObject({ purpose: 'official', firstDay: TODAY, lastDay: TOMORROW, state: 'pending' })
    expect(host.hostId).toBe(hostIn(campus, 'computing'))
    expect((await approver(1).get('approval.get', { visitId })).invitation?.vip).toBe(true)
    const { rows } = await approver().get('invitation.list', { cursor: null })
    const row = rows.find(({ id }) => id === invitationId)
    expect(row).toMatchObject({ state: 'used', visit: { id: visitId, name: '访客甲' } })
  })

  it('needs a form, and tells all its field errors', async () => {
    const { invitationId } = await approver().get('invitation.link', cardFor())
    const none = null as unknown as ReturnType<typeof formFor>
    expect(await guest(next()).outcome('invitation.accept', { invitationId, form: none })).toBe('BAD_REQUEST')
    const reply = await guest(next()).ask('invitation.accept', {
      invitationId,
      form: formFor(campus, next(), { name: '', phone: '1' }),
    })
    expect(reply).toMatchObject({ ok: false, code: 'FORM' })
    expect((await campus.stored<Invitation>('invitations', invitationId))?.state).toBe('open')
  })

  it('refused for a duplicate, stays open for another try', async () => {
    const number = next()
    await book(campus, number)
    const { invitationId } = await approver().get('invitation.link', cardFor())
    const taken = { invitationId, form: formFor(campus, number) }
    expect(await guest(number).outcome('invitation.accept', taken)).toBe('DUPLICATE')
    await guest(number).get('invitation.accept', { invitationId, form: formFor(campus, next()) })
  })

  it('filled in by two at once is used once', async () => {
    const { invitationId } = await approver().get('invitation.link', cardFor())
    const outcomes = await Promise.all(
      [next(), next()].map((number) =>
        guest(number).outcome('invitation.accept', { invitationId, form: formFor(campus, number) }),
      ),
    )
    expect(outcomes.sort()).toEqual(['INVITATION_USED', 'ok'])
  })

  it('withdrawn, or with its days over, opens as closed and takes nothing', async () => {
    const withdrawn = await approver().get('invitation.link', cardFor())
    await approver().get('invitation.close', withdrawn)
    const over = await approver().get('invitation.link', cardFor({ lastDay: TODAY }))
    campus.clock.now = NOW + 86_400_000
    for (const { invitationId } of [withdrawn, over]) {
      const number = next()
      expect((await guest(number).get('invitation.open', { invitationId })).state).toBe('closed')
      const input = { invitationId, form: formFor(campus, number) }
      expect(await guest(number).outcome('invitation.accept', input)).toBe('INVITATION_CLOSED')
    }
  })

  const office = () => campus.person(campus.demo.office[0]?.openid ?? '')
  const mover = {
    staffId: 'mover',
    name: '欧阳迁',
    phone: '19922229999',
    pinyin: 'ou yang qian',
    active: true,
  }
  test.each<[string, () => Promise<unknown>, () => Promise<unknown>]>([
    [
      'the host has moved to another unit',
      () => office().get('staff.save', { ...mover, unitId: 'literature' }),
      () => office().get('staff.save', { ...mover, unitId: 'computing' }),
    ],
    [
      'the inviter is frozen',
      () => office().get('account.freeze', { accountId: approver().openid ?? '', reason: '调查' }),
      () => office().get('account.unfreeze', { accountId: approver().openid ?? '' }),
    ],
  ])('is of no use while %s', async (_, happen, undo) => {
    await office().get('staff.save', { ...mover, unitId: 'computing' })
    const { invitationId } = await approver().get('invitation.link', cardFor({ hostId: 'mover', vip: true }))
    const number = next()
    const accept = () =>
      guest(number).outcome('invitation.accept', { invitationId, form: formFor(campus, number) })
    const seen = async () => {
      const { rows } = await approver().get('invitation.list', { cursor: null })
      const { state } = await guest(number).get('invitation.open', { invitationId })
      return [state, rows.find(({ id }) => id === invitationId)?.state]
    }
    await happen()
    expect(await seen()).toEqual(['closed', 'closed'])
    expect(await accept()).toBe('INVITATION_CLOSED')
    await undo()
    expect(await seen()).toEqual(['open', 'open'])
    expect(await accept()).toBe('ok')
  })

  test.each([
    ['yesterday', { firstDay: addDays(TODAY, -1) }],
    ['16 days', { lastDay: addDays(TODAY, 15) }],
    ['the last before the first', { firstDay: TOMORROW, lastDay: TODAY }],
  ])('isn’t made for days nobody could book: %s', async (_, days) => {
    expect(await approver().outcome('invitation.link', cardFor(days))).toBe('FORM')
  })
})

describe('a card filled in for a guest', () => {
  test.each<[string, (visitId: string) => Promise<unknown>]>([
    ['cancelled by its inviter', (visitId) => approver().get('visit.cancel', { visitId })],
    [
      'revoked by its unit',
      (visitId) => campus.put('visits', { _id: visitId, state: 'revoked', list: 'ended' }),
    ],
    ['over', (visitId) => campus.put('visits', { _id: visitId, state: 'expired', list: 'ended' })],
  ])('whose booking is %s is closed, for its inviter and for whoever opens it', async (_, end) => {
    const number = next()
    const { invitationId, visitId } = await create(number)
    await end(visitId)
    const { rows } = await approver().get('invitation.list', { cursor: null })
    expect(rows.find(({ id }) => id === invitationId)?.state).toBe('closed')
    expect((await guest(number).get('invitation.open', { invitationId })).state).toBe('closed')
    expect(await claimBy(number, invitationId)).toBe('INVITATION_CLOSED')
  })

  it('says who took it where it is one of the staff, and forgets that with the booking', async () => {
    const row = campus.demo.staff.find(({ unitId, openid }) => unitId === 'physics' && openid === null)
    const taker = campus.person('one-of-the-staff')
    await taker.get('staff.bind', { code: campus.cloud.phoneCode(row?.mobile ?? '') })
    const number = next()
    const { invitationId, visitId } = await create(number)
    await taker.get('invitation.claim', { invitationId, tails: tailsOf(number) })
    const { rows } = await approver().get('invitation.list', { cursor: null })
    expect(rows.find(({ id }) => id === invitationId)?.taken?.name).toBe(row?.name)
    const { forgetGuestsOf } = await import('../../cloudfunctions/stores/invitations')
    await forgetGuestsOf(visitId)
    expect(await campus.stored<Invitation>('invitations', invitationId)).toMatchObject({
      ...{ guest: '', taken: { proof: 'tails', name: null } },
    })
  })
})

describe('who may', () => {
  it('an approver invites to the own unit only', async () => {
    const hostId = hostIn(campus, 'literature')
    expect(await approver().outcome('invitation.link', cardFor({ hostId }))).toBe('INVITE_OWN_UNIT')
    const form = formFor(campus, next(), { hostId })
    expect(await approver().outcome('invitation.create', { form, vip: false, vouched: true })).toBe(
      'INVITE_OWN_UNIT',
    )
  })

  it('only the inviter withdraws, and nobody once it is used', async () => {
    const number = next()
    const { invitationId } = await create(number)
    expect(await approver(1).outcome('invitation.close', { invitationId })).toBe('NOT_FOUND')
    await guest(number).get('invitation.claim', { invitationId, tails: tailsOf(number) })
    expect(await approver().outcome('invitation.close', { invitationId })).toBe('INVITATION_USED')
  })

  it('sees the own cards only', async () => {
    const { invitationId } = await create(next())
    const { rows } = await approver(1).get('invitation.list', { cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(invitationId)
  })
})

describe('approving an own invitation', () => {
  it('is refused while the unit has another active approver', async () => {
    const { visitId } = await create(next())
    expect(await approver().outcome('approval.approve', { visitId })).toBe('SELF_APPROVAL')
    // The button isn't offered either, and why it isn't is said.
    for (const [who, leftToColleague] of [[approver(), true] as const, [approver(1), false] as const])
      expect(await who.get('approval.get', { visitId })).toMatchObject({
        fourEyes: { leftToColleague },
        allowedActions: { approve: !leftToColleague, return: true },
      })
    await approver(1).get('approval.approve', { visitId })
    expect((await approver().get('approval.get', { visitId })).fourEyes.selfApproved).toBe(false)
  })

  it('is allowed and marked when the office allows it', async () => {
    const { visitId } = await create(next())
    await campus.put('settings', { _id: 'rules', selfApproval: true })
    await approver().get('approval.approve', { visitId })
    expect((await approver(1).get('approval.get', { visitId })).fourEyes.selfApproved).toBe(true)
  })

  it('is allowed and marked where nobody else is', async () => {
    const others = approversOf(campus, 'computing').slice(1)
    const office = campus.person(campus.demo.office[0]?.openid ?? '')
    for (const accountId of others) await office.get('account.freeze', { accountId, reason: '休假' })
    const { visitId } = await create(next())
    await approver().get('approval.approve', { visitId })
    expect((await approver().get('approval.get', { visitId })).fourEyes.selfApproved).toBe(true)
    for (const accountId of others) await office.get('account.unfreeze', { accountId })
  })
})

it('sent again to a unit that didn’t invite, it is no invitation any more', async () => {
  const number = next()
  const { invitationId } = await approver().get('invitation.link', cardFor({ vip: true }))
  const form = formFor(campus, number)
  const { visitId } = await guest(number).get('invitation.accept', { invitationId, form })
  const { rev, form: sent } = await guest(number).get('visit.get', { visitId })
  const moved = { ...sent, hostId: hostIn(campus, 'literature'), hostUnit: '文学院' }
  await guest(number).get('visit.revise', { visitId, rev, form: moved })
  const there = campus.person(approversOf(campus, 'literature')[0] as string)
  expect((await there.get('approval.get', { visitId })).invitation).toBeNull()
})
