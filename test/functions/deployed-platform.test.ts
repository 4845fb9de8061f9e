import { afterAll, beforeAll, expect, it } from 'vitest'
import type * as Files from '../../cloudfunctions/platform/files'
import { demoTemplates } from '../../local/demo'
import { dayOf } from '../../miniprogram/domain/values/days'
import { openCampus, type Campus } from './campus'
import { keptFace } from './pictures'
import { FACE } from './uploads'
import { approversOf, formFor } from './visitors'

/** What the functions ask of the platform, through the built bundles: every kind of call that they make. */
let campus: Campus
let files: typeof Files
beforeAll(async () => {
  campus = await openCampus({ functions: true })
  files = await import('../../cloudfunctions/platform/files')
})
afterAll(() => campus.close())

const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

it('a phone number behind a code', async () => {
  const { name, mobile } = campus.demo.staff.find(({ openid }) => openid === null) ?? {}
  const staff = campus.deployed('binds-through-the-bundle')
  const code = campus.cloud.phoneCode(mobile ?? '')
  expect(await staff.get('staff.bind', { code })).toMatchObject({ name })
  expect(await staff.outcome('staff.bind', { code: 'made up' })).toBe('PHONE_CODE')
})

it('a Mini Program code, uploaded and handed out by a short-lived address', async () => {
  const { url } = await campus.deployed(approversOf(campus, 'computing')[0] ?? '').get('unit.code', {
    unitId: 'computing',
  })
  expect((await bytesAt(url)).subarray(1, 4).toString()).toBe('PNG')
})

it('a photo: where it will lie, its bytes, the kept copy, and the deletion of the upload', async () => {
  await campus.put('settings', { _id: 'rules', facePhoto: true })
  const visitor = campus.deployed('with-a-face')
  const { uploadId: photoId, cloudPath } = await visitor.get('file.begin', FACE)
  const upload = await files.uploadPicture(cloudPath, await keptFace({}))
  await visitor.get('file.keep', { uploadId: photoId })
  expect(await files.temporaryUrls([upload])).toEqual([expect.any(String)])
  expect((await campus.cloud.fireTimer('tick')).result).toEqual({ done: 1 })
  expect(await files.temporaryUrls([upload])).toEqual([null])
})

it('a subscribe message', async () => {
  const approver = approversOf(campus, 'computing')[0] ?? ''
  const { id } = demoTemplates.newBooking
  await campus.cloud.consent.record(approver, id, 'accept')
  await campus.deployed(approver).get('consent.record', { accepted: [id] })
  const today = dayOf(Date.now())
  await campus
    .deployed('announced')
    .get('visit.submit', { form: formFor(campus, 1, { firstDay: today, lastDay: today }) })
  await campus.cloud.fireTimer('tick')
  expect(campus.cloud.notices.list(approver)).toMatchObject([{ templateId: id }])
})
