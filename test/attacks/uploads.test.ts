import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, it, test } from 'vitest'
import type * as Files from '../../cloudfunctions/platform/files'
import * as z from 'zod'
import type { AccountRequest } from '../../cloudfunctions/stores/account-requests'
import type { BlacklistEntry } from '../../cloudfunctions/stores/blacklist'
import { actions, type Input } from '../../contract'
import { FILE_USES, UPLOAD_WAITS_MS, type FileUse } from '../../miniprogram/domain/file/uploads'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from '../functions/campus'
import { keptFace } from '../functions/pictures'
import { FACE, handIn, somePicture } from '../functions/uploads'
import { approversOf, formFor, guardOf } from '../functions/visitors'

/** Somebody names a file that isn't theirs to name, so that it is kept, deleted, shown or written over (spec 9). */
let campus: Campus
let staff: Person
let colleague: Person
let office: Person
let desk: Person
let files: typeof Files
let deleteDueFiles: (now: number) => Promise<number>
let numbers = 0
beforeAll(async () => {
  campus = await openCampus()
  const bound = campus.demo.staff.filter(({ openid }) => openid !== null)
  ;[staff, colleague] = [0, 1].map((at) => campus.person(bound[at]?.openid ?? '')) as [Person, Person]
  office = campus.person(campus.demo.office[0]?.openid ?? '')
  desk = campus.person(campus.demo.desks[0]?.openid ?? '')
  files = await import('../../cloudfunctions/platform/files')
  ;({ deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files'))
  await campus.put('settings', { _id: 'rules', facePhoto: true })
})
afterAll(() => campus.close())
beforeEach(async () => {
  await deleteDueFiles(NOW + 4 * UPLOAD_WAITS_MS)
  campus.clock.now = NOW
})

const isThere = async (file: string) => (await files.temporaryUrls([file]))[0] !== null
const asking = (form: string): Input<'account.ask'> => ({
  ...{ unitId: 'security', reason: '负责来访审批', leaderName: '黄主任', form },
})
const proposing = (...evidence: string[]): Input<'blacklist.propose'> => ({
  ...{ name: '韦某', documentKind: 'mainlandId', document: '', phone: '', plate: `桂C${10_000 + ++numbers}` },
  ...{ reason: '冲卡', evidence, from: TODAY, until: null },
})
const booking = (photoId: string) => ({ form: formFor(campus, 72_000 + ++numbers, { photoId }) })

interface Schema {
  pattern?: string
  properties?: Record<string, Schema>
  items?: Schema
  anyOf?: Schema[]
  allOf?: Schema[]
}

/** Every text of a schema that would take the id of a file, by its path. */
function takesFiles(
  { pattern, properties = {}, items, anyOf = [], allOf = [] }: Schema,
  path: string,
): string[] {
  return [
    ...(pattern !== undefined && new RegExp(pattern).test(`cloud://local-env.local/faces/a.jpg`)
      ? [path]
      : []),
    ...Object.entries(properties).flatMap(([name, field]) => takesFiles(field, `${path}.${name}`)),
    ...(items === undefined ? [] : takesFiles(items, `${path}[]`)),
    ...[...anyOf, ...allOf].flatMap((each) => takesFiles(each, path)),
  ]
}

const fieldsForFiles = Object.entries(actions).flatMap(([name, { input }]) =>
  takesFiles(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema, name),
)

describe('no call names a file', () => {
  it('no field of any action has the form of a file’s id', () => {
    expect(fieldsForFiles).toEqual([])
  })

  const CLOUD = 'cloud://local-env.local'
  test.each([
    `${CLOUD}/uploads/kept/face/0123456789abcdef.jpg`,
    `${CLOUD}/uploads/in/accountForm/0123456789abcdef.jpg`,
    `${CLOUD}/unit-codes/computing.png`,
    `${CLOUD}/host-codes/abc.png`,
    `${CLOUD}/account-forms/../unit-codes/computing.png`,
    'uploads/kept/evidence/0123456789abcdef.jpg',
    'https://example.com/a.jpg',
    '../unit-codes/computing.png',
    '',
  ])('%s is no picture that somebody sent', async (name) => {
    expect(await staff.outcome('account.ask', asking(name))).toBe('BAD_REQUEST')
    expect(await office.outcome('blacklist.propose', proposing(name))).toBe('BAD_REQUEST')
    expect(await staff.outcome('file.keep', { uploadId: name })).toBe('BAD_REQUEST')
    expect(await staff.outcome('file.begin', { use: name as FileUse, ending: 'jpg' })).toBe('BAD_REQUEST')
    expect(await staff.outcome('file.begin', { use: 'accountForm', ending: name as 'jpg' })).toBe(
      'BAD_REQUEST',
    )
  })

  it('a unit’s code picture stays, whatever is tried with its name', async () => {
    const approver = campus.person(approversOf(campus, 'computing')[0] ?? '')
    await approver.get('unit.code', { unitId: 'computing' })
    const code = await files.plannedFile('unit-codes/computing.png')
    const before = await isThere(code)
    for (const name of ['computing', 'unit-codes', 'unit-codes_computing'])
      expect(await staff.outcome('account.ask', asking(name))).toBe('PHOTO_GONE')
    await deleteDueFiles(NOW + 4000 * UPLOAD_WAITS_MS)
    expect([before, await isThere(code)]).toEqual([true, true])
  })
})

describe('a picture serves whom and what it was begun for, once', () => {
  const takers: Readonly<Record<Exclude<FileUse, 'paper'>, (uploadId: string) => Promise<string>>> = {
    accountForm: (uploadId) => staff.outcome('account.ask', asking(uploadId)),
    evidence: (uploadId) => office.outcome('blacklist.propose', proposing(uploadId)),
    face: (uploadId) => office.outcome('visit.submit', booking(uploadId)),
  }
  const owners: Readonly<Record<Exclude<FileUse, 'paper'>, () => Person>> = {
    accountForm: () => staff,
    evidence: () => office,
    face: () => office,
  }
  async function sent(by: Person, use: FileUse): Promise<string> {
    if (use !== 'face') return handIn(by, use)
    const { uploadId, cloudPath } = await by.get('file.begin', FACE)
    await files.uploadPicture(cloudPath, await keptFace())
    await by.get('file.keep', { uploadId })
    return uploadId
  }
  const uses = ['accountForm', 'evidence', 'face'] as const
  const pairs = uses.flatMap((use) => uses.map((other) => [use, other] as const))

  test.each(pairs.filter(([use, other]) => use !== other))(
    'a picture for %s isn’t taken for %s',
    async (use, other) => {
      // The office's first account is staff too: it may send pictures of all kinds.
      const uploadId = await sent(office, use)
      const refused = other === 'face' ? 'FORM' : 'PHOTO_GONE'
      const tried = {
        accountForm: () => office.outcome('account.ask', asking(uploadId)),
        evidence: () => office.outcome('blacklist.propose', proposing(uploadId)),
        face: () => office.outcome('visit.submit', booking(uploadId)),
      }
      expect(await tried[other]()).toBe(refused)
    },
  )

  test.each(uses)('somebody else’s picture for %s isn’t taken, kept or discarded', async (use) => {
    const stranger = use === 'accountForm' ? colleague : desk
    const uploadId = await sent(stranger, use)
    expect(await takers[use](uploadId)).toBe(use === 'face' ? 'FORM' : 'PHOTO_GONE')
    expect(await owners[use]().outcome('file.keep', { uploadId })).toBe('PHOTO_GONE')
    await owners[use]().get('file.discard', { uploadId })
    expect(await stranger.outcome('file.keep', { uploadId })).not.toBe('PHOTO_GONE')
  })

  it('handed in twice: the second call is refused, and by another key too', async () => {
    const uploadId = await handIn(office, 'evidence')
    expect(await office.outcome('blacklist.propose', proposing(uploadId))).toBe('ok')
    expect(await office.outcome('blacklist.propose', proposing(uploadId))).toBe('PHOTO_GONE')
    expect(await office.outcome('file.keep', { uploadId })).toBe('PHOTO_GONE')
  })

  it('two calls for one picture at once: exactly one has it', async () => {
    const uploadId = await handIn(office, 'evidence')
    const calls = Array.from({ length: 4 }, () => office.outcome('blacklist.propose', proposing(uploadId)))
    expect((await Promise.all(calls)).sort()).toEqual(['PHOTO_GONE', 'PHOTO_GONE', 'PHOTO_GONE', 'ok'])
  })

  it('sent, and not checked: it is no picture', async () => {
    const { uploadId, cloudPath } = await office.get('file.begin', { use: 'evidence', ending: 'jpg' })
    await files.uploadPicture(cloudPath, await somePicture())
    expect(await office.outcome('blacklist.propose', proposing(uploadId))).toBe('PHOTO_GONE')
  })

  it('what is sent to the place later changes nothing of what was handed in', async () => {
    const { uploadId, cloudPath } = await office.get('file.begin', { use: 'evidence', ending: 'jpg' })
    const picture = await somePicture()
    await files.uploadPicture(cloudPath, picture)
    await office.get('file.keep', { uploadId })
    const { blacklistId } = await office.get('blacklist.propose', proposing(uploadId))
    await files.uploadPicture(cloudPath, Buffer.from('something else'))
    const entry = await campus.stored<BlacklistEntry>('blacklist', blacklistId)
    expect(await files.readFile(entry?.evidence[0] ?? '', 1_000_000)).toEqual(picture)
    expect(cloudPath).not.toContain(uploadId)
  })

  test.each<[FileUse, () => Person[]]>([
    ['accountForm', () => [campus.person('passer-by')]],
    ['evidence', () => [campus.person('passer-by'), staff, campus.person(guardOf(campus, 'yanshan-east'))]],
    ['paper', () => [campus.person('passer-by'), desk]],
  ])('%s is begun by those alone who have something to hand in', async (use, people) => {
    await campus.put('accounts', {
      _id: `office:${staff.openid ?? ''}`,
      openid: staff.openid,
      name: '甲',
      role: 'office',
      removed: true,
    })
    for (const person of people())
      expect(await person.outcome('file.begin', { use, ending: 'jpg' })).toBe('NOT_ALLOWED')
  })
})

describe('a picture that no call follows goes', () => {
  const waiting = FILE_USES.filter((use) => use !== 'paper')
  test.each(waiting)('of %s, a day after it was begun, whether it was checked or not', async (use) => {
    const by = use === 'accountForm' ? staff : office
    const picture = use === 'face' ? await keptFace() : await somePicture()
    for (const checked of [false, true]) {
      campus.clock.now = NOW
      const begin = use === 'face' ? FACE : { use, ending: 'jpg' as const }
      const { uploadId, cloudPath } = await by.get('file.begin', begin)
      const file = await files.uploadPicture(cloudPath, picture)
      if (checked) await by.get('file.keep', { uploadId })
      await deleteDueFiles(NOW + UPLOAD_WAITS_MS - 1)
      expect(await isThere(file)).toBe(!checked)
      await deleteDueFiles(NOW + UPLOAD_WAITS_MS)
      expect(await isThere(file)).toBe(false)
      campus.clock.now = NOW + UPLOAD_WAITS_MS
      expect(await by.outcome('file.keep', { uploadId })).toBe('PHOTO_GONE')
    }
    const { removeExpired } = await import('../../cloudfunctions/usecases/campus/remove-expired')
    await removeExpired(NOW + UPLOAD_WAITS_MS)
    expect(await campus.stored('uploads', by.openid ?? '')).toBeNull()
  })

  it('begun again and again, the oldest goes: a person’s uploads have an end', async () => {
    const begun = []
    for (let time = 0; time < 5; time++) {
      const { cloudPath } = await staff.get('file.begin', { use: 'accountForm', ending: 'png' })
      begun.push(await files.uploadPicture(cloudPath, await somePicture()))
    }
    await deleteDueFiles(NOW)
    expect(await Promise.all(begun.map(isThere))).toEqual([false, false, false, true, true])
  })

  it('taken by a call it stays as long as that needs it, and the upload beside it goes', async () => {
    const { uploadId, cloudPath } = await colleague.get('file.begin', { use: 'accountForm', ending: 'jpg' })
    const upload = await files.uploadPicture(cloudPath, await somePicture())
    await colleague.get('file.keep', { uploadId })
    const { requestId } = await colleague.get('account.ask', asking(uploadId))
    const { form = '' } = (await campus.stored<AccountRequest>('accountRequests', requestId)) ?? {}
    await deleteDueFiles(NOW + 4000 * UPLOAD_WAITS_MS)
    expect([await isThere(upload), await isThere(form)]).toEqual([false, true])
  })
})

describe('what isn’t a picture to be looked at is refused before anything is decoded', () => {
  async function kept(bytes: Buffer): Promise<string> {
    const { uploadId, cloudPath } = await office.get('file.begin', { use: 'evidence', ending: 'jpg' })
    await files.uploadPicture(cloudPath, bytes)
    return office.outcome('file.keep', { uploadId })
  }
  /** A progressive JPEG whose last scan is said many times over. */
  async function manyScans(times: number): Promise<Buffer> {
    const picture = await sharp(await somePicture())
      .jpeg({ progressive: true })
      .toBuffer()
    const scan = picture.subarray(picture.lastIndexOf(Buffer.from([0xff, 0xda])), picture.length - 2)
    return Buffer.concat([picture.subarray(0, -2), ...Array<Buffer>(times).fill(scan), picture.subarray(-2)])
  }
  /** A picture that says of itself that it is huge. */
  async function huge(): Promise<Buffer> {
    const picture = Buffer.from(await somePicture())
    const frame = picture.indexOf(Buffer.from([0xff, 0xc0]))
    picture.writeUInt16BE(60_000, frame + 5)
    picture.writeUInt16BE(60_000, frame + 7)
    return picture
  }
  const png = Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]),
    Buffer.from('IHDR'),
    Buffer.from([0, 0, 0xff, 0xff, 0, 0, 0xff, 0xff]),
  ])

  test.each<[string, () => Promise<Buffer> | Buffer]>([
    ['a page', () => Buffer.from('<html><script>alert(1)</script></html>')],
    ['a drawing with a script', () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['nothing', () => Buffer.alloc(0)],
    ['a JPEG of 400 scans', () => manyScans(400)],
    ['a JPEG of 60,000 by 60,000', huge],
    ['a PNG of 65,535 by 65,535', () => png],
    ['a page that begins like a WebP', () => Buffer.from('RIFF0000WEBP<html><script>alert(1)</script>')],
    ['a JPEG cut off', async () => (await somePicture()).subarray(0, 40)],
    ['more than 10 MB', async () => Buffer.concat([await somePicture(), Buffer.alloc(10 * 1024 * 1024)])],
  ])('%s', async (_, bytes) => {
    expect(await kept(await bytes())).toBe('PICTURE_FORM')
  })

  test.each(['jpeg', 'png', 'webp'] as const)('a %s of a phone passes', async (kind) => {
    expect(
      await kept(
        await sharp(await somePicture())
          .toFormat(kind)
          .toBuffer(),
      ),
    ).toBe('ok')
  })
})
