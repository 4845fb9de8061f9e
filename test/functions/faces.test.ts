import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import sharp from 'sharp'
import type { VisitForm } from '../../contract'
import type { Visit } from '../../cloudfunctions/stores/visits'
import type { Portrait } from '../domain/face/portrait'
import { addDays, startOfDay } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { keptFace } from './pictures'
import { FACE } from './uploads'
import { approversOf, formFor, PassPhone } from './visitors'

/** A face photo from the consent to its deletion (spec 6, 9). */
let campus: Campus
let uploadPicture: (path: string, bytes: Buffer) => Promise<string>
let temporaryUrls: (files: string[]) => Promise<(string | null)[]>
let deleteDueFiles: (now: number) => Promise<number>
let endOverdueVisits: (now: number, today: string) => Promise<number>
let good: Buffer
let numbers = 0
const HOUR = 3_600_000

beforeAll(async () => {
  campus = await openCampus()
  ;({ uploadPicture, temporaryUrls } = await import('../../cloudfunctions/platform/files'))
  ;({ deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files'))
  ;({ endOverdueVisits } = await import('../../cloudfunctions/usecases/visit/expire'))
  good = await keptFace({})
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.clock.now = NOW
  await campus.put('settings', { _id: 'rules', facePhoto: true })
})

const visitor = (): Person => campus.person(`face-${++numbers}`)
const approver = (): Person => campus.person(approversOf(campus, 'computing')[0] as string)
const filesIn = async (photoId: string): Promise<string[]> => {
  const { uploadPaths } = await import('../../cloudfunctions/stores/uploads')
  const { plannedFile } = await import('../../cloudfunctions/platform/files')
  return Promise.all(Object.values(uploadPaths(photoId, 'face', 'jpg')).map(plannedFile))
}
/** Which of the upload and the kept copy are there. */
const there = async (photoId: string): Promise<boolean[]> =>
  (await temporaryUrls(await filesIn(photoId))).map((url) => url !== null)

async function upload(person: Person, bytes: Buffer): Promise<string> {
  const { uploadId: photoId, cloudPath } = await person.get('file.begin', FACE)
  await uploadPicture(cloudPath, bytes)
  return photoId
}

async function keep(person: Person, bytes = good): Promise<string> {
  const photoId = await upload(person, bytes)
  await person.get('file.keep', { uploadId: photoId })
  return photoId
}

async function bookWithFace(changes: Partial<VisitForm> = {}) {
  const person = visitor()
  const photoId = await keep(person)
  const form = formFor(campus, 70_000 + numbers, { photoId, ...changes })
  const { visitId } = await person.get('visit.submit', { form })
  return { person, photoId, form, visitId }
}

const stored = async (visitId: string): Promise<Visit> =>
  (await campus.stored<Visit>('visits', visitId)) as Visit

describe('what arrives is checked with the rules of the capture page', () => {
  test.each<[string, Partial<Portrait>, string]>([
    ['dark', { skin: 40, wall: 45 }, 'tooDark'],
    ['burnt out', { skin: 280, wall: 255 }, 'tooBright'],
    ['against a window', { skin: 60, wall: 235 }, 'backlit'],
    ['blurred', { blur: 6 }, 'holdStill'],
    ['without a face', { face: null }, 'intoFrame'],
  ])('%s', async (_, changes, hint) => {
    const person = visitor()
    const photoId = await upload(person, await keptFace(changes))
    const reply = await person.ask('file.keep', { uploadId: photoId })
    expect(reply).toMatchObject({ ok: false, code: 'FACE_HINT', details: { hint } })
    expect((await there(photoId))[1]).toBe(false)
  })

  test.each<[string, () => Promise<Buffer>]>([
    ['a PNG', () => sharp(good).png().toBuffer()],
    ['a page that calls itself a picture', () => Promise.resolve(Buffer.from('<html></html>'))],
    ['a JPEG cut off', () => Promise.resolve(good.subarray(0, good.length / 2))],
    ['nothing', () => Promise.resolve(Buffer.alloc(0))],
    ['too many bytes', () => Promise.resolve(Buffer.concat([good, Buffer.alloc(200 * 1024)]))],
    ['the whole picture of a camera', () => sharp(good).resize(1500, 2000).jpeg({ quality: 30 }).toBuffer()],
    ['a stamp', () => sharp(good).resize(150, 200).jpeg().toBuffer()],
    ['a square', () => sharp(good).resize(400, 400).jpeg().toBuffer()],
  ])('%s is refused', async (_, bytes) => {
    const person = visitor()
    const photoId = await upload(person, await bytes())
    expect(await person.outcome('file.keep', { uploadId: photoId })).toBe('FACE_FORM')
  })

  it('after a refusal the next picture goes to the same place', async () => {
    const person = visitor()
    const { uploadId: photoId, cloudPath } = await person.get('file.begin', FACE)
    expect(await person.outcome('file.keep', { uploadId: photoId })).toBe('FILE_MISSING')
    await uploadPicture(cloudPath, await keptFace({ skin: 40, wall: 45 }))
    expect(await person.outcome('file.keep', { uploadId: photoId })).toBe('FACE_HINT')
    await uploadPicture(cloudPath, good)
    expect(await person.outcome('file.keep', { uploadId: photoId })).toBe('ok')
  })

  it('place, time and device are taken out of what is kept', async () => {
    const tagged = await sharp(good)
      .withExif({ IFD0: { Make: 'PhoneOfSomebody' }, IFD3: { GPSLatitude: '25/1 16/1 0/1' } })
      .jpeg({ quality: 85 })
      .toBuffer()
    expect(tagged.includes('PhoneOfSomebody')).toBe(true)
    const person = visitor()
    const photoId = await keep(person, tagged)
    const [, url] = await temporaryUrls(await filesIn(photoId))
    const kept = Buffer.from(await (await fetch(url ?? '')).arrayBuffer())
    expect(kept.includes('PhoneOfSomebody')).toBe(false)
    const { exif, width, height } = await sharp(kept).metadata()
    expect([exif, width, height]).toEqual([undefined, 450, 600])
  })
})

describe('a photo belongs to who consented to it', () => {
  it('nobody else can keep it, book with it or discard it', async () => {
    const [person, other] = [visitor(), visitor()]
    const photoId = await upload(person, good)
    expect(await other.outcome('file.keep', { uploadId: photoId })).toBe('PHOTO_GONE')
    await person.get('file.keep', { uploadId: photoId })
    await other.get('file.discard', { uploadId: photoId })
    const form = formFor(campus, 71_000, { photoId })
    expect(await other.ask('visit.submit', { form })).toMatchObject({
      code: 'FORM',
      details: { fieldErrors: [{ field: 'photoId', code: 'PHOTO_GONE' }] },
    })
    expect(await person.outcome('visit.submit', { form })).toBe('ok')
  })

  it('a photo that was not checked is no photo', async () => {
    const person = visitor()
    const photoId = await upload(person, good)
    expect(await person.outcome('visit.submit', { form: formFor(campus, 71_001, { photoId }) })).toBe('FORM')
  })

  it('it is used once', async () => {
    const { person, photoId } = await bookWithFace()
    const again = formFor(campus, 71_002, { photoId })
    expect(await person.outcome('visit.submit', { form: again })).toBe('FORM')
  })

  it('the same request, sent again, is one photo and one consent', async () => {
    const person = visitor()
    const first = await person.get('file.begin', FACE, 'the-same-request-1')
    const second = await person.get('file.begin', FACE, 'the-same-request-1')
    expect(second).toEqual(first)
    await uploadPicture(first.cloudPath, good)
    await person.get('file.keep', { uploadId: first.uploadId }, 'the-same-request-2')
    // The upload has gone meanwhile; the answer is the same.
    await deleteDueFiles(NOW)
    expect(await person.outcome('file.keep', { uploadId: first.uploadId }, 'the-same-request-2')).toBe('ok')
  })

  it('without consent there is nothing', async () => {
    expect(await visitor().outcome('file.begin', { ...FACE, consent: false })).toBe('BAD_REQUEST')
    expect(await visitor().outcome('file.begin', { use: 'face', ending: 'jpg' })).toBe('BAD_REQUEST')
  })
})

describe('who sees it', () => {
  it('the visitor and the unit’s approver, at an address of some minutes; its own way stands on the pass', async () => {
    const { person, visitId } = await bookWithFace()
    const own = await person.get('visit.get', { visitId })
    const theirs = await approver().get('approval.get', { visitId })
    for (const { face } of [own, theirs]) {
      expect(face?.consentAt).toBe(NOW)
      expect((await fetch(face?.url ?? '')).status).toBe(200)
    }
    await approver().get('approval.approve', { visitId })
    expect((await new PassPhone().issue(person, visitId)).ways).toContain('face')
  })

  it('never an approver for a guest who didn’t consent', async () => {
    const inviter = approver()
    const photoId = await keep(inviter)
    const form = formFor(campus, 71_003, { photoId })
    const { visitId } = await inviter.get('invitation.create', { form, vip: false, vouched: true })
    expect((await stored(visitId)).face).toBeNull()
  })
})

describe('it is deleted', () => {
  const gone = async (photoId: string, at = campus.clock.now) => {
    await deleteDueFiles(at)
    expect(await there(photoId)).toEqual([false, false])
  }

  it('a day after it was taken when no booking took it', async () => {
    const photoId = await keep(visitor())
    await deleteDueFiles(NOW + 23 * HOUR)
    expect(await there(photoId)).toEqual([false, true])
    await gone(photoId, NOW + 24 * HOUR)
  })

  it('a day after an upload that was never checked', async () => {
    const photoId = await upload(visitor(), good)
    await gone(photoId, NOW + 24 * HOUR)
  })

  it('at once when it is discarded, or another one is begun', async () => {
    const person = visitor()
    const photoId = await keep(person)
    await person.get('file.discard', { uploadId: photoId })
    await gone(photoId)
    const second = await keep(person)
    await person.get('file.begin', FACE)
    await gone(second)
  })

  it('when the visitor withdraws it; the booking stands, that there was a consent as well', async () => {
    const { person, photoId, visitId } = await bookWithFace({ lastDay: addDays(TODAY, 3) })
    await approver().get('approval.approve', { visitId })
    await deleteDueFiles(NOW + 48 * HOUR)
    expect((await there(photoId))[1]).toBe(true)
    await person.get('face.withdraw', { visitId })
    await gone(photoId)
    expect(await stored(visitId)).toMatchObject({ state: 'approved', face: { file: null, consentAt: NOW } })
    expect((await new PassPhone().issue(person, visitId)).ways).not.toContain('face')
    expect((await person.get('visit.get', { visitId })).face).toBeNull()
  })

  test.each<[string, (visitId: string, person: Person) => Promise<unknown>]>([
    ['returned', (visitId) => approver().get('approval.return', { visitId, reason: '改期' })],
    ['cancelled', (visitId, person) => person.get('visit.cancel', { visitId })],
    [
      'revoked',
      async (visitId) => {
        await approver().get('approval.approve', { visitId })
        await approver().get('approval.revoke', { visitId, reason: '取消' })
      },
    ],
    ['over', (visitId) => visitOver(visitId)],
  ])('when the booking is %s', async (_, end) => {
    const { person, photoId, visitId } = await bookWithFace()
    await end(visitId, person)
    await gone(photoId, Math.max(NOW, (await stored(visitId)).changedAt))
    expect((await stored(visitId)).face).toMatchObject({ file: null })
  })

  it('within a day of its end by itself, also when nothing has ended the visit; a later end is another day', async () => {
    const { person, photoId, visitId, form } = await bookWithFace({ lastDay: addDays(TODAY, 1) })
    const ends = startOfDay(addDays(TODAY, 2))
    const { rev } = await person.get('visit.get', { visitId })
    await person.get('visit.revise', { visitId, rev, form: { ...form, lastDay: addDays(TODAY, 2) } })
    await deleteDueFiles(ends + 24 * HOUR - 1)
    expect((await there(photoId))[1]).toBe(true)
    await gone(photoId, ends + 48 * HOUR)
  })

  async function visitOver(visitId: string): Promise<void> {
    const { lastDay } = await stored(visitId)
    const midnight = Date.parse(`${lastDay}T16:00:00Z`)
    const next = new Date(midnight + 8 * HOUR).toISOString().slice(0, 10)
    await endOverdueVisits(midnight + 90_000, next)
  }

  it('when a change of the booking leaves it out; kept when the change names it', async () => {
    const { person, photoId, visitId, form } = await bookWithFace({ lastDay: addDays(TODAY, 3) })
    const { rev, form: own } = await person.get('visit.get', { visitId })
    expect(own.photoId).toBe(photoId)
    await person.get('visit.revise', { visitId, rev, form: { ...form, note: '带图纸' } })
    await deleteDueFiles(NOW + 48 * HOUR)
    expect((await there(photoId))[1]).toBe(true)
    const { photoId: _, ...without } = form
    await person.get('visit.revise', { visitId, rev: rev + 1, form: without })
    await gone(photoId)
    const { history } = await person.get('visit.get', { visitId })
    expect(history.at(-1)?.changes).toContainEqual({ field: 'photoId', from: photoId.slice(0, 1), to: '' })
  })
})

it('switched off, nothing is begun and nothing is booked with a photo; every booking works without', async () => {
  const person = visitor()
  const photoId = await keep(person)
  await campus.put('settings', { _id: 'rules', facePhoto: false })
  expect(await person.outcome('file.begin', FACE)).toBe('FACE_OFF')
  const form = formFor(campus, 71_004)
  expect(await person.ask('visit.submit', { form: { ...form, photoId } })).toMatchObject({
    details: { fieldErrors: [{ field: 'photoId', code: 'FACE_OFF' }] },
  })
  expect(await person.outcome('visit.submit', { form })).toBe('ok')
})
