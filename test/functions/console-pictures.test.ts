import { randomBytes, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type * as Files from '../../cloudfunctions/platform/files'
import type { Upload } from '../../cloudfunctions/stores/uploads'
import type { Input } from '../../contract'
import { MAX_SENT_BYTES, UPLOAD_WAITS_MS } from '../../miniprogram/domain/file/uploads'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { deployedBrowser, signedIn, type Browser } from './console'
import { standingPerson, standingPlan } from './standing'
import { somePicture } from './uploads'
import { approversOf } from './visitors'

/** A picture from a computer comes with its call (spec 9): the browser has no way of its own to the storage. */
let campus: Campus
let approver: Browser
let colleague: Browser
let desk: Browser
let files: typeof Files
let by: Person
beforeAll(async () => {
  campus = await openCampus()
  const [first = '', second = ''] = approversOf(campus, 'computing')
  by = campus.person(first)
  approver = await signedIn(campus, by)
  colleague = await signedIn(campus, campus.person(second))
  desk = await signedIn(campus, campus.person(campus.demo.desks[0]?.openid ?? ''))
  files = await import('../../cloudfunctions/platform/files')
})
afterAll(() => campus.close())

const picture = async (use: Input<'file.send'>['use'] = 'paper'): Promise<Input<'file.send'>> => ({
  ...{ use, ending: 'jpg' },
  content: (await somePicture()).toString('base64'),
})
const waitingOf = async (openid: string | null): Promise<Upload[]> =>
  (await campus.stored<{ waiting: Upload[] } & { _id: string }>('uploads', openid ?? ''))?.waiting ?? []
const bytesOf = (file: string) => files.readFile(file, MAX_SENT_BYTES)
const passWith = (photo: string): Input<'standing.apply'> => ({
  plan: standingPlan(),
  people: [standingPerson(88_001)],
  papers: [{ name: '保险单', until: TODAY, photo }],
})

it('a paper is kept as it was sent, and taken by whom and for what it was sent', async () => {
  const sent = await picture()
  const { uploadId } = await approver.get('file.send', sent)
  const [upload] = await waitingOf(by.openid)
  expect(upload).toMatchObject({ uploadId, use: 'paper', kept: true })
  expect(await bytesOf(upload?.file ?? '')).toEqual(Buffer.from(sent.content, 'base64'))
  expect(await colleague.outcome('standing.apply', passWith(uploadId))).toBe('PHOTO_GONE')
  const { passId } = await approver.get('standing.apply', passWith(uploadId))
  const { papers } = await approver.get('standing.get', { passId })
  expect(papers[0]?.url).toMatch(/^http/)
  expect(await approver.outcome('standing.apply', passWith(uploadId))).toBe('PHOTO_GONE')
})

it('what no call takes is deleted a day later', async () => {
  const { uploadId } = await approver.get('file.send', await picture())
  const upload = (await waitingOf(by.openid)).find((each) => each.uploadId === uploadId)
  const { deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files')
  await deleteDueFiles(NOW + UPLOAD_WAITS_MS - 1)
  expect(await bytesOf(upload?.file ?? '')).not.toBe('missing')
  await deleteDueFiles(NOW + UPLOAD_WAITS_MS)
  expect(await bytesOf(upload?.file ?? '')).toBe('missing')
})

it('asked again under its key it is the same picture once; another one is refused and takes its place nowhere', async () => {
  const [sent, other] = [await picture(), await picture()]
  const key = randomUUID()
  const { uploadId } = await approver.get('file.send', sent, key)
  expect(await approver.get('file.send', sent, key)).toEqual({ uploadId })
  expect(await approver.outcome('file.send', other, key)).toBe('KEY_REUSED')
  const waiting = (await waitingOf(by.openid)).filter((each) => each.uploadId === uploadId)
  expect(waiting).toHaveLength(1)
  expect(await bytesOf(waiting[0]?.file ?? '')).toEqual(Buffer.from(sent.content, 'base64'))
})

it('asked again after it was let go, nothing is stored anew', async () => {
  const [sent, key] = [await picture(), randomUUID()]
  const { uploadId } = await approver.get('file.send', sent, key)
  const file = (await waitingOf(by.openid)).find((each) => each.uploadId === uploadId)?.file ?? ''
  await by.get('file.discard', { uploadId })
  const { deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files')
  await deleteDueFiles(NOW)
  expect(await bytesOf(file)).toBe('missing')
  expect(await approver.get('file.send', sent, key)).toEqual({ uploadId })
  expect(await bytesOf(file)).toBe('missing')
})

it.each([
  ['a text', Buffer.from('<svg onload=alert(1)>')],
  ['a PDF', Buffer.from('%PDF-1.7 and so on, long enough')],
  ['a JPEG of one byte', Buffer.from([0xff])],
])('%s is no picture', async (_, bytes) => {
  const content = bytes.toString('base64')
  expect(await approver.outcome('file.send', { use: 'paper', ending: 'jpg', content })).toBe('PICTURE_FORM')
})

it.each([
  ['an approver', () => approver, 'evidence', 'NOT_ALLOWED'],
  ['a desk', () => desk, 'paper', 'NOT_ALLOWED'],
  ['a desk', () => desk, 'evidence', 'ok'],
] as const)('%s sends %s', async (_, browser, use, outcome) => {
  expect(await browser().outcome('file.send', await picture(use))).toBe(outcome)
})

it.each(['', 'not base64!', 'AAA', `${'A'.repeat(MAX_SENT_BYTES * 2)}`])(
  'content %#: is refused',
  async (content) => {
    expect(await approver.outcome('file.send', { use: 'paper', ending: 'jpg', content })).toBe('BAD_REQUEST')
  },
)

describe('over HTTP access', { timeout: 120_000 }, () => {
  const BYTES = { 'content-type': 'application/octet-stream' }
  let deployed: Campus
  let browser: Browser
  let large: string
  beforeAll(async () => {
    deployed = await openCampus({ functions: true })
    browser = await signedIn(
      deployed,
      deployed.person(approversOf(deployed, 'computing')[0] ?? ''),
      await deployedBrowser(deployed),
    )
    const noise = randomBytes(400 * 400 * 3)
    const raw = { width: 400, height: 400, channels: 3 } as const
    large = (await sharp(noise, { raw }).png().toBuffer()).toString('base64')
  }, 120_000)
  afterAll(() => deployed.close())
  const sending = (content: string) => ({
    ...{ action: 'file.send', requestId: randomUUID() },
    input: { use: 'paper', ending: 'png', content },
  })

  it('a picture larger than text comes as bytes', async () => {
    expect(large.length).toBeGreaterThan(300_000)
    Object.assign(browser.headers, BYTES)
    const { status, reply } = await browser.send('/v1/call', sending(large))
    expect([status, reply]).toMatchObject([200, { ok: true }])
  })

  it.each([
    ['as text', {}, '/v1/call', 413],
    ['at the door', BYTES, '/v1/sign-in', 400],
    ['by nobody', { ...BYTES, cookie: '' }, '/v1/call', 401],
    ['by another page', { ...BYTES, origin: 'https://elsewhere.example' }, '/v1/call', 403],
  ])('it is refused %s', async (_, headers, path, expected) => {
    for (const name of Object.keys(browser.headers)) delete browser.headers[name]
    Object.assign(browser.headers, headers)
    const { status } = await browser.send(path, sending(large))
    expect(status).toBe(expected)
  })
})
