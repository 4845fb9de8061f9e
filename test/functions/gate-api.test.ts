import { randomUUID } from 'node:crypto'
import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { EndpointInput } from '../../contract/gate/device-api'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { CHECK_REPEATS_MS, SCAN_REPEATS_MS } from '../../miniprogram/domain/gate/repeats'
import { STEP_MS, stepOf } from '../../miniprogram/domain/pass/pass'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt, post, type GateDevice } from './gates'
import { book, bookApproved, formFor, guardOf, identityOf } from './visitors'

/** What gate hardware is answered: the same rules as at a guard's phone, for a device with a key. */
const EAST = 'yanshan-east'
let campus: Campus
let device: GateDevice
/** At the same gate, for what a controller's head and camera don't read. */
let idReader: GateDevice
let faceReader: GateDevice
let office: Person
let numbers = 500
const next = (): number => ++numbers

beforeAll(async () => {
  campus = await openCampus()
  device = await deviceAt(campus, EAST)
  idReader = await deviceAt(campus, EAST, { kind: 'idReader' })
  faceReader = await deviceAt(campus, EAST, { kind: 'faceReader' })
  office = campus.person(campus.demo.office[0]?.openid ?? '')
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

type Shown = Partial<EndpointInput<'verify'>>
const readerOf = ({ document, face }: Shown): GateDevice =>
  document !== undefined ? idReader : face !== undefined ? faceReader : device
const verify = (shown: Shown, by: GateDevice = readerOf(shown)) =>
  by.get('verify', { eventId: randomUUID(), direction: 'in', ...shown })
const reasonOf = async (shown: Shown, by?: GateDevice) => (await verify(shown, by)).reason
const car = (number: number, purpose: 'private' | 'official' = 'private') => ({
  purpose,
  driving: true,
  plate: identityOf(number).plate,
})

type Event = EndpointInput<'events'>['events'][number]
/** What a device decided without a network. */
const tell = async (by: GateDevice, changes: Partial<Event>) => {
  const event: Event = {
    ...{ eventId: randomUUID(), direction: 'in', way: 'qr', at: campus.clock.now, offset: 0, allowed: true },
    ...{ reason: 'OK', visitId: null, plate: null, override: null, step: null },
    ...changes,
  }
  const { rows } = await by.get('events', { sentAt: campus.clock.now, events: [event] })
  return rows[0] as (typeof rows)[number]
}

/** The booking has a photo, which the device was given. */
const photographed = (visitId: string) =>
  campus.put('visits', { _id: visitId, face: { photoId: 'p', file: 'cloud://faces/p.jpg', consentAt: NOW } })

describe('verified by', () => {
  test.each<[string, string, (number: number, code: string, visitId: string) => Shown]>([
    ['QR pass', 'qr', (_, code) => ({ code })],
    ['plate', 'plate', (number) => ({ plate: { number: identityOf(number).plate, confidence: 0.97 } })],
    [
      'document number from an ID reader',
      'document',
      (number) => ({ document: { number: identityOf(number).document } }),
    ],
    [
      'face, by the reference of the person',
      'face',
      (_, __, person) => ({ face: { person, confidence: 0.95 } }),
    ],
  ])('%s', async (_, way, shown) => {
    const number = next()
    const { phone, visitId } = await bookApproved(campus, number, car(number))
    await photographed(visitId)
    const shownHere = shown(number, phone.codeAt(NOW), visitId)
    const answer = await verify(shownHere)
    expect(answer).toMatchObject({
      decision: 'allow',
      reason: 'OK',
      sentence: '预约有效，请进',
      visitor: { name: '访**', headCount: 1, plate: identityOf(number).plate },
    })
    expect(await campus.stored<Passage>('passages', answer.passageId ?? '')).toMatchObject({
      way,
      by: { kind: 'device', id: readerOf(shownHere).id },
      offline: null,
    })
  })

  it('a face or plate the hardware isn’t sure of: hold, and a guard looks', async () => {
    const number = next()
    const { visitId } = await bookApproved(campus, number, car(number))
    expect(await reasonOf({ face: { person: visitId, confidence: 0.99 } })).toBe('NOT_FOUND')
    await photographed(visitId)
    for (const shown of [
      { face: { person: visitId, confidence: 0.4 } },
      { plate: { number: identityOf(number).plate, confidence: 0.3 } },
    ])
      expect(await verify(shown)).toMatchObject({ decision: 'hold', reason: 'LOW_CONFIDENCE', visitor: null })
  })
})

describe('every reason', () => {
  const approved = async (changes = {}) => {
    const number = next()
    return { number, ...(await bookApproved(campus, number, changes)) }
  }

  it('PENDING, RETURNED, REVOKED, CANCELLED by document; NOT_FOUND for a stranger’s', async () => {
    const number = next()
    const document = { number: identityOf(number).document }
    expect(await reasonOf({ document })).toBe('NOT_FOUND')
    const { visitor, visitId } = await book(campus, number)
    const { approver } = await approved()
    expect(await reasonOf({ document })).toBe('PENDING')
    await approver.get('approval.return', { visitId, reason: '请改' })
    expect(await reasonOf({ document })).toBe('RETURNED')
    const { rev } = await visitor.get('visit.get', { visitId })
    await visitor.get('visit.revise', { visitId, rev, form: formFor(campus, number) })
    await approver.get('approval.approve', { visitId })
    await approver.get('approval.revoke', { visitId, reason: '活动取消' })
    expect(await reasonOf({ document })).toBe('REVOKED')
    expect(await reasonOf({ document, direction: 'out' })).toBe('OK')
    const other = next()
    const cancelled = await book(campus, other)
    await cancelled.visitor.get('visit.cancel', { visitId: cancelled.visitId })
    expect(await reasonOf({ document: { number: identityOf(other).document } })).toBe('CANCELLED')
  })

  it('NOT_YET, EXPIRED', async () => {
    const { phone } = await approved({ firstDay: addDays(TODAY, 1), lastDay: addDays(TODAY, 1) })
    expect(await reasonOf({ code: phone.codeAt(NOW) })).toBe('NOT_YET')
    campus.clock.now += 3 * 86_400_000
    expect(await reasonOf({ code: phone.codeAt(campus.clock.now) })).toBe('EXPIRED')
  })

  it('BAD_SIGNATURE, STALE_CODE, REPLAYED', async () => {
    const { phone } = await approved()
    expect(await reasonOf({ code: 'CV2:FORGED' })).toBe('BAD_SIGNATURE')
    const code = phone.codeAt(NOW)
    expect(await reasonOf({ code })).toBe('OK')
    expect(await reasonOf({ code })).toBe('REPLAYED')
    campus.clock.now += 20 * STEP_MS
    expect(await reasonOf({ code })).toBe('STALE_CODE')
  })

  it('WRONG_GATE; ENTRY_ONLY and EXIT_ONLY of a lane', async () => {
    const { number, phone } = await approved(car(next()))
    const plate = { number: identityOf(number - 1).plate }
    expect(await reasonOf({ plate }, await deviceAt(campus, 'yucai-east'))).toBe('WRONG_GATE')
    const code = phone.codeAt(NOW)
    expect(await reasonOf({ code }, await deviceAt(campus, EAST, { direction: 'out' }))).toBe('EXIT_ONLY')
    const lane = await deviceAt(campus, EAST, { direction: 'in' })
    expect(await reasonOf({ code, direction: 'out' }, lane)).toBe('ENTRY_ONLY')
  })

  it('BLACKLIST, TRAFFIC_CONTROL', async () => {
    const number = next()
    await bookApproved(campus, number, car(number))
    const plate = { number: identityOf(number).plate }
    const { controlId } = await office.get('traffic.close', {
      gateIds: [EAST],
      from: NOW,
      until: NOW + 3_600_000,
      reason: '运动会',
    })
    expect(await reasonOf({ plate })).toBe('TRAFFIC_CONTROL')
    await office.get('traffic.open', { controlId })
    const { blacklistId } = await office.get('blacklist.propose', {
      ...{ name: '', documentKind: 'mainlandId', document: '', phoneKind: 'mainland', phone: '' },
      ...{ plate: plate.number, reason: '冲卡', evidence: [], from: TODAY, until: null },
    })
    const confirmer = campus.person(campus.demo.office[1]?.openid ?? '')
    await confirmer.get('blacklist.answer', { blacklistId, accept: true })
    expect(await verify({ plate })).toMatchObject({ decision: 'deny', reason: 'BLACKLIST' })
  })

  it('ALREADY_INSIDE and FEE_DUE hold; the fee is told on leaving; NOT_INSIDE is a hint', async () => {
    const number = next()
    await bookApproved(campus, number, { ...car(number), lastDay: addDays(TODAY, 2) })
    const plate = { number: identityOf(number).plate }
    expect(await verify({ plate, direction: 'out' })).toMatchObject({
      decision: 'allow',
      hint: '没有入校记录',
    })
    expect(await reasonOf({ plate })).toBe('OK')
    expect(await verify({ plate })).toMatchObject({ decision: 'hold', reason: 'ALREADY_INSIDE' })
    campus.clock.now += 2 * 3_600_000
    expect(await verify({ plate, direction: 'out' })).toMatchObject({ decision: 'allow', fee: { fen: 400 } })
    expect(await verify({ plate })).toMatchObject({ decision: 'hold', reason: 'FEE_DUE' })
  })
})

describe('exactly once', () => {
  it('the same event id, signed anew: the same answer and one passage', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, next())
    const input = { eventId: randomUUID(), direction: 'in' as const, code: phone.codeAt(NOW) }
    const first = await device.get('verify', input)
    campus.clock.now += 10 * STEP_MS
    expect(await Promise.all([1, 2, 3].map(() => device.get('verify', input)))).toEqual([first, first, first])
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
  })

  it('two devices, one code, at once: exactly one opens', async () => {
    const other = await deviceAt(campus, 'yucai-west')
    for (let round = 0; round < 3; round++) {
      const { phone } = await bookApproved(campus, next())
      const code = phone.codeAt(NOW)
      const answers = await Promise.all([verify({ code }), verify({ code }, other)])
      expect(answers.map(({ reason }) => reason).sort()).toEqual(['OK', 'REPLAYED'])
    }
  })

  it('an event decided offline whose check had come through is not recorded again', async () => {
    const { phone, visitor, visitId } = await bookApproved(campus, next())
    const eventId = randomUUID()
    const { passageId } = await device.get('verify', { eventId, direction: 'in', code: phone.codeAt(NOW) })
    const told = {
      ...{ eventId, direction: 'in' as const, way: 'qr' as const, at: NOW, offset: 0, allowed: true },
      ...{ reason: 'OK' as const, visitId, plate: null, override: null, step: null },
    }
    const other = { ...told, eventId: randomUUID(), direction: 'out' as const }
    const { rows } = await device.get('events', { sentAt: NOW, events: [told, other] })
    expect(rows).toMatchObject([
      { passageId, conflict: null },
      { conflict: null, refusal: null },
    ])
    expect(await device.get('events', { sentAt: NOW, events: [told, other] })).toEqual({ rows })
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(2)
  })

  it('a device that was moved tells what it decided before of the gate where it stood, once', async () => {
    const moved = await deviceAt(campus, EAST)
    const { visitId } = await bookApproved(campus, next())
    const decidedAt = (at: number, direction: 'in' | 'out') => ({
      ...{ eventId: randomUUID(), direction, way: 'qr' as const, at, offset: 0, allowed: true },
      ...{ reason: 'OK' as const, visitId, plate: null, override: null, step: null },
    })
    const events = [decidedAt(NOW, 'in'), decidedAt(NOW + 3 * STEP_MS, 'out')]
    const told = await moved.get('events', { sentAt: NOW, events: events.slice(0, 1) })
    campus.clock.now = NOW + 2 * STEP_MS
    const { rows: devices } = await office.get('device.list', { cursor: null })
    const { id: deviceId, ...traits } = devices.find(({ id }) => id === moved.id) as (typeof devices)[number]
    await office.get('device.save', { ...traits, deviceId, gateId: 'yucai-west', renewSecret: false })
    campus.clock.now = NOW + 4 * STEP_MS
    const { rows } = await moved.get('events', { sentAt: campus.clock.now, events })
    expect(rows[0]).toEqual(told.rows[0])
    const passages = await Promise.all(
      rows.map(({ passageId }) => campus.stored<Passage>('passages', passageId ?? '')),
    )
    expect(passages.map((passage) => passage?.gateId)).toEqual([EAST, 'yucai-west'])
    expect(rows.map(({ conflict, refusal }) => [conflict, refusal])).toEqual([
      [null, null],
      [null, null],
    ])
  })
})

