import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { addDays } from '../../miniprogram/domain/values/days'
import { tickedAt } from '../../miniprogram/domain/visit/privacy'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { STEP_MS, STEP_TOLERANCE } from '../../miniprogram/domain/pass/pass'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import {
  approversOf,
  book,
  bookApproved,
  formFor,
  guardOf,
  HOLDER_KEY,
  hostIn,
  identityOf,
  manyBookings,
  PassPhone,
} from './visitors'
import { withSentence } from './sentences'

let campus: Campus
let approver: Person
let guard: Person

beforeAll(async () => {
  campus = await openCampus()
  await manyBookings(campus)
  approver = campus.person(approversOf(campus, 'computing')[0] as string)
  guard = campus.person(guardOf(campus, 'yucai-west'))
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

const DAY_MS = 86_400_000
const GATE = 'yucai-west'
const admit = (code: string, direction: 'in' | 'out' = 'in') =>
  guard.get('gate.check', { gateId: GATE, direction, code })
/** The next code the phone shows. */
const nextStep = () => {
  campus.clock.now += STEP_MS
  return campus.clock.now
}

describe('the main job, on real parts', () => {
  const visitor = () => campus.person('job-visitor')
  let visitId = ''
  let form: ReturnType<typeof formFor>

  it('a visitor books; the unit’s approvers find it, masked, and nobody else', async () => {
    form = formFor(campus, 1, {
      name: '韦小宝',
      driving: true,
      plate: identityOf(1).plate,
      companions: [{ name: '韦小玉', documentKind: 'passport', document: 'E1234567' }],
      note: '带两箱教材',
    })
    const sent = await visitor().get('visit.submit', { form })
    expect(sent).toMatchObject({ state: 'pending', approvers: approversOf(campus, 'computing').length })
    visitId = sent.visitId

    const rowsOf = async (openid: string) =>
      (await campus.person(openid).get('approval.list', { list: 'pending', cursor: null })).rows
    for (const openid of approversOf(campus, 'computing'))
      expect(await rowsOf(openid)).toMatchObject([
        { id: visitId, name: '韦小宝', plate: identityOf(1).plate, companions: 1 },
      ])
    expect(await rowsOf(approversOf(campus, 'literature')[0] as string)).toEqual([])
    expect((await approver.get('me', {})).waiting.approvals).toBe(1)
    expect((await visitor().get('me', {})).waiting).toEqual({
      ...{ approvals: 0, returned: 0, pending: 1, approved: 0 },
    })
    expect((await visitor().get('me', {})).pending).toMatchObject([{ state: 'pending' }])
  })

  it('the approver sees what the decision needs and no number in full', async () => {
    const seen = await approver.get('approval.get', { visitId })
    expect(seen).toMatchObject({
      document: '450***********' + form.document.slice(-4),
      phone: '138****0001',
      companions: [{ name: '韦小玉', documentKind: 'passport', document: 'E****567' }],
      note: '带两箱教材',
      hints: ['officialByPrivateCar', 'officialUnconfirmed'],
      allowedActions: { approve: true, return: true, revoke: false },
    })
  })

  it('returned with a reason, the visitor changes the same booking and sends it again', async () => {
    await approver.get('approval.return', { visitId, reason: ' 请写明联系人 ' })
    expect((await visitor().get('me', {})).waiting).toMatchObject({ returned: 1, pending: 0 })
    const [row] = (await visitor().get('visit.list', { list: 'returned', cursor: null })).rows
    expect(row).toMatchObject({ id: visitId, state: 'returned', reason: '请写明联系人', name: '韦小宝' })

    const own = await visitor().get('visit.get', { visitId })
    expect(own.form).toEqual({ ...form, hostId: own.host.hostId, hostUnit: '计算机学院' })
    expect(own.allowedActions).toMatchObject({ revise: true, cancel: true, pass: false })
    const changed = { ...own.form, note: '联系人：覃老师' }
    expect(await visitor().outcome('visit.revise', { visitId, rev: own.rev - 1, form: changed })).toBe(
      'CHANGED_MEANWHILE',
    )
    expect(await visitor().get('visit.revise', { visitId, rev: own.rev, form: changed })).toMatchObject({
      visitId,
      state: 'pending',
    })
  })

  it('approved, the visitor’s phone gets a pass, and the gate opens in and out', async () => {
    await approver.get('approval.approve', { visitId })
    expect((await visitor().get('me', {})).todayPasses).toMatchObject([{ id: visitId, state: 'approved' }])
    const phone = new PassPhone()
    const pass = await phone.issue(visitor(), visitId)
    expect(pass).toMatchObject({
      headCount: 2,
      purposeClass: 'official',
      ways: ['qr', 'shortCode', 'plate', 'idCard'],
    })

    expect(await admit(phone.codeAt(campus.clock.now))).toMatchObject({
      allowed: true,
      reason: 'OK',
      sentence: '预约有效，请进',
      visit: {
        id: visitId,
        name: '韦小宝',
        plate: identityOf(1).plate,
        unitName: '计算机学院',
        headCount: 2,
        vip: false,
      },
    })
    expect(await admit(phone.codeAt(nextStep()), 'out')).toMatchObject({ allowed: true, sentence: '请慢走' })
  })

  it('the whole history is kept, and the passages with it, for the visitor and the approver', async () => {
    const own = await visitor().get('visit.get', { visitId })
    expect(
      own.history.map(({ action, byName, from, to, reason }) => [action, byName, from, to, reason]),
    ).toEqual([
      ['submitted', '韦小宝', null, 'pending', null],
      ['returned', '韦建国', 'pending', 'returned', '请写明联系人'],
      ['revised', '韦小宝', 'returned', 'pending', null],
      ['approved', '韦建国', 'pending', 'approved', null],
    ])
    const passages = own.passages.map(({ gateName, direction, way, allowed }) => [
      gateName,
      direction,
      way,
      allowed,
    ])
    expect(passages).toEqual([
      ['育才西门', 'out', 'qr', true],
      ['育才西门', 'in', 'qr', true],
    ])
    const seen = await approver.get('approval.get', { visitId })
    expect(seen.history.map(({ byName }) => byName)).toEqual(['韦小宝', '韦建国', '韦小宝', '韦建国'])
    expect(seen.passages).toEqual(own.passages)
    const { rows } = await guard.get('gate.recent', { gateId: GATE, cursor: null })
    expect(rows.slice(0, 2)).toMatchObject([{ direction: 'out', name: '韦**' }, { direction: 'in' }])
  })

  it('after the first entry the visitor can’t cancel or change it any more', async () => {
    const { rev, form: stored, allowedActions } = await visitor().get('visit.get', { visitId })
    expect(allowedActions).toMatchObject({ revise: false, cancel: false })
    expect(await visitor().outcome('visit.cancel', { visitId })).toBe('ALREADY_ENTERED')
    expect(await visitor().outcome('visit.revise', { visitId, rev, form: stored })).toBe('ALREADY_ENTERED')
  })
})

describe('at the gate', () => {
  it('the short code opens as the QR code does, however it is typed', async () => {
    const { pass } = await bookApproved(campus, 10)
    const typed = `${pass.shortCode.slice(0, 4)} ${pass.shortCode.slice(4)}`.toLowerCase()
    expect(await admit(typed)).toMatchObject({ allowed: true, reason: 'OK' })
    expect(await admit(typed, 'out')).toMatchObject({ allowed: true })
    expect(await admit('ZZZZ ZZZZ')).toMatchObject({ allowed: false, reason: 'NOT_FOUND', visit: null })
  })

  it('a code works once in a direction; the next step’s works again, and both tries are on the record', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, 11)
    const code = phone.codeAt(campus.clock.now)
    expect(await admit(code)).toMatchObject({ allowed: true })
    expect(await admit(code)).toMatchObject({ allowed: false, reason: 'REPLAYED' })
    expect(await admit(phone.codeAt(nextStep()))).toMatchObject({ allowed: true })
    const { passages } = await visitor.get('visit.get', { visitId })
    expect(passages.map(({ reason }) => reason).sort()).toEqual(['OK', 'OK', 'REPLAYED'])
  })

  it('used at one gate it is refused at every other at once; refused at one, it is still good at the next', async () => {
    const { phone } = await bookApproved(campus, 41, { purpose: 'private', driving: true, plate: '桂C00041' })
    const code = phone.codeAt(campus.clock.now)
    const at = (gateId: string, more = {}) =>
      campus.person(guardOf(campus, gateId)).get('gate.check', { gateId, direction: 'in', code, ...more })
    expect(await at('yucai-east', { inVehicle: true })).toMatchObject({
      allowed: false,
      reason: 'WRONG_GATE',
    })
    expect(await at('yucai-west')).toMatchObject({ allowed: true })
    for (const gateId of ['yucai-east', 'yanshan-east'])
      expect(await at(gateId)).toMatchObject({ allowed: false, reason: 'REPLAYED' })
    const leaving = { gateId: 'yanshan-east', direction: 'out' as const, code }
    expect(await campus.person(guardOf(campus, 'yanshan-east')).get('gate.check', leaving)).toMatchObject({
      allowed: true,
    })
  })

  it('the guard’s retry of one scan is no replay: the same answer, one passage', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, 12)
    const input = { gateId: GATE, direction: 'in' as const, code: phone.codeAt(campus.clock.now) }
    const first = await guard.get('gate.check', input, 'retried-scan-00001')
    campus.clock.now += 10 * STEP_MS
    expect(await guard.get('gate.check', input, 'retried-scan-00001')).toEqual(first)
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
  })

  it('a photo of the code is stale a moment later', async () => {
    const { phone } = await bookApproved(campus, 13)
    const photo = phone.codeAt(campus.clock.now)
    campus.clock.now += (STEP_TOLERANCE + 1) * STEP_MS
    expect(await admit(photo)).toMatchObject({ allowed: false, reason: 'STALE_CODE' })
    expect(await admit(phone.codeAt(campus.clock.now))).toMatchObject({ allowed: true })
  })

  it('a stale code keeps nobody inside', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, 27)
    expect(await admit(phone.codeAt(nextStep()))).toMatchObject({ allowed: true })
    const photo = phone.codeAt(campus.clock.now)
    campus.clock.now += (STEP_TOLERANCE + 1) * STEP_MS
    expect(await admit(photo, 'out')).toMatchObject({ allowed: true, reason: 'OK' })
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(2)
  })

  it('a code of another phone, another campus or no code at all is none', async () => {
    const { phone } = await bookApproved(campus, 14)
    const code = phone.codeAt(campus.clock.now)
    for (const wrong of [
      code.slice(0, -1) + (code.endsWith('0') ? '1' : '0'),
      'https://example.org',
      '桂C12345',
      'CV2:',
    ])
      expect(await admit(wrong)).toMatchObject({ allowed: false, reason: 'BAD_SIGNATURE', visit: null })
  })

  it('too early is NOT_YET, too late EXPIRED, and neither traps anybody', async () => {
    const { phone } = await bookApproved(campus, 15, {
      firstDay: addDays(TODAY, 1),
      lastDay: addDays(TODAY, 2),
    })
    const on = (day: number, direction: 'in' | 'out') => {
      campus.clock.now = NOW + day * DAY_MS + (direction === 'out' ? STEP_MS : 0)
      return admit(phone.codeAt(campus.clock.now), direction)
    }
    expect(await on(0, 'in')).toMatchObject({
      allowed: false,
      reason: 'NOT_YET',
      nextStep: '预约日期：5月24日–25日 共2天',
    })
    expect(await on(1, 'in')).toMatchObject({ allowed: true })
    expect(await on(2, 'in')).toMatchObject({ allowed: true })
    expect(await on(3, 'in')).toMatchObject({ allowed: false, reason: 'EXPIRED' })
    expect(await on(3, 'out')).toMatchObject({ allowed: true })
  })

  it('who came a moment before midnight too early gets in a moment after it, with the same code', async () => {
    const { phone } = await bookApproved(campus, 16, {
      firstDay: addDays(TODAY, 1),
      lastDay: addDays(TODAY, 1),
    })
    const midnight = Date.parse('2026-05-23T16:00:00Z')
    campus.clock.now = midnight - 1000
    const code = phone.codeAt(campus.clock.now)
    expect(await admit(code)).toMatchObject({ allowed: false, reason: 'NOT_YET' })
    campus.clock.now = midnight + 1000
    expect(await admit(code)).toMatchObject({ allowed: true })
  })

  it('every refusal is recorded beside the passages', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, 17, {
      firstDay: addDays(TODAY, 1),
      lastDay: addDays(TODAY, 1),
    })
    await admit(phone.codeAt(campus.clock.now))
    await admit(phone.codeAt(nextStep()))
    const { passages } = await visitor.get('visit.get', { visitId })
    expect(passages.map(({ allowed, reason }) => [allowed, reason])).toEqual([
      [false, 'NOT_YET'],
      [false, 'NOT_YET'],
    ])
  })

  it('revoked while inside: no entry from that moment on, and the way out open', async () => {
    const { phone, visitId } = await bookApproved(campus, 18)
    expect(await admit(phone.codeAt(campus.clock.now))).toMatchObject({ allowed: true })
    await approver.get('approval.revoke', { visitId, reason: '活动取消' })
    expect(await admit(phone.codeAt(nextStep()))).toMatchObject({ allowed: false, reason: 'REVOKED' })
    expect(await admit(phone.codeAt(nextStep()), 'out')).toMatchObject({ allowed: true, reason: 'OK' })
  })
})

