import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type * as Files from '../../cloudfunctions/platform/files'
import type { KeptFile } from '../../cloudfunctions/stores/kept-files'
import type { ApproverAccount } from '../../cloudfunctions/stores/accounts'
import type { Visit } from '../../cloudfunctions/stores/visits'
import type { PersonForm } from '../../miniprogram/domain/standing-pass/person'
import type { StandingPlan } from '../../miniprogram/domain/standing-pass/standing-pass'
import { addDays, startOfDay, type Day } from '../../miniprogram/domain/values/days'
import { demoTemplates } from '../../local/demo'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deviceAt, type GateDevice } from './gates'
import { keptFace } from './pictures'
import { approvedPass, peopleOf, standingPerson } from './standing'
import { FACE, handIn } from './uploads'
import { approversOf, formFor, guardOf, identityOf, PassPhone } from './visitors'

/** The face photo of a person of a standing pass (spec 4.4, 6, 9), from the consent to its deletion. NOW is a Saturday. */
const GATE = 'yucai-west'
const MONDAY = addDays(TODAY, 2)
const HOUR = 3_600_000
const DAY = 24 * HOUR
let campus: Campus
let guard: Person
let reader: GateDevice
let picture: Buffer
let files: typeof Files
let deleteDueFiles: (now: number) => Promise<number>
let numbers = 40_000