describe('what a device may', () => {
  it('override only where the office lets it, with who and why on the record', async () => {
    const { visitor, visitId } = await book(campus, next())
    const input = () => ({
      ...{ eventId: randomUUID(), direction: 'in' as const, operator: '覃师傅', why: '处长电话同意' },
      document: { number: identityOf(numbers).document },
    })
    expect(await idReader.ask('override', input())).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
    const trusted = await deviceAt(campus, EAST, { kind: 'idReader', mayOverride: true })
    expect(await trusted.get('override', input())).toMatchObject({ decision: 'allow', reason: 'OVERRIDE' })
    const [passage] = (await visitor.get('visit.get', { visitId })).passages
    expect(await campus.stored<Passage>('passages', passage?.id ?? '')).toMatchObject({
      override: '覃师傅：处长电话同意',
    })
  })

  it('let pass against the rules without a network only there, too: else it is marked for the office', async () => {
    const trusted = await deviceAt(campus, EAST, { mayOverride: true })
    const conflictOf = async (by: GateDevice, changes: Partial<Event>) =>
      (await tell(by, { reason: 'OVERRIDE', override: '系统故障', ...changes })).conflict
    for (const [visitId, reason] of [
      [(await book(campus, next())).visitId, 'PENDING'],
      [null, 'NOT_FOUND'],
    ] as const)
      expect([await conflictOf(device, { visitId }), await conflictOf(trusted, { visitId })]).toEqual([
        reason,
        null,
      ])
  })

  it('an entry lane tells nobody out: marked, and whoever is inside stays there', async () => {
    const entry = await deviceAt(campus, EAST, { direction: 'in' })
    const { visitId, phone } = await bookApproved(campus, next())
    expect((await entry.show(phone.codeAt(NOW))).decision).toBe('allow')
    campus.clock.now += 4 * STEP_MS
    const step = stepOf(campus.clock.now) - 1
    const out = { visitId, step, direction: 'out' as const, at: campus.clock.now }
    expect(await tell(entry, out)).toMatchObject({ conflict: 'ENTRY_ONLY', refusal: null })
    const inside = { insideCampusId: 'yanshan', headsInside: 1 }
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject(inside)
    // The step that the lane told of still opens the way out elsewhere.
    expect(await tell(device, { ...out, at: out.at + 1 })).toMatchObject({ conflict: null })
    expect(await campus.stored<Visit>('visits', visitId)).toMatchObject({
      insideCampusId: null,
      headsInside: 0,
    })
  })

  it('let in without a network as many as are booked: one more is marked, whatever its list said', async () => {
    const { visitId, phone } = await bookApproved(campus, next())
    expect((await device.show(phone.codeAt(NOW))).decision).toBe('allow')
    campus.clock.now += 8 * STEP_MS
    const second = { visitId, at: NOW + 4 * STEP_MS }
    expect(await tell(device, second)).toMatchObject({ conflict: 'ALREADY_INSIDE' })
    // What was before the last that is known says nothing about now.
    expect(await tell(device, { visitId, at: NOW + STEP_MS })).toMatchObject({ conflict: null })
  })

  it('nothing once it is disabled; with a renewed key nothing by the old one', async () => {
    const disabled = await deviceAt(campus, EAST)
    await office.get('device.disable', { deviceId: disabled.id })
    expect(await disabled.ask('keys', {})).toMatchObject({ status: 403, code: 'DEVICE_DISABLED' })
    const renewed = await deviceAt(campus, EAST)
    const { rows } = await office.get('device.list', { cursor: null })
    const { id: deviceId, ...traits } = rows.find(({ id }) => id === renewed.id) as (typeof rows)[number]
    const kept = await office.get('device.save', { ...traits, deviceId, renewSecret: false })
    expect(kept.secret).toBeNull()
    expect((await renewed.ask('keys', {})).ok).toBe(true)
    await office.get('device.save', { ...traits, deviceId, renewSecret: true })
    expect(await renewed.ask('keys', {})).toMatchObject({ code: 'SIGNATURE' })
  })

  it('the secret is told to the request that made it, a retry included, and stands nowhere in clear', async () => {
    const requestId = randomUUID()
    const input = {
      ...{
        deviceId: 'told-once',
        name: '东门',
        gateId: EAST,
        kind: 'controller' as const,
        direction: 'both' as const,
      },
      ...{ mayOverride: false, unsigned: false, addresses: [], renewSecret: false },
    }
    const first = await office.get('device.save', input, requestId)
    expect(first.secret).toMatch(/^[\w-]{43}$/)
    expect(await office.get('device.save', input, requestId)).toEqual(first)
    expect((await office.get('device.save', input)).secret).toBeNull()
    const { requestKey } = await import('../../cloudfunctions/platform/replies')
    const kept = await campus.stored(
      'audit',
      requestKey({ kind: 'wechat', id: office.openid ?? '' }, requestId),
    )
    const stored = await campus.stored('devices', 'told-once')
    expect(JSON.stringify([kept, stored])).not.toContain(first.secret)
  })

  it('keys and snapshot let it decide without a network', async () => {
    const { keys } = await device.get('keys', {})
    const { version, keyId, next: more } = await device.get('snapshot', {})
    expect(keys.map((key) => key.keyId)).toContain(keyId)
    expect([version, more]).toEqual([NOW, null])
  })
})