describe('what ends a booking frees ID, phone and plate at once', () => {
  const again = async (number: number) => {
    const form = formFor(campus, number, { driving: true, plate: identityOf(number).plate })
    return campus.person('somebody-else').outcome('visit.submit', { form })
  }
  const bookDriving = (number: number) =>
    book(campus, number, { driving: true, plate: identityOf(number).plate })

  it('while pending or approved they are held', async () => {
    const { visitId } = await bookDriving(30)
    expect(await again(30)).toBe('DUPLICATE')
    await approver.get('approval.approve', { visitId })
    expect(await again(30)).toBe('DUPLICATE')
  })

  it('cancelled while pending', async () => {
    const { visitor, visitId } = await bookDriving(31)
    await visitor.get('visit.cancel', { visitId })
    expect(await again(31)).toBe('ok')
  })

  it('cancelled after approval: no pass, red at the gate', async () => {
    const { visitor, visitId, phone } = await bookApproved(campus, 32, {
      driving: true,
      plate: identityOf(32).plate,
    })
    await visitor.get('visit.cancel', { visitId })
    expect(await visitor.outcome('pass.issue', { visitId, holderKey: HOLDER_KEY })).toBe('NO_PASS')
    expect(await admit(phone.codeAt(campus.clock.now))).toMatchObject({ allowed: false, reason: 'CANCELLED' })
    expect(await again(32)).toBe('ok')
  })

  it('returned', async () => {
    const { visitId, visitor } = await bookDriving(33)
    await approver.get('approval.return', { visitId, reason: '改期' })
    expect(await again(33)).toBe('ok')
    // and the returned one finds them taken when it comes back
    const { rev, form } = await visitor.get('visit.get', { visitId })
    expect(await visitor.outcome('visit.revise', { visitId, rev, form })).toBe('DUPLICATE')
  })

  it('revoked', async () => {
    const { visitId } = await bookDriving(34)
    await approver.get('approval.approve', { visitId })
    await approver.get('approval.revoke', { visitId, reason: '取消' })
    expect(await again(34)).toBe('ok')
  })

  it('its last day over, even before the timer has run', async () => {
    await bookDriving(35)
    campus.clock.now = NOW + DAY_MS
    const form = formFor(campus, 35, { firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) })
    expect(await campus.person('tomorrow').outcome('visit.submit', { form })).toBe('ok')
  })

  it('changed to another plate: the old one is free, the new one held', async () => {
    const { visitor, visitId } = await bookDriving(36)
    const { rev, form } = await visitor.get('visit.get', { visitId })
    await visitor.get('visit.revise', { visitId, rev, form: { ...form, plate: identityOf(37).plate } })
    const withPlate = (number: number, plate: string) =>
      campus
        .person('driver')
        .outcome('visit.submit', { form: formFor(campus, number, { driving: true, plate }) })
    expect(await withPlate(38, identityOf(37).plate)).toBe('DUPLICATE')
    expect(await withPlate(39, identityOf(36).plate)).toBe('ok')
  })
})

