import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type { VisitForm } from '../../contract'
import type { EndpointOutput } from '../../contract/gate/device-api'
import type { GateFact } from '../../cloudfunctions/stores/gate-facts'
import type { Passage } from '../../cloudfunctions/stores/passages'
import type { Visit } from '../../cloudfunctions/stores/visits'
import { addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt, type GateDevice } from './gates'
import { keptFace } from './pictures'
import { FACE } from './uploads'
import { HOLDER_KEY, approversOf, formFor, guardOf, identityOf } from './visitors'

/** Who at a gate is given a visitor's face photo, and how long (spec 5.1, 6, 9). */
const GATE = 'yucai-west'
const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
let campus: Campus
let approver: Person
let guard: Person
let office: Person
let reader: GateDevice
let picture: Buffer
let numbers = 0

beforeAll(async () => {
  campus = await openCampus()
  approver = campus.person(approversOf(campus, 'computing')[0] as string)
  guard = campus.person(guardOf(campus, GATE))
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  reader = await deviceAt(campus, GATE, { kind: 'faceReader' })
  picture = await keptFace({})
  await campus.put('settings', { _id: 'rules', facePhoto: true })
})
afterAll(() => campus.close())
beforeEach(() => {
  campus.clock.now = NOW
})

/** A booking with a photo, approved. */
async function approved(firstDay = TODAY, lastDay = firstDay, changes: Partial<VisitForm> = {}) {
  const number = 60_000 + ++numbers
  const visitor = campus.person(`photographed-${number}`)
  const { uploadPicture } = await import('../../cloudfunctions/platform/files')
  const { uploadId: photoId, cloudPath } = await visitor.get('file.begin', FACE)
  await uploadPicture(cloudPath, picture)
  await visitor.get('file.keep', { uploadId: photoId })
  const form = formFor(campus, number, { photoId, firstDay, lastDay, ...changes })
  const { visitId } = await visitor.get('visit.submit', { form })
  await approver.get('approval.approve', { visitId })
  const { shortCode } = await visitor.get('pass.issue', { visitId, holderKey: HOLDER_KEY })
  return { visitor, visitId, photoId, code: shortCode }
}
const status = async (url: string | null | undefined): Promise<number> => (await fetch(url ?? '')).status