describe('an event id belongs to one event', () => {
  const reused = { ok: false, status: 422, code: 'REFUSED', details: { code: 'KEY_REUSED' } }

  it('with another code, direction or endpoint it is refused; the first answer stands', async () => {
    const [one, two] = [await bookApproved(campus, next()), await bookApproved(campus, next())]
    const input = { eventId: randomUUID(), direction: 'in' as const, code: one.phone.codeAt(NOW) }
    const first = await device.get('verify', input)
    expect(first.decision).toBe('allow')
    expect(await device.ask('verify', { ...input, code: two.phone.codeAt(NOW) })).toMatchObject(reused)
    expect(await device.ask('verify', { ...input, direction: 'out' })).toMatchObject(reused)
    const attended = await deviceAt(campus, EAST, { mayOverride: true })
    const code = two.phone.codeAt(NOW)
    const override = { ...input, code, eventId: randomUUID(), operator: '韦师傅', why: '来访' }
    await attended.get('override', override)
    expect(await attended.ask('override', { ...override, why: '另有原因' })).toMatchObject(reused)
    campus.clock.now = NOW + CHECK_REPEATS_MS
    expect(await device.get('verify', input)).toEqual(first)
  })
})

describe('hardware that can’t sign', () => {
  const scan = async (by: GateDevice, body: string, headers = {}) =>
    post(campus, { method: 'POST', path: by.path ?? '/compat/qr/none', headers, body })
  const qrHead = (traits = {}) =>
    deviceAt(campus, EAST, { kind: 'qrHead', direction: 'in', unsigned: true, ...traits })
  const camera = () => deviceAt(campus, EAST, { kind: 'plateCamera', direction: 'in', unsigned: true })
  const alarm = (license: string, plateid: number) =>
    JSON.stringify({
      AlarmInfoPlate: { result: { PlateResult: { license, confidence: 96, direction: 4, plateid } } },
    })

  it('a QR head opens on code=0000, once a code', async () => {
    const head = await qrHead()
    const { phone } = await bookApproved(campus, next())
    const body = `vgdecoderesult=${phone.codeAt(NOW)}&&devicenumber=0001`
    expect(await scan(head, body)).toEqual({ status: 200, body: 'code=0000' })
    campus.clock.now += SCAN_REPEATS_MS + 1
    expect((await scan(head, body)).body).toBe('code=0001')
    const another = await bookApproved(campus, next())
    const shown = another.phone.codeAt(NOW)
    expect((await scan(head, `vgdecoderesult=${shown}&&devicenumber=0001`)).body).toBe('code=0000')
  })

  it('a QR head that repeats a scan within seconds gets the same answer, and one passage is recorded', async () => {
    const [head, other] = [await qrHead(), await qrHead()]
    const { phone, visitor, visitId } = await bookApproved(campus, next())
    const body = `vgdecoderesult=${phone.codeAt(NOW)}&&devicenumber=0001`
    for (const after of [0, 2000, SCAN_REPEATS_MS]) {
      campus.clock.now = NOW + after
      expect((await scan(head, body)).body).toBe('code=0000')
    }
    expect((await visitor.get('visit.get', { visitId })).passages).toHaveLength(1)
    expect((await scan(other, body)).body).toBe('code=0001')
  })

  it('a QR head whose answer was lost stays shut for the next codes, as for a second person, and a guard lets in', async () => {
    const head = await qrHead()
    const { phone } = await bookApproved(campus, next())
    const show = async () => (await scan(head, `vgdecoderesult=${phone.codeAt(campus.clock.now)}&&`)).body
    expect(await show()).toBe('code=0000')
    for (let step = 1; step <= 3; step++) {
      campus.clock.now = NOW + step * STEP_MS
      expect(await show()).toBe('code=0001')
    }
    campus.clock.now += STEP_MS
    const code = phone.codeAt(campus.clock.now)
    const guard = campus.person(guardOf(campus, EAST))
    expect(await guard.get('gate.check', { gateId: EAST, direction: 'in', code })).toMatchObject({
      allowed: true,
    })
  })

  it('a plate camera opens on ok; its repeat of one event gets the same answer', async () => {
    const number = next()
    await bookApproved(campus, number, car(number))
    const eye = await camera()
    const ok = { status: 200, body: '{"Response_AlarmInfoPlate":{"info":"ok"}}' }
    expect(await scan(eye, alarm(identityOf(number).plate, 7))).toEqual(ok)
    expect(await scan(eye, alarm(identityOf(number).plate, 7))).toEqual(ok)
    expect((await scan(eye, alarm(identityOf(number).plate, 8))).body).toContain('"no"')
  })

  it('a plate camera without a clock may repeat itself across a full ten seconds', async () => {
    const [number, later] = [next(), next()]
    for (const each of [number, later]) await bookApproved(campus, each, car(each))
    const eye = await camera()
    const answers: string[] = []
    for (const [seconds, plate] of [
      [8, identityOf(number).plate],
      [12, identityOf(number).plate],
      [12, identityOf(later).plate],
      [31, identityOf(number).plate],
    ] as const) {
      campus.clock.now = Math.ceil(NOW / 10_000) * 10_000 + seconds * 1000
      answers.push((await scan(eye, alarm(plate, 1))).body.includes('"ok"') ? 'ok' : 'no')
    }
    expect(answers).toEqual(['ok', 'ok', 'ok', 'no'])
  })

  it.each([
    ['an unknown path', async () => [await qrHead(), '/compat/qr/wrong', {}] as const],
    ['a device that signs', async () => [await deviceAt(campus, EAST), '/compat/qr/none', {}] as const],
    [
      'another address',
      async () =>
        [await qrHead({ addresses: ['10.1.2.3'] }), null, { 'x-forwarded-for': '10.9.9.9' }] as const,
    ],
  ])('%s: as if it weren’t there', async (_, prepare) => {
    const [by, path, headers] = await prepare()
    const reply = await post(campus, {
      ...{
        method: 'POST' as const,
        path: path ?? by.path ?? '',
        headers,
        body: 'vgdecoderesult=X&&devicenumber=1',
      },
    })
    expect(reply.status).toBe(404)
  })

  it('from its own address it is answered', async () => {
    const head = await qrHead({ addresses: ['10.1.2.3'] })
    const reply = await scan(head, 'vgdecoderesult=ZZZZZZZZ&&devicenumber=1', {
      'x-forwarded-for': '10.1.2.3',
    })
    expect(reply).toEqual({ status: 200, body: 'code=0001' })
  })
})

