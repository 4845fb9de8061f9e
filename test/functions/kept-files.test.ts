import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AccountRequest } from '../../cloudfunctions/stores/account-requests'
import type { BlacklistEntry } from '../../cloudfunctions/stores/blacklist'
import type * as KeptFiles from '../../cloudfunctions/stores/kept-files'
import type { Transaction } from '../../cloudfunctions/platform/database'
import { endOfDay, addDays } from '../../miniprogram/domain/values/days'
import { NOW, TODAY } from '../domain/builders'
import { openCampus, type Campus, type Person } from './campus'
import { handIn } from './uploads'
import { identityOf } from './visitors'

/** Private photos are deleted when nobody needs them any more (spec 9): forms, evidence. */
let campus: Campus
let deleteDueFiles: (now: number) => Promise<number>
let upload: (path: string, bytes: Buffer) => Promise<string>
let addresses: (files: string[]) => Promise<(string | null)[]>
let keptFiles: typeof KeptFiles
let transact: <T>(work: (tx: Transaction) => Promise<T>) => Promise<T>
let fixedHash: (kind: string, value: string) => string
let numbers = 0
const DAY = 86_400_000

beforeAll(async () => {
  campus = await openCampus({ network: true })
  ;({ deleteDueFiles } = await import('../../cloudfunctions/usecases/campus/delete-files'))
  ;({ uploadPicture: upload, temporaryUrls: addresses } = await import('../../cloudfunctions/platform/files'))
  ;({ transact } = await import('../../cloudfunctions/platform/transaction'))
  ;({ fixedHash } = await import('../../cloudfunctions/platform/sealing'))
  keptFiles = await import('../../cloudfunctions/stores/kept-files')
})
afterAll(() => campus.close())
beforeEach(async () => {
  campus.network.fault = 'none'
  campus.clock.now = NOW
  // Nothing of the test before is left to do.
  await deleteDueFiles(NOW + 100_000 * DAY)
})

const office = (at = 0) => campus.person(campus.demo.office[at]?.openid ?? '')
const picture = () => upload(`evidence/photo-${++numbers}.jpg`, Buffer.from(`photo ${numbers}`))
const isThere = async (file: string) => (await addresses([file]))[0] !== null
const kept = (file: string) => campus.stored<KeptFiles.KeptFile>('keptFiles', fixedHash('file', file))
const later = (file: string, dueAt: number, why = 'a test') =>
  transact((tx) => keptFiles.deleteFileLater(tx, file, dueAt, why))
const keep = (file: string, why = 'a test') => transact((tx) => keptFiles.keepFileIn(tx, file, why))

describe('a file goes when its time has come', () => {
  it('not a moment before, and leaves nothing behind', async () => {
    const file = await picture()
    await later(file, NOW)
    expect(await deleteDueFiles(NOW - 1)).toBe(0)
    expect(await isThere(file)).toBe(true)
    expect(await deleteDueFiles(NOW)).toBe(1)
    expect(await isThere(file)).toBe(false)
    expect(await kept(file)).toBeNull()
  })

  it('once, by two timers at once, and again with nothing to do', async () => {
    const files = await Promise.all(Array.from({ length: 6 }, () => picture()))
    await Promise.all(files.map((file) => later(file, NOW)))
    await Promise.all([deleteDueFiles(NOW), deleteDueFiles(NOW), deleteDueFiles(NOW)])
    for (const file of files) expect([await isThere(file), await kept(file)]).toEqual([false, null])
    expect(await deleteDueFiles(NOW)).toBe(0)
  })

  it('after missed runs all that has piled up, more than one batch of the platform', async () => {
    const files = Array.from({ length: 53 }, (_, index) => `cloud://elsewhere/evidence/old-${index}.jpg`)
    await Promise.all(files.map((file) => later(file, NOW)))
    expect(await deleteDueFiles(NOW + 2 * DAY)).toBe(53)
  })

  it('a timer cut off between the word and the deed is finished by the next', async () => {
    const file = await picture()
    await later(file, NOW)
    expect(await keptFiles.beginDeletion((await kept(file))?._id ?? '', NOW)).toBe(true)
    expect(await deleteDueFiles(NOW)).toBe(1)
    expect(await isThere(file)).toBe(false)
  })
})

describe('a file that a record still needs stays', () => {
  it('moved to a later day', async () => {
    const file = await picture()
    await later(file, NOW)
    await later(file, NOW + DAY)
    expect([await deleteDueFiles(NOW), await isThere(file)]).toEqual([0, true])
    expect([await deleteDueFiles(NOW + DAY), await isThere(file)]).toEqual([1, false])
  })

  it('by one record as long as that says, though another is through with it', async () => {
    const file = await picture()
    await keep(file, 'second')
    await later(file, NOW, 'first')
    expect([await deleteDueFiles(NOW + DAY), await isThere(file)]).toEqual([0, true])
    await later(file, NOW + 2 * DAY, 'second')
    expect([await deleteDueFiles(NOW + DAY), await isThere(file)]).toEqual([0, true])
    expect([await deleteDueFiles(NOW + 2 * DAY), await isThere(file)]).toEqual([1, false])
  })

  it('needed again after the timer had found it, before it began: it stays', async () => {
    const file = await picture()
    await later(file, NOW)
    await keep(file)
    expect(await keptFiles.beginDeletion(fixedHash('file', file), NOW)).toBe(false)
    expect([await deleteDueFiles(NOW), await isThere(file)]).toEqual([0, true])
  })

  it('needed again after the deletion began: whoever hands it in is told to take another picture', async () => {
    const file = await picture()
    await later(file, NOW)
    await keptFiles.beginDeletion(fixedHash('file', file), NOW)
    await expect(keep(file)).rejects.toMatchObject({ code: 'PHOTO_GONE' })
    // Moving the day doesn't bring it back either.
    await later(file, NOW + DAY)
    expect([await deleteDueFiles(NOW), await isThere(file)]).toEqual([1, false])
  })

  it('needed again at the very moment: it is there exactly when no timer has counted it', async () => {
    for (let time = 0; time < 8; time++) {
      const file = await picture()
      await later(file, NOW)
      const [, gone] = await Promise.all([keep(file, 'newcomer').catch(() => undefined), deleteDueFiles(NOW)])
      expect([await isThere(file), await deleteDueFiles(NOW)]).toEqual([gone === 0, 0])
    }
  })
})