describe('a guard', () => {
  const check = (code: string, direction: 'in' | 'out' = 'in', by = guard) =>
    by.get('gate.check', { gateId: GATE, direction, code })
  const face = (passageId: string | null, by = guard) =>
    by.ask('gate.face', { gateId: GATE, passageId: passageId ?? '' })

  it('compares whom they have just let in; that it was shown stands with the passage', async () => {
    const { code } = await approved()
    const { visit, passageId } = await check(code)
    expect(visit?.photo).toBe(true)
    campus.clock.now += 5000
    const { url } = await guard.get('gate.face', { gateId: GATE, passageId: passageId ?? '' })
    expect(await status(url)).toBe(200)
    expect(await campus.stored<Passage>('passages', passageId ?? '')).toMatchObject({
      allowed: true,
      faceShownAt: NOW + 5000,
    })
  })

  it('is told of none where there is none', async () => {
    const { visitor, visitId, code } = await approved()
    await visitor.get('face.withdraw', { visitId })
    const { visit, passageId } = await check(code)
    expect(visit?.photo).toBe(false)
    expect(await face(passageId)).toMatchObject({ ok: true, data: { url: null } })
  })

  it('sees nobody who stays outside, nobody whom a colleague checked, nobody of earlier', async () => {
    const early = await approved(addDays(TODAY, 1))
    const refused = await check(early.code)
    expect(refused).toMatchObject({ reason: 'NOT_YET', visit: { photo: false } })
    expect(await face(refused.passageId)).toMatchObject({ code: 'NOT_FOUND' })

    const { code } = await approved()
    const { passageId } = await check(code)
    const colleague = campus.person('guard-colleague')
    await campus.put('accounts', {
      ...{ _id: 'guard:guard-colleague', openid: 'guard-colleague', name: '同岗', role: 'guard' },
      ...{ gateIds: [GATE], active: true, frozen: null, removed: false, history: [], rev: 0, sort: '同岗' },
    })
    expect((await check(code, 'out', colleague)).allowed).toBe(true)
    expect(await face(passageId, colleague)).toMatchObject({ code: 'NOT_FOUND' })
    campus.clock.now += 10 * MINUTE + 1
    expect(await face(passageId)).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('sees nobody’s photo beside a companion who comes alone', async () => {
    const companion = {
      name: '同行甲',
      documentKind: 'mainlandId' as const,
      document: identityOf(69_001).document,
    }
    await approved(TODAY, TODAY, { companions: [companion] })
    const { visit, passageId } = await guard.get('gate.check', {
      ...{ gateId: GATE, direction: 'in' },
      person: { tail: companion.document.slice(-6), name: companion.name },
    })
    expect(visit).toMatchObject({ name: companion.name, photo: false })
    expect(await face(passageId)).toMatchObject({ code: 'NOT_FOUND' })
  })

  it('an address is kept nowhere, so a call sent again much later shows nothing', async () => {
    const { code } = await approved()
    const { passageId } = await check(code)
    const [input, requestId] = [{ gateId: GATE, passageId: passageId ?? '' }, randomUUID()]
    expect((await guard.get('gate.face', input, requestId)).url).not.toBeNull()
    const { requestKey } = await import('../../cloudfunctions/platform/replies')
    expect(
      await campus.stored('audit', requestKey({ kind: 'wechat', id: guard.openid ?? '' }, requestId)),
    ).toMatchObject({
      reply: { url: null },
    })
    campus.clock.now += DAY
    expect((await guard.get('gate.face', input, requestId)).url).toBeNull()
  })
})

describe('a face reader', () => {
  type Face = EndpointOutput<'faces'>['faces'][number]
  /** Everything it is sent on top of what it holds. */
  async function read(since?: number, by = reader) {
    const faces = new Map<string, Face>()
    let cursor: string | undefined
    let pages = 0
    for (;;) {
      const page = await by.get('faces', {
        ...(since === undefined ? {} : { since }),
        ...(cursor === undefined ? {} : { cursor }),
      })
      pages++
      for (const face of page.faces) faces.set(face.person, face)
      if (page.next === null) return { ...page, faces, pages }
      cursor = page.next
    }
  }

  it('gets the photo by the reference that verify takes, at an address of minutes', async () => {
    const { visitId: person, photoId } = await approved()
    const { faces, version, whole, expiresAt } = await read()
    expect([version, whole, expiresAt]).toEqual([NOW, true, NOW + 10 * MINUTE])
    expect(faces.get(person)).toMatchObject({ person, photo: photoId, firstDay: TODAY, lastDay: TODAY })
    expect(await status(faces.get(person)?.url)).toBe(200)
    const shown = { eventId: randomUUID(), direction: 'in' as const, face: { person, confidence: 0.96 } }
    expect(await reader.get('verify', shown)).toMatchObject({ decision: 'allow', reason: 'OK' })
  })

  test.each<[string, string, (visit: Awaited<ReturnType<typeof approved>>) => Promise<unknown>]>([
    ['withdrawn', 'NOT_FOUND', ({ visitor, visitId }) => visitor.get('face.withdraw', { visitId })],
    [
      'revoked',
      'NOT_FOUND',
      ({ visitId }) => approver.get('approval.revoke', { visitId, reason: '活动取消' }),
    ],
    ['cancelled', 'NOT_FOUND', ({ visitor, visitId }) => visitor.get('visit.cancel', { visitId })],
    [
      'changed, to be approved anew',
      'NOT_FOUND',
      async ({ visitor, visitId }) => {
        const { rev, form } = await visitor.get('visit.get', { visitId })
        const { photoId: _, ...without } = form
        await visitor.get('visit.revise', { visitId, rev, form: { ...without, note: '改期' } })
      },
    ],
    [
      'moved to next week and approved anew, its photo with it',
      'NOT_YET',
      async ({ visitor, visitId }) => {
        const { rev, form } = await visitor.get('visit.get', { visitId })
        const days = { firstDay: addDays(TODAY, 7), lastDay: addDays(TODAY, 7) }
        await visitor.get('visit.revise', { visitId, rev, form: { ...form, ...days } })
        await approver.get('approval.approve', { visitId })
        expect((await campus.stored<Visit>('visits', visitId))?.face?.file).toMatch(/./)
      },
    ],
  ])('is told to forget it once it is %s', async (_, reason, end) => {
    const visit = await approved()
    // Long enough for what is read again anyway to lie behind.
    campus.clock.now += 5 * MINUTE
    const { version } = await read()
    expect((await read(version)).faces.has(visit.visitId)).toBe(false)
    await end(visit)
    campus.clock.now += 1000
    const later = await read(version)
    expect(later.whole).toBe(false)
    expect(later.faces.get(visit.visitId)).toMatchObject({ url: null, photo: null })
    expect((await read()).faces.has(visit.visitId)).toBe(false)
    const face = { person: visit.visitId, confidence: 0.99 }
    expect((await reader.get('verify', { eventId: randomUUID(), direction: 'in', face })).reason).toBe(reason)
  })

  it('gets what was approved since the version it holds; that of another day is answered with the whole', async () => {
    const first = await approved(TODAY, addDays(TODAY, 1))
    campus.clock.now += 5 * MINUTE
    const { version } = await read()
    const second = await approved()
    campus.clock.now += 1000
    const news = await read(version)
    expect(news.faces.has(second.visitId)).toBe(true)
    expect(news.faces.has(first.visitId)).toBe(false)
    campus.clock.now += DAY
    const tomorrow = await read(news.version)
    expect(tomorrow.whole).toBe(true)
    expect(tomorrow.faces.has(first.visitId)).toBe(true)
    expect(tomorrow.faces.has(second.visitId)).toBe(false)
  })

  it('gets nobody’s photo for weeks: it comes the day before the visit', async () => {
    const { visitId } = await approved(addDays(TODAY, 5))
    expect((await read()).faces.has(visitId)).toBe(false)
    campus.clock.now += 4 * DAY
    expect((await read()).faces.has(visitId)).toBe(true)
  })

  it('gets long lists in pages, each person once, and only of those who may pass its gate', async () => {
    const named = await facts(120, null)
    const elsewhere = await facts(2, ['yanshan-east'])
    const { faces, pages } = await read()
    expect(named.filter((person) => !faces.has(person))).toEqual([])
    expect(elsewhere.filter((person) => faces.has(person))).toEqual([])
    expect(pages).toBeGreaterThan(2)
    const news = await read(NOW)
    expect(named.filter((person) => !news.faces.has(person))).toEqual([])
  })

  it('at a gate for vehicles alone holds nobody who comes on foot', async () => {
    const { gates } = await office.get('gate.list', {})
    const gate = gates.find(({ pedestrian, active }) => !pedestrian && active)
    const lane = await deviceAt(campus, gate?.id ?? '', { kind: 'faceReader' })
    const [onFoot, named] = [await facts(1, null), await facts(1, [gate?.id ?? ''])]
    const { faces } = await read(undefined, lane)
    expect([faces.has(onFoot[0] ?? ''), faces.has(named[0] ?? '')]).toEqual([false, true])
  })

  /** Photos of as many visitors, as if they had been booked and approved. */
  async function facts(count: number, gateIds: string[] | null): Promise<string[]> {
    const people = Array.from({ length: count }, () => randomBytes(12).toString('base64url'))
    for (const visitId of people) {
      const _id = `visit:${visitId}`
      const fact: GateFact = {
        _id,
        seq: `${String(NOW).padStart(14, '0')}:${_id}`,
        sortKey: `${TODAY}:${_id}`,
        until: TODAY,
        identity: null,
        visit: {
          ...{ visitId, state: 'approved', firstDay: TODAY, lastDay: TODAY, purposeClass: 'official' },
          ...{ headCount: 1, shortCodeTry: 0, plate: null, gateIds, number: null, holderKey: null },
          ...{ documentHash: visitId, phoneHash: visitId },
        },
        faced: true,
        face: { photoId: visitId, file: `cloud://local-env/faces/kept/${visitId}.jpg` },
      }
      await campus.put('gateFacts', { ...fact })
    }
    return people
  }

  it('another kind of device gets none, nor does one that the office has disabled', async () => {
    const controller = await deviceAt(campus, GATE, { kind: 'controller' })
    expect(await controller.ask('faces', {})).toMatchObject({ status: 403, code: 'NOT_ALLOWED' })
    const lost = await deviceAt(campus, GATE, { kind: 'faceReader' })
    await office.get('device.disable', { deviceId: lost.id })
    expect(await lost.ask('faces', {})).toMatchObject({ status: 403, code: 'DEVICE_DISABLED' })
    expect(await reader.ask('faces', { cursor: '昨天' })).toMatchObject({ status: 400, code: 'BODY' })
  })
})

it('no list was read without an index', () => {
  expect(campus.cloud.slowQueries).toEqual([])
})