describe('what refuses a booking', () => {
  it('all field errors of the form at once, those only the server knows included', async () => {
    const form = formFor(campus, 50, {
      hostId: 's99999',
      phone: '12345',
      firstDay: addDays(TODAY, -1),
      note: '备'.repeat(201),
    })
    const reply = await campus.person('hasty').ask('visit.submit', { form })
    expect(reply).toMatchObject({ ok: false, code: 'FORM' })
    const { fieldErrors } = (
      reply as unknown as { details: { fieldErrors: { field: string; code: string }[] } }
    ).details
    expect(fieldErrors.map(({ field, code }) => [field, code])).toEqual([
      ['hostId', 'HOST_GONE'],
      ['firstDay', 'FIRST_DAY_PAST'],
      ['phone', 'PHONE_INVALID'],
      ['note', 'TEXT_TOO_LONG'],
    ])
  })

  it('without the privacy guide ticked nothing is booked; its version and time stay with the booking', async () => {
    const [visitor, form] = [campus.person('visitor-155'), formFor(campus, 155)]
    expect(await visitor.ask('visit.submit', { form: { ...form, privacy: undefined } })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'privacy', code: 'PRIVACY_REQUIRED' }] },
    })
    const privacy = tickedAt(campus.clock.now)
    const { visitId } = await visitor.get('visit.submit', { form: { ...form, privacy } })
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({ privacy })
    expect((await visitor.get('data.read', {})).visits).toMatchObject([{ privacy }])
  })

  it('what for, in one line, reaches the approver and the own data, and stands nowhere in clear', async () => {
    const [visitor, matter] = [campus.person('visitor-156'), '参加硕士论文答辩']
    const typed = { form: formFor(campus, 156, { matter: ` ${matter}\u202e ` }) }
    const { visitId } = await visitor.get('visit.submit', typed)
    expect(await approver.get('approval.get', { visitId })).toMatchObject({ matter })
    expect((await visitor.get('data.read', {})).visits).toMatchObject([{ matter }])
    expect(JSON.stringify(await campus.stored<Visit>('visits', visitId))).not.toContain(matter)
  })

  it('a host of 王城校区 explains where to apply, and books nothing', async () => {
    const form = formFor(campus, 51, { hostId: hostIn(campus, 'history') })
    const reply = await campus.person('to-wangcheng').ask('visit.submit', { form })
    expect(withSentence(reply)).toMatchObject({
      code: 'FORM',
      details: {
        fieldErrors: [
          {
            field: 'hostId',
            code: 'CAMPUS_WITHOUT_GATES',
            sentence: '王城校区未建设智能门禁系统，请联系接待单位在一网通办申请',
          },
        ],
      },
    })
    expect(await campus.person('to-wangcheng').outcome('visit.submit', { form: formFor(campus, 51) })).toBe(
      'ok',
    )
  })

  it('a live booking in the way is shown as far as it is one’s business', async () => {
    const { visitId } = await bookApproved(campus, 52)
    const second = campus.person('second')
    await second.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(52).phone) })
    const reply = await second.ask('visit.submit', { form: formFor(campus, 52) })
    expect(withSentence(reply)).toMatchObject({
      code: 'DUPLICATE',
      sentence: '访客预约申请次数已达上限',
      details: {
        known: 'proved',
        fields: ['document'],
        firstDay: TODAY,
        lastDay: TODAY,
        unitName: '计算机学院',
        mayStillPass: true,
      },
    })
    expect(JSON.stringify(reply)).not.toMatch(/访客甲|138000|4503/)
    expect((reply as unknown as { details: { visitId: string } }).details.visitId).toBe(visitId)
  })

  it('one in the way that waits for approval lets nobody pass', async () => {
    await book(campus, 59)
    const second = campus.person('second')
    await second.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(59).phone) })
    const reply = await second.ask('visit.submit', { form: formFor(campus, 59) })
    expect(reply).toMatchObject({
      ...{ code: 'DUPLICATE', details: { fields: ['document'], mayStillPass: false } },
    })
  })

  it('one companion needs no phone and blocks nobody’s ID', async () => {
    const companion = {
      name: '同行人',
      documentKind: 'mainlandId' as const,
      document: identityOf(54).document,
    }
    await book(campus, 53, { companions: [companion] })
    expect(await campus.person('later').outcome('visit.submit', { form: formFor(campus, 54) })).toBe('ok')
  })

  it('a visit that begins years ahead still gets its pass', async () => {
    const { pass } = await bookApproved(campus, 55, { firstDay: '2199-05-23', lastDay: '2199-06-06' })
    expect(pass.shortCode).toHaveLength(8)
    const form = formFor(campus, 56, { firstDay: '2199-05-24', lastDay: '2199-05-24' })
    expect(await campus.person('far').outcome('visit.submit', { form })).toBe('FORM')
  })
})

