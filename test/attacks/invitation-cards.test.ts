import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Notice } from '../../cloudfunctions/platform/notices'
import { noticeId } from '../../cloudfunctions/stores/outbox'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { NOW } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { contentsOfDatabase } from '../functions/database-changes'
import { fetchSnapshot } from '../functions/gate-phone'
import { deviceAt } from '../functions/gates'
import { visitById } from '../../miniprogram/domain/gate/snapshot/find'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import { approversOf, formFor, guardOf, identityOf, PassPhone, tailsOf } from '../functions/visitors'

/** A card filled in for a guest has gone to a group chat: strangers open it, claim it, and show its pass (spec 4.1). */
const GATE = 'yanshan-east'
let campus: Campus
let numbers = 71_000
const next = (): number => ++numbers
const approver = (index = 0) => campus.person(approversOf(campus, 'computing')[index] ?? '')
const prove = (person: Person, number: number) =>
  person.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })

beforeAll(async () => {
  campus = await openCampus()
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

async function invited() {
  const number = next()
  const companions = [
    { name: '随行甲', documentKind: 'mainlandId' as const, document: identityOf(next()).document },
  ]
  const form = formFor(campus, number, { name: '贵宾一', companions })
  const made = await approver().get('invitation.create', { form, vip: true, vouched: true })
  const [guest, stranger] = [campus.person(`guest-${number}`), campus.person(`stranger-${number}`)]
  return { ...made, number, form, guest, stranger }
}
const tailsBy = (person: Person, invitationId: string, tails: { phone: string; document: string }) =>
  person.get('invitation.claim', { invitationId, tails })

describe('whoever holds the card', () => {
  it('reads nothing of the guest, and owns nothing, before it is proved', async () => {
    const { invitationId, visitId, form, stranger } = await invited()
    const told = JSON.stringify(await stranger.ask('invitation.open', { invitationId }))
    for (const of of [
      form.name,
      '贵',
      form.document,
      form.phone,
      form.companions[0]?.document ?? '-',
      visitId,
    ])
      expect(told).not.toContain(of)
    expect(await stranger.get('invitation.claim', { invitationId, tails: null })).toMatchObject({
      outcome: 'otherPhone',
      visitId: null,
    })
    expect(await stranger.outcome('visit.get', { visitId })).toBe('NOT_FOUND')
    expect(await stranger.outcome('invitation.accept', { invitationId, form })).toBe('BAD_REQUEST')
  })

  it('has five guesses among everybody, also at once; then the right ones are of no use either', async () => {
    const { invitationId, number, stranger, guest, visitId } = await invited()
    const wrong = { phone: '0000', document: '0000' }
    const people = [stranger, campus.person('another-stranger')]
    const tried = await Promise.all(
      Array.from({ length: 8 }, (_, index) => tailsBy(people[index % 2] as Person, invitationId, wrong)),
    )
    expect(tried.filter(({ outcome }) => outcome === 'wrong')).toHaveLength(5)
    expect(tried.filter(({ outcome }) => outcome === 'noTries')).toHaveLength(3)
    expect((await tailsBy(stranger, invitationId, tailsOf(number)!)).outcome).toBe('noTries')
    // Each wrong one stands on the audit trail.
    const rows = [...contentsOfDatabase(campus)]
      .filter(([key]) => key.startsWith('audit/'))
      .map(([, text]) => JSON.parse(text) as { kind: string; action: string; by: { id: string } })
      .filter(({ kind, action }) => kind === 'row' && action === 'invitation.claim')
    expect(rows.filter(({ by }) => people.some(({ openid }) => openid === by.id))).toHaveLength(5)
    // The guest isn't kept out by them.
    await prove(guest, number)
    expect(await guest.get('invitation.claim', { invitationId, tails: null })).toMatchObject({
      outcome: 'taken',
      visitId,
    })
  })

  it('isn’t believed by half of it, by another’s number, or by the number of another country', async () => {
    const { invitationId, number, stranger } = await invited()
    const tails = tailsOf(number)!
    for (const tried of [
      { ...tails, phone: '0001' },
      { ...tails, document: '0001' },
      { phone: '', document: '' },
    ])
      expect((await tailsBy(stranger, invitationId, tried)).outcome).toBe('wrong')
    await prove(stranger, next())
    const { phone } = identityOf(number)
    await stranger.get('phone.prove', { code: campus.cloud.phoneCode(phone, '49') })
    expect((await stranger.get('invitation.claim', { invitationId, tails: null })).outcome).toBe('otherPhone')
  })

  it('isn’t believed by a number that was theirs half a year ago: it is somebody else’s by now', async () => {
    const { invitationId, number, guest, stranger } = await invited()
    campus.clock.now = NOW - 181 * 86_400_000
    await prove(stranger, number)
    // Who goes on booking is remembered; what was proved is as old as it is.
    campus.clock.now = NOW - 30 * 86_400_000
    await prove(stranger, next())
    campus.clock.now = NOW
    expect((await stranger.get('invitation.claim', { invitationId, tails: null })).outcome).toBe('otherPhone')
    await prove(guest, number)
    expect((await guest.get('invitation.claim', { invitationId, tails: null })).outcome).toBe('taken')
  })

  test.each([
    ['as they stand', ({ phone, document }: { phone: string; document: string }) => ({ phone, document })],
    ['in full width', ({ phone, document }) => ({ phone: fullWidth(phone), document: fullWidth(document) })],
    [
      'with blanks',
      ({ phone, document }) => ({ phone: ` ${phone} `, document: document.split('').join(' ') }),
    ],
    ['in small letters', ({ phone, document }) => ({ phone, document: document.toLowerCase() })],
  ] as [string, (tails: { phone: string; document: string }) => { phone: string; document: string }][])(
    'is believed by the last fours %s',
    async (_, typed) => {
      const { invitationId, number, guest } = await invited()
      expect((await tailsBy(guest, invitationId, typed(tailsOf(number)!))).outcome).toBe('taken')
    },
  )
})

const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0))