describe('the stamped form of a request for an account', () => {
  const staff = (at: number) => {
    const found = campus.demo.staff.filter(({ openid }) => openid !== null)[at]
    return campus.person(found?.openid ?? '')
  }
  /** Asks with a form just sent; resolves with the file of it. */
  async function ask(by: Person) {
    const form = await handIn(by, 'accountForm')
    const asked = { unitId: 'security', reason: '负责来访审批', leaderName: '黄主任', form }
    const { requestId } = await by.get('account.ask', asked)
    // What was uploaded beside the kept copy goes at once.
    await deleteDueFiles(campus.clock.now)
    const request = await campus.stored<AccountRequest>('accountRequests', requestId)
    return { requestId, form: request?.form ?? '', asked }
  }

  it('is kept while nobody has answered, and 30 days after the answer', async () => {
    const { requestId, form } = await ask(staff(0))
    expect([await deleteDueFiles(NOW + 4000 * DAY), await isThere(form)]).toEqual([0, true])
    await office().get('account.answer', { accountRequestId: requestId, accept: true, reason: '' })
    expect([await deleteDueFiles(NOW + 30 * DAY - 1), await isThere(form)]).toEqual([0, true])
    expect([await deleteDueFiles(NOW + 30 * DAY), await isThere(form)]).toEqual([1, false])
    const { rows } = await office().get('account.requests', { state: 'accepted', cursor: null })
    expect(rows.find(({ id }) => id === requestId)?.formUrl).toBeNull()
  })

  it('handed in once more after a refusal is needed again; another number of days is the office’s to say', async () => {
    await office().get('rules.change', { keepFormDays: 3 })
    const { requestId, form, asked } = await ask(staff(1))
    const refuse = () =>
      office().get('account.answer', { accountRequestId: requestId, accept: false, reason: '缺公章' })
    await refuse()
    expect((await kept(form))?.dueAt).toBe(NOW + 3 * DAY)
    expect(await staff(1).outcome('account.ask', asked)).toBe('PHOTO_GONE')
    const again = await ask(staff(1))
    expect(again.form).not.toBe(form)
    const all = NOW + 4000 * DAY
    // The first form goes when its days are over, and the uploads of both.
    await deleteDueFiles(all)
    expect([await isThere(form), await isThere(again.form)]).toEqual([false, true])
    await refuse()
    expect([await deleteDueFiles(NOW + 3 * DAY), await isThere(again.form)]).toEqual([1, false])
  })
})

describe('evidence of a blacklist entry', () => {
  async function propose(evidence: string[], until: string | null = null) {
    const { document, phone, plate } = identityOf(++numbers)
    const subject = { name: '韦某', documentKind: 'mainlandId' as const, document, phone, plate }
    const input = { ...subject, reason: '冲卡', evidence, from: TODAY, until }
    return (await office().get('blacklist.propose', input)).blacklistId
  }
  const sent = () => handIn(office(), 'evidence')
  const fileOf = async (blacklistId: string) =>
    (await campus.stored<BlacklistEntry>('blacklist', blacklistId))?.evidence[0] ?? ''
  const answer = (blacklistId: string, accept: boolean) =>
    office(1).get('blacklist.answer', { blacklistId, accept })

  it('is kept while the entry waits or holds for good; 180 days after it was lifted it goes', async () => {
    const blacklistId = await propose([await sent(), await sent()])
    await deleteDueFiles(NOW)
    await answer(blacklistId, true)
    await office().get('blacklist.askLift', { blacklistId, reason: '已处理' })
    expect(await deleteDueFiles(NOW + 4000 * DAY)).toBe(0)
    campus.clock.now = NOW + 5 * DAY
    await office(1).get('blacklist.answerLift', { blacklistId, accept: true })
    expect(await deleteDueFiles(NOW + 185 * DAY - 1)).toBe(0)
    expect((await office().get('blacklist.get', { blacklistId })).evidence).toHaveLength(2)
    expect(await deleteDueFiles(NOW + 185 * DAY)).toBe(2)
    expect((await office().get('blacklist.get', { blacklistId })).evidence).toEqual([])
  })

  it('of a rejected entry goes 180 days after the rejection', async () => {
    const blacklistId = await propose([await sent()])
    await answer(blacklistId, false)
    expect((await kept(await fileOf(blacklistId)))?.dueAt).toBe(NOW + 180 * DAY)
  })

  it('of an entry with a term goes 180 days after its last day, with nobody’s doing', async () => {
    const until = addDays(TODAY, 9)
    const blacklistId = await propose([await sent()], until)
    await answer(blacklistId, true)
    expect((await kept(await fileOf(blacklistId)))?.dueAt).toBe(endOfDay(until) + 180 * DAY)
  })

  it('is proposed with twice the same picture once', async () => {
    const file = await sent()
    const blacklistId = await propose([file, file])
    expect((await office().get('blacklist.get', { blacklistId })).evidence).toHaveLength(1)
  })
})