describe('leaving by the last six of the ID and the name', () => {
  it('ends the visit somebody came in with, though another booking of theirs waits', async () => {
    const { visitor, visitId, phone } = await bookApproved(campus, 60)
    expect(await admit(phone.codeAt(nextStep()))).toMatchObject({ allowed: true })
    await approver.get('approval.revoke', { visitId, reason: '改期' })
    await visitor.get('visit.submit', { form: formFor(campus, 60) })
    const person = { tail: identityOf(60).document.slice(-6), name: '访客甲' }
    const left = await guard.get('gate.check', { gateId: GATE, direction: 'out', person })
    expect(left).toMatchObject({ allowed: true, visit: { id: visitId } })
    const desk = campus.person(campus.demo.office[0]?.openid ?? '')
    const { rows } = await desk.get('campus.inside', { campusId: 'yucai', cursor: null })
    expect(rows.map(({ id }) => id)).not.toContain(visitId)
  })
})

describe('a plate whose booking is over', () => {
  it('is answered the same before and after the night’s timer', async () => {
    const { plate } = identityOf(61)
    await bookApproved(campus, 61, { driving: true, plate })
    campus.clock.now = NOW + DAY_MS
    const arrives = () => guard.get('gate.check', { gateId: GATE, direction: 'in', plate })
    const before = await arrives()
    const { runJobs } = await import('../../cloudfunctions/timer/jobs')
    await runJobs('days', campus.clock.now)
    expect((await arrives()).reason).toBe(before.reason)
  })
})