describe('a card that the wrong person took', () => {
  /** Somebody who knows both last fours took it, had it approved and shows its pass. */
  async function takenWrongly() {
    const made = await invited()
    await tailsBy(made.stranger, made.invitationId, tailsOf(made.number)!)
    await approver(1).get('approval.approve', { visitId: made.visitId })
    const phone = new PassPhone()
    const pass = await phone.issue(made.stranger, made.visitId)
    return { ...made, phone, pass }
  }
  const rowOf = async (invitationId: string) =>
    (await approver().get('invitation.list', { cursor: null })).rows.find(({ id }) => id === invitationId)

  it('is seen by the inviter: when, and by which proof', async () => {
    const { invitationId } = await takenWrongly()
    expect(await rowOf(invitationId)).toMatchObject({
      state: 'used',
      taken: { at: NOW, proof: 'tails', name: null },
      mayUndo: true,
    })
  })

  it('is taken back: the pass and the short code open nothing, with network and without; the guest gets it', async () => {
    const { invitationId, visitId, number, stranger, guest, phone, pass } = await takenWrongly()
    const guard = campus.person(guardOf(campus, GATE))
    const device = await deviceAt(campus, GATE, { kind: 'qrHead' })
    const before = visitById(await fetchSnapshot(guard), visitId)?.holder
    expect(before).not.toBeNull()
    campus.clock.now += 60_000
    expect(await approver().get('invitation.undo', { invitationId })).toEqual({ invitationId, state: 'open' })
    expect(await stranger.outcome('visit.get', { visitId })).toBe('NOT_FOUND')
    expect(await phone.renew(stranger, visitId)).toBe('NOT_FOUND')
    const shown = { gateId: GATE, direction: 'in' as const }
    const byCode = await guard.get('gate.check', { ...shown, code: pass.shortCode })
    expect(byCode.allowed).toBe(false)
    expect((await device.show(phone.codeAt(campus.clock.now))).decision).not.toBe('allow')
    const after = visitById(await fetchSnapshot(guard), visitId)?.holder
    expect([after === null, String(after) === String(before)]).toEqual([false, false])

    // The last fours that were good enough once aren't again; the guest has the number.
    expect((await tailsBy(stranger, invitationId, tailsOf(number)!)).outcome).toBe('noTries')
    await prove(guest, number)
    expect((await guest.get('invitation.claim', { invitationId, tails: null })).outcome).toBe('taken')
    const own = new PassPhone()
    const renewed = await own.issue(guest, visitId)
    expect(renewed.shortCode).not.toBe(pass.shortCode)
    // Nor does the card that the stranger made for a driver tell where the guest goes.
    expect(await stranger.outcome('pass.directions', { card: pass.directions })).toBe('NOT_FOUND')
    expect((await stranger.get('pass.directions', { card: renewed.directions })).state).toBe('open')
    campus.clock.now += 60_000
    expect((await device.show(own.codeAt(campus.clock.now))).decision).toBe('allow')
  })

  it('and who put in their own number, or somebody to come along, gets no second try by it', async () => {
    const { invitationId, visitId, stranger } = await takenWrongly()
    const mate = next()
    const { rev, form } = await stranger.get('visit.get', { visitId })
    campus.clock.now += 60_000
    const changed = { ...form, phone: identityOf(mate).phone, privacy: tickedAt(0) }
    await stranger.get('visit.revise', { visitId, rev, form: changed })
    const { rev: before = 0 } = (await campus.stored<Visit>('visits', visitId)) ?? {}
    expect((await approver().get('invitation.undo', { invitationId })).state).toBe('closed')
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({
      ...{ state: 'cancelled', owner: '' },
    })
    // Neither reads what the other typed, and whoever had it is told.
    for (const person of [stranger, approver()]) {
      expect(await person.outcome('visit.get', { visitId })).toBe('NOT_FOUND')
      expect((await person.get('data.read', {})).visits.map(({ id }) => id)).not.toContain(visitId)
    }
    expect(await campus.stored<Notice>('outbox', noticeId(visitId, 'revoked', before))).toMatchObject({
      ...{ to: { openid: stranger.openid }, page: 'pages/home/home' },
      parts: { note: '邀约人收回了这份邀请，需要来访请联系受访单位' },
    })
    await prove(stranger, mate)
    const tails = { phone: identityOf(mate).phone.slice(-4), document: form.document.slice(-4) }
    for (const person of [stranger, campus.person('mate')])
      for (const tried of [null, tails])
        expect(await person.outcome('invitation.claim', { invitationId, tails: tried })).toBe(
          'INVITATION_CLOSED',
        )
    expect(await rowOf(invitationId)).toMatchObject({ state: 'closed', mayUndo: false })
  })

  it('is taken back by the inviter alone', async () => {
    const { invitationId, stranger } = await takenWrongly()
    expect(await approver(1).outcome('invitation.undo', { invitationId })).toBe('NOT_FOUND')
    expect(await stranger.outcome('invitation.undo', { invitationId })).toBe('NOT_ALLOWED')
  })

  it('isn’t taken back from who has come in, or from a booking that is their own by now', async () => {
    const inside = await takenWrongly()
    await campus.put('visits', { _id: inside.visitId, firstEntryAt: NOW })
    expect(await approver().outcome('invitation.undo', inside)).toBe('CLAIM_KEPT')

    const changed = await takenWrongly()
    const { rev, form } = await changed.stranger.get('visit.get', { visitId: changed.visitId })
    const other = { ...form, document: identityOf(next()).document, privacy: tickedAt(0) }
    await changed.stranger.get('visit.revise', { visitId: changed.visitId, rev, form: other })
    expect(await campus.stored<Visit>('visits', changed.visitId)).toMatchObject({
      ...{ state: 'pending', vip: false, inviter: null },
    })
    expect(await approver().outcome('invitation.undo', changed)).toBe('CLAIM_KEPT')
    expect((await rowOf(changed.invitationId))?.mayUndo).toBe(false)
  })

  it('that nobody took can’t be taken back', async () => {
    const { invitationId } = await invited()
    expect(await approver().outcome('invitation.undo', { invitationId })).toBe('CLAIM_NOT_TAKEN')
  })
})