beforeAll(async () => {
  campus = await openCampus()
  files = await import('../../cloudfunctions/platform/files')
  ;({ deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files'))
  guard = campus.person(guardOf(campus, GATE))
  reader = await deviceAt(campus, GATE, { kind: 'faceReader' })
  picture = await keptFace()
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await campus.put('settings', { _id: 'rules', facePhoto: true })
})

const visitOf = async (visitId: string) => (await campus.stored<Visit>('visits', visitId)) as Visit
const at = (day: Day, hour: number): void => {
  campus.clock.now = startOfDay(day) + hour * HOUR
}

/** Sent and checked; nothing has taken it yet. */
async function kept(by: Person): Promise<string> {
  const { uploadId, cloudPath } = await by.get('file.begin', FACE)
  await files.uploadPicture(cloudPath, picture)
  await by.get('file.keep', { uploadId })
  return uploadId
}

async function proved(number: number, openid = `holder-${number}`): Promise<Person> {
  const person = campus.person(openid)
  await person.get('phone.prove', { code: campus.cloud.phoneCode(identityOf(number).phone) })
  return person
}

/** A pass on the phone of its one person. */
async function held(changes: Partial<StandingPlan> = {}, person: Partial<PersonForm> = {}, more = {}) {
  const number = ++numbers
  const pass = await approvedPass(campus, [standingPerson(number, person)], changes, more)
  const holder = await proved(number)
  const visitId = (await holder.get('standing.claim', {})).passes[0]?.visitId ?? ''
  return { ...pass, number, holder, visitId }
}

/** The same, with a photo. */
async function photographed(
  changes: Partial<StandingPlan> = {},
  person: Partial<PersonForm> = {},
  more = {},
) {
  const pass = await held(changes, person, more)
  const photoId = await kept(pass.holder)
  await pass.holder.get('face.add', { visitId: pass.visitId, photoId })
  await pass.unit.get('face.answer', { visitId: pass.visitId, photoId, accept: true })
  const file = (await visitOf(pass.visitId)).face?.file ?? ''
  return { ...pass, photoId, file }
}

const isThere = async (file: string): Promise<boolean> => (await files.temporaryUrls([file]))[0] !== null
const keptFile = async (file: string) => {
  const { keptFileId } = await import('../../cloudfunctions/stores/kept-files')
  return campus.stored<KeptFile>('keptFiles', keptFileId(file))
}
const verify = async (person: string, direction: 'in' | 'out' = 'in') =>
  reader.get('verify', { eventId: randomUUID(), direction, face: { person, confidence: 0.96 } })
const known = async (person: string, since?: number) => {
  const { faces, version } = await reader.get('faces', since === undefined ? {} : { since })
  return { face: faces.find((each) => each.person === person), version }
}

describe('a photo that was added opens nothing before the unit has looked', () => {
  async function asked() {
    const pass = await held()
    const photoId = await kept(pass.holder)
    await pass.holder.get('face.add', { visitId: pass.visitId, photoId })
    return { ...pass, photoId, input: { visitId: pass.visitId, photoId, accept: true } }
  }

  it('at no gate, in no reader, and not before a guard; on the own record it is said', async () => {
    const { holder, visitId } = await asked()
    expect(await verify(visitId)).toMatchObject({ decision: 'deny', reason: 'NOT_FOUND' })
    expect((await known(visitId)).face).toBeUndefined()
    const phone = new PassPhone()
    await phone.issue(holder, visitId)
    const code = phone.codeAt(campus.clock.now)
    const { passageId, visit } = await guard.get('gate.check', { gateId: GATE, direction: 'in', code })
    expect(visit?.photo).toBe(false)
    expect(await guard.get('gate.face', { gateId: GATE, passageId: passageId ?? '' })).toEqual({ url: null })
    expect(await holder.get('visit.get', { visitId })).toMatchObject({ face: { asked: true } })
  })

  it('taken by an approver of the unit, it is known to readers from then on', async () => {
    const { unit, visitId, input } = await asked()
    const { version } = await known(visitId)
    await unit.get('face.answer', input)
    expect((await known(visitId, version)).face).toMatchObject({ person: visitId })
    expect((await verify(visitId)).decision).toBe('allow')
    expect(await unit.outcome('face.answer', input)).toBe('CHANGED_MEANWHILE')
  })

  it('not taken, it is deleted and told, and another one can be added', async () => {
    const { unit, holder, visitId, photoId, input } = await asked()
    const file = (await visitOf(visitId)).face?.file ?? ''
    await unit.get('face.answer', { ...input, accept: false })
    expect(await holder.get('visit.get', { visitId })).toMatchObject({ face: null, photoRefused: true })
    expect(await keptFile(file)).toMatchObject({ dueAt: campus.clock.now })
    expect(await unit.outcome('face.answer', input)).toBe('PHOTO_GONE')
    const another = await kept(holder)
    await holder.get('face.add', { visitId, photoId: another })
    expect(await holder.get('visit.get', { visitId })).toMatchObject({
      ...{ photoRefused: false, face: { photoId: another, asked: true } },
    })
    expect(await unit.outcome('face.answer', { ...input, photoId })).toBe('PHOTO_GONE')
  })

  it('one in place of a photo that was taken opens nothing either, and neither does that any more', async () => {
    const { holder, visitId } = await photographed()
    expect((await verify(visitId)).decision).toBe('allow')
    await holder.get('face.add', { visitId, photoId: await kept(holder) })
    expect(await verify(visitId)).toMatchObject({ decision: 'deny', reason: 'NOT_FOUND' })
    expect((await known(visitId)).face).toBeUndefined()
  })

  it.each<[string, (account: ApproverAccount) => ApproverAccount, string]>([
    ['frozen', (account) => ({ ...account, frozen: { since: NOW, reason: '借调' } }), 'FROZEN'],
    ['removed', (account) => ({ ...account, removed: true }), 'NOT_ALLOWED'],
    ['moved to another unit', (account) => ({ ...account, unitIds: ['literature'] }), 'NOT_FOUND'],
  ])('never taken by who was %s since their call began', async (_, changed, refusal) => {
    const { wechatCaller } = await import('../../cloudfunctions/dispatch/callers')
    const { answerFace } = await import('../../cloudfunctions/usecases/face/visit-face')
    const { accountId } = await import('../../cloudfunctions/stores/accounts')
    const { input, visitId } = await asked()
    const openid = approversOf(campus, 'computing')[0] ?? ''
    const caller = await wechatCaller(
      openid,
      { action: 'face.answer', requestId: randomUUID(), content: 'photo' },
      NOW,
    )
    const id = accountId('approver', openid)
    const account = (await campus.stored<ApproverAccount>('accounts', id)) as ApproverAccount
    await campus.put('accounts', { ...changed(account) })
    try {
      await expect(answerFace(caller, input)).rejects.toMatchObject({ code: refusal })
      expect((await visitOf(visitId)).face?.asked).toBe(true)
    } finally {
      await campus.put('accounts', { ...account })
    }
  })

  it('never taken by the one who added it', async () => {
    const approverOfUnit = campus.person(approversOf(campus, 'computing')[1] ?? '')
    const { visitId, photoId } = await asked()
    await campus.put('visits', { ...(await visitOf(visitId)), owner: approverOfUnit.openid ?? '' })
    const input = { visitId, photoId, accept: true }
    expect(await approverOfUnit.outcome('face.answer', input)).toBe('SELF_APPROVAL')
  })
})

describe('adding a photo', () => {
  it('is the holder’s, and each who sees a visitor’s photo sees it: themself, the unit’s approver, a guard, a face reader', async () => {
    const { holder, visitId, unit, photoId, passId } = await photographed()
    const { face, allowedActions } = await holder.get('visit.get', { visitId })
    expect([face?.consentAt, allowedActions.addPhoto]).toEqual([NOW, true])
    expect((await fetch(face?.url ?? '')).status).toBe(200)
    expect((await unit.get('approval.get', { visitId })).face).toMatchObject({ consentAt: NOW })
    expect((await unit.get('standing.people', { passId, cursor: null })).rows).toMatchObject([
      { photo: 'taken' },
    ])
    const phone = new PassPhone()
    expect((await phone.issue(holder, visitId)).ways).toContain('face')
    const check = await guard.get('gate.check', { gateId: GATE, direction: 'in', code: phone.codeAt(NOW) })
    expect(check.visit?.photo).toBe(true)
    const shown = await guard.get('gate.face', { gateId: GATE, passageId: check.passageId ?? '' })
    expect((await fetch(shown.url ?? '')).status).toBe(200)
    expect((await known(visitId)).face).toMatchObject({ photo: photoId })
    const own = (await holder.get('data.read', {})).visits.find(({ id }) => id === visitId)
    expect(own?.photo).toEqual({ consentAt: NOW, kept: true })
  })

  it('again and again leaves the approvers’ messages to others', async () => {
    const template = demoTemplates.newBooking.id
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    const left = async () => (await approver.get('me', {})).consents[template] ?? 0
    for (let each = 0; each < 3; each++) {
      await campus.cloud.consent.record(approver.openid ?? '', template, 'accept')
      await approver.get('consent.record', { accepted: [template] })
    }
    const before = await left()
    const { holder, visitId } = await held()
    for (let each = 0; each < 4; each++) {
      await holder.get('face.add', { visitId, photoId: await kept(holder) })
      campus.clock.now += 60_000
    }
    expect(await left()).toBe(before - 1)
  })

  it('is nobody else’s: not a stranger’s, the unit’s, another person’s of the same pass', async () => {
    const [number, other] = [++numbers, ++numbers]
    const pass = await approvedPass(campus, [standingPerson(number), standingPerson(other)])
    const [holder, colleague] = [await proved(number), await proved(other)]
    const visitId = (await holder.get('standing.claim', {})).passes[0]?.visitId ?? ''
    await colleague.get('standing.claim', {})
    const before = await visitOf(visitId)
    for (const by of [colleague, pass.unit, pass.office, guard, campus.person('stranger')]) {
      const photoId = await kept(by)
      expect(await by.outcome('face.add', { visitId, photoId })).toBe('NOT_FOUND')
      // Nor is what the holder sent of any use to them.
      expect(await by.outcome('face.add', { visitId, photoId: await kept(holder) })).toBe('NOT_FOUND')
      expect(await by.outcome('face.withdraw', { visitId })).toBe('NOT_FOUND')
    }
    expect(await visitOf(visitId)).toEqual(before)
    const theirs = await kept(colleague)
    expect(await holder.outcome('face.add', { visitId, photoId: theirs })).toBe('PHOTO_GONE')
  })

  it('waits until the pass is taken over', async () => {
    const number = ++numbers
    const pass = await approvedPass(campus, [standingPerson(number)])
    const [person] = await peopleOf(pass)
    const holder = await proved(number)
    const photoId = await kept(holder)
    const visitId = person?.id ?? ''
    expect(await holder.outcome('face.add', { visitId, photoId })).toBe('NOT_FOUND')
    await holder.get('standing.claim', {})
    expect(await holder.outcome('face.add', { visitId, photoId })).toBe('ok')
  })

  it('needs a checked upload of its own, once; the same call again is one change', async () => {
    const { holder, visitId, photoId } = await photographed()
    const twin = await held()
    expect(await holder.outcome('face.add', { visitId, photoId })).toBe('ok')
    expect((await visitOf(visitId)).face?.file).toMatch(/./)
    expect(await twin.holder.outcome('face.add', { visitId: twin.visitId, photoId })).toBe('PHOTO_GONE')
    const { uploadId } = await holder.get('file.begin', FACE)
    expect(await holder.outcome('face.add', { visitId, photoId: uploadId })).toBe('PHOTO_GONE')
    const input = { visitId, photoId: await kept(holder) }
    await holder.get('face.add', input, 'the-same-request-face')
    const { rev } = await visitOf(visitId)
    await holder.get('face.add', input, 'the-same-request-face')
    expect((await visitOf(visitId)).rev).toBe(rev)
  })

  it('switched off, none is added and none is offered; one that is there stays', async () => {
    const { holder, visitId } = await photographed()
    const photoId = await kept(holder)
    await campus.put('settings', { _id: 'rules', facePhoto: false })
    expect(await holder.outcome('face.add', { visitId, photoId })).toBe('FACE_OFF')
    const { allowedActions, face } = await holder.get('visit.get', { visitId })
    expect([allowedActions.addPhoto, face?.consentAt]).toEqual([false, NOW])
  })

  it('a vehicle alone has none, nor has a pass that was withdrawn', async () => {
    const { plate } = identityOf(++numbers)
    const vehicle = await held({}, { document: '', plate })
    const photoId = await kept(vehicle.holder)
    expect(await vehicle.holder.outcome('face.add', { visitId: vehicle.visitId, photoId })).toBe(
      'NOT_ALLOWED',
    )
    const gone = await held()
    await gone.unit.get('standing.withdraw', { passId: gone.passId, visitIds: [], reason: '合同结束' })
    const other = await kept(gone.holder)
    expect(await gone.holder.outcome('face.add', { visitId: gone.visitId, photoId: other })).toBe(
      'ALREADY_DECIDED',
    )
    expect((await visitOf(gone.visitId)).face).toBeNull()
  })
})

describe('at a face reader', () => {
  it('opens on the days and in the hours of the pass alone', async () => {
    const { visitId } = await photographed({
      weekdays: [1, 2, 3, 4, 5],
      hours: { from: 7 * 60, until: 19 * 60 },
    })
    expect(await verify(visitId)).toMatchObject({ decision: 'deny', reason: 'OUTSIDE_HOURS' })
    at(MONDAY, 6.99)
    expect((await verify(visitId)).reason).toBe('OUTSIDE_HOURS')
    at(MONDAY, 7)
    expect(await verify(visitId)).toMatchObject({ decision: 'allow', reason: 'OK' })
    expect(await verify(visitId, 'out')).toMatchObject({ decision: 'allow' })
    at(addDays(MONDAY, 1), 19)
    expect((await verify(visitId)).reason).toBe('OUTSIDE_HOURS')
  })

  it('isn’t known where the pass doesn’t let in', async () => {
    const { visitId } = await photographed({ gateIds: ['yanshan-east'] })
    expect((await known(visitId)).face).toBeUndefined()
    expect((await verify(visitId)).reason).toBe('WRONG_GATE')
  })

  it('is told of a photo that comes to a pass it has known for long, and the holder sees when it knows', async () => {
    const { holder, unit, visitId } = await held()
    at(addDays(TODAY, 20), 10)
    const { version } = await known(visitId)
    await reader.get('heartbeat', { version, faults: [] })
    campus.clock.now += 10 * 60_000
    await reader.get('heartbeat', { version: (await known(visitId, version)).version, faults: [] })
    const stateAt = async () =>
      (await holder.get('visit.get', { visitId })).delivery.filter(({ gateId }) => gateId === GATE)
    campus.clock.now += 10_000
    const photoId = await kept(holder)
    await holder.get('face.add', { visitId, photoId })
    expect(await stateAt()).toMatchObject([{ state: 'effective' }])
    campus.clock.now += 10_000
    await unit.get('face.answer', { visitId, photoId, accept: true })
    expect(await stateAt()).toMatchObject([{ state: 'delivering' }])
    campus.clock.now += 10_000
    const news = await known(visitId, campus.clock.now - 15_000)
    expect(news.face).toMatchObject({ photo: photoId, lastDay: addDays(TODAY, 99) })
    await reader.get('heartbeat', { version: news.version, faults: [] })
    expect(await stateAt()).toMatchObject([{ state: 'effective' }])
  })

  it('replaced, it gets the new one, and the old picture goes at once', async () => {
    const { holder, unit, visitId, file } = await photographed()
    at(addDays(TODAY, 20), 10)
    const { version } = await known(visitId)
    campus.clock.now += 5 * 60_000
    const photoId = await kept(holder)
    await holder.get('face.add', { visitId, photoId })
    await unit.get('face.answer', { visitId, photoId, accept: true })
    campus.clock.now += 1000
    expect((await known(visitId, version)).face).toMatchObject({ photo: photoId })
    await deleteDueFiles(campus.clock.now)
    expect([await isThere(file), await isThere((await visitOf(visitId)).face?.file ?? '')]).toEqual([
      false,
      true,
    ])
  })

  type Pass = Awaited<ReturnType<typeof photographed>>
  const withdraw = (pass: Pass, visitIds: string[], by = pass.unit) =>
    by.get('standing.withdraw', { passId: pass.passId, visitIds, reason: '已离岗' })
  test.each<[string, string, (pass: Pass) => Promise<unknown>]>([
    [
      'the photo is withdrawn',
      'NOT_FOUND',
      ({ holder, visitId }) => holder.get('face.withdraw', { visitId }),
    ],
    ['the unit withdraws its person', 'NOT_FOUND', (pass) => withdraw(pass, [pass.visitId])],
    ['the unit withdraws the whole pass', 'NOT_FOUND', (pass) => withdraw(pass, [])],
    ['the office withdraws it', 'NOT_FOUND', (pass) => withdraw(pass, [], pass.office)],
    [
      'an approver revokes the visit',
      'NOT_FOUND',
      ({ unit, visitId }) => unit.get('approval.revoke', { visitId, reason: '已离岗' }),
    ],
    [
      'the number is somebody else’s by now',
      'NOT_FOUND',
      async ({ number, visitId }) => {
        campus.clock.now += 1000
        const successor = await proved(number, `successor-${number}`)
        expect((await successor.get('standing.claim', {})).passes).toEqual([{ visitId }])
        // Of who held it before there is nothing to read, and no photo either.
        expect((await successor.get('visit.get', { visitId })).face).toBeNull()
        const [own] = (await successor.get('data.read', {})).visits
        expect(own?.photo).toBeNull()
      },
    ],
    [
      'its holder asks to be erased',
      'NOT_FOUND',
      async ({ holder }) => {
        const { eraseAsked } = await import('../../cloudfunctions/usecases/account/erase')
        await holder.get('data.erase', {})
        await eraseAsked(campus.clock.now)
      },
    ],
  ])(
    'once %s the reader is told to forget it, and the picture is gone within the day',
    async (_, reason, end) => {
      const pass = await photographed()
      campus.clock.now += 5 * 60_000
      const { version } = await known(pass.visitId)
      await end(pass)
      campus.clock.now += 1000
      expect((await known(pass.visitId, version)).face).toMatchObject({ url: null, photo: null })
      expect((await verify(pass.visitId)).reason).toBe(reason)
      await deleteDueFiles(campus.clock.now)
      expect(await isThere(pass.file)).toBe(false)
    },
  )
})

describe('of somebody with another right', () => {
  /** A pass for 7–9, and an official visit today; `withPhoto`: both have one. `other`: somebody else booked under the document. */
  async function both(withPhoto: boolean, other = false) {
    const pass = await photographed({ hours: { from: 7 * 60, until: 9 * 60 } })
    const visitor = other ? campus.person(`other-${pass.number}`) : pass.holder
    const photo = withPhoto ? { photoId: await kept(visitor), photoConsent: true } : {}
    const form = formFor(campus, pass.number, { name: '工人甲', ...photo })
    const { visitId } = await visitor.get('visit.submit', { form })
    await campus.person(approversOf(campus, 'computing')[0] ?? '').get('approval.approve', { visitId })
    campus.clock.now += 60_000
    return { pass, visitId }
  }
  const insideBy = async (visitId: string) => (await visitOf(visitId)).insideCampusId

  it('either photo lets in by the right that holds, and out by the one they came in with', async () => {
    const { pass, visitId } = await both(true)
    for (const person of [pass.visitId, visitId]) {
      expect(await verify(person)).toMatchObject({ decision: 'allow', reason: 'OK' })
      expect([await insideBy(visitId), await insideBy(pass.visitId)]).toEqual(['yucai', null])
      campus.clock.now += 60_000
      expect(await verify(pass.visitId, 'out')).toMatchObject({ decision: 'allow', hint: null })
      expect(await insideBy(visitId)).toBeNull()
      campus.clock.now += 60_000
    }
  })

  it('a booking of somebody else under their document is no right of theirs, nor theirs of that one', async () => {
    const { pass, visitId } = await both(true, true)
    expect(await verify(pass.visitId)).toMatchObject({ decision: 'deny', reason: 'OUTSIDE_HOURS' })
    expect(await verify(visitId)).toMatchObject({ decision: 'allow', reason: 'OK' })
    expect([await insideBy(visitId), await insideBy(pass.visitId)]).toEqual(['yucai', null])
  })

  it('one that no photo opens stays shut to it, but they leave by it', async () => {
    const { pass, visitId } = await both(false)
    expect(await verify(pass.visitId)).toMatchObject({ decision: 'deny', reason: 'OUTSIDE_HOURS' })
    const person = { tail: identityOf(pass.number).document.slice(-6), name: '工人甲' }
    await guard.get('gate.check', { gateId: GATE, direction: 'in', person })
    expect(await insideBy(visitId)).toBe('yucai')
    expect(await verify(pass.visitId, 'out')).toMatchObject({ decision: 'allow', hint: null })
    expect(await insideBy(visitId)).toBeNull()
  })
})

describe('without a network', () => {
  const alone = async (person: string) => {
    const { decideAlone } = (await import(new URL('./vendor-client.mts', import.meta.url).href)) as {
      decideAlone(
        pages: readonly object[],
        shown: { person: string },
        gateId: string,
        now: number,
      ): { decision: string }
    }
    const { payload } = await reader.get('snapshot', {})
    return decideAlone([JSON.parse(payload) as object], { person }, GATE, campus.clock.now).decision
  }

  it('a guard looks, as at every right with days of its own, and nobody comes in by one that was withdrawn', async () => {
    const { visitId, passId, unit } = await photographed({ weekdays: [6] })
    expect(await alone(visitId)).toBe('hold')
    await unit.get('standing.withdraw', { passId, visitIds: [visitId], reason: '已离岗' })
    expect(await alone(visitId)).toBe('deny')
  })
})

describe('how long it is kept', () => {
  const lastDay = addDays(TODAY, 60)
  const later = addDays(TODAY, 120)
  const endOf = (day: Day): number => startOfDay(addDays(day, 1))

  it('has a day from the first moment on: within a day of the end, though nothing ended the pass', async () => {
    const { file } = await photographed({ lastDay })
    const { dueAt } = (await keptFile(file)) ?? {}
    expect(dueAt).toBeGreaterThanOrEqual(endOf(lastDay))
    expect(dueAt).toBeLessThanOrEqual(endOf(lastDay) + DAY)
    await deleteDueFiles(endOf(lastDay) - 1)
    expect(await isThere(file)).toBe(true)
    await deleteDueFiles(endOf(lastDay) + DAY)
    expect(await isThere(file)).toBe(false)
  })

  it('a renewal moves the day, with the same consent; answered on the last evening, too', async () => {
    const { file, visitId, passId, unit, office, photoId } = await photographed({ lastDay })
    at(lastDay, 23.9)
    await unit.get('standing.renew', { passId, lastDay: later })
    expect((await keptFile(file))?.dueAt).toBeLessThanOrEqual(endOf(lastDay) + DAY)
    await office.get('standing.answer', { passId, accept: true, reason: '' })
    expect((await keptFile(file))?.dueAt).toBeGreaterThanOrEqual(endOf(later))
    expect((await visitOf(visitId)).face).toMatchObject({ photoId, file, consentAt: NOW })
    at(later, 12)
    await deleteDueFiles(campus.clock.now)
    expect([await isThere(file), (await verify(visitId)).reason]).toEqual([true, 'OK'])
    await deleteDueFiles(endOf(later) + DAY)
    expect(await isThere(file)).toBe(false)
  })

  it('who isn’t renewed loses it with the pass', async () => {
    const { file, visitId } = await photographed({ lastDay })
    const { endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire')
    at(addDays(lastDay, 1), 1)
    await endOverdueVisits(campus.clock.now, addDays(lastDay, 1))
    expect((await visitOf(visitId)).face).toMatchObject({ file: null })
    await deleteDueFiles(campus.clock.now)
    expect(await isThere(file)).toBe(false)
  })

  it('papers that ran out hold its person and keep it, for the pass can come back; not beyond its end', async () => {
    const papers = [{ name: '健康证', until: addDays(TODAY, 10), photo: null }]
    const { file, visitId, passId, unit } = await photographed({ lastDay }, {}, { papers })
    at(addDays(TODAY, 12), 12)
    await deleteDueFiles(campus.clock.now)
    expect(await verify(visitId)).toMatchObject({ decision: 'hold' })
    expect(await isThere(file)).toBe(true)
    const renewed = [{ name: '健康证', until: later, photo: await handIn(unit, 'paper') }]
    await unit.get('standing.papers', { passId, papers: renewed })
    expect(await verify(visitId)).toMatchObject({ decision: 'allow' })
    await deleteDueFiles(endOf(lastDay) + DAY)
    expect(await isThere(file)).toBe(false)
  })

  it('asked to be erased and consented to anew, the new one stays', async () => {
    const { holder, visitId, file } = await photographed()
    const { eraseAsked } = await import('../../cloudfunctions/usecases/account/erase')
    await holder.get('data.erase', {})
    await eraseAsked(campus.clock.now)
    campus.clock.now += HOUR
    await holder.get('face.add', { visitId, photoId: await kept(holder) })
    await eraseAsked(campus.clock.now)
    await deleteDueFiles(campus.clock.now)
    const { face } = await visitOf(visitId)
    expect([await isThere(file), await isThere(face?.file ?? '')]).toEqual([false, true])
  })

  it('withdrawn, the place on the pass stands, and it can be added again', async () => {
    const { holder, unit, visitId } = await photographed()
    await holder.get('face.withdraw', { visitId })
    expect(await visitOf(visitId)).toMatchObject({ state: 'approved', face: { file: null, consentAt: NOW } })
    expect((await holder.get('visit.get', { visitId })).allowedActions.addPhoto).toBe(true)
    const photoId = await kept(holder)
    await holder.get('face.add', { visitId, photoId })
    await unit.get('face.answer', { visitId, photoId, accept: true })
    expect((await verify(visitId)).reason).toBe('OK')
  })
})