describe('下发中, 已生效, 失败', () => {
  const GATE = 'yanshan-south'
  const stateAt = async (visitor: Person, visitId: string, gateId: string) => {
    const { delivery } = await visitor.get('visit.get', { visitId })
    return delivery.find((each) => each.gateId === gateId)?.state
  }

  it('is told by way: the camera hasn’t heard of it yet, the QR head has', async () => {
    const gateId = GATE
    const head = await deviceAt(campus, gateId, { kind: 'qrHead' })
    const camera = await deviceAt(campus, gateId, { kind: 'plateCamera' })
    campus.clock.now += 1000
    const { visitor, visitId, phone } = await bookApproved(campus, next(), {
      driving: true,
      plate: '桂C23456',
    })
    await verify({ code: phone.codeAt(campus.clock.now) }, head)
    const { delivery } = await visitor.get('visit.get', { visitId })
    expect(delivery.filter((each) => each.gateId === gateId).map(({ state, ways }) => [state, ways])).toEqual(
      [
        ['effective', ['qr']],
        ['delivering', ['plate']],
      ],
    )
    for (const { id } of [head, camera]) await office.get('device.disable', { deviceId: id })
  })

  it('a device that polls confirms by asking since the version it holds', async () => {
    const poller = await deviceAt(campus, GATE)
    await poller.get('heartbeat', { version: NOW, faults: [] })
    campus.clock.now += 1000
    const { visitor, visitId } = await bookApproved(campus, next())
    expect(await stateAt(visitor, visitId, GATE)).toBe('delivering')
    campus.clock.now += 1000
    const { version } = await poller.get('snapshot', { since: NOW })
    expect(await stateAt(visitor, visitId, GATE)).toBe('delivering')
    await poller.get('heartbeat', { version, faults: [] })
    expect(await stateAt(visitor, visitId, GATE)).toBe('effective')
    await office.get('device.disable', { deviceId: poller.id })
  })

  it('a device that asks knows at once; one that is silent has failed; a gate with a guard alone is in force', async () => {
    const asking = await deviceAt(campus, GATE)
    campus.clock.now += 1000
    const { visitor, visitId, phone } = await bookApproved(campus, next())
    expect(await stateAt(visitor, visitId, 'yanshan-north')).toBe('effective')
    await verify({ code: phone.codeAt(campus.clock.now) }, asking)
    expect(await stateAt(visitor, visitId, GATE)).toBe('effective')
    campus.clock.now += 600_000
    const later = await bookApproved(campus, next())
    expect(await stateAt(later.visitor, later.visitId, GATE)).toBe('failed')
    await office.get('device.disable', { deviceId: asking.id })
  })
})

describe('the contract as a page', () => {
  const read = (path: string) => post(campus, { method: 'GET', path, headers: {}, body: '' })

  it('is a valid OpenAPI 3.1 document that names every endpoint', async () => {
    const document = JSON.parse((await read('/openapi.json')).body) as { paths: object }
    expect(await new Validator().validate(document)).toMatchObject({ valid: true })
    expect(Object.keys(document.paths).sort()).toEqual([
      ...['/compat/plate/{token}', '/compat/qr/{token}'],
      ...['events', 'faces', 'heartbeat', 'keys', 'override', 'snapshot', 'verify'].map(
        (name) => `/v1/${name}`,
      ),
    ])
  })

  it('reads without anything from elsewhere', async () => {
    const { status, body } = await read('/docs')
    expect(status).toBe(200)
    expect(body).toContain('/v1/verify')
    expect(body).not.toMatch(/<script|https?:/)
  })
})

it('nothing was read without an index, and a guard finds what devices recorded', async () => {
  const { rows } = await campus
    .person(guardOf(campus, EAST))
    .get('gate.recent', { gateId: EAST, cursor: null })
  expect(rows.length).toBeGreaterThan(0)
  expect(campus.cloud.slowQueries).toEqual([])
})