it('a pass that the inviter took before the guest did opens nothing afterwards', async () => {
  const { invitationId, visitId, number, guest } = await invited()
  await approver(1).get('approval.approve', { visitId })
  const phone = new PassPhone()
  const pass = await phone.issue(approver(), visitId)
  await tailsBy(guest, invitationId, tailsOf(number)!)
  const guard = campus.person(guardOf(campus, GATE))
  campus.clock.now += 60_000
  for (const code of [pass.shortCode, phone.codeAt(campus.clock.now)]) {
    const answer = await guard.get('gate.check', { gateId: GATE, direction: 'in', code })
    expect(answer.allowed, code).toBe(false)
  }
})

it('a guest who proves the number holds it: nobody who proves it later takes it from them', async () => {
  const { invitationId, number, guest } = await invited()
  await prove(guest, number)
  await guest.get('invitation.claim', { invitationId, tails: null })
  const later = campus.person('later-prover')
  await prove(later, number)
  const form = formFor(campus, next(), { phone: identityOf(number).phone })
  expect(await later.outcome('visit.submit', { form })).toBe('DUPLICATE')
})

describe('who invited, and approves for its unit no more,', () => {
  /** Claimed by the guest's own number. */
  async function claimed(changes: Parameters<typeof formFor>[2] = {}) {
    const number = next()
    const { invitationId, visitId } = await approver().get('invitation.create', {
      ...{ form: formFor(campus, number, changes), vip: true, vouched: true },
    })
    const guest = campus.person(`guest-of-${number}`)
    await prove(guest, number)
    await guest.get('invitation.claim', { invitationId, tails: null })
    return { invitationId, visitId, guest }
  }
  const office = () => campus.person(campus.demo.office[0]?.openid ?? '')
  const listedBy = async (inviter: Person, invitationId: string) =>
    (await inviter.get('invitation.list', { cursor: null })).rows.find(({ id }) => id === invitationId)

  it('takes nothing back of what went with its host to another unit, which isn’t shown an invitation', async () => {
    const staffId = `moving-${next()}`
    const host = { staffId, name: '欧阳迁', unitId: 'computing', phone: null, active: true }
    await office().get('staff.save', { ...host, phone: '19922230001', pinyin: 'ou yang qian' })
    const { invitationId, visitId, guest } = await claimed({ hostId: staffId })
    await office().get('staff.save', { ...host, unitId: 'music', pinyin: 'ou yang qian' })
    const music = campus.person(approversOf(campus, 'music')[0] ?? '')
    expect((await music.get('approval.get', { visitId })).invitation).toBeNull()
    await music.get('approval.approve', { visitId })
    expect(await approver().outcome('invitation.undo', { invitationId })).toBe('CLAIM_KEPT')
    expect((await campus.stored<Visit>('visits', visitId))?.owner).toBe(guest.openid)
    expect(await listedBy(approver(), invitationId)).toMatchObject({ mayUndo: false, taken: { at: NOW } })
  })

  it('takes no claim back, nor reads whose it is', async () => {
    const { invitationId, visitId, guest } = await claimed()
    await approver(1).get('approval.approve', { visitId })
    const before = await campus.stored<ApproverAccount>('accounts', `approver:${approver().openid}`)
    await campus.put('accounts', { _id: `approver:${approver().openid}`, unitIds: ['design'] })
    try {
      expect(await approver().outcome('invitation.undo', { invitationId })).toBe('CLAIM_KEPT')
      expect((await campus.stored<Visit>('visits', visitId))?.owner).toBe(guest.openid)
      const row = await listedBy(approver(), invitationId)
      expect([row?.mayUndo, row?.visit?.name.includes('*')]).toEqual([false, true])
    } finally {
      await campus.put('accounts', { _id: `approver:${approver().openid}`, unitIds: before?.unitIds ?? [] })
    }
  })
})
