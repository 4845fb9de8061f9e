import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { Input } from '../../contract'
import type { EndpointInput } from '../../contract/gate/device-api'
import type { Calendar } from '../../cloudfunctions/stores/calendars'
import type { DeviceKind } from '../../miniprogram/domain/gate/ways'
import { addDays, DAY_MS, endOfDay } from '../../miniprogram/domain/values/days'
import type { PlateNumber } from '../../miniprogram/domain/values/plates'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt } from './gates'
import { approversOf, book, bookApproved, formFor, guardOf, identityOf, PassPhone } from './visitors'
import { withSentence } from './sentences'

let campus: Campus
let qin: Person
let tang: Person
let guard: Person

beforeAll(async () => {
  campus = await openCampus()
  const [first, second] = campus.demo.office
  qin = campus.person(first?.openid ?? '')
  tang = campus.person(second?.openid ?? '')
  guard = campus.person(guardOf(campus, 'yucai-west'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

type Proposal = Input<'blacklist.propose'>
type Subject = Pick<Partial<Proposal>, 'document' | 'plate'>
type Shown = Pick<EndpointInput<'verify'>, 'document' | 'plate'>
let unbooked = 97_000

const proposal = (changes: Partial<Proposal>): Proposal => ({
  name: '',
  documentKind: 'mainlandId',
  document: '',
  phone: '',
  plate: '',
  reason: '多次冲卡',
  evidence: [],
  from: TODAY,
  until: null,
  ...changes,
})

async function propose(changes: Partial<Proposal>): Promise<string> {
  return (await qin.get('blacklist.propose', proposal(changes))).blacklistId
}

async function block(changes: Partial<Proposal>): Promise<string> {
  const blacklistId = await propose(changes)
  await tang.get('blacklist.answer', { blacklistId, accept: true })
  return blacklistId
}

const submit = (number: number, changes = {}) =>
  campus.person(`visitor-${number}`).ask('visit.submit', { form: formFor(campus, number, changes) })
const codeOf = async (reply: ReturnType<typeof submit>): Promise<string> => {
  const answer = await reply
  return answer.ok ? 'ok' : answer.code
}

describe('whoever is on the blacklist can’t book, and isn’t told why', () => {
  test.each<[string, number, (number: number) => Partial<Proposal>]>([
    ['the ID', 201, (number) => ({ document: identityOf(number).document })],
    ['the phone', 202, (number) => ({ phone: identityOf(number).phone })],
    ['the plate', 203, (number) => ({ plate: identityOf(number).plate })],
    ['the ID as typed in full width', 204, (number) => ({ document: ` ${identityOf(number).document} ` })],
  ])('by %s', async (_, number, named) => {
    const driving = { driving: true, plate: identityOf(number).plate }
    await block(named(number))
    const reply = await submit(number, driving)
    expect(withSentence(reply)).toMatchObject({
      ok: false,
      code: 'BLACKLISTED',
      sentence: '无法预约，请联系保卫处',
      details: {},
    })
    expect(Object.keys((reply as { details: object }).details)).toEqual([])
  })

  test.each<[number, Partial<Proposal>]>([
    [221, { documentKind: 'hkMacauPermit', document: 'H87654321' }],
    [222, { documentKind: 'taiwanPermit', document: '12345678' }],
  ])(
    'nor by the number of their permit as a passport’s, as visitor or companion: %i',
    async (number, listed) => {
      await block(listed)
      const document = listed.document ?? ''
      expect(await codeOf(submit(number, listed))).toBe('BLACKLISTED')
      expect(await codeOf(submit(number, { documentKind: 'passport', document }))).toBe('BLACKLISTED')
      const companions = [{ name: '韦小玉', documentKind: 'passport', document }]
      expect(await codeOf(submit(number, { companions }))).toBe('BLACKLISTED')
    },
  )

  it('a proposal alone stops nobody, and neither does a rejected one', async () => {
    const blacklistId = await propose({ phone: identityOf(205).phone })
    await tang.get('blacklist.answer', { blacklistId, accept: false })
    await propose({ phone: identityOf(205).phone })
    expect(await codeOf(submit(205))).toBe('ok')
  })

  it('on its days only: the day before and the day after are free', async () => {
    const from = addDays(TODAY, 2)
    await block({ phone: identityOf(206).phone, from, until: from })
    const day = (offset: number) => ({ firstDay: addDays(TODAY, offset), lastDay: addDays(TODAY, offset) })
    expect(await codeOf(submit(206, day(2)))).toBe('BLACKLISTED')
    expect(await codeOf(submit(206, { firstDay: TODAY, lastDay: addDays(TODAY, 3) }))).toBe('BLACKLISTED')
    expect(await codeOf(submit(206, day(3)))).toBe('ok')
  })

  it('lifted by two, can book again', async () => {
    const blacklistId = await block({ phone: identityOf(207).phone })
    await tang.get('blacklist.askLift', { blacklistId, reason: '误报' })
    expect(await codeOf(submit(207))).toBe('BLACKLISTED')
    expect(await tang.outcome('blacklist.answerLift', { blacklistId, accept: true })).toBe(
      'SECOND_PERSON_NEEDED',
    )
    await qin.get('blacklist.answerLift', { blacklistId, accept: true })
    expect(await codeOf(submit(207))).toBe('ok')
  })

  it('named by two entries, stays blocked until both are lifted', async () => {
    const first = await block({ phone: identityOf(208).phone })
    await block({ phone: identityOf(208).phone, reason: '另一件事' })
    await qin.get('blacklist.askLift', { blacklistId: first, reason: '误报' })
    await tang.get('blacklist.answerLift', { blacklistId: first, accept: true })
    expect(await codeOf(submit(208))).toBe('BLACKLISTED')
  })
})

describe('the blacklist blocks entry, never exit', () => {
  const admit = (code: string, direction: 'in' | 'out') =>
    guard.get('gate.check', { gateId: 'yucai-west', direction, code })

  it('listed after the approval: no entry, and the way out open', async () => {
    const { phone } = await bookApproved(campus, 210)
    await block({ document: identityOf(210).document })
    expect(await admit(phone.codeAt(campus.clock.now), 'in')).toMatchObject({
      allowed: false,
      reason: 'BLACKLIST',
    })
    expect(await admit(phone.codeAt(campus.clock.now), 'out')).toMatchObject({ allowed: true })
  })

  it('a code too old to go by still says who shows it: no override lets them in', async () => {
    const { phone } = await bookApproved(campus, 212)
    await block({ document: identityOf(212).document })
    const code = phone.codeAt(campus.clock.now - 3_600_000)
    expect(await admit(code, 'in')).toMatchObject({ allowed: false, reason: 'BLACKLIST', visit: null })
    const input = { gateId: 'yucai-west', direction: 'in' as const, code, override: '截图，已核对' }
    expect(await guard.outcome('gate.check', input)).toBe('OVERRIDE_REFUSED')
    expect(await admit(code, 'out')).toMatchObject({ allowed: true })
  })

  test.each<[string, DeviceKind, (number: number) => Subject, (number: number) => Shown]>([
    [
      'the ID that a reader has read',
      'idReader',
      (number) => ({ document: identityOf(number).document }),
      (number) => ({ document: { kind: 'mainlandId', number: identityOf(number).document } }),
    ],
    [
      'the plate that a camera has read',
      'plateCamera',
      (number) => ({ plate: identityOf(number).plate }),
      (number) => ({ plate: { number: identityOf(number).plate, confidence: 0.95 } }),
    ],
    [
      'a plate of which it isn’t sure',
      'plateCamera',
      (number) => ({ plate: identityOf(number).plate }),
      (number) => ({ plate: { number: identityOf(number).plate, confidence: 0.4 } }),
    ],
  ])(
    'booked by nobody, known by %s: no override lets them in, and out they go',
    async (_, kind, whom, shown) => {
      const number = ++unbooked
      const lane = await deviceAt(campus, 'yucai-west', { kind, mayOverride: true })
      await block(whom(number))
      const asked = { eventId: randomUUID(), direction: 'in' as const, ...shown(number) }
      expect(await lane.get('verify', asked)).toMatchObject({ decision: 'deny', reason: 'BLACKLIST' })
      const word = { eventId: randomUUID(), operator: '值班员', why: '单位来电确认' }
      expect(await lane.ask('override', { ...asked, ...word })).toMatchObject({
        details: { code: 'OVERRIDE_REFUSED' },
      })
      const leaving = { ...asked, ...word, eventId: randomUUID(), direction: 'out' as const }
      expect(await lane.get('override', leaving)).toMatchObject({ decision: 'allow' })
    },
  )

  it('listed from tomorrow: enters today', async () => {
    const { phone } = await bookApproved(campus, 211)
    await block({ document: identityOf(211).document, from: addDays(TODAY, 1) })
    expect(await admit(phone.codeAt(campus.clock.now), 'in')).toMatchObject({ allowed: true })
  })
})

describe('a companion on the blacklist', () => {
  const companion = (number: number) => ({
    name: `同行${'甲乙丙丁戊己庚辛壬癸'.charAt(number % 10)}`,
    documentKind: 'mainlandId' as const,
    document: identityOf(number).document,
  })
  const withListed = (number: number) => ({ companions: [companion(number + 1), companion(number)] })
  const NEUTRAL = { ok: false, code: 'BLACKLISTED', sentence: '无法预约，请联系保卫处', details: {} }

  it('refuses the booking, its revision and an invitation, without saying who or why', async () => {
    await block({ document: identityOf(300).document })
    expect(withSentence(await submit(302, withListed(300)))).toMatchObject(NEUTRAL)

    const { visitor, visitId } = await book(campus, 303)
    const { rev, form } = await visitor.get('visit.get', { visitId })
    const revised = { visitId, rev, form: { ...form, ...withListed(300) } }
    expect(withSentence(await visitor.ask('visit.revise', revised))).toMatchObject(NEUTRAL)
    expect((await visitor.get('visit.get', { visitId })).visit.companions).toBe(0)

    const approver = campus.person(approversOf(campus, 'computing')[0] as string)
    const invited = formFor(campus, 304, withListed(300))
    expect(
      withSentence(await approver.ask('invitation.create', { form: invited, vip: false, vouched: true })),
    ).toMatchObject(NEUTRAL)
    const { invitationId } = await approver.get('invitation.link', {
      ...{ hostId: invited.hostId, purpose: 'official' as const, vip: false },
      ...{ firstDay: TODAY, lastDay: TODAY },
    })
    const guest = campus.person('visitor-304')
    expect(withSentence(await guest.ask('invitation.accept', { invitationId, form: invited }))).toMatchObject(
      NEUTRAL,
    )
    expect(await guest.outcome('invitation.accept', { invitationId, form: formFor(campus, 304) })).toBe('ok')
  })

  it('counts on the days of its entry only, and holds nothing for the companion', async () => {
    await block({ document: identityOf(310).document, from: addDays(TODAY, 3), until: null })
    expect(await codeOf(submit(312, withListed(310)))).toBe('ok')
    expect(await codeOf(submit(310))).toBe('ok')
  })

  it('ten of them are looked up, also when everything about the booking changes', async () => {
    const ten = Array.from({ length: 10 }, (_, index) => companion(320 + index))
    const { visitor, visitId } = await book(campus, 330, { companions: ten })
    const { rev } = await visitor.get('visit.get', { visitId })
    const { plate } = identityOf(331)
    const form = formFor(campus, 331, { companions: ten, driving: true, plate })
    await visitor.get('visit.revise', { visitId, rev, form })
    await block({ document: identityOf(329).document })
    expect(await codeOf(submit(332, { companions: ten }))).toBe('BLACKLISTED')
  })

  const entered = (number: number) =>
    bookApproved(campus, number, { companions: [companion(number + 1), companion(number + 2)] })
  const at = (code: string, direction: 'in' | 'out', override?: string) =>
    guard.get('gate.check', { gateId: 'yucai-west', direction, code, ...(override ? { override } : {}) })

  it('listed after the approval: the group waits for a guard, who is told who stays outside, not why', async () => {
    const { phone } = await entered(340)
    await block({ document: identityOf(341).document })
    const answer = await at(phone.codeAt(campus.clock.now), 'in')
    expect(answer).toMatchObject({
      allowed: false,
      reason: 'COMPANION_REFUSED',
      sentence: '有随行人员不能入校',
      nextStep: `请随行的同**（证件尾号${identityOf(341).document.slice(-4)}）留在门外，其他人由门岗核对后放行`,
    })
    expect(JSON.stringify(answer)).not.toMatch(/BLACKLIST|黑名单/)
    // The guard lets the others in, with the reason on the record.
    expect(await at(phone.codeAt(campus.clock.now), 'in', '随行一人未入校')).toMatchObject({
      allowed: true,
      reason: 'OVERRIDE',
      hint: '有随行人员不能入校',
    })
    expect(await at(phone.codeAt(campus.clock.now), 'out')).toMatchObject({ allowed: true, reason: 'OK' })
  })

  it('and so with a code out of time, which a guard may let pass', async () => {
    const { phone, visitId } = await entered(345)
    await block({ document: identityOf(346).document })
    const code = phone.codeAt(campus.clock.now - 10 * 60_000)
    const stays = `请随行的同**（证件尾号${identityOf(346).document.slice(-4)}）留在门外`
    const answer = await at(code, 'in')
    expect(answer).toMatchObject({ reason: 'STALE_CODE', visit: null })
    expect(answer.nextStep).toContain(stays)
    const passed = await at(code, 'in', '随行一人未入校')
    expect(passed).toMatchObject({ reason: 'OVERRIDE', visit: { id: visitId } })
    expect(passed.nextStep).toContain(stays)
  })

  it('listed, keeps nobody else out once the entry has ended', async () => {
    const { phone } = await entered(350)
    const blacklistId = await block({ document: identityOf(352).document })
    expect((await at(phone.codeAt(campus.clock.now), 'in')).reason).toBe('COMPANION_REFUSED')
    await qin.get('blacklist.askLift', { blacklistId, reason: '误报' })
    await tang.get('blacklist.answerLift', { blacklistId, accept: true })
    expect(await at(phone.codeAt(campus.clock.now), 'in')).toMatchObject({ allowed: true, reason: 'OK' })
  })

  it('let in without a network, is marked for the office', async () => {
    const { visitId } = await entered(360)
    await block({ document: identityOf(361).document })
    const event = {
      ...{ eventId: randomUUID(), gateId: 'yucai-west', direction: 'in' as const, way: 'qr' as const },
      ...{ at: NOW, offset: 0, allowed: true, reason: 'OK' as const, visitId },
      ...{ plate: null, override: null, step: null },
    }
    const { rows } = await guard.get('gate.uploadPassages', { sentAt: NOW, events: [event] })
    expect(rows).toMatchObject([{ conflict: 'COMPANION_REFUSED', refusal: null }])
  })

  it('at the same moment as the booking: whichever is first, the next booking and the gate know', async () => {
    for (let round = 0; round < 4; round++) {
      const number = 370 + 5 * round
      const blacklistId = await propose({ document: identityOf(number).document })
      const visitor = campus.person(`visitor-${number + 2}`)
      const form = formFor(campus, number + 2, withListed(number))
      const [confirmed, booked] = await Promise.all([
        tang.outcome('blacklist.answer', { blacklistId, accept: true }),
        visitor.ask('visit.submit', { form }),
      ])
      expect(confirmed).toBe('ok')
      expect(await codeOf(submit(number + 3, withListed(number)))).toBe('BLACKLISTED')
      if (!booked.ok) {
        expect(booked.code).toBe('BLACKLISTED')
        continue
      }
      const { visitId } = booked.data
      const approver = campus.person(approversOf(campus, 'computing')[0] as string)
      await approver.get('approval.approve', { visitId })
      const phone = new PassPhone()
      await phone.issue(visitor, visitId)
      expect((await at(phone.codeAt(campus.clock.now), 'in')).reason).toBe('COMPANION_REFUSED')
    }
  })
})

describe('a second person’s word', () => {
  it('whoever proposed can’t answer, and is shown that it waits for somebody else', async () => {
    const blacklistId = await propose({ phone: identityOf(220).phone })
    expect(await qin.outcome('blacklist.answer', { blacklistId, accept: true })).toBe('SECOND_PERSON_NEEDED')
    expect((await qin.get('blacklist.get', { blacklistId })).entry.mine).toBe(true)
    expect((await tang.get('blacklist.get', { blacklistId })).entry.mine).toBe(false)
  })

  it('a desk proposes, the office confirms', async () => {
    const desk = campus.person(campus.demo.desks[0]?.openid ?? '')
    const { blacklistId } = await desk.get('blacklist.propose', proposal({ plate: identityOf(221).plate }))
    expect(await desk.outcome('blacklist.answer', { blacklistId, accept: true })).toBe('NOT_ALLOWED')
    expect(await qin.get('blacklist.answer', { blacklistId, accept: true })).toEqual({
      blacklistId,
      state: 'active',
    })
  })

  it('counts on the first screen of who may answer, not of who asked', async () => {
    const waiting = async (person: Person) => (await person.get('me', {})).office?.waiting ?? -1
    const [before, others] = [await waiting(qin), await waiting(tang)]
    await propose({ phone: identityOf(222).phone })
    expect([await waiting(qin), await waiting(tang)]).toEqual([before, others + 1])
  })

  it('two answers at once: one counts, the other learns who was quicker', async () => {
    const desk = campus.person(campus.demo.desks[0]?.openid ?? '')
    const { blacklistId } = await desk.get('blacklist.propose', proposal({ phone: identityOf(223).phone }))
    const codes = await Promise.all([
      qin.outcome('blacklist.answer', { blacklistId, accept: true }),
      tang.outcome('blacklist.answer', { blacklistId, accept: false }),
    ])
    expect(codes.sort()).toEqual(['BLACKLIST_ANSWERED', 'ok'])
  })
})

describe('what the office sees', () => {
  it('has numbers masked, with the whole story', async () => {
    const { document, phone, plate } = identityOf(230)
    const blacklistId = await block({ name: '韦某某', document, phone, plate })
    const seen = await qin.get('blacklist.get', { blacklistId })
    expect(seen).toMatchObject({ entry: { state: 'active', name: '韦某某', plate }, phone: '138****0230' })
    expect(seen.history.map(({ action, byName }) => `${action} ${byName}`)).toEqual([
      'proposed 秦立新',
      'confirmed 唐玉兰',
    ])
    expect(JSON.stringify(seen)).not.toContain(document)
    expect(JSON.stringify(await campus.stored('blacklist', blacklistId))).not.toContain(phone)
  })

  test.each<[string, Partial<Proposal>, string]>([
    ['nobody', {}, 'BLACKLIST_SUBJECT'],
    ['a misspelt plate', { plate: '桂CO2345' }, 'PLATE_INVALID'],
    ['half a phone', { phone: '1380013' }, 'PHONE_INVALID'],
    ['a wrong ID', { document: '450305199003070011' }, 'DOCUMENT_CHECK'],
    ['no reason', { plate: '桂C99999', reason: ' ' }, 'BLACKLIST_REASON_REQUIRED'],
    ['an end before the beginning', { plate: '桂C99999', until: addDays(TODAY, -1) }, 'BLACKLIST_DAYS'],
  ])('a proposal with %s is refused', async (_, changes, code) => {
    expect(await qin.outcome('blacklist.propose', proposal(changes))).toBe(code)
  })
})

it('blacklist and booking at the same moment: never a booking made after the entry, and no way in', async () => {
  for (let round = 0; round < 5; round++) {
    const number = 240 + round
    const blacklistId = await propose({ document: identityOf(number).document })
    const [confirmed, booked] = await Promise.all([
      tang.outcome('blacklist.answer', { blacklistId, accept: true }),
      codeOf(submit(number)),
    ])
    expect(confirmed).toBe('ok')
    expect(['ok', 'BLACKLISTED']).toContain(booked)
    // Whoever came first, both stand in the same calendar: the next one is refused for the right reason.
    expect(await codeOf(submit(number))).toBe('BLACKLISTED')
  }
})

it('an entry whose term is over names nobody 180 days later, blocks nothing, and keeps its steps', async () => {
  const { document, plate } = identityOf(260)
  const blacklistId = await propose({ document, plate, until: addDays(TODAY, 30) })
  await tang.get('blacklist.answer', { blacklistId, accept: true })
  const { forgetListed } = await import('../../cloudfunctions/usecases/blacklist/forget')
  const { plateCalendarId } = await import('../../cloudfunctions/stores/calendars')
  const { documentHash } = await import('../../cloudfunctions/usecases/visit/identity-hashes')
  const due = endOfDay(addDays(TODAY, 30)) + 180 * DAY_MS
  await forgetListed(due - 1)
  expect((await qin.get('blacklist.get', { blacklistId })).entry).toMatchObject({ state: 'active', plate })
  expect(await forgetListed(due + 1)).toBe(1)
  expect(await forgetListed(due + 1)).toBe(0)
  const { entry, history } = await qin.get('blacklist.get', { blacklistId })
  expect(entry).toMatchObject({ state: 'lifted', name: '', plate: null, reason: '' })
  expect(history.map(({ action, reason }) => [action, reason])).toEqual([
    ['proposed', null],
    ['confirmed', null],
    ['lifted', null],
  ])
  const calendars = await Promise.all(
    [plateCalendarId(plate as PlateNumber), `document:${documentHash('mainlandId', document)}`].map((id) =>
      campus.stored<Calendar>('calendars', id),
    ),
  )
  expect(calendars.map((calendar) => calendar?.blocks)).toEqual([[], []])
})
